#!/usr/bin/env python3
"""Set a clean text as the OCR of a library gives it (Gallica, the Internet
Archive): no form feeds, words divided with a sign of their own, running
heads and folios read anew, and not the same, on every page, specks.

    gallica.py --kind gallica --seed 7 TRUTH.md --out WITNESS.txt

The words are read right, but for one that a space breaks now and then: what
is measured is the furniture. Same truth, kind and seed: same bytes.
"""
import argparse
import random
import re

import settings
from truths import Ledger, read_truth

KINDS = {
    # head and folio on one line; notes by page
    'gallica': dict(call='(%d)', label='(%d) ', restart=True, hyphen='¬',
                    head='line', rule=['']),
    # the head alone, the folio at the foot; notes in one count
    'archive': dict(call='%d', label='%d. ', hyphen='\u00ad', head='apart',
                    rule=['', '']),
    # nothing above, the folio at the foot; no blank line is sure
    'bare': dict(call='(%d)', label='(%d) ', hyphen='¬', head='',
                 rule=['']),
}
SPECKS = ('|', '_', '■', '•', "'", '.', '~', '^', '|', "' .", '■ ■', '_ |')
# what a letter of a running head is read as
HEAD = dict(zip('AEIOUÉSBRNGT', 'ÀFlOUE5RHUCI'))
FIGURE = {'1': 'l', '0': 'O', '5': 'S', '2': 'z'}
FOLIOS = ('— %s —', '- %s -', '[%s]', '%s', '( %s )', '— %s', '%s.')


class Gallica(settings.Setting):
    width, note_width, height, hyphens = 58, 66, 32, 0.7

    def __init__(self, rng, blocks, notes, ledger, how):
        super().__init__(rng, blocks, notes, ledger, how)
        for block in blocks:
            if block.kind == 'quote':       # an epigraph is quoted twice
                text = re.sub('(?m)^> ?', '', '\n\n'.join(block.lines))
                block.lines = re.split('\n{2,}', text)

    def body_text(self, text):
        return re.sub(r'\*(\S(?:[^*]*\S)?)\*', r'\1', text)

    note_text = body_text

    def speck(self):
        return self.rng.choice(SPECKS)

    def finish(self, line, note=False):
        text = super().finish(line)
        if line.cut:
            text = text[:-1] + self.how['hyphen']
        dice = self.rng.random()
        if dice < 0.01 and line.kind == 'para' and not note:
            text = self.broken(text)
        elif dice < 0.03:
            text += self.rng.choice((' |', ' ■', ' |', ' •'))
        elif dice < 0.06:
            text += ' '
        return text

    def broken(self, text):
        """A space inside a long word."""
        places = [m.start() + 3 for m in re.finditer('[a-zé]{9,}', text)]
        at = self.rng.choice(places) if places else len(text)
        return (text[:at] + ' ' + text[at:]).rstrip()

    def figures(self):
        """The number of the page, as it is read."""
        text, dice = str(self.pages + 11), self.rng.random()
        if dice < 0.12:
            text = ''.join(FIGURE.get(c, c) for c in text)
        elif dice < 0.2:
            text = ' '.join(text)
        return text

    def folio(self):
        return (self.rng.choice(FOLIOS) if self.rng.random() < 0.3 else
                FOLIOS[len(self.title) % 3]) % self.figures()

    def name(self):
        """The running head, as it is read on this page."""
        name = self.title.upper()[:40] if self.pages % 2 else 'JEANNE AUTEUR'
        return ''.join(HEAD.get(c, c) if self.rng.random() < 0.06 else c
                       for c in name)

    def noise(self):
        """Blank lines, and maybe a speck or two among them."""
        lines = ['', '']
        for _ in range(self.rng.choice((0, 0, 0, 1, 1, 2))):
            lines += [self.speck()] + [''] * self.rng.randrange(3)
        return lines

    def page_start(self, lines):
        if not self.pages:
            return lines
        head = {'line': [self.name() + ' ' + self.figures() if self.pages % 2
                         else self.figures() + ' ' + self.name(), ''],
                'apart': [self.name(), '']}.get(self.how['head'], [])
        return self.noise() + head + lines

    def page_end(self):
        foot = [] if self.how['head'] == 'line' else ['', self.folio()]
        return foot + (self.noise() if self.rng.random() < 0.4 else []) + ['']


def rough(text, kind, seed):
    blocks, notes = read_truth(text)
    return Gallica(random.Random(seed), blocks, notes, Ledger('', '', ''),
                   KINDS[kind]).witness() + '\n'


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('truth')
    args.add_argument('--kind', choices=sorted(KINDS), default='gallica')
    args.add_argument('--seed', type=int, default=3)
    args.add_argument('--out', required=True)
    opt = args.parse_args()
    with open(opt.truth, encoding='utf-8') as file:
        text = file.read()
    with open(opt.out, 'w', encoding='utf-8') as file:
        file.write(rough(text, opt.kind, opt.seed))


if __name__ == '__main__':
    main()
