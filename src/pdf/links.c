/*
 * Links: annotations from the page list, never cairo's (PDF-ENGINE 1.3).
 * One annotation for each page a link stands on, with a quadrilateral
 * for each line; notes lead to their call and calls to their note.
 */
#include <string.h>

#include "octavo/arena.h"
#include "octavo/terms.h"
#include "finish_int.h"

enum { MAX_QUADS = 64 };	/* lines of one link on one page */

struct quads {
	double	 box[MAX_QUADS][4];	/* left, bottom, right, top */
	sp	 y[MAX_QUADS];
	unsigned n;
};

/* What of a line the hand may touch, about its baseline [of the size]. */
#define ABOVE	0.80
#define BELOW	0.28

static void
quads_add(struct finish *f, struct quads *qs, const struct frame_run *r)
{
	sp	right = r->x, size = r->size;
	double	x0, x1, y0, y1;
	double *b;

	for (uint32_t i = 0; i < r->nglyphs; i++)
		right += r->glyphs[i].adv;
	x0 = finish_x(f, r->x);
	x1 = finish_x(f, right);
	y0 = finish_y(f, r->y + (sp)(BELOW * size));
	y1 = finish_y(f, r->y - (sp)(ABOVE * size));
	if (qs->n > 0 && qs->y[qs->n - 1] == r->y) {
		b = qs->box[qs->n - 1];
		b[0] = x0 < b[0] ? x0 : b[0];
		b[2] = x1 > b[2] ? x1 : b[2];
		return;
	}
	if (qs->n == MAX_QUADS)
		return;
	qs->y[qs->n] = r->y;
	b = qs->box[qs->n++];
	b[0] = x0, b[1] = y0, b[2] = x1, b[3] = y1;
}

/* The marks of a link on the page of the first; the first on another. */
static const struct pdf_kid *
quads_of(struct finish *f, const struct pdf_kid *k, struct quads *qs)
{
	uint32_t		 page = k->mark->page;
	const struct frame_page *fp = &f->plan->frame->pages[page];

	qs->n = 0;
	for (; k != NULL && k->mark->page == page; k = k->next)
		for (uint32_t i = 0; i < k->mark->n &&
		    k->mark->kind == MARK_RUNS; i++)
			quads_add(f, qs, &fp->runs[k->mark->first + i]);
	return k;
}

/* libqpdf reads a few words faster than it is told them one by one. */
static void
put_quads(const struct quads *qs, struct buf *out)
{
	double rect[4];

	memcpy(rect, qs->box[0], sizeof(rect));
	for (unsigned i = 0; i < qs->n; i++)
		for (int k = 0; k < 4; k++)
			if (k < 2 ? qs->box[i][k] < rect[k] :
			    qs->box[i][k] > rect[k])
				rect[k] = qs->box[i][k];
	buf_printf(out, "/Rect[%.3f %.3f %.3f %.3f]", rect[0], rect[1],
	    rect[2], rect[3]);
	if (qs->n == 1)
		return;
	buf_puts(out, "/QuadPoints[");
	for (unsigned i = 0; i < qs->n; i++) {
		const double *b = qs->box[i];

		buf_printf(out, "%.3f %.3f %.3f %.3f %.3f %.3f %.3f %.3f ",
		    b[0], b[3], b[2], b[3], b[0], b[1], b[2], b[1]);
	}
	buf_putc(out, ']');
}

static qpdf_oh
annotation(struct finish *f, const struct quads *qs)
{
	struct buf b;
	qpdf_oh	   annot;

	buf_init(&b);
	buf_printf(&b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]"
	    "/StructParent %u", f->nparents);
	put_quads(qs, &b);
	buf_puts(&b, ">>");
	annot = qp_indirect(f->q, qp_parse(f->q, b.data));
	buf_release(&b);
	return annot;
}

/* What is said of the link to those who cannot see it. */
static struct str
contents(struct finish *f, const struct node *n)
{
	struct str lang = node_lang(n);
	struct buf b;
	struct str s;
	char	   mark[12];

	if (n->kind == NODE_LINK && n->u.link.url.n > 0)
		return n->u.link.url;
	if (n->kind == NODE_NOTE)
		return str_z(term(lang, TERM_BACK_TO_CALL));
	if (n->kind == NODE_LINK && n->u.link.page.n > 0)
		return node_page_text(f->arena, n, f->plan->frame->pages[
		    frame_place(f->plan->frame, n->u.link.target)->page]
		    .label);
	buf_init(&b);
	if (n->kind == NODE_CALL) {
		note_mark(n->u.call.series == SERIES_EDITOR,
		    n->u.call.number, mark);
		buf_printf(&b, "%s %s", term(lang, TERM_NOTE), mark);
	} else
		node_plain(n, &b);
	s = buf_dup(&b, f->arena);
	buf_release(&b);
	return s;
}

static void
set_target(struct finish *f, qpdf_oh annot, const struct node *n)
{
	const struct frame	*fr = f->plan->frame;
	const struct node	*to = NULL;
	qpdf_oh			 a;

	if (n->kind == NODE_LINK && n->u.link.url.n > 0) {
		a = qp_parse(f->q, "<</Type/Action/S/URI>>");
		qp_set(f->q, a, "/URI", qpdf_oh_new_binary_string(f->q,
		    n->u.link.url.p, n->u.link.url.n));
		qp_set(f->q, annot, "/A", a);
		return;
	}
	if (n->kind == NODE_LINK)
		to = n->u.link.target;
	else if (n->kind == NODE_CALL)
		to = n->u.call.note;
	else if (n->kind == NODE_NOTE)
		to = n->u.note.call;
	else if (n->kind == NODE_TOC_ENTRY)
		to = n->u.toc_entry.target;
	qp_set(f->q, annot, "/Dest", finish_dest(f, frame_place(fr, to)));
}

static void
annotate(struct finish *f, struct pdf_elem *e, uint32_t page,
    const struct quads *qs, qpdf_oh kids)
{
	qpdf_oh annot, ref;

	annot = annotation(f, qs);
	set_target(f, annot, e->node);
	qp_set(f->q, annot, "/Contents", qp_text(f->q,
	    contents(f, e->node)));
	qp_push(f->q, f->parents, qpdf_oh_new_integer(f->q, f->nparents++));
	qp_push_ref(f->q, f->parents, e->object);
	if (f->annots[page] == 0) {
		f->annots[page] = qpdf_oh_new_array(f->q);
		qp_set_ref(f->q, f->pages[page], "/Annots",
		    f->annots[page]);
	}
	qp_push_ref(f->q, f->annots[page], annot);
	ref = qpdf_oh_new_dictionary(f->q);
	qp_set_name(f->q, ref, "/Type", "/OBJR");
	qp_set_ref(f->q, ref, "/Pg", f->pages[page]);
	qp_set(f->q, ref, "/Obj", annot);
	qp_push(f->q, kids, ref);
}

void
links_write(struct finish *f, struct pdf_elem *e, qpdf_oh kids)
{
	const struct pdf_kid	*k = e->reach, *next;
	struct quads		 qs;

	for (; k != NULL; k = next) {
		next = quads_of(f, k, &qs);
		if (qs.n > 0)
			annotate(f, e, k->mark->page, &qs, kids);
	}
}
