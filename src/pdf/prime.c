/*
 * Prime: every glyph once, on a page that the finisher takes out again.
 *
 * cairo embeds a face as two subsets, one of WinAnsi codes and one of
 * two-byte codes.  The first glyph that says "a" gets the code of a in
 * the first; all others that say "a" go into the second.  Where a small
 * capital comes first, the ordinary letters of the whole book change
 * face at every word: twice the bytes, twice the time.  So the glyphs
 * are shown beforehand, of those that say the same the most frequent
 * first.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "paint.h"

enum { MAX_GID = 65536 };

/* How a glyph is known: what it says in the first of these ways. */
enum { SAYS_CHAR, SAYS_LIGATURE, SAYS_PART };

struct glyph_use {
	uint32_t n;			/* 0: the face's glyph is not used */
	uint32_t gid;
	char	 text[SHOWN_TEXT];	/* what it says */
	uint8_t	 len;
	uint8_t	 says;
};

/* The glyphs of a face, by number. */
struct uses {
	struct glyph_use *of;		/* malloc'd */
	uint32_t	  n;
};

static struct glyph_use *
use_of(struct uses *u, uint32_t gid)
{
	uint32_t n = u->n > 0 ? u->n : 1024;

	while (n <= gid)
		n *= 2;
	if (n > u->n) {
		u->of = xrealloc(u->of, n * sizeof(*u->of));
		memset(u->of + u->n, 0, (n - u->n) * sizeof(*u->of));
		u->n = n;
	}
	return &u->of[gid];
}

static void
note_use(struct glyph_use *u, uint32_t gid, int says, struct str text)
{
	if (u->n > 0 && u->says < says)
		return;
	if (u->n == 0 || u->says > says) {
		u->n = 0;
		u->gid = gid;
		u->says = (uint8_t)says;
		u->len = (uint8_t)text.n;
		if (text.n > 0)
			memcpy(u->text, text.p, text.n);
	}
	u->n++;
}

/* A glyph alone says its cluster's text; in company it has no say. */
static void
count_cluster(struct str text, const struct frame_glyph *g, uint32_t n,
    struct uses *uses)
{
	bool	alone = n == 1 && text.n > 0 && text.n < SHOWN_TEXT;
	size_t	i = 0;

	if (alone)
		(void)utf8_next(text, &i);
	for (uint32_t k = 0; k < n; k++)
		if (g[k].gid < MAX_GID)
			note_use(use_of(uses, g[k].gid), g[k].gid, !alone ?
			    SAYS_PART : i == text.n ? SAYS_CHAR :
			    SAYS_LIGATURE, alone ? text : STR(""));
}

/* What most of a book comes to: a letter that was met before. */
static bool
is_known(const struct frame_cluster *c, const char *text, uint32_t gid,
    const struct uses *uses)
{
	return c->bytes == 1 && c->glyphs == 1 && gid < uses->n &&
	    uses->of[gid].n > 0 && uses->of[gid].len == 1 &&
	    uses->of[gid].text[0] == text[0];
}

static void
count_run(const struct frame_run *r, struct uses *uses)
{
	size_t at = 0, g = 0;

	for (uint32_t k = 0; k < r->nclusters; k++) {
		const struct frame_cluster *c = &r->clusters[k];

		if (g + c->glyphs > r->nglyphs || at + c->bytes > r->text.n)
			return;
		if (is_known(c, r->text.p + at, r->glyphs[g].gid, uses))
			uses->of[r->glyphs[g].gid].n++;
		else
			count_cluster(pdf_said(str_sub(r->text, at,
			    at + c->bytes)), r->glyphs + g, c->glyphs, uses);
		at += c->bytes;
		g += c->glyphs;
	}
}

static int
by_text(const void *a, const void *b)
{
	const struct glyph_use *x = a, *y = b;
	int			c;

	if (x->says != y->says)
		return x->says < y->says ? -1 : 1;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	c = memcmp(x->text, y->text, x->len);
	if (c != 0)
		return c;
	return x->gid < y->gid ? -1 : x->gid > y->gid;
}

static bool
alike(const struct glyph_use *x, const struct glyph_use *y)
{
	return x->says == y->says && x->len == y->len &&
	    memcmp(x->text, y->text, x->len) == 0;
}

/*
 * Of those that say the same, the most frequent first.  All else goes by
 * number: how often a glyph is used changes with every correction, and
 * the fonts need not.
 */
