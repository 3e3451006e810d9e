"""Editions with one word corrected at random: for rebuild and keep."""
import os
import re
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
top = os.path.join(here, '..', '..')
if not os.environ.get('OCTAVO_WITNESSES'):
    os.environ['OCTAVO_WITNESSES'] = os.path.abspath(
        os.path.join(top, '../shared/witnesses'))
letters = 'abcdefghilmnopqrstuvxéèà'


class Octavo:
    """The program of a build, with a cache in a folder of ours."""
    def __init__(self, build, work):
        self.program = os.path.join(os.path.abspath(build), 'octavo')
        self.work = work

    def __call__(self, *args, cache='kept', ok=True):
        env = dict(os.environ, OCTAVO_CACHE=os.path.join(self.work, cache)
                   if cache != 'none' else 'none')
        p = subprocess.run([self.program, *args], env=env, text=True,
                           capture_output=True)
        if ok and p.returncode != 0:
            sys.exit(f'{args}: {p.stderr}')
        return p


def texts(run, dir):
    """Witness -> ledger and words of its cleaned text, with places."""
    out = []
    manifest = open(os.path.join(dir, 'edition.yaml'),
                    encoding='utf-8').read()
    for m in re.finditer(r'witness: (\S+)(?:(?!witness:).)*?'
                         r'ledger: (\S+)', manifest, re.S):
        w = os.path.join(os.environ['OCTAVO_WITNESSES'], m[1])
        t = run('clean', w).stdout
        paras = [p for p in t.split('\n\n')
                 if re.match(r'[A-ZÀ-Ý]', p) and len(p) > 120]
        out.append((os.path.join(dir, m[2]), paras))
    return out


def misprint(r, word):
    """A letter changed, added, taken out or moved: what is corrected."""
    i = r.randrange(1, len(word))
    how = r.randrange(4)
    if how == 0:
        return word[:i] + r.choice(letters) + word[i + 1:]
    if how == 1:
        return word[:i] + r.choice(letters) + word[i:]
    if how == 2:
        return word[:i] + word[i + 1:]
    return word[:i - 1] + word[i] + word[i - 1] + word[i + 1:]


def entry(r, all):
    """A ledger and an entry for one word of its text."""
    weights = [sum(map(len, paras)) for _, paras in all]
    while True:
        ledger, paras = r.choices(all, weights)[0]
        p = r.choices(paras, map(len, paras))[0]
        words = list(re.finditer(r'(?<![\w’\'-])[a-zà-ÿ]{4,}(?![\w’\'-])',
                                 p))
        if not words:
            continue
        w = r.choice(words)
        near = p[w.end():w.end() + 40]
        near = re.match(r' ((?:[\w,;.]+ ){2,4})', near)
        read = misprint(r, w[0])
        if near is None or '\n' in near[0] or read == w[0]:
            continue
        return ledger, (f'\n  - for: "{w[0]}"\n    read: "{read}"\n'
                        f'    near: "{near[1].strip()}"\n    kind: ocr\n'
                        f'    why: "seeded"\n')


class Corrected:
    """The edition with an entry appended; as it was, afterwards."""
    def __init__(self, e, keep=False):
        self.path, self.text, self.keep = e[0], e[1], keep

    def __enter__(self):
        self.old = open(self.path, encoding='utf-8').read()
        open(self.path, 'w', encoding='utf-8').write(
            self.old.rstrip('\n') + self.text)

    def __exit__(self, *_):
        if not self.keep:
            open(self.path, 'w', encoding='utf-8').write(self.old)


def entries(run, dir, r, n):
    """n entries that apply, each alone."""
    all, out = texts(run, dir), []
    while len(out) < n:
        e = entry(r, all)
        with Corrected(e):
            if run('check', dir, ok=False).returncode == 0:
                out.append(e)
    return out
