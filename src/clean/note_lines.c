/*
 * The lines of the notes: where each ends, and what runs on to a later
 * page.
 *
 * A note goes on to the next note of its group, or to the end of its
 * page; where pages cannot be seen, to the next blank line.  Then the
 * body is read with two sentences in mind, that of the body and that of
 * the last note, either of which may be unfinished: a block that begins
 * in mid-sentence goes to the one that waits for it.
 */
#include <string.h>

#include "notes_int.h"

enum { PAGE_MAX = 60 };	/* lines of notes a page may have */

static uint32_t
next_page(const struct work *w, uint32_t from, uint32_t to)
{
	for (uint32_t k = from; k < to; k++)
		if (w->line[k].page)
			return k;
	return NONE;
}

static uint32_t
last_text(const struct work *w, uint32_t from, uint32_t to)
{
	while (to > from)
		if (w->line[--to].role == LINE_TEXT)
			return to;
	return NONE;
}

static uint32_t
first_text(const struct work *w, uint32_t from, uint32_t to)
{
	for (; from < to; from++)
		if (w->line[from].role == LINE_TEXT)
			return from;
	return NONE;
}

/* The last line of the body before line k. */
static uint32_t
body_before(const struct work *w, uint32_t k)
{
	while (k-- > 0)
		if (w->line[k].role == LINE_TEXT && w->line[k].note == NONE)
			return k;
	return NONE;
}

static bool
blank_above(const struct work *w, uint32_t k)
{
	return k == 0 || w->line[k - 1].role != LINE_TEXT;
}

/* First line behind the block of text that line k stands in. */
static uint32_t
block_end(const struct work *w, uint32_t k, uint32_t to)
{
	for (k++; k < to && w->line[k].role == LINE_TEXT &&
	    !w->line[k].page && !w->unwrapped; k++)
		;
	return k;
}

/* Do notes k and k + 1 stand in one group?  Then what is between them
 * belongs to k. */
static bool
grouped(const struct work *w, const struct index *x, uint32_t k)
{
	const struct note *a = &w->note[k], *b = a + 1;

	if (k + 1 == w->nnotes)
		return false;
	if (b->call != NONE)
		return b->call < w->line[a->line].s;
	return x->page[a->line] == x->page[b->line] && (w->paged || w->pages > 1);
}

/*
 * A page that was not seen to begin: behind a blank line the body's
 * broken sentence goes on.
 */
static uint32_t
body_resumes(const struct work *w, uint32_t first, uint32_t to,
    uint32_t body)
{
	if (body == NONE || line_ends(w, &w->line[body]))
		return to;
	for (uint32_t k = first + 1; k < to; k++) {
		uint32_t p;

		if (w->line[k].role != LINE_TEXT || !blank_above(w, k) ||
		    !line_goes_on(w, &w->line[k]))
			continue;
		p = last_text(w, first, k);
		if (p != NONE && line_ends(w, &w->line[p]))
			return k;
	}
	return to;
}

/*
 * Where no page can be seen and the body's sentence is broken: the line
 * that takes it up, behind a sentence that ends or a blank line.
 */
static uint32_t
taken_up(const struct work *w, uint32_t l, uint32_t next)
{
	uint32_t p = l;

	for (uint32_t k = l + 1; k < next && k < l + PAGE_MAX; k++) {
		if (w->line[k].role != LINE_TEXT)
			continue;
		if ((line_ends(w, &w->line[p]) || blank_above(w, k)) &&
		    line_goes_on(w, &w->line[k]))
			return k;
		p = k;
	}
	return NONE;
}

/* Else the note is one paragraph: to a blank line, or a line left short
 * at the end of a sentence. */
static uint32_t
unseen_end(const struct work *w, uint32_t l, uint32_t next, uint32_t body)
{
	uint32_t end = block_end(w, l, next), k;

	if (body != NONE && !line_ends(w, &w->line[body]) &&
	    (k = taken_up(w, l, next)) != NONE)
		return k;
	for (k = l + 1; k < end && !w->unwrapped; k++) {
		const struct line *p = &w->line[k - 1];

		if (line_ends(w, p) && line_width(w, p, w->body.mono) * 100 <
		    w->body.full * 85 && !line_goes_on(w, &w->line[k]))
			return k;
	}
	return end;
}

