/*
 * What the blocks of the body are: headings, epigraphs with their
 * source, signatures, speeches, lists.  The evidence is form and place
 * only; headings are scored, the rest are patterns of two or three
 * blocks.
 */
#include <string.h>

#include "clean_int.h"

/* What an indent may take of the measure, in thousandths. */
enum { INDENT_ROOM = 90 };

struct look {
	uint32_t len;		/* characters */
	uint32_t words, capital;	/* words, and those with a capital */
	uint32_t first, last;	/* characters */
	bool	 ends, caps, numbered, keyword, lower, name, quoted, dated;
	bool	 dash, narrow, centred, item;
};

static const struct line *
line_of(const struct work *w, const struct block *b, uint32_t i)
{
	return &w->line[w->text.line[b->first + i]];
}

/* The standing characters of a block, at most max. */
static uint32_t
text_of(const struct work *w, const struct block *b, uint32_t *out,
    uint32_t max)
{
	uint32_t n = 0;

	for (uint32_t k = 0; k < b->n && n < max; k++) {
		const struct line *l = line_of(w, b, k);

		for (uint32_t i = l->s; i < l->e && n < max; i++)
			if (!cell_gone(&w->c, i))
				out[n++] = w->c.cp[i];
		if (k + 1 < b->n && n < max && (l->nl >= w->c.n ||
		    !cell_gone(&w->c, l->nl)))
			out[n++] = ' ';
	}
	return n;
}

static bool
roman(uint32_t cp)
{
	return cp == 'I' || cp == 'V' || cp == 'X' || cp == 'L' || cp == 'C';
}

/* "12 – Of whales", "IV. Of whales", "IV". */
static bool
is_numbered(const uint32_t *t, uint32_t n)
{
	uint32_t i = 0, k;

	while (i < n && i < 3 && cp_digit(t[i]))
		i++;
	if (i == 0)
		while (i < n && i < 8 && roman(t[i]))
			i++;
	if (i == 0)
		return false;
	if (i == n)
		return !cp_digit(t[0]);
	/* L. and C. are rather someone's initial than fifty or a hundred. */
	if (i == 1 && (t[0] == 'L' || t[0] == 'C') && t[1] == '.')
		return false;
	if (i == 1 && !cp_digit(t[0]) && (t[0] == 'L' || t[0] == 'C'))
		return false;		/* an initial */
	for (k = i; k < n && (t[k] == ' ' || t[k] == '.' ||
	    cp_is_dash(t[k]) || t[k] == ':' || t[k] == ')'); k++)
		;
	return k > i + 1 && k < n && (cp_upper_(t[k]) ||
	    cp_is_quote_open(t[k])) && (k > i + 2 || t[i] == '.' ||
	    !cp_digit(t[0]));
}

static const char *const keywords[] = { "chapitre", "livre", "partie",
	"première partie", "deuxième partie", "troisième partie",
	"seconde partie", "section", "acte", "premier acte", "second acte",
	"scène", "première scène", "tableau", "chant", "tome", "préface",
	"avant-propos", "avertissement", "introduction", "conclusion",
	"postface", "épilogue", "prologue", "appendice", "annexe",
	"avis au lecteur", "table des matières", "notes", "personnages",
	"remerciements", "dédicace", "bibliographie", "glossaire",
	"note de l’éditeur", "note de l’auteur", "note liminaire",
	"chapter", "part", "book", "act", "scene", "canto", "contents",
	"preface", "foreword", "afterword", "epilogue", "appendix",
	"dramatis personae", "acknowledgements", "notes to the text", NULL };

static uint32_t
folded(uint32_t cp)
{
	return cp == '\'' ? 0x2019 : cp_fold(cp);
}

static bool
has_keyword(const uint32_t *t, uint32_t n)
{
	for (const char *const *k = keywords; *k != NULL; k++) {
		struct str s = str_z(*k);
		uint32_t   i = 0;
		size_t	   at = 0;

		while (at < s.n && i < n && folded(utf8_next(s, &at)) ==
		    folded(t[i]))
			i++;
		if (at == s.n && i > 0 && (i == n || (!cp_letter(t[i]) &&
		    cp_letter(t[i - 1]))) && i >= utf8_count(s))
			return true;
	}
	return false;
}

