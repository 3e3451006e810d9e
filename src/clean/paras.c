/*
 * Paragraphs: which lines belong together.
 *
 * For every two lines that follow one another in a stream (the body, or
 * the notes one behind the other) the border is weighed (border.c): first
 * with what the text's habits usually are, then once more with those that
 * the first round showed.  Above zero a paragraph ends.  Near zero it is
 * listed as a doubt.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "border.h"

/* Odds below 3 to 1: an editor may want to look. */
enum { DOUBTFUL = 110, SURE = 150 };

/* A title and what stands under it: a division behind is no verse. */
enum { TITLE_LINES = 4 };

/* Lines without a blank one between: the widest, and how many. */
struct group {
	int	 width;
	uint32_t n;
	bool	 even;		/* all but the last of nearly one width */
	bool	 verse;
};

static bool
stands(const struct line *l)
{
	return l->role == LINE_TEXT || l->role == LINE_SEPARATOR;
}

static void
fill_streams(struct work *w)
{
	uint32_t *n = ARENA_ARRAY(w->scratch, uint32_t, w->nnotes + 1);

	for (uint32_t k = 0; k < w->nlines; k++)
		if (stands(&w->line[k])) {
			if (w->line[k].note == NONE)
				w->text.n++;
			else
				n[w->line[k].note]++;
		}
	w->notes = ARENA_ARRAY(w->tmp, struct stream, w->nnotes + 1);
	w->text.line = ARENA_ARRAY(w->tmp, uint32_t, w->text.n + 1);
	for (uint32_t i = 0; i < w->nnotes; i++)
		w->notes[i].line = ARENA_ARRAY(w->tmp, uint32_t, n[i] + 1);
	w->text.n = 0;
	for (uint32_t k = 0; k < w->nlines; k++)
		if (stands(&w->line[k])) {
			struct stream *s = w->line[k].note == NONE ?
			    &w->text : &w->notes[w->line[k].note];

			s->line[s->n++] = k;
		}
}

/* ---- groups ---- */

static bool
tight(const struct work *w, const struct stream *s, uint32_t i)
{
	uint32_t a = s->line[i], b = s->line[i + 1];

	return b == a + 1 && !w->line[b].page &&
	    w->line[a].role == LINE_TEXT && w->line[b].role == LINE_TEXT;
}

/* The same, though a page may end between. */
static bool
near(const struct work *w, const struct stream *s, uint32_t i)
{
	uint32_t a = s->line[i], b = s->line[i + 1], k = b;

	if (w->line[a].role != LINE_TEXT || w->line[b].role != LINE_TEXT)
		return false;
	while (k > a && !w->line[k].page)
		k--;
	return b == a + 1 || k > a;
}

static bool
short_line(const struct work *w, const struct line *l)
{
	if (w->unwrapped)
		return l->e - l->s < 90;
	return line_width(w, l, w->body.mono) * 4 < w->body.full * 3;
}

static bool
dated(const struct work *w, const struct line *l)
{
	uint32_t n = 0;

	for (uint32_t i = l->s; i < l->e; i++)
		n += cp_digit(w->c.cp[i]) && !cell_gone(&w->c, i);
	return n >= 4;
}

static bool
verse_line(const struct work *w, const struct line *l)
{
	return short_line(w, l) && !line_begins_item(w, l) &&
	    !line_begins_speech(w, l) && line_begins_upper(w, l) &&
	    !line_caps(w, l) && !dated(w, l);
}

/*
 * Lines of verse are short, begin with capitals and are no list; most of
 * them end no sentence, and none is much shorter than the others.  How
 * many there are from line i on.
 */
static uint32_t
verse_run(const struct work *w, const struct stream *s, uint32_t i,
    uint32_t e)
{
	uint32_t n = 0, open = 0;
	int	 most = 0;

	if (i == 0 && s == &w->text)
		return 0;
	for (; i + n < e && verse_line(w, &w->line[s->line[i + n]]); n++) {
		const struct line *l = &w->line[s->line[i + n]];
		int		   x = line_width(w, l, w->body.mono);

		if (x * 5 < most * 2 || most * 5 < x * 2 * (n > 0) ||
		    (n > 0 && w->indented && l->lead >= w->margin + 2 &&
		    w->line[s->line[i + n - 1]].lead < w->margin + 2) ||
		    (n > 1 && line_division(w, l) && (i < TITLE_LINES ||
		    line_ends(w, &w->line[s->line[i + n - 1]]))))
			break;
		most = x > most ? x : most;
		open += !line_ends(w, l);
	}
	return n >= (w->unwrapped ? 2u : i + n == e && (i == 0 ||
	    !near(w, s, i - 1)) ? 3u : 4u) && open * 2 >= n ? n : 0;
}

