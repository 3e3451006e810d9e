/*
 * Division of words: libhyphen with the dictionary of the language,
 * and the house rules FR-D1.
 *
 *   - capitals are folded (the dictionary does not), texts are NFC;
 *   - two letters before, three after (two in English), counted from
 *     the apostrophe; never right after an apostrophe;
 *   - a compound is divided at its own hyphen; at its syllables only
 *     as a last resort, in paragraphs that cannot be set otherwise;
 *   - sigles (short words all in capitals) and words with a digit never.
 *
 * The points are found once for each shaped word.  Where the glyphs
 * cannot simply be cut (ligature, kerning), head and tail are shaped.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "octavo/buf.h"

#include "face_int.h"

enum { UNIT_MAX = 120, SIGLE_MAX = 6, POINTS_MAX = 64 };

#define HYPHEN_DIR	"/usr/share/hyphen/hyph_"

/* The stretch of letters (and apostrophes) being divided. */
struct unit {
	size_t	 start, end;		/* bytes in the word */
	size_t	 at[UNIT_MAX + 1];	/* byte of each character */
	uint32_t cp[UNIT_MAX];
	int	 n;
	int	 upper;
	bool	 digit;
};

struct hyphenation {
	bool		   resort;	/* in a compound */
	struct faces	  *fs;
	const struct word *w;
	struct point	   points[POINTS_MAX];
	uint32_t	   n;
};

bool
hyphen_path(struct str tag, char path[HYPHEN_PATH_MAX])
{
	static const char *const variant[] = { "", "_US", "_Latn_US", NULL };
	size_t		 n = 0;

	while (n < tag.n && n < 8 && tag.p[n] != '-')
		n++;
	for (int i = 0; variant[i] != NULL && n > 0; i++) {
		if (i > 0 && (n != 2 || strncmp(tag.p, "en", 2) != 0))
			break;
		(void)snprintf(path, HYPHEN_PATH_MAX, HYPHEN_DIR
		    "%.*s%s.dic", (int)n, tag.p, variant[i]);
		if (access(path, F_OK) == 0)
			return true;
	}
	return false;
}

static HyphenDict *
load_dict(struct faces *fs, struct str tag)
{
	HyphenDict	*d;
	char		 path[HYPHEN_PATH_MAX];

	if (!hyphen_path(tag, path))
		return NULL;
	if ((d = hnj_hyphen_load(path)) == NULL)
		(void)error_library(&fs->error, path,
		    "the patterns cannot be read");
	return d;
}

static HyphenDict *
dict_of(struct faces *fs, uint16_t lang)
{
	struct lang *l = &fs->langs[lang];

	if (!l->dict_known) {
		l->dict_known = true;
		l->dict = load_dict(fs, l->tag);
	}
	return l->dict;
}

bool
hyphen_known(struct faces *fs, uint16_t lang)
{
	struct lang *l = &fs->langs[lang];

	if (l->told || l->tag.n == 0 || dict_of(fs, lang) != NULL)
		return true;
	l->told = true;
	return false;
}

static bool
is_apos(uint32_t cp)
{
	return cp == '\'' || cp == CP_APOS;
}

static bool
is_hyphen(uint32_t cp)
{
	return cp == '-' || cp == 0x2010;
}

/* The next unit at or after from; false when there is none. */
static bool
next_unit(struct str t, size_t from, struct unit *u)
{
	size_t		i = from, at;
	uint32_t	cp;

	u->n = u->upper = 0;
	u->digit = false;
	while (i < t.n) {
		at = i;
		cp = utf8_next(t, &i);
		if (cp_is_letter(cp) || cp_is_digit(cp) ||
		    (u->n > 0 && is_apos(cp))) {
			if (u->n == 0)
				u->start = at;
			if (u->n == UNIT_MAX)
				return false;
			u->at[u->n] = at;
			u->cp[u->n++] = cp;
			u->upper += cp_is_upper(cp);
			u->digit |= cp_is_digit(cp);
			u->end = u->at[u->n] = i;
		} else if (u->n > 0)
			break;
	}
	return u->n > 0;
}

