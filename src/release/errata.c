/*
 * The slip of errata: its entries, with pages and lines.  That printing
 * is made again with the new entries as probes; each has left a CORR node
 * at its place, which the page list knows.
 */
#include <stdlib.h>
#include <string.h>

#include "release.h"

static const struct part *
part_of(const struct node *n)
{
	const struct node *d = node_up(n, NODE_DIV);

	while (d != NULL && d->u.div.part == NULL && d->parent != NULL)
		d = node_up(d->parent, NODE_DIV);
	return d != NULL ? d->u.div.part : NULL;
}

/* A string as the book prints it. */
static struct str
as_printed(struct arena *a, struct str s, struct str lang,
    struct diag_sink *sink)
{
	struct model	 m;
	struct node	*p;
	struct buf	 b;
	struct str	 out;

	model_init(&m, a, NODE_DIV);
	m.root->lang = lang;
	p = node_new(&m, NODE_PARA, SPAN_NONE);
	node_append(p, node_text_new(&m, s, SPAN_NONE));
	node_append(m.root, p);
	typography(&m, m.root, sink);
	buf_init(&b);
	node_plain(p, &b);
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}

/* The words of a reading: what the printing says, what it should say. */
static void
reading_words(struct arena *a, const struct ledger_entry *e,
    struct str *wrong, struct str *right)
{
	const struct ledger_entry *now = e->now;
	size_t			   at;

	*wrong = e->gone ? e->read : e->lemma;
	*right = e->gone ? e->lemma : e->read;
	if (now == NULL)
		return;
	*right = now->read;
	at = str_find(now->lemma, e->lemma, 0);
	if (at != SIZE_MAX)	/* it changes more than was changed */
		*wrong = str_z(arena_printf(a, "%.*s%.*s%.*s",
		    STR_ARG(str_sub(now->lemma, 0, at)), STR_ARG(e->read),
		    STR_ARG(str_sub(now->lemma, at + e->lemma.n,
		    now->lemma.n))));
}

/* What is left out or put in is shown with the words beside it. */
static void
set_words(struct arena *a, struct erratum *e, const struct node *corr,
    struct diag_sink *sink)
{
	const struct ledger_entry *le = e->entry;
	struct str lang = node_lang(corr), wrong = le->lemma,
		   right = le->read;

	if (le->action == LEDGER_READING) {
		reading_words(a, le, &wrong, &right);
		if ((right.n == 0 || wrong.n == 0) && le->near.n > 0) {
			wrong = wrong.n == 0 ? le->near : str_z(arena_printf(
			    a, "%.*s %.*s", STR_ARG(le->near),
			    STR_ARG(wrong)));
			right = right.n == 0 ? le->near : str_z(arena_printf(
			    a, "%.*s %.*s", STR_ARG(le->near),
			    STR_ARG(right)));
		}
	} else if (le->action == LEDGER_NOTE) {
		wrong = le->now != NULL ? le->read : le->at;
		right = le->now != NULL ? le->now->read : le->read;
	} else if (le->action == LEDGER_CALL)
		right = le->at;
	else if (le->action == LEDGER_SPLIT)
		wrong = le->read;
	e->wrong = as_printed(a, wrong, lang, sink);
	e->right = as_printed(a, right, lang, sink);
}

static bool
same_letters(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	for (;;) {
		uint32_t x = 0, y = 0;

		while (i < a.n && !cp_is_letter(x = utf8_next(a, &i)))
			x = 0;
		while (j < b.n && !cp_is_letter(y = utf8_next(b, &j)))
			y = 0;
		if (x != y)
			return false;
		if (x == 0)
			return true;
	}
}

/* A reading as it was set between its neighbours, where the mark is all
 * of it. */
static void
as_set(struct arena *a, struct erratum *e, const struct node *corr)
{
	struct buf b;

	buf_init(&b);
	node_plain(corr, &b);
	if (e->entry->action == LEDGER_READING && b.len > 0 &&
	    same_letters(buf_str(&b), e->wrong))
		e->wrong = buf_dup(&b, a);
	buf_release(&b);
}

struct finder {
	struct arena	   *arena;
	struct diag_sink   *sink;
	struct errata	   *errata;
	const struct frame *frame;
};

/*
 * The line below whose top the place is.  Lines are counted as a reader
 * counts them: those that are printed, blanks and the running head left
 * out, cells of one row once; notes by themselves.
 */
static void
set_line(struct erratum *e, const struct frame_page *p, sp top)
{
	unsigned lines[2] = { 0, 0 };
	sp	 last[2] = { INT32_MIN, INT32_MIN }, best = INT32_MAX;

	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct frame_line *l = &p->lines[i];
		bool in_note = l->stream == STREAM_NOTE;

		if (l->stream != STREAM_BODY && !in_note)
			continue;
		lines[in_note] += l->y != last[in_note];
		last[in_note] = l->y;
		if (l->y < top || l->y >= best)
			continue;
		best = l->y;
		e->line = lines[in_note];
		e->in_note = in_note;
	}
}

