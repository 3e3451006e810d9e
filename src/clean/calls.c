/*
 * Candidates for the calls of notes: figures glued to a word or to its
 * stop, superior figures, (n) [n] ^[n] [^n], figures after a space,
 * stars, and signs that OCR makes of a small figure.  Each has a score;
 * which of them are calls is decided with the notes (notes.c).
 */
#include <stdlib.h>
#include <string.h>

#include "notes_int.h"

struct scan {
	struct work	*w;
	struct cands	*out;
	const struct line *l;
	bool		quoted;		/* an odd number of " so far */
	bool		curly;		/* a curled quotation is open */
	bool		spaces;		/* a space stands before high stops */
};

/* Standing cell before i on the line, or 0 as character. */
static uint32_t
before(const struct scan *s, uint32_t i, uint32_t *at)
{
	uint32_t k = cell_prev(&s->w->c, s->l->s, i);

	if (at != NULL)
		*at = k;
	return k == NONE ? 0 : s->w->c.cp[k];
}

static uint32_t
after(const struct scan *s, uint32_t i, uint32_t *at)
{
	uint32_t k = cell_next(&s->w->c, i, s->l->e);

	if (at != NULL)
		*at = k;
	return k == NONE ? 0 : s->w->c.cp[k];
}

int
raised_figure(uint32_t cp)
{
	switch (cp) {
	case 0xB9: return 1;
	case 0xB2: return 2;
	case 0xB3: return 3;
	case 0x2070: return 0;
	default: return cp >= 0x2074 && cp <= 0x2079 ? (int)cp - 0x2070 : -1;
	}
}

static bool
stop(uint32_t cp)
{
	return cp == '.' || cp == ',' || cp == ';' || cp == ':' ||
	    cp == '!' || cp == '?' || cp == 0x2026;
}

static bool
closer(uint32_t cp)
{
	return stop(cp) || cp_is_quote_close(cp) || cp == 0x2019 ||
	    cp == '*' || cp == '_';
}

void
cands_add(struct cands *o, const struct cand *c)
{
	if (o->n == o->cap) {
		o->cap = o->cap ? o->cap * 2 : 256;
		o->list = xrealloc(o->list, o->cap * sizeof(*o->list));
	}
	o->list[o->n++] = *c;
}

static void
add(struct scan *s, uint32_t at, uint32_t end, uint32_t number, int score,
    bool star)
{
	uint32_t	 k, p = before(s, at, &k), sign = s->w->c.cp[at];
	enum form	 form;

	form = number == 0 ? FORM_SIGN : star ? FORM_STAR : sign == '(' ?
	    FORM_PAREN : sign == '[' ? FORM_BRACKET : sign == '^' ?
	    FORM_CARET : p == ' ' ? FORM_SPACED : FORM_GLUED;
	if (p == ' ' && at > s->l->s)
		at = k;
	cands_add(s->out, &(struct cand){ at, end, number, score,
	    (uint32_t)(s->l - s->w->line), star ? SERIES_STAR :
	    SERIES_FIGURE, (uint8_t)form, false });
}

/* A call that may be the end of a number or stand behind one. */
static void
add_inner(struct scan *s, uint32_t at, uint32_t end, uint32_t number,
    int score)
{
	add(s, at, end, number, score, false);
	s->out->list[s->out->n - 1].inner = true;
}

/* Figures from i on; their end and value. */
static uint32_t
figures(const struct scan *s, uint32_t i, uint32_t *value)
{
	uint32_t v = 0, n = 0;

	while (i < s->l->e && n < 8 && cp_digit(s->w->c.cp[i])) {
		v = v * 10 + (s->w->c.cp[i++] - '0');
		n++;
	}
	*value = v;
	return i;
}