/* Letters between the last apostrophe and character i, and from there
 * to the end. */
static int
letters_before(const struct unit *u, int i)
{
	int n = 0;

	while (i > 0 && !is_apos(u->cp[i - 1]))
		i--, n++;
	return n;
}

static int
letters_after(const struct unit *u, int i)
{
	int n = 0;

	for (; i < u->n; i++)
		n += !is_apos(u->cp[i]);
	return n;
}

static int32_t
width_to(const struct word *w, uint32_t glyph)
{
	int32_t sum = 0;

	for (uint32_t i = 0; i < glyph; i++)
		sum += w->glyphs[i].adv;
	return sum;
}

void
hyphen_halves(struct faces *fs, const struct word *w, struct point *p)
{
	struct buf b;

	buf_init(&b);
	buf_put_str(&b, str_sub(w->text, 0, p->byte));
	if (!p->hard)
		buf_putc(&b, '-');
	p->head_word = shape_word(fs, w->face, w->features, w->lang,
	    buf_str(&b));
	p->tail_word = shape_word(fs, w->face, tail_features(w->features),
	    w->lang, str_sub(w->text, p->byte, w->text.n));
	p->head = p->head_word->width;
	p->tail = p->tail_word->width;
	buf_release(&b);
}

/* Head and tail of a cut at a byte: from the glyphs or shaped anew. */
static void
measure_point(struct hyphenation *h, struct point *p)
{
	const struct word	*w = h->w;
	uint32_t		 g = 0;

	while (g < w->nglyphs && w->glyphs[g].cluster < p->byte)
		g++;
	p->glyph = (uint16_t)g;
	p->safe = g < w->nglyphs && w->glyphs[g].cluster == p->byte &&
	    !w->glyphs[g].unsafe;
	if (p->safe) {
		p->head = width_to(w, g) +
		    (p->hard ? 0 : w->face->hyphen_adv);
		p->tail = w->width - width_to(w, g);
		return;
	}
	hyphen_halves(h->fs, w, p);
}

static void
add_point(struct hyphenation *h, const struct unit *u, int i, bool hard)
{
	struct point *p;
	int	      before = letters_before(u, i), after = letters_after(u, i);

	if (h->n == POINTS_MAX)
		return;
	p = &h->points[h->n++];
	p->byte = (uint16_t)u->at[i];
	p->hard = hard;
	p->resort = h->resort && !hard;
	p->before = (uint8_t)(before > 255 ? 255 : before);
	p->after = (uint8_t)(after > 255 ? 255 : after);
	p->from = (uint16_t)u->start;
	p->to = (uint16_t)h->w->text.n;	/* with what is tied to it */
	p->head_key = word_key(str_sub(h->w->text, p->from, p->byte));
	p->tail_key = word_key(str_sub(h->w->text, p->byte, p->to));
	measure_point(h, p);
}

/* Lower case with the same number of characters, for the dictionary. */
static int
fold(const struct unit *u, char *out, size_t cap)
{
	size_t n = 0;

	for (int i = 0; i < u->n && n + 4 < cap; i++)
		n += utf8_encode(cp_lower(u->cp[i]), out + n);
	return (int)n;
}

