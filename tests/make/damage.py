#!/usr/bin/env python3
"""Damage a clean text in one of the five ways rough transcriptions come in.

    damage.py --way b --seed 7 TRUTH.md --out WITNESS.txt --ledger LEDGER.yaml

The truth is Markdown as `octavo clean` should produce it. The witness is
what a machine might have made of the printed page. The ledger holds what no
cleaner could know: the misreadings put in here, and the structure that is
lost without trace. Same truth, way and seed: same bytes.

    a  PDF text: justified double spaces, glued note marks
    b  OCR: hyphens lost at line ends, note marks misread, false blank lines
    c  Markdown from a PDF: dead links, ^[1] marks, [1] notes at page feet
    d  PDF text with broken accents, a dropped capital gone astray
    e  PDF text with form feeds, running heads, folios
"""
import argparse
import random
import re

from truths import (CALL, CALLS, LETTERS, Ledger, ledger_calls,
                    ledger_structure, misread, plain, read_truth)

HOLD = '\uf8ff'            # a space at which no line may end


# ------------------------------------------------------------ lines and pages
class Line:
    """One printed line; calls are the notes called on it."""

    def __init__(self, text, end=False, cut=False, kind='para', lead=''):
        self.text, self.end, self.cut, self.kind = text, end, cut, kind
        self.calls = [ord(c) - CALL for c in CALLS.findall(text)]
        self.lead = lead


ONSET = r'(?:[bcdfgpt]r|[bcfgp]l|[cpt]h|vr|gn|qu|[bcdfgjlmnprstv])'
VOWEL = '[aeiouyéèêëàâîïôûùœ]'
SYLLABLE = re.compile(r'(?<=%s)(?=%s%s)|(?<=%s[lnrstm])(?=%s%s)' % (
    VOWEL, ONSET, VOWEL, VOWEL, ONSET, VOWEL))


def divisions(word):
    """Places in a word where the press could have put a hyphen."""
    core = re.match(r"(?:\w+['’])?(%s{6,})" % LETTERS, word)
    if not core or CALLS.search(word) or core.group(1)[0].isupper():
        return []
    first, last = core.span(1)
    return [first + m.start() for m in SYLLABLE.finditer(core.group(1))
            if 2 <= m.start() <= last - first - 3]


def tie(text):
    """Hold together what French printing never parts."""
    text = re.sub(r' ([;:!?»])', HOLD + r'\1', text)
    return re.sub(r'(«|^—) ', r'\1' + HOLD, text)


def wrap(text, width, rng=None, kind='para', hyphens=0.0):
    """Lines of at most width characters; hyphens: how often a word is cut."""
    lines, now, cut = [], '', False
    words = tie(text).split(' ')
    while words:
        word = words.pop(0)
        room = width - len(now) - (1 if now else 0)
        if len(word) <= room:
            now += (' ' if now else '') + word
            continue
        places = [i + 1 for i, c in enumerate(word[:-1]) if c == '-'
                  and 2 <= i + 1 <= room]
        cut = False
        if not places and hyphens and rng.random() < hyphens:
            places = [i for i in divisions(word) if i <= room - 1]
            cut = bool(places)
        if places and now:
            now += ' ' + word[:places[-1]]
            words.insert(0, word[places[-1]:])
        else:
            cut = False
            words.insert(0, word)
        lines.append(Line(now, cut=cut, kind=kind))
        now = ''
    lines.append(Line(now, end=True, kind=kind))
    return lines


