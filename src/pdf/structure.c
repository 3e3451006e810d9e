/*
 * The structure tree: elements of the plan as objects of the file, the
 * ParentTree that leads back from marks to elements, the IDTree of the
 * notes (ISO 32000-1 §14.7).
 *
 * Iterative: an element's object is made when it is first met; its kids
 * are filled in in the order of a walk with an explicit stack.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "finish_int.h"

static void
put_attributes(const struct pdf_elem *e, struct buf *b)
{
	static const char *const numbering[] = {
		[LIST_BULLET] = "Disc", [LIST_DASH] = "None",
		[LIST_DECIMAL] = "Decimal", [LIST_ALPHA] = "LowerAlpha",
	};

	if (strcmp(e->type, "L") == 0)
		buf_printf(b, "/A<</O/List/ListNumbering/%s>>",
		    numbering[e->node->u.list.style]);
	else if (strcmp(e->type, "TH") == 0)
		buf_puts(b, "/A<</O/Table/Scope/Column>>");
}

/* Where a figure stands: Layout attribute BBox. */
static void
put_figure(struct finish *f, const struct pdf_elem *e, struct buf *b)
{
	const struct pdf_mark	 *m = NULL;
	const struct frame_image *im;
	double			  box[4];

	for (struct pdf_kid *k = e->kids; k != NULL && m == NULL;
	    k = k->next)
		if (k->mark != NULL && k->mark->kind == MARK_IMAGE)
			m = k->mark;
	buf_puts(b, "/Alt");
	put_text(b, e->node->u.figure.alt);
	if (m == NULL)
		return;
	im = &f->plan->frame->pages[m->page].images[m->first];
	box[0] = finish_x(f, im->x);
	box[1] = finish_y(f, im->y + im->h);
	box[2] = finish_x(f, im->x + im->w);
	box[3] = finish_y(f, im->y);
	buf_puts(b, "/A<</O/Layout/Placement/Block/BBox");
	put_box(b, box);
	buf_puts(b, ">>");
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
put_mark(struct finish *f, const struct pdf_mark *m, uint32_t page,
    struct buf *b)
{
	if (m->page != page) {
		buf_puts(b, "<</Type/MCR/Pg");
		put_ref(b, f->page + m->page);
		buf_puts(b, "/MCID ");
		put_int(b, m->mcid);
		buf_puts(b, ">>");
		return;
	}
	buf_putc(b, ' ');
	put_int(b, m->mcid);
}

/* Elements that are met get their numbers. */
static unsigned
put_kids(struct finish *f, struct pdf_elem *e, uint32_t page,
    struct buf *b)
{
	unsigned n = 0;

	for (struct pdf_kid *k = e->kids; k != NULL; k = k->next) {
		if (k->mark != NULL) {
			put_mark(f, k->mark, page, b);
		} else if (k->elem->used) {
			k->elem->object = object_new(&f->o);
			put_ref(b, k->elem->object);
		} else
			continue;
		n++;
	}
	if (e->link)
		n += links_write(f, e, b);
	return n;
}

static void
write_elem(struct finish *f, struct pdf_elem *e, obj parent,
    struct buf *kids)
{
	uint32_t    page = own_page(e);
	unsigned    n;
	struct buf *b;

	buf_clear(kids);
	n = put_kids(f, e, page, kids);
	b = object_begin(&f->o, e->object);
	buf_puts(b, "<</S/");
	buf_puts(b, e->type);
	buf_puts(b, "/P");
	put_ref(b, parent);
	if (e->lang.n > 0) {
		buf_puts(b, "/Lang");
		put_text(b, e->lang);
	}
	if (e->id != NULL) {
		buf_puts(b, "/ID");
		put_bytes(b, str_z(e->id));
	}
	if (e->node->kind == NODE_FIGURE)
		put_figure(f, e, b);
	else
		put_attributes(e, b);
	if (page != UINT32_MAX) {
		buf_puts(b, "/Pg");
		put_ref(b, f->page + page);
	}
	buf_puts(b, n == 1 ? "/K" : "/K[");
	buf_put_str(b, buf_str(kids));
	buf_puts(b, n == 1 ? ">>" : "]>>");
	object_end(&f->o);
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
write_elems(struct finish *f, struct pdf_elem *root, obj tree)
{
	const struct pdf_kid **stack, *k;
	size_t		       n = 0, cap = 64;
	struct buf	       kids;

	buf_init(&kids);
	stack = xmalloc(cap * sizeof(*stack));
	write_elem(f, root, tree, &kids);
	stack[n++] = first_used(root->kids);
	while (n > 0) {
		k = stack[n - 1];
		if (k == NULL) {
			n--;
			continue;
		}
		write_elem(f, k->elem, k->elem->parent->object, &kids);
		stack[n - 1] = first_used(k->next);
		if (n == cap)
			stack = xrealloc(stack,
			    (cap *= 2) * sizeof(*stack));
		stack[n++] = first_used(k->elem->kids);
	}
	free(stack);
	buf_release(&kids);
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

/* The IDTree; 0 without notes. */
static obj
write_ids(struct finish *f)
{
	struct pdf_plan *p = f->plan;
	const char	*first = NULL, *last = NULL;
	struct buf	 names, *b;
	obj		 leaf, ids;

	buf_init(&names);
	for (uint32_t i = 0; i < p->nnotes; i++) {
		const struct pdf_elem *n = p->notes[i];

		if (!n->used)
			continue;
		last = n->id;
		if (first == NULL)
			first = n->id;
		put_bytes(&names, str_z(n->id));
		put_ref(&names, n->object);
	}
	if (first == NULL) {
		buf_release(&names);
		return 0;
	}
	ids = object_new(&f->o);
	leaf = object_new(&f->o);
	buf_printf(object_begin(&f->o, ids), "<</Kids[%u 0 R]>>", leaf);
	object_end(&f->o);
	b = object_begin(&f->o, leaf);
	buf_printf(b, "<</Limits[(%s)(%s)]/Names[", first, last);
	buf_put_str(b, buf_str(&names));
	buf_puts(b, "]>>");
	object_end(&f->o);
	buf_release(&names);
	return ids;
}

/* From each page's marks, in order of their numbers, to elements. */
static void
write_page_parents(struct finish *f, struct buf *nums)
{
	for (uint32_t i = 0; i < f->plan->frame->npages; i++) {
		const struct pdf_page *pp = &f->plan->pages[i];
		obj		       a;
		struct buf	      *b;

		if (pp->nmcids == 0)
			continue;
		a = object_new(&f->o);
		b = object_begin(&f->o, a);
		buf_putc(b, '[');
		for (uint32_t k = 0; k < pp->nmarks; k++)
			if (pp->marks[k].owner != NULL)
				put_ref(b, pp->marks[k].owner->object);
		buf_putc(b, ']');
		object_end(&f->o);
		put_int(nums, i);
		put_ref(nums, a);
		buf_putc(nums, '\n');
	}
}

/* Keys: pages first, then the links; the tree is in their order. */
static obj
write_parents(struct finish *f)
{
	obj	    tree = object_new(&f->o);
	struct buf  nums, *b;

	buf_init(&nums);
	write_page_parents(f, &nums);
	b = object_begin(&f->o, tree);
	buf_puts(b, "<</Nums[");
	buf_put_str(b, buf_str(&nums));
	buf_put_str(b, buf_str(&f->links));
	buf_puts(b, "]>>");
	object_end(&f->o);
	buf_release(&nums);
	return tree;
}

obj
structure_write(struct finish *f)
{
	struct pdf_elem	*doc = f->plan->root;
	obj		 tree = object_new(&f->o), parents, ids;
	struct buf	*b;

	name_notes(f);
	doc->object = object_new(&f->o);
	f->nparents = f->plan->frame->npages;
	write_elems(f, doc, tree);
	parents = write_parents(f);
	ids = write_ids(f);
	b = object_begin(&f->o, tree);
	buf_printf(b, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R"
	    "/ParentTreeNextKey %u", doc->object, parents, f->nparents);
	if (ids > 0)
		buf_printf(b, "/IDTree %u 0 R", ids);
	buf_puts(b, ">>");
	object_end(&f->o);
	return tree;
}
