/*
 * Paragraphs: which lines belong together.
 *
 * For every two lines that follow one another in a stream (the body, or
 * one note) the evidence is summed: blank lines, what would have fitted,
 * how the one ends and the other begins, indents, pages between.  Above
 * zero a paragraph ends.  Near zero it is listed as a doubt.
 */
#include <string.h>

#include "clean_int.h"

enum { DOUBTFUL = 12 };		/* in tenths */

struct pair {
	const struct line	*a, *b;
	uint32_t		 blank;		/* lines between */
	bool			 apart;		/* a page or notes between */
	bool			 ends, goes, hyphen, colon;
	int			 room;		/* line_room() */
	bool			 first;		/* a begins the text */
	bool			 single;	/* a is a block of one line */
	bool			 lone;		/* b is a short line that ends
						   no sentence: a heading … */
};

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
begins_upper(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l);

	while (i != NONE && (cp_is_quote_open(w->c.cp[i]) ||
	    w->c.cp[i] == ' ' || cp_is_dash(w->c.cp[i])))
		i = cell_next(&w->c, i + 1, l->e);
	return i != NONE && cp_upper_(w->c.cp[i]);
}

static bool
all_caps(const struct work *w, const struct line *l)
{
	uint32_t up = 0, low = 0;

	for (uint32_t i = l->s; i < l->e; i++)
		if (!cell_gone(&w->c, i) && cp_letter(w->c.cp[i])) {
			up += cp_upper_(w->c.cp[i]);
			low += cp_lower_(w->c.cp[i]);
		}
	return up > 1 && low * 8 < up;
}

/* "a) ", "1. ", "– " …: the line begins an item of a list. */
static bool
begins_item(const struct work *w, const struct line *l)
{
	uint32_t i = line_first(w, l), k, n = 0;

	if (i == NONE)
		return false;
	if (w->c.cp[i] == 0x2022 || w->c.cp[i] == 0xB7 ||
	    w->c.cp[i] == 0x25CF || w->c.cp[i] == 0x25AA)
		return true;
	if (w->c.cp[i] == '(')
		i++;
	for (k = i; k < l->e && cp_digit(w->c.cp[k]) && n < 3; k++)
		n++;
	if (n == 0 && k + 1 < l->e && cp_letter(w->c.cp[k])) {
		k++;
		if (w->c.cp[k] != ')')
			return false;
	}
	return k + 2 < l->e && k > i && (w->c.cp[k] == ')' ||
	    (w->c.cp[k] == '.' && n > 0)) && w->c.cp[k + 1] == ' ';
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
	return short_line(w, l) && !begins_item(w, l) &&
	    !line_begins_speech(w, l) && begins_upper(w, l) &&
	    !all_caps(w, l) && !dated(w, l);
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
		    (n > 1 && line_division(w, l) &&
		    line_ends(w, &w->line[s->line[i + n - 1]])))
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

/* ---- the evidence ---- */

static uint32_t
last_cp(const struct work *w, const struct line *l)
{
	uint32_t i = line_last(w, l);

	return i == NONE ? 0 : w->c.cp[i];
}

static bool
divided(const struct work *w, const struct pair *p)
{
	uint32_t i = line_last(w, p->a), k, f = line_first(w, p->b);

	if (i == NONE || f == NONE || !cp_is_hyphen(w->c.cp[i]))
		return false;
	k = cell_prev(&w->c, p->a->s, i);
	return k != NONE && cp_letter(w->c.cp[k]) && cp_letter(w->c.cp[f]);
}

static bool
divided_line(const struct work *w, const struct line *l)
{
	return cp_is_hyphen(last_cp(w, l));
}

