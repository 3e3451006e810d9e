#!/usr/bin/env python3
"""assert.py [--press] [--model DUMP] FILE.pdf: our own rules over qpdf's JSON.

Screen (PDF/A-2a, PDF/UA-1): structure, ParentTree, IDTree, artifacts,
annotations, catalogue, metadata; with --model, the text of the structure
tree in its order is that of `octavo dump --stage=edit`, each note at its
call.  Press (--press): one ink, boxes, intent, nothing interactive.
One line a fault; status 1 when there is one.
"""
import base64
import json
import re
import subprocess
import sys
import zlib

STANDARD = set("""Document Part Sect Div BlockQuote Caption TOC TOCI P H1 H2
H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD Span Note Reference Code Link
Figure""".split())
PARENTS = {  # ISO 32000-1 14.8.4: who may stand in whom
    "LI": {"L"}, "Lbl": {"LI", "Note"}, "LBody": {"LI"}, "TOCI": {"TOC"},
    "TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "Document": {None},
}
PAINT = {"Tj", "TJ", "'", '"', "Do", "sh", "f", "f*", "F", "S", "s", "B",
         "B*", "b", "b*", "BI"}
TOKEN = re.compile(
    rb"<<|>>|\[|\]|\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|<[0-9A-Fa-f\s]*>"
    rb"|/[^\s()<>\[\]{}/%]*|[^\s()<>\[\]{}/%]+", re.S)
faults = []


def fault(text, *args):
    faults.append(text % args if args else text)


class Pdf:
    def __init__(self, path):
        out = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=none", path],
            check=True, capture_output=True).stdout
        data = json.loads(out)
        self.objects = data["qpdf"][1]
        self.version = data["qpdf"][0]["pdfversion"]
        self.trailer = self.objects["trailer"]["value"]
        self.pages = [p["object"] for p in data["pages"]]
        self.raw = open(path, "rb").read()

    def get(self, v):
        """A value with its reference followed; a stream as its dict."""
        while isinstance(v, str) and re.fullmatch(r"\d+ \d+ R", v):
            o = self.objects.get("obj:" + v)
            if o is None:
                return None
            v = o["stream"]["dict"] if "stream" in o else o["value"]
        return v

    def stream(self, ref):
        s = self.objects["obj:" + ref]["stream"]
        data = base64.b64decode(s.get("data", ""))
        if s["dict"].get("/Filter") == "/FlateDecode":
            data = zlib.decompress(data)
        return data


def text_of(v):
    if isinstance(v, str) and v.startswith("u:"):
        return v[2:]
    if isinstance(v, str) and v.startswith("b:"):
        return bytes.fromhex(v[2:]).decode("latin-1")
    return v


# --- content ---------------------------------------------------------

def unescape(tok):
    """The bytes of a string token."""
    if tok.startswith(b"<"):
        h = re.sub(rb"\s", b"", tok[1:-1])
        return bytes.fromhex((h + b"0" * (len(h) % 2)).decode())
    out, i, s = bytearray(), 0, tok[1:-1]
    plain = {ord("n"): 10, ord("r"): 13, ord("t"): 9, ord("b"): 8,
             ord("f"): 12}
    while i < len(s):
        c = s[i]
        if c != 0x5C:
            out.append(c)
            i += 1
            continue
        m = re.match(rb"[0-7]{1,3}", s[i + 1:i + 4])
        if m:
            out.append(int(m.group(), 8) & 255)
            i += 1 + len(m.group())
        else:
            out.append(plain.get(s[i + 1], s[i + 1]))
            i += 2
    return bytes(out)


def text_string(raw):
    """UTF-16 with its mark, else PDFDocEncoding (ISO 32000-1 D.3)."""
    if raw.startswith(b"\xfe\xff"):
        return raw[2:].decode("utf-16-be")
    odd = {0x83: "\u2026", 0x84: "\u2014", 0x85: "\u2013", 0x8D: "\u201c",
           0x8E: "\u201d", 0x8F: "\u2018", 0x90: "\u2019", 0x96: "\u0152",
           0x9C: "\u0153"}
    return "".join(odd.get(c, chr(c)) for c in raw)


