/*
 * What goes into which file, and under which name.
 *
 * Names come from the ids of the parts, numbers are counted per file:
 * a change in one chapter renames nothing in another.
 */
#include <assert.h>
#include <string.h>

#include "epub_int.h"

bool
plan_is_doc(const struct node *n)
{
	for (; n != NULL && n->kind == NODE_DIV; n = n->parent) {
		if (n->parent != NULL && n->parent->kind == NODE_BOOK)
			return true;
		if (n->u.div.role == ROLE_NONE)
			return false;
	}
	return false;
}

static bool
is_elsewhere(const struct node *n)
{
	return n->kind == NODE_NOTE || n->kind == NODE_TOC ||
	    (n->kind == NODE_DIV && plan_is_doc(n));
}

enum walk_event
plan_next(struct walk *w)
{
	enum walk_event e = walk_next(w);

	while (e == WALK_ENTER && w->node != w->root &&
	    is_elsewhere(w->node)) {
		walk_skip(w);
		e = walk_next(w);
	}
	return e;
}

const struct epub_doc *
plan_doc_of(const struct epub *ep, const struct node *n)
{
	uint32_t d = n->id <= ep->book->model.ids ?
	    ep->facts[n->id].doc : 0;

	return d > 0 ? &ep->docs[d - 1] : NULL;
}

/* Documents */

static struct epub_doc *
doc_add(struct epub *ep, const struct node *div, enum role role)
{
	struct epub_doc *d = &ep->docs[ep->ndocs++];

	d->div = div;
	d->role = role;
	d->depth = 1;
	d->is_nav = role == ROLE_CONTENTS;
	d->zone = role_info(role)->zone;
	return d;
}

/* Contents come after what stands before the texts, if nowhere else. */
static bool
is_preliminary(enum role r)
{
	return r == ROLE_HALF_TITLE || r == ROLE_TITLE_PAGE ||
	    r == ROLE_IMPRINT || r == ROLE_DEDICATION || r == ROLE_EPIGRAPH;
}

static bool
has_contents(const struct node *book)
{
	for (const struct node *n = book->first; n != NULL; n = n->next)
		if (n->u.div.role == ROLE_CONTENTS)
			return true;
	return false;
}

static void
place(struct epub *ep, struct epub_doc *d)
{
	const struct epub_doc *up;

	up = plan_doc_of(ep, d->div->parent);
	if (up != NULL) {
		d->up = &ep->docs[up - ep->docs];
		d->depth = up->depth + 1;
		d->zone = up->zone;
	}
	ep->facts[d->div->id].doc = (uint32_t)ep->ndocs;
	if (d->is_nav)
		ep->nav = ep->ndocs - 1;
}

static void
docs_find(struct epub *ep)
{
	const struct node	*root = ep->book->model.root;
	bool			 need_nav = !has_contents(root);
	struct walk		 w;
	size_t			 n = 2;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && w.node->kind == NODE_DIV;
	ep->docs = ARENA_ARRAY(ep->arena, struct epub_doc, n);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || !plan_is_doc(w.node))
			continue;
		if (need_nav && !is_preliminary(w.node->u.div.role)) {
			ep->nav = ep->ndocs;
			(void)doc_add(ep, NULL, ROLE_CONTENTS);
			need_nav = false;
		}
		place(ep, doc_add(ep, w.node, w.node->u.div.role));
	}
	if (need_nav) {
		ep->nav = ep->ndocs;
		(void)doc_add(ep, NULL, ROLE_CONTENTS);
	}
}

/* Names and labels */

static bool
name_is_free(const struct epub *ep, const char *name, size_t before)
{
	static const char *const ours[] = { "cover", "nav" };

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (strcmp(name, ours[i]) == 0)
			return false;
	for (size_t i = 0; i < before; i++)
		if (strcmp(name, ep->docs[i].name) == 0)
			return false;
	return true;
}

static const char *
doc_name(struct epub *ep, size_t i)
{
	const struct epub_doc	*d = &ep->docs[i];
	const char		*base, *name;

	if (d->is_nav && i == ep->nav)
		return "nav";
	base = d->div->u.div.id.n > 0 ?
	    str_dup(ep->arena, d->div->u.div.id).p :
	    role_info(d->role)->name;
	name = base;
	for (int k = 2; !name_is_free(ep, name, i); k++)
		name = arena_printf(ep->arena, "%s-%d", base, k);
	return name;
}

static const struct node *
find_title(const struct node *div)
{
	struct walk w;

	walk_init(&w, div);
	while (plan_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_HEADING &&
		    w.node->u.heading.level <= 1)
			return w.node;
	return NULL;
}

