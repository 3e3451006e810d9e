/*
 * Pictures of words.  A word is its face and its glyphs with their
 * places, all in thousandths of the size: however often it is set, its
 * outline is in the file once, and so is the outline of each glyph.
 */
#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "proof_int.h"

enum { SLOTS = 16384, WORD_MAX = 96, EM = 1000 };

struct glyph {
	uint16_t	 face;
	uint32_t	 gid;
	int		 dy;		/* [1/EM] */
	uint32_t	 number;
	struct str	 path;
	struct glyph	*next;
};

struct word {
	uint64_t	 hash;
	uint32_t	 number, n;
	const int32_t	*parts;		/* glyph, x; glyph, x … */
	struct word	*next, *later;
};

struct proof_words {
	struct arena	*arena;
	const struct frame *frame;
	FT_Library	 ft;
	FT_Face		*faces;		/* NULL until wanted */
	struct glyph	*glyphs[SLOTS];
	struct glyph	**list;		/* by number */
	uint32_t	 nglyphs, cglyphs;
	struct word	*words[SLOTS], *first, **last;
	uint32_t	 nwords;
};

int
proof_words_open(struct arena *a, const struct frame *f,
    struct proof_words **out, struct error *e)
{
	struct proof_words *w = ARENA_NEW(a, struct proof_words);

	w->arena = a;
	w->frame = f;
	w->last = &w->first;
	w->faces = ARENA_ARRAY(a, FT_Face, f->nfaces + 1);
	*out = w;
	if (FT_Init_FreeType(&w->ft) != 0)
		return error_library(e, NULL, "FreeType does not start");
	for (uint32_t i = 0; i < f->nfaces; i++)
		if (FT_New_Memory_Face(w->ft,
		    (const FT_Byte *)f->faces[i].bytes.p,
		    (FT_Long)f->faces[i].bytes.n, f->faces[i].index,
		    &w->faces[i]) != 0)
			return error_library(e, f->faces[i].path,
			    "FreeType cannot read the face");
	return 0;
}

void
proof_words_close(struct proof_words *w)
{
	for (uint32_t i = 0; i < w->frame->nfaces; i++)
		if (w->faces[i] != NULL)
			(void)FT_Done_Face(w->faces[i]);
	if (w->ft != NULL)
		(void)FT_Done_FreeType(w->ft);
}

/* An outline on its way: the pen after rounding. */
struct trace {
	struct buf	*out;
	long		 upem, dy;
	long		 x, y;
	bool		 open;
};

static long
unit(const struct trace *t, long v)
{
	long n = v * EM * 2 + (v < 0 ? -t->upem : t->upem);

	return n / (2 * t->upem);
}

static void
point(struct trace *t, char sign, const FT_Vector *v, bool move)
{
	long x = unit(t, v->x), y = -unit(t, v->y) + t->dy;

	if (sign != 0)
		buf_putc(t->out, sign);
	buf_printf(t->out, "%ld %ld ", x - t->x, y - t->y);
	if (move) {
		t->x = x;
		t->y = y;
	}
}

/* A contour begins: its place apart, so that words can move it. */
static int
move_to(const FT_Vector *to, void *data)
{
	struct trace *t = data;

	if (t->open)
		buf_putc(t->out, '|');
	t->open = true;
	t->x = unit(t, to->x);
	t->y = -unit(t, to->y) + t->dy;
	buf_printf(t->out, "%ld %ld ", t->x, t->y);
	return 0;
}

static int
line_to(const FT_Vector *to, void *data)
{
	point(data, 'l', to, true);
	return 0;
}

static int
conic_to(const FT_Vector *c, const FT_Vector *to, void *data)
{
	point(data, 'q', c, false);
	point(data, 0, to, true);
	return 0;
}

static int
cubic_to(const FT_Vector *c, const FT_Vector *d, const FT_Vector *to,
    void *data)
{
	point(data, 'c', c, false);
	point(data, 0, d, false);
	point(data, 0, to, true);
	return 0;
}

static struct str
outline(struct proof_words *w, const struct glyph *g)
{
	static const FT_Outline_Funcs funcs = { move_to, line_to, conic_to,
	    cubic_to, 0, 0 };
	FT_Face		face = w->faces[g->face];
	struct buf	b;
	struct str	path = STR("");
	struct trace	t = { .out = &b, .upem = face->units_per_EM,
	    .dy = g->dy };

	if (FT_Load_Glyph(face, g->gid, FT_LOAD_NO_SCALE |
	    FT_LOAD_NO_BITMAP) != 0 || t.upem == 0 ||
	    face->glyph->format != FT_GLYPH_FORMAT_OUTLINE)
		return path;
	buf_init(&b);
	if (FT_Outline_Decompose(&face->glyph->outline, &funcs, &t) == 0)
		path = buf_dup(&b, w->arena);
	buf_release(&b);
	return path;
}