def to_unicode(pdf, font):
    """Width of a code in bytes, and the text of each code."""
    font = pdf.get(font)
    size = 2 if font["/Subtype"] == "/Type0" else 1
    if "/ToUnicode" not in font:
        fault("a font has no ToUnicode")
        return size, {}
    cmap = pdf.stream(font["/ToUnicode"]).decode("latin-1")
    table = {}

    def uni(h):
        return bytes.fromhex(h).decode("utf-16-be")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for a, b in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            table[int(a, 16)] = uni(b)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for a, b, arr in re.findall(r"<(\w+)>\s*<\w+>\s*\[(.*?)\]", block,
                                    re.S):
            for k, h in enumerate(re.findall(r"<(\w*)>", arr)):
                table[int(a, 16) + k] = uni(h)
        for a, b, c in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for k in range(int(b, 16) - int(a, 16) + 1):
                n = len(c) // 2
                v = int(c, 16) + k
                table[int(a, 16) + k] = v.to_bytes(n, "big").decode(
                    "utf-16-be")
    return size, table


class Content:
    """A page's content: texts by MCID, paints outside marks, colours."""

    def __init__(self, pdf, page):
        self.texts, self.order, self.operators = {}, [], set()
        self.outside = self.depth = 0
        self.stack, self.fonts = [], {}
        self.pdf, self.page = pdf, page
        self.font = None
        data = b"\n".join(pdf.stream(r) for r in contents_of(pdf, page))
        args = []
        for m in TOKEN.finditer(data):
            t = m.group()
            if re.match(rb"[A-Za-z'\"]", t):
                self.operate(t.decode("latin-1"), args)
                args = []
            else:
                args.append(t)

    def operate(self, op, args):
        self.operators.add(op)
        if op in PAINT and not self.stack:
            self.outside += 1
        if op == "BDC":
            self.begin(args)
        elif op == "EMC":
            self.stack.pop()
        elif op == "Tf":
            self.set_font(args[0].decode())
        elif op in ("Tj", "TJ", "'", '"'):
            self.show(args)

    def begin(self, args):
        props = b" ".join(args)
        m = re.search(rb"/MCID (\d+)", props)
        a = re.search(rb"/ActualText (<[^>]*>|\(.*\))", props, re.S)
        if m:
            if any(s[0] != "span" for s in self.stack):
                fault("marked content within marked content")
            mcid = int(m.group(1))
            self.order.append(mcid)
            self.texts.setdefault(mcid, "")
            self.stack.append(("mcid", mcid))
        elif args[0] == b"/Artifact":
            self.stack.append(("artifact", None))
        else:
            actual = None
            if a:
                actual = text_string(unescape(a.group(1)))
                self.put(actual)
            self.stack.append(("span", actual))

    def put(self, text):
        if any(s[0] == "span" and s[1] is not None for s in self.stack):
            return
        for kind, mcid in self.stack:
            if kind == "mcid":
                self.texts[mcid] += text

    def set_font(self, name):
        if name not in self.fonts:
            res = self.pdf.get(self.pdf.get(self.page)["/Resources"])
            font = self.pdf.get(res["/Font"])[name]
            self.fonts[name] = to_unicode(self.pdf, font)
        self.font = self.fonts[name]

    def show(self, args):
        size, table = self.font
        for t in args:
            if t[:1] in (b"(", b"<"):
                b = unescape(t)
                for i in range(0, len(b), size):
                    code = int.from_bytes(b[i:i + size], "big")
                    if code not in table:
                        fault("code %d has no text", code)
                    self.put(table.get(code, ""))


def contents_of(pdf, page):
    c = pdf.get(page)["/Contents"]
    if isinstance(c, list):
        return c
    return [c]


# --- structure -------------------------------------------------------

