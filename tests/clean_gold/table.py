#!/usr/bin/env python3
"""table.py: what cleaning makes of texts printed by real programs.

    table.py [--press latex,groff] [--read plain,layout] [--truth carnet]
             [--texts FILE.md ...] [--cache DIR] [-v]

Prints every truth (or the --texts) with every press of tests/make/press.py,
reads it back, cleans it and scores it by score.py (../shared/gold, or
--score). One line a press and reader: how many texts are wholly right, and
the means. -v lists what falls short. A press whose program is missing is
left out; a text that a press cannot print is named, and the status is 1.
--least note_recall=0.98,... makes a mean below that a failure. Prints and
scores are kept in --cache, so that a second run only scores what is new.
"""
import argparse
import glob
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.setrecursionlimit(10000)
ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '../..'))
sys.path.insert(0, os.path.join(ROOT, 'tests/make'))
import press                                            # noqa: E402

KEYS = ('cer', 'paragraph_f1', 'heading_f1', 'note_recall',
        'note_precision', 'note_anchor_accuracy')


def short(s):
    """What of a score is below the measure of the house."""
    bad = []
    if s['cer'] > .003:
        bad.append('cer %.4f' % s['cer'])
    if s['paragraph_f1'] < .985:
        bad.append('paragraphs %.3f' % s['paragraph_f1'])
    if s['heading_f1'] < 1:
        bad.append('headings %d/%d/%d' % tuple(s['headings']))
    if s['note_recall'] < .98 or s['note_precision'] < .98:
        bad.append('notes %d/%d/%d' % tuple(s['notes']))
    if s['note_anchor_accuracy'] < .97:
        bad.append('anchors %.2f' % s['note_anchor_accuracy'])
    return ', '.join(bad)


def clean(octavo, raw, folder):
    rough, out = os.path.join(folder, 'w.txt'), os.path.join(folder, 'w.md')
    with open(rough, 'wb') as f:
        f.write(raw)
    subprocess.run([octavo, 'clean', rough, '-o', out],
                   stderr=subprocess.DEVNULL, check=False)
    return out


def scored(opt, score, out, truth):
    """The score of a cleaned text: same text, same truth, same score."""
    key = hashlib.sha256()
    for path in (opt.score, out, truth):
        with open(path, 'rb') as f:
            key.update(f.read() + b'\0')
    kept = os.path.join(opt.cache, key.hexdigest()[:24] + '.score')
    if not os.path.exists(kept):
        s = score.score(score.parse(out), score.parse(truth))
        with open(kept + str(os.getpid()), 'w') as f:
            json.dump(s, f)
        os.rename(kept + str(os.getpid()), kept)
    with open(kept) as f:
        return json.load(f)


def row(opt, score, name, reader, truths, folder):
    seen, rows, unprinted = [], [], []
    for truth in truths:
        try:
            raw = press.witness(truth, name, reader, opt.cache)
        except press.Missing:
            return None, False
        except (OSError, LookupError, subprocess.CalledProcessError) as e:
            unprinted.append('    %s: NOT PRINTED: %s' % (
                os.path.basename(truth), str(e)[:200]))
            continue
        s = scored(opt, score, clean(opt.octavo, raw, folder), truth)
        seen.append(s)
        if short(s):
            rows.append('    %s: %s' % (os.path.basename(truth), short(s)))
    if seen:
        print('%-14s %-7s %2d/%-2d ' % (name, reader, len(seen) - len(rows),
              len(seen)) + ' '.join('%.4f' % (sum(s[k] for s in seen) /
                                    len(seen)) for k in KEYS), flush=True)
    for line in unprinted + (rows if opt.v else []):
        print(line)
    return seen, len(unprinted) > 0


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('--press', default=','.join(sorted(press.PRESSES)))
    args.add_argument('--read', default='plain,layout,raw,mutool')
    args.add_argument('--truth', default='')
    args.add_argument('--texts', nargs='+', default=[])
    args.add_argument('--score', default=os.path.join(
        ROOT, '../shared/gold/score.py'))
    args.add_argument('--cache', default=tempfile.gettempdir())
    args.add_argument('--octavo', default=press.OCTAVO)
    args.add_argument('--least', default='')
    args.add_argument('-v', action='store_true')
    opt = args.parse_args()
    if not os.path.exists(opt.score):
        return
    spec = importlib.util.spec_from_file_location('score', opt.score)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    truths = opt.texts or sorted(glob.glob(os.path.join(
        ROOT, 'tests/truth/*/*.md')))
    truths = [t for t in truths if not opt.truth or
              os.path.basename(t)[:-3] in opt.truth.split(',')]
    print('%-22s right   %s' % ('', ' '.join(KEYS)))
    least = dict(x.split('=') for x in opt.least.split(',') if x)
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name in opt.press.split(','):
            readers = opt.read.split(',')
            for reader in readers[:1] if name in press.TEXTS else readers:
                seen, short_of = row(opt, score, name, reader, truths, folder)
                if seen is None:
                    break
                failed |= short_of
                for key, value in least.items():
                    if seen and (sum(s[key] for s in seen) / len(seen) <
                                 float(value)):
                        print('BAD %s %s: %s below %s' % (name, reader, key,
                                                          value))
                        failed = True
    sys.exit(failed)


if __name__ == '__main__':
    main()
