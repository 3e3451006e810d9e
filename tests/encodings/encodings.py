#!/usr/bin/env python3
"""encodings.py OCTAVO WORK: a text comes out of the cleaner the same in
whatever encoding, with whatever line ends and by whatever misreading of its
bytes it came, as from clean UTF-8.

Every truth of tests/truth is set as a rough text (tests/make/settings.py),
written in each of the ways below and cleaned; what is made must be, byte for
byte, what is made of the plain UTF-8.  Where a way cannot say a character
(an œ in Latin-1), the UTF-8 beside it does without it too.
"""
import glob
import os
import random
import subprocess
import sys
import unicodedata

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../..'))
LATIN = str.maketrans({'’': "'", '‘': "'", '“': '"', '”': '"', 'œ': 'oe',
                       'Œ': 'OE', '—': '-', '–': '-', '…': '...',
                       '†': '*', '‡': '**', '\u202f': '\xa0'})
WESTERN = str.maketrans({'\u202f': '\xa0'})


def only(codec, table):
    return lambda s: s.translate(table).encode(codec, 'ignore').decode(codec)


def as_1252(data):
    """What a program shows of bytes that it takes for Windows-1252."""
    return ''.join(bytes([b]).decode('cp1252') if b not in (
        0x81, 0x8d, 0x8f, 0x90, 0x9d) else chr(b) for b in data)


def misread(s, how, times):
    for _ in range(times):
        s = how(s.encode())
    return s.encode()


def mixed(s):
    """A lone CR before a LF would be one line end, not two."""
    rng, out = random.Random(3), ''
    for x in reversed(s):
        ends = ['\n', '\r\n'] + ['\r'] * (not out.startswith('\n'))
        out = (rng.choice(ends) if x == '\n' else x) + out
    return out.encode()


def nuls(s):
    """A NUL behind every page, as some programs leave them."""
    return s.replace('\f', '\0\f').encode() + b'\0\0'


def same(s):
    return s


LATIN1 = only('latin-1', LATIN)
CP1252 = only('cp1252', WESTERN)
# name: what the way can say, and how it says it
WAYS = {
    'utf-8 bom': (same, lambda s: b'\xef\xbb\xbf' + s.encode()),
    'latin-1': (LATIN1, lambda s: s.encode('latin-1')),
    'windows-1252': (CP1252, lambda s: s.encode('cp1252')),
    'utf-16le bom': (same, lambda s: b'\xff\xfe' + s.encode('utf-16-le')),
    'utf-16be bom': (same, lambda s: b'\xfe\xff' + s.encode('utf-16-be')),
    'utf-16le': (same, lambda s: s.encode('utf-16-le')),
    'utf-16be': (same, lambda s: s.encode('utf-16-be')),
    'cr lf': (same, lambda s: s.replace('\n', '\r\n').encode()),
    'cr': (same, lambda s: s.replace('\n', '\r').encode()),
    'mixed ends': (same, mixed),
    'utf-16le cr lf': (same, lambda s: s.replace('\n', '\r\n').encode(
        'utf-16-le')),
    'windows cr lf bom': (same, lambda s: b'\xef\xbb\xbf' + s.replace(
        '\n', '\r\n').encode()),
    'nul bytes': (same, nuls),
    'decomposed': (same, lambda s: unicodedata.normalize('NFD', s).encode()),
    'misread once': (same, lambda s: misread(s, as_1252, 1)),
    'misread twice': (same, lambda s: misread(s, as_1252, 2)),
    'misread latin-1': (same, lambda s: misread(
        s, lambda b: b.decode('latin-1'), 1)),
}


def clean(octavo, work, data):
    path = os.path.join(work, 'rough.txt')
    with open(path, 'wb') as f:
        f.write(data)
    p = subprocess.run([octavo, 'clean', path, '-o', '-'],
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return p.stdout if p.returncode == 0 else p.stderr


def texts(work):
    path = os.path.join(work, 'set.txt')
    for truth in sorted(glob.glob(os.path.join(ROOT, 'tests/truth/*/*.md'))):
        if subprocess.call([sys.executable, '-B', os.path.join(
                ROOT, 'tests/make/settings.py'), '--setting', '0', truth,
                '--out', path], stderr=subprocess.DEVNULL) != 0:
            continue
        with open(path, encoding='utf-8') as f:
            yield os.path.basename(truth), unicodedata.normalize(
                'NFC', f.read())


def first_difference(a, b):
    a, b = a.decode(errors='replace'), b.decode(errors='replace')
    n = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y),
             min(len(a), len(b)))
    return '%r, not %r' % (b[max(0, n - 20):n + 30], a[max(0, n - 20):n + 30])


def main():
    octavo, work, bad, all_texts = sys.argv[1], sys.argv[2], 0, 0
    count = dict.fromkeys(WAYS, 0)
    for name, text in texts(work):
        all_texts += 1
        wanted = {}
        for way, (can, write) in WAYS.items():
            plain = can(text)
            if plain not in wanted:
                wanted[plain] = clean(octavo, work, plain.encode())
            got = clean(octavo, work, write(plain))
            if got == wanted[plain]:
                count[way] += 1
            else:
                bad += 1
                print('BAD %s, %s: %s' % (name, way, first_difference(
                    wanted[plain], got)))
    for way, n in count.items():
        print('%-20s %d of %d' % (way, n, all_texts))
    sys.exit(bad > 0 or all_texts == 0)


if __name__ == '__main__':
    main()