class Tree:
    def __init__(self, pdf, contents):
        self.pdf, self.contents = pdf, contents
        self.claims, self.links, self.ids = {}, {}, {}
        self.level = 0
        self.out = []
        root = pdf.get(pdf.get(pdf.trailer["/Root"])["/StructTreeRoot"])
        self.root = root
        kids = root["/K"]
        for k in kids if isinstance(kids, list) else [kids]:
            self.walk(k, None)

    def walk(self, ref, parent):
        e = self.pdf.get(ref)
        kind = e["/S"][1:]
        if kind not in STANDARD:
            fault("%s is no standard structure type", kind)
        if kind in PARENTS and parent not in PARENTS[kind]:
            fault("%s within %s", kind, parent)
        if re.fullmatch(r"H\d", kind):
            level = int(kind[1])
            if level > self.level + 1:
                fault("heading %s after level %d", kind, self.level)
            self.level = level
        if kind == "Figure" and not e.get("/Alt"):
            fault("a figure without Alt")
        if kind == "Note":
            self.note(ref, e)
        self.out.append(("open", kind))
        kids = e.get("/K", [])
        if kids == []:
            fault("%s holds nothing", kind)
        objr = False
        for k in kids if isinstance(kids, list) else [kids]:
            objr |= self.kid(k, ref, e, kind)
        if kind == "Link" and not objr:
            fault("a Link without an annotation")
        self.out.append(("close", kind))

    def note(self, ref, e):
        name = text_of(e.get("/ID"))
        if not name or name in self.ids:
            fault("a Note without an ID of its own")
        self.ids[name] = ref

    def kid(self, k, ref, e, kind):
        if isinstance(k, int):
            self.claim(e["/Pg"], k, ref)
            return False
        v = self.pdf.get(k)
        if isinstance(v, dict) and v.get("/Type") == "/OBJR":
            self.links[v["/Obj"]] = ref
            return True
        if isinstance(v, dict) and v.get("/Type") == "/MCR":
            self.claim(v["/Pg"], v["/MCID"], ref)
            return False
        if v.get("/P") != ref:
            fault("an element's P is not its parent")
        self.walk(k, kind)
        return False

    def claim(self, page, mcid, ref):
        key = (page, mcid)
        if key in self.claims:
            fault("MCID %d of %s has two owners", mcid, page)
        self.claims[key] = ref
        text = self.contents[page].texts.get(mcid)
        if text is None:
            fault("MCID %d is not on its page %s", mcid, page)
        self.out.append(("text", text or ""))


def number_tree(pdf, node):
    node = pdf.get(node)
    nums = node.get("/Nums", [])
    table = dict(zip(nums[::2], nums[1::2]))
    if list(table) != sorted(table):
        fault("a number tree is out of order")
    for k in node.get("/Kids", []):
        table.update(number_tree(pdf, k))
    return table


def check_parents(pdf, tree, contents):
    table = number_tree(pdf, tree.root["/ParentTree"])
    for page in pdf.pages:
        d = pdf.get(page)
        mine = contents[page].order
        if mine != list(range(len(mine))):
            fault("MCIDs of %s are %s", page, mine)
        if not mine:
            continue
        owners = pdf.get(table.get(d.get("/StructParents")))
        if owners is None or len(owners) != len(mine):
            fault("ParentTree of %s has not its marks", page)
            continue
        for mcid, ref in enumerate(owners):
            if tree.claims.get((page, mcid)) != ref:
                fault("MCID %d of %s: tree and ParentTree differ", mcid,
                      page)
    for annot, elem in tree.links.items():
        if table.get(pdf.get(annot).get("/StructParent")) != elem:
            fault("a link's StructParent is not its element")


def check_ids(pdf, tree):
    if not tree.ids:
        return
    found = {}
    for k in pdf.get(tree.root["/IDTree"])["/Kids"]:
        names = pdf.get(k)["/Names"]
        found.update((text_of(a), b)
                     for a, b in zip(names[::2], names[1::2]))
    if found != tree.ids:
        fault("the IDTree is not that of the notes")


def check_annots(pdf, tree):
    for page in pdf.pages:
        d = pdf.get(page)
        if d.get("/Tabs") != "/S":
            fault("page %s has no Tabs /S", page)
        for a in pdf.get(d.get("/Annots", [])) or []:
            v = pdf.get(a)
            if v.get("/F") != 4 or not v.get("/Contents"):
                fault("annotation %s lacks F 4 or Contents", a)
            if a not in tree.links:
                fault("annotation %s is not in the structure", a)
            if "/Dest" in v and pdf.get(v["/Dest"])[0] not in pdf.pages:
                fault("annotation %s leads to no page", a)
            if ("/Dest" in v) == ("/A" in v):
                fault("annotation %s leads nowhere or twice", a)


# --- both kinds ------------------------------------------------------

