"""Damaged and hostile editions, made from the stock edition by a seed.

make(root, i, seed): edition number i under root; gives its kind, the
options of the build and its environment.
"""
import hashlib
import os
import random
import re
import shutil
import struct
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
STOCK = os.path.join(HERE, "..", "cli", "stock")
SECRET = b"Le mot de passe du port est goemon."
PARTS = "parts:\n"


def read(path):
    with open(path, "rb") as f:
        return f.read()


def write(path, data):
    if isinstance(data, str):
        data = data.encode()
    with open(path, "wb") as f:
        f.write(data)


def png(w, h, rows, kind=0):
    def chunk(name, data):
        return (struct.pack(">I", len(data)) + name + data +
                struct.pack(">I", zlib.crc32(name + data)))
    return (b"\x89PNG\r\n\x1a\n" +
            chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, kind, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def jpeg(w, h):
    def seg(m, d):
        return b"\xff" + bytes([m]) + struct.pack(">H", len(d) + 2) + d
    return (b"\xff\xd8" + seg(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") +
            seg(0xC0, struct.pack(">BHHB", 8, h, w, 1) + b"\1\x11\0") +
            b"\xff\xd9")


class Edition:
    def __init__(self, root, i, seed):
        self.r = random.Random(seed * 100003 + i)
        self.dir = os.path.join(root, "ed%03d" % i)
        self.root, self.env, self.untrusted = root, {}, True
        shutil.copytree(STOCK, self.dir)

    def path(self, name):
        return os.path.join(self.dir, name)

    def text(self, name, data):
        write(self.path(name), data)

    def preface(self, data):
        self.text("preface.md", data)

    def manifest(self, old, new):
        s = read(self.path("edition.yaml")).decode()
        self.text("edition.yaml", s.replace(old, new, 1))

    def files(self):
        return [self.path(f) for f in ("edition.yaml", "preface.md",
                "ledgers/carnet.yaml", "witnesses/carnet.txt")]

    # The witness may change: its hash is recorded, so that it is read.
    def any_witness(self, data):
        s = read(self.path("edition.yaml")).decode().split("\n")
        s = "\n".join(l for l in s if "ledger" not in l)
        self.text("edition.yaml", re.sub(
            "sha256: .*", "sha256: " + hashlib.sha256(data).hexdigest(), s))
        self.text("witnesses/carnet.txt", data)

    def picture(self, data, name="p.png"):
        self.text(name, data)
        self.preface("# Préface\n\nUne vue.\n\n![La jetée](%s)\n" % name)


def truncated(e):
    f = e.r.choice(e.files())
    s = read(f)
    write(f, s[:e.r.randrange(len(s))])


def flipped(e):
    f = e.r.choice(e.files())
    s = bytearray(read(f))
    for _ in range(e.r.choice((1, 3, 40))):
        s[e.r.randrange(len(s))] ^= 1 << e.r.randrange(8)
    write(f, bytes(s))


def inserted(e):
    f = e.r.choice(e.files())
    s, at = read(f), 0
    at = e.r.randrange(len(s))
    junk = e.r.choice((b"\0", b"\xff\xfe", b"\x1b[2J\x1b]0;x\7",
                       b"\xe2\x80\xae", b"\r", b"\xcc\x81" * 5000,
                       bytes(e.r.randrange(256) for _ in range(300))))
    write(f, s[:at] + junk + s[at:])


def spliced(e):
    f, g = e.r.choice(e.files()), e.r.choice(e.files())
    s, t = read(f), read(g)
    write(f, s[:e.r.randrange(len(s))] + t[e.r.randrange(len(t)):])


def witness_bytes(e):
    kind = e.r.randrange(5)
    if kind == 0:
        s = bytes(e.r.randrange(256) for _ in range(20000))
    elif kind == 1:
        s = read(e.path("witnesses/carnet.txt")).decode().encode("utf-16")
    elif kind == 2:
        s = b"\f".join(b"%d\n" % n for n in range(20000))
    elif kind == 3:
        s = ("1 " * 200000).encode()
    else:
        s = ("mot-\n" * 50000).encode()
    e.any_witness(s)


def markdown_nested(e):
    n = e.r.choice((50, 500, 5000, 50000))
    unit, end = e.r.choice((
        (">", " fin"), ("> " * 3, "x"), ("- ", "x"), ("[", "]"),
        ("![", "](a)"), ("*a **b ", ""), ("<span>", ""), ("`", "x"),
        ("::: quotation\n\n", "x"), ("[^a]", "\n\n[^a]: [^a]"),
        ("1. ", "x"), ("<div class=\"x\">\n\n", "x"), ("~~", "x"),
        ("|a", "|\n" + "|-" * 100 + "|\n" + "|b" * 100 + "|")))
    e.preface("# Préface\n\n" + unit * n + end + "\n")


def markdown_many(e):
    kind, s = e.r.randrange(8), ""
    if kind == 0:
        s = "".join("A[^%d]\n\n[^%d]: b\n\n" % (n, n) for n in range(5000))
    elif kind == 1:
        s = "# T\n\nx\n\n" * 3000
    elif kind == 2:
        s = "mot" * 100000
    elif kind == 3:
        s = "[a]: /u\n" * 20000 + "[a] " * 20000
    elif kind == 4:
        s = "a\u0301" + "\u0301" * 100000
    elif kind == 5:
        s = "\u05d0\u202e" * 20000
    elif kind == 6:
        s = "-" * 300000 + " " + "\u00ad" * 50000
    else:
        s = "| a |\n|---|\n" + "| b |\n" * 20000
    e.preface("# Préface\n\n" + s + "\n")


def yaml_bomb(e):
    kind = e.r.randrange(7)
    f = e.r.choice(("edition.yaml", "ledgers/carnet.yaml"))
    if kind == 0:
        s = "a0: &a0 [x, x]\n" + "".join(
            "a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1)
            for n in range(1, 60))
    elif kind == 1:
        s = "a: " + "[" * e.r.choice((20, 2000, 200000))
    elif kind == 2:
        s = "".join("k%d: 1\n" % n for n in range(100000))
    elif kind == 3:
        s = "a:\n" + "".join(" " * n + "- \n" for n in range(2000))
    elif kind == 4:
        s = read(e.path(f)).decode() + "x: \"" + "y" * 3000000 + "\"\n"
    elif kind == 5:
        s = "&a a: *a\n<<: *a\n"
    else:
        s = "entries:\n" + "  - {for: a, read: b}\n" * 20000
    e.text(f, s)


def tei_part(e, body, head=""):
    e.text("t.xml", "<?xml version=\"1.0\"?>\n" + head +
           "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>" +
           body + "</body></text></TEI>\n")
    e.manifest("file: preface.md", "file: t.xml")


def xml_bomb(e):
    kind = e.r.randrange(6)
    if kind == 0:
        ents = "<!ENTITY a0 \"aaaaaaaaaa\">" + "".join(
            "<!ENTITY a%d \"%s\">" % (n, ("&a%d;" % (n - 1)) * 10)
            for n in range(1, 12))
        tei_part(e, "<p>&a11;</p>", "<!DOCTYPE TEI [%s]>" % ents)
    elif kind == 1:
        tei_part(e, "<p>&x;</p>", "<!DOCTYPE TEI [<!ENTITY x SYSTEM "
                 "\"file://%s/secret\">]>" % e.root)
    elif kind == 2:
        n = e.r.choice((200, 5000, 200000))
        tei_part(e, "<div>" * n + "<p>x</p>" + "</div>" * n)
    elif kind == 3:
        tei_part(e, "<p>" + "<hi>" * 250 + "x" + "</hi>" * 250 + "</p>")
    elif kind == 4:
        tei_part(e, "<p" + "".join(" a%d=\"x\"" % n for n in range(20000)) +
                 ">x</p>")
    else:
        tei_part(e, "<p>x</p>" * 200)
        s = bytearray(read(e.path("t.xml")))
        for _ in range(30):
            s[e.r.randrange(len(s))] = e.r.randrange(256)
        e.text("t.xml", bytes(s))


ESCAPES = ("../secret", "%(root)s/secret", "sub/../../secret",
           "../../../../../../../../etc/passwd", "/etc/passwd",
           "/dev/zero", "/proc/self/environ")


def path_escape(e):
    p = e.r.choice(ESCAPES) % {"root": e.root}
    key = e.r.choice(("file: preface.md", "witness: carnet.txt",
                      "ledger: ledgers/carnet.yaml", "style: classique",
                      "format: A5", "picture", "link"))
    if key == "picture":
        e.preface("# Préface\n\n![x](%s)\n" % p)
    elif key == "link":
        e.preface("# Préface\n\n[x](%s)\n" % p)
    elif key == "format: A5":
        e.manifest(key, "format: A5\ncover: " + p)
    else:
        e.manifest(key, key.split(":")[0] + ": " + p)


def symbolic_link(e):
    name = e.r.choice(("preface.md", "ledgers/carnet.yaml", "edition.yaml",
                       "witnesses/carnet.txt", "p.png", "ledgers",
                       "witnesses", "out", "own.css"))
    to = e.r.choice((e.root + "/secret", e.root, "/etc/passwd", "/dev/zero",
                     "../secret", name))
    if name == "p.png":
        e.picture(b"")
    if name == "own.css":
        e.manifest("style: classique", "style: own.css")
    if os.path.isdir(e.path(name)):
        shutil.rmtree(e.path(name))
    elif os.path.lexists(e.path(name)):
        os.unlink(e.path(name))
    os.symlink(to, e.path(name))


def odd_file(e):
    f = e.r.choice(e.files())
    os.unlink(f)
    kind = e.r.randrange(4)
    if kind == 0:
        os.mkdir(f)
    elif kind == 1:
        os.mkfifo(f)
    elif kind == 2:
        write(f, b"")
    else:
        write(f, b"\n" * 3000000)


def picture(e):
    good = png(40, 30, (b"\0" + b"\x80" * 40) * 30)
    kind = e.r.randrange(8)
    if kind == 0:
        e.picture(good[:e.r.randrange(len(good))])
    elif kind == 1:
        s = bytearray(good)
        for _ in range(4):
            s[e.r.randrange(len(s))] ^= 1 << e.r.randrange(8)
        e.picture(bytes(s))
    elif kind == 2:
        e.picture(png(100000, 100000, b"\0" * 1000))
    elif kind == 3:
        e.picture(png(6000, 6000, b"\0" * (6001 * 6000)))
    elif kind == 4:
        e.picture(png(1, 32767, b"\0\0" * 32767))
    elif kind == 5:
        e.picture(jpeg(e.r.choice((1, 65535)), e.r.choice((1, 65535))))
    elif kind == 6:
        e.picture(b"\xff\xd8\xff" + bytes(e.r.randrange(256)
                                          for _ in range(400)))
    else:
        e.picture(png(2 ** 31 - 1, 1, b""))


def style_sheet(e):
    kind = e.r.randrange(6)
    css = read(os.path.join(HERE, "..", "..", "styles", "classique.css"))
    if kind == 0:
        s = bytearray(css)
        for _ in range(60):
            s[e.r.randrange(len(s))] = e.r.randrange(32, 127)
        css = bytes(s)
    elif kind == 1:
        css += b"p { x: " + b"(" * 200000
    elif kind == 2:
        css += b"".join(b".c%d > p + p { margin: 1em }\n" % n
                        for n in range(20000))
    elif kind == 3:
        css += (b"@page { size: 1mm 1mm; margin: 400mm }\n"
                b"p { font-size: 99999pt; line-height: 0 }\n")
    elif kind == 4:
        css += b"p { font-size: 0.0001pt; text-indent: -9999em }\n"
    else:
        css += b"/*" * 100000
    e.text("own.css", css)
    e.manifest("style: classique", "style: own.css")


def manifest_value(e):
    old, new = e.r.choice((
        ("format: A5", "format: 1x1"), ("format: A5", "format: 99999x1"),
        ("language: fr", "language: ../../x"),
        ("language: fr", "language: " + "x" * 5000),
        ("title: Le carnet du port", "title: " + "mot " * 20000),
        ("title: Le carnet du port", "title: \"a\\0b\""),
        ("date: 2026-11-21", "date: 9999-99-99"),
        ("octavo: 1", "octavo: 99999999999999999999"),
        ("  - file: preface.md", "  - file: preface.md\n" * 3000 +
         "  - file: preface.md"),
        ("id: preface", "id: \"../../x\""),
        ("publisher: Octavo", "publisher: \"]]><script>\""),
        ("identifier: urn:uuid:0b0e7a52-6a1f-4c58-9d0a-3f6f2c1f9a10",
         "identifier: \"<&\\\"'\"")))
    e.manifest(old, new)


def face(e):
    import glob
    fonts = sorted(glob.glob("/usr/share/fonts/opentype/ebgaramond/*.otf"))
    d = e.path("faces")
    os.mkdir(d)
    for f in fonts:
        s = bytearray(read(f))
        if e.r.random() < 0.3:
            s = s[:e.r.randrange(len(s))]
        for _ in range(e.r.choice((1, 20, 2000))):
            # The table directory mostly, where damage tells.
            top = e.r.choice((400, 4000, len(s)))
            s[e.r.randrange(12, min(top, len(s)))] ^= 1 << e.r.randrange(8)
        write(os.path.join(d, os.path.basename(f)), bytes(s))
    e.text("fonts.conf", "<fontconfig><dir>%s</dir><cachedir>%s</cachedir>"
           "</fontconfig>" % (d, e.path("fc")))
    e.env["FONTCONFIG_FILE"] = e.path("fonts.conf")
    e.untrusted = False     # its own list of faces would not be read


KINDS = (truncated, flipped, inserted, spliced, flipped, truncated,
         witness_bytes, markdown_nested, markdown_many, yaml_bomb,
         xml_bomb, path_escape, symbolic_link, odd_file, picture,
         style_sheet, manifest_value, face)


def make(root, i, seed=8):
    e = Edition(root, i, seed)
    kind = KINDS[i % len(KINDS)]
    kind(e)
    return kind.__name__, e


def long_line(root):
    """One line of 100 MB."""
    e = Edition(root, 999, 0)
    e.any_witness(b"La mer monte. " * (100 * (1 << 20) // 14))
    return "long_line", e