static void
find_groups(const struct work *w, const struct stream *s,
    const struct measure *m, struct group *g)
{
	for (uint32_t i = 0, n; i < s->n; i += n) {
		struct group o = { 0, 0, true, false };

		for (n = 1; i + n < s->n && tight(w, s, i + n - 1); n++)
			;
		o.n = n;
		for (uint32_t k = i; k < i + n; k++) {
			int x = line_width(w, &w->line[s->line[k]], m->mono);

			o.width = x > o.width ? x : o.width;
		}
		for (uint32_t k = i; k + 1 < i + n; k++)
			o.even &= line_width(w, &w->line[s->line[k]],
			    m->mono) * 5 >= o.width * 4;
		for (uint32_t k = i; k < i + n; k++)
			g[k] = o;
	}
	for (uint32_t i = 0, e = 0, v; i < s->n; i += v > 0 ? v : 1) {
		for (e = e > i ? e : i + 1; e < s->n && near(w, s, e - 1); e++)
			;
		v = verse_run(w, s, i, e);
		for (uint32_t x = i; x < i + v; x++)
			g[x].verse = true;
	}
}

/* ---- borders ---- */

/* "a)", "1.", a bullet: the mark of an item, set on a line of its own. */
static bool
lone_mark(const struct work *w, const struct line *l)
{
	uint32_t n = l->e - l->s, last = l->e > l->s ? w->c.cp[l->e - 1] : 0;

	if (n == 1)
		return cp_is_dash(last) || last == 0x2022 || last == 0xB7 ||
		    last == 0x25CF || last == 0x25AA;
	if (n > 3 || (last != ')' && last != '.') || cell_gone(&w->c, l->s))
		return false;
	return cp_digit(w->c.cp[l->s]) || (last == ')' &&
	    cp_lower_(w->c.cp[l->e - 2]));
}

static bool
divided(const struct work *w, const struct line *a, const struct line *b)
{
	uint32_t i = line_last(w, a), k, f = line_first(w, b);

	if (i == NONE || f == NONE || !cp_is_hyphen(w->c.cp[i]))
		return false;
	k = cell_prev(&w->c, a->s, i);
	return k != NONE && cp_letter(w->c.cp[k]) && cp_letter(w->c.cp[f]);
}

/* What decides a border whatever else is seen there. */
static int8_t
hard_border(const struct work *w, const struct stream *s, uint32_t i,
    const struct group *g, const struct border *b)
{
	bool quotes = b->a->mark == MARK_QUOTE && b->b->mark == MARK_QUOTE &&
	    b->blank == 0;

	if (g[i].verse && g[i + 1].verse && near(w, s, i))
		return -1;
	if (g[i + 1].verse || (g[i].verse && !line_goes_on(w, b->b)))
		return 1;
	if (b->a->join == JOIN_GLUE)
		return -1;
	if (b->a->role == LINE_SEPARATOR || b->b->role == LINE_SEPARATOR)
		return 1;
	if (lone_mark(w, b->a) && !lone_mark(w, b->b))
		return b->b->page || b->y->item != 0 ? 1 : -1;
	if (lone_mark(w, b->b) && (b->x->ends || b->x->colon || b->room > 60))
		return 1;
	if ((b->a->mark || b->b->mark) && !quotes)
		return 1;
	if (!b->page && b->blank == 0 && line_elision_cut(w, b->a, b->b))
		return -1;
	if (head_border(w, s, i) != 0)
		return (int8_t)head_border(w, s, i);
	return !w->unwrapped && divided(w, b->a, b->b) ? -1 : 0;
}

static uint8_t
lead_of(int in)
{
	return in < 0 ? LEAD_OUT : in == 0 ? LEAD_FLUSH : in == 1 ? LEAD_ONE :
	    in <= 12 ? LEAD_IN : LEAD_DEEP;
}

static void
look(const struct work *w, const struct stream *s, uint32_t i,
    const struct measure *m, const struct group *g, const struct side *x,
    struct border *o)
{
	uint32_t	a = s->line[i], b = s->line[i + 1];
	struct measure	local = *m;
	uint32_t	blank = 0;