/* Score of figures [i, e) that stand directly behind a word or stop. */
static int
glued_score(const struct scan *s, uint32_t i, uint32_t p, uint32_t pk)
{
	uint32_t k = pk, n = 0, q;

	if (cp_letter(p)) {
		while (k != NONE && cp_letter(s->w->c.cp[k])) {
			n++;
			k = cell_prev(&s->w->c, s->l->s, k);
		}
		q = k == NONE ? 0 : s->w->c.cp[k];
		if (n == 1 && cp_is_apos(q))
			return cp_letter(before(s, k, NULL)) ? 4 : 1;
		if (cp_is_hyphen(q))
			return n > 2 ? 5 : 0;
		if (cp_digit(q) || q == 0xB0)
			return 0;
		return n >= 2 ? 5 : cp_upper_(p) ? 1 : cp_vowel(p) && (q == 0 ||
		    q == ' ') ? 2 : 0;
	}
	if (!closer(p))
		return 0;
	q = before(s, pk, NULL);
	if (stop(p) && p != '!' && p != '?' && cp_digit(q))
		return 0;
	(void)i;
	return p == '\'' ? 1 : 5;
}

/* "à 3", "de 2", "the 4": no call stands behind such a word. */
static bool
behind_particle(const struct scan *s, uint32_t k)
{
	static const char *const words[] = { "de", "du", "des", "le",
	    "la", "les", "un", "une", "et", "ou", "en", "par", "sur", "sous",
	    "dans", "vers", "au", "aux", "ni", "que", "no", "art", "ch",
	    "chap", "p", "pp", "t", "vol", "fig", "the", "of", "to", "and",
	    "an", "or", "in", "on", "at", "by", "from", "with", "for" };
	char	 word[8];
	uint32_t n = 0, cp;

	if (before(s, k, NULL) == 0xE0)
		return true;
	while (n < 6 && (cp = before(s, k, &k)) != 0 && cp_letter(cp))
		word[5 - n++] = (char)cp_base(cp_fold(cp));
	word[6] = '\0';
	for (size_t i = 0; n < 6 && i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i], word + 6 - n) == 0)
			return true;
	return false;
}

static int
spaced_score(const struct scan *s, uint32_t pk, uint32_t n, uint32_t nn)
{
	uint32_t qk, q = before(s, pk, &qk);

	if (!cp_letter(q) && !closer(q))
		return 0;
	if (cp_letter(q) ? behind_particle(s, pk) : stop(q) &&
	    cp_digit(before(s, qk, NULL)))
		return 0;	/* "2, 3" */
	if (n == ' ' && (nn == '.' || nn == ','))
		return 3;	/* no printer sets a space before these */
	return n == 0 ? 2 : stop(n) || n == 0xBB ? 3 : n == ' ' ? 1 : 0;
}

/* "1907" may be 190 with a call of note 7, "15 4 ." is 15 with note 4. */
static void
scan_inner(struct scan *s, uint32_t i, uint32_t e, uint32_t n)
{
	uint32_t v = 0, unit = 1, pk, p = before(s, i, &pk);

	if (p == ',' && cp_digit(before(s, pk, NULL)))
		return;			/* "0,376" */
	if (n != 0 && n != ' ' && !stop(n) && !cp_is_quote_close(n))
		return;
	if (p == ' ' && e - i < 4 && cp_digit(before(s, pk, NULL))) {
		figures(s, i, &v);
		add_inner(s, i, e, v, n == ' ' ? -5 : -3);
		return;
	}
	for (uint32_t k = e; k > i + 1 && e - k < 3; unit *= 10) {
		k--;
		v += (s->w->c.cp[k] - '0') * unit;
		if (s->w->c.cp[k] != '0')
			add_inner(s, k, e, v, n == ' ' ? -5 : -3);
	}
}

static uint32_t
scan_figures(struct scan *s, uint32_t i)
{
	uint32_t v, e = figures(s, i, &v), pk, nk;
	uint32_t p = before(s, i, &pk), n = after(s, e, &nk);
	uint32_t nn = nk == NONE ? 0 : after(s, nk + 1, NULL);
	int	 score = 0;

	if (n == ' ' && stop(nn))
		scan_inner(s, i, e, nn);
	else
		scan_inner(s, i, e, n);
	if (e - i > 4 || v == 0 || cp_letter(n) || n == 0xB0 || n == '%' ||
	    cp_digit(n) || n == '-' || n == '/' || ((n == '.' || n == ',') &&
	    cp_digit(nn)))
		return e;
	if (p == '^') {
		if (n == '^')
			e = nk + 1;
		add(s, pk, e, v, 6, false);
		return e;
	}
	if (p == ' ')
		score = spaced_score(s, pk, n, nn);
	else if (p != 0)
		score = glued_score(s, i, p, pk);
	if (e - i > 3)
		score = score > 4 ? 1 : 0;
	if (score > 0)
		add(s, i, e, v, score, false);
	return e;
}

