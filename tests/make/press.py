#!/usr/bin/env python3
"""Print a truth with a real program and read the print back.

    press.py --press latex-book --read layout TRUTH.md --out WITNESS.txt
    press.py --list

Presses are pandoc with pdflatex, groff, LibreOffice or chromium behind it,
and octavo itself; readers are pdftotext, mutool, ghostscript and tesseract.
Exit 77 when a program is not installed. Prints are kept in --cache, so that
one is read in many ways.
"""
import argparse
import hashlib
import inspect
import os
import re
import shutil
import subprocess
import sys
import tempfile

OCTAVO = os.environ.get('OCTAVO') or os.path.join(
    os.path.dirname(__file__), '../../build/octavo')
GALLICA = os.path.join(os.path.dirname(__file__), 'gallica.py')
LANG = {True: ('english', 'en'), False: ('french', 'fr')}


class Missing(Exception):
    pass


def run(*args, **more):
    if not shutil.which(args[0]):
        raise Missing(args[0])
    return subprocess.run(args, check=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, **more).stdout


def english(text):
    return len(re.findall(r'\bthe\b', text)) > len(
        re.findall(r'\bles?\b', text))


def for_pandoc(text):
    """What pandoc would take for markup and our truths do not mean so."""
    text = re.sub(r'(?m)^(– )', r'\\\1', text)
    return re.sub(r'(\d|[IVX])\^?([ée]+)(?= )', r'\1\2', text)


def title_of(text):
    """The first heading, else the first words."""
    head = re.search(r'(?m)^#+ (.*)', text)
    head = head.group(1) if head else ' '.join(text.split()[:4])
    return re.sub(r'[*_"\\\\]', '', head.split('[^')[0]).strip()


def pandoc(text, to, *more):
    read = 'markdown-smart-tex_math_dollars-citations+fenced_divs'
    return run('pandoc', '-f', read, '-t', to, '--wrap=preserve', *more,
               input=for_pandoc(text).encode()).decode()


# ------------------------------------------------------------------- LaTeX
LATEX = r'''\documentclass[%s]{%s}
\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}\usepackage{lmodern}\usepackage{textcomp}
\usepackage[%s]{babel}%s
\providecommand{\tightlist}{}
\newenvironment{epigraph}{\begin{flushright}\begin{minipage}{.6\textwidth}%%
\small}{\end{minipage}\end{flushright}}
\begin{document}
%s
\end{document}
'''
SYMBOLS = r'''
\renewcommand{\thefootnote}{\fnsymbol{footnote}}
\makeatletter\let\oldfn\footnote
\newcount\stars\def\footnote{\ifnum\value{footnote}>2\setcounter{footnote}{0}\fi\oldfn}
\makeatother'''
ENDNOTES = r'''
\let\footnote\relax
\newcounter{fin}\newwrite\fin
\newcommand{\footnote}[1]{\stepcounter{fin}\textsuperscript{\arabic{fin}}}'''
# The number of a note is known when its page is: from the run before.
PER_PAGE = r'''
\makeatletter\newcount\fnall\let\fnold\footnote\def\fnlast{}
\DeclareRobustCommand{\footnote}[1]{\global\advance\fnall1
\edef\fnkey{fn\the\fnall}\@ifundefined{r@\fnkey}{}{\edef\fnpage{%
\expandafter\expandafter\expandafter\@secondoftwo\csname r@\fnkey\endcsname}%
\ifx\fnpage\fnlast\else\setcounter{footnote}{0}\global\let\fnlast\fnpage\fi}%
\expandafter\label\expandafter{\fnkey}\fnold{#1}}
\makeatother'''
LATEXES = {
    'latex': ('a5paper,11pt', 'article', ''),
    'latex-wide': ('a4paper,12pt', 'article', r'\pagestyle{headings}'),
    'latex-book': ('a5paper,10pt,twoside', 'book', r'\pagestyle{headings}'),
    'latex-stars': ('a5paper,11pt', 'article', SYMBOLS),
    'latex-spaced': ('a5paper,12pt', 'report',
                     r'\setlength{\parindent}{0pt}\setlength{\parskip}{8pt}'),
    'latex-ragged': ('a5paper,11pt', 'article',
                     r'\AtBeginDocument{\raggedright\parindent=1.5em}'),
    'latex-two': ('a4paper,10pt,twocolumn', 'article', ''),
    'latex-letters': ('a5paper,11pt', 'article',
                      r'\renewcommand{\thefootnote}{\alph{footnote}}'),
    'latex-roman': ('a5paper,11pt', 'article',
                    r'\renewcommand{\thefootnote}{\roman{footnote}}'),
    'latex-pages': ('a5paper,11pt', 'article', PER_PAGE),
    'latex-pages-letters': (
        'a5paper,11pt', 'article', PER_PAGE +
        r'\renewcommand{\thefootnote}{(\alph{footnote})}'),
}


