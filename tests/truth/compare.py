#!/usr/bin/env python3
"""Compare two dumps of an edition (octavo dump --stage=edit).

    compare.py WANTED GOT

Blocks, running text, note calls and notes must be the same. What a witness
adds to them (corrections made, page marks) is looked through. Prints the
places that differ; status 1 when there are any."""
import difflib
import re
import sys

INLINES = {'emph', 'strong', 'smallcaps', 'sup', 'sub', 'code', 'link'}
UNSEEN = {'corr', 'pb', 'span'}
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def blocks(path):
    """The dump as one line of text a block, in reading order."""
    out = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            kind, _, facts = line.strip().partition(' ')
            if kind == 'text':
                out[-1] += TEXT.search(facts).group(1)
            elif kind == 'call':
                out[-1] += '[%s]' % facts
            elif kind == 'linebreak':
                out[-1] += ' / '
            elif kind in INLINES:
                out[-1] += '<%s>' % kind
            elif kind not in UNSEEN:
                out.append('%s %s: ' % (kind, facts))
    return [re.sub(' +', ' ', line).strip() for line in out]


def main():
    wanted, got = map(blocks, sys.argv[1:3])
    if not wanted:
        sys.exit('compare.py: %s: nothing in it' % sys.argv[1])
    diff = [line for line in difflib.unified_diff(wanted, got, 'truth',
                                                  'edition', n=1, lineterm='')]
    for line in diff[:60]:
        print(line[:300])
    sys.exit(1 if diff else 0)


if __name__ == '__main__':
    main()