	o->a = &w->line[a];
	o->b = &w->line[b];
	o->x = &x[i];
	o->y = &x[i + 1];
	o->page = o->b->page;
	for (uint32_t k = a + 1; k < b; k++) {
		blank += w->line[k].role == LINE_BLANK;
		o->notes |= w->line[k].role != LINE_BLANK &&
		    w->line[k].rule != R_CAPITAL_MOVED;
		o->page |= w->line[k].page;
	}
	if (w->spaced && blank > 0)
		blank--;
	o->blank = (uint8_t)(blank > 3 ? 3 : blank);
	o->in[0] = lead_of(o->x->in);
	o->in[1] = lead_of(o->page && o->y->in == 1 ? 0 : o->y->in);
	if (g[i].n >= 3 && g[i].even && g[i].width * 8 < m->full * 7)
		local.fit = local.full = g[i].width;
	o->full = local.full;
	o->room = line_room(w, o->a, o->b, &local);
	o->cls = o->y->goes ? BORDER_GOES : o->x->ends || o->x->colon ?
	    BORDER_ENDED : BORDER_OPEN;
	o->lone = o->y->isshort && !o->y->ends && !o->y->low && !o->y->colon &&
	    !o->y->hyphen && !o->y->comma && !o->y->goes &&
	    (i + 2 == s->n || !x[i + 2].goes);
	o->hard = hard_border(w, s, i, g, o);
}

/* In hundredths of a nat; where a line is a paragraph. */
static int
weigh_unwrapped(const struct work *w, const struct border *b)
{
	uint32_t n = b->a->e - b->a->s;
	int	 s = b->blank > 0 ? 400 : 300;

	if (divided(w, b->a, b->b))
		s -= 900;
	if (!b->x->ends && b->y->goes && n >= 60 && !b->x->colon)
		s -= 800;
	if ((b->page || b->notes) && !b->x->ends && !b->x->colon && n >= 200)
		s -= 500;
	return s;
}

/* ---- the decision ---- */

/* A stream and the borders behind each of its lines but the last. */
struct weighing {
	const struct stream  *s;
	const struct measure *m;
	const struct group   *g;
	struct border	     *b;
	int		     *score;	/* hundredths of a nat */
	int8_t		     *guess;	/* -1, 0, 1 */
	struct habits	      h;
};
/* The lines between two hard borders follow one another as one run. */
static void
run_on(struct run *r, const struct weighing *q, uint32_t i, bool end)
{
	const struct side *y = q->b[i].y;

	r->first = false;
	r->lines = end ? 1 : r->lines + 1;
	r->quotes = (end ? 0 : r->quotes) + y->quotes;
	if (r->quotes < 0)
		r->quotes = 0;
}

static void
weigh_all(const struct work *w, struct weighing *q, bool last)
{
	const struct stream *s = q->s;
	bool		     note = w->line[s->line[0]].note != NONE;
	struct run	     r = { .lines = 1, .first = !note, .note = note };

	for (uint32_t i = 0; i + 1 < s->n; i++) {
		const struct border *b = &q->b[i];
		int		     seen[B__MAX] = { 0 };

		if (b->hard != 0)
			q->score[i] = b->hard * 800;
		else if (w->unwrapped)
			q->score[i] = weigh_unwrapped(w, b);
		else {
			q->score[i] = border_weigh(b, &q->h, q->m, &r,
			    w->border_seen != NULL ? seen : NULL);
			if (last && w->border_seen != NULL)
				w->border_seen(w, b, seen, q->score[i]);
		}
		run_on(&r, q, i, q->score[i] > 0);
	}
}

/* Items of a list follow one another by number: those that do so at the
 * end of a sentence, or of an item, begin a block. */
static void
items_in_order(struct border *b, uint32_t n)
{
	struct border *last = NULL;

	for (uint32_t i = 0; i < n; i++) {
		const struct side *x = b[i].x, *y = b[i].y;

		if (y->item == 0 || y->item >= ITEM_OTHER || b[i].hard != 0 ||
		    (!x->ends && !x->colon && !x->comma))
			continue;
		if (last != NULL && last->y->item + 1 == y->item)
			last->hard = b[i].hard = 1;
		last = &b[i];
	}
}

static void
weigh(struct work *w, struct weighing *q)
{
	uint32_t     n = q->s->n > 0 ? q->s->n - 1 : 0;
	struct side *x = ARENA_ARRAY(w->scratch, struct side, n + 1);

	q->b = ARENA_ARRAY(w->scratch, struct border, n + 1);
	q->score = ARENA_ARRAY(w->scratch, int, n + 1);
	q->guess = ARENA_ARRAY(w->scratch, int8_t, n + 1);
	if (n == 0)
		return;
	sides_look(w, q->s, q->m, x);
	for (uint32_t i = 0; i < n; i++) {
		look(w, q->s, i, q->m, q->g, x, &q->b[i]);
		if (q->b[i].a->note != q->b[i].b->note)
			q->b[i].hard = 1;
	}
	items_in_order(q->b, n);
	for (uint32_t i = 0; i < n; i++)
		q->guess[i] = (int8_t)border_guess(&q->b[i], q->m);
	for (int round = 0; round < 2; round++) {
		habits_learn(q->b, q->guess, n, q->m, &q->h);
		weigh_all(w, q, round > 0);
		for (uint32_t i = 0; i < n; i++)
			q->guess[i] = q->score[i] > SURE ? 1 :
			    q->score[i] < -SURE ? -1 : 0;
	}
}