static void
put_in_order(struct glyph_use *uses, uint32_t n)
{
	uint32_t from, to, best;

	qsort(uses, n, sizeof(*uses), by_text);
	for (from = 0; from < n; from = to) {
		struct glyph_use first;

		best = from;
		for (to = from + 1; to < n && alike(&uses[from], &uses[to]);
		    to++)
			if (uses[to].n > uses[best].n)
				best = to;
		first = uses[best];
		memmove(&uses[from + 1], &uses[from],
		    (best - from) * sizeof(*uses));
		uses[from] = first;
	}
}

/* The glyphs of a face, n of them, as one run far off the text. */
static void
make_run(struct arena *a, const struct pdf_shown *s, uint32_t n,
    struct frame_run *r)
{
	struct frame_glyph   *g = ARENA_ARRAY(a, struct frame_glyph, n + 1);
	struct frame_cluster *c = ARENA_ARRAY(a, struct frame_cluster,
	    n + 1);
	char		     *text = arena_alloc(a, (size_t)n * SHOWN_TEXT + 1);
	size_t		      len = 0;
	uint32_t	      m = 0, i;

	for (i = 0; i < n && s[i].len > 0; i++, m++) {
		g[i].gid = s[i].gid;
		c[m].glyphs = 1;
		c[m].bytes = s[i].len;
		memcpy(text + len, s[i].text, s[i].len);
		len += s[i].len;
	}
	/* Those that never stand alone, under one text. */
	if (i < n) {
		c[m].glyphs = (uint16_t)(n - i);
		c[m++].bytes = 1;
		text[len++] = ' ';
	}
	for (; i < n; i++)
		g[i].gid = s[i].gid;
	*r = (struct frame_run){ .x = SP_PT * 9, .y = SP_PT * 18,
	    .face = s->face, .hscale = 1000, .size = SP_PT * 9,
	    .artifact = ARTIFACT_RULE, .text = { text, len }, .glyphs = g,
	    .clusters = c, .nglyphs = n, .nclusters = m };
}

/* What was shown, for those who write in its codes (codes.c). */
static void
note_shown(struct arena *a, const struct glyph_use *uses, uint32_t n,
    uint16_t face, struct pdf_plan *plan)
{
	struct pdf_shown *s = ARENA_ARRAY(a, struct pdf_shown,
	    (size_t)plan->nshown + n);

	if (plan->nshown > 0)
		memcpy(s, plan->shown, plan->nshown * sizeof(*s));
	plan->shown = s;
	for (uint32_t i = 0; i < n; i++) {
		s = &plan->shown[plan->nshown++];
		s->gid = uses[i].gid;
		s->face = face;
		if (uses[i].says == SAYS_PART)
			continue;
		s->len = uses[i].len;
		memcpy(s->text, uses[i].text, uses[i].len);
	}
}

static void
list_face(struct pdf_plan *plan, struct uses *u, uint16_t face)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < u->n; i++)
		if (u->of[i].n > 0)
			u->of[n++] = u->of[i];
	put_in_order(u->of, n);
	if (n > 0)
		note_shown(plan->arena, u->of, n, face, plan);
	free(u->of);
}

void
pdf_list_shown(struct pdf_plan *plan)
{
	const struct frame *f = plan->inner != NULL ? plan->inner->frame :
	    plan->frame;
	struct uses	   *uses = ARENA_ARRAY(plan->arena, struct uses,
	    f->nfaces + 1);

	plan->primed = true;
	for (uint32_t i = 0; i < f->npages; i++)
		for (uint32_t k = 0; k < f->pages[i].nruns; k++) {
			const struct frame_run *r = &f->pages[i].runs[k];

			if (r->face < f->nfaces)
				count_run(r, &uses[r->face]);
		}
	for (uint16_t face = 0; face < f->nfaces; face++)
		list_face(plan, &uses[face], face);
}

int
painter_prime(struct painter *p, struct arena *a,
    const struct pdf_plan *plan, struct error *e)
{
	struct frame_run run;
	uint32_t	 to;

	for (uint32_t i = 0; i < plan->nshown; i = to) {
		for (to = i + 1; to < plan->nshown &&
		    plan->shown[to].face == plan->shown[i].face; to++)
			continue;
		make_run(a, &plan->shown[i], to - i, &run);
		if (painter_run(p, &run, e) < 0)
			return -1;
	}
	return 0;
}
