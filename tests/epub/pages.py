#!/usr/bin/env python3
"""pages.py FILE.epub FILE.pdf: do the page marks say the truth?

As many entries in the page list as the PDF has pages, all of which
resolve; and for every page, the first letters behind the mark are the
first letters of that page of the PDF, below its running head.  And
every note of the EPUB, from its first to its last words, is in the PDF.
Prints what is wrong and one line of figures; exit 1 when anything is."""
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

X = '{http://www.w3.org/1999/xhtml}'
TYPE = '{http://www.idpf.org/2007/ops}type'
SHOWN = 30


def letters(s):
    """Letters and digits alone, without case, marks or ligatures."""
    s = unicodedata.normalize('NFKD', s).casefold()
    return ''.join(c for c in s if c.isalnum())


class Book:
    def __init__(self, path):
        z = zipfile.ZipFile(path)
        self.marks = {}    # (file, id) -> letters behind it, to its end
        self.notes = []
        self.lines = {}    # id in the contents -> its line
        self.heads = {''}
        nav = None
        for name in z.namelist():
            if not name.endswith('.xhtml'):
                continue
            root = ET.fromstring(z.read(name))
            base = name.split('/')[-1]
            if base == 'nav.xhtml':
                nav = root
            self.read(base, root.find(X + 'body'))
            title = root.find(X + 'head/' + X + 'title').text
            self.heads.update(letters(t) for t in title.split(' — '))
            for h in root.iter():
                if re.fullmatch(re.escape(X) + 'h[1-6]', h.tag):
                    self.heads.add(letters(text_of(h)))
        self.pages = [(a.get('href'), a.text) for n in nav.iter(X + 'nav')
                      if n.get(TYPE) == 'page-list'
                      for a in n.iter(X + 'a')]

    def read(self, base, body):
        """One run of text, with the places of the marks in it."""
        at, out, n = [], [], 0
        stack = [(body, 'open')]
        while stack:
            e, what = stack.pop()
            if what == 'text':
                out.append(letters(e))
                n += len(out[-1])
                continue
            if e.get(TYPE) == 'pagebreak':
                at.append((e.get('id'), n))
            if (e.get(TYPE) or '').startswith('endnotes'):
                self.notes += [text_of(d) for d in e if d.tag == X + 'div']
                continue
            if e.tag == X + 'nav' and e.get(TYPE) != 'toc':
                continue
            if base == 'nav.xhtml' and e.tag in (X + 'h1', X + 'a'):
                # The lines of the two contents are not the same lines.
                for m in e:
                    if m.get(TYPE) == 'pagebreak':
                        self.lines[m.get('id')] = letters(m.tail or '')
            for c in reversed(list(e)):
                if c.tail:
                    stack.append((c.tail, 'text'))
                stack.append((c, 'open'))
            if e.text:
                stack.append((e.text, 'text'))
        run = ''.join(out)
        ends = [p for _, p in at[1:]] + [n]
        for (i, p), end in zip(at, ends):
            self.marks[base, i] = self.lines.get(i, run[p:end]) \
                if base == 'nav.xhtml' else run[p:end]


def text_of(e):
    """Plain text; the number at the head of a note goes."""
    out = [e.text or '']
    for c in e:
        if c.get(TYPE) not in ('backlink', 'pagebreak', 'noteref'):
            out.append(text_of(c))
        out.append(c.tail or '')
    return ''.join(out)


def pdf_pages(path):
    raw = subprocess.run(['pdftotext', '-raw', path, '-'], check=True,
                         capture_output=True).stdout.decode()
    return [letters(p) for p in raw.split('\f')[:-1]]


def begins(page, want, heads, label):
    """Does the page begin so, below a running head and folio?"""
    label = letters(label)
    at = page.find(want)
    while 0 <= at < 120:
        head = page[:at]
        # The letter or number of an item is no text of the EPUB.
        item = re.sub('(?<=[a-z])([a-z]|[0-9]{1,2})$', '', head)
        for h in (head, head.removeprefix(label), head.removesuffix(label),
                  item):
            # A long title is cut short in the head.
            if h in heads or (len(h) > 15 and
                              any(k.startswith(h) for k in heads)):
                return True
        at = page.find(want, at + 1)
    return False


def main(epub, pdf):
    book, pages, bad = Book(epub), pdf_pages(pdf), 0
    if len(book.pages) != len(pages):
        print(f'{len(book.pages)} page marks, {len(pages)} pages')
        bad += 1
    right = empty = 0
    for (href, label), page in zip(book.pages, pages):
        key = tuple(href.split('#'))
        if key not in book.marks:
            print(f'page {label}: {href} is nowhere')
            bad += 1
            continue
        want = book.marks[key][:SHOWN]
        if want == '':
            empty += 1    # blank: marked with the page that follows
        elif begins(page, want, book.heads, label):
            right += 1
        else:
            print(f'page {label}: EPUB “{want}”, PDF “{page[:60]}”')
            bad += 1
    whole, missing = ''.join(pages), 0
    for note in book.notes:
        n = letters(note)
        if n[:SHOWN] not in whole or n[-SHOWN:] not in whole:
            print(f'note not in the PDF: {note.strip()[:60]}')
            missing += 1
    print(f'{len(pages)} pages: {right} begin as marked, {empty} without '
          f'text of their own; {len(book.notes) - missing} of '
          f'{len(book.notes)} notes in the PDF')
    return 1 if bad or missing else 0


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