static uint32_t
glyph_number(struct proof_words *w, uint16_t face, uint32_t gid, int dy)
{
	struct glyph **p = &w->glyphs[(gid * 7u + face * 977u +
	    (unsigned)dy * 31u) % SLOTS], *g;

	for (; *p != NULL; p = &(*p)->next)
		if ((*p)->gid == gid && (*p)->face == face && (*p)->dy == dy)
			return (*p)->number;
	g = *p = ARENA_NEW(w->arena, struct glyph);
	g->face = face;
	g->gid = gid;
	g->dy = dy;
	g->path = outline(w, g);
	g->number = w->nglyphs;
	if (w->nglyphs == w->cglyphs) {
		struct glyph **grown;

		w->cglyphs = w->cglyphs ? 2 * w->cglyphs : 256;
		grown = ARENA_ARRAY(w->arena, struct glyph *, w->cglyphs);
		if (w->nglyphs > 0)
			memcpy(grown, w->list, w->nglyphs * sizeof(*grown));
		w->list = grown;
	}
	w->list[w->nglyphs++] = g;
	return g->number;
}

/* Words are the same when their glyphs are: the first one's places hold,
 * the others are scaled to their width. */
static struct word *
word_of(struct proof_words *w, const int32_t *parts, uint32_t n)
{
	uint64_t	 h = 14695981039346656037u;
	struct word	**p, *new;
	uint32_t	 i;

	for (i = 0; i < n; i++)
		h = (h ^ (uint64_t)parts[2 * i]) * 1099511628211u;
	for (p = &w->words[h % SLOTS]; *p != NULL; p = &(*p)->next) {
		if ((*p)->hash != h || (*p)->n != n)
			continue;
		for (i = 0; i < n && (*p)->parts[2 * i] == parts[2 * i]; i++)
			;
		if (i == n)
			return *p;
	}
	new = *p = ARENA_NEW(w->arena, struct word);
	new->hash = h;
	new->n = n;
	new->number = w->nwords++;
	new->parts = memcpy(ARENA_ARRAY(w->arena, int32_t, 2 * n), parts,
	    2 * n * sizeof(*parts));
	*w->last = new;
	w->last = &new->later;
	return new;
}

/* A word being gathered from a run. */
struct gather {
	int32_t		 parts[2 * WORD_MAX];
	uint32_t	 n;
	sp		 x;		/* of its first glyph */
};

static void
flush(struct proof_words *w, const struct frame_run *r, struct gather *g,
    struct buf *out)
{
	const struct word	*word;
	int64_t			 width = 1000;
	int32_t			 own, mine;

	if (g->n == 0)
		return;
	word = word_of(w, g->parts, g->n);
	own = word->parts[2 * (g->n - 1) + 1];
	mine = g->parts[2 * (g->n - 1) + 1];
	if (own > 0 && mine > 0)
		width = (int64_t)mine * 1000 / own;
	width = width * (r->hscale ? r->hscale : 1000) / 1000;
	buf_printf(out, "%u,%d,%d,", word->number, PROOF_UNIT(g->x),
	    (int)width);
	g->n = 0;
}

static bool
is_blank(struct str text, size_t at, size_t n)
{
	struct str s = str_sub(text, at, at + n);
	size_t	   i = 0;

	return n > 0 && cp_is_space(utf8_next(s, &i));
}

void
proof_words_put(struct proof_words *w, const struct frame_run *r,
    struct buf *out)
{
	struct gather	g = { .n = 0 };
	int64_t		em = (int64_t)r->size * (r->hscale ? r->hscale :
			    1000) / 1000;
	sp		x = r->x;
	size_t		at = 0;
	uint32_t	k = 0;

	for (uint32_t c = 0; em > 0 && c < r->nclusters; c++) {
		bool blank = is_blank(r->text, at, r->clusters[c].bytes);

		if (blank || g.n + r->clusters[c].glyphs > WORD_MAX)
			flush(w, r, &g, out);
		for (unsigned i = 0; i < r->clusters[c].glyphs; i++, k++) {
			const struct frame_glyph *f = &r->glyphs[k];

			if (!blank && g.n < WORD_MAX) {
				if (g.n == 0)
					g.x = x;
				g.parts[2 * g.n] = (int32_t)glyph_number(w,
				    r->face, f->gid, (int)((int64_t)f->dy *
				    EM / r->size));
				g.parts[2 * g.n + 1] = (int32_t)(((int64_t)x +
				    f->dx - g.x) * EM / em);
				g.n++;
			}
			x += f->adv;
		}
		at += r->clusters[c].bytes;
	}
	flush(w, r, &g, out);
}

void
proof_words_tables(const struct proof_words *w, struct buf *out)
{
	buf_puts(out, "const G=[");
	for (uint32_t i = 0; i < w->nglyphs; i++) {
		buf_puts(out, i ? ",\n\"" : "\"");
		buf_put_str(out, w->list[i]->path);
		buf_putc(out, '"');
	}
	buf_puts(out, "];\nconst W=[");
	for (const struct word *d = w->first; d != NULL; d = d->later) {
		buf_puts(out, d == w->first ? "[" : ",[");
		for (uint32_t i = 0; i < 2 * d->n; i++)
			buf_printf(out, i ? ",%d" : "%d", d->parts[i]);
		buf_putc(out, ']');
	}
	buf_puts(out, "];\n");
}
