/*
 * How two lines of one paragraph are joined: with a space, without one
 * (a divided word, an elision), or with the hyphen kept.
 *
 * Evidence for a hyphen, in this order: the joined form elsewhere in the
 * text, the hyphenated form elsewhere, the dictionary, the morphology
 * (-là, -même, -t-il), a legal division point.  OCR may have lost the
 * hyphens without trace: then the words at a line end are questioned
 * even where no hyphen stands.
 */
#include <string.h>

#include "clean_int.h"

enum { MAXW = 56 };

/* What loses its vowel before an apostrophe. */
#define ELIDED " l d j m t s n c qu jusqu lorsqu puisqu quoiqu presqu " \
    "quelqu entr aujourd "

struct word {
	uint32_t ch[MAXW * 2 + 2];
	size_t	 n;
};

/* The letters that end at cell i (inclusive), in reading order. */
static void
word_before(const struct work *w, const struct line *l, uint32_t end,
    struct word *o)
{
	uint32_t rev[MAXW];
	size_t	 n = 0;

	for (uint32_t i = end; (i = cell_prev(&w->c, l->s, i)) != NONE &&
	    n < MAXW && cp_letter(w->c.cp[i]);)
		rev[n++] = w->c.cp[i];
	o->n = n;
	for (size_t k = 0; k < n; k++)
		o->ch[k] = rev[n - 1 - k];
}

static void
word_after(const struct work *w, const struct line *l, struct word *o)
{
	o->n = 0;
	for (uint32_t i = line_first(w, l); i != NONE && o->n < MAXW &&
	    cp_letter(w->c.cp[i]); i = cell_next(&w->c, i + 1, l->e))
		o->ch[o->n++] = w->c.cp[i];
}

static struct word
joined(const struct word *a, const struct word *b, bool hyphen)
{
	struct word o = *a;

	if (hyphen)
		o.ch[o.n++] = '-';
	memcpy(o.ch + o.n, b->ch, b->n * sizeof(*b->ch));
	o.n += b->n;
	return o;
}

static struct word
apart(const struct word *a, const struct word *b)
{
	struct word o = joined(a, b, true);

	o.ch[a->n] = ' ';
	return o;
}

static bool
word_is(const struct word *w, const char *list)
{
	char   buf[MAXW * 4 + 4];
	size_t k = 0;

	if (w->n > 12)
		return false;
	buf[k++] = ' ';
	for (size_t i = 0; i < w->n; i++)
		k += utf8_encode(cp_fold(w->ch[i]), buf + k);
	buf[k++] = ' ';
	buf[k] = '\0';
	return strstr(list, buf) != NULL;
}

static unsigned
seen(const struct work *w, const struct word *o)
{
	return vocab_count(w->vocab, o->ch, o->n);
}

static bool
in_dict(struct work *w, const struct word *o)
{
	return dict_has(work_dict(w), o->ch, o->n);
}

static bool
is_word(struct work *w, const struct word *o)
{
	return word_common(o->ch, o->n) || seen(w, o) > 0 || in_dict(w, o);
}

/* ---- what the whole text tells ---- */

/* Do two lines follow one another inside a text? */
static bool
adjacent(const struct work *w, uint32_t k)
{
	const struct line *l = &w->line[k];

	return k + 1 < w->nlines && l->role == LINE_TEXT &&
	    l[1].role == LINE_TEXT && l->note == l[1].note;
}

/* In a short text: line ends where only the joined word is a word. */
static uint32_t
lost_by_dictionary(struct work *w)
{
	uint32_t lost = 0;

	for (uint32_t k = 0; k < w->nlines; k++) {
		const struct line *l = &w->line[k];
		struct word	   a, b, j;
		uint32_t	   la;

		if (!adjacent(w, k) || (la = line_last(w, l)) == NONE ||
		    !cp_letter(w->c.cp[la]))
			continue;
		word_before(w, l, la + 1, &a);
		word_after(w, &l[1], &b);
		if (b.n == 0 || !cp_lower_(b.ch[0]) || is_word(w, &b))
			continue;
		j = joined(&a, &b, false);
		lost += in_dict(w, &j);
	}
	return lost;
}

void
hyphens_learn(struct work *w)
{
	uint32_t pairs = 0, lost = 0, divided = 0, kept = 0;

	for (uint32_t k = 0; k < w->nlines; k++) {
		const struct line *l = &w->line[k];
		uint32_t	   la;
		struct word	   a, b, j;

		if (!adjacent(w, k) || (la = line_last(w, l)) == NONE)
			continue;
		word_after(w, &l[1], &b);
		if (b.n == 0 || !cp_lower_(b.ch[0]))
			continue;
		if (cp_is_hyphen(w->c.cp[la])) {
			word_before(w, l, la, &a);
			j = joined(&a, &b, false);
			divided += a.n > 0 && seen(w, &j) > 0;
			j = joined(&a, &b, true);
			kept += a.n > 0 && seen(w, &j) > 0;
			continue;
		}
		word_before(w, l, la + 1, &a);
		if (a.n == 0)
			continue;
		pairs++;
		if ((word_common(a.ch, a.n) || seen(w, &a)) &&
		    (word_common(b.ch, b.n) || seen(w, &b)))
			continue;
		j = joined(&a, &b, false);
		lost += seen(w, &j) > 0;
	}
	if (lost < 3 && pairs < 400)
		lost = lost_by_dictionary(w);
	w->lost_hyphens = lost >= 3 && lost * 50 >= pairs;
	w->never_divided = !w->lost_hyphens && divided == 0 && kept >= 3;
}