static int
confidence(int s)
{
	int c = (int)(1000 / (1 + exp(-abs(s) / 100.)));

	return c > 990 ? 990 : c;
}

/* Does a block begin behind line i of the whole? */
static bool
part(struct work *w, const struct weighing *q, uint32_t i)
{
	const struct border *b = &q->b[i];
	int		     x = q->score[i];
	enum rule	     r = x > 0 ? R_LINE_END : R_LINE_JOIN;

	if (b->hard != 0)
		return x > 0;
	decision_add(w, r, b->a->nl, b->a->nl + 1, confidence(x));
	if (abs(x) < DOUBTFUL)
		doubt_add(w, r, b->b->s, b->b->e, confidence(x), STR_NULL);
	return x > 0;
}

/* The blocks of a stream, whose first line is line `from` of the whole. */
static void
cut(struct work *w, struct stream *s, const struct weighing *q,
    uint32_t from)
{
	const struct group *g = q->g + from;

	s->block = ARENA_ARRAY(w->tmp, struct block, s->n + 1);
	for (uint32_t i = 0; i < s->n; i++) {
		struct line *l = &w->line[s->line[i]], *p = i > 0 ?
		    &w->line[s->line[i - 1]] : NULL;

		if (i == 0 || part(w, q, from + i - 1)) {
			struct block *b = &s->block[s->nblocks++];

			b->first = i;
			b->kind = l->role == LINE_SEPARATOR ?
			    BLOCK_SEPARATOR : g[i].verse ? BLOCK_VERSE :
			    BLOCK_PARA;
		} else if (g[i].verse && g[i - 1].verse)
			p->join = JOIN_VERSE;
		else if (p->join == JOIN_BREAK)
			p->join = JOIN_SPACE;
		s->block[s->nblocks - 1].n++;
	}
}

static void
cut_body(struct work *w)
{
	struct group   *g = ARENA_ARRAY(w->scratch, struct group,
	    w->text.n + 1);
	struct weighing q = { .s = &w->text, .m = &w->body, .g = g };

	find_groups(w, &w->text, &w->body, g);
	weigh(w, &q);
	cut(w, &w->text, &q, 0);
}

/* All notes are weighed as one stream: one alone shows no habits. */
static void
cut_notes(struct work *w)
{
	struct stream	all = { 0 };
	struct weighing q = { .s = &all, .m = &w->foot };
	struct group   *g;
	uint32_t	at = 0;

	for (uint32_t k = 0; k < w->nnotes; k++)
		all.n += w->notes[k].n;
	all.line = ARENA_ARRAY(w->scratch, uint32_t, all.n + 1);
	q.g = g = ARENA_ARRAY(w->scratch, struct group, all.n + 1);
	for (uint32_t k = 0; k < w->nnotes; at += w->notes[k++].n) {
		if (w->notes[k].n > 0)
			memcpy(all.line + at, w->notes[k].line,
			    w->notes[k].n * sizeof(*all.line));
		find_groups(w, &w->notes[k], &w->foot, g + at);
	}
	weigh(w, &q);
	at = 0;
	for (uint32_t k = 0; k < w->nnotes; at += w->notes[k++].n)
		cut(w, &w->notes[k], &q, at);
}

static void
join(struct work *w, const struct stream *s)
{
	for (uint32_t i = 0; i + 1 < s->n; i++) {
		struct line *l = &w->line[s->line[i]];

		if (l->join == JOIN_SPACE || l->join == JOIN_GLUE)
			clean_join(w, l, &w->line[s->line[i + 1]]);
	}
}

/* A capital whose line turned out to be no text stays where it was. */
static void
settle_capitals(struct work *w)
{
	for (uint32_t k = 0; k < w->ncaps; k++)
		if (w->line[w->cap[k].to].role != LINE_TEXT) {
			w->line[w->cap[k].to].capital = 0;
			w->line[w->cap[k].line].role = LINE_TEXT;
		}
}

void
clean_paras(struct work *w)
{
	settle_capitals(w);
	fill_streams(w);
	cut_body(w);
	cut_notes(w);
	vocab_build(w);
	hyphens_learn(w);
	join(w, &w->text);
	for (uint32_t k = 0; k < w->nnotes; k++)
		join(w, &w->notes[k]);
}
