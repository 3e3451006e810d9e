#!/usr/bin/env python3
"""Set a clean text as other printers and extractors would.

    settings.py --setting 3 --seed 7 TRUTH.md --out WITNESS.txt

No misreadings: what differs is the setting. Printed hyphens, figures of the
notes and of their calls in every form, numbers that start again on each
page, stars; paragraphs by indents or by blank lines; heads, folios, form
feeds or none of them. The truth is what `octavo clean` must give back.
"""
import argparse
import random

import damage
from truths import Ledger, read_truth

SETTINGS = [
    dict(call='%d', label='%d. ', head='top'),
    dict(call='(%d)', label='(%d) ', head='foot'),
    dict(call='[%d]', label='[%d] ', head='folio', rule=[]),
    dict(call='%d', label='%d ', head='top', restart=True,
         rule=['', '__________', '']),
    dict(call='*', label='* ', head='foot', restart=True),
    dict(call='%d', label='%d. ', head='top', indent=True, rule=[]),
    dict(call=' (%d)', label='%d) ', head='foot', indent=True, restart=True),
    dict(call='%d', label='%d ', head='foot', feed=False),
    dict(call='%d', label='(%d) ', head='', feed=False),
]


class Setting(damage.Layout):
    width, note_width, height, hyphens = 65, 75, 40, 0.6

    def __init__(self, rng, blocks, notes, ledger, how):
        self.how, self.number = how, {}
        super().__init__(rng, blocks, notes, ledger)

    def figure(self, form, n):
        n = self.number.get(n, n)
        return form % n if '%' in form else form.replace('*', '*' * n)

    def call(self, n):
        return self.figure(self.how['call'], n)

    def note_opening(self, n):
        return self.figure(self.how['label'], n)

    def finish(self, line, note=False):
        text = super().finish(line) + ('-' if line.cut else '')
        first = self.how.get('indent') and getattr(line, 'first', False)
        return '    ' + text if first and not note else text

    def between(self, before, after):
        close = self.how.get('indent') and before.kind == after.kind == 'para'
        return [] if close else ['']

    def note_rule(self):
        return self.how.get('rule', [''])

    def set_blocks(self):
        out = super().set_blocks()
        for before, line in zip([None] + out, out):
            if line is not None and before is None:
                line.first = line.kind == 'para'
        return out

    def page_start(self, lines):
        if not self.pages:
            return lines
        folio = self.pages + 1
        name = self.title.upper() if folio % 2 else 'JEANNE AUTEUR'
        head = {'top': ['%s%20d' % (name, folio), ''],
                'folio': ['%d' % folio, '']}.get(self.how['head'], [])
        lines = head + lines
        feed = '\f' if self.how.get('feed', True) else ''
        return [feed + lines[0]] + lines[1:]

    def page_end(self):
        return ['', str(self.pages), ''] if self.how['head'] == 'foot' else []

    def witness(self):
        if self.how.get('restart'):
            self.count_by_page()
        return super().witness()

    def count_by_page(self):
        """A first run only sees which notes share a page."""
        state, page = self.rng.getstate(), self.page

        def see(body, called, last):
            self.number.update((n, i + 1) for i, n in enumerate(called))
            return page(body, called, last)
        self.page = see
        super().witness()
        self.page, self.pages, self.rest = page, 0, []
        self.rng.setstate(state)


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('truth')
    args.add_argument('--setting', type=int, required=True,
                      choices=range(len(SETTINGS)))
    args.add_argument('--seed', type=int, default=3)
    args.add_argument('--out', required=True)
    opt = args.parse_args()
    with open(opt.truth, encoding='utf-8') as file:
        blocks, notes = read_truth(file.read())
    layout = Setting(random.Random(opt.seed), blocks, notes,
                     Ledger('', '', ''), SETTINGS[opt.setting])
    with open(opt.out, 'w', encoding='utf-8') as file:
        file.write(layout.witness())


if __name__ == '__main__':
    main()
