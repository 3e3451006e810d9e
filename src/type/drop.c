/*
 * Drop initials.
 *
 *   drop_initial
 *     find_letter	the letter, the marks before it
 *     trace_letter	its outline, as the edges of each line beside it
 *     put_letter	its size, its place: cap height of the first line
 *			to the baseline of the last, left edge optical
 *     fit_lines	how far each line stands from the edge
 *     take_out		the letter leaves the paragraph
 *
 * The letter and the marks say nothing for extraction: the glyphs behind
 * them say the whole word (struct drop).
 */
#include <string.h>

#include "octavo/buf.h"
#include "octavo/terms.h"

#include "para_int.h"

enum {
	ROWS = 48,		/* of the profile at the left */
	STEPS = 12,		/* chords of a curve */
	GAP = 24,		/* letter to text [size/100] */
	GAP_WORD = 12,		/* … that goes on with its word */
	ASCENT = 68,		/* of the lines beside it [size/100] */
	DESCENT = 6,
	OPTICAL = 30,		/* of the mean white at the left [1/100] */
	OPTICAL_MAX = 4,	/* [1/100 of the letter's size] */
	MEASURE_MIN = 12	/* [em] beside it */
};

struct outline {
	sp	 size;			/* of the letter */
	const struct face *face;
	int	 nbands;
	float	 low[DROP_LINES_MAX], high[DROP_LINES_MAX];	/* [u] */
	float	 right[DROP_LINES_MAX];	/* furthest ink; -1e9: none */
	float	 left[ROWS];		/* first ink of each row */
	float	 top;			/* of the rows: cap height [u] */
	float	 xmin, ymin;
	float	 x, y, x0, y0;		/* pen; where the contour began */
};

struct dropping {
	struct arena	*arena;
	struct para	*p;
	uint32_t	 word;		/* atom of the letter */
	size_t		 at, end;	/* its bytes */
	int		 lines;
	sp		 text, leading;	/* size of the text */
	struct outline	 o;
	struct drop	*drop;
	struct look	 look;
};

static bool
is_opening(uint32_t cp)
{
	return cp == CP_LAQUO || cp == 0x2039 || cp == 0x201C ||
	    cp == 0x2018 || cp == 0x201E || cp == '(' || cp == '[' ||
	    cp == '"';
}

/* The first letter of the paragraph, where nothing but opening marks
 * stands before it. */
static bool
find_letter(struct dropping *d)
{
	const struct para *p = d->p;

	for (uint32_t i = 0; i < p->natoms && i < 4; i++) {
		const struct word *w = p->atoms[i].word;
		size_t		   k = 0, at = 0;
		uint32_t	   cp = 0;

		if (p->atoms[i].kind != ATOM_WORD)
			continue;
		while (k < w->text.n) {
			at = k;
			if (!is_opening(cp = utf8_next(w->text, &k)))
				break;
		}
		if (is_opening(cp))
			continue;
		d->word = i;
		d->at = at;
		d->end = k;
		d->look = p->looks[p->atoms[i].look];
		return cp_is_letter(cp) && d->look.raise == 0 &&
		    d->look.artifact == ARTIFACT_NONE;
	}
	return false;
}

/* One straight piece of the outline. */
static void
chord(struct outline *o, float x1, float y1)
{
	float	 x0 = o->x, y0 = o->y, from = y0 < y1 ? y0 : y1,
		 to = y0 < y1 ? y1 : y0, dx = x1 - x0, dy = y1 - y0;

	for (int i = 0; i < o->nbands; i++) {
		float a = from > o->low[i] ? from : o->low[i],
		      b = to < o->high[i] ? to : o->high[i], xa, xb;

		if (a > b)
			continue;
		xa = dy != 0 ? x0 + dx * (a - y0) / dy : x0;
		xb = dy != 0 ? x0 + dx * (b - y0) / dy : x1;
		xa = xa > xb ? xa : xb;
		o->right[i] = xa > o->right[i] ? xa : o->right[i];
	}
	for (int i = 0; i < ROWS && dy != 0; i++) {
		float y = o->top * ((float)i + 0.5F) / ROWS, x;

		if (y < from || y > to)
			continue;
		x = x0 + dx * (y - y0) / dy;
		o->left[i] = x < o->left[i] ? x : o->left[i];
	}
	o->xmin = x1 < o->xmin ? x1 : o->xmin;
	o->ymin = y1 < o->ymin ? y1 : o->ymin;
	o->x = x1;
	o->y = y1;
}