def latex(text, name, folder):
    options, cls, extra = LATEXES[name]
    more = ['--top-level-division=chapter'] if cls != 'article' else []
    body = pandoc(text, 'latex', *more)
    body = re.sub(r'\\hypertarget\{[^}]*\}\{%\n?', '{', body)
    body = re.sub(r'\\label\{[^}]*\}', '', body)
    heads = [short or long for short, long in re.findall(
        r'\\(?:section|chapter)(?:\[([^]]*)\])?\{(?:\\texorpdfstring\{)?'
        r'([^{}\\]*)', body)]
    body = re.sub(r'\\(chapter|section|subsection|subsubsection|paragraph)'
                  r'(\[[^]]*\])?\{', r'\\\1*{', body)
    def fence(m):
        return '\\begin{epigraph}%s\\end{epigraph}' % m.group(1)
    body = re.sub(r'(?s)\\begin\{quote\}(.*?)\\end\{quote\}',
                  lambda m: fence(m) if '\n---' in m.group(1) or '— ' in
                  m.group(1) else m.group(0), body)
    body = re.sub(r'(?s)\\begin\{center\}\\rule.*?\\end\{center\}',
                  r'\\begin{center}* * *\\end{center}', body)
    if 'headings' in extra and heads:
        body = r'\markboth{%s}{%s}' % (heads[0], heads[-1]) + '\n' + body
    with open(os.path.join(folder, 'x.tex'), 'w') as f:
        f.write(LATEX % (options, cls, LANG[english(text)][0], extra, body))
    if not shutil.which('pdflatex'):
        raise Missing('pdflatex')
    for _ in range(3):
        subprocess.run(['pdflatex', '-interaction=batchmode', 'x.tex'],
                       cwd=folder, stdout=subprocess.DEVNULL)
    return os.path.join(folder, 'x.pdf')


# ------------------------------------------------------------------- groff
def groff_source(text, more=''):
    body = pandoc(text, 'ms')
    body = re.sub(r'(?s)^\.\\".*?(?=^\.(?:SH|LP|PP))', '', body, flags=re.M)
    body = re.sub(r'(?m)^\.pdf.*\n', '', body)
    return more + body


def groff(text, name, folder):
    if name == 'groff-tty':
        more = ('.nr LL 65n\n.nr PO 4n\n.nr FL 65n\n.nr HM 3v\n'
                '.ds CH "- \\\\n[PN] -\n')
        out = run('groff', '-K', 'utf8', '-ms', '-mfr', '-Tutf8', '-P-cbou',
                  input=groff_source(text, more).encode())
        path = os.path.join(folder, 'x.txt')
        with open(path, 'wb') as f:
            f.write(out)
        return path
    more = ('.nr LL 11c\n.nr FL 11c\n.nr PO 2c\n.ds LH %s\n.ds CH\n'
            '.ds RH \\\\n[PN]\n' % title_of(text))
    if name == 'groff-foot':
        more = '.nr LL 13c\n.nr FL 13c\n.ds CH\n.ds CF \\\\n[PN]\n'
    out = run('groff', '-K', 'utf8', '-ms', '-mfr', '-Tpdf',
              input=groff_source(text, more).encode())
    path = os.path.join(folder, 'x.pdf')
    with open(path, 'wb') as f:
        f.write(out)
    return path