def check_boxes(pdf):
    for page in pdf.pages:
        d = pdf.get(page)
        m, b, t = (pdf.get(d.get(k)) for k in ("/MediaBox", "/BleedBox",
                                               "/TrimBox"))
        if not (m and b and t):
            fault("page %s lacks a box", page)
            continue
        for x, y in ((m, b), (b, t)):
            if x[0] > y[0] + .01 or x[1] > y[1] + .01 or \
               x[2] < y[2] - .01 or x[3] < y[3] - .01:
                fault("boxes of %s do not lie in one another", page)
        if "/ArtBox" in d:
            fault("page %s has an ArtBox", page)
        if "/Group" in d:
            fault("page %s has a transparency group", page)


def check_fonts(pdf):
    for o in pdf.objects.values():
        v = o.get("value")
        if isinstance(v, dict) and v.get("/Type") == "/FontDescriptor":
            if not any(k.startswith("/FontFile") for k in v):
                fault("font %s is not embedded", v.get("/FontName"))
        if isinstance(v, dict) and v.get("/Subtype") == "/CIDFontType2" \
           and "/CIDToGIDMap" not in v:
            fault("a TrueType CID font has no CIDToGIDMap")


def check_common(pdf, root):
    if "/ID" not in pdf.trailer:
        fault("no trailer ID")
    if "/Encrypt" in pdf.trailer:
        fault("the file is encrypted")
    meta = pdf.objects["obj:" + root["/Metadata"]]["stream"]["dict"]
    if "/Filter" in meta:
        fault("the metadata are compressed")
    labels = number_tree(pdf, root["/PageLabels"])
    if 0 not in labels:
        fault("page labels do not begin at the first page")
    check_boxes(pdf)
    check_fonts(pdf)


def check_screen(pdf, root, contents):
    if not text_of(root.get("/Lang")):
        fault("no Lang")
    if not pdf.get(root.get("/MarkInfo", {})).get("/Marked"):
        fault("not marked as tagged")
    if not pdf.get(root["/ViewerPreferences"]).get("/DisplayDocTitle"):
        fault("the title is not displayed")
    xmp = pdf.stream(root["/Metadata"]).decode()
    for want in ("<pdfaid:part>2<", "<pdfaid:conformance>A<",
                 "<pdfuaid:part>1<", "<dc:title>"):
        if want not in xmp:
            fault("metadata lack %s", want)
    intent = pdf.get(root["/OutputIntents"][0])
    if intent["/S"] != "/GTS_PDFA1":
        fault("no PDF/A output intent")
    for page in pdf.pages:
        if contents[page].outside:
            fault("page %s: %d paints outside the marks", page,
                  contents[page].outside)
    tree = Tree(pdf, contents)
    check_parents(pdf, tree, contents)
    check_ids(pdf, tree)
    check_annots(pdf, tree)
    return tree


def check_press(pdf, root, contents):
    if pdf.version > "1.6":
        fault("version %s is past 1.6", pdf.version)
    for page in pdf.pages:
        ops = contents[page].operators
        if ops & {"rg", "RG"}:
            fault("page %s has RGB operators", page)
        if "/Annots" in pdf.get(page):
            fault("page %s has annotations", page)
    dump = json.dumps(pdf.objects)
    for bad in ('"/DeviceRGB"', '"/JavaScript"', '"/AA"', '"/Launch"',
                '"/AcroForm"'):
        if bad in dump:
            fault("%s in the press file", bad)
    if len(pdf.pages) % 2:
        fault("%d pages: not even", len(pdf.pages))
    intent = pdf.get(root["/OutputIntents"][0])
    if intent["/S"] != "/GTS_PDFX":
        fault("no PDF/X output intent")
    icc = pdf.stream(intent["/DestOutputProfile"])
    if icc[12:16] != b"prtr" or icc[36:40] != b"acsp":
        fault("the output profile is not one of a press")
    info = pdf.get(pdf.trailer["/Info"])
    if info.get("/Trapped") not in ("/True", "/False"):
        fault("Trapped is not told")
    xmp = pdf.stream(root["/Metadata"]).decode()
    for want in ("GTS_PDFXVersion>PDF/X-4<", "xmpMM:DocumentID",
                 "xmpMM:VersionID", "xmpMM:RenditionClass",
                 "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate",
                 "dc:title"):
        if want not in xmp:
            fault("metadata lack %s", want)