static void
look(const struct work *w, const struct stream *s, uint32_t i,
    const struct measure *m, const struct group *g, struct pair *p)
{
	uint32_t	a = s->line[i], b = s->line[i + 1];
	struct measure	local = *m;

	p->a = &w->line[a];
	p->b = &w->line[b];
	p->blank = 0;
	p->apart = p->b->page;
	for (uint32_t k = a + 1; k < b; k++) {
		p->blank += w->line[k].role == LINE_BLANK;
		p->apart |= (w->line[k].role != LINE_BLANK &&
		    w->line[k].rule != R_CAPITAL_MOVED) ||
		    w->line[k].page;
	}
	p->first = i == 0 && s == &w->text;
	p->ends = line_ends(w, p->a);
	p->colon = last_cp(w, p->a) == ':';
	p->goes = line_goes_on(w, p->b) && !begins_item(w, p->b);
	p->hyphen = divided(w, p);
	if (g[i].n >= 3 && g[i].even && g[i].width * 8 < m->full * 7)
		local.fit = g[i].width;
	p->room = line_room(w, p->a, p->b, &local);
	p->lone = !p->goes && short_line(w, p->b) && !line_ends(w, p->b) &&
	    begins_upper(w, p->b) && !line_begins_speech(w, p->b) &&
	    last_cp(w, p->b) != ':' && (w->tight || g[i + 1].n <= 2) &&
	    !divided_line(w, p->b);
	p->single = g[i].n == 1 && (i == 0 || w->line[s->line[i - 1]].join ==
	    JOIN_BREAK);
}

/* "CORBIN. — ", "MME HARDOUIN, rising. — ": a speaker of a play. */
static bool
begins_speaker(const struct work *w, const struct line *l)
{
	uint32_t up = 0, i = l->s, stop = l->s + 90 < l->e ? l->s + 90 : l->e;

	for (; i < stop && (cp_upper_(w->c.cp[i]) || w->c.cp[i] == ' ' ||
	    w->c.cp[i] == '-' || cp_is_apos(w->c.cp[i])); i++)
		up += cp_upper_(w->c.cp[i]);
	if (up < 3 || i >= stop || (w->c.cp[i] != '.' && w->c.cp[i] != ',' &&
	    w->c.cp[i] != '('))
		return false;
	for (; i + 2 < stop; i++)
		if (w->c.cp[i] == '.' || w->c.cp[i] == ')')
			for (uint32_t k = i + 1; k < stop && k < i + 4; k++)
				if (cp_is_dash(w->c.cp[k]) && w->c.cp[k] != '-')
					return true;
	return false;
}

/* In tenths; where a line is a paragraph. */
static int
weigh_unwrapped(const struct work *w, const struct pair *p)
{
	int s = p->blank > 0 ? 40 : 30;

	if (p->hyphen)
		s -= 90;
	if (!p->ends && p->goes && p->a->e - p->a->s >= 60 && !p->colon)
		s -= 80;
	if (p->apart && !p->ends && !p->colon && p->a->e - p->a->s >= 200)
		s -= 50;
	(void)w;
	return s;
}

static int
weigh_indent(const struct work *w, const struct pair *p)
{
	int in = (int)p->b->lead - (int)w->margin;

	if (!w->indented)
		return 0;
	if (in >= 2 && in <= 12) {
		if (p->a->lead < p->b->lead)
			return 40;
		return p->a->lead < p->b->lead + 3 && (p->ends || p->room >
		    120) ? 25 : 0;
	}
	if (in >= 2 || p->blank > 0)
		return 0;
	return p->room > 250 ? 0 : -15;
}

/* A line of a justified text may be set tight: a little room says
 * nothing, an eighth of the measure everything. */
static int
forced(int room)
{
	return room >= 120 ? 40 : room / 3;
}

/* The first line of the two ends no sentence. */
static int
weigh_open(const struct pair *p, bool blank)
{
	if (p->room > 250 && !p->goes)
		return 35;
	if (p->room > 20)
		return 15;
	if (blank && p->single && !p->goes)
		return -20;
	return blank || p->apart ? -50 : -15;
}