static void
found(struct finder *f, const struct node *mark)
{
	const struct frame_place *p = frame_place(f->frame, mark);
	struct erratum		 *e;

	for (size_t i = 0; i < f->errata->n; i++)
		if (f->errata->items[i].entry == mark->u.corr.entry)
			return;	/* its second half */
	if (p == NULL) {
		diag(f->sink, DIAG_PRINTING_LOST,
		    mark->u.corr.entry->lemma_span, NULL);
		return;
	}
	e = &f->errata->items[f->errata->n++];
	e->entry = mark->u.corr.entry;
	e->part = part_of(mark);
	e->page = str_z(f->frame->pages[p->page].label);
	e->index = p->page;
	set_line(e, &f->frame->pages[p->page], p->y);
	set_words(f->arena, e, mark, f->sink);
	as_set(f->arena, e, mark);
}

static bool
is_mark(const struct node *n)
{
	return n->kind == NODE_CORR && n->u.corr.entry != NULL &&
	    (n->u.corr.entry->probe || n->u.corr.entry->gone);
}

static size_t
count_marks(const struct node *root)
{
	struct walk w;
	size_t	    n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && is_mark(w.node);
	return n;
}

static void
find_all(struct finder *f, const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && is_mark(w.node))
			found(f, w.node);
}

static int
by_line(const void *x, const void *y)
{
	const struct erratum *a = x, *b = y;

	if (a->index != b->index)
		return a->index < b->index ? -1 : 1;
	if (a->in_note != b->in_note)
		return a->in_note ? 1 : -1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return str_cmp(a->wrong, b->wrong);
}

/* Texts that are not what they were, ledgers apart. */
static void
check_texts(const struct book *b, const struct lock *l,
    struct diag_sink *sink)
{
	const struct lock_text	*t;
	char			 hex[65];

	for (size_t i = 0; i < b->ntexts; i++) {
		t = lock_text_lookup(l, b->texts[i].part->id);
		text_sha256(&b->texts[i], sink->sources, hex);
		if (t == NULL || !str_eqz(t->sha256, hex))
			diag(sink, DIAG_TEXT_CHANGED, b->texts[i].part->span,
			    "%.*s", STR_ARG(b->texts[i].part->id));
	}
}

static bool
page_is_same(const struct lock *l, const struct frame *f, uint32_t i)
{
	char hash[17];

	if (i >= l->npages)
		return false;
	page_hash(&f->pages[i], hash);
	return str_eqz(l->pages[i].hash, hash);
}

static void
check_pages(struct errata *e, const struct frame *f,
    struct diag_sink *sink)
{
	uint32_t said = UINT32_MAX;

	for (uint32_t i = 0; i < f->npages; i++)
		if (page_is_same(e->lock, f, i))
			e->remade++;
		else
			e->changed++;
	for (size_t i = 0; i < e->n; i++) {
		if (e->items[i].index == said ||
		    page_is_same(e->lock, f, e->items[i].index))
			continue;
		said = e->items[i].index;
		diag(sink, DIAG_PRINTING_LOST, e->items[i].entry->lemma_span,
		    "page %.*s", STR_ARG(e->items[i].page));
	}
}

void
release_compare(struct arena *a, const struct book *b,
    const struct frame *f, const struct lock *l, struct diag_sink *sink)
{
	struct str *folios = ARENA_ARRAY(a, struct str, f->npages + 1);
	size_t	    n = release_changed(l, f, folios);
	struct buf  list;

	check_texts(b, l, sink);
	if (n == 0 && f->npages == l->npages)
		return;
	buf_init(&list);
	for (size_t i = 0; i < n; i++)
		buf_printf(&list, "%s%.*s", i ? ", " : "",
		    STR_ARG(folios[i]));
	diag(sink, DIAG_PRINTING_LOST, b->edition->span,
	    "printing %d: %zu of its %zu pages are others now (%s)",
	    l->number, n, l->npages, n > 0 ? list.data : "at its end");
	buf_release(&list);
}

struct errata *
errata_make(struct arena *a, const struct book *b, const struct frame *fr,
    const struct lock *l, struct diag_sink *sink)
{
	struct errata	*e = ARENA_NEW(a, struct errata);
	struct finder	 f = { .arena = a, .sink = sink, .errata = e,
			     .frame = fr };

	e->lock = l;
	e->items = ARENA_ARRAY(a, struct erratum,
	    count_marks(b->model.root) + 1);
	if (!str_eq(l->edition, b->edition->identifier)) {
		diag(sink, DIAG_LOCK_OTHER, b->edition->span, "%.*s",
		    STR_ARG(l->edition));
		return e;
	}
	check_texts(b, l, sink);
	find_all(&f, b->model.root);
	if (e->n > 1)
		qsort(e->items, e->n, sizeof(*e->items), by_line);
	check_pages(e, fr, sink);
	return e;
}
