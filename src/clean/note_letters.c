/*
 * Notes counted by letters (a b c) or small Roman figures (i ii iii).
 *
 * A letter at the head of a line or behind a word means little: a is a
 * French verb, an English article, and lists are lettered too.  So the
 * labels are looked for first; only where some could be a row are the
 * words that might call them collected, and the chain of both is kept
 * only when nearly every note of it finds its call (lettered_check).
 */
#include <stdlib.h>
#include <string.h>

#include "notes_int.h"

/* Raised letters, from a on; 0: Unicode has none. */
static const uint32_t raised_letters[26] = {
	0x1D43, 0x1D47, 0x1D9C, 0x1D48, 0x1D49, 0x1DA0, 0x1D4D, 0x2B0,
	0x2071, 0x2B2, 0x1D4F, 0x2E1, 0x1D50, 0x207F, 0x1D52, 0x1D56, 0,
	0x2B3, 0x2E2, 0x1D57, 0x1D58, 0x1D5B, 0x2B7, 0x2E3, 0x2B8, 0x1DBB
};

static uint32_t
raised_letter(uint32_t cp)
{
	if (cp == 0xAA)
		return 1;
	for (uint32_t k = 0; cp >= 0x2B0 && k < 26; k++)
		if (raised_letters[k] == cp)
			return k + 1;
	return 0;
}

uint32_t
letter_value(uint32_t cp)
{
	return cp - 'a' < 26 ? cp - 'a' + 1 : raised_letter(cp);
}

/* Small Roman figures up to 89, as a printer writes them; 0: none. */
uint32_t
roman_value(const struct work *w, uint32_t i, uint32_t e)
{
	static const char *const ones[10] = { "", "i", "ii", "iii", "iv",
	    "v", "vi", "vii", "viii", "ix" };
	static const char *const tens[9] = { "", "x", "xx", "xxx", "xl",
	    "l", "lx", "lxx", "lxxx" };
	char   s[12], t[12];
	size_t n = 0;

	for (; i < e && n + 1 < sizeof(s); i++)
		s[n++] = (char)(w->c.cp[i] < 0x80 ? w->c.cp[i] : ' ');
	s[n] = '\0';
	if (n == 0 || strspn(s, "ivxl") != n)
		return 0;
	for (uint32_t v = 1; v < 90; v++) {
		memcpy(t, tens[v / 10], strlen(tens[v / 10]) + 1);
		if (strcmp(strcat(t, ones[v % 10]), s) == 0)
			return v;
	}
	return 0;
}

/* ---- the labels ---- */

static uint32_t
skip_blank(const struct work *w, uint32_t i, uint32_t e)
{
	while (i < e && (cell_gone(&w->c, i) || w->c.cp[i] == ' '))
		i++;
	return i;
}

static bool
begins_text(uint32_t cp)
{
	return cp_upper_(cp) || cp_digit(cp) || cp_is_quote_open(cp) ||
	    cp == '_' || cp == '*';
}

/* The form of the label whose letters end at i, and where its text
 * begins; STYLE__MAX: none. */
static enum style
form_of(const struct work *w, const struct line *l, uint32_t i, uint32_t open,
    uint32_t *text)
{
	const uint32_t *cp = w->c.cp;
	uint32_t	n = i < l->e ? cp[i] : 0;
	bool		half = n == '.' || n == ')' || n == ']';
	enum style	s;

	if (open != 0 && n != (open == '(' ? ')' : ']'))
		return STYLE__MAX;
	if (open != 0 && i + 2 < l->e && (cp[i + 1] == '.' ||
	    cp[i + 1] == ':') && cp[i + 2] == ' ')
		i++;
	*text = skip_blank(w, i + half, l->e);
	if (*text >= l->e)
		return STYLE__MAX;
	if (open != 0)
		return open == '(' ? STYLE_PAREN : STYLE_BRACKET;
	if (n == ']')
		return STYLE__MAX;
	s = n == '.' ? STYLE_DOT : n == ')' ? STYLE_HALF : *text > i ?
	    STYLE_PLAIN : STYLE_GLUED;
	if (half ? *text == i + 1 && !begins_text(cp[*text]) :
	    !begins_text(cp[*text]))
		return STYLE__MAX;
	return s;
}

static void
offer(const struct work *w, uint32_t k, enum series series, uint32_t number,
    enum style style, uint32_t text, struct ncand *c)
{
	static const int worth[STYLE__MAX] = { [STYLE_PAREN] = 1,
	    [STYLE_BRACKET] = 2, [STYLE_RAISED] = 3 };

	memset(c, 0, sizeof(*c));
	c->line = k;
	c->label = NONE;
	c->text = text;
	c->number = number;
	c->style = style;
	c->series = (uint8_t)series;
	c->own = worth[style] - cp_lower_(w->c.cp[text]);
	c->blank = k == 0 || w->line[k - 1].role != LINE_TEXT ||
	    w->line[k].page;
}