static int
weigh(const struct work *w, const struct pair *p)
{
	bool blank = p->blank > (w->spaced ? 1u : 0u);
	int  s = p->apart ? (blank && p->b->page && p->b == p->a +
	    p->blank + 1 ? 5 : -15) : blank ? 40 : w->tight ? -10 : -20;

	if (w->unwrapped)
		return weigh_unwrapped(w, p);
	if (p->hyphen)
		return -80;
	s += weigh_indent(w, p);
	if (p->goes)
		s -= p->ends ? 20 : 40;
	if (p->ends || p->colon) {
		s += p->room > 0 ? forced(p->room) : p->goes ? 0 : 5;
		if (w->tight && !p->goes && !w->indented && p->ends)
			s += (short_line(w, p->b) && line_ends(w, p->b) ? -8 :
			    0) + (p->room > 0 ? 16 : p->room == -1 ? 10 :
			    p->room == -2 ? 6 : 0);
		if (p->lone)
			s += 25;
	} else {
		s += weigh_open(p, blank);
		if (blank && p->goes)
			s -= 30;
	}
	if (line_begins_speech(w, p->b) && (p->ends || p->colon))
		s += 30;
	if ((p->ends || p->room > 60) && begins_speaker(w, p->b))
		s += 40;
	if (p->room > 60 && !p->ends && !p->goes && (line_division(w, p->a) ||
	    line_division(w, p->b)))
		s += 40;
	if (p->first && p->room > 450 && !p->goes)
		s += 50;		/* a title, its subtitle */
	if (begins_item(w, p->b) && (p->ends || p->colon ||
	    last_cp(w, p->a) == ';' || last_cp(w, p->a) == ','))
		s += 40;
	return s;
}

static int
confidence(int s)
{
	int c = 500 + (s < 0 ? -s : s) * 12;

	return c > 990 ? 990 : c;
}

/* ---- the blocks ---- */

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
part(struct work *w, const struct stream *s, uint32_t i,
    const struct measure *m, const struct group *g)
{
	struct pair p;
	int	    x;

	if (w->line[s->line[i]].join == JOIN_GLUE)
		return false;
	if (w->line[s->line[i]].role == LINE_SEPARATOR ||
	    w->line[s->line[i + 1]].role == LINE_SEPARATOR)
		return true;
	look(w, s, i, m, g, &p);
	if (lone_mark(w, p.a) && !lone_mark(w, p.b))
		return p.b->page || begins_item(w, p.b);
	if (lone_mark(w, p.b) && (p.ends || p.colon || p.room > 60))
		return true;
	if ((p.a->mark || p.b->mark) &&
	    !(p.a->mark == MARK_QUOTE && p.b->mark == MARK_QUOTE &&
	    p.blank == 0))
		return true;
	x = head_border(w, s, i);
	x = x != 0 ? x * 50 : weigh(w, &p);
	decision_add(w, x > 0 ? R_LINE_END : R_LINE_JOIN, p.a->nl, p.a->nl + 1,
	    confidence(x));
	if (x > -DOUBTFUL && x < DOUBTFUL)
		doubt_add(w, x > 0 ? R_LINE_END : R_LINE_JOIN, p.b->s,
		    p.b->e, confidence(x), STR_NULL);
	return x > 0;
}

static void
cut(struct work *w, struct stream *s, const struct measure *m)
{
	struct group	*g = ARENA_ARRAY(w->scratch, struct group, s->n + 1);
	struct block	*b;

	s->block = ARENA_ARRAY(w->tmp, struct block, s->n + 1);
	find_groups(w, s, m, g);
	for (uint32_t i = 0; i < s->n; i++) {
		struct line *l = &w->line[s->line[i]];
		bool	     verse = i > 0 && g[i].verse && g[i - 1].verse &&
		    near(w, s, i - 1);

		if (i == 0 || (!verse && (g[i].verse || (g[i - 1].verse &&
		    !line_goes_on(w, l)) || part(w, s, i - 1, m, g)))) {
			b = &s->block[s->nblocks++];
			b->first = i;
			b->kind = l->role == LINE_SEPARATOR ?
			    BLOCK_SEPARATOR : g[i].verse ? BLOCK_VERSE :
			    BLOCK_PARA;
		} else if (verse)
			w->line[s->line[i - 1]].join = JOIN_VERSE;
		else if (w->line[s->line[i - 1]].join == JOIN_BREAK)
			w->line[s->line[i - 1]].join = JOIN_SPACE;
		s->block[s->nblocks - 1].n++;
	}
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
	cut(w, &w->text, &w->body);
	for (uint32_t k = 0; k < w->nnotes; k++)
		cut(w, &w->notes[k], &w->foot);
	vocab_build(w);
	hyphens_learn(w);
	join(w, &w->text);
	for (uint32_t k = 0; k < w->nnotes; k++)
		join(w, &w->notes[k]);
}
