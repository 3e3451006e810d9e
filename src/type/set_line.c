/*
 * A line of a paragraph becomes runs of positioned glyphs.
 *
 *   set_line
 *     pieces		the atoms of the line, words cut at its ends
 *     spread		what each space gets: adds up exactly
 *     put_piece …	glyphs and clusters, a run for each look
 *
 * Text for extraction (PDF-ENGINE 1.5): each space says " "; of a word
 * broken over two lines the head carries all bytes in one cluster, the
 * tail none.
 */
#include <string.h>

#include "para_int.h"

/* Part of an atom that stands on the line. */
struct piece {
	const struct atom  *atom;
	/* Where it is cut; NULL: at the word's ends. */
	const struct point *from, *to;
	const struct wglyph *glyphs;	/* of a word */
	uint32_t nglyphs;
	size_t	 base;		/* byte where the glyphs begin */
	bool	 hyphen;	/* a hyphen glyph follows */
	bool	 own_hyphen;	/* … and is among the glyphs already */
};

struct setter {
	struct arena	   *arena;
	const struct para  *p;
	struct set_line	   *line;
	struct piece	   *pieces;
	uint32_t	    npieces;
	struct fit	    fit;
	int64_t		    rest, elastic;	/* to spread; over what */
	int64_t		    given, passed;	/* spread so far */
	struct frame_glyph *glyphs;
	struct frame_cluster *clusters;
	char		   *text;
	uint32_t	    nglyphs, nclusters;
	size_t		    ntext;
	sp		    pen;
};

sp
para_natural(const struct brk *a, const struct brk *b)
{
	return (sp)(b->end.glyphs - a->start.glyphs + b->end.spaces -
	    a->start.spaces);
}

static sp
glyph_adv(const struct setter *s, const struct look *l, int32_t adv)
{
	int64_t n = (int64_t)adv * l->size * (200 + s->fit.step),
		d = (int64_t)l->face->upem * 200;

	return (sp)((n >= 0 ? n + d / 2 : n - d / 2) / d) + l->tracking;
}

/* The glyphs of a word between two points. */
static void
cut_word(const struct setter *s, struct piece *c)
{
	const struct word *w = c->atom->word;
	struct str	   t = w->text;
	char		   joined[1100];
	uint32_t	   g0 = 0, g1 = w->nglyphs;

	c->base = c->from != NULL ? c->from->byte : 0;
	c->hyphen = c->to != NULL && !c->to->hard;
	if ((c->from == NULL || c->from->safe) &&
	    (c->to == NULL || c->to->safe)) {
		if (c->from != NULL)
			g0 = c->from->glyph;
		if (c->to != NULL)
			g1 = c->to->glyph;
		c->glyphs = w->glyphs + g0;
		c->nglyphs = g1 - g0;
		c->base = 0;
		return;
	}
	t = str_sub(t, c->base, c->to != NULL ? c->to->byte : t.n);
	if (c->hyphen && t.n + 1 < sizeof(joined)) {
		memcpy(joined, t.p, t.n);
		joined[t.n] = '-';
		t = (struct str){ joined, t.n + 1 };
		c->own_hyphen = true;
	}
	w = shape_word(s->p->faces, w->face, c->from != NULL ?
	    tail_features(w->features) : w->features, w->lang, t);
	c->glyphs = w->glyphs;
	c->nglyphs = w->nglyphs;
}

static const struct point *
point_at(const struct para *p, const struct brk *k)
{
	return k->point > 0 ? &p->atoms[k->atom].word->points[k->point - 1] :
	    NULL;
}

/* Room for so many pieces, until the next line is set. */
static struct piece *
piece_room(struct faces *fs, size_t n)
{
	if (n > fs->npieces) {
		fs->npieces = n * 2;
		fs->pieces = xrealloc(fs->pieces,
		    fs->npieces * sizeof(struct piece));
	}
	return fs->pieces;
}

static void
find_pieces(struct setter *s)
{
	const struct para *p = s->p;
	const struct brk  *a = s->line->a, *b = s->line->b;
	uint32_t	   i, first, end;

	first = a->point > 0 || a->begins ? a->atom : a->atom + 1;
	end = b->point > 0 ? b->atom + 1 : b->atom;
	s->pieces = piece_room(p->faces, end > first ? end - first : 1);
	for (i = first; i < end; i++) {
		struct piece *c = &s->pieces[s->npieces++];

		memset(c, 0, sizeof(*c));
		c->atom = &p->atoms[i];
		if (c->atom->kind != ATOM_WORD)
			continue;
		if (i == a->atom && a->point > 0)
			c->from = point_at(p, a);
		if (i == b->atom && b->point > 0)
			c->to = point_at(p, b);
		cut_word(s, c);
	}
}

static sp
piece_width(const struct setter *s, const struct piece *c)
{
	const struct look *l = &s->p->looks[c->atom->look];
	sp		   w = 0;

	if (c->atom->kind != ATOM_WORD)
		return c->atom->width;
	for (uint32_t i = 0; i < c->nglyphs; i++)
		w += glyph_adv(s, l, c->glyphs[i].adv);
	if (c->nglyphs > 1)
		w += s->fit.track * (sp)(c->nglyphs - 1);
	if (c->hyphen && !c->own_hyphen)
		w += glyph_adv(s, l, l->face->hyphen_adv) + s->fit.track;
	return w;
}