/* The labels that line k may begin with, at most one of each series. */
static uint32_t
labels_of(const struct work *w, uint32_t k, struct ncand *out)
{
	const struct line *l = &w->line[k];
	uint32_t	   i = l->s, b, n = 0, text = 0, v, open = 0;
	enum style	   s;

	if (w->c.cp[i] == '(' || w->c.cp[i] == '[')
		open = w->c.cp[i++];
	for (b = i; i < l->e && i < b + 8 && (w->c.cp[i] - 'a' < 26 ||
	    (i == b && raised_letter(w->c.cp[i]) > 0)); i++)
		;
	if (i == b || (s = form_of(w, l, i, open, &text)) == STYLE__MAX)
		return 0;
	if (i == b + 1 && (v = letter_value(w->c.cp[b])) > 0)
		offer(w, k, SERIES_LETTER, v, w->c.cp[b] > 'z' ?
		    STYLE_RAISED : s, text, &out[n++]);
	if ((v = roman_value(w, b, i)) > 0)
		offer(w, k, SERIES_ROMAN, v, s, text, &out[n++]);
	return n;
}

/* Counts the labels 1 and 2 of each series. */
static void
tick(uint32_t seen[2][3], uint32_t series, uint32_t number)
{
	if (number < 3)
		seen[series - SERIES_LETTER][number]++;
}

/* A label that is all of its line. */
static void
lone(const struct work *w, const struct line *l, uint32_t seen[2][3])
{
	uint32_t b = l->s, e = l->e, v;

	if (e > b + 2 && (w->c.cp[b] == '(' || w->c.cp[b] == '[')) {
		b++;
		e--;
	}
	if (e == b + 1 && (v = letter_value(w->c.cp[b])) > 0)
		tick(seen, SERIES_LETTER, v);
	if ((v = roman_value(w, b, e)) > 0)
		tick(seen, SERIES_ROMAN, v);
}

/* Counts the labels; which series have a first and a second, or begin
 * on every page? */
static uint32_t
promising(const struct work *w, bool series[2])
{
	uint32_t     seen[2][3] = { { 0 } };
	struct ncand c[2];
	uint32_t     n = 0, k, m;

	for (k = 0; k < w->nlines; k++) {
		const struct line *l = &w->line[k];

		if (l->role != LINE_TEXT || l->s == l->e)
			continue;
		if (l->e < l->s + 5)
			lone(w, l, seen);
		m = labels_of(w, k, c);
		for (uint32_t i = 0; i < m; i++)
			tick(seen, c[i].series, c[i].number);
		n += m;
	}
	for (unsigned s = 0; s < 2; s++)
		series[s] = seen[s][1] > (seen[s][2] == 0);
	return n;
}

/* ---- the calls ---- */

struct hunt {
	struct work	*w;
	struct cands	*out;
	uint32_t	 line;
	bool		 series[2];	/* letters, Roman figures */
};

static bool
stop(uint32_t cp)
{
	return cp == '.' || cp == ',' || cp == ';' || cp == ':' ||
	    cp == '!' || cp == '?' || cp == 0x2026;
}

static void
call(struct hunt *h, uint32_t at, uint32_t end, uint32_t number,
    enum series s, int score, enum form form)
{
	cands_add(h->out, &(struct cand){ at, end, number, score, h->line,
	    (uint8_t)s, (uint8_t)form, false });
}

/* Letters that are no word by themselves say more than a, y and o. */
static int
rare(const struct work *w, uint32_t i, uint32_t e)
{
	uint32_t cp = w->c.cp[i];

	return e > i + 1 ? word_common(w->c.cp + i, e - i) ? 0 : 2 :
	    cp == 'a' || cp == 'y' || cp == 'o' ? 0 : 2;
}

/* Is the word that ends at cell e (begins at i) one of the list? */
static bool
word_of(const struct work *w, uint32_t i, uint32_t e, const char *list)
{
	char   t[8] = " ";
	size_t n = 1;

	for (; i < e && n + 2 < sizeof(t); i++)
		if (!cell_gone(&w->c, i))
			t[n++] = (char)(w->c.cp[i] < 0x80 ?
			    cp_fold(w->c.cp[i]) : '?');
	t[n++] = ' ';
	t[n] = '\0';
	return i == e && n > 2 && strstr(list, t) != NULL;
}

/* What the words about a letter say: behind an article it is named, and
 * behind its subject "a" is a verb; before a conjunction it is none. */