static void
move_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x,
    float y, void *user)
{
	struct outline *o = data;

	(void)f;
	(void)st;
	(void)user;
	o->x = x;
	o->y = y;
}

static void
line_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float x,
    float y, void *user)
{
	(void)f;
	(void)st;
	(void)user;
	chord(data, x, y);
}

/* Quadratic curves reach this too: HarfBuzz raises them. */
static void
cubic_to(hb_draw_funcs_t *f, void *data, hb_draw_state_t *st, float ax,
    float ay, float bx, float by, float x, float y, void *user)
{
	struct outline *o = data;
	float		x0 = o->x, y0 = o->y;

	(void)f;
	(void)st;
	(void)user;
	for (int i = 1; i <= STEPS; i++) {
		float t = (float)i / STEPS, s = 1 - t;

		chord(o, s * s * s * x0 + 3 * s * s * t * ax +
		    3 * s * t * t * bx + t * t * t * x,
		    s * s * s * y0 + 3 * s * s * t * ay +
		    3 * s * t * t * by + t * t * t * y);
	}
}

static void
trace_glyph(struct outline *o, uint32_t gid)
{
	hb_draw_funcs_t *f = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(f, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(f, line_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(f, cubic_to, NULL, NULL);
	hb_draw_funcs_make_immutable(f);
	hb_font_get_glyph_shape(o->face->font, gid, f, o);
	hb_draw_funcs_destroy(f);
}

/* Height of a capital H, which is flat. */
static int
cap_height(struct dropping *d)
{
	const struct face *f = d->look.face;
	const struct word *w = shape_word(d->p->faces, f, 0, d->look.lang,
	    STR("H"));
	hb_glyph_extents_t e;

	if (w->nglyphs != 1 || w->missing ||
	    !hb_font_get_glyph_extents(f->font, w->glyphs[0].gid, &e) ||
	    e.y_bearing <= 0)
		return 0;
	return e.y_bearing;
}

/* [sp] to units of the letter's face at its size. */
static float
in_units(const struct outline *o, int64_t v)
{
	return (float)(v * o->face->upem) / (float)o->size;
}

static bool
trace_letter(struct dropping *d, const struct word *letter)
{
	struct outline *o = &d->o;
	int		cap = cap_height(d);

	if (cap == 0 || letter->nglyphs == 0 || letter->missing)
		return false;
	o->face = d->look.face;
	o->size = (sp)((int64_t)(d->lines - 1) * d->leading *
	    (int64_t)o->face->upem / cap) + d->text;
	o->nbands = d->lines < DROP_LINES_MAX ? d->lines + 1 : d->lines;
	o->top = (float)cap;
	o->xmin = o->ymin = 1e9F;
	for (int i = 0; i < o->nbands; i++) {
		int64_t up = (int64_t)(d->lines - 1 - i) * d->leading;

		o->low[i] = in_units(o, up - d->text * DESCENT / 100);
		o->high[i] = in_units(o, up + (int64_t)d->text * ASCENT /
		    100);
		o->right[i] = -1e9F;
	}
	for (int i = 0; i < ROWS; i++)
		o->left[i] = 1e9F;
	trace_glyph(o, letter->glyphs[0].gid);
	return o->xmin < 1e9F;
}

/*
 * Where the letter's ink begins, seen from its origin [u]: a stem on the
 * edge itself; what is round or slants away hangs over it by a part of
 * the white it leaves.
 */
static float
optical_edge(const struct outline *o)
{
	float	white = 0, max = (float)o->face->upem * OPTICAL_MAX / 100;
	int	n = 0;

	for (int i = 0; i < ROWS; i++)
		if (o->left[i] < 1e9F) {
			white += o->left[i] - o->xmin;
			n++;
		}
	white = n > 0 ? white / (float)n * OPTICAL / 100 : 0;
	return o->xmin + (white < max ? white : max);
}

/* A paragraph of one line, beside those of the text. */
static struct para *
alone(struct dropping *d, uint32_t natoms)
{
	struct para *q = ARENA_NEW(d->arena, struct para);

	*q = *d->p;
	q->arena = d->arena;
	q->drop = NULL;
	q->silent = true;
	q->atoms = ARENA_ARRAY(d->arena, struct atom, natoms + 1);
	q->looks = ARENA_ARRAY(d->arena, struct look, q->nlooks + 1);
	memcpy(q->looks, d->p->looks, q->nlooks * sizeof(*q->looks));
	q->natoms = q->capatoms = natoms;
	q->caplooks = q->nlooks;
	return q;
}

static void
put_letter(struct dropping *d, const struct word *letter)
{
	const struct outline	*o = &d->o;
	struct para		*q = alone(d, 1);
	struct look		*l = &q->looks[0];
	struct atom		*a = &q->atoms[0];

	*l = d->look;
	l->size = o->size;
	l->raise = -(d->lines - 1) * d->leading;
	l->tracking = 0;
	l->hyphens = false;
	q->nlooks = 1;
	*a = d->p->atoms[d->word];
	a->word = letter;
	a->look = 0;
	a->off += (uint32_t)d->at;
	a->len = (uint32_t)(d->end - d->at);
	a->width = units_sp(letter->width, l->face, l->size);
	d->drop->letter = q;
	d->drop->letter_x = d->p->left - units_sp((int64_t)optical_edge(o),
	    o->face, o->size);
}

/* The text up to the end of the letter. */
static struct str
lead_text(struct dropping *d)
{
	struct buf b;
	struct str s;

	buf_init(&b);
	for (uint32_t i = 0; i <= d->word; i++)
		if (d->p->atoms[i].kind != ATOM_WORD)
			buf_putc(&b, ' ');
		else
			buf_put_str(&b, i < d->word ?
			    d->p->atoms[i].word->text :
			    str_sub(d->p->atoms[i].word->text, 0, d->end));
	s = buf_dup(&b, d->arena);
	buf_release(&b);
	return s;
}

/* The marks before the letter hang before it, in the text's size. */
static void
put_mark(struct dropping *d)
{
	uint32_t	 n = d->word + (d->at > 0);
	struct para	*q;
	sp		 w = d->text / 12;

	if (n == 0)
		return;
	q = alone(d, n);
	memcpy(q->atoms, d->p->atoms, n * sizeof(*q->atoms));
	if (d->at > 0) {
		struct atom *a = &q->atoms[n - 1];

		a->word = shape_word(q->faces, a->word->face,
		    a->word->features, a->word->lang,
		    str_sub(a->word->text, 0, d->at));
		a->len = (uint32_t)d->at;
		a->width = units_sp(a->word->width, d->look.face,
		    d->look.size) + (sp)a->word->nglyphs * d->look.tracking;
	}
	for (uint32_t i = 0; i < n; i++) {
		if (q->atoms[i].kind == ATOM_SPACE)
			q->atoms[i].width = q->atoms[i].stretch =
			    q->atoms[i].shrink = 0;
		w += q->atoms[i].width;
	}
	d->drop->mark = q;
	d->drop->mark_x = d->p->left - w;
}

/* Lines do not go back below a part that stands out: they follow the
 * letter only outwards. */
static void
fit_lines(struct dropping *d, bool goes_on)
{
	const struct outline *o = &d->o;
	struct drop	     *r = d->drop;
	sp		      far = 0;

	for (int i = 0; i < o->nbands; i++) {
		sp in, gap = d->text * GAP / 100;

		if (o->right[i] < -1e8F)
			in = 0;
		else
			in = r->letter_x - d->p->left + units_sp(
			    (int64_t)o->right[i], o->face, o->size);
		if (i >= d->lines && in <= 0)
			break;		/* nothing hangs so low */
		if (in > far || i >= d->lines)
			far = in;	/* … but below it to what hangs */
		if (i == 0 && goes_on)
			gap = d->text * GAP_WORD / 100;
		r->inset[i] = far + gap;
		r->lines = (unsigned)i + 1;
	}
}

/* The word goes on in a look without hyphens: what is left of it has
 * not the word's syllables. */
static void
rest_of_word(struct dropping *d)
{
	struct para	*p = d->p;
	struct atom	*a = &p->atoms[d->word];
	struct look	 l = p->looks[a->look];
	const struct word *w = a->word;

	l.hyphens = false;
	a->look = itemise_add_look(p, &l);
	a->word = shape_word(p->faces, w->face, w->features, w->lang,
	    str_sub(w->text, d->end, w->text.n));
	a->off += (uint32_t)d->end;
	a->len -= (uint32_t)d->end;
	a->width = units_sp(a->word->width, l.face, l.size) +
	    (sp)a->word->nglyphs * l.tracking;
}

/* The first words in small capitals. */
static void
small_words(struct para *p, int words)
{
	uint32_t features;
	struct look l;

	for (uint32_t i = 0; i < p->natoms && words > 0; i++) {
		struct atom *a = &p->atoms[i];

		if (a->kind == ATOM_SPACE && a->may_break)
			words--;
		l = p->looks[a->look];
		if (a->kind != ATOM_WORD || words == 0 ||
		    !l.face->has_smcp || l.raise != 0)
			continue;
		features = l.features | FEAT_SMCP;
		a->word = shape_word(p->faces, a->word->face, features,
		    a->word->lang, a->word->text);
		l.features = features;
		l.hyphens = false;
		a->look = itemise_add_look(p, &l);
		a->width = units_sp(a->word->width, l.face, l.size) +
		    (sp)a->word->nglyphs * l.tracking;
	}
}

static void
take_out(struct dropping *d, bool goes_on)
{
	struct para *p = d->p;
	uint32_t     gone = d->word;

	if (goes_on)
		rest_of_word(d);
	else
		gone++;
	memmove(p->atoms, p->atoms + gone, (p->natoms - gone) *
	    sizeof(*p->atoms));
	p->natoms -= gone;
	if (!goes_on) {		/* its space stands beside the letter */
		p->atoms[0].stretch = p->atoms[0].shrink = 0;
		p->atoms[0].may_break = false;
		d->drop->inset[0] -= p->atoms[0].width;
	}
	p->indent = 0;
	p->drop = d->drop;
}

bool
drop_initial(struct arena *a, struct para *p, int lines)
{
	struct dropping	   d = { .arena = a, .p = p, .lines = lines };
	const struct word *letter, *w;
	bool		   goes_on;

	if (lines < 2 || lines > DROP_LINES_MAX || !find_letter(&d))
		return false;
	w = p->atoms[d.word].word;
	goes_on = d.end < w->text.n;
	if (!goes_on && (d.word + 1 >= p->natoms ||
	    p->atoms[d.word + 1].kind != ATOM_SPACE))
		return false;
	d.text = d.look.size;
	d.leading = p->style->leading;
	letter = shape_word(p->faces, w->face, w->features &
	    ~(uint32_t)(FEAT_SMCP | FEAT_C2SC), w->lang,
	    str_sub(w->text, d.at, d.end));
	if (!trace_letter(&d, letter))
		return false;
	d.drop = ARENA_NEW(a, struct drop);
	d.drop->lead = lead_text(&d);
	put_letter(&d, letter);
	fit_lines(&d, goes_on);
	if (p->measure - p->left - p->right - d.drop->inset[d.drop->lines -
	    1] < MEASURE_MIN * d.text)
		return false;
	put_mark(&d);
	take_out(&d, goes_on);
	small_words(p, p->style->initial_words);
	return true;
}