class Layout:
    """How a way sets its pages: measures, signs, furniture."""
    width = note_width = 100
    height = 46
    hyphens = 0.0
    run_on = False          # may a note run on to the next page?
    blank_in_notes = True   # is there a blank line between notes?
    between_blocks = 0.25   # how often a page may end with a paragraph
    headings_lost = False
    misread_calls = {}      # note number: the sign its mark was read as
    misreadings = ()

    def __init__(self, rng, blocks, notes, ledger):
        self.rng, self.blocks, self.notes = rng, blocks, notes
        self.ledger, self.pages, self.rest = ledger, 0, []
        self.title = plain(blocks[0].lines[0])

    # -- signs
    def call(self, n):
        return str(n)

    def note_opening(self, n):
        return '%d ' % n

    def body_text(self, text):
        return text

    def note_text(self, text):
        return text

    def finish(self, line, note=False):
        """The characters of one line, without its newline."""
        text = CALLS.sub(lambda m: self.call(ord(m.group()) - CALL),
                         line.text)
        return text.replace(HOLD, ' ')

    # -- furniture
    def page_start(self, lines):
        return [' ' + lines[0]] + lines[1:]

    def page_end(self):
        return []

    def note_rule(self):
        return ['']

    def between(self, before, after):
        """Blank lines between two blocks."""
        return ['']

    # -- the work
    def set_blocks(self):
        """All body lines in order; None stands for a block boundary."""
        out = []
        for block in self.blocks:
            if out:
                out.append(None)
            for i, text in enumerate(block.lines):
                if block.kind == 'quote' and i:
                    out.append(None)
                out += wrap(self.body_text(text), self.width, self.rng,
                            block.kind, self.hyphens)
        return out

    def set_note(self, n):
        out = []
        for i, text in enumerate(self.notes[n]):
            if i:
                out.append('')
            opening = self.note_opening(n) if i == 0 else ''
            lines = wrap(opening + self.note_text(text), self.note_width,
                         self.rng, 'note', self.hyphens)
            out += [self.finish(line, note=True) for line in lines]
        return out

    def may_end(self, lines, at):
        """May a page end before lines[at]? Never where nobody could say
        whether the paragraph goes on: after a full line that ends one."""
        before = lines[at - 1]
        if before is None or before.kind == 'heading':
            return False
        if lines[at] is None:
            return (self.rng.random() < self.between_blocks and len(before.text) < 0.75 * self.width and
                    lines[at + 1].kind == 'para')
        return before.kind == 'para' and not before.cut

    def note_block(self, called, room):
        """The foot of a page; the notes that do not fit run on."""
        out = list(self.rest)
        self.rest = []
        for i, n in enumerate(called):
            note = self.set_note(n)
            last = i == len(called) - 1
            if self.run_on and last and len(note) > 3 and (
                    len(out) + len(note) > room):
                keep = max(2, min(len(note) - 2, room - len(out)))
                while '' in note[keep - 1:keep + 1]:
                    keep -= 1
                note, self.rest = note[:keep], note[keep:]
            if out and self.blank_in_notes:
                out.append('')
            out += note
        return out

    def page(self, body, called, last):
        lines = self.page_start(body)
        room = max(2, self.height - len(body))
        foot = self.note_block(called, room)
        if last and self.rest:
            foot += self.rest
        if foot:
            lines += self.note_rule() + foot
        self.pages += 1
        return lines + ([] if last else self.page_end())

    def witness(self):
        lines, out, at = self.set_blocks(), [], 0
        while at < len(lines):
            body, called, used = [], [], len(self.rest)
            start = at
            while at < len(lines):
                line = lines[at]
                if used >= self.height and at - start > 8 and (
                        self.may_end(lines, at)):
                    break
                if line is None:
                    body += self.between(lines[at - 1], lines[at + 1])
                    used += 1
                else:
                    body.append(self.finish(line))
                    called += line.calls
                    used += 1 + sum(len(self.set_note(n))
                                    for n in line.calls)
                at += 1
            if at < len(lines) and lines[at] is None:
                at += 1
            out += self.page(body, called, at >= len(lines))
        return '\n'.join(out)


# --------------------------------------------------------------- the five ways
class Pdf(Layout):
    """a: justified text, spaces doubled, marks glued to the words."""
    width, note_width, height, between_blocks = 116, 128, 48, 0
    misreadings = ('tl', 'comma', 'rn', 'lost')

    def finish(self, line, note=False):
        text = super().finish(line)
        if note or line.end or line.kind != 'para':
            return text + (' ' if note else '')
        dice = self.rng.random()
        if dice < 0.10:
            text = text.replace(' ', '  ')
        elif dice < 0.22:
            words = text.split(' ')
            at = self.rng.randrange(1, len(words))
            text = ' '.join(words[:at]) + '  ' + '  '.join(words[at:])
        elif dice < 0.28:
            at = self.rng.choice([m.start() for m in re.finditer(' ', text)])
            text = text[:at] + ' ' + text[at:]
        return text + self.rng.choice((' ', ' ', '  '))

    def witness(self):
        return super().witness() + '\n '