/* How much the spaces have to take, from the true widths. */
static void
spread(struct setter *s)
{
	const struct set_line *line = s->line;
	int64_t		       w = 0, stretch = 0, shrink = 0;

	for (uint32_t i = 0; i < s->npieces; i++) {
		const struct atom *a = s->pieces[i].atom;

		w += piece_width(s, &s->pieces[i]);
		if (a->kind == ATOM_SPACE) {
			stretch += a->stretch;
			shrink += a->shrink;
		}
	}
	s->rest = para_target(s->p, line->a, line->b) - w;
	if (s->p->align != ALIGN_JUSTIFY || (line->last && s->rest >= 0))
		s->rest = 0;
	if (s->rest < -shrink * 3 / 2)	/* overfull: spaces stay spaces */
		s->rest = -shrink * 3 / 2;
	s->elastic = s->rest >= 0 ? stretch : shrink;
	s->line->ratio = space_ratio(s->rest, stretch, shrink);
}

static sp
space_adv(struct setter *s, const struct atom *a)
{
	int64_t upto;

	if (s->elastic == 0 || s->rest == 0)
		return a->width;
	s->passed += s->rest >= 0 ? a->stretch : a->shrink;
	upto = s->rest * s->passed / s->elastic;
	upto -= s->given;
	s->given += upto;
	return a->width + (sp)upto;
}

static void
put_glyph(struct setter *s, struct frame_run *r, const struct look *l,
    const struct wglyph *g, bool last)
{
	sp adv = glyph_adv(s, l, g->adv) + (last ? 0 : s->fit.track);

	s->glyphs[s->nglyphs++] = (struct frame_glyph){ g->gid, adv,
	    (sp)((int64_t)units_sp(g->dx, l->face, l->size) *
	    (200 + s->fit.step) / 200),
	    -units_sp(g->dy, l->face, l->size) };
	s->pen += adv;
	r->nglyphs++;
}

/* Letters that call a note read as superior letters, so that a copied
 * text has no mark glued to a word. */
static struct str
call_text(const struct look *l, struct str text, char out[4])
{
	static const uint16_t letters[] = { 0x1D43, 0x1D47, 0x1D9C, 0x1D48,
	    0x1D49, 0x1DA0, 0x1D4D, 0x02B0, 0x2071, 0x02B2, 0x1D4F, 0x02E1,
	    0x1D50, 0x207F, 0x1D52, 0x1D56, 'q', 0x02B3, 0x02E2, 0x1D57,
	    0x1D58, 0x1D5B, 0x02B7, 0x02E3, 0x02B8, 0x1DBB };

	if (l->elem == NULL || l->elem->kind != NODE_CALL || text.n != 1 ||
	    text.p[0] < 'a' || text.p[0] > 'z')
		return text;
	return (struct str){ out, utf8_encode(letters[text.p[0] - 'a'],
	    out) };
}

/* A century in small capitals reads as the numeral it is, not as small
 * letters: XVIIIe is what is searched for and copied. */
static struct str
numeral_text(const struct look *l, struct str text, char out[4])
{
	if (l->elem == NULL || l->elem->kind != NODE_SMALLCAPS ||
	    !str_eqz(l->elem->cls, "century") || text.n != 1 ||
	    (l->features & FEAT_SMCP) == 0)
		return text;
	return (struct str){ out, utf8_encode(cp_upper(
	    (unsigned char)text.p[0]), out) };
}

static void
put_cluster(struct setter *s, struct frame_run *r, const struct look *l,
    struct str text, uint32_t glyphs)
{
	char mark[4];

	text = numeral_text(l, call_text(l, text, mark), mark);
	if (s->p->silent)
		text = STR("");
	s->clusters[s->nclusters++] = (struct frame_cluster){
	    (uint16_t)text.n, (uint16_t)glyphs };
	r->nclusters++;
	if (text.n > 0)
		memcpy(s->text + s->ntext, text.p, text.n);
	s->ntext += text.n;
	r->text.n += text.n;
}

/* What the first glyphs behind a drop initial say: its letter too, so
 * that the word is read whole, where it stands. */
static struct str
led(const struct setter *s, const struct piece *c, struct str text)
{
	const struct drop *d = s->p->drop;
	char		  *all;

	if (d == NULL || c->atom != &s->p->atoms[d->atom] || c->from != NULL)
		return text;
	all = arena_alloc(s->arena, d->lead.n + text.n);
	memcpy(all, d->lead.p, d->lead.n);
	memcpy(all + d->lead.n, text.p, text.n);
	return (struct str){ all, d->lead.n + text.n };
}