static struct str
plain(struct epub *ep, const struct node *n)
{
	struct buf	b;
	struct str	s;

	buf_init(&b);
	node_plain(n, &b);
	s = str_dup(ep->arena, str_trim(buf_str(&b)));
	buf_release(&b);
	return s;
}

static struct str
doc_label(struct epub *ep, const struct epub_doc *d)
{
	struct str s = STR_NULL;

	if (d->role != ROLE_TITLE_PAGE && d->role != ROLE_HALF_TITLE) {
		if (d->heading != NULL)
			s = plain(ep, d->heading);
		else if (d->div != NULL)
			s = d->div->u.div.title;
	}
	return s.n > 0 ? s : str_z(role_term(ep, d->role));
}

static bool
path_is_free(const struct epub *ep, const char *path, size_t before)
{
	for (size_t i = 0; i < before; i++)
		if (strcmp(ep->docs[i].path, path) == 0)
			return false;
	return true;
}

static bool
label_is_alone(const struct epub *ep, const struct epub_doc *d)
{
	for (size_t i = 0; i < ep->ndocs; i++)
		if (&ep->docs[i] != d && str_eq(ep->docs[i].label, d->label))
			return false;
	return true;
}

/* The part's name tells chapters of one name apart, a number the rest. */
static const char *
doc_path(struct epub *ep, size_t i)
{
	const struct epub_doc	*d = &ep->docs[i], *up;
	const char		*head, *path;

	head = arena_printf(ep->arena, "%.*s", STR_ARG(d->label));
	if (!label_is_alone(ep, d))
		for (up = d->up; up != NULL; up = up->up)
			head = arena_printf(ep->arena, "%s — %.*s", head,
			    STR_ARG(up->label));
	path = head;
	for (int k = 2; !path_is_free(ep, path, i); k++)
		path = arena_printf(ep->arena, "%s (%d)", head, k);
	return path;
}

/* Notes, anchors, and which file each node is in */

static struct epub_note *
note_find(struct epub *ep, struct epub_doc *d, const struct node *note)
{
	struct epub_fact	*f = &ep->facts[note->id];
	struct epub_note	*en;
	struct walk		 w;

	if (f->note != NULL)
		return f->note;
	f->note = en = ARENA_NEW(ep->arena, struct epub_note);
	en->note = note;
	if (note->first != NULL && note->first->kind == NODE_PARA)
		en->label = note->first;
	*d->last_note = en;
	d->last_note = &en->next;
	d->nnotes++;
	walk_init(&w, note);
	while (walk_next(&w) != WALK_DONE)
		ep->facts[w.node->id].doc = (uint32_t)(d - ep->docs) + 1;
	return en;
}

static void
see_node(struct epub *ep, struct epub_doc *d, const struct node *n)
{
	struct epub_fact	*f = &ep->facts[n->id];

	f->doc = (uint32_t)(d - ep->docs) + 1;
	if (n->kind == NODE_CALL && n->u.call.note != NULL) {
		f->note = note_find(ep, d, n->u.call.note);
		f->call = ++f->note->ncalls;
	}
}

static void
docs_walk(struct epub *ep)
{
	struct walk w;

	for (size_t i = 0; i < ep->ndocs; i++) {
		struct epub_doc *d = &ep->docs[i];

		d->last_note = &d->notes;
		if (d->div == NULL)
			continue;
		walk_init(&w, d->div);
		/* The lines of the contents are in the contents. */
		while ((d->is_nav ? walk_next(&w) : plan_next(&w)) !=
		    WALK_DONE)
			if (w.event == WALK_ENTER)
				see_node(ep, d, w.node);
	}
}

static bool
id_is_free(const struct epub_doc *d, const struct epub_note *upto,
    const char *id)
{
	for (const struct epub_note *n = d->notes; n != upto; n = n->next)
		if (strcmp(n->id, id) == 0)
			return false;
	return true;
}

static void
note_name(struct epub *ep, struct epub_doc *d, struct epub_note *en)
{
	uint32_t	number = en->note->u.note.number;
	char		mark[12] = "*";

	if (number > 0)
		note_mark(en->note->u.note.series == SERIES_EDITOR, number,
		    mark);
	en->mark = arena_printf(ep->arena, "%s", mark);
	en->id = number > 0 ? en->mark : "s";
	for (int k = 2; !id_is_free(d, en, en->id); k++)
		en->id = arena_printf(ep->arena, "%s-%d",
		    number > 0 ? mark : "s", k);
}

/* Are there two notes of one mark in the book? */
static bool
marks_repeat(const struct epub *ep)
{
	const struct epub_note *n;
	uint32_t		 high[2] = { 0, 0 };

	for (size_t i = 0; i < ep->ndocs; i++)
		for (n = ep->docs[i].notes; n != NULL; n = n->next) {
			uint32_t *h = &high[n->note->u.note.series ==
			    SERIES_EDITOR];

			if (n->note->u.note.number <= *h)
				return true;
			*h = n->note->u.note.number;
		}
	return false;
}