# ------------------------------------------------- LibreOffice, chromium
def office(text, name, folder):
    docx = os.path.join(folder, 'x.' + ('odt' if 'odt' in name else 'docx'))
    pandoc(text, docx[-4:].strip('.'), '-o', docx)
    to = 'txt:Text (encoded):UTF8' if 'text' in name else 'pdf'
    run('soffice', '-env:UserInstallation=file://%s/lo' % folder,
        '--headless', '--convert-to', to, '--outdir', folder, docx)
    return os.path.join(folder, 'x.' + to[:3])


CSS = ('<style>@page{size:A5;margin:18mm}body{font:11pt/1.4 serif;'
       'text-align:justify}p{margin:0;text-indent:1.2em}</style>')


def browser(text, name, folder):
    body = pandoc(text, 'html')
    head = '<meta charset=utf-8><title>Épreuve</title>'
    css = CSS if name == 'chromium-book' else ''
    with open(os.path.join(folder, 'x.html'), 'w') as f:
        f.write('<!DOCTYPE html><html lang=fr>' + head + css + body)
    path = os.path.join(folder, 'x.pdf')
    more = ['--no-pdf-header-footer'] if css else []
    run('chromium', '--headless', '--no-sandbox', '--disable-gpu', *more,
        '--print-to-pdf=' + path, os.path.join(folder, 'x.html'))
    return path


# ---------------------------------------------------------- plain texts
def plain(text, name, folder):
    form, columns = {'mail': ('plain', 72), 'rst': ('rst', 78),
                     'org': ('org', 78),
                     'commonmark': ('commonmark_x', 80),
                     'gutenberg': ('plain+gutenberg', 70)}[name]
    def print_as(form):
        return run('pandoc', '-f', 'markdown-smart+fenced_divs', '-t', form,
                   '--columns=%d' % columns, '--wrap=auto',
                   input=for_pandoc(text).encode()).decode()
    out = print_as(form)
    if name == 'gutenberg':     # pandoc sets titles in capitals, and what
        for line in print_as('plain').split('\n'):     # they call, too
            if len(line) > 3:
                out = out.replace('\n%s\n' % line.upper(), '\n%s\n' % line)
    path = os.path.join(folder, 'x.txt')
    with open(path, 'w') as f:
        f.write(out)
    return path


def library(text, name, folder):
    """As a library's OCR gives it: 'gallica-2' is 'gallica' of seed 2."""
    truth, path = (os.path.join(folder, f) for f in ('x.md', 'x.txt'))
    with open(truth, 'w') as f:
        f.write(text)
    run(sys.executable, '-B', GALLICA, truth, '--kind', name.split('-')[0],
        '--seed', (name + '-3').split('-')[1], '--out', path)
    return path


EDITION = """octavo: 1
title: "%s"
language: %s
identifier: urn:octavo:press
date: 2026-01-01
style: %s
parts:
  - file: text.md
    role: chapter
    id: text
"""


def octavo(text, name, folder):
    """The pages of the text: the four that Octavo sets before it, and the
    contents behind, are no part of the truth."""
    with open(os.path.join(folder, 'text.md'), 'w') as f:
        f.write(text)
    with open(os.path.join(folder, 'edition.yaml'), 'w') as f:
        f.write(EDITION % (title_of(text), LANG[english(text)][1], 'poche' if
                           name == 'octavo-poche' else 'classique'))
    out, path = os.path.join(folder, 'out'), os.path.join(folder, 'x.pdf')
    run(OCTAVO, 'build', folder, '-o', out, '--only', 'pdf')
    whole = [os.path.join(out, f) for f in os.listdir(out)
             if f.endswith('.pdf')][0]
    parts = re.findall(r'(?m)^.\t".*"\t#page=(\d+)', run(
        'mutool', 'show', whole, 'outline').decode())
    behind = int(parts[1 if re.search('(?m)^# ', text) else 0])
    run('qpdf', whole, '--pages', whole, '5-%d' % (behind - 1), '--', path)
    return path