static uint32_t
line_text(const struct work *w, const struct line *l, uint32_t *t,
    uint32_t max)
{
	uint32_t n = 0;

	for (uint32_t i = l->s; i < l->e && n < max; i++)
		if (!cell_gone(&w->c, i))
			t[n++] = w->c.cp[i];
	return n;
}

/* A short line that names a division of the text. */
bool
line_division(const struct work *w, const struct line *l)
{
	uint32_t t[60], n = line_text(w, l, t, 60);

	return n < 50 && n > 0 && !line_ends(w, l) && cp_upper_(t[0]) &&
	    (has_keyword(t, n) || is_numbered(t, n));
}

/* A number with a title behind it: "3. Jane Roe to John Doe". */
bool
line_numbered(const struct work *w, const struct line *l)
{
	uint32_t t[100], n = line_text(w, l, t, 100);

	return n < 90 && n > 8 && !line_ends(w, l) && is_numbered(t, n);
}

static void
count_words(const uint32_t *t, uint32_t n, struct look *o)
{
	uint32_t low = 0, up = 0, digits = 0;

	for (uint32_t i = 0; i < n; i++) {
		bool head = i == 0 || t[i - 1] == ' ' || t[i - 1] == '-';

		o->words += head && t[i] != ' ';
		o->capital += head && (cp_upper_(t[i]) ||
		    cp_is_quote_open(t[i]));
		up += cp_upper_(t[i]);
		low += cp_lower_(t[i]);
		digits += cp_digit(t[i]);
	}
	o->caps = up > 2 && low * 8 < up;
	o->dated = digits >= 3 && digits <= 8;
}

/* Small words a name may have inside. */
static bool
is_name(const uint32_t *t, uint32_t n, const struct look *o)
{
	uint32_t small = o->words - o->capital;

	if (n < 3 || n > 45 || o->words > 6 || o->capital < 1 || o->dated)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (t[i] == ',' || t[i] == '!' || t[i] == '?' || t[i] == ':' ||
		    t[i] == ';')
			return false;
	return cp_upper_(t[0]) && (small == 0 || (o->capital >= 2 &&
	    small == 1)) && (o->words >= 2 || n >= 4);
}

static void
look_at(const struct work *w, const struct block *b, struct look *o)
{
	uint32_t	   t[400], n = text_of(w, b, t, 400), i;
	const struct line *l = line_of(w, b, 0);
	const struct line *z = line_of(w, b, b->n - 1);
	int		   most = 0;

	memset(o, 0, sizeof(*o));
	if (n == 0)
		return;
	o->len = n;
	o->first = t[0];
	o->last = t[n - 1];
	o->ends = line_ends(w, z);
	count_words(t, n, o);
	for (i = 0; i < n && cp_is_quote_open(t[i]); i++)
		;
	o->lower = i < n && cp_lower_(t[i]);
	o->numbered = is_numbered(t, n);
	o->keyword = has_keyword(t, n);
	o->name = is_name(t, n, o);
	o->quoted = cp_is_quote_open(t[0]) && t[0] != '(' && t[0] != '[' &&
	    n < 400 && cp_is_quote_close(t[n - 1]) && t[n - 1] != ')' &&
	    t[n - 1] != ']';
	o->dash = cp_is_dash(t[0]);
	o->item = n > 2 && t[1] == ')';
	for (i = 0; i < b->n; i++) {
		int x = line_width(w, line_of(w, b, i), w->body.mono);

		most = x > most ? x : most;
	}
	o->narrow = !w->unwrapped && b->n >= 2 && most * 100 <
	    w->body.full * 94;
	o->centred = l->lead > w->margin + 7;
}

/* ---- headings ---- */

/* The words of a justified title, each read as a line of its own. */
static bool
word_lines(const struct block *b, const struct look *o)
{
	return b->n <= 8 && b->n <= o->words && o->words < 2 * b->n &&
	    o->len <= 60;
}

static bool
short_block(const struct work *w, const struct block *b,
    const struct look *o)
{
	if ((b->n > 3 && !word_lines(b, o)) || o->len > 130)
		return false;
	for (uint32_t i = 0; i < b->n && !w->unwrapped; i++)
		if (line_width(w, line_of(w, b, i), w->body.mono) * 10 >
		    w->body.full * (o->numbered || o->keyword ? 11 : 9))
			return false;
	return true;
}