static void
notes_name(struct epub *ep)
{
	for (size_t i = 0; i < ep->ndocs; i++)
		for (struct epub_note *n = ep->docs[i].notes; n != NULL;
		    n = n->next)
			note_name(ep, &ep->docs[i], n);
	ep->marks_repeat = marks_repeat(ep);
}

/* A node that a link leads to gets an id, counted in its file. */
static void
anchors_make(struct epub *ep)
{
	struct walk w;

	walk_init(&w, ep->book->model.root);
	while (walk_next(&w) != WALK_DONE) {
		const struct node *t = w.event == WALK_ENTER &&
		    w.node->kind == NODE_LINK ? w.node->u.link.target : NULL;

		if (t != NULL && t->id <= ep->book->model.ids)
			ep->facts[t->id].anchor = 1;
	}
	walk_init(&w, ep->book->model.root);
	while (walk_next(&w) != WALK_DONE) {
		struct epub_fact *f = &ep->facts[w.node->id];

		if (w.event == WALK_ENTER && f->anchor > 0 && f->doc > 0)
			f->anchor = ++ep->docs[f->doc - 1].nanchors;
	}
}

static void
entries_find(struct epub *ep)
{
	const struct node	*div = ep->docs[ep->nav].div, *t;
	struct walk		 w;

	walk_init(&w, div);
	while (div != NULL && walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_TOC_ENTRY)
			continue;
		t = w.node->u.toc_entry.target;
		if (t != NULL && plan_doc_of(ep, t) != NULL)
			ep->facts[t->id].entry = w.node;
	}
}

void
plan_make(struct epub *ep)
{
	ep->facts = ARENA_ARRAY(ep->arena, struct epub_fact,
	    ep->book->model.ids + 1);
	docs_find(ep);
	for (size_t i = 0; i < ep->ndocs; i++) {
		struct epub_doc *d = &ep->docs[i];

		d->heading = d->div != NULL ? find_title(d->div) : NULL;
		d->label = doc_label(ep, d);
		d->name = doc_name(ep, i);
	}
	for (size_t i = 0; i < ep->ndocs; i++) {
		struct epub_doc *d = &ep->docs[i];

		d->path = doc_path(ep, i);
		d->title = arena_printf(ep->arena, "%s — %.*s", d->path,
		    STR_ARG(ep->ed->title));
	}
	docs_walk(ep);
	notes_name(ep);
	anchors_make(ep);
	entries_find(ep);
}

/* Addresses */

static const char *
file_part(const struct epub *ep, const struct epub_doc *from,
    const struct epub_doc *to)
{
	return from == to ? "" : arena_printf(ep->arena, "%s.xhtml",
	    to->name);
}

const char *
plan_href(const struct epub *ep, const struct epub_doc *from,
    const struct node *target)
{
	const struct epub_doc	*to = plan_doc_of(ep, target);
	const struct epub_fact	*f;

	if (to == NULL)
		return NULL;
	if (target == to->div)
		return arena_printf(ep->arena, "%s.xhtml", to->name);
	f = &ep->facts[target->id];
	if (target->kind == NODE_NOTE && f->note != NULL)
		return arena_printf(ep->arena, "%s#note-%s",
		    file_part(ep, from, to), f->note->id);
	if (target == to->heading)
		return arena_printf(ep->arena, "%s#h",
		    file_part(ep, from, to));
	/* These are no elements of their own. */
	if (f->anchor == 0 || target->kind == NODE_TEXT ||
	    target->kind == NODE_CALL)
		return NULL;
	return arena_printf(ep->arena, "%s#c%u", file_part(ep, from, to),
	    f->anchor);
}

static bool
is_outside(struct str url)
{
	return str_starts(url, STR("http://")) ||
	    str_starts(url, STR("https://")) ||
	    str_starts(url, STR("mailto:"));
}

const char *
plan_link(const struct epub *ep, const struct epub_doc *from,
    const struct node *link)
{
	struct str id;

	if (link->u.link.target != NULL)
		return plan_href(ep, from, link->u.link.target);
	if (is_outside(link->u.link.url))
		return str_dup(ep->arena, link->u.link.url).p;
	if (!str_starts(link->u.link.url, STR("#")))
		return NULL;
	id = str_sub(link->u.link.url, 1, link->u.link.url.n);
	for (size_t i = 0; i < ep->ndocs; i++)
		if (ep->docs[i].div != NULL &&
		    str_eq(ep->docs[i].div->u.div.id, id))
			return plan_href(ep, from, ep->docs[i].div);
	return NULL;
}