/* Are the notes to k a list behind the whole text?  Then the few lines
 * that follow are the last note's. */
static bool
all_at_end(const struct work *w, uint32_t k)
{
	uint32_t first = k, most = w->note[k].call, rest = 0;

	for (uint32_t l = block_end(w, w->note[k].line, w->nlines);
	    l < w->nlines; l++)
		rest += w->line[l].role == LINE_TEXT;
	if (rest > (w->unwrapped ? 2u : 12u))
		return false;

	while (first > 0 && w->note[first - 1].call != NONE && most != NONE &&
	    most < w->line[w->note[first - 1].line].s)
		first--;
	return first == 0;
}

static uint32_t
end_of(const struct work *w, const struct index *x, uint32_t k,
    uint32_t body)
{
	uint32_t l = w->note[k].line, next = k + 1 < w->nnotes ?
	    w->note[k + 1].line : w->nlines, page;

	if (grouped(w, x, k))
		return next;
	if (k + 1 == w->nnotes && k > 1 && all_at_end(w, k))
		return next;
	page = next_page(w, l + 1, next);
	if (page != NONE && page - l > PAGE_MAX)
		return unseen_end(w, l, next, body);
	if (page != NONE)
		return body_resumes(w, l, page, body);
	if ((w->paged || w->pages > 1))
		return body_resumes(w, l, next, body);
	return unseen_end(w, l, next, body);
}

static void
mark(struct work *w, uint32_t from, uint32_t to, uint32_t note)
{
	for (uint32_t k = from; k < to; k++)
		if (w->line[k].role == LINE_TEXT)
			w->line[k].note = note;
}

static bool
unfinished(const struct work *w, uint32_t k)
{
	return k != NONE && !line_ends(w, &w->line[k]);
}

/* Is the block [b, e) the last before notes or the end of a page? */
static bool
at_foot(const struct work *w, uint32_t e, uint32_t to)
{
	uint32_t k = first_text(w, e, to);

	return k == NONE || w->line[k].page || w->line[k].note != NONE;
}

/* Are all its lines but the last longer than the body's can be? */
static bool
wider(const struct work *w, uint32_t b, uint32_t e)
{
	uint32_t n = 0;

	if (w->unwrapped || w->body.pairs < 3)
		return false;
	for (; b + 1 < e; b++, n++)
		if (line_width(w, &w->line[b], w->body.mono) <
		    w->body.full + w->body.full / 12)
			return false;
	return n > 0;
}

struct waits {
	uint32_t note;		/* its sentence is open, or NONE */
	bool	 body;		/* the body's is */
	bool	 first;		/* no block since the notes */
};

/* Whose is the block [b, e)?  True: the open note's. */
static bool
runs_on(const struct work *w, uint32_t b, uint32_t e, uint32_t to,
    const struct waits *s)
{
	bool low = line_goes_on(w, &w->line[b]), foot = at_foot(w, e, to);

	if (s->note == NONE || (!blank_above(w, b) && !w->line[b].page))
		return false;
	if (s->first && s->body)
		return false;
	if (low && !s->body)
		return true;
	if (low)
		return foot && !s->first;
	return foot && !s->first && wider(w, b, e);
}

/* Reads the body from a group of notes to the next. */
static void
carry(struct work *w, uint32_t from, uint32_t to, uint32_t note,
    uint32_t body)
{
	struct waits	s = { note, unfinished(w, body), true };

	for (uint32_t b = first_text(w, from, to), e; b != NONE && s.note !=
	    NONE; b = first_text(w, e, to)) {
		uint32_t last;

		e = block_end(w, b, to);
		last = last_text(w, b, e);
		if (runs_on(w, b, e, to, &s)) {
			mark(w, b, e, s.note);
			if (!unfinished(w, last))
				s.note = NONE;
		} else
			s.body = unfinished(w, last);
		s.first = false;
	}
}

static void
take_label(struct work *w, const struct note *o)
{
	struct line *l = &w->line[o->line];

	cells_kill(&w->c, l->s, o->text < l->e ? o->text : l->e,
	    R_NOTE_LABEL);
	if (o->label == NONE)
		return;
	l = &w->line[o->label];
	cells_kill(&w->c, l->s, l->e, R_NOTE_LABEL);
	l->role = LINE_GONE;
	l->rule = R_NOTE_LABEL;
}

