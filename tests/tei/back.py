#!/usr/bin/env python3
# back.py EDITION.yaml BOOK.tei.xml FOLDER: the edition whose texts are
# the divisions of its own TEI, one file each, instead of witnesses,
# Markdown and ledgers.
import pathlib
import re
import sys

manifest, tei, folder = sys.argv[1:4]
folder = pathlib.Path(folder)
folder.mkdir(parents=True, exist_ok=True)
text = pathlib.Path(tei).read_text(encoding='utf-8')
# The writer indents: parts of the book stand three spaces in.
divs = re.findall(r'^   (<div [^>]*xml:id="([^"]*)".*?^   </div>)$', text,
                  re.S | re.M)
for div, name in divs:
    (folder / (name + '.xml')).write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>\n'
        + div + '\n</body></text></TEI>\n', encoding='utf-8')
head, parts = re.split(r'(?m)^parts:\n', pathlib.Path(manifest).read_text(
    encoding='utf-8'))
out = []
for part in re.split(r'(?m)^  - ', parts)[1:]:
    name = re.search(r'\bid: ([\w-]+)', part).group(1)
    part = re.sub(r'\b(witness|file): [^\s,]+', 'file: %s.xml' % name, part)
    # what the ledger and the manifest gave stands in the text now
    part = re.sub(r'(?m)^    (sha256|ledger|title|by|chapters): .*\n', '', part)
    out.append('  - ' + part)
(folder / 'edition.yaml').write_text(head + 'parts:\n' + ''.join(out),
                                     encoding='utf-8')
if len(out) != len(divs):
    sys.exit('%d texts, %d divisions in the TEI' % (len(out), len(divs)))
