"""The same text for other programs: A5, a measure of 108 mm, 34 lines of 11
on 14 pt, French.  Only what every one of them knows: headings, paragraphs,
emphasis left out; each with a face that it finds by itself."""
import os
import re
import shutil


def blocks(text):
    """('h', words) or ('p', words) from our Markdown."""
    for b in re.split(r'\n\s*\n', text):
        b = ' '.join(b.split())
        if not b:
            continue
        h = re.match(r'#+ (.*)', b)
        words = re.sub(r'\\(.)', r'\1', re.sub(
            r'<[^>]*>|(?<!\\)[*_]', '', h.group(1) if h else b))
        yield ('h' if h else 'p', words)


def groff(text):
    out = ['.mso fr.tmac', '.nr PS 11', '.nr VS 14', '.nr LL 10.8c',
           '.nr PO 2c', '.nr HM 2.2c', '.nr FM 2.2c', '.nr PD 0']
    for kind, words in blocks(text):
        words = words.replace('\\', '\\[rs]')
        if words[:1] in ".'":
            words = '\\&' + words
        out += ['.SH' if kind == 'h' else '.PP', words]
    return '\n'.join(out) + '\n'


def html(text):
    def esc(s):
        return s.replace('&', '&amp;').replace('<', '&lt;')
    css = ('@page{size:148mm 210mm;margin:22mm 20mm}body{font:11pt/14pt '
           'serif;text-align:justify;hyphens:auto}p{margin:0;'
           'text-indent:1em}h1{font-size:14pt;break-before:page}')
    body = ''.join(f'<{"h1" if k == "h" else "p"}>{esc(w)}'
                   f'</{"h1" if k == "h" else "p"}>\n'
                   for k, w in blocks(text))
    return (f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
            f'<title>t</title><style>{css}</style></head><body>{body}'
            f'</body></html>\n')


def latex(text):
    def esc(s):
        s = s.replace('\\', '\\textbackslash ')
        return re.sub(r'([#$%&_{}])', r'\\\1', s).replace(
            '~', '\\textasciitilde{}').replace('^', '\\textasciicircum{}')
    # Bitmap faces, where there are no others, cannot be expanded.
    head = ('\\documentclass[11pt]{book}\n\\usepackage{iftex}\n\\ifluatex'
            '\\usepackage{fontspec}\\else\\usepackage[T1]{fontenc}\\fi\n'
            '\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{\\ifluatex'
            '\\else\\PassOptionsToPackage{expansion=false}{microtype}\\fi}\n'
            '\\usepackage[paperwidth=148mm,paperheight=210mm,textwidth='
            '108mm,textheight=476pt]{geometry}\n\\usepackage{microtype}\n'
            '\\usepackage[french]{babel}\n\\linespread{1.03}\n'
            '\\begin{document}\n')
    body = ''.join(f'\\chapter*{{{esc(w)}}}\n\n' if k == 'h' else
                   esc(w) + '\n\n' for k, w in blocks(text))
    return head + body + '\\end{document}\n'


def typst(text):
    def esc(s):
        return re.sub(r'([\\#$*_`<>@\[\]~/=+-])', r'\\\1', s)
    head = ('#set page(width: 148mm, height: 210mm, margin: (x: 20mm, '
            'y: 22mm))\n#set text(size: 11pt, lang: "fr")\n'
            '#set par(justify: true, first-line-indent: 1em)\n'
            '#show heading: it => pagebreak(weak: true) + it\n')
    return head + ''.join(f'= {esc(w)}\n\n' if k == 'h' else esc(w) + '\n\n'
                          for k, w in blocks(text))


def commands(text, work):
    """(label, command, PDF or None) of the peers that are installed."""
    def put(name, s):
        path = os.path.join(work, name)
        with open(path, 'w') as f:
            f.write(s)
        return path

    def at(name):
        return os.path.join(work, name)
    list_ = [
        ('groff', ['sh', '-c', 'groff -k -ms -Tpdf -dpaper=a5 -P-pa5 '
                   '"$1" > "$2"', 'sh', put('peer.ms', groff(text)),
                   at('groff.pdf')], at('groff.pdf')),
        ('weasyprint', ['weasyprint', put('peer.html', html(text)),
                        at('weasy.pdf')], at('weasy.pdf')),
        ('typst', ['typst', 'compile', put('peer.typ', typst(text)),
                   at('typst.pdf')], at('typst.pdf')),
    ]
    for tex in ('pdflatex', 'lualatex'):
        list_.append((tex, [tex, '-interaction=batchmode', '-output-directory',
                            work, '-jobname', tex, put('peer.tex',
                                                       latex(text))],
                      at(tex + '.pdf')))
    list_.append(('pandoc', ['pandoc', put('peer.md', text), '-o',
                             at('pandoc.epub')], None))
    for name, cmd, pdf in list_:
        if shutil.which(name):
            yield (f'peer: {name}', cmd, pdf)
        else:
            print(f'peer: {name} is not installed')