static int
ending_worth(const struct look *o)
{
	if (o->last == ',' || o->last == ';' || o->last == ':')
		return -4;
	if (!o->ends)
		return 1;
	return o->keyword || o->numbered || o->caps ? -1 :
	    o->last == '.' ? -4 : -2;
}

/* Is the block behind running text? */
static bool
before_text(const struct work *w, uint32_t i)
{
	const struct block *b = &w->text.block[i + 1];
	uint32_t	    t[200];

	return i + 1 < w->text.nblocks && b->kind == BLOCK_PARA &&
	    text_of(w, b, t, 200) >= 160;
}

/* Is there running text within the next blocks? */
static bool
leads_text(const struct work *w, uint32_t i)
{
	for (uint32_t k = i + 1; k < w->text.nblocks && k < i + 6; k++) {
		const struct block *b = &w->text.block[k];
		const struct line  *l = line_of(w, b, 0);

		if (b->kind == BLOCK_PARA && (b->n > 2 ||
		    l->e - l->s > 120))
			return true;
	}
	return false;
}

/* Does the block before break off, as the items of a list do? */
static bool
behind_item(const struct work *w, uint32_t i)
{
	const struct block *b = &w->text.block[i];
	uint32_t	    at;

	if (i == 0 || b[-1].kind != BLOCK_PARA)
		return false;
	at = line_last(w, line_of(w, b - 1, b[-1].n - 1));
	return at != NONE && (w->c.cp[at] == ';' || w->c.cp[at] == ',');
}

/* Lines are close above and below, and the next word would hardly have
 * stood on the line behind an indent: it is the first of a paragraph. */
static bool
fills(const struct work *w, uint32_t i)
{
	const struct block *b = &w->text.block[i];
	const struct line  *l = line_of(w, b, 0);

	return i > 0 && i + 1 < w->text.nblocks && b->n == 1 &&
	    !w->unwrapped && l[-1].role == LINE_TEXT &&
	    l[1].role == LINE_TEXT && !l[1].page &&
	    line_room(w, l, l + 1, &w->body) < INDENT_ROOM;
}

static int
heading_worth(const struct work *w, uint32_t i, const struct look *o)
{
	const struct block *b = &w->text.block[i];
	int		    s = ending_worth(o);

	if (b->kind != BLOCK_PARA || !short_block(w, b, o) || o->len == 0)
		return -9;
	s += o->numbered ? 2 : 0;
	s += o->keyword ? 3 : 0;
	s += o->caps ? 2 : 0;
	s += o->len <= 60 ? 1 : 0;
	s += o->centred ? 1 : 0;
	s += i == 0 ? 2 : 0;
	s -= o->lower && i > 0 ? 4 : 0;
	s -= !o->numbered && !o->keyword && !o->caps && fills(w, i) ? 2 : 0;
	s -= i > 0 && line_leads_on(w, line_of(w, b, b->n - 1)) ? 2 : 0;
	s -= o->dash || o->item || (o->ends && behind_item(w, i)) ? 4 : 0;
	s -= o->first == '"' || o->first == 0xAB || o->first == 0x201C ? 3 : 0;
	s -= o->name && !o->numbered && i > 0 && (i == 1 || o->words > 1 ||
	    !before_text(w, i)) ? 2 : 0;
	if (i == 1 && b[-1].kind == BLOCK_HEADING && !o->numbered &&
	    !o->keyword && !before_text(w, i))
		s -= 2;			/* a subtitle */
	s += leads_text(w, i) ? 1 : i + 1 == w->text.nblocks ? -6 :
	    o->keyword ? 0 : -1;
	if (i > 0 && i + 1 < w->text.nblocks &&
	    line_goes_on(w, line_of(w, b + 1, 0)))
		s -= 3;
	return s;
}

/* A word of front matter is a chapter of the book, not its title. */
static void
set_levels(struct work *w, const struct look *first)
{
	struct block *b = w->text.block;
	bool	      title = w->text.nblocks > 0 && b[0].kind ==
	    BLOCK_HEADING && !first->keyword && !first->numbered;

	for (uint32_t i = 0; i < w->text.nblocks; i++)
		if (b[i].kind == BLOCK_HEADING && b[i].level == 0)
			b[i].level = title && i > 0 ? 2 : 1;
}

