"""Editions made of our own texts by a number: formats, styles, options,
languages; texts whole, cut, doubled or mixed; witnesses with and without
their ledgers.

make(root, i, seed): folder of edition i, its options and what it is of.
Same number and seed: same edition.
"""
import hashlib
import os
import random
import re
import shutil
import textwrap

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, "..", "..")
ATELIER = os.path.join(TOP, "sources", "atelier")
HANDBOOK = os.path.join(TOP, "sources", "handbook")
TRUTH = os.path.join(TOP, "tests", "truth", "atelier")
FORMATS = ("A5", "110x178", "6x9in", "140x210", "A4", "130x200", "5x8in",
           "155x235", "120x190")
ROLES = ("chapter", "chapter", "chapter", "appendix")
LANGUAGES = ("fr", "fr", "fr", "en", "la", "de", "it")


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as f:
        return f.read()


def paragraphs(s):
    """Blocks between blank lines; fenced ones stay whole."""
    out, fence = [], 0
    for block in re.split(r"\n\s*\n", s):
        if fence:
            out[-1] += "\n\n" + block
        else:
            out.append(block)
        for line in block.split("\n"):
            if re.match(r":::+ *\w", line):
                fence += 1
            elif re.match(r":::+ *$", line):
                fence -= 1
            elif line.startswith("```"):
                fence = 0 if fence else 1
    return out


def closed(blocks):
    """No call without its note, no note without its call."""
    text = "\n\n".join(blocks)
    calls = set(re.findall(r"\[\^([^\]]+)\](?!:)", text))
    notes = set(re.findall(r"^\[\^([^\]]+)\]:", text, re.M))
    text = re.sub(r"\[\^([^\]]+)\](?!:)",
                  lambda m: m.group(0) if m.group(1) in notes else "", text)
    kept = []
    for b in paragraphs(text):
        m = re.match(r"\[\^([^\]]+)\]:", b)
        if m is None or m.group(1) in calls:
            kept.append(b)
    return "\n\n".join(kept) + "\n"


def renumbered(s, k):
    return re.sub(r"\[\^([^\]]+)\]", r"[^\1x%d]" % k, s)


def markdown(r):
    """A text of ours as Markdown: whole, cut, doubled, or two mixed."""
    pool = [(HANDBOOK, f) for f in sorted(os.listdir(HANDBOOK))
            if f.endswith(".md")]
    pool += [(TRUTH, f) for f in sorted(os.listdir(TRUTH))
             if f.endswith(".md")] * 2
    s = read(*r.choice(pool))
    how = r.choice(("whole", "whole", "cut", "cut", "doubled", "mixed"))
    if how == "cut":
        p = paragraphs(s)
        s = closed(p[:r.randrange(2, len(p) + 1)])
    elif how == "doubled":
        s = s + "\n\n" + renumbered(s, 2)
    elif how == "mixed":
        p = paragraphs(s) + paragraphs(renumbered(read(*r.choice(pool)), 3))
        head, rest = p[0], p[1:]
        r.shuffle(rest)
        s = closed([head] + rest[:r.randrange(3, len(rest) + 1)])
    return how, s


