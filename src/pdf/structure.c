/*
 * The structure tree: elements of the plan as objects of the file, the
 * ParentTree that leads back from marks to elements, the IDTree of the
 * notes (ISO 32000-1 §14.7).
 *
 * Iterative: an element's object is made when it is first met; its kids
 * are filled in in the order of a walk with an explicit stack.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "finish_int.h"

static void
set_attributes(struct finish *f, const struct pdf_elem *e)
{
	static const char *const numbering[] = {
		[LIST_BULLET] = "<</O/List/ListNumbering/Disc>>",
		[LIST_DASH] = "<</O/List/ListNumbering/None>>",
		[LIST_DECIMAL] = "<</O/List/ListNumbering/Decimal>>",
		[LIST_ALPHA] = "<</O/List/ListNumbering/LowerAlpha>>",
	};
	const char *a = NULL;

	if (strcmp(e->type, "L") == 0)
		a = numbering[e->node->u.list.style];
	else if (strcmp(e->type, "TH") == 0)
		a = "<</O/Table/Scope/Column>>";
	if (a != NULL)
		qp_set(f->q, e->object, "/A", qp_parse(f->q, a));
}

/* Where a figure stands: Layout attribute BBox. */
static void
set_figure(struct finish *f, const struct pdf_elem *e)
{
	const struct pdf_mark	 *m = NULL;
	const struct frame_image *im;
	qpdf_oh			  a;
	double			  box[4];

	for (struct pdf_kid *k = e->kids; k != NULL && m == NULL;
	    k = k->next)
		if (k->mark != NULL && k->mark->kind == MARK_IMAGE)
			m = k->mark;
	qp_set(f->q, e->object, "/Alt", qp_text(f->q,
	    e->node->u.figure.alt));
	if (m == NULL)
		return;
	im = &f->plan->frame->pages[m->page].images[m->first];
	box[0] = finish_x(f, im->x);
	box[1] = finish_y(f, im->y + im->h);
	box[2] = finish_x(f, im->x + im->w);
	box[3] = finish_y(f, im->y);
	a = qp_parse(f->q, "<</O/Layout/Placement/Block>>");
	qp_set_box(f->q, a, "/BBox", box);
	qp_set(f->q, e->object, "/A", a);
}

static void
elem_object(struct finish *f, struct pdf_elem *e, qpdf_oh parent)
{
	char	name[32];
	qpdf_oh d = qpdf_oh_new_dictionary(f->q);

	e->object = qp_indirect(f->q, d);
	(void)snprintf(name, sizeof(name), "/%s", e->type);
	qp_set_name(f->q, e->object, "/S", name);
	qp_set_ref(f->q, e->object, "/P", parent);
	if (e->lang.n > 0)
		qp_set(f->q, e->object, "/Lang", qp_text(f->q, e->lang));
	if (e->id != NULL)
		qp_set(f->q, e->object, "/ID",
		    qpdf_oh_new_string(f->q, e->id));
	if (e->node->kind == NODE_FIGURE)
		set_figure(f, e);
	else
		set_attributes(f, e);
}

/* The page whose marks an element names by number alone. */
static uint32_t
own_page(const struct pdf_elem *e)
{
	for (const struct pdf_kid *k = e->kids; k != NULL; k = k->next)
		if (k->mark != NULL)
			return k->mark->page;
	return UINT32_MAX;
}

static void
push_mark(struct finish *f, qpdf_oh kids, const struct pdf_mark *m,
    uint32_t page)
{
	qpdf_oh ref;

	if (m->page == page) {
		qp_push(f->q, kids, qpdf_oh_new_integer(f->q, m->mcid));
		return;
	}
	ref = qp_parse(f->q, "<</Type/MCR>>");
	qp_set_ref(f->q, ref, "/Pg", f->pages[m->page]);
	qp_set_int(f->q, ref, "/MCID", m->mcid);
	qp_push(f->q, kids, ref);
}

static void
fill_kids(struct finish *f, struct pdf_elem *e)
{
	uint32_t page = own_page(e);
	qpdf_oh	 kids = qpdf_oh_new_array(f->q);

	if (page != UINT32_MAX)
		qp_set_ref(f->q, e->object, "/Pg", f->pages[page]);
	for (struct pdf_kid *k = e->kids; k != NULL; k = k->next) {
		if (k->mark != NULL) {
			push_mark(f, kids, k->mark, page);
		} else if (k->elem->used) {
			elem_object(f, k->elem, e->object);
			qp_push_ref(f->q, kids, k->elem->object);
		}
	}
	if (e->link)
		links_write(f, e, kids);
	if (qpdf_oh_get_array_n_items(f->q, kids) == 1)
		qp_set(f->q, e->object, "/K",
		    qpdf_oh_get_array_item(f->q, kids, 0));
	else
		qp_set_ref(f->q, e->object, "/K", kids);
	qpdf_oh_release(f->q, kids);
}

static const struct pdf_kid *
first_used(const struct pdf_kid *k)
{
	while (k != NULL && (k->elem == NULL || !k->elem->used))
		k = k->next;
	return k;
}