static int
among(const struct work *w, const struct line *l, uint32_t i, uint32_t e,
    uint32_t sp)
{
	uint32_t b = sp, f = e, end;
	int	 s = 0;

	while (b > l->s && cp_letter(w->c.cp[b - 1]))
		b--;
	if (word_of(w, b, sp, " le la les un une du des de the an "))
		s -= 3;
	else if (word_of(w, b, sp, " il elle on qui y en ne ce cela lui "))
		s -= e == i + 1 && w->c.cp[i] == 'a' ? 2 : 1;
	while (f < l->e && w->c.cp[f] == ' ')
		f++;
	for (end = f; end < l->e && cp_letter(w->c.cp[end]); end++)
		;
	if (word_of(w, f, end, " et ou mais qui que dont est ne and or is "
	    "was of the which who that "))
		s += 2;
	return s;
}

/* Letters [i, e) between spaces, or a space and a stop. */
static void
apart(struct hunt *h, const struct line *l, uint32_t i, uint32_t e,
    uint32_t sp)
{
	const struct work *w = h->w;
	uint32_t n = cell_next(&w->c, e, l->e), v, nn;
	uint32_t cp = n == NONE ? 0 : w->c.cp[n];
	int	 score;

	nn = n == NONE ? NONE : cell_next(&w->c, n + 1, l->e);
	if (cp == '.' && nn != NONE && w->c.cp[nn] != ' ' &&
	    !cp_is_quote_close(w->c.cp[nn]))
		return;				/* p.3 */
	if (cp == ' ' && nn != NONE && stop(w->c.cp[nn]))
		cp = w->c.cp[nn];
	if (cp != 0 && cp != ' ' && !stop(cp) && !cp_is_quote_close(cp))
		return;
	score = (cp == ' ' ? 1 : cp == 0 ? 2 : 3) + rare(w, i, e) +
	    among(w, l, i, e, sp);
	if (score <= 0)
		return;
	if (h->series[0] && e == i + 1 && (v = letter_value(w->c.cp[i])) > 0)
		call(h, sp, e, v, SERIES_LETTER, score, FORM_SPACED);
	if (h->series[1] && (v = roman_value(w, i, e)) > 0)
		call(h, sp, e, v, SERIES_ROMAN, score, FORM_SPACED);
}

/* Is the word [i, e), less its last cut letters, one that stands elsewhere,
 * and not with them?  4: surely; 2: nobody knows either. */
static int
ends_with_call(struct hunt *h, uint32_t i, uint32_t e, uint32_t cut)
{
	struct work *w = h->w;
	uint32_t     ch[32], n = 0;

	for (; i < e; i++) {
		if (n == 32)
			return 0;
		if (!cell_gone(&w->c, i))
			ch[n++] = cp_fold(w->c.cp[i]);
	}
	if (n < cut + 2 || word_common(ch, n) || dict_has(work_dict(w), ch, n) ||
	    vocab_count(w->vocab, ch, n) > 1)
		return 0;
	n -= cut;
	if (word_common(ch, n) || vocab_count(w->vocab, ch, n) > 0)
		return 4;
	return dict_has(work_dict(w), ch, n) ? 4 : cut > 1 ? 3 : 2;
}

/* A word [i, e) with its call behind it, before n. */
static void
glued(struct hunt *h, uint32_t i, uint32_t e, uint32_t n)
{
	const struct work *w = h->w;
	uint32_t	   v, cut = 1;
	int		   s, more = n != ' ' ? 0 : stop(w->c.cp[e + 1]) ? 1 : -1;

	if ((v = letter_value(w->c.cp[e - 1])) > 0 && h->series[0]) {
		s = w->c.cp[e - 1] > 'z' ? 7 : ends_with_call(h, i, e, 1);
		if (s > 0)
			call(h, e - 1, e, v, SERIES_LETTER, s + more,
			    FORM_GLUED);
	}
	for (; h->series[1] && cut < 6 && e > i + cut + 1 && (v =
	    roman_value(w, e - cut, e)) > 0; cut++)
		if ((s = ends_with_call(h, i, e, cut)) > 0)
			call(h, e - cut, e, v, SERIES_ROMAN, s + more,
			    FORM_GLUED);
}

