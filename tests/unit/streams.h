/*
 * Random page streams for the properties of the cleaner: loose atoms of
 * text and damage; pages that follow one convention and change it on the
 * way; damage upon damage, down to the encoding.  The same seed makes
 * the same streams.
 */
#ifndef STREAMS_H
#define STREAMS_H

#include <stdint.h>
#include <string.h>

#include "octavo/buf.h"

static uint64_t
next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static unsigned
below(uint64_t *s, unsigned n)
{
	return (unsigned)(next(s) % n);
}

/* Words, signs and damage that pages are made of. */
static const char *const atoms[] = { "le ", "la ", "maison ", "mot ",
	"imprimeur ", "caractère", "révolution ", "composi", "tion ",
	"typographe. ", "Il ", "Elle ", "arriva ; ", "puis ", "plomb, ",
	"l'encre ", "qu'il ", "porte-", "plume ", "M. ", "1", "2", "3 ", "12",
	"(1) ", "(2) ", "[1] ", "^[1]", "[^1]", "[^2]: ", "* ", "*mot*", "'",
	"\"", "«\xC2\xA0", "\xC2\xA0»", "— ", "– ", "- ", "-", "\n", "\n",
	"\n", "\n\n", "\n\n", "\n\n\n", "\f", "\n\f", "\n ", "\n    ",
	"   ", "\t", "\r\n", "\xEF\xBF\xBD", "e\xEF\xBF\xBD", "a3", "e3 ",
	"A1 ", "\xC3\xAF/", "\xC3\x83\xC2\xA9", "e\xCC\x81", "\xCC\x80 ",
	"\xEF\xAC\x81", "\xC2\xAD\n", "\xE2\x80\x8B", "\x80", "\xC3", "\xFF",
	"TITRE\n", "\n\nCHAPITRE II\n\n", "\n12\n", "\n- 13 -\n",
	"\n* * *\n", "\n• • •\n", "____\n", "https://example.org/a\n",
	"[mot](#) ", "[mot](http://example.org) ", "XIX^e ", "# ", "\n## ",
	"\n> ", "::: ", "a) ", "b) ", "1. ", "D\n", ". ", "! ", "... ", "\\",
	"`", "_", "<b>", "&amp;", "\xC2\xB9", "\xC2\xB4" "e", "~", "\xC2\xB0",
	"αβγ ", "\xE2\x80\xA8", "=", "|", "==\n", "---\n", "\xEF\xBB\xBF",
	"e t ", "etia ", "fait1 ", "dit' ", "mot* ", "(*) ", "\r", "\x1A",
	"<!-- ", "-->", "\n```\n", "</p>", "\xC2\xA8", "ﬃ", "\xF0\x9F\x8E\xBA",
	"https://", "[^", "](", "\n::: verse\n", "\n:::\n", "\xE2\x80\x91" };

enum { NATOMS = sizeof(atoms) / sizeof(*atoms) };

static void
loose(uint64_t *s, struct buf *b)
{
	unsigned n = 1 + below(s, 240), page = 0;

	while (n-- > 0) {
		buf_puts(b, atoms[below(s, NATOMS)]);
		if (below(s, 60) == 0) {
			buf_printf(b, "\n\f%u", ++page);
			buf_puts(b, below(s, 2) ? "  LE LIVRE\n\n" : "\n\n");
		}
		if (below(s, 40) == 0)
			buf_printf(b, "\n%u Note du bas de page. ",
			    1 + below(s, 4));
	}
}

/* ---- pages ---- */

/* How one printer and one extractor set a page. */
struct convention {
	unsigned width, height, indent, lead, call, label, foot, head, folio;
	unsigned hyphens, blanks, eol, spaces, accents, feed;
};

static void
choose(uint64_t *s, struct convention *c)
{
	c->width = 30 + below(s, 70);
	c->height = 4 + below(s, 30);
	c->indent = below(s, 3) == 0 ? 1 + below(s, 6) : 0;
	c->lead = below(s, 5) == 0 ? below(s, 20) : 0;
	c->call = below(s, 9);
	c->label = below(s, 7);
	c->foot = below(s, 4);
	c->head = below(s, 5);
	c->folio = below(s, 6);
	c->hyphens = below(s, 4);
	c->blanks = below(s, 4);
	c->eol = below(s, 7);
	c->spaces = below(s, 5);
	c->accents = below(s, 8);
	c->feed = below(s, 4);
}

static const char *const words[] = { "le", "la", "les", "compositeur",
	"prote", "de", "l'imprimerie", "était", "arrivé", "avant", "nuit",
	"caractères", "fatigués", "première", "forme", "c'est-à-dire",
	"lui-même", "dit-il,", "épreuve", "révolution", "Gutenberg", "même",
	"où", "événement", "garçon", "Pavlovsk", "naïf", "sœur", "ouvrage;",
	"feuille.", "matin.", "ligne!", "page?", "plomb:", "(sic)", "1917",
	"M.", "etc.", "XIXe", "porte-plume", "grand", "a", "et" };

