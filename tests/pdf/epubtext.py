#!/usr/bin/env python3
"""epubtext.py BOOK.epub DUMP: the EPUB's text, each note at its call, is
that of `octavo dump --stage=edit`, the contents left out."""
import importlib.util
import pathlib
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

HERE = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location("asserts", HERE / "assert.py")
asserts = importlib.util.module_from_spec(spec)
spec.loader.exec_module(asserts)
X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"


def spine(z):
    box = ET.fromstring(z.read("META-INF/container.xml"))
    path = next(e.get("full-path") for e in box.iter()
                if e.tag.endswith("rootfile"))
    opf = ET.fromstring(z.read(path))
    items = {i.get("id"): i for i in opf.iter(OPF + "item")}
    for ref in opf.iter(OPF + "itemref"):
        item = items[ref.get("idref")]
        if ref.get("idref") == "cover":
            continue
        root = ET.fromstring(z.read(
            str(pathlib.PurePosixPath(path).parent / item.get("href"))))
        yield root, item.get("properties") == "nav"


class Text:
    """A file's text; notes are set aside and told at their calls."""

    def __init__(self, root):
        self.by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
        self.told, self.out = set(), []
        self.walk(root.find(X + "body"))

    def walk(self, e, note=False):
        kind = e.get(TYPE, "")
        if not note and ("footnote" in kind or "endnotes" in kind):
            return
        if "backlink" in kind or e.get("role") == "doc-backlink":
            return
        if "noteref" in kind:
            self.call(e)
            return
        self.out.append(e.text or "")
        for k in e:
            self.walk(k)
            self.out.append(k.tail or "")

    def call(self, e):
        name = e.get("href", "").partition("#")[2]
        if name in self.by_id and name not in self.told:
            self.told.add(name)
            self.walk(self.by_id[name], note=True)


def main(book, dump):
    out = []
    with zipfile.ZipFile(book) as z:
        for root, nav in spine(z):
            # Of the contents, which are the navigation, the title.
            heads = [e for e in root.iter() if e.tag in (X + "h1", X + "h2")]
            out += heads[0].itertext() if nav else Text(root).out
    got = asserts.squeeze("".join(out))
    want = asserts.model_text(dump)
    asserts.compare(got, want)
    for f in asserts.faults:
        print(re.sub("tree", "EPUB", f))
    return 1 if asserts.faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