/* ---- a hyphen that stands ---- */

enum verdict { KEEP, REMOVE };

struct finding {
	enum verdict v;
	int	     confidence;
};

static const char enclitics[] =
    " là ci il elle on ils elles je tu nous vous même mêmes ce moi toi lui "
    "leur y en t le la les ";

static struct finding
judge_words(struct work *w, const struct word *a, const struct word *b)
{
	struct word j = joined(a, b, false), c = joined(a, b, true);
	bool	    dj = in_dict(w, &j), dc = in_dict(w, &c);
	struct word prefix = *a;

	prefix.ch[prefix.n++] = '-';
	if (dc && !dj)
		return (struct finding){ KEEP, 950 };
	if (dj && !dc)
		return (struct finding){ REMOVE, is_word(w, a) &&
		    is_word(w, b) ? 800 : 970 };
	if (dj && dc)
		return (struct finding){ KEEP, 600 };
	if (word_is(b, enclitics))
		return (struct finding){ KEEP, 900 };
	if (is_word(w, a) && is_word(w, b))
		return (struct finding){ KEEP, 850 };
	return (struct finding){ REMOVE, work_dict(w) ? 750 : 600 };
}

static struct finding
judge(struct work *w, const struct word *a, const struct word *b)
{
	struct word j = joined(a, b, false), c = joined(a, b, true);
	unsigned    nj = seen(w, &j), nc = seen(w, &c);

	if (cp_upper_(b->ch[0]) && !(a->n > 1 && cp_upper_(a->ch[a->n - 1])))
		return (struct finding){ KEEP, 950 };
	if (w->never_divided)
		return (struct finding){ KEEP, 900 };
	if (nj > 0 && nc == 0)
		return (struct finding){ REMOVE, 980 };
	if (nc > 0 && nj == 0)
		return (struct finding){ KEEP, 980 };
	if (nj > 0)
		return (struct finding){ nj >= nc ? REMOVE : KEEP, 600 };
	return judge_words(w, a, b);
}

/* ---- a hyphen that was lost ---- */

static const char prepositions[] =
    " en par pour sur sous dans avec contre entre sans de à ";
/* No preposition stands behind these. */
static const char before_noun[] =
    " à de le la les un une des du au aux ce cette ces son sa ses leur leurs "
    "mon ma mes notre nos votre vos ne se qui ";
/* Joined, these are what the text means, though each part is a word. */
static const char compounds[] =
    " lesquels lesquelles desquels desquelles auxquels auxquelles lorsque "
    "lorsqu puisque puisqu quoique quoiqu quelque quelques quelqu "
    "longtemps toutefois autrefois quelquefois parfois bientôt aussitôt "
    "tantôt plutôt pourtant cependant partout surtout ";

static bool
impossible_apart(const struct work *w, const struct line *l,
    const struct word *a, uint32_t la)
{
	struct word p;
	uint32_t    i = la + 1;

	for (size_t k = 0; k < a->n && i != NONE; k++)
		i = cell_prev(&w->c, l->s, i);
	if (i == NONE || (i = cell_prev(&w->c, l->s, i)) == NONE)
		return false;
	if (cp_is_apos(w->c.cp[i]))
		return word_is(a, prepositions);
	word_before(w, l, i, &p);
	return word_is(a, prepositions) && word_is(&p, before_noun);
}

/* Two words, both known, that might be one. */
static struct finding
judge_pair(struct work *w, const struct line *l, uint32_t la,
    const struct word *a, const struct word *b, const struct word *j)
{
	bool ca = word_common(a->ch, a->n), cb = word_common(b->ch, b->n);

	if (word_is(j, compounds))
		return (struct finding){ REMOVE, 850 };
	if (impossible_apart(w, l, a, la))
		return (struct finding){ REMOVE, 850 };
	if (ca && cb)
		return (struct finding){ KEEP, 900 };
	if (word_is(a, prepositions))
		return (struct finding){ seen(w, j) > 0 && seen(w, b) == 0 ?
		    REMOVE : KEEP, 550 };
	if (!ca && seen(w, a) == 0)
		return (struct finding){ REMOVE, 800 };
	if (!cb && seen(w, b) == 0)
		return (struct finding){ REMOVE, ca ? 600 : 700 };
	return (struct finding){ KEEP, 700 };
}

static struct finding
judge_lost(struct work *w, const struct line *l, uint32_t la,
    const struct word *a, const struct word *b)
{
	struct word j = joined(a, b, false);
	bool	    ka = is_word(w, a), kb = is_word(w, b);

	if (word_common(j.ch, j.n) || seen(w, &j) > 0 || in_dict(w, &j)) {
		if (!ka || !kb)
			return (struct finding){ REMOVE, 970 };
		return judge_pair(w, l, la, a, b, &j);
	}
	if (!ka && !kb)
		return (struct finding){ REMOVE, 750 };
	return (struct finding){ KEEP, ka && kb ? 990 : 800 };
}