enum { NWORDS = sizeof(words) / sizeof(*words) };

static void
end_line(uint64_t *s, const struct convention *c, struct buf *b)
{
	static const char *const ends[] = { "\n", "\n", "\r\n", " \n", "\r",
	    "\n\n", "\n" };

	buf_puts(b, ends[below(s, 9) == 0 ? below(s, 7) : c->eol]);
	for (unsigned i = 0; i < c->lead; i++)
		buf_putc(b, ' ');
}

/* A word, its accents broken as the convention has it. */
static void
put_word(uint64_t *s, const struct convention *c, struct buf *b)
{
	static const char *const after[] = { "", "", "", "", "\xEF\xBF\xBD",
	    "\xCC\x81", "\xC2\xB4", "3" };
	const char *w = words[below(s, NWORDS)];

	for (const char *p = w; *p != '\0'; p++) {
		if (c->accents > 3 && (unsigned char)*p == 0xC3) {
			buf_puts(b, "e");
			buf_puts(b, after[c->accents]);
			if (below(s, 3) == 0)
				buf_putc(b, ' ');
			p++;
			continue;
		}
		buf_putc(b, *p);
	}
}

static void
put_call(uint64_t *s, const struct convention *c, struct buf *b, unsigned n)
{
	static const struct { const char *open, *close; bool number; }
	    forms[] = { { "", "", true }, { " ", "", true },
	    { "(", ")", true }, { " [", "]", true }, { "^[", "]", true },
	    { "[^", "]", true }, { "*", "", false }, { "'", "", false },
	    { "\xC2\xB9", "", false } };
	unsigned k = below(s, 12) == 0 ? below(s, 9) : c->call;

	buf_puts(b, forms[k].open);
	if (forms[k].number)
		buf_printf(b, "%u", n);
	buf_puts(b, forms[k].close);
}

/* Words set to the measure; the number of calls made. */
static unsigned
put_lines(uint64_t *s, const struct convention *c, struct buf *b,
    unsigned lines, unsigned calls)
{
	size_t start = b->len, limit = lines * 400;

	for (unsigned i = 0; i < c->indent; i++)
		buf_putc(b, ' ');
	while (lines > 0 && b->len - start < limit) {
		size_t nl = b->len;

		put_word(s, c, b);
		while (nl > start && b->data[nl - 1] != '\n')
			nl--;
		if (calls > 0 && below(s, 14) == 0)
			put_call(s, c, b, calls++);
		if (b->len - nl < c->width)
			buf_puts(b, c->spaces == 0 && below(s, 4) == 0 ?
			    "  " : " ");
		else {
			if (c->hyphens > 1 && below(s, 4) == 0)
				buf_puts(b, c->hyphens == 2 ? " compo-" :
				    " compo");
			lines--;
			if (lines > 0)
				end_line(s, c, b);
			if (c->hyphens > 1 && b->len > 6 && below(s, 4) == 0)
				buf_puts(b, "sition ");
		}
	}
	return calls;
}

static void
put_notes(uint64_t *s, const struct convention *c, struct buf *b,
    unsigned from, unsigned to)
{
	static const char *const open[] = { "", "(", "[", "", "[^", "*", "" };
	static const char *const close[] = { " ", ") ", "] ", ". ", "]: ",
	    " ", "\t" };

	for (; from < to; from++) {
		unsigned k = below(s, 12) == 0 ? below(s, 7) : c->label;

		end_line(s, c, b);
		buf_puts(b, open[k]);
		if (k != 5)
			buf_printf(b, "%u", from);
		buf_puts(b, close[k]);
		(void)put_lines(s, c, b, 1 + below(s, 4), 0);
	}
}

static void
put_page(uint64_t *s, const struct convention *c, struct buf *b,
    unsigned page, unsigned *note)
{
	unsigned first = c->foot == 3 ? *note : 1, calls = first;
	unsigned left = c->height;

	if (page > 1)
		buf_puts(b, c->feed == 0 ? "\f" : c->feed == 1 ? " " : "");
	if (c->head > 2)
		buf_printf(b, "%s%s%u\n\n", page % 2 && c->head == 4 ?
		    "CHAPITRE PREMIER" : "LE LIVRE DU PROTE", c->folio == 0 ?
		    "   " : "\n", page);
	while (left > 0) {
		unsigned n = 1 + below(s, left);

		calls = put_lines(s, c, b, n, calls);
		end_line(s, c, b);
		if (c->blanks > 1 && below(s, 2))
			buf_puts(b, "\n");
		if (below(s, 30) == 0)
			buf_puts(b, "\n* * *\n\n");
		left -= n;
	}
	if (c->foot == 1)
		buf_puts(b, "\n_______\n");
	if (c->foot > 0)
		put_notes(s, c, b, first, calls);
	*note = calls;
	if (c->folio > 2)
		buf_printf(b, c->folio == 3 ? "\n\n%u\n" : c->folio == 4 ?
		    "\n- %u -\n" : "\n  [%u]\n", page);
}