class Ocr(Layout):
    """b: hyphens lost, marks misread, blank lines where there are none."""
    width, note_width, height, hyphens = 60, 68, 42, 0.8
    headings_lost = True
    misreadings = ('rn', 'acute', 'one', 'tl', 'rn')
    misread_calls = {3: '*', 4: "'", 5: '', 6: '/'}

    def call(self, n):
        return self.misread_calls.get(n, str(n))

    def note_opening(self, n):
        return '(%d) ' % n

    def between(self, before, after):
        listed = re.match(r'[b-z]\) ', after.text)
        return [] if listed and self.rng.random() < 0.3 else ['']

    def finish(self, line, note=False):
        text = super().finish(line).replace('* * *', '• • •')
        if not line.cut and not text.endswith('-'):
            text += ' '
        marked = line.calls and line.text[-1:] == chr(CALL + line.calls[-1])
        if not line.end and line.kind == 'para' and (
                marked or self.rng.random() < 0.05):
            text += '\n'
        return text


class FromMarkdown(Layout):
    """c: one long line a paragraph; a page is so many characters."""
    height, run_on = 2900, True
    misreadings = ('lost', 'lost')
    links = 7

    def link_names(self):
        """Make dead links of some proper names."""
        names = re.compile(r'(?<=[a-zé,] )(?:[A-ZÉ][\wé-]+ )?[A-ZÉ][a-zé-]+'
                           r'(?=[ ,.])')
        found = [(b, m) for b in self.blocks if b.kind == 'para'
                 for m in list(names.finditer(b.lines[0]))[:1]]
        self.rng.shuffle(found)
        for block, m in found[:self.links]:
            text = block.lines[0]
            block.lines[0] = '%s[%s](#)%s' % (text[:m.start()], m.group(),
                                              text[m.end():])

    def call(self, n):
        return '^[%d]' % n

    def marks(self, text):
        def one(m):
            gap = ' ' if self.rng.random() < 0.6 else ''
            return gap + self.call(ord(m.group()) - CALL)
        return CALLS.sub(one, text)

    def set_note(self, n):
        opening = '[%d] ' % n
        return [opening + self.notes[n][0]] + self.notes[n][1:]

    def cut_paragraph(self, text, room):
        """Where a page may end in a paragraph: in mid-sentence."""
        good = [m.start() for m in re.finditer(r'(?<=[a-zé]) (?=[a-zé])',
                                               text)]
        good = [i for i in good if 90 < i < len(text) - 90
                and '[' not in text[i - 30:i + 30]]
        return min(good, key=lambda i: abs(i - room)) if good else 0

    def foot(self, called, used):
        """The notes of a page; the last may leave its end for the next."""
        out, self.rest = list(self.rest), []
        for n in called:
            out += self.set_note(n)
        if called and used + sum(map(len, out)) > self.height + 150 and (
                len(out[-1]) > 240):
            cut = self.cut_paragraph(out[-1], len(out[-1]) // 2)
            if cut:
                self.rest = [out[-1][cut + 1:]]
                out[-1] = out[-1][:cut]
        return out

    def witness(self):
        self.link_names()
        out, called, used = ['', self.marks(self.blocks[0].lines[0])], [], 0
        called += Line(self.blocks[0].lines[0]).calls
        queue = ['\n'.join(b.lines) for b in self.blocks[1:]]
        while queue:
            text = queue.pop(0)
            notes = sum(len(' '.join(self.notes[n]))
                        for n in called + Line(text).calls)
            room = self.height - used - notes
            cut = self.cut_paragraph(text, room) if room < len(text) else 0
            if cut:
                queue.insert(0, text[cut + 1:])
                text = text[:cut]
            out.append(self.marks(text))
            called += Line(text).calls
            used += len(text)
            if cut:
                out += self.foot(called, used)
                called, used = [], 0
        return '\n' + '\n\n'.join(out + self.foot(called, 0) + self.rest)


class BrokenAccents(Layout):
    """d: accents fallen off the letters of the body; the notes intact."""
    width, note_width, height, run_on = 98, 118, 54, True
    blank_in_notes = False
    headings_lost = True
    misreadings = ('lost', 'lost')
    fallen = {c: b + '\ufffd' for c, b in zip('éèàùÉÈ', 'eeauEE')}
    fallen.update({c: b + '3' for c, b in zip('âêôûÂÊÔÛ', 'aeouAEOU')})
    fallen.update({'î': 'ï3', 'ï': 'ï/', 'À': 'A1'})

    def accents(self, text):
        text = re.sub('[%s]' % ''.join(self.fallen),
                      lambda m: self.fallen[m.group()] + '\x01', text)
        text = re.sub('(?<=A1)\x01|\x01(?=\n|$)|\x01(?=  )', '', text)
        return re.sub('\x01(?=[ tlj.,;)\\]])', ' ', text).replace('\x01', '')

    def set_blocks(self):
        lines = super().set_blocks()
        first = next(i for i, line in enumerate(lines)
                     if line is not None and line.kind == 'para')
        capital, lines[first].text = (lines[first].text[0],
                                      lines[first].text[1:])
        end = next(i for i in range(first, len(lines)) if lines[i].end)
        lines.insert(end + 1, Line(capital, end=True, kind='stray'))
        return lines

    def note_text(self, text):
        return re.sub('« | »', lambda m: m.group().replace(' ', '\xa0'), text)

    def finish(self, line, note=False):
        text = super().finish(line)
        if note:
            return text
        if not line.end and line.kind == 'para' and self.rng.random() < 0.12:
            text = text.replace(' ', '  ')
        return self.accents(text)

    def page_end(self):
        if self.pages % 2:
            return []
        names = re.findall(r'(?<=[a-z] )[A-Z][a-z]{4,}', '\n'.join(
            b.lines[0] for b in self.blocks if b.kind == 'para'))
        return ['', str(self.pages), ''] + [
            'https://www.octavo.example/atelier/%s.htm' % name.lower()
            for name in sorted(set(names))[:4]] + ['', '']

    def page_start(self, lines):
        return [' ' + lines[0] if self.pages % 2 or not self.pages
                else lines[0]] + lines[1:]

    def witness(self):
        return super().witness() + '\n '


class Paged(Layout):
    """e: form feeds, running heads and folios, straight quotes."""
    width, note_width, height = 100, 114, 46
    misreadings = ('comma', 'cap', 'turned', 'comma', 'lost')
    author = ''

    def call(self, n):
        return (' %d' if n % 4 == 0 else '%d') % n

    def note_opening(self, n):
        return '%d  ' % n

    def note_rule(self):
        return ['', ' ' * 61, '']

    def between(self, before, after):
        return ['', ' ', ''] if after.kind == 'heading' else ['']

    def finish(self, line, note=False):
        text = super().finish(line)
        return text if text.endswith('-') else text + ' '

    def page_start(self, lines):
        if not self.pages:
            return [' ' + lines[0]] + lines[1:]
        folio = self.pages + 1
        if folio % 2:
            head = self.title.upper().rjust(60) + str(folio).rjust(36)
        else:
            head = str(folio).ljust(40) + self.author.upper()
        return ['\f' + head, ''] + lines


WAYS = {'a': Pdf, 'b': Ocr, 'c': FromMarkdown, 'd': BrokenAccents, 'e': Paged}


def main():
    args = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    args.add_argument('truth')
    args.add_argument('--way', choices=sorted(WAYS), required=True)
    args.add_argument('--seed', type=int, default=1)
    args.add_argument('--out', required=True)
    args.add_argument('--ledger', required=True)
    args.add_argument('--by', default='Octavo', help='hand of the entries')
    args.add_argument('--date', default='2026-11-21')
    args.add_argument('--author', default='', help='for the running heads')
    opt = args.parse_args()
    with open(opt.truth, encoding='utf-8') as file:
        blocks, notes = read_truth(file.read())
    rng = random.Random(opt.seed)
    ledger = Ledger(re.sub(r'.*/', '', opt.out), opt.by, opt.date)
    way = WAYS[opt.way]
    misread(blocks, way.misreadings, ledger, rng)
    ledger_structure(blocks, ledger, way.headings_lost)
    ledger_calls(blocks, ledger, [n for n, sign in way.misread_calls.items()
                                  if not sign])
    layout = way(rng, blocks, notes, ledger)
    layout.author = opt.author
    witness = layout.witness().encode('utf-8')
    with open(opt.out, 'wb') as file:
        file.write(witness)
    with open(opt.ledger, 'w', encoding='utf-8') as file:
        file.write(ledger.text(witness))


if __name__ == '__main__':
    main()
