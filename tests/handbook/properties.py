#!/usr/bin/env python3
"""properties.py HANDBOOK WORK: every property that print reads is drawn.

For each property of the reference: the chapter on properties has a
section of its name; the rules shown there stand in handbook.css and one
of them sets the property; a block of the text has their class; and
without the property the pages are others.
"""
import os
import re
import subprocess
import sys

book, work = sys.argv[1:3]
octavo = os.environ["OCTAVO"]
# What shows only where a page happens to end.
BY_CHANCE = {"break-after", "break-inside"}
bad = 0


def fail(name, why):
    global bad
    bad += 1
    print(f"{name}: {why}")


def read(name):
    with open(os.path.join(book, name), encoding="utf-8") as f:
        return f.read()


def squeeze(s):
    return re.sub(r"\s+", " ", s).strip()


def run(*args):
    return subprocess.run([octavo, *args], capture_output=True, text=True,
                          check=False).stdout


def pages(css):
    with open(os.path.join(ed, "handbook.css"), "w", encoding="utf-8") as f:
        f.write(css)
    run("build", ed, "--only", "pdf", "-o", work + "/pages")
    with open(work + "/pages/drawn.pdf", "rb") as f:
        return f.read()


ed = os.path.join(work, "drawn")
os.makedirs(ed)
manifest = read("edition.yaml")
parts = manifest.index("parts:")
with open(os.path.join(ed, "edition.yaml"), "w", encoding="utf-8") as f:
    f.write(manifest[:parts] + "parts:\n  - {file: properties.md, "
            "role: chapter, id: properties}\n")
text, css = read("properties.md"), read("handbook.css")
with open(os.path.join(ed, "properties.md"), "w", encoding="utf-8") as f:
    f.write(text.replace("](#reference)", "](#properties)"))

reference = run("help", "--as", "markdown")
section = reference[reference.index("## The properties of the style sheet"):]
section = section[:section.index("\n## ", 3)]
names = re.findall(r"^- `([^`]+)`", section, re.M)
if len(names) < 20:
    fail("reference", f"{len(names)} properties only")
whole = pages(css)
for name in names:
    m = re.search(r"^### `%s`\n(.*?)(?=^##|\Z)" % re.escape(name), text,
                  re.M | re.S)
    if not m:
        fail(name, "no section in properties.md")
        continue
    shown = re.findall(r"[^{}]+\{[^{}]*\}",
                       "".join(re.findall(r"```css\n(.*?)```", m[1], re.S)))
    sets = r"(?<![-\w])%s\s*:" % re.escape(name)
    if not any(re.search(sets, r) for r in shown):
        fail(name, "no rule shown sets it")
    for r in shown:
        if squeeze(r) not in squeeze(css):
            fail(name, f"not in handbook.css: {squeeze(r)}")
        cls = re.match(r"\s*\.(x-[a-z-]+)", r)
        if cls and f"class={cls[1]}\n" not in m[1]:
            fail(name, f"no block has the class {cls[1]}")
    without = re.sub(r"(\.(?:x-|note-rule)[^{}]*\{[^{}]*?)" + sets +
                     r"[^;}]*;?", r"\1", css)
    if without == css:
        fail(name, "no sample of handbook.css sets it")
    elif name not in BY_CHANCE and pages(without) == whole:
        fail(name, "the pages are the same without it")
print(f"{len(names)} properties drawn, {bad} failed")
sys.exit(bad != 0)
