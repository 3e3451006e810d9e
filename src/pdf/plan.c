/*
 * Plan: the elements of the structure tree and the leaf marks.
 *
 * The tree follows the model, not the pages (ISO 32000-1 §14.8.2.3):
 * blocks stand in the order of the model; within a block, marks and
 * inline elements stand in the order of the page list, so that a
 * paragraph goes on over the page and a note stands at its call.
 *
 *   pdf_plan_make
 *     make_elems   one or more elements a node, by the table of kinds
 *     make_marks   consecutive runs of one owner become one mark
 *     attach_marks each mark to its owner, owners to their parents
 */
#include <assert.h>
#include <string.h>

#include "octavo/arena.h"
#include "pdf_int.h"

/*
 * What a kind of node becomes.  chain: elements, outermost first; the
 * children of the node go into the last.  label: for the node's own
 * runs (number, bullet) where they do not go into the last of chain.
 */
struct shape {
	const char	*chain[3];
	const char	*label[2];
	bool		 in_text;	/* attached where its marks are */
};

static const struct shape shapes[NODE__MAX] = {
	[NODE_BOOK] = { { "Document" }, { NULL }, false },
	[NODE_DIV] = { { "Sect" }, { NULL }, false },
	[NODE_HEADING] = { { "H1" }, { NULL }, false },
	[NODE_SUBTITLE] = { { "P" }, { NULL }, false },
	[NODE_PARA] = { { "P" }, { NULL }, false },
	[NODE_ATTRIB] = { { "P" }, { NULL }, false },
	[NODE_DATELINE] = { { "P" }, { NULL }, false },
	[NODE_SIGNATURE] = { { "P" }, { NULL }, false },
	[NODE_LINE] = { { "P" }, { NULL }, false },
	[NODE_CAPTION] = { { "Caption" }, { NULL }, false },
	[NODE_CELL] = { { "TD" }, { NULL }, false },
	[NODE_TOC_ENTRY] = { { "TOCI", "Reference", "Link" }, { NULL },
	    false },
	[NODE_QUOTE] = { { "BlockQuote" }, { NULL }, false },
	[NODE_EPIGRAPH] = { { "BlockQuote" }, { NULL }, false },
	[NODE_LIST] = { { "L" }, { NULL }, false },
	[NODE_ITEM] = { { "LI", "LBody" }, { "Lbl" }, false },
	[NODE_VERSE] = { { "Div" }, { NULL }, false },
	[NODE_STANZA] = { { "Div" }, { NULL }, false },
	[NODE_FIGURE] = { { "Figure" }, { NULL }, false },
	[NODE_TABLE] = { { "Table" }, { NULL }, false },
	[NODE_ROW] = { { "TR" }, { NULL }, false },
	[NODE_NOTE] = { { "Note" }, { "Lbl", "Link" }, true },
	[NODE_TOC] = { { "TOC" }, { NULL }, false },
	[NODE_CODE_BLOCK] = { { "P", "Code" }, { NULL }, false },
	[NODE_LINK] = { { "Link" }, { NULL }, true },
	[NODE_CALL] = { { "Reference", "Link" }, { NULL }, true },
	/* The other inlines become a Span where they name a language. */
};

static const char *const headings[] = { "H1", "H2", "H3", "H4", "H5",
	"H6" };

static void
kid_add(struct pdf_plan *p, struct pdf_elem *parent, struct pdf_elem *elem,
    struct pdf_mark *mark)
{
	struct pdf_kid *k = ARENA_NEW(p->arena, struct pdf_kid);

	k->elem = elem;
	k->mark = mark;
	*parent->kids_end = k;
	parent->kids_end = &k->next;
	if (elem != NULL)
		elem->attached = true;
}

static struct pdf_elem *
elem_new(struct pdf_plan *p, const char *type, const struct node *n,
    struct pdf_elem *parent, bool attach)
{
	struct pdf_elem *e = ARENA_NEW(p->arena, struct pdf_elem);

	e->type = type;
	e->node = n;
	e->parent = parent;
	e->kids_end = &e->kids;
	e->reach_end = &e->reach;
	e->attached = parent == NULL;
	if (parent != NULL && attach)
		kid_add(p, parent, e, NULL);
	return e;
}

/* Headings never skip a level (PDF/UA-1 7.4.2); those of chapters in a
 * part stand one below those of parts. */
static const char *
heading_type(const struct node *n, int *last)
{
	int level = n->u.heading.level;

	for (const struct node *d = n->parent; d != NULL; d = d->parent)
		if (d->kind == NODE_DIV && d != n->parent &&
		    d->u.div.role == ROLE_PART)
			level++;
	if (level > *last + 1)
		level = *last + 1;
	if (level > 6)
		level = 6;
	if (level < 1)
		level = 1;
	*last = level;
	return headings[level - 1];
}