PRESSES = dict.fromkeys(LATEXES, latex)
PRESSES.update(dict.fromkeys(['groff', 'groff-foot', 'groff-tty'], groff))
PRESSES.update(dict.fromkeys(['office', 'office-odt'], office))
PRESSES.update(dict.fromkeys(['chromium', 'chromium-book'], browser))
PRESSES.update(dict.fromkeys(['octavo', 'octavo-poche'], octavo))
PRESSES.update(dict.fromkeys(['mail', 'rst', 'org', 'commonmark', 'gutenberg'],
                             plain))
LIBRARIES = ['gallica', 'gallica-2', 'archive', 'bare']
PRESSES.update(dict.fromkeys(LIBRARIES, library))
# what these make is a text already: there is one way of reading it
TEXTS = ['groff-tty', 'mail', 'rst', 'org', 'commonmark', 'gutenberg',
         *LIBRARIES]


# ------------------------------------------------------------- the readers
def ocr(path, folder, dpi):
    run('pdftoppm', '-r', str(dpi), '-gray', path,
        os.path.join(folder, 'page'))
    out = b''
    for page in sorted(os.listdir(folder)):
        if page.startswith('page') and page.endswith('.pgm'):
            if out:
                out += b'\f'
            out += run('tesseract', os.path.join(folder, page), '-', '-l',
                       'fra', '--dpi', str(dpi), env=dict(
                           os.environ, OMP_THREAD_LIMIT='1')).rstrip(b'\f')
    return out


READERS = {
    'plain': lambda p, d: run('pdftotext', p, '-'),
    'layout': lambda p, d: run('pdftotext', '-layout', p, '-'),
    'raw': lambda p, d: run('pdftotext', '-raw', p, '-'),
    'nopgbrk': lambda p, d: run('pdftotext', '-nopgbrk', p, '-'),
    'mutool': lambda p, d: run('mutool', 'draw', '-q', '-F', 'txt', p),
    'gs': lambda p, d: run('gs', '-q', '-dNOPAUSE', '-dBATCH', '-o', '-',
                           '-sDEVICE=txtwrite', p),
    'ocr': lambda p, d: ocr(p, d, 200),
    'ocr300': lambda p, d: ocr(p, d, 300),
}


def printed(truth, press, cache):
    """The print of a truth: from the cache, or made anew."""
    with open(truth, encoding='utf-8') as f:
        text = f.read()
    made = inspect.getsource(PRESSES[press])
    if press in LIBRARIES:
        with open(GALLICA, encoding='utf-8') as f:
            made += f.read()
    key = hashlib.sha256((press + made + text).encode()).hexdigest()[:16]
    for end in ('.pdf', '.txt'):
        path = os.path.join(cache, key + end)
        if os.path.exists(path):
            return path
    with tempfile.TemporaryDirectory() as folder:
        made = PRESSES[press](text, press, folder)
        path = os.path.join(cache, key + made[-4:])
        shutil.copy(made, path)
    return path


def witness(truth, press, reader, cache):
    path = printed(truth, press, cache)
    if path.endswith('.txt'):
        with open(path, 'rb') as f:
            return f.read()
    key = path[:-4] + '-' + reader + '.read'
    if not os.path.exists(key):
        with tempfile.TemporaryDirectory() as folder:
            out = READERS[reader](path, folder)
        with open(key, 'wb') as f:
            f.write(out)
    with open(key, 'rb') as f:
        return f.read()


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('truth')
    args.add_argument('--press', required=True, choices=sorted(PRESSES))
    args.add_argument('--read', default='plain', choices=sorted(READERS))
    args.add_argument('--cache', default=tempfile.gettempdir())
    args.add_argument('--out', required=True)
    opt = args.parse_args()
    try:
        out = witness(opt.truth, opt.press, opt.read, opt.cache)
    except Missing as e:
        print('press.py: %s is not installed' % e, file=sys.stderr)
        sys.exit(77)
    with open(opt.out, 'wb') as f:
        f.write(out)


if __name__ == '__main__':
    main()
