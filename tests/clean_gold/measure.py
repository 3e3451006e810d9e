#!/usr/bin/env python3
"""measure.py CLEAN.md TRUTH.md [LEDGER.yaml]: is the cleaning good enough?

Words, block boundaries, notes and their calls of a cleaned text against
the true one. What the ledger records (misreadings put in on purpose, marks
lost without trace) is allowed for. Exit 1 below the measure of the house.
"""
import difflib
import re
import sys


def read(path):
    text = open(path, encoding='utf-8').read()
    text = re.sub(r'^:::.*$|^<!--.*-->$', '', text, flags=re.M)
    text = text.replace('\\\n', ' ')
    body, notes, label = [], {}, None
    for block in re.split(r'\n\s*\n|\n>\n', text):
        block = block.strip('\n')
        note = re.match(r'\[\^(\w+)\]: ?', block)
        if note:
            label = note.group(1)
            notes[label] = words(block[note.end():])
        elif label and block.startswith('    '):
            notes[label] += words(block)
        elif re.search(r'\w', block):
            for line in re.split(r'\n(?=> — )', block):
                body.append(line)
    return body, notes


def words(text):
    text = re.sub(r'\[\^\w+\]', '', text)
    text = text.replace('œ', 'oe').replace('æ', 'ae')
    return re.findall(r'\w+', text)


def stream(body):
    """All words, where blocks begin, after which word each call stands."""
    out, starts, calls = [], set(), {}
    for block in body:
        starts.add(len(out))
        for part in re.split(r'(\[\^\w+\])', block):
            if part.startswith('[^'):
                calls[part[2:-1]] = len(out) - 1
            else:
                out += words(part)
    return out, starts, calls


def main():
    clean, notes = read(sys.argv[1])
    truth, true_notes = read(sys.argv[2])
    ledger = open(sys.argv[3], encoding='utf-8').read() if (
        len(sys.argv) > 3) else ''
    put_in = len(re.findall(r'^  - for:', ledger, re.M))
    lost = len(re.findall(r'^  - call:', ledger, re.M))
    a, starts, calls = stream(clean)
    b, true_starts, true_calls = stream(truth)
    match = difflib.SequenceMatcher(None, a, b, autojunk=False)
    at = {}
    wrong = max(len(a), len(b))
    for i, j, n in match.get_matching_blocks():
        wrong -= n
        for k in range(n + 1):
            at.setdefault(i + k, j + k)
    hit = sum(at.get(s) in true_starts for s in starts)
    f1 = 2 * hit / (len(starts) + len(true_starts))
    found = sum(sorted(true_notes.values()).count(n) > 0
                for n in notes.values())
    good = sum(at.get(p) == true_calls.get(n) for n, p in calls.items())
    ok = (wrong <= 2 * put_in + len(b) // 1000 and f1 >= 0.985 and
          len(notes) == len(true_notes) and
          found >= len(true_notes) - (put_in + 1) // 2 and
          good >= len(true_calls) - 2 * lost)
    print('%s %s: %d words wrong of %d (%d put in), blocks %.4f, notes '
          '%d of %d, calls %d' % ('ok' if ok else 'BAD', sys.argv[1].split(
              '/')[-1], wrong, len(b), put_in, f1, found, len(true_notes),
              good))
    sys.exit(not ok)


if __name__ == '__main__':
    main()
