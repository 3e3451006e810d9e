#!/usr/bin/env python3
"""bounds.py OCTAVO WORK: time and memory of the cleaner on large and bad
input; what must be said of what cannot be cleaned.

Limits are of processor time (user and system, the least of three for what
is short) and of resident memory; they leave room for a slower machine.
BOUNDS=full takes texts of 20 MB and a million notes.
"""
import os
import random
import subprocess
import sys

FULL = os.environ.get('BOUNDS') == 'full'
WITNESSES = os.environ.get('OCTAVO_WITNESSES', '')


def prose(size):
    rng, out, n = random.Random(7), [], 0
    words = ("le compositeur prote de l'imprimerie était arrivé avant la nuit "
             "caractères fatigués première forme et même où plomb épreuve "
             "feuille ligne page encre rouleau presse marbre casse").split()
    while n < size:
        line = ' '.join(rng.choice(words) for _ in range(11))
        line += '.\n\n' if rng.random() < .1 else '\n'
        out.append(line)
        n += len(line.encode())
    return ''.join(out)


def notes_at_end(n):
    return ('\n'.join('le mot[%d] va%s' % (i, '' if i % 7 else '.\n')
                      for i in range(1, n + 1)) + '\n\n' +
            '\n'.join('[%d] Oui.' % i for i in range(1, n + 1)) + '\n')


def notes_of_pages(n):
    page = '\n'.join('Le prote%d part.' % i for i in range(1, 21)) + '\n\n' + (
        '\n'.join('%d Note.' % i for i in range(1, 21))) + '\n\f\n'
    return page * (n // 20)


def noise():
    return random.Random(1).randbytes(400000)


def cases():
    """name, how the text is made, options, and limits: seconds, MB,
    status, what is said"""
    mb = 20 if FULL else 5
    many = 1000000 if FULL else 100000
    yield 'prose', lambda: prose(mb << 20), [], .3 * mb, 30 * mb + 60, 0, ''
    yield 'prose, suspicions', lambda: prose(mb << 20), ['--suspects'], (
        2 * mb), 60 * mb + 60, 0, ''
    yield 'one line', lambda: ' '.join(prose(10 << 20).split()), [], (
        6), 320, 0, ''
    yield 'notes at the end', lambda: notes_at_end(many), [], (
        many / 60000), many / 800 + 60, 0, ''
    yield 'notes of pages', lambda: notes_of_pages(many), [], (
        many / 60000), many / 800 + 60, 0, ''
    for name, text in (
            ('ones', '1 ' * 200000), ('lines of 1', '1\n' * 200000),
            ('feeds', '\f' * 400000), ('feeds in feeds', '\f1\n\f' * 100000),
            ('stars', '* ' * 200000), ('calls', '[1] ' * 100000),
            ('open brackets', '[' * 400000), ('quotes', '> ' * 200000),
            ('one word', 'a' * 1000000), ('blank', '\n' * 400000),
            ('one broken word', 'e\ufffd' * 200000),
            ('broken words', 'le\ufffdg\ufffdre ' * 50000),
            ('hyphens', 'mot-\n' * 200000), ('backslashes', '\\' * 400000),
            ('marks', 'e\u0301' * 200000), ('tags', '<a ' * 200000),
            ('capitals', 'TITRE\n\n' * 100000), ('carets', '^[1]' * 100000),
            ('no notes', prose(200000)), ('empty', '')):
        yield name, lambda: text, ['--suspects'], 6, 260, 0, ''
    yield 'binary', noise, [], 1, 80, 2, 'not a text: too many control bytes'
    yield 'a PDF', lambda: b'%PDF-1.7\n' + noise(), [], (
        1), 80, 2, 'extract it first'
    yield 'too large', lambda: b'a\n' * (17 << 20), [], (
        2), 200, 2, 'larger than'
    trotsky = os.path.join(WITNESSES, 'trotsky.txt')
    if os.path.exists(trotsky):
        yield 'trotsky', lambda: open(trotsky, 'rb').read(), [], (
            .06), 60, 0, ''
        yield 'trotsky, suspicions', lambda: open(trotsky, 'rb').read(), [
            '--suspects'], .4, 90, 0, ''


def write(path, make):
    """In a process of its own: the memory of this one is inherited, and
    counted, by those it measures."""
    pid = os.fork()
    if pid == 0:
        text = make()
        with open(path, 'wb') as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        os._exit(0)
    os.waitpid(pid, 0)


def measure(octavo, path, options):
    """processor seconds, MB, status, stderr"""
    p = subprocess.Popen([octavo, 'clean', path, '-o', '/dev/null'] + options,
                         stderr=subprocess.PIPE)
    said = p.stderr.read().decode()
    _, status, use = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    return (use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, p.returncode,
            said)


def main():
    octavo, work, bad = sys.argv[1], sys.argv[2], 0
    path = os.path.join(work, 'text.txt')
    print('%-22s %9s %8s %8s' % ('text', 'bytes', 's', 'MB'))
    for name, make, options, most, mb, want, words in cases():
        write(path, make)
        runs = [measure(octavo, path, options)]
        while len(runs) < 3 and runs[0][0] < 1:
            runs.append(measure(octavo, path, options))
        s, rss, status, said = min(runs)
        ok = (s <= most and rss <= mb and status == want and words in said
              and (want == 0 or said.startswith('octavo: ')))
        print('%-22s %9d %8.3f %8.1f%s' % (name, os.path.getsize(path), s, rss, '' if ok
              else '  BAD: at most %.2f s, %d MB, status %d: %s' % (
                  most, mb, want, said.strip()[:200])))
        bad |= not ok
    sys.exit(bad)


if __name__ == '__main__':
    main()