/* Does the line begin with a raised call, broken off its word?  A stop
 * follows it directly, and the line above ends no sentence. */
static bool
broken_off(const struct scan *s, uint32_t i, uint32_t e)
{
	const struct line *l = s->l;
	uint32_t	   n = after(s, e, NULL);

	return l > s->w->line && l[-1].role == LINE_TEXT && line_first(s->w,
	    l) == i && !line_ends(s->w, l - 1) && (n == '.' || n == ',' ||
	    n == ';' || n == ':');
}

static uint32_t
scan_superior(struct scan *s, uint32_t i)
{
	uint32_t v = 0, e = i;
	int	 d;

	while (e < s->l->e && (d = raised_figure(s->w->c.cp[e])) >= 0) {
		v = v > 999999 ? v : v * 10 + (uint32_t)d;
		e++;
	}
	if (v > 0 && (before(s, i, NULL) != 0 || broken_off(s, i, e)))
		add(s, i, e, v, 7, false);
	return e;
}

/* [n] (n) ^[n] [^n] from the opening bracket. */
static uint32_t
scan_bracket(struct scan *s, uint32_t i)
{
	const struct cells *c = &s->w->c;
	uint32_t open = c->cp[i], close = open == '(' ? ')' : ']';
	uint32_t at = i, k = i + 1, v, pk, p = before(s, i, &pk);
	int	 score = open == '(' ? 3 : 5;

	if (p == '^' && open == '[') {
		at = pk;
		score = 8;
	} else if (k < s->l->e && c->cp[k] == '^' && open == '[') {
		score = 9;
		k++;
	}
	while (k < s->l->e && (c->cp[k] == ' ' || cell_gone(c, k)))
		k++;
	k = figures(s, k, &v);
	while (k < s->l->e && (c->cp[k] == ' ' || cell_gone(c, k)))
		k++;
	if (k >= s->l->e || c->cp[k] != close || v == 0 ||
	    (v > 999 && score < 8) || p == 0)
		return i + 1;
	if (score < 8 && p != ' ' && open == '(')
		score++;
	add(s, at, k + 1, v, score, false);
	return k + 1;
}

static bool
edge(uint32_t cp)
{
	return cp == 0 || cp == ' ' || stop(cp) || cp_is_quote_close(cp) ||
	    cp == '*';
}

static uint32_t
scan_star(struct scan *s, uint32_t i)
{
	uint32_t e = i, p = before(s, i, NULL), sign = s->w->c.cp[i];

	while (e < s->l->e && s->w->c.cp[e] == sign)
		e++;
	if (s->w->markdown || s->w->c.rule[i] == R_EMPHASIS ||
	    s->w->c.rule[i] == R_EMPHASIS_SIGN ||
	    e - i > 3 || p == 0 || !edge(after(s, e, NULL)))
		return e;
	add(s, i, e, star_rank(sign) + e - i - 1, p == ' ' ? 2 : 4, true);
	if (p != ' ')
		add(s, i, e, 0, 3, false);
	return e;
}

/* Is the apostrophe at pk that of an elision (l', qu')? */
static bool
elision(const struct scan *s, uint32_t i)
{
	uint32_t n = 0, k = i, cp;

	while ((cp = before(s, k, &k)) != 0 && cp_letter(cp))
		n++;
	return n == 1 || n == 2;
}

/* Is a quotation of this line open at cell i?  The sign may close it. */
static bool
in_quotation(const struct scan *s, uint32_t i)
{
	uint32_t last = ' ';
	bool	 open = false;

	for (uint32_t k = s->l->s; k < i; k++) {
		uint32_t cp = s->w->c.cp[k];

		if (cell_gone(&s->w->c, k))
			continue;
		if (cp == 0x201C || (cp == '"' && (last == ' ' || last ==
		    '(' || cp_is_apos(last))))
			open = true;
		else if (cp == '"' || cp == 0x201D)
			open = false;
		last = cp;
	}
	return open;
}

