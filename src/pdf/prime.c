/*
 * Prime: every glyph once, on a page that the finisher takes out again.
 *
 * cairo embeds a face as two subsets, one of WinAnsi codes and one of
 * two-byte codes.  The first glyph that says "a" gets the code of a in
 * the first; all others that say "a" go into the second.  Where a small
 * capital comes first, the ordinary letters of the whole book change
 * face at every word: twice the bytes, twice the time.  So the glyphs
 * are shown beforehand, the most frequent first.
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
    struct glyph_use *uses)
{
	bool	alone = n == 1 && text.n > 0 && text.n < SHOWN_TEXT;
	size_t	i = 0;

	if (alone)
		(void)utf8_next(text, &i);
	for (uint32_t k = 0; k < n; k++)
		if (g[k].gid < MAX_GID)
			note_use(&uses[g[k].gid], g[k].gid, !alone ?
			    SAYS_PART : i == text.n ? SAYS_CHAR :
			    SAYS_LIGATURE, alone ? text : STR(""));
}

/* What most of a book comes to: a letter that was met before. */
static bool
is_known(const struct frame_cluster *c, const char *text, uint32_t gid,
    const struct glyph_use *uses)
{
	return c->bytes == 1 && c->glyphs == 1 && gid < MAX_GID &&
	    uses[gid].n > 0 && uses[gid].len == 1 &&
	    uses[gid].text[0] == text[0];
}

static void
count_run(const struct frame_run *r, struct glyph_use *uses)
{
	size_t at = 0, g = 0;

	for (uint32_t k = 0; k < r->nclusters; k++) {
		const struct frame_cluster *c = &r->clusters[k];

		if (g + c->glyphs > r->nglyphs || at + c->bytes > r->text.n)
			return;
		if (is_known(c, r->text.p + at, r->glyphs[g].gid, uses))
			uses[r->glyphs[g].gid].n++;
		else
			count_cluster(pdf_said(str_sub(r->text, at,
			    at + c->bytes)), r->glyphs + g, c->glyphs, uses);
		at += c->bytes;
		g += c->glyphs;
	}
}

static int
by_use(const void *a, const void *b)
{
	const struct glyph_use *x = a, *y = b;

	if (x->says != y->says)
		return x->says < y->says ? -1 : 1;
	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return x->gid < y->gid ? -1 : x->gid > y->gid;
}

/* The counted glyphs as one run far off the text. */
static void
make_run(struct arena *a, const struct glyph_use *uses, uint32_t n,
    uint16_t face, struct frame_run *r)
{
	struct frame_glyph   *g = ARENA_ARRAY(a, struct frame_glyph, n + 1);
	struct frame_cluster *c = ARENA_ARRAY(a, struct frame_cluster,
	    n + 1);
	char		     *text = arena_alloc(a, (size_t)n * SHOWN_TEXT + 1);
	size_t		      len = 0;
	uint32_t	      m = 0, i;

	for (i = 0; i < n && uses[i].says != SAYS_PART; i++, m++) {
		g[i].gid = uses[i].gid;
		c[m].glyphs = 1;
		c[m].bytes = uses[i].len;
		memcpy(text + len, uses[i].text, uses[i].len);
		len += uses[i].len;
	}
	/* Those that never stand alone, under one text. */
	if (i < n) {
		c[m].glyphs = (uint16_t)(n - i);
		c[m++].bytes = 1;
		text[len++] = ' ';
	}
	for (; i < n; i++)
		g[i].gid = uses[i].gid;
	*r = (struct frame_run){ .x = SP_PT * 9, .y = SP_PT * 18,
	    .face = face, .hscale = 1000, .size = SP_PT * 9,
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
count_face(const struct frame *f, uint16_t face, struct glyph_use *uses)
{
	for (uint32_t i = 0; i < f->npages; i++)
		for (uint32_t k = 0; k < f->pages[i].nruns; k++)
			if (f->pages[i].runs[k].face == face)
				count_run(&f->pages[i].runs[k], uses);
}

int
painter_prime(struct painter *p, struct arena *a, const struct frame *f,
    struct pdf_plan *plan, struct error *e)
{
	struct glyph_use *uses = xmalloc(MAX_GID * sizeof(*uses));
	struct frame_run  run;
	uint32_t	  n;
	int		  rc = 0;

	plan->primed = true;
	for (uint16_t face = 0; rc == 0 && face < f->nfaces; face++) {
		memset(uses, 0, MAX_GID * sizeof(*uses));
		count_face(f, face, uses);
		n = 0;
		for (uint32_t i = 0; i < MAX_GID; i++)
			if (uses[i].n > 0)
				uses[n++] = uses[i];
		if (n == 0)
			continue;
		qsort(uses, n, sizeof(*uses), by_use);
		make_run(a, uses, n, face, &run);
		note_shown(plan->arena, uses, n, face, plan);
		rc = painter_run(p, &run, e);
	}
	free(uses);
	return rc;
}
