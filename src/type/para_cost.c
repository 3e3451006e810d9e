/*
 * What lines cost, and what they do with their space.
 *
 * x, the effort of a line [1/ONE]: ONE when spaces and glyphs are
 * stretched (-ONE: shrunk) as far as is good.
 */
#include "para_cost.h"

enum { EXPAND = 30 /* [1/1000] */, LEAD = 20 /* [1/10] */,
	LOOSE = 11 /* [1/10] */, EASE = 45 /* [1/100] */,
	LOOSE_X = ONE * 6 / 10 /* spaces grow wide */,
	CALM = 600 /* a change of effort nobody sees */ };

sp
para_target(const struct para *p, const struct brk *a, const struct brk *b)
{
	sp w = p->measure - p->left - p->right - a->inset;

	if (a->begins)
		w -= p->indent;
	return w + a->hang_left + b->hang_right;
}

static int64_t
line_glyphs(const struct brk *a, const struct brk *b)
{
	return b->end.glyphs - a->start.glyphs;
}

/* The space to fill beyond the natural width; negative: too wide. */
int64_t
line_delta(const struct para *p, const struct brk *a, const struct brk *b)
{
	return para_target(p, a, b) - line_glyphs(a, b) -
	    (b->end.spaces - a->start.spaces);
}

int32_t
line_effort(const struct para *p, const struct brk *a, const struct brk *b,
    int64_t delta)
{
	int64_t give = line_glyphs(a, b) * EXPAND / 1000, x;

	if (p->align != ALIGN_JUSTIFY)
		give = para_target(p, a, b) / (p->align == ALIGN_CENTER ?
		    2 : 4);
	else
		give += delta >= 0 ? b->end.stretch - a->start.stretch :
		    b->end.shrink - a->start.shrink;
	if (give <= 0)
		give = 1;
	x = delta * ONE / give;
	return (int32_t)(x > ONE * 1000 ? ONE * 1000 :
	    x < -ONE * 1000 ? -ONE * 1000 : x);
}

static int64_t
badness(int32_t x)
{
	int64_t a = x < 0 ? -x : x * LOOSE / 10;

	if (a > ONE * 8)
		a = ONE * 8;
	return a * a * a * 100 / ((int64_t)ONE * ONE * ONE);
}

/* The last line: as wide as it is, but neither short nor nearly full. */
static int64_t
last_cost(const struct para *p, const struct brk *a, const struct brk *b,
    int64_t delta)
{
	sp	indent = p->indent > 0 ? p->indent : p->style->size;
	int64_t	width = para_target(p, a, b) - delta, c = 0;

	if (a->begins)
		return 0;	/* the only line */
	if (width < indent + (int64_t)p->style->size * 3 / 2)
		c += COST_SHORT_LAST;
	if (delta > 0 && delta < indent)
		c += COST_FULL_LAST;
	if (a->hyphen)
		c += COST_LAST_HYPHEN;
	return c;
}

/* The same word at two line starts or ends, or the same part of one. */
static int64_t
stack_cost(const struct brk *a, const struct brk *b)
{
	int64_t one = a->point > 0 || b->point > 0 ? COST_SYLLABLES :
	    COST_STACK;

	return (a->first_word != 0 && a->first_word == b->first_word) * one +
	    (a->last_word != 0 && a->last_word == b->last_word) * one;
}

int64_t
line_cost(const struct para *p, const struct brk *a, const struct brk *b,
    int64_t delta, int32_t *x)
{
	int64_t c;
	bool	last = b->forced;

	if (last && delta >= 0 && p->align != ALIGN_CENTER)
		*x = p->align == ALIGN_JUSTIFY ? 0 : *x / 4;
	c = COST_LINE + badness(*x);
	c = c * c + b->penalty;
	if (a->hyphen && b->hyphen)
		c += COST_TWO_HYPHENS;
	if (last && b->atom == p->natoms && p->align == ALIGN_JUSTIFY)
		c += last_cost(p, a, b, delta);
	if (*x < -ONE || *x > ONE)
		c += COST_TRACKING;
	if (!last)
		c += stack_cost(a, b);
	return c;
}

struct gap {
	sp from, to;
};

enum { GAPS_MAX = 48 };

static sp
tail_width(const struct para *p, const struct brk *a, const struct atom *w)
{
	const struct look *l = &p->looks[w->look];

	return units_sp(w->word->points[a->point - 1].tail, l->face,
	    l->size);
}