static void
markdown_block(const struct work *w, struct block *b)
{
	const struct line *l = line_of(w, b, 0);

	if (l->mark == MARK_HEADING) {
		b->kind = BLOCK_HEADING;
		b->level = l->level;
	} else if (l->mark == MARK_QUOTE)
		b->kind = BLOCK_QUOTE;
	else if (l->mark == MARK_FENCE || l->mark == MARK_ITEM)
		b->kind = BLOCK_RAW;
}

/* A short line between a text and the next heading signs the text. */
static void
demote(struct work *w)
{
	struct look o;

	for (uint32_t i = 1; i + 1 < w->text.nblocks; i++) {
		struct block *b = &w->text.block[i];

		if (b->kind != BLOCK_HEADING || b[1].kind != BLOCK_HEADING ||
		    b[-1].kind != BLOCK_PARA || line_of(w, b, 0)->mark)
			continue;
		look_at(w, b, &o);
		if (!o.numbered && !o.keyword && !o.caps)
			b->kind = BLOCK_PARA;
	}
}

static void
headings(struct work *w)
{
	struct look o, first = { 0 };
	bool	    marked = false;
	int	    worth;

	for (uint32_t i = 0; i < w->text.nblocks; i++)
		marked |= w->text.block[i].kind == BLOCK_HEADING;
	for (uint32_t i = 0; i < w->text.nblocks; i++) {
		struct block *b = &w->text.block[i];

		if (b->kind != BLOCK_PARA || b->n > (i == 0 ? 8 : 3))
			continue;
		look_at(w, b, &o);
		if (i == 0)
			first = o;
		if (!marked && (worth = heading_worth(w, i, &o)) >= 3) {
			b->kind = BLOCK_HEADING;
			b->confidence = (uint16_t)(worth > 8 ? 990 : 540 +
			    90 * (worth - 3));
		}
	}
	demote(w);
	set_levels(w, &first);
}

/* ---- epigraphs and signatures ---- */

static bool
opens_section(const struct work *w, uint32_t i)
{
	return i == 0 || w->text.block[i - 1].kind == BLOCK_HEADING ||
	    w->text.block[i - 1].kind == BLOCK_SEPARATOR ||
	    w->text.block[i - 1].kind == BLOCK_SOURCE;
}

/* So does what stands under a title and the name of its author. */
static bool
opens_text(const struct work *w, uint32_t i)
{
	struct look o;

	if (opens_section(w, i))
		return true;
	if (i < 2 || w->text.block[i - 1].kind != BLOCK_PARA ||
	    w->text.block[i - 2].kind != BLOCK_HEADING)
		return false;
	look_at(w, &w->text.block[i - 1], &o);
	return o.name && o.words > 1;
}

/* "Jane Roe, letter to her nephew": a name, then the work. */
static bool
names_work(const struct work *w, const struct block *b, const struct look *s)
{
	struct look o = { 0 };
	uint32_t    t[120], n = text_of(w, b, t, 120), i = 0;

	while (i < n && t[i] != ',')
		i++;
	if (i + 2 >= n || s->ends)
		return false;
	count_words(t, i, &o);
	return o.words > 1 && is_name(t, i, &o);
}

/* A sentence or two right under a heading, and a name with a work, set to
 * the right where the extraction tells: "Nobody reads. / Jane Roe, Notes". */
static bool
under_heading(const struct work *w, uint32_t i, const struct look *o,
    const struct look *s)
{
	const struct block *b = &w->text.block[i];
	int		    right = line_of(w, b + 1, 0)->lead -
	    line_of(w, b, b->n - 1)->lead;

	if (i == 0 || b[-1].kind != BLOCK_HEADING || o->len > 160 ||
	    s->ends || !names_work(w, b + 1, s) || w->unwrapped)
		return false;
	return !o->name && (right > 8 || (b->n == 1 && o->ends &&
	    before_text(w, i + 1)));
}