def witness(r):
    """A rough text: our words in lines of a page, with folios and some
    hyphens, without notes (a ledger would have to place them)."""
    width, depth, folio, s = r.randrange(55, 95), r.randrange(25, 42), 1, ""
    how = r.choice(("whole", "cut", "doubled"))
    p = [b for b in paragraphs(read(TRUTH, r.choice(sorted(
        f for f in os.listdir(TRUTH) if f.endswith(".md")))))
        if not re.match(r"\[\^|:::|```|\||>|-|\d+\.", b)]
    if how == "cut":
        p = p[:r.randrange(2, len(p) + 1)]
    lines = []
    for b in p:
        b = re.sub(r"\[\^[^\]]+\]|[*_]|^#+ ", "", b)
        lines += textwrap.wrap(b, width) + [""]
    pages = r.random() < 0.6
    for n in range(0, len(lines), depth if pages else len(lines)):
        page = lines[n:n + depth] if pages else lines
        s += "\n".join(page) + "\n"
        if pages:
            s += "\n%s%d\n\f" % (" " * (width // 2), folio)
        folio += 1
    return how, s + ("\n" + s if how == "doubled" else "")


class Edition:
    def __init__(self, root, i, seed):
        self.r = random.Random(seed * 1000003 + i)
        self.dir = os.path.join(root, "ed%04d" % i)
        self.i, self.parts, self.what = i, [], []
        for d in ("witnesses", "ledgers"):
            os.makedirs(os.path.join(self.dir, d))

    def put(self, name, s):
        data = s.encode()
        with open(os.path.join(self.dir, name), "wb") as f:
            f.write(data)
        return hashlib.sha256(data).hexdigest()

    def part(self, k, lang):
        r, ident = self.r, "t%d" % k
        kind = r.randrange(5)
        role = "preface" if k == 0 and r.random() < 0.5 else r.choice(ROLES)
        head = {"role": role, "id": ident}
        if kind == 0:       # as it stands in the atelier, with its ledger
            name = r.choice(sorted(os.listdir(ATELIER + "/ledgers")))[:-5]
            shutil.copy(ATELIER + "/ledgers/%s.yaml" % name,
                        self.dir + "/ledgers/%s.yaml" % name)
            s = read(ATELIER, "witnesses", name + ".txt")
            head.update(witness=name + ".txt", siglum="S%d" % k,
                        ledger="ledgers/%s.yaml" % name, role="chapter",
                        sha256=self.put("witnesses/%s.txt" % name, s))
            self.what.append("ledger")
        elif kind == 1:
            how, s = witness(r)
            head.update(witness=ident + ".txt", role="chapter",
                        sha256=self.put("witnesses/%s.txt" % ident, s))
            self.what.append("witness " + how)
        else:
            how, s = markdown(r)
            head["file"] = ident + ".md"
            self.put(ident + ".md", s)
            self.what.append("text " + how)
        if r.random() < 0.15:
            head["lang"] = r.choice(LANGUAGES)
        self.parts.append(head)

    def manifest(self, lang):
        r = self.r
        s = ["octavo: 1", "title: Édition %d" % self.i, "language: " + lang,
             "identifier: urn:uuid:00000000-0000-4000-8000-%012d" % self.i,
             "date: 2026-%02d-%02d" % (r.randrange(1, 13),
                                       r.randrange(1, 29)),
             "style: " + r.choice(("classique", "poche")),
             "format: " + r.choice(FORMATS)]
        if r.random() < 0.7:
            s += ["publisher: Octavo", "rights: Texte composé pour Octavo."]
        if r.random() < 0.7:
            s += ["creators:", "  - {name: Anne Querrec, file-as: \"Querrec,"
                  " Anne\", role: aut}"]
        if any("ledger" in p for p in self.parts):
            s.append("errata: " + r.choice(("none", "list", "count")))
        s.append("parts:")
        for p in self.parts:
            s.append("  - " + "\n    ".join(
                "%s: %s" % kv for kv in sorted(p.items())))
        self.put("edition.yaml", "\n".join(s) + "\n")

    def options(self):
        r, o = self.r, []
        only = {"epub", "pdf"}
        for name in ("print", "sheets", "tei", "proof"):
            if r.random() < 0.25:
                only.add(name)
        if r.random() < 0.1:
            only.discard(r.choice(("epub", "pdf")))
        o += ["--only", ",".join(sorted(only)),
              "--threads", r.choice("12")]
        for flag in ("--compat", "--embed-fonts", "--diplomatic", "--marks",
                     "--saddle"):
            if r.random() < 0.12:
                o.append(flag)
        if r.random() < 0.15:
            o += ["--pages", r.choice(("4n", "8n", "16n"))]
        if "sheets" in only and r.random() < 0.5:
            o += ["--impose", r.choice(("4", "8", "16", "32"))]
        return o, only


def make(root, i, seed=1):
    e = Edition(root, i, seed)
    lang = e.r.choice(LANGUAGES)
    for k in range(e.r.choice((1, 1, 2, 3, 4, 6, 9))):
        e.part(k, lang)
    e.manifest(lang)
    o, only = e.options()
    return e, o, only
