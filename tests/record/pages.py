#!/usr/bin/env python3
# pages.py BOOK.pdf BOOK.epub: the list of corrections names as many
# places as it says (those made since each printing counted by themselves),
# each paragraph in order of the pages and each page said once in it; the
# PDF's page of each holds the reading (what of it stands before the page's end), and
# its link in the EPUB leads to an element.
import html
import re
import subprocess
import sys
import zipfile

pdf, epub = sys.argv[1:3]
PARA = re.compile(r'<p[ >].*?</p>', re.S)
ENTRY = re.compile(r'<a[^>]*href="([^"]*)"[^>]*>(?:(?:p\.\u00a0)?(\d+)'
                   r'\u00a0:\u00a0)?<em>(.*?)</em></a>.*?<em>(.*?)</em>',
                   re.S)


def bare(text):
    text = html.unescape(re.sub(r'<[^>]+>', '', text))
    return ''.join(c for c in text if c.isalpha())  # no calls of notes


whole = subprocess.run(['pdftotext', pdf, '-'], capture_output=True,
                       text=True, check=True).stdout
pages = [bare(p) for p in whole.split('\f')]
with zipfile.ZipFile(epub) as z:
    docs = {n.rsplit('/', 1)[-1]: z.read(n).decode() for n in z.namelist()
            if n.endswith('.xhtml')}
wanted = sum(map(int, re.findall(r'Corrections\u00a0: (\d+)', ''.join(
    docs.values()))))
found = bad = 0
for name, para in [(n, p) for n, t in docs.items() if 'errata' in n
                   for p in PARA.findall(t)]:
    before = 0
    for href, page, sic, read in ENTRY.findall(para):
        found += 1
        said = page != ''
        page, read = int(page or before), bare(read)
        if page < before or (said and page == before):
            print('page %d after page %d' % (page, before))
            bad += 1
        before = page
        here = pages[page - 1]
        end = here[-len(read) * 2 - 12:]
        cut = any(read[:k] in end for k in range(len(read), 2, -1))
        if read not in here and not cut:
            print('page %d has no "%s"' % (page, read))
            bad += 1
        file, _, to = href.partition('#')
        if 'id="%s"' % to not in docs[file or name]:
            print('%s leads nowhere' % href)
            bad += 1
if found != wanted:
    print('%d places, not %d' % (found, wanted))
    bad += 1
sys.exit(bad > 0)