static void
put_word(struct setter *s, struct frame_run *r, const struct piece *c)
{
	const struct look *l = &s->p->looks[c->atom->look];
	struct str	   t = c->atom->word->text;
	size_t		   silent = c->from != NULL ? c->from->to : 0,
			   carry = c->to != NULL ? c->to->from : SIZE_MAX,
			   at, next;
	uint32_t	   i = 0, k;
	bool		   added = c->hyphen && !c->own_hyphen;

	while (i < c->nglyphs) {
		at = c->base + c->glyphs[i].cluster;
		for (k = i; k < c->nglyphs; k++) {
			next = c->base + c->glyphs[k].cluster;
			if (next == at || (at < silent && next < silent) ||
			    (at >= carry && at >= silent))
				put_glyph(s, r, l, &c->glyphs[k],
				    k + 1 == c->nglyphs && !added);
			else
				break;
		}
		next = k < c->nglyphs ? c->base + c->glyphs[k].cluster :
		    c->to != NULL ? c->to->byte : t.n;
		if (at >= carry && at >= silent && added) {
			put_glyph(s, r, l, &(struct wglyph){
			    l->face->hyphen_gid, l->face->hyphen_adv, 0, 0,
			    0, false }, true);
			k++;
		}
		if (at < silent)
			put_cluster(s, r, l, STR(""), k - i);
		else if (at >= carry)
			put_cluster(s, r, l, str_sub(t, carry, c->to->to),
			    k - i);
		else
			put_cluster(s, r, l, i > 0 ? str_sub(t, at, next) :
			    led(s, c, str_sub(t, at, next)), k - i);
		i = k;
	}
}

static void
put_space(struct setter *s, struct frame_run *r, const struct look *l,
    sp adv, struct str text)
{
	s->glyphs[s->nglyphs++] = (struct frame_glyph){ l->face->space_gid,
	    adv, 0, 0 };
	s->pen += adv;
	r->nglyphs++;
	put_cluster(s, r, l, text, 1);
}

static struct frame_run *
new_run(struct setter *s, const struct piece *c)
{
	const struct look *l = &s->p->looks[c->atom->look];
	struct frame_run  *r = &s->line->runs[s->line->nruns++];

	r->x = s->pen;
	r->y = -l->raise;
	r->face = l->face->number;
	r->hscale = (uint16_t)(1000 + s->fit.step * 5);
	r->size = l->size;
	r->artifact = l->artifact;
	r->elem = l->elem;
	r->source = l->source;
	r->off = c->atom->off + (c->from != NULL ? c->from->byte : 0);
	r->glyphs = s->glyphs + s->nglyphs;
	r->clusters = s->clusters + s->nclusters;
	r->text.p = s->text + s->ntext;
	return r;
}

static bool
is_call(const struct setter *s, const struct piece *c)
{
	const struct node *elem = s->p->looks[c->atom->look].elem;

	return elem != NULL && elem->kind == NODE_CALL;
}

static void
make_room(struct setter *s)
{
	uint32_t glyphs = 2, runs = 1;
	size_t	 text = 2;

	if (s->p->drop != NULL)
		text += s->p->drop->lead.n;
	for (uint32_t i = 0; i < s->npieces; i++) {
		const struct piece *c = &s->pieces[i];

		glyphs += c->atom->kind == ATOM_WORD ?
		    c->nglyphs + c->hyphen : 1;
		text += c->atom->kind != ATOM_WORD ? 1 :
		    is_call(s, c) ? 3 * c->atom->word->text.n :
		    c->atom->word->text.n;
		runs += i > 0 && c->atom->look != c[-1].atom->look;
	}
	s->glyphs = ARENA_ARRAY(s->arena, struct frame_glyph, glyphs);
	s->clusters = ARENA_ARRAY(s->arena, struct frame_cluster, glyphs);
	s->text = arena_alloc(s->arena, text);
	s->line->runs = ARENA_ARRAY(s->arena, struct frame_run, runs);
}

void
set_line(struct arena *a, const struct para *p, struct set_line *line)
{
	struct setter	  s = { .arena = a, .p = p, .line = line };
	struct frame_run *r = NULL;

	line->ratio = 1000;
	line->nruns = 0;
	s.fit = para_fit(p, line->a, line->b, line->last);
	s.pen = line->x;
	find_pieces(&s);
	make_room(&s);
	spread(&s);
	for (uint32_t i = 0; i < s.npieces; i++) {
		struct piece *c = &s.pieces[i];

		if (i == 0 || c->atom->look != c[-1].atom->look)
			r = new_run(&s, c);
		if (c->atom->kind == ATOM_SPACE)
			put_space(&s, r, &p->looks[c->atom->look],
			    space_adv(&s, c->atom), led(&s, c, STR(" ")));
		else if (c->nglyphs > 0)
			put_word(&s, r, c);
		r->len = c->atom->off + (c->to != NULL ? c->to->byte :
		    c->atom->len) - r->off;
	}
	line->end = s.pen;
	if (r != NULL && !line->b->hyphen && line->b->atom < p->natoms)
		put_space(&s, r, &p->looks[p->atoms[line->b->atom].look],
		    p->atoms[line->b->atom].width, STR(" "));
}