static void
book(uint64_t *s, struct buf *b)
{
	struct convention c;
	unsigned	  pages = 1 + below(s, 9), note = 1;

	choose(s, &c);
	for (unsigned p = 1; p <= pages && b->len < 16000; p++) {
		if (below(s, 5) == 0)
			choose(s, &c);
		put_page(s, &c, b, p, &note);
	}
}

/* ---- damage ---- */

static void
splice(struct buf *b, size_t at, size_t gone, struct str put)
{
	struct buf n;

	buf_init(&n);
	buf_put(&n, b->data, at);
	buf_put_str(&n, put);
	buf_put(&n, b->data + at + gone, b->len - at - gone);
	buf_clear(b);
	buf_put_str(b, buf_str(&n));
	buf_release(&n);
}

/* Every byte above ASCII of a range read as a character of its own. */
static void
misread(struct buf *b, size_t from, size_t to)
{
	struct buf n;

	buf_init(&n);
	for (size_t i = from; i < to; i++)
		buf_put_cp(&n, (unsigned char)b->data[i]);
	splice(b, from, to - from, buf_str(&n));
	buf_release(&n);
}

static void
to_latin1(struct buf *b, size_t from, size_t to)
{
	struct str old = { b->data, to };
	struct buf n;

	buf_init(&n);
	while (from < to) {
		size_t	 at = from;
		uint32_t cp = utf8_next(old, &from);

		buf_putc(&n, cp < 0x100 ? (char)cp : b->data[at]);
	}
	to = from > b->len ? b->len : from;
	splice(b, 0, to, buf_str(&n));
	buf_release(&n);
}

static void
to_utf16(struct buf *b, bool big, bool mark)
{
	struct str old = buf_str(b);
	struct buf n;

	buf_init(&n);
	if (mark)
		buf_puts(&n, big ? "\xFE\xFF" : "\xFF\xFE");
	for (size_t i = 0; i < old.n;) {
		uint32_t cp = utf8_next(old, &i) & 0xFFFF;

		buf_putc(&n, (char)(big ? cp >> 8 : cp));
		buf_putc(&n, (char)(big ? cp : cp >> 8));
	}
	splice(b, 0, b->len, buf_str(&n));
	buf_release(&n);
}

static void
again(struct buf *b, size_t at, size_t n)
{
	struct buf copy;

	buf_init(&copy);
	buf_put(&copy, b->data + at, n);
	splice(b, at, 0, buf_str(&copy));
	buf_release(&copy);
}

static void
damage(uint64_t *s, struct buf *b)
{
	size_t at = below(s, (unsigned)b->len + 1);
	size_t n = below(s, (unsigned)(b->len - at) + 1);
	char   byte = (char)next(s);

	switch (below(s, 14)) {
	case 0:				/* bytes changed */
		for (unsigned i = 0; i < 8 && b->len > 0; i++)
			b->data[below(s, (unsigned)b->len)] = (char)next(s);
		break;
	case 1:				/* a piece lost, a sequence cut */
		splice(b, at, n / 4, STR(""));
		break;
	case 2:				/* a piece said twice */
		again(b, at, n > 3000 ? 3000 : n);
		break;
	case 3:
		misread(b, at, at + n / 2);
		break;
	case 4:
		to_latin1(b, 0, b->len);
		break;
	case 5:
		to_utf16(b, below(s, 2), below(s, 2));
		break;
	case 6:				/* no line ends */
		for (size_t i = at; i < at + n; i++)
			if (b->data[i] == '\n')
				b->data[i] = ' ';
		break;
	case 7:				/* nothing but line ends */
		for (size_t i = at; i < at + n; i++)
			if (b->data[i] == ' ')
				b->data[i] = '\n';
		break;
	case 8:				/* one sign again and again */
		for (unsigned i = below(s, 40); i > 0; i--)
			splice(b, at, 0, STR("[^1] 1 "));
		break;
	case 9:
		for (unsigned i = below(s, 40); i > 0; i--)
			splice(b, at, 0, (struct str){ &byte, 1 });
		break;
	case 10:			/* page breaks inside page breaks */
		for (unsigned i = 1 + below(s, 9); i > 0; i--)
			splice(b, below(s, (unsigned)b->len + 1), 0,
			    STR("\f\n\f12\n"));
		break;
	case 11:
		loose(s, b);
		break;
	case 12:
		splice(b, 0, 0, STR("> > - # \xEF\xBB\xBF"));
		break;
	default:			/* capitals */
		for (size_t i = at; i < at + n; i++)
			if (b->data[i] >= 'a' && b->data[i] <= 'z')
				b->data[i] -= 32;
	}
}

static void
stream(uint64_t *s, struct buf *b)
{
	unsigned kind = below(s, 4), n;

	buf_clear(b);
	if (kind == 0 || kind == 3)
		loose(s, b);
	if (kind != 0)
		book(s, b);
	if (kind > 1)
		for (n = 1 + below(s, 5); n > 0; n--)
			damage(s, b);
}

#endif
