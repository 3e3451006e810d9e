#!/usr/bin/env python3
"""borders.py: what the borders of lines are worth, measured on the truths.

    borders.py [--cache DIR] [--score score.py] [--write] [--cross] [-v]

Prints every truth with every press of press.py, every setting of settings.py
and every damage of damage.py, lets borders.c tell what stands at each border
of two lines, aligns the lines with the truth (score.py of ../shared/gold), and
fits the weights of src/clean/border_worth.h: one logistic regression a class
of borders, with a ridge. --write writes them there, --cross leaves out one
truth at a time and says how often the others decide its borders rightly.
Without either: how often the weights as they stand do; -v tells which they
do not, with what they saw. What was decided before a border is a part of what
is seen there, so --write is run two or three times, `make` between.
"""
import argparse
import bisect
import collections
import glob
import importlib.util
import math
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.setrecursionlimit(10000)
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../..'))
sys.path.insert(0, os.path.join(ROOT, 'tests/make'))
import press                                            # noqa: E402

# Two columns are another question, and so are labels and forms that the
# cleaner does not read as notes.
PRESSES = ('chromium,chromium-book,groff,groff-foot,groff-tty,gutenberg,latex,'
           'latex-book,latex-ragged,latex-spaced,latex-stars,latex-wide,mail,'
           'office,office-odt').split(',')
READERS = ('plain', 'layout', 'raw', 'mutool')
CLASSES = ('BORDER_ENDED', 'BORDER_OPEN', 'BORDER_GOES')
FAR = 30                    # a border worth more than this is settled


def made(script, folder, *args):
    out = os.path.join(folder, 'made.txt')
    more = ['--ledger', os.path.join(folder, 'l.yaml')] if (
        'damage' in script) else []
    subprocess.run([sys.executable, os.path.join(ROOT, 'tests/make', script),
                    *args, '--out', out, *more], check=True,
                   stderr=subprocess.DEVNULL)
    with open(out, 'rb') as f:
        return f.read()


def program():
    build = os.environ.get('BUILD') or os.path.join(ROOT, 'build')
    out = os.path.join(build, 'tests/borders')
    libs = subprocess.run(['make', '-s', 'libs'], cwd=ROOT, check=True,
                          stdout=subprocess.PIPE).stdout.decode().split()
    os.makedirs(os.path.dirname(out), exist_ok=True)
    subprocess.run(['gcc', '-std=c11', '-D_GNU_SOURCE', '-O2', '-Wall',
                    '-I' + os.path.join(ROOT, 'include'),
                    '-I' + os.path.join(ROOT, 'src'), '-o', out,
                    os.path.join(ROOT, 'tests/make/borders.c'),
                    os.path.join(build, 'liboctavo.a'),
                    os.path.join(build, 'obj/base/memory.o')] + libs,
                   check=True)
    return out


def witnesses(truth, opt, folder):
    """(name, bytes) of all that is made of a truth."""
    for name in opt.press.split(',') if opt.press else []:
        for reader in READERS:
            try:
                yield '%s/%s' % (name, reader), press.witness(
                    truth, name, reader, opt.cache)
            except (press.Missing, OSError, IndexError,
                    subprocess.CalledProcessError):
                break
            if name in ('mail', 'gutenberg', 'groff-tty'):
                break
    if opt.no_settings:
        return
    for k in range(9):
        try:
            yield 'setting/%d' % k, made('settings.py', folder, '--setting',
                                         str(k), truth)
        except subprocess.CalledProcessError:
            pass
    for way in 'abcde':
        try:
            yield 'damage/' + way, made('damage.py', folder, '--way', way,
                                        truth)
        except subprocess.CalledProcessError:
            pass


def tokens(text):
    return re.findall(r'\w+', text)


def true_ends(score, truth):
    """Tokens of the body and of the notes, and which begin a block."""
    doc = score.parse(truth)
    text = score.Text(doc)
    body = [t for t, _ in text.tok], set(text.bound)
    words, ends = [], set()
    for paras in doc.notes.values():
        for i, p in enumerate(paras):
            if i > 0:
                ends.add(len(words))
            words += tokens(score.norm(score.inline(p, doc)[0]))
    return body, (words, ends)


