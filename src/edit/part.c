/*
 * One text of the manifest: its tree copied, corrected, titled and
 * divided into chapters.
 */
#include <string.h>

#include "edit_int.h"
#include "ledger_int.h"

struct node *
part_heading(const struct node *div)
{
	struct node *n;

	for (n = div->first; n != NULL; n = n->next)
		if (n->kind == NODE_HEADING)
			return n;
	return NULL;
}

/* Is there nothing but marks of pages before the block? */
static bool
is_first(const struct node *block)
{
	for (const struct node *n = block->prev; n != NULL; n = n->prev)
		if (n->kind != NODE_PARA || n->first != n->last ||
		    n->first == NULL || n->first->kind != NODE_PB)
			return false;
	return true;
}

static struct node *
first_mark(const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && (w.node->kind == NODE_CALL ||
		    w.node->kind == NODE_PB))
			return node_own(w.node);
	return NULL;
}

static void
move_marks(struct node *from, struct node *to)
{
	struct node *n;

	while ((n = first_mark(from)) != NULL) {
		node_unlink(n);
		node_append(to, n);
	}
}

/*
 * The title that the manifest gives stands for that of the text, whose
 * note calls it takes over.
 */
static void
set_title(const struct maker *k, struct node *div, const struct part *p)
{
	struct node *old = part_heading(div), *h;

	if (old != NULL && !is_first(old))
		old = NULL;
	if (p->title.n == 0)
		return;
	h = node_new(k->m, NODE_HEADING, p->span);
	h->u.heading.level = 1;
	read_inlines(k->m, p->title, p->span, h, k->sink);
	if (old != NULL && (p->chapters == 0 ||
	    old->u.heading.level < p->chapters)) {
		move_marks(old, h);
		node_insert_before(old, h);
		node_unlink(old);
	} else if (div->first != NULL)
		node_insert_before(div->first, h);
	else
		node_append(div, h);
}

/* Roles whose title goes without saying. */
static const struct {
	enum role role;
	enum term term;
} titled[] = {
	{ ROLE_FOREWORD, TERM_FOREWORD }, { ROLE_PREFACE, TERM_PREFACE },
	{ ROLE_INTRODUCTION, TERM_INTRODUCTION },
	{ ROLE_AFTERWORD, TERM_AFTERWORD },
	{ ROLE_APPENDIX, TERM_APPENDIX },
	{ ROLE_NOTE_ON_TEXT, TERM_NOTE_ON_TEXT },
};

static void
set_usual_title(const struct maker *k, struct node *div)
{
	struct node *h;

	if (part_heading(div) != NULL)
		return;
	for (size_t i = 0; i < sizeof(titled) / sizeof(titled[0]); i++) {
		if (titled[i].role != div->u.div.role)
			continue;
		h = node_new(k->m, NODE_HEADING, SPAN_NONE);
		h->u.heading.level = 1;
		node_append(h, node_text_new(k->m, str_z(term(
		    node_lang(div), titled[i].term)), SPAN_NONE));
		if (div->first != NULL)
			node_insert_before(div->first, h);
		else
			node_append(div, h);
	}
}

/* Who speaks, below the title. */
static void
set_by(const struct maker *k, struct node *div, const struct part *p)
{
	struct node *h = part_heading(div), *s;

	if (p->by.n == 0)
		return;
	s = node_new(k->m, NODE_SUBTITLE, p->span);
	s->cls = STR("by");
	read_inlines(k->m, p->by, p->span, s, k->sink);
	if (h != NULL && is_first(h)) {
		while (h->next != NULL && h->next->kind == NODE_SUBTITLE)
			h = h->next;
		node_insert_after(h, s);
	} else if (div->first != NULL)
		node_insert_before(div->first, s);
	else
		node_append(div, s);
}

static bool
opens_chapter(const struct node *n, int level)
{
	return n->kind == NODE_HEADING && n->u.heading.level == level;
}

/*
 * Where the chapters begin: behind the part's own title, which is a
 * heading of the same level that stands first and has either been given
 * by the manifest or is followed by another at once.
 */
static struct node *
first_chapter(struct node *div, const struct part *p)
{
	struct node *n = div->first;

	if (n != NULL && n->kind == NODE_HEADING) {
		struct node *after = n->next;

		while (after != NULL && after->kind == NODE_SUBTITLE)
			after = after->next;
		if (p->title.n > 0 || n->u.heading.level < p->chapters ||
		    (after != NULL && opens_chapter(after, p->chapters)))
			n = after;
	}
	while (n != NULL && !opens_chapter(n, p->chapters))
		n = n->next;
	return n;
}