static void
divide(struct hyphenation *h, const struct unit *u)
{
	HyphenDict	*dict = dict_of(h->fs, h->w->lang);
	char		 lower[UNIT_MAX * 4 + 8];
	char		 marks[UNIT_MAX * 4 + 16];
	char		**rep = NULL;
	int		*pos = NULL, *cut = NULL, n;

	if (dict == NULL || u->digit || u->n < 5 ||
	    (u->upper == u->n && u->n <= SIGLE_MAX))
		return;
	n = fold(u, lower, sizeof(lower));
	lower[n] = '\0';	/* NOHYPHEN dictionaries search it as a string */
	memset(marks, 0, sizeof(marks));
	if (hnj_hyphen_hyphenate3(dict, lower, n, marks, NULL, &rep, &pos,
	    &cut, 2, 3, 2, 3) == 0)
		for (int i = 1; i < u->n; i++)
			if ((marks[i - 1] & 1) && (rep == NULL ||
			    rep[i - 1] == NULL) &&
			    !is_apos(u->cp[i - 1]) &&
			    letters_before(u, i) >= 2 &&
			    letters_after(u, i) >= 3)
				add_point(h, u, i, false);
	for (int i = 0; rep != NULL && i < n; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
}

/* After its own hyphens, where two letters stay and three follow. */
static void
divide_compound(struct hyphenation *h)
{
	struct str	t = h->w->text;
	struct unit	u = { 0 };
	size_t		i = 0, at;
	uint32_t	cp;

	u.n = 0;
	while (i < t.n && u.n < UNIT_MAX) {
		at = i;
		cp = utf8_next(t, &i);
		if (!cp_is_letter(cp) && !is_apos(cp) && !is_hyphen(cp)) {
			if (u.n > 0)
				break;
			continue;
		}
		if (u.n == 0)
			u.start = at;
		u.at[u.n] = at;
		u.cp[u.n++] = cp;
		u.end = u.at[u.n] = i;
	}
	for (int k = 1; k < u.n; k++) {
		int before = 0;

		if (!is_hyphen(u.cp[k - 1]))
			continue;
		for (int j = k - 1; j > 0 && !is_hyphen(u.cp[j - 1]); j--)
			before++;
		if (before >= 2 && u.n - k >= 3 && !is_hyphen(u.cp[k]))
			add_point(h, &u, k, true);
	}
}

static bool
has_hyphen(struct str t)
{
	size_t i = 0;

	while (i < t.n) {
		uint32_t cp = utf8_next(t, &i);

		if (is_hyphen(cp) || cp == 0x2011)
			return true;
	}
	return false;
}

/* Web addresses may be divided after their signs, without a hyphen. */
static bool
is_address(struct str t)
{
	return str_find(t, STR("://"), 0) != SIZE_MAX ||
	    str_starts(t, STR("www."));
}

static void
divide_address(struct hyphenation *h)
{
	struct str  t = h->w->text;
	struct unit u = { 0 };

	u.end = t.n;
	u.n = 2;
	for (size_t i = 8; i + 3 < t.n; i++) {
		if (strchr("/.?&=_-#", t.p[i - 1]) == NULL ||
		    strchr("/.?&=_-#", t.p[i]) != NULL)
			continue;
		u.at[1] = i;
		add_point(h, &u, 1, true);
	}
}

/* Points in the order of their bytes, each place once. */
static void
sort_points(struct hyphenation *h)
{
	for (uint32_t i = 1; i < h->n; i++) {
		struct point p = h->points[i];
		uint32_t     k = i;

		for (; k > 0 && h->points[k - 1].byte > p.byte; k--)
			h->points[k] = h->points[k - 1];
		h->points[k] = p;
	}
}

static void
divide_syllables(struct hyphenation *h)
{
	struct unit u;
	size_t	    at = 0;

	while (next_unit(h->w->text, at, &u)) {
		divide(h, &u);
		at = u.end;
	}
}

void
hyphen_points(struct faces *fs, const struct word *word)
{
	struct hyphenation	h = { .fs = fs, .w = word };
	struct word		*w = (struct word *)(uintptr_t)word;
	struct point		*p;

	if (w->points_known)
		return;
	w->points_known = true;
	if (is_address(w->text))
		divide_address(&h);
	else {
		h.resort = has_hyphen(w->text);
		if (h.resort)
			divide_compound(&h);
		divide_syllables(&h);
		sort_points(&h);
	}
	if (h.n == 0)
		return;
	p = ARENA_ARRAY(fs->arena, struct point, h.n);
	memcpy(p, h.points, h.n * sizeof(*p));
	w->points = p;
	w->npoints = h.n;
}