/* Signs a small figure is misread as. */
static uint32_t
scan_sign(struct scan *s, uint32_t i)
{
	uint32_t cp = s->w->c.cp[i], k, p = before(s, i, &k);
	uint32_t n = after(s, i + 1, NULL);
	bool	 odd = cp == '{' || cp == 0xAE || cp == 0xA9 || cp == '$' ||
		 cp == '#' || cp == 0xB0;
	bool	 apart = p == ' ' && ((stop(n) && (cp == 0x201D ||
		 cp == 0xA7)) || ((stop(n) || n == ' ') && odd));

	if (apart)
		p = before(s, k, NULL);
	if (p == 0 || p == ' ' || !edge(n) || (!cp_letter(p) && !closer(p)))
		return i + 1;
	if (cp_is_apos(cp) && (elision(s, i) || n == '"'))
		return i + 1;
	if (cp == 0xB0 && (cp_digit(p) || ((p == 'n' || p == 'N') &&
	    !cp_letter(before(s, k, NULL)))))
		return i + 1;		/* n° 4, 12° */
	if (cp == '"' && (s->quoted || !cp_letter(p)))
		return i + 1;
	if ((cp == '"' || cp == '\'' || cp == 0x2019) && in_quotation(s, i))
		return i + 1;
	add(s, i, i + 1, 0, 2, false);
	return i + 1;
}

/* "almanachs!, six", "approved ?. He": a stop that no stop follows. */
static uint32_t
scan_stop(struct scan *s, uint32_t i)
{
	uint32_t n = after(s, i + 1, NULL), k, p = before(s, i, &k);

	if ((cp_letter(p) || p == ' ') && n == ' ' &&
	    cp_lower_(after(s, i + 2, NULL))) {
		add(s, i, i + 1, 0, p == ' ' || !s->spaces ? 1 : 2, false);
		return i + 1;
	}
	if (p == ' ')
		p = before(s, k, NULL);
	if ((n == '.' || n == ',' || n == ';') && (cp_letter(p) ||
	    cp_digit(p) || cp_is_quote_close(p) || p == '"'))
		add(s, i, i + 1, 0, 4, false);
	return i + 1;
}

/* "entireÿ", "choseS", "cordonnierf": a letter that ends few words of n
 * letters, the last at cp. */
static bool
ends_in_figure(const uint32_t *cp, uint32_t n)
{
	uint32_t p = cp[-1];

	if (!cp_lower_(p) || *cp != 'f')
		return cp_lower_(p) && (*cp == 0xFF || *cp == 'S' || *cp ==
		    0x178);
	if (p == 'e')
		return n > 5 && cp[-2] != 'i' && cp[-2] != 'h';
	return p != 'i' && p != 'u' && p != 'f' && p != 'o' && p != 'l' &&
	    p != 'r';
}

/* "almanachs l, six": a letter that is no word. */
static uint32_t
scan_letter(struct scan *s, uint32_t i)
{
	uint32_t cp = s->w->c.cp[i], n = after(s, i + 1, NULL), k;
	uint32_t p = before(s, i, &k), e = i + 1;

	while (e < s->l->e && cp_letter(s->w->c.cp[e]))
		e++;
	if (e > i + 3 && ends_in_figure(s->w->c.cp + e - 1, e - i) &&
	    edge(after(s, e, NULL)))
		add(s, e - 1, e, 0, 2, false);	/* "entireÿ." */
	if (e > i + 1 || p != ' ' || (cp != 'l' && cp != 'i' && cp != 't' &&
	    cp != 's' && cp != 'r' && cp != 0x178 && cp != 0xFF &&
	    cp != 0xC0) || (!stop(n) && n != ' ') || (cp != 0x178 && cp != 0xFF &&
	    s->w->c.cp[e < s->l->e ? e : i] == '.'))
		return e;
	p = before(s, k, NULL);
	if (cp_letter(p) || closer(p))
		add(s, i, i + 1, 0, cp == 0xC0 ? 1 : n == ' ' ? 2 : 3, false);
	return e;
}

/* A closing quotation mark where none is open may be a figure, or an
 * opening one behind a word. */
static uint32_t
scan_curly(struct scan *s, uint32_t i)
{
	bool closes = s->w->c.cp[i] == 0x201D, open = s->curly;

	if (!closes && cp_letter(before(s, i, NULL)))
		return scan_sign(s, i);
	s->curly = !closes;
	return closes && !open ? scan_sign(s, i) : i + 1;
}

