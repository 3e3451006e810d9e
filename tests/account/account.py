#!/usr/bin/env python3
"""account.py REPORT.json WITNESS CLEAN.md: does the account add up?

Every character of the witness is in one place, in order and without gap;
the places add up to the sums of the rules and to the witness; the places
put where they say, with what the writer added between them, are the clean
text; and the writer added signs of Markdown only, not a word.
"""
import json
import re
import sys

ADDED = re.compile(
    r'(?:\s|\\|#|>|\* \* \*|— |- |\[\^\d+\]:?|'
    r'::: ?(?:verse|epigraph|signature)?|'
    r'<span class="pb"(?: id="pb-[^"]*")?></span>|'
    r'<!-- octavo clean 1 -->)*\Z')


def decode(path):
    data = open(path, 'rb').read()
    for mark, name in ((b'\xff\xfe', 'utf-16-le'), (b'\xfe\xff', 'utf-16-be')):
        if data.startswith(mark):
            return data.decode(name)
    try:
        return data.decode('utf-8')
    except UnicodeDecodeError:
        return data.decode('cp1252')


class Text:
    """Characters by line and column, as the report counts them."""

    def __init__(self, text):
        self.text, self.lines = text, [0]
        for m in re.finditer('\n', text):
            self.lines.append(m.end())

    def at(self, place):
        return self.lines[place[0] - 1] + place[1] - 1


def check(report, witness, clean):
    text, sums, out, at = Text(witness), {}, {}, 0
    fates = {r['rule']: r['fate'] for r in report['rules']}
    assert report['residue'] == 0
    assert report['characters'] == len(witness), 'length'
    for p in report['places']:
        a, z = text.at(p['from']), text.at(p['to'])
        assert a == at, 'gap or overlap at %s' % p['from']
        assert z - a == p['characters'] > 0, p
        at, fate, said = z, fates[p['rule']], witness[a:z]
        sums[p['rule']] = sums.get(p['rule'], 0) + z - a
        if fate in ('changed', 'removed'):
            assert p['before'] == said, p
            assert 0 <= p['confidence'] <= 1000
            said = p['after']
            assert (said == '') == (fate == 'removed'), p
        if said:
            out[p['out']] = said
    assert at == len(witness), 'the end is not accounted for'
    for r in report['rules']:
        assert sums.pop(r['rule']) == r['characters'], r
    assert not sums
    for a in report['added']:
        assert ADDED.match(a['text']), 'added %r' % a['text']
        assert a['out'] not in out
        out[a['out']] = a['text']
    made = ''
    for at in sorted(out):
        assert at == len(made), 'clean text: gap or overlap at %d' % at
        made += out[at]
    assert made == clean, 'the places do not make the clean text'


def main():
    report = json.load(open(sys.argv[1], encoding='utf-8'))
    clean = open(sys.argv[3], encoding='utf-8', newline='').read()
    try:
        check(report, decode(sys.argv[2]), clean)
    except AssertionError as e:
        sys.exit('%s: %s' % (sys.argv[2], e))


if __name__ == '__main__':
    main()
