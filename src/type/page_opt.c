/*
 * The optimum of a chapter by dynamic programming.
 *
 * A state is a place in the text, before a block or (at the head of a
 * page) inside a variant of one, with all of the page so far that
 * matters to what follows: lines used, lines of notes and of the last
 * note, recto or verso, how deep the facing verso was, how near a title
 * is.  Of the states that agree in this only the cheapest is kept; their
 * number is bounded by the page, so the time is linear in the text.
 *
 *	page_solve > step > open_pages, begin, go_on > set_lines > leave
 *	> offer
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "page_opt.h"

enum { TABLE_START = 1 << 10, WINDOW = 12 };

static uint64_t
key_of(const struct solver *v, const struct page_state *s)
{
	const struct page_at *a = &s->at;
	uint64_t page = v->col->count_pages ? a->page : a->page & 1u;
	uint64_t k = page << 48 | (uint64_t)a->used << 40 |
	    (uint64_t)a->notes << 24 | (uint64_t)a->last << 8 |
	    (uint64_t)a->verso << 4 | a->since;

	k ^= (uint64_t)a->text << 56;
	k ^= (uint64_t)s->place * 0x9E3779B97F4A7C15u;
	k ^= k >> 31;
	k *= 0xBF58476D1CE4E5B9u;
	return k ^ k >> 29;
}

static bool
same(const struct solver *v, const struct page_state *s,
    const struct page_state *t)
{
	const struct page_at *a = &s->at, *b = &t->at;
	bool page = v->col->count_pages ? a->page == b->page :
	    (a->page & 1) == (b->page & 1);

	return page && s->place == t->place && a->used == b->used &&
	    a->notes == b->notes && a->last == b->last &&
	    a->verso == b->verso && a->since == b->since &&
	    a->text == b->text;
}

static void
table_new(struct solver *v, uint32_t size)
{
	v->table = xmalloc(size * sizeof(*v->table));
	memset(v->table, 0xff, size * sizeof(*v->table));
	v->size = size;
	v->load = 0;
}

/* Another block begins: no state before it is looked for any more. */
static void
forget(struct solver *v)
{
	v->load = 0;
	memset(v->table, 0xff, v->size * sizeof(*v->table));
}

/* The slot of a state like this one, or the free slot for it. */
static uint32_t *
slot_of(const struct solver *v, const struct page_state *s)
{
	uint32_t at = (uint32_t)key_of(v, s) & (v->size - 1);

	while (v->table[at] != NO_STATE &&
	    !same(v, &v->s[v->table[at]], s))
		at = (at + 1) & (v->size - 1);
	return &v->table[at];
}

static void
table_grow(struct solver *v)
{
	uint32_t *old = v->table, size = v->size;

	table_new(v, size * 2);
	for (uint32_t i = 0; i < size; i++)
		if (old[i] != NO_STATE) {
			*slot_of(v, &v->s[old[i]]) = old[i];
			v->load++;
		}
	free(old);
}

static void
append(struct solver *v, struct state_list *l, uint32_t i)
{
	v->s[i].next = NO_STATE;
	if (l->first == NO_STATE)
		l->first = i;
	else
		v->s[l->last].next = i;
	l->last = i;
}

/* A new state for a list, unless there is a cheaper one like it. */
static void
offer(struct solver *v, struct state_list *l, const struct page_state *s)
{
	uint32_t *slot, next;

	if (v->load * 2 >= v->size)
		table_grow(v);
	slot = slot_of(v, s);
	if (*slot != NO_STATE) {
		struct page_state *old = &v->s[*slot];

		if (old->cost <= s->cost)
			return;
		next = old->next;
		*old = *s;
		old->next = next;
		return;
	}
	if (v->n == v->cap) {
		v->cap = v->cap ? v->cap * 2 : 4096;
		v->s = xrealloc(v->s, v->cap * sizeof(*v->s));
	}
	v->s[v->n] = *s;
	*slot = v->n;
	v->load++;
	append(v, l, v->n++);
}

/* The page after one closed like this. */
static void
turn(struct page_state *s, const struct page_close *c)
{
	struct page_at *a = &s->at;

	s->cost += c->cost;
	s->broke = true;
	s->shorter = c->shorter;
	s->faults = c->faults;
	s->carry = c->carry;
	a->page++;
	a->verso = 0;
	if (a->page & 1)
		a->verso = c->shorter < VERSO_NONE ? c->shorter :
		    VERSO_NONE - 1;
	a->used = 0;
	a->notes = a->last = c->carry;
	a->since = PAGE_TITLE_MIN;
	a->text = 0;
}