static const char *
type_of(const char *type, const struct node *n, int *heading)
{
	if (n->kind == NODE_HEADING)
		return heading_type(n, heading);
	if (n->kind == NODE_DIV && n->u.div.role == ROLE_PART)
		return "Part";
	if (n->kind == NODE_CELL && n->parent->u.row.head)
		return "TH";
	return type;
}

bool
pdf_link_leads(const struct frame *f, const struct node *n)
{
	switch (n->kind) {
	case NODE_LINK:
		return n->u.link.url.n > 0 || (n->u.link.target != NULL &&
		    frame_place(f, n->u.link.target) != NULL);
	case NODE_CALL:
		return n->u.call.note != NULL &&
		    frame_place(f, n->u.call.note) != NULL;
	case NODE_NOTE:
		return n->u.note.call != NULL &&
		    frame_place(f, n->u.note.call) != NULL;
	case NODE_TOC_ENTRY:
		return n->u.toc_entry.target != NULL &&
		    frame_place(f, n->u.toc_entry.target) != NULL;
	default:
		return false;
	}
}

/* A Link without an annotation is no Link (ISO 32000-1 §14.8.4.4.2). */
static struct pdf_elem *
chain_new(struct pdf_plan *p, const char *const *types, size_t max,
    const struct node *n, struct pdf_elem *parent, bool attach,
    int *heading)
{
	struct pdf_elem *e = parent;

	for (size_t i = 0; i < max && types[i] != NULL; i++) {
		const char *type = type_of(types[i], n, heading);
		bool	    link = strcmp(type, "Link") == 0;

		if (link && !pdf_link_leads(p->frame, n))
			type = "Span", link = false;
		e = elem_new(p, type, n, e, i > 0 || attach);
		e->link = link;
		if (i == 0 && n->lang.n > 0)
			e->lang = n->lang;
	}
	return e;
}

static void
make_elem(struct pdf_plan *p, const struct node *n, int *heading)
{
	static const char *const span[] = { "Span" };
	const struct shape	*s = &shapes[n->kind];
	struct pdf_elem		*up = n->parent ?
	    p->of_node[n->parent->id] : NULL, *top, *e;

	if (s->chain[0] == NULL) {
		e = up;
		if (n->lang.n > 0 && node_is_inline(n))
			e = chain_new(p, span, 1, n, up, false, heading);
		p->of_node[n->id] = p->own[n->id] = e;
		return;
	}
	e = chain_new(p, s->chain, 3, n, up, !s->in_text, heading);
	p->of_node[n->id] = p->own[n->id] = e;
	if (s->label[0] == NULL)
		return;
	/* The label stands first in the outermost of the chain. */
	assert(e != NULL);
	for (top = e; top->parent != up; top = top->parent)
		assert(top->parent != NULL);
	e = elem_new(p, s->label[0], n, top, false);
	top->label = e;
	e->attached = true;
	p->own[n->id] = s->label[1] == NULL ? e :
	    chain_new(p, s->label + 1, 1, n, e, true, heading);
	{
		struct pdf_kid *k = ARENA_NEW(p->arena, struct pdf_kid);

		k->elem = e;
		k->next = top->kids;
		if (top->kids == NULL)
			top->kids_end = &k->next;
		top->kids = k;
	}
}

static uint32_t
greatest_id(const struct node *root, uint32_t *notes)
{
	struct walk	w;
	uint32_t	max = 0;

	*notes = 0;
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.node->id > max)
			max = w.node->id;
		if (w.event == WALK_ENTER && w.node->kind == NODE_NOTE)
			(*notes)++;
	}
	return max;
}

static void
make_elems(struct pdf_plan *p)
{
	const struct node *root = p->book->model.root;
	struct walk	   w;
	uint32_t	   notes;
	int		   heading = 0;

	p->nids = greatest_id(root, &notes) + 1;
	p->of_node = ARENA_ARRAY(p->arena, struct pdf_elem *, p->nids);
	p->own = ARENA_ARRAY(p->arena, struct pdf_elem *, p->nids);
	p->notes = ARENA_ARRAY(p->arena, struct pdf_elem *, notes + 1);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		make_elem(p, w.node, &heading);
		if (w.node->kind == NODE_NOTE)
			p->notes[p->nnotes++] = p->of_node[w.node->id];
	}
	p->root = p->of_node[root->id];
}

struct pdf_elem *
pdf_plan_owner(const struct pdf_plan *p, const struct node *n)
{
	if (n == NULL || p->own == NULL)
		return NULL;
	assert(n->id < p->nids);
	return p->own[n->id];
}

static struct pdf_elem *
run_owner(const struct pdf_plan *p, const struct frame_run *r)
{
	return r->artifact != ARTIFACT_NONE ? NULL : pdf_plan_owner(p, r->elem);
}

static struct pdf_mark *
mark_add(struct pdf_page *pp, enum mark_kind kind, uint32_t page,
    uint32_t first, uint32_t n)
{
	struct pdf_mark *m = &pp->marks[pp->nmarks++];

	m->kind = kind;
	m->page = page;
	m->first = first;
	m->n = n;
	m->mcid = -1;
	return m;
}

