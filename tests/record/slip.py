#!/usr/bin/env python3
# slip.py BOOK.pdf SLIP: each reading of a slip (in French) stands on the
# page and line it names, by pdftotext -layout: lines that are printed are
# counted, running head and folio left out, notes by themselves.
import functools
import re
import subprocess
import sys

ITEM = re.compile(r'Page (\S+), (notes, )?ligne (\d+)\u00a0: au lieu de '
                  r'«\u00a0(.*?)\u00a0», lire')
LABEL = re.compile(r'\s*(\d{1,3}|[a-z])\. ')


@functools.cache
def lines(page):
    text = subprocess.run(
        ['pdftotext', '-f', page, '-l', page, '-layout', sys.argv[1], '-'],
        capture_output=True, text=True, check=True).stdout
    groups = [g.split('\n') for g in re.split(r'\n\s*\n', text)]
    groups = [[s for s in g if s.strip()] for g in groups]
    groups = [g for g in groups if g]
    if groups and groups[-1][-1].strip() == page:   # folio: a head too
        groups[-1].pop()
        groups[0].pop(0)
        groups = [g for g in groups if g]
    if not groups:
        return [], 0, []
    ends = []
    for g in groups[:-1]:
        ends.append(len(g) + (ends[-1] if ends else 0))
    return [s for g in groups for s in g], len(groups[-1]), ends


def bare(s):
    """Without spaces and calls of notes."""
    return re.sub(r'[\s\u00a0\u202f⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ]', '', s)


def stands(at, all, wrong):
    here, on = bare(all[at]), bare(''.join(all[at:at + 3]))
    place = on.find(bare(wrong))
    return 0 <= place < len(here)


def holds(page, in_note, line, wrong):
    all, last, ends = lines(page)
    body = all[:len(all) - last] if LABEL.match(all[-last]) else all
    if not in_note and line >= len(body):   # runs on over the page's end
        all = body + lines(str(int(page) + 1))[0]
    if not in_note:
        if line <= len(all) and stands(line - 1, all, wrong):
            return True
        # A line that holds the end of a broken word and nothing else is
        # empty here: all of the word is in the line above.
        gaps = [e for e in ends if e < line]
        return any(stands(line - 1 - k, all, wrong)
                   for k in range(1, len(gaps) + 1) if line - 1 < len(all) + k)
    # the first with a label, or what goes on behind the blank line
    starts = [i for i, s in enumerate(all) if LABEL.match(s)][:1]
    return any(i + line - 1 < len(all) and stands(i + line - 1, all, wrong)
               for i in starts + [len(all) - last])


good = bad = 0
with open(sys.argv[2], encoding='utf-8') as slip:
    for text in slip:
        m = ITEM.match(text)
        if m is None:
            continue
        page, note, line, wrong = m.groups()
        if holds(page, note, int(line), wrong):
            good += 1
        else:
            bad += 1
            print('not there:', text.strip())
print('%d of %d on the page and line named' % (good, good + bad))
sys.exit(bad > 0 or good == 0)