/* Tries one depth of page; s holds the page up to the break. */
static void
leave_short(struct solver *v, const struct page_state *s, uint32_t block,
    int line, int shorter, struct state_list *to)
{
	struct page_close	c;
	struct page_state	t = *s;

	if (!page_close(v->col, &s->at, shorter, &c))
		return;
	if (v->strict && c.faults != 0)
		return;
	page_judge(v->col, block, s->variant, line, &s->at, &c);
	if (v->strict && c.faults != 0)
		return;
	turn(&t, &c);
	offer(v, to, &t);
}

/*
 * Ends the page before a line (0: the block).  Forced: what comes next
 * does not fit at all, so that any white must do.
 */
static void
leave(struct solver *v, const struct page_state *s, uint32_t block,
    int line, bool forced, struct state_list *to)
{
	int white = v->col->lines - s->at.used;
	int verso = s->at.verso == VERSO_NONE ? 0 : s->at.verso;

	if (s->at.used == 0)
		return;
	if (s->at.notes == 0) {
		if (white <= (v->strict ? 1 : PAGE_SLACK_MAX) ||
		    (forced && !v->strict))
			leave_short(v, s, block, line, white, to);
		return;
	}
	white -= page_note_lines(v->col, s->at.notes);
	if (white > (v->strict ? 2 : PAGE_SLACK_MAX) &&
	    (!forced || v->strict))
		return;
	leave_short(v, s, block, line, 0, to);
	leave_short(v, s, block, line, 1, to);
	if (verso > 1 && !v->strict)
		leave_short(v, s, block, line, verso, to);
}

/* Ends the page before a text that runs on, or a block that begins a
 * page: any white will do, and the facing page is none. */
static void
leave_open(struct solver *v, const struct page_state *s, uint32_t block,
    struct state_list *to)
{
	struct page_close c;
	struct page_state t = *s;

	if (s->at.used == 0)
		return;
	page_judge_open(v->col, block, &s->at, &c);
	if (v->strict && c.faults != 0)
		return;
	turn(&t, &c);
	if (t.at.page & 1)
		t.at.verso = VERSO_NONE;
	offer(v, to, &t);
}

/* Whether the text so far and a line more can stand on the page. */
static bool
fits(const struct solver *v, const struct page_at *a, int used,
    const struct page_line *l)
{
	int notes = a->notes + l->notes;

	if (used > v->col->lines)
		return false;
	return !v->strict || notes == 0 ||
	    notes <= page_note_room(v->col, used, 0);
}

static void
take_line(struct page_at *a, const struct page_line *l, bool title)
{
	a->notes += l->notes;
	if (l->notes > 0)
		a->last = l->last;
	if (a->text < PAGE_LAST_MIN)
		a->text++;
	if (title)
		a->since = 0;
	else if (a->since < PAGE_TITLE_MIN)
		a->since++;
}

/*
 * Sets lines of the variant s.variant from s.from on, to the end of the
 * block or of the page, and offers each end of the page on the way.
 */
static void
set_lines(struct solver *v, struct page_state s)
{
	const struct page_block	  *b = &v->col->blocks[s.block];
	const struct page_variant *w = &b->variants[s.variant];
	int base = s.at.used + s.above, used, l;

	s.broke = false;
	for (l = s.from; l < w->nlines; l++) {
		used = base + page_height(v->col, b, s.from, l + 1);
		bool fit = fits(v, &s.at, used, &w->lines[l]);

		if (l > s.from) {
			s.to = (uint16_t)l;
			s.place = inside_place(s.variant, l);
			leave(v, &s, s.block, l, !fit, &v->inside[l]);
		}
		if (!fit && (v->strict || l > s.from || s.at.used > 0))
			return;
		s.at.used = (uint16_t)used;
		take_line(&s.at, &w->lines[l], b->title);
	}
	s.to = (uint16_t)w->nlines;
	s.place = PLACE_AFTER;
	offer(v, &v->after, &s);
}

/* Goes on with a variant at the head of a page. */
static void
go_on(struct solver *v, uint32_t i, int line)
{
	struct page_state s = v->s[i];

	s.prev = i;
	s.above = 0;
	s.from = (uint16_t)line;
	set_lines(v, s);
}