/* "Notes" above the notes that stand at the end. */
static bool
is_notes_title(const struct work *w, const struct line *l)
{
	static const char title[] = "notes";
	uint32_t	  n = 0;

	for (uint32_t i = l->s; i < l->e; i++) {
		if (cell_gone(&w->c, i) || w->c.cp[i] == ':' ||
		    w->c.cp[i] == '.' || w->c.cp[i] == '#' ||
		    w->c.cp[i] == ' ')
			continue;
		if (n == 5 || cp_fold(w->c.cp[i]) != (unsigned char)title[n])
			return false;
		n++;
	}
	return n == 5;
}

/* A drawn rule or a title between text and notes. */
static void
take_rule(struct work *w, uint32_t k)
{
	while (k > 0 && w->line[k - 1].role == LINE_BLANK)
		k--;
	if (k == 0 || (w->line[k - 1].role != LINE_SEPARATOR &&
	    !is_notes_title(w, &w->line[k - 1])))
		return;
	cells_kill(&w->c, w->line[k - 1].s, w->line[k - 1].e, R_NOTE_RULE);
	w->line[k - 1].role = LINE_GONE;
}

/* ---- what runs on with no other sign than its measure ---- */

/* First of the lines above line k that are longer than the body's can
 * be (and the one shorter line that may end them); k where none is. */
static uint32_t
wide_above(const struct work *w, uint32_t k, int least)
{
	uint32_t b = k, last = k;

	while (b > 0 && w->line[b - 1].role == LINE_TEXT && !w->line[b].page &&
	    w->line[b - 1].note == NONE) {
		b--;
		if (line_width(w, &w->line[b], w->body.mono) < least) {
			if (b + 1 < k)
				break;
			continue;
		}
		last = b;
	}
	return last;
}

/* Lines wider than the body at the foot of a page, above its first note
 * or its end, run on from the page before. */
static void
carry_wide(struct work *w, const struct index *x)
{
	int full;

	clean_measure(w);
	full = line_usual(w, true, w->body.mono);
	if (w->unwrapped || w->foot.pairs < 6 || w->body.pairs < 6 ||
	    w->pages < 2 || full * 100 < w->body.full * 112)
		return;
	for (uint32_t k = 0; k + 1 < w->nnotes; k++) {
		uint32_t l = w->note[k + 1].line, b;

		if (x->page[l] != x->page[w->note[k].line] + 1 ||
		    blank_above(w, l))
			continue;
		b = wide_above(w, l, (w->body.full + full) / 2);
		if (b < l && x->page[b] == x->page[l])
			mark(w, b, l, k);
	}
}

/* Do the notes stand on other pages than their calls? */
static bool
at_end(const struct work *w, const struct index *x)
{
	uint32_t far = 0, all = 0;

	for (uint32_t k = 0; k < w->nnotes; k++) {
		uint32_t l = w->note[k].line, b = l, page = x->page[l];

		if (w->note[k].call == NONE)
			continue;
		while (b > 0 && x->page[b - 1] + 1 >= page)
			b--;
		all++;
		far += w->note[k].call < w->line[b].b;
	}
	return far * 2 > all;
}

static void
note_blocks(struct work *w, const struct index *x)
{
	uint32_t from = NONE, body = NONE, end;

	for (uint32_t k = 0; k < w->nnotes; k++) {
		uint32_t l = w->note[k].line, b;

		take_rule(w, l);
		if (from != NONE && from < l && w->note[k - 1].open)
			carry(w, from, l, k - 1, body);
		if (from == NONE || from < l) {
			b = body_before(w, l);
			body = b;
		}
		end = end_of(w, x, k, body);
		mark(w, l, end, k);
		b = last_text(w, l, end);
		w->note[k].open = unfinished(w, b);
		from = end;
	}
	if (w->note[w->nnotes - 1].open)
		carry(w, from, w->nlines, w->nnotes - 1, body);
	carry_wide(w, x);
}

void
note_lines(struct work *w, const struct index *x)
{
	for (uint32_t k = 0; k < w->nnotes; k++)
		take_label(w, &w->note[k]);
	if (w->paged && !w->unwrapped && !at_end(w, x))
		note_feet(w, x);
	else
		note_blocks(w, x);
}