/* Depth first, in reading order; the stack is as deep as the tree. */
static void
write_elems(struct finish *f, struct pdf_elem *root)
{
	const struct pdf_kid **stack, *k;
	size_t		       n = 0, cap = 64;

	stack = xmalloc(cap * sizeof(*stack));
	fill_kids(f, root);
	stack[n++] = first_used(root->kids);
	while (n > 0) {
		k = stack[n - 1];
		if (k == NULL) {
			n--;
			continue;
		}
		fill_kids(f, k->elem);
		stack[n - 1] = first_used(k->next);
		if (n == cap)
			stack = xrealloc(stack,
			    (cap *= 2) * sizeof(*stack));
		stack[n++] = first_used(k->elem->kids);
	}
	free(stack);
}

static void
name_notes(struct finish *f)
{
	struct pdf_plan *p = f->plan;

	for (uint32_t i = 0; i < p->nnotes; i++)
		if (p->notes[i]->used)
			p->notes[i]->id = arena_printf(f->arena,
			    "note-%06u", i + 1);
}

static void
write_ids(struct finish *f, qpdf_oh tree)
{
	struct pdf_plan *p = f->plan;
	const char	*first = NULL, *last = NULL;
	qpdf_oh		 ids, names, limits;

	ids = qpdf_oh_new_dictionary(f->q);
	names = qpdf_oh_new_array(f->q);
	for (uint32_t i = 0; i < p->nnotes; i++) {
		struct pdf_elem *n = p->notes[i];

		if (!n->used)
			continue;
		last = n->id;
		if (first == NULL)
			first = n->id;
		qp_push(f->q, names, qpdf_oh_new_string(f->q, n->id));
		qp_push_ref(f->q, names, n->object);
	}
	if (first != NULL) {
		qpdf_oh leaf = qpdf_oh_new_dictionary(f->q);
		qpdf_oh kids = qpdf_oh_new_array(f->q);

		limits = qpdf_oh_new_array(f->q);
		qp_push(f->q, limits, qpdf_oh_new_string(f->q, first));
		qp_push(f->q, limits, qpdf_oh_new_string(f->q, last));
		qp_set(f->q, leaf, "/Limits", limits);
		qp_set_ref(f->q, leaf, "/Names", names);
		qp_push(f->q, kids, qp_indirect(f->q, leaf));
		qp_set(f->q, ids, "/Kids", kids);
		qp_set(f->q, tree, "/IDTree", qp_indirect(f->q, ids));
	} else {
		qpdf_oh_release(f->q, ids);
	}
	qpdf_oh_release(f->q, names);
}

/* From each page's marks, in order of their numbers, to elements. */
static void
write_page_parents(struct finish *f)
{
	for (uint32_t i = 0; i < f->plan->frame->npages; i++) {
		const struct pdf_page *pp = &f->plan->pages[i];
		qpdf_oh		       a;

		if (pp->nmcids == 0)
			continue;
		a = qpdf_oh_new_array(f->q);
		for (uint32_t k = 0; k < pp->nmarks; k++)
			if (pp->marks[k].owner != NULL)
				qp_push_ref(f->q, a,
				    pp->marks[k].owner->object);
		qp_set_int(f->q, f->pages[i], "/StructParents", i);
		qp_push(f->q, f->parents, qpdf_oh_new_integer(f->q, i));
		qp_push(f->q, f->parents, qp_indirect(f->q, a));
	}
}

void
structure_write(struct finish *f)
{
	struct pdf_elem	*doc = f->plan->root;
	qpdf_oh		 links, nums, tree;
	int		 n;

	tree = qp_indirect(f->q, qp_parse(f->q, "<</Type/StructTreeRoot>>"));
	qp_set_ref(f->q, f->root, "/StructTreeRoot", tree);
	name_notes(f);
	elem_object(f, doc, tree);
	qp_set_ref(f->q, tree, "/K", doc->object);
	/* Keys: pages first, then the links; the tree is in their order. */
	f->nparents = f->plan->frame->npages;
	f->parents = links = qpdf_oh_new_array(f->q);
	write_elems(f, doc);
	f->parents = qpdf_oh_new_array(f->q);
	write_page_parents(f);
	n = qpdf_oh_get_array_n_items(f->q, links);
	for (int i = 0; i < n; i++)
		qp_push(f->q, f->parents,
		    qpdf_oh_get_array_item(f->q, links, i));
	qpdf_oh_release(f->q, links);
	nums = qpdf_oh_new_dictionary(f->q);
	qp_set(f->q, nums, "/Nums", f->parents);
	qp_set(f->q, tree, "/ParentTree", qp_indirect(f->q, nums));
	qp_set_int(f->q, tree, "/ParentTreeNextKey", f->nparents);
	write_ids(f, tree);
	qp_set(f->q, f->root, "/MarkInfo", qp_parse(f->q,
	    "<</Marked true>>"));
	qpdf_oh_release(f->q, tree);
}
