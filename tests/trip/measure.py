#!/usr/bin/env python3
"""Does a printed edition give its text back?

    measure.py ROOT CLEANED.md

ROOT holds sources/atelier and the truths it was made from; CLEANED.md is
its PDF, read and cleaned. Both as characters, notes and calls; what a
typographer is free to change (apostrophes, quotes, dashes and the spaces
next to them, the sign for number) is looked through. The edition sets the
author's name under each title and a call before a closing guillemet.
Status 1 where more than one character of 1000 differs or a note is lost or
not at its call."""
import difflib
import re
import sys

FREE = [('[\u2019]', "'"), ('[«»“”]', '"'), ('[–—]', '-'), ('°', 'o'),
        (r'\s+', ' '), (r' ?([-";:!?]) ?', r'\1'), (r' ?\. ?', '.')]


def plain(text):
    text = re.sub(r'(?m)^(:::.*|\* \* \*|<!--.*-->)$|^[>#]+ ?|\\$', '', text)
    text = re.sub(r'[*_\\^]|^[a-z]\) ', '', text)
    for pattern, by in FREE:
        text = re.sub(pattern, by, text)
    return text.strip()


def read(text):
    """-> running text, a private sign for each call; notes in order."""
    text = re.sub(r'("| »)(\[\^\d+\])', r'\2\1', text)
    notes = dict(re.findall(r'(?m)^\[\^(\d+)\]: (.*(?:\n\n? {4}.*)*)', text))
    text = re.sub(r'(?m)^\[\^\d+\]: .*(?:\n\n? {4}.*)*', '', text)
    return plain(re.sub(r'\[\^(\d+)\]', '\ue000', text)), [
        plain(notes[n]) for n in re.findall(r'\[\^(\d+)\]', text)
        if n in notes]


def truth(root):
    with open(root + '/sources/atelier/edition.yaml') as file:
        parts = re.findall(r'witness: (\w+)\.txt.*?by: (.*?)\n', file.read(),
                           re.S)
    with open(root + '/sources/atelier/preface.md') as file:
        body, notes = read(file.read())
    for name, by in parts:
        with open('%s/tests/truth/atelier/%s.md' % (root, name)) as file:
            more = read(re.sub(r'^(# .*\n)', r'\1\n%s\n' % by, file.read()))
        body += ' ' + more[0]
        notes += more[1]
    return plain(body), notes


def edits(a, b):
    """-> a distance no less than the true one, the places that differ."""
    n, places = 0, []
    match = difflib.SequenceMatcher(None, a.split(), b.split(), False)
    for kind, i, j, k, l in match.get_opcodes():
        if kind != 'equal':
            was, now = ' '.join(a.split()[i:j]), ' '.join(b.split()[k:l])
            inner = difflib.SequenceMatcher(None, was, now, False)
            n += max(len(was), len(now)) - sum(
                m.size for m in inner.get_matching_blocks())
            places.append('%s | %s' % (was, now))
    return n, places


def main():
    want, want_notes = truth(sys.argv[1])
    with open(sys.argv[2]) as file:
        text = file.read()
    got, notes = read(text[text.index('Préface\n'):])
    got = got[:got.rindex('Corrections apportées au texte')]
    got = got[:got.rindex(want[-20:]) + 20] if want[-20:] in got else got
    n, places = edits(want, got)
    m, more = edits(' '.join(want_notes), ' '.join(notes))
    print('%d of %d characters, notes %d of %d, %d of %d of their '
          'characters' % (n, len(want), len(notes), len(want_notes), m,
                          len(' '.join(want_notes))))
    for place in (places + more)[:20]:
        print('  ' + place[:200])
    sys.exit(n * 1000 > len(want) or m * 1000 > len(' '.join(want_notes)) or
             len(notes) != len(want_notes) or
             any('\ue000' in place for place in places))


if __name__ == '__main__':
    main()