static void
epigraphs(struct work *w)
{
	struct look o, s;

	for (uint32_t i = 0; i + 2 < w->text.nblocks; i++) {
		struct block *b = &w->text.block[i];

		if (b[0].kind != BLOCK_PARA || b[1].n > 2 ||
		    (b[1].kind != BLOCK_PARA && b[1].kind != BLOCK_HEADING))
			continue;
		look_at(w, &b[0], &o);
		look_at(w, &b[1], &s);
		if (o.len == 0 || o.dash || s.len > 120 || s.numbered ||
		    s.keyword)
			continue;
		if (!(s.name && !s.ends && (o.quoted || (o.narrow &&
		    opens_section(w, i)))) && !(s.dash && !s.lower &&
		    !s.ends && s.capital > 1 && (o.quoted || (i > 0 &&
		    opens_section(w, i)))) && !(names_work(w, &b[1], &s) &&
		    i > 0 && (o.quoted || o.narrow) && opens_text(w, i)) &&
		    !under_heading(w, i, &o, &s))
			continue;
		b[0].kind = BLOCK_EPIGRAPH;
		b[1].kind = BLOCK_SOURCE;
		i++;
	}
}

/* Is there a text above that block i may sign? */
static bool
signs(const struct work *w, uint32_t i)
{
	uint32_t t[120];

	for (uint32_t k = i; k-- > 0 && i - k < 6;) {
		if (w->text.block[k].kind == BLOCK_HEADING)
			return false;
		if (text_of(w, &w->text.block[k], t, 120) >= 90)
			return true;
	}
	return false;
}

static void
signatures(struct work *w)
{
	struct look o;

	for (uint32_t i = 1; i < w->text.nblocks; i++) {
		struct block *b = &w->text.block[i];

		if (b->kind != BLOCK_PARA || b->n > 2 || !signs(w, i) ||
		    (i + 1 < w->text.nblocks && b[1].kind != BLOCK_HEADING &&
		    b[1].kind != BLOCK_SEPARATOR) ||
		    b[-1].kind != BLOCK_PARA)
			continue;
		look_at(w, b, &o);
		if (o.len > 70 || o.dash || o.lower || o.first == '"' ||
		    o.first == 0xAB || o.words > 9)
			continue;
		if (o.caps || (o.name && o.words >= 2 && !o.ends) ||
		    (o.dated && o.capital * 2 >= o.words - 2 && o.len < 60))
			b->kind = BLOCK_SIGNATURE;
	}
}

/* ---- speeches and lists ---- */

static bool
bullet(uint32_t cp)
{
	return cp == 0x2022 || cp == 0xB7 || cp == 0x25CF || cp == 0x25AA ||
	    cp == 0x25A0 || cp == 0x2023;
}

static void
opening_sign(struct work *w, const struct stream *s, const struct block *b)
{
	const struct line *l = &w->line[s->line[b->first]];
	uint32_t	   i = line_first(w, l), cp, k;

	if (i == NONE || b->kind == BLOCK_SEPARATOR || b->kind ==
	    BLOCK_HEADING)
		return;
	cp = w->c.cp[i];
	k = cell_next(&w->c, i + 1, l->e);
	if (bullet(cp) && k != NONE)
		cell_set(&w->c, i, '-', R_BULLET);
	else if (cp_is_dash(cp) && cp != 0x2014 && k != NONE &&
	    !w->markdown && (w->c.cp[k] == ' ' || cp != '-' ||
	    cp_upper_(w->c.cp[k])))
		cell_set(&w->c, i, 0x2014, R_DIALOGUE);
	else if (w->markdown && cp == 0x2013 && k != NONE)
		cell_set(&w->c, i, 0x2014, R_DIALOGUE);
}

void
clean_structure(struct work *w)
{
	for (uint32_t i = 0; i < w->text.nblocks; i++)
		if (w->text.block[i].kind == BLOCK_PARA)
			markdown_block(w, &w->text.block[i]);
	headings(w);
	epigraphs(w);
	signatures(w);
	for (uint32_t i = 0; i < w->text.nblocks; i++)
		opening_sign(w, &w->text, &w->text.block[i]);
	for (uint32_t k = 0; k < w->nnotes; k++)
		for (uint32_t i = 1; i < w->notes[k].nblocks; i++)
			opening_sign(w, &w->notes[k],
			    &w->notes[k].block[i]);
}