/* ---- joining ---- */

static bool
elided(const struct work *w, const struct line *l, uint32_t la)
{
	struct word a;

	if (!cp_is_apos(w->c.cp[la]))
		return false;
	word_before(w, l, la, &a);
	return word_is(&a, ELIDED);
}

static void
glue(struct work *w, struct line *l, uint32_t hyphen)
{
	if (hyphen != NONE)
		cell_kill(&w->c, hyphen, R_HYPHEN);
	if (l->nl < w->c.n)
		cell_kill(&w->c, l->nl, R_LINE_GLUE);
	l->join = JOIN_GLUE;
}

static void
with_space(struct work *w, struct line *l)
{
	if (l->nl < w->c.n)
		cell_set(&w->c, l->nl, ' ', R_LINE_JOIN);
	l->join = JOIN_SPACE;
}

/* The doubt: the word as it was joined, and the other way. */
static void
tell(struct work *w, uint32_t at, uint32_t end, const struct finding *f,
    const struct word *read)
{
	char   buf[MAXW * 8 + 8];
	size_t k = 0;

	decision_add(w, R_HYPHEN, at, end, f->confidence);
	if (f->confidence >= 800)
		return;
	while (at > 0 && (cell_gone(&w->c, at) || cp_letter(w->c.cp[at]) ||
	    cp_is_hyphen(w->c.cp[at])))
		at--;
	while (end < w->c.n && cp_letter(w->c.cp[end]))
		end++;
	at += at > 0 || !cp_letter(w->c.cp[at]);
	for (size_t i = 0; i < read->n; i++)
		k += utf8_encode(read->ch[i], buf + k);
	doubt_add(w, R_HYPHEN, at, end, f->confidence,
	    str_dup(w->arena, (struct str){ buf, k }));
}

static void
join_hyphen(struct work *w, struct line *l, struct line *next, uint32_t la)
{
	struct word	a, b, other;
	struct finding	f;
	uint32_t	cp = w->c.cp[la];

	word_before(w, l, la, &a);
	word_after(w, next, &b);
	if (a.n == 0 || b.n == 0) {
		if (b.n == 0 || cp_blank(w->c.cp[la - (la > l->s)]))
			with_space(w, l);
		else
			glue(w, l, NONE);
		return;
	}
	f = cp == 0xAD || cp == 0xAC ? (struct finding){ REMOVE, 990 } :
	    judge(w, &a, &b);
	other = joined(&a, &b, f.v == REMOVE);
	glue(w, l, f.v == REMOVE ? la : NONE);
	tell(w, la, next->s, &f, &other);
}

/* A full stop or comma before its line belongs to the word above. */
static bool
leads(const struct work *w, const struct line *l, uint32_t fb)
{
	uint32_t k = cell_next(&w->c, fb + 1, l->e);

	return (w->c.cp[fb] == '.' || w->c.cp[fb] == ',') && (k == NONE ||
	    w->c.cp[k] == ' ');
}

/* A reader of PDF that finds a wide gap before an apostrophe ends the line
 * there: "L / ’autre".  No French or English word is a letter or "qu" and
 * has an apostrophe behind but as an elision. */
bool
line_elision_cut(const struct work *w, const struct line *l,
    const struct line *next)
{
	uint32_t    la = line_last(w, l), fb = line_first(w, next), k;
	struct word a;

	if (la == NONE || fb == NONE || !cp_is_apos(w->c.cp[fb]))
		return false;
	k = cell_next(&w->c, fb + 1, next->e);
	if (k == NONE || !cp_letter(w->c.cp[k]))
		return false;
	word_before(w, l, la + 1, &a);
	return a.n > 0 && word_is(&a, ELIDED);
}

void
clean_join(struct work *w, struct line *l, struct line *next)
{
	uint32_t	la = line_last(w, l), fb = line_first(w, next);
	struct word	a, b, j;
	struct finding	f;

	if (l->join == JOIN_GLUE || la == NONE || fb == NONE) {
		glue(w, l, NONE);
		return;
	}
	if (cp_is_hyphen(w->c.cp[la])) {
		join_hyphen(w, l, next, la);
		return;
	}
	if ((elided(w, l, la) && cp_letter(w->c.cp[fb])) ||
	    leads(w, next, fb) || line_elision_cut(w, l, next)) {
		glue(w, l, NONE);
		return;
	}
	if (w->lost_hyphens && cp_letter(w->c.cp[la]) &&
	    cp_lower_(w->c.cp[fb])) {
		word_before(w, l, la + 1, &a);
		word_after(w, next, &b);
		f = judge_lost(w, l, la, &a, &b);
		j = joined(&a, &b, false);
		if (f.v == REMOVE) {
			glue(w, l, NONE);
			j = apart(&a, &b);
		} else
			with_space(w, l);
		tell(w, la, next->s, &f, &j);
		return;
	}
	with_space(w, l);
}