# --- the model's text ------------------------------------------------

PAGE = "\ue000"    # in place of a page number
MAYBE, SURE = "\ue001", "\ue002"   # around what is not always said


def squeeze(s):
    """Text as compared: no spaces, which lines and faces handle."""
    return re.sub(r"[\s\u00a0\u202f\u2009\u200a\u00ad]+", "", s)


def model_text(path):
    """Pieces of the dump in order, each note's text at its call."""
    lines = []
    for raw in open(path, encoding="utf-8"):
        s = raw.lstrip(" ")
        lines.append(((len(raw) - len(s)) // 2, s.rstrip("\n")))
    notes, body, key, depth, toc = {}, [], None, 0, None
    for d, s in lines:
        if toc is not None and d > toc:
            continue
        toc = d if s == "toc" or s.startswith("toc ") else None
        m = re.match(r"note \[(.*?)\] (\d+)(.*)", s)
        if key is not None and d <= depth:
            key = None
        if m:
            key, depth = (m.group(1), m.group(2), m.group(3).strip()), d
            notes.setdefault(key, []).append([])
            continue
        (body if key is None else notes[key][-1]).append(s)

    def text(s):
        m = re.match(r"(?:text|code|code-block) \"(.*)\"", s)
        if not m and s.startswith('link "') and "%" in s:
            # it says a page, known only on the pages
            m = re.match(r'link "(.*)"', s.replace("%", PAGE))
            if s.endswith(" behind"):   # unless the page was just said
                m = re.match(r"(.*)", MAYBE + m.group(1) + SURE)
        if not m:
            return ""
        t = re.sub(r"\{([0-9A-F]{4})\}",
                   lambda k: chr(int(k.group(1), 16)), m.group(1))
        return re.sub(r"\\(.)", lambda k: " " if k.group(1) == "n"
                      else k.group(1), t)
    used = {}
    out = []
    for s in body:
        m = re.match(r"call \[(.*?)\] (\d+)(.*)", s)
        if m:
            k = (m.group(1), m.group(2), m.group(3).strip())
            i = used.get(k, 0)
            if i < len(notes.get(k, [])):
                out.append("".join(map(text, notes[k][i])))
                used[k] = i + 1
        out.append(text(s))
    return squeeze("".join(out))


def tree_text(tree):
    """The tree's text without labels, calls and tables of contents."""
    out, skip = [], 0
    for kind, v in tree.out:
        if kind == "text":
            if not skip:
                out.append(v)
        elif v in ("Lbl", "Reference", "TOC"):
            skip += 1 if kind == "open" else -1
    return squeeze("".join(out))


def with_pages(got, want):
    """want, with the page numbers of got where it leaves them open."""
    out = ""
    for part in re.split("(%s|%s.*?%s)" % (PAGE, MAYBE, SURE), want):
        if part[:1] in (PAGE, MAYBE):
            words = re.escape(part.strip(MAYBE + SURE))
            m = re.match(words.replace(PAGE, r"\d+"), got[len(out):])
            part = m.group() if m else ""
        out += part
    return out


def compare(got, want):
    if PAGE in want:
        want = with_pages(got, want)
    if got == want:
        return
    i = 0
    # a style may raise letters (text-transform); none may lower them
    while i < min(len(got), len(want)) and got[i] in (want[i],
                                                      want[i].upper()):
        i += 1
    if i == len(got) == len(want):
        return
    fault("tree and model differ at %d: tree %r, model %r", i,
          got[max(0, i - 30):i + 50], want[max(0, i - 30):i + 50])


def main(args):
    press = "--press" in args
    args = [a for a in args if a != "--press"]
    model = None
    if "--model" in args:
        i = args.index("--model")
        model = args[i + 1]
        del args[i:i + 2]
    pdf = Pdf(args[0])
    root = pdf.get(pdf.trailer["/Root"])
    contents = {p: Content(pdf, p) for p in pdf.pages}
    check_common(pdf, root)
    if press:
        check_press(pdf, root, contents)
    else:
        tree = check_screen(pdf, root, contents)
        if model:
            compare(tree_text(tree), model_text(model))
    for f in faults[:40]:
        print("%s: %s" % (args[0].rsplit("/", 1)[-1], f))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