/* "amende !!, et", "Fradin 1° etait": two signs that may be a number
 * of two figures (signs.c); only the numbers of the notes can tell. */
static void
scan_pair(struct scan *s, uint32_t i)
{
	const uint32_t *cp = s->w->c.cp;
	uint32_t	k, p;

	if (i + 1 >= s->l->e || cp[i + 1] == ' ' || (cp_letter(cp[i]) &&
	    cp[i] != 'l') || (cp_letter(cp[i + 1]) && cp[i + 1] != 'l') ||
	    (cp_digit(cp[i]) && cp_digit(cp[i + 1])) || !sign_reads(cp[i]) ||
	    !sign_reads(cp[i + 1]))
		return;
	if ((cp[i] == '!' || cp[i] == '?') && (cp_is_quote_close(cp[i + 1]) ||
	    cp_is_apos(cp[i + 1])))
		return;
	if (cp_is_quote_close(cp[i]) && (s->quoted || s->curly ||
	    in_quotation(s, i)))
		return;			/* the first closes what was said */
	p = before(s, i, &k);
	if (p == ' ')
		p = before(s, k, NULL);
	if ((!cp_letter(p) && !closer(p)) || cp_letter(after(s, i + 2, NULL)) ||
	    !edge(after(s, i + 2, NULL)))
		return;
	add(s, i, i + 2, 0, 3, false);
}

static void
scan_line(struct scan *s)
{
	uint32_t i = s->l->s;

	while (i < s->l->e) {
		uint32_t cp = s->w->c.cp[i];

		if (cell_gone(&s->w->c, i) || cp == ' ') {
			i++;
			continue;
		}
		scan_pair(s, i);
		if (cp_letter(cp))
			i = scan_letter(s, i);
		else if (cp == '!' || cp == '?')
			i = scan_stop(s, i);
		else if (cp_digit(cp))
			i = scan_figures(s, i);
		else if (cp == '[' || cp == '(')
			i = scan_bracket(s, i);
		else if (star_rank(cp) > 0)
			i = scan_star(s, i);
		else if (raised_figure(cp) >= 0)
			i = scan_superior(s, i);
		else if (cp == '"') {
			i = scan_sign(s, i);
			s->quoted = !s->quoted;
		}
		else if (cp == 0x201C || cp == 0x201D)
			i = scan_curly(s, i);
		else if (cp_is_apos(cp) || cp == 0x2018 || cp == '/' ||
		    cp == 0xB0 || cp == '|' || cp == '~' || cp == '{' ||
		    cp == 0xA7 || cp == 0xAE || cp == 0xA9 || cp == '$' ||
		    cp == '#')
			i = scan_sign(s, i);
		else
			i++;
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct cand *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return y->score - x->score;
}

void
cands_sort(struct cands *o)
{
	if (o->n > 1)
		qsort(o->list, o->n, sizeof(*o->list), by_place);
}

/* Does this text set a space before ; : ! ? as French printers do? */
static bool
spaces_stops(const struct work *w)
{
	uint32_t n = 0, all = 0;

	for (uint32_t i = 1; i < w->c.n; i++) {
		uint32_t cp = w->c.cp[i], p = w->c.cp[i - 1];

		if (cp != ';' && cp != ':' && cp != '!' && cp != '?')
			continue;
		n += p == ' ' || p == 0xA0 || p == 0x202F;
		all += p == ' ' || p == 0xA0 || p == 0x202F || cp_letter(p);
	}
	return n * 3 > all * 2;
}

/* The list is malloc's; the caller frees it. */
void
calls_find(struct work *w, struct cands *out)
{
	struct scan s = { .w = w, .out = out, .spaces = spaces_stops(w) };

	*out = (struct cands){ NULL, 0, 0 };
	for (uint32_t k = 0; k < w->nlines; k++) {
		s.l = &w->line[k];
		s.quoted &= s.l->role == LINE_TEXT && !s.l->page;
		s.curly &= s.l->role == LINE_TEXT && !s.l->page;
		if (s.l->role == LINE_TEXT)
			scan_line(&s);
	}
	cands_sort(out);
}