/* Begins a variant of a block, with each space above it that may be. */
static void
begin(struct solver *v, uint32_t i, uint32_t block, int variant)
{
	const struct page_block	*b = &v->col->blocks[block];
	struct page_state	 s = v->s[i];
	bool			 top = s.at.used == 0;
	int64_t			 cost = s.cost + b->variants[variant].cost;
	int			 before = top && block > 0 && !b->breaks ? 0 :
				     b->before;

	s.prev = i;
	s.block = block;
	s.variant = (uint8_t)variant;
	s.from = 0;
	for (int d = top ? 0 : -b->less; d <= (top ? 0 : b->more); d++) {
		s.above = (uint8_t)(before + d);
		s.cost = cost + PAGE_FLEX * (d < 0 ? -d : d);
		set_lines(v, s);
	}
}

/* Each state also with the page ended before the block. */
static void
open_pages(struct solver *v, uint32_t block)
{
	const struct page_block	*b = &v->col->blocks[block];
	struct state_list	 fresh = { NO_STATE, NO_STATE };

	for (uint32_t i = v->before.first; i != NO_STATE;
	    i = v->s[i].next) {
		struct page_state s = v->s[i];
		int used = s.at.used + b->before - b->less +
		    page_height(v->col, b, 0, 1);
		bool forced = used > v->col->lines;

		s.prev = i;
		s.block = block;
		s.variant = 0;
		s.from = s.to = 0;
		s.place = PLACE_BEFORE;
		if (b->opens || b->breaks)
			leave_open(v, &s, block, &fresh);
		else
			leave(v, &s, block, 0, forced, &fresh);
	}
	if (fresh.first == NO_STATE && !b->breaks)
		return;
	if (v->before.first == NO_STATE || b->breaks)
		v->before = fresh;
	else
		v->s[v->before.last].next = fresh.first;
	v->before.last = fresh.last;
}

static void
need_inside(struct solver *v, int lines)
{
	if (lines > v->ninside) {
		v->ninside = lines;
		v->inside = xrealloc(v->inside,
		    (size_t)lines * sizeof(*v->inside));
	}
	for (int l = 0; l < lines; l++)
		v->inside[l] = (struct state_list){ NO_STATE, NO_STATE };
}

static void
step(struct solver *v, uint32_t block)
{
	const struct page_block *b = &v->col->blocks[block];

	forget(v);
	v->after = (struct state_list){ NO_STATE, NO_STATE };
	if (block > 0)
		open_pages(v, block);
	for (int k = 0; k < b->nvariants; k++) {
		int n = b->variants[k].nlines;

		need_inside(v, n + 1);
		for (uint32_t i = v->before.first; i != NO_STATE;
		    i = v->s[i].next)
			begin(v, i, block, k);
		for (int l = 1; l < n; l++)
			for (uint32_t i = v->inside[l].first;
			    i != NO_STATE; i = v->s[i].next)
				go_on(v, i, l);
	}
	v->before = v->after;
}

/* Pages of the chapter that ends like this, those for its notes too. */
static uint32_t
pages_of(const struct solver *v, const struct page_state *s,
    const struct page_close *c)
{
	uint32_t n = s->at.page - v->col->first_page + 1;
	uint32_t room = (uint32_t)page_note_room(v->col, 0, 0);

	if (c->carry > 0 && room > 0)
		n += ((uint32_t)c->carry + room - 1) / room;
	return n;
}

/* What the end itself costs; false where it is not admitted. */
static bool
close_end(const struct solver *v, const struct page_state *s,
    struct page_close *c)
{
	page_judge_end(v->col, &s->at, c);
	return !v->strict || c->faults == 0;
}

/* The cheapest end. */
static uint32_t
best_end(struct solver *v, struct page_close *close)
{
	uint32_t	  best = NO_STATE, want = v->col->want_pages;
	int64_t		  cost = INT64_MAX;
	struct page_close c;

	for (uint32_t i = v->before.first; i != NO_STATE;
	    i = v->s[i].next) {
		if (!close_end(v, &v->s[i], &c))
			continue;
		if (want > 0 && pages_of(v, &v->s[i], &c) != want)
			continue;
		if (v->s[i].cost + c.cost < cost) {
			cost = v->s[i].cost + c.cost;
			best = i;
			*close = c;
		}
	}
	return best;
}