def label(score, lines, borders, truth):
    """borders of a stream -> [(line, is an end)]"""
    words, at, open_ = [], {}, False
    for number, text in lines:
        joined = text.endswith('\\')
        new = tokens(score.norm(text.rstrip('\\')))
        if not new:
            continue
        if open_ and words:
            words[-1] += new[0]
            new = new[1:]
        else:
            at[number] = len(words)
        words += new
        open_ = joined
    pairs = []
    score.align(words, truth[0], 0, len(words), 0, len(truth[0]), 4, pairs)
    match = dict(pairs)
    out = []
    for number in borders:
        k = at.get(number)
        if k is None or k >= len(words):
            continue
        if k in match:
            out.append((number, match[k] in truth[1]))
        elif k > 0 and k - 1 in match and k + 1 in match and (
                match[k + 1] - match[k - 1] == 2):
            out.append((number, match[k - 1] + 1 in truth[1]))
    return out


def borders_of(opt, score, raw, truth, folder):
    path = os.path.join(folder, 'w.txt')
    with open(path, 'wb') as f:
        f.write(raw)
    out = subprocess.run([opt.program, path], stdout=subprocess.PIPE,
                         check=False).stdout.decode('utf-8', 'replace')
    streams, seen = ([], []), {}
    for line in out.split('\n'):
        if line.startswith('L '):
            _, number, note, text = line.split(' ', 3)
            streams[note != '0'].append((int(number), text))
        elif line.startswith('B '):
            p = line.split(' ')
            seen[int(p[1])] = (int(p[2]), int(p[3]), {
                k: int(v) / 100 for k, v in (x.split('=') for x in p[4:])})
    for lines, true in zip(streams, truth):
        wanted = [n for n, _ in lines if n in seen]
        text = dict(lines)
        before = {b: a for (_, a), (b, _) in zip(lines, lines[1:])}
        for number, end in label(score, lines, wanted, true):
            yield seen[number] + (end, before.get(number), text[number])


# ------------------------------------------------------------ the fit
def solve(a, b):
    """a x = b by Cholesky."""
    n = len(b)
    low = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i + 1):
            s = a[i][j] - sum(low[i][k] * low[j][k] for k in range(j))
            low[i][j] = math.sqrt(max(s, 1e-9)) if i == j else s / low[j][j]
    y = [0.0] * n
    for i in range(n):
        y[i] = (b[i] - sum(low[i][k] * y[k] for k in range(i))) / low[i][i]
    for i in reversed(range(n)):
        y[i] = (y[i] - sum(low[k][i] * y[k] for k in range(i + 1, n))
                ) / low[i][i]
    return y


def fit(rows, names, ridge):
    """rows: {(feature items): [n joins, n ends]} -> weights by name"""
    index = {f: i for i, f in enumerate(names)}
    data = [([(index[k], v) for k, v in x], c) for x, c in rows.items()]
    w = [0.0] * len(names)
    for _ in range(14):
        grad = [-ridge * x for x in w]
        hess = [[0.0] * len(w) for _ in w]
        for i in range(len(w)):
            hess[i][i] = ridge
        for x, (no, yes) in data:
            z = sum(w[i] * v for i, v in x)
            p = 1 / (1 + math.exp(-max(-FAR, min(FAR, z))))
            g = yes * (1 - p) - no * p
            h = (yes + no) * p * (1 - p)
            for i, v in x:
                grad[i] += g * v
                row = hess[i]
                for j, u in x:
                    row[j] += h * v * u
        step = solve(hess, grad)
        most = max(abs(s) for s in step)
        k = min(1, 3 / most) if most > 0 else 1
        w = [a + k * s for a, s in zip(w, step)]
        if most < .01:
            break
    return dict(zip(names, w))


def gather(examples, cls):
    rows = {}
    for e in examples:
        if e[0] == cls:
            key = tuple(sorted(e[2].items()))
            rows.setdefault(key, [0, 0])[e[3]] += 1
    return rows