static void
divide(const struct maker *k, struct node *div, const struct part *p)
{
	struct node	*n = first_chapter(div, p), *next, *chapter = NULL;
	unsigned	 count = 0;

	for (; n != NULL && n->kind != NODE_NOTE; n = next) {
		next = n->next;
		if (opens_chapter(n, p->chapters)) {
			chapter = node_new(k->m, NODE_DIV, n->span);
			chapter->u.div.role = ROLE_CHAPTER;
			chapter->u.div.part = p;
			chapter->u.div.id = str_z(arena_printf(k->m->arena,
			    "%.*s-%u", STR_ARG(div->u.div.id), ++count));
			node_insert_before(n, chapter);
		}
		node_unlink(n);
		node_append(chapter, n);
		if (n->kind == NODE_HEADING)
			n->u.heading.level = n->u.heading.level <
			    p->chapters ? 1 : n->u.heading.level -
			    p->chapters + 1;
	}
}

/* The manifest's title may repeat the witness's first heading, which
 * is then no chapter. */
static void
drop_same_title(struct node *div, const struct part *p)
{
	struct node	*h = part_heading(div);
	struct buf	 b;

	if (p->title.n == 0 || p->chapters == 0 || h == NULL ||
	    !is_first(h))
		return;
	buf_init(&b);
	node_plain(h, &b);
	if (match_same(buf_str(&b), p->title) && h->next != NULL &&
	    h->next->kind == NODE_HEADING) {
		node_unlink(h);
	}
	buf_release(&b);
}

/* Headings go down by one level at a time. */
static void
check_levels(const struct maker *k, const struct node *div)
{
	struct walk	w;
	int		last = 0;

	walk_init(&w, div);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		if (w.node->kind == NODE_DIV)
			last = 0;
		if (w.node->kind != NODE_HEADING)
			continue;
		if (w.node->u.heading.level > last + 1 && last > 0)
			diag(k->sink, DIAG_HEADING_SKIP, w.node->span,
			    "from %d to %d", last, w.node->u.heading.level);
		last = w.node->u.heading.level;
	}
}

static void
apply_ledger(const struct maker *k, struct node *div,
    const struct text *t)
{
	const struct ledger *l = t->ledger;

	if (l == NULL)
		return;
	if (!str_eq(l->witness, t->part->witness))
		diag(k->sink, DIAG_LEDGER_WITNESS, l->witness_span,
		    "%.*s, not %.*s", STR_ARG(l->witness),
		    STR_ARG(t->part->witness));
	else if (t->part->sha256.n > 0 &&
	    !str_eq(l->sha256, t->part->sha256))
		diag(k->sink, DIAG_LEDGER_STALE, l->sha256_span,
		    "%.*s, the manifest names %.*s", STR_ARG(l->sha256),
		    STR_ARG(t->part->sha256));
	if (k->opts->diplomatic)
		ledger_apply_diplomatic(k->m, div, l, k->sink);
	else
		ledger_apply(k->m, div, l, k->sink);
}

/* A text that could not be read is empty for that reason. */
static bool
is_faulty(const struct maker *k, uint32_t source)
{
	for (const struct diag_item *i = k->sink->first; i; i = i->next)
		if (i->level == DIAG_ERROR && source > 0 &&
		    i->span.source == source)
			return true;
	return false;
}

struct node *
part_make(const struct maker *k, const struct text *t)
{
	const struct part	*p = t->part;
	struct node		*div = node_copy(k->m, t->div);

	div->u.div.role = p->role == ROLE_NONE ? ROLE_CHAPTER : p->role;
	div->u.div.id = p->id;
	div->u.div.part = p;
	if (!str_eq(p->lang, k->ed->language))
		div->lang = p->lang;
	node_append(k->m->root, div);
	if (div->first == NULL && !is_faulty(k, t->div->span.source))
		diag(k->sink, DIAG_PART_EMPTY, p->span, "%.*s",
		    STR_ARG(p->id));
	apply_ledger(k, div, t);
	lists_make(k->m, div);
	notes_check(div, k->sink);
	drop_same_title(div, p);
	set_title(k, div, p);
	set_usual_title(k, div);
	set_by(k, div, p);
	if (p->chapters > 0)
		divide(k, div, p);
	check_levels(k, div);
	notes_place(k->m, div);
	notes_sign(k->m, div);
	return div;
}