static void
start(struct solver *v)
{
	struct page_state s = { .prev = NO_STATE, .next = NO_STATE };

	s.at.page = (uint16_t)v->col->first_page;
	s.at.since = PAGE_TITLE_MIN;
	s.at.verso = (s.at.page & 1) ? VERSO_NONE : 0;
	v->n = 0;
	v->before = (struct state_list){ NO_STATE, NO_STATE };
	offer(v, &v->before, &s);
}

static bool
is_strict(const struct solver *v, uint32_t block)
{
	return v->mode == PAGE_STRICT ||
	    (v->mode == PAGE_WINDOWS && !v->loose[block]);
}

static bool
can_end(const struct solver *v)
{
	struct page_close c;

	for (uint32_t i = v->before.first; i != NO_STATE; i = v->s[i].next)
		if (close_end(v, &v->s[i], &c))
			return true;
	return false;
}

/* From a block on to the one that no way leads past, or where there is
 * no end the last; their number when all is well. */
static uint32_t
run(struct solver *v, uint32_t b)
{
	uint32_t n = v->col->nblocks;

	for (; b < n; b++) {
		if (v->marks != NULL)
			v->marks[b] = (struct page_mark){ v->n, v->before };
		v->strict = is_strict(v, b);
		step(v, b);
		if (v->before.first == NO_STATE)
			return b;
	}
	return n == 0 || can_end(v) ? n : n - 1;
}

static void
rewind_to(struct solver *v, uint32_t b)
{
	v->n = v->marks[b].n;
	v->before = v->marks[b].before;
	v->s[v->before.last].next = NO_STATE;	/* as it was then */
	forget(v);
}

/* Where no way leads on, faults are admitted in some blocks before, in
 * twice as many where that does not help. */
static void
run_windows(struct solver *v)
{
	uint32_t n = v->col->nblocks, dead, from, next, width = WINDOW;

	v->loose = xrealloc(v->loose, n + 1);
	memset(v->loose, 0, n + 1);
	v->marks = xrealloc(v->marks, (n + 1) * sizeof(*v->marks));
	for (dead = run(v, 0); dead < n; dead = next) {
		from = dead > width ? dead - width : 0;
		memset(v->loose + from, 1, dead + 1 - from);
		rewind_to(v, from);
		next = run(v, from);
		width = next > dead ? WINDOW : width * 2;
		assert(next > dead || from > 0);
	}
}

static void
solve(struct solver *v)
{
	if (v->table == NULL)
		table_new(v, TABLE_START);
	forget(v);
	start(v);
	if (v->mode == PAGE_WINDOWS)
		run_windows(v);
	else
		(void)run(v, 0);
}

/* The mode in which a column has an end, when it has none without
 * faults. */
enum page_mode
page_mode_of(const struct page_column *c)
{
	return c->nblocks <= PAGE_LOOSE_MAX ? PAGE_LOOSE : PAGE_WINDOWS;
}

uint32_t
page_solve(struct solver *v, struct page_close *close)
{
	solve(v);
	return best_end(v, close);
}

/* Adds an option or lowers its cost; they stay in order of pages. */
static int
add_option(struct page_option *o, int n, uint32_t pages, int64_t cost)
{
	int i = 0;

	while (i < n && o[i].npages < pages)
		i++;
	if (i < n && o[i].npages == pages) {
		if (cost < o[i].cost)
			o[i].cost = cost;
		return n;
	}
	if (n == PAGE_OPTIONS_MAX)
		return n;
	memmove(o + i + 1, o + i, (size_t)(n - i) * sizeof(*o));
	o[i] = (struct page_option){ pages, cost };
	return n + 1;
}

int
page_solve_options(struct solver *v, struct page_option *o)
{
	struct page_close c;
	int		  n = 0;

	solve(v);
	for (uint32_t i = v->before.first; i != NO_STATE;
	    i = v->s[i].next)
		if (close_end(v, &v->s[i], &c))
			n = add_option(o, n, pages_of(v, &v->s[i], &c),
			    v->s[i].cost + c.cost);
	return n;
}

void
page_solver_release(struct solver *v)
{
	free(v->s);
	free(v->table);
	free(v->inside);
	free(v->loose);
	free(v->marks);
}