def names():
    path = os.path.join(ROOT, 'src/clean/border.def')
    with open(path, encoding='utf-8') as f:
        return re.findall(r'^BORDER\((\w+)\)', f.read(), re.M)


def wrong(examples, weights):
    bad = 0
    for e in examples:
        z = sum(weights[e[0]].get(k, 0) * v for k, v in e[2].items())
        bad += (z > 0) != e[3]
    return bad


def write(weights, path, notes):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('/*\n * What each feature of a border is worth for an end of'
                ' the paragraph:\n * hundredths of a nat.  Made by tests/make/'
                'borders.py --write; do not edit.\n%s */\n' % ''.join(
                    ' * %s\n' % n for n in notes))
        f.write('static const int16_t border_worth[BORDER__CLASSES]'
                '[B__MAX] = {\n')
        for cls, name in enumerate(CLASSES):
            f.write('\t[%s] = {\n' % name)
            for k in names():
                v = round(100 * weights[cls].get(k, 0))
                if v:
                    f.write('\t\t[B_%s] = %d,\n' % (k, v))
            f.write('\t},\n')
        f.write('};\n')


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--cache', default=tempfile.gettempdir())
    args.add_argument('--score', default=os.path.join(
        ROOT, '../shared/gold/score.py'))
    args.add_argument('--program', help='borders.c, linked; else it is made')
    args.add_argument('--texts', nargs='*', default=sorted(glob.glob(
        os.path.join(ROOT, 'tests/truth/*/*.md'))))
    args.add_argument('--press', default=','.join(PRESSES))
    args.add_argument('--no-settings', action='store_true')
    args.add_argument('--ridge', type=float, default=2)
    args.add_argument('--write', action='store_true')
    args.add_argument('--cross', action='store_true')
    args.add_argument('-v', action='store_true')
    opt = args.parse_args()
    opt.program = opt.program or program()
    spec = importlib.util.spec_from_file_location('score', opt.score)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    data = collections.OrderedDict()
    with tempfile.TemporaryDirectory() as folder:
        for truth in opt.texts:
            true = true_ends(score, truth)
            data[truth] = []
            for name, raw in witnesses(truth, opt, folder):
                new = list(borders_of(opt, score, raw, true, folder))
                data[truth] += [e[:4] + (name,) + e[4:] for e in new]
                bad = [e for e in new if (e[1] > 0) != e[3]]
                if opt.v:
                    for e in bad:
                        print('%s %s: %s%d %s | %s\n\t%s' % (
                            os.path.basename(truth), name,
                            'end ' if e[3] else 'no end ', e[1],
                            (e[4] or '')[-50:], e[5][:50], ' '.join(
                                '%s=%g' % x for x in e[2].items())))
    every = [e for d in data.values() for e in d]
    print('%d borders, %d wrong by the weights as they stand' % (
        len(every), sum((e[1] > 0) != e[3] for e in every)))
    by = collections.Counter()
    for e in every:
        by[e[4], (e[1] > 0) != e[3]] += 1
    for name in sorted({k[0] for k in by}):
        print('  %-24s %5d of %6d' % (name, by[name, True], by[name, True] +
                                      by[name, False]))
    if not (opt.write or opt.cross):
        return
    notes = ['%d borders of %d truths' % (len(every), len(data))]
    all_names = names()
    weights = [fit(gather(every, c), all_names, opt.ridge) for c in range(3)]
    notes.append('wrong on these: %d' % wrong(every, weights))
    if opt.cross:
        bad = 0
        for truth in data:
            rest = [e for t, d in data.items() if t != truth for e in d]
            w = [fit(gather(rest, c), all_names, opt.ridge)
                 for c in range(3)]
            bad += wrong(data[truth], w)
        notes.append('wrong, each truth by the weights of the others: %d'
                     % bad)
    print('\n'.join(notes))
    if opt.write:
        write(weights, os.path.join(ROOT, 'src/clean/border_worth.h'), notes)


if __name__ == '__main__':
    main()