static void
mark_runs(struct pdf_plan *p, uint32_t page)
{
	const struct frame_page *fp = &p->frame->pages[page];
	struct pdf_page		*pp = &p->pages[page];
	struct pdf_mark		*m = NULL;

	for (uint32_t i = 0; i < fp->nruns; i++) {
		const struct frame_run *r = &fp->runs[i];
		struct pdf_elem	       *o = run_owner(p, r);

		if (r->nglyphs == 0)
			continue;
		if (m != NULL && m->owner == o && m->artifact == r->artifact &&
		    m->first + m->n == i) {
			m->n++;
			continue;
		}
		m = mark_add(pp, MARK_RUNS, page, i, 1);
		m->owner = o;
		m->artifact = o == NULL && r->artifact == ARTIFACT_NONE ?
		    ARTIFACT_RULE : r->artifact;
	}
}

static void
make_marks(struct pdf_plan *p, uint32_t page)
{
	const struct frame_page *fp = &p->frame->pages[page];
	struct pdf_page		*pp = &p->pages[page];
	struct pdf_mark		*m;
	int			 mcid = 0;

	pp->marks = ARENA_ARRAY(p->arena, struct pdf_mark,
	    (size_t)fp->nruns + fp->nimages + 1);
	mark_runs(p, page);
	for (uint32_t i = 0; i < fp->nimages; i++) {
		m = mark_add(pp, MARK_IMAGE, page, i, 1);
		m->owner = pdf_plan_owner(p, fp->images[i].elem);
		m->artifact = m->owner ? ARTIFACT_NONE : ARTIFACT_RULE;
	}
	if (fp->nrules > 0) {
		m = mark_add(pp, MARK_RULES, page, 0, fp->nrules);
		m->artifact = ARTIFACT_RULE;
	}
	for (uint32_t i = 0; i < pp->nmarks; i++)
		if (pp->marks[i].owner != NULL)
			pp->marks[i].mcid = mcid++;
	pp->nmcids = (uint32_t)mcid;
}

/* The note of a call stands behind it, the first time it is called. */
static void
attach_note(struct pdf_plan *p, const struct pdf_elem *e)
{
	struct pdf_elem *note;

	if (e->node->kind != NODE_CALL || e->node->u.call.note == NULL ||
	    strcmp(e->type, "Reference") != 0)
		return;
	note = p->of_node[e->node->u.call.note->id];
	if (note->attached)
		return;
	note->parent = e->parent;
	kid_add(p, e->parent, note, NULL);
}

/* A link knows all marks that its annotations must cover. */
static void
reach(struct pdf_plan *p, struct pdf_elem *e, struct pdf_mark *m)
{
	struct pdf_kid *k = ARENA_NEW(p->arena, struct pdf_kid);

	k->mark = m;
	*e->reach_end = k;
	e->reach_end = &k->next;
}

static void
attach(struct pdf_plan *p, struct pdf_mark *m)
{
	struct pdf_elem *e = m->owner;

	kid_add(p, e, NULL, m);
	/* A note waits until its call is met. */
	for (; e->parent != NULL; e = e->parent) {
		if (e->link)
			reach(p, e, m);
		if (e->attached || e->node->kind == NODE_NOTE)
			continue;
		kid_add(p, e->parent, e, NULL);
		attach_note(p, e);
	}
}

/* Elements that hold nothing are not written. */
static void
use(struct pdf_elem *e)
{
	for (; e != NULL && !e->used; e = e->parent)
		e->used = true;
}

static void
attach_marks(struct pdf_plan *p)
{
	for (uint32_t i = 0; i < p->frame->npages; i++)
		for (uint32_t k = 0; k < p->pages[i].nmarks; k++)
			if (p->pages[i].marks[k].owner != NULL)
				attach(p, &p->pages[i].marks[k]);
	/* A note whose call is not on any page stays with its text. */
	for (uint32_t i = 0; i < p->nnotes; i++)
		if (!p->notes[i]->attached)
			kid_add(p, p->notes[i]->parent, p->notes[i], NULL);
	for (uint32_t i = 0; i < p->frame->npages; i++)
		for (uint32_t k = 0; k < p->pages[i].nmarks; k++)
			use(p->pages[i].marks[k].owner);
	use(p->root);
}

void
pdf_plan_make(struct pdf_plan *p, struct arena *a, const struct book *b,
    const struct frame *f, bool elements)
{
	memset(p, 0, sizeof(*p));
	p->arena = a;
	p->book = b;
	p->frame = f;
	p->pages = ARENA_ARRAY(a, struct pdf_page, f->npages + 1);
	if (elements)
		make_elems(p);
	for (uint32_t i = 0; i < f->npages; i++)
		make_marks(p, i);
	if (elements)
		attach_marks(p);
}