/* A word [i, e): it may be a call, or have one behind it. */
static void
word(struct hunt *h, const struct line *l, uint32_t i, uint32_t e)
{
	const struct work *w = h->w;
	uint32_t p = cell_prev(&w->c, l->s, i), v;
	uint32_t cp = p == NONE ? 0 : w->c.cp[p];
	uint32_t n = cell_next(&w->c, e, l->e);

	if (cp == ' ' && e - i < 8) {
		uint32_t q = cell_prev(&w->c, l->s, p);

		if (q != NONE && !cp_is_dash(w->c.cp[q]) &&
		    (w->c.cp[q] == '"' || !cp_is_quote_open(w->c.cp[q])))
			apart(h, l, i, e, p);
	} else if (cp != 0 && e == i + 1 && h->series[0] && (stop(cp) ||
	    cp_is_quote_close(cp) || cp == 0x2019 || cp_digit(cp)) &&
	    !cp_is_apos(cp) && letter_value(w->c.cp[i]) > 0)
		call(h, i, e, letter_value(w->c.cp[i]), SERIES_LETTER,
		    cp_digit(cp) ? 2 : 4, FORM_GLUED);
	n = n == NONE ? 0 : w->c.cp[n];
	if (h->series[0] && e == i + 2 && w->c.cp[i] == 's' && cp_is_apos(cp) &&
	    (v = letter_value(w->c.cp[i + 1])) > 0)
		call(h, i + 1, e, v, SERIES_LETTER, 3, FORM_GLUED);
	if (e > i + 2 && (n == 0 || n == ' ' || stop(n) ||
	    cp_is_quote_close(n)))
		glued(h, i, e, n);
}

/* (a) or [a]. */
static void
bracket(struct hunt *h, const struct line *l, uint32_t i)
{
	const struct work *w = h->w;
	uint32_t b = i + 1, e = b, v, p = cell_prev(&w->c, l->s, i);
	bool	 square = w->c.cp[i] == '[';
	enum form form = square ? FORM_BRACKET : FORM_PAREN;

	while (e < l->e && e < b + 8 && cp_lower_(w->c.cp[e]))
		e++;
	if (p == NONE || e == b || e >= l->e || w->c.cp[e] != (square ? ']' :
	    ')'))
		return;
	p = w->c.cp[p] == ' ' ? p : i;
	if (h->series[0] && e == b + 1 && (v = letter_value(w->c.cp[b])) > 0)
		call(h, p, e + 1, v, SERIES_LETTER, square ? 5 : 4, form);
	if (h->series[1] && (v = roman_value(w, b, e)) > 0)
		call(h, p, e + 1, v, SERIES_ROMAN, square ? 5 : 4, form);
}

static void
hunt_line(struct hunt *h, const struct line *l)
{
	const struct cells *c = &h->w->c;

	for (uint32_t i = l->s, e; i < l->e; i = e) {
		e = i + 1;
		if (cell_gone(c, i))
			continue;
		if (c->cp[i] == '(' || c->cp[i] == '[')
			bracket(h, l, i);
		if (!cp_letter(c->cp[i]) && raised_letter(c->cp[i]) == 0)
			continue;
		while (e < l->e && (cp_letter(c->cp[e]) || cell_gone(c, e) ||
		    raised_letter(c->cp[e]) > 0))
			e++;
		word(h, l, i, e);
	}
}

void
lettered_notes(struct work *w, struct cands *calls, struct lettered *o)
{
	struct hunt  h = { .w = w, .out = calls };
	struct ncand c[2];
	uint32_t     n = promising(w, h.series), m;

	*o = (struct lettered){ NULL, 0, h.series[0], h.series[1] };
	if (!h.series[0] && !h.series[1])
		return;
	o->list = ARENA_ARRAY(w->scratch, struct ncand, n + 1);
	if (w->vocab == NULL)
		vocab_build(w);
	for (uint32_t k = 0; k < w->nlines; k++) {
		if (w->line[k].role != LINE_TEXT || w->line[k].s ==
		    w->line[k].e)
			continue;
		m = labels_of(w, k, c);
		for (uint32_t i = 0; i < m; i++)
			if (h.series[c[i].series - SERIES_LETTER])
				o->list[o->n++] = c[i];
		h.line = k;
		hunt_line(&h, &w->line[k]);
	}
	cands_sort(calls);
}

/* One text has one form of labels: a list of other form is no note. */
void
lettered_habit(struct ncand *c, uint32_t n, enum series s, const bool *in)
{
	uint32_t style[STYLE__MAX] = { 0 }, most = 0;

	for (uint32_t i = 0; i < n; i++)
		if (in[i])
			style[c[i].style]++;
	for (uint32_t i = 1; i < STYLE__MAX; i++)
		if (style[i] > style[most])
			most = i;
	for (uint32_t i = 0; i < n; i++)
		if (c[i].series == s && c[i].style != most)
			c[i].own -= style[most] > 2 ? 6 : 3;
}

void
lettered_check(const struct index *x, const struct ncand *c, uint32_t n,
    enum series s, bool *in)
{
	uint32_t all = 0, called = 0, ordered = 0, last = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (c[i].series != s || !in[i])
			continue;
		all++;
		called += c[i].cand != NONE &&
		    x->c->list[c[i].cand].score > 1;
		ordered += c[i].number == last + 1 || c[i].number == 1;
		last = c[i].number;
	}
	if (all < 2 || called * 4 < all * 3 || ordered * 10 < all * 9)
		memset(in, 0, n * sizeof(*in));
}
