#!/usr/bin/env python3
# since.py BOOK.epub N…: the list of corrections has a section for the
# corrections made since each of these printings, one entry in each, and
# the sum before them does not count these.
import re
import sys
import zipfile

with zipfile.ZipFile(sys.argv[1]) as z:
    text = next(z.read(n).decode() for n in z.namelist()
                if n.endswith('errata.xhtml'))
head, *rest = re.split(r'<h2[^>]*>(?:<span[^>]*></span>)?Corrections faites '
                       'depuis le tirage ', text)
found = [(int(s.split('<')[0]), s.count(', lire '),
          int(re.search(r'Corrections\u00a0: (\d+)', s)[1])) for s in rest]
wanted = [(int(n), 1, 1) for n in sys.argv[2:]]
said = int(re.search(r'Corrections\u00a0: (\d+)', head)[1])
if found != wanted or said != head.count(', lire '):
    sys.exit('sections %s, not %s; %d listed of %d' % (
        found, wanted, head.count(', lire '), said))