/* Where the spaces of the stretched line a-b stand. */
static int
find_gaps(const struct para *p, const struct brk *a, const struct brk *b,
    struct gap *out)
{
	struct fit f = para_fit(p, a, b, false);
	uint32_t   i = a->point > 0 || a->begins ? a->atom : a->atom + 1;
	sp	   pen = (a->begins ? p->indent : 0) + a->inset -
		   a->hang_left, w;
	int	   n = 0;

	for (; i < b->atom && n < GAPS_MAX; i++) {
		const struct atom *at = &p->atoms[i];

		w = at->width;
		if (i == a->atom && a->point > 0)
			w = tail_width(p, a, at);
		if (at->kind == ATOM_WORD)
			w += (sp)((int64_t)w * f.step / 200);
		else
			w = (sp)((int64_t)w * f.ratio / 1000);
		if (at->kind == ATOM_SPACE && at->may_break)
			out[n++] = (struct gap){ pen, pen + w };
		pen += w;
	}
	return n;
}

/* Spaces of one line that lie under spaces of the other: the matter of
 * rivers, where both lines are loose. */
static int
aligned_gaps(const struct para *p, const struct brk *a, const struct brk *b,
    const struct brk *c)
{
	struct gap x[GAPS_MAX], y[GAPS_MAX];
	int	   nx = find_gaps(p, a, b, x), ny = find_gaps(p, b, c, y),
		   i = 0, k = 0, n = 0;

	while (i < nx && k < ny) {
		sp from = x[i].from > y[k].from ? x[i].from : y[k].from,
		   to = x[i].to < y[k].to ? x[i].to : y[k].to;

		n += to - from > (x[i].to - x[i].from) * 6 / 10;
		if (x[i].to < y[k].to)
			i++;
		else
			k++;
	}
	return n;
}

/* What two neighbours cost beyond themselves: lines a-b and b-c. */
int64_t
pair_cost(const struct para *p, const struct brk *a, const struct brk *b,
    const struct brk *c, int32_t x, int32_t y)
{
	int64_t dx = (x < y ? y - x : x - y) - CALM, k = 0;

	if (p->align == ALIGN_JUSTIFY && !c->forced && dx > 0)
		k = COST_CONTRAST * dx * dx / ((int64_t)ONE * ONE);
	if (p->align == ALIGN_JUSTIFY && x > LOOSE_X && y > LOOSE_X)
		k += COST_RIVER * aligned_gaps(p, a, b, c);
	if (a->hyphen && b->hyphen && c->hyphen)
		k += COST_THREE_HYPHENS;
	return k;
}

/* Steps of expansion for an effort: the glyphs give before the spaces,
 * all they have at half effort, for no eye sees 3 % of a letter's width
 * and every eye a space. */
static int
glyph_steps(int32_t x)
{
	int32_t n = x * 6 * LEAD / 10;

	n = (n + (x < 0 ? -ONE / 2 : ONE / 2)) / ONE;
	return n > 6 ? 6 : n < -6 ? -6 : n;
}

/*
 * What a line does with its space: glyphs are expanded in steps of
 * 0.5 %, letters spaced only where spaces and glyphs have given all that
 * is good; the spaces take the rest.
 */
struct fit
para_fit(const struct para *p, const struct brk *a, const struct brk *b,
    bool last)
{
	struct fit	f = { .ratio = 1000 };
	int64_t		delta = line_delta(p, a, b), give;
	int32_t		x, count = b->end.count - a->start.count;

	if (p->align != ALIGN_JUSTIFY || (last && delta >= 0))
		return f;
	x = line_effort(p, a, b, delta);
	x = x > ONE ? ONE : x < -ONE ? -ONE : x;
	f.step = glyph_steps(x);
	f.rest = delta - line_glyphs(a, b) * f.step / 200;
	give = delta >= 0 ? b->end.stretch - a->start.stretch :
	    a->start.shrink - b->end.shrink;
	give = give * EASE / 100;
	if (count > 0 && (delta >= 0 ? f.rest > give : f.rest < give)) {
		int64_t max = p->style->size / 100,
			t = (f.rest - give) / count;

		f.track = (sp)(t > max ? max : t < -max ? -max : t);
		f.rest -= (int64_t)f.track * count;
	}
	f.ratio = space_ratio(f.rest, b->end.stretch - a->start.stretch,
	    b->end.shrink - a->start.shrink);
	return f;
}
