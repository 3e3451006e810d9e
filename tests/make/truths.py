"""The truths of the tests: reading them, spoiling words in them, and the
ledger that takes the spoiling back. Used by damage.py."""
import hashlib
import json
import re
import sys

CALL = 0xE000              # CALL + n stands for the call of note n
CALLS = re.compile('[\ue001-\ue0ff]')


# ---------------------------------------------------------------- the truth
class Block:
    """One block: kind is heading, para, quote, verse or rule."""

    def __init__(self, kind, lines, level=0):
        self.kind, self.lines, self.level = kind, lines, level


def mark_calls(text):
    return re.sub(r'\[\^(\d+)\]', lambda m: chr(CALL + int(m.group(1))), text)


def read_truth(text):
    """-> (blocks, notes): notes maps a number to its paragraphs."""
    blocks, notes, last = [], {}, 0
    text = re.sub(r'(?ms)^::: epigraph\n(.*?)\n:::$', lambda m: re.sub(
        '(?m)^', '> ', m.group(1)), text)
    text = re.sub(r'(?ms)^::: (?:verse|signature)\n\n?(.*?)\n?\n:::$',
                  r'\1', text)
    for chunk in re.split(r'\n{2,}', text.strip('\n')):
        note = re.match(r'\[\^(\d+)\]: (.*)', chunk)
        head = re.match(r'(#+) (.*)', chunk)
        if note:
            last = int(note.group(1))
            notes[last] = [note.group(2)]
        elif chunk.startswith('    ') and last:
            notes[last].append(chunk.strip())
        elif head:
            blocks.append(Block('heading', [mark_calls(head.group(2))],
                                len(head.group(1))))
        elif chunk == '* * *':
            blocks.append(Block('rule', [chunk]))
        elif chunk.startswith('>'):
            body = re.sub('(?m)^> ?', '', chunk)
            blocks.append(Block('quote', [mark_calls(p) for p in
                                          re.split(r'\n{2,}', body)]))
        else:
            kind = 'verse' if '\\\n' in chunk else 'para'
            blocks.append(Block(kind, mark_calls(chunk).split('\\\n')))
    return blocks, notes


# ----------------------------------------------------------- the misreadings
# name: (what is looked for in a word, what is put there, kind, why)
MISREADINGS = {
    'rn': (r'(?<=\w)rn(?=\w)', 'm', 'ocr', 'rn lu m'),
    'acute': (r'(?<=\w)é$', 'e', 'ocr', 'accent non lu'),
    'one': (r'(?<=\w)l(?=\w)', '1', 'ocr', 'l lu 1'),
    'cap': (r'^l(?=e)', 'I', 'ocr', 'l lu I'),
    'tl': (r'(?<=[aeiou])t(?=[aeiou])', 'l', 'ocr', 't lu l'),
    'turned': (r'(?<=[aeio])n(?=[aeiost])', 'u', 'ocr', 'n lu u'),
    'lost': (r'(?<=[a-z]{3})[mnrst](?=[aeiou])', '', 'misprint',
             'lettre tombée'),
    'comma': (r'(?<=[a-z]{3})$', ',', 'misprint', 'virgule sans emploi'),
}
LETTERS = r"[^\W\d_]"
WORD = r"[\w'’,;.-]+"


class Ledger:
    def __init__(self, name, by, date):
        self.name, self.by, self.date, self.entries = name, by, date, []

    def add(self, **entry):
        self.entries.append(entry)

    def text(self, witness):
        def quoted(v):
            return json.dumps(v, ensure_ascii=False)
        out = ['witness: %s' % self.name,
               'sha256: %s' % hashlib.sha256(witness).hexdigest(),
               'by: %s' % self.by, 'date: %s' % self.date,
               'entries:' if self.entries else 'entries: []']
        for entry in self.entries:
            lead = '  - '
            for key, value in entry.items():
                key = 'with' if key == 'with_' else key
                plain = key in ('kind', 'level', 'call')
                out.append('%s%s: %s' % (lead, key,
                                         value if plain else quoted(value)))
                lead = '    '
        return '\n'.join(out) + '\n'


def plain(text):
    """The text as a reader sees it: no note marks, no emphasis."""
    return CALLS.sub('', text).replace('*', '')


def misread(blocks, names, ledger, rng):
    """Put one misreading of each name into the paragraphs, far apart."""
    paras = [b for b in blocks if b.kind == 'para' and len(b.lines[0]) > 200]
    step = len(paras) / (len(names) or 1)
    for i, name in enumerate(names):
        near = paras[int(i * step):int((i + 1) * step) or 1]
        far = [b for b in paras if b not in near]
        rng.shuffle(near)
        rng.shuffle(far)
        if not any(misread_para(b, name, blocks, ledger, rng)
                   for b in near + far):
            sys.exit('damage.py: no place for misreading "%s"' % name)


def misread_para(block, name, blocks, ledger, rng):
    """Spoil one word of the block; False when none will do."""
    text = block.lines[0]
    find, put, kind, why = MISREADINGS[name]
    words = list(re.finditer(r"(?:(?<= )|(?<='))%s{4,}(?= )" % LETTERS
                             if name != 'cap' else r'(?<= )les?(?= )', text))
    rng.shuffle(words)
    whole = '\n'.join(plain(' '.join(b.lines)) for b in blocks)
    for word in words:
        bad = re.sub(find, put, word.group(), count=1)
        near = re.search(r"(?<!\S)%s %s(?: %s)?[ '’]$" % ((WORD,) * 3),
                         text[:word.start()])
        if bad == word.group() or not near:
            continue
        before = near.group()
        if whole.count(before + word.group()) != 1 or re.search(
                r'(?<!\w)%s(?!\w)' % re.escape(bad.strip(',')), whole) and (
                name not in ('comma', 'acute', 'cap')):
            continue
        block.lines[0] = (text[:word.start()] + bad + text[word.end():])
        ledger.add(**{'for': bad, 'read': word.group(),
                      'near': before.strip(), 'kind': kind, 'why': why})
        return True
    return False


def first_words(text, n=4):
    return ' '.join(plain(text).split()[:n])


def last_words(text, n=4):
    return ' '.join(plain(text).split()[-n:])


def ledger_structure(blocks, ledger, headings):
    """Entries for the structure that leaves no trace in the witness."""
    run = []
    for block in blocks + [Block('end', [''])]:
        if run and block.kind != 'verse':
            ledger.add(verse=first_words(run[0].lines[0]),
                       to=last_words(run[-1].lines[-1]),
                       why='strophes imprimées en retrait')
            run = []
        if block.kind == 'verse':
            run.append(block)
        elif block.kind == 'quote':
            if block.lines[-1].startswith('— '):
                continue        # an epigraph: its source tells it
            ledger.add(quotation=first_words(block.lines[0]),
                       to=last_words(block.lines[-1]), why='petit corps')
        elif block.kind == 'heading' and headings and block.level > 1:
            ledger.add(heading=plain(block.lines[0]), level=block.level,
                       why='titre centré')


def ledger_calls(blocks, ledger, numbers):
    """Entries for the note marks of which nothing is left."""
    for n in numbers:
        for block in blocks:
            for text in block.lines:
                before, mark, _ = text.partition(chr(CALL + n))
                if mark:
                    ledger.add(call=n, after=last_words(before), kind='ocr',
                               why='appel de note non lu')
