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
	buf_puts(out, "/Rect");
	put_box(out, rect);
	if (qs->n == 1)
		return;
	buf_puts(out, "/QuadPoints[");
	for (unsigned i = 0; i < qs->n; i++) {
		const double *b = qs->box[i];
		const double  p[8] = { b[0], b[3], b[2], b[3], b[0], b[1],
		    b[2], b[1] };

		for (int k = 0; k < 8; k++) {
			if (i + (unsigned)k > 0)
				buf_putc(out, ' ');
			put_real(out, p[k], 3);
		}
	}
	buf_putc(out, ']');
}

/* What is said of the link to those who cannot see it. */
static struct str
contents(struct finish *f, const struct node *n)
{
	const struct frame *fr = f->plan->frame;
	struct str lang = node_lang(n);
	struct buf b;
	struct str s;
	char	   mark[12];

	if (n->kind == NODE_LINK && n->u.link.url.n > 0)
		return n->u.link.url;
	if (n->kind == NODE_NOTE)
		return str_z(term(lang, TERM_BACK_TO_CALL));
	buf_init(&b);
	if (n->kind == NODE_LINK && n->u.link.page.n > 0)
		buf_put_str(&b, node_page_text(f->arena, n, fr->pages[
		    frame_place(fr, n->u.link.target)->page].label));
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
put_target(struct finish *f, const struct node *n, struct buf *b)
{
	const struct node *to = NULL;

	if (n->kind == NODE_LINK && n->u.link.url.n > 0) {
		buf_puts(b, "/A<</Type/Action/S/URI/URI");
		put_bytes(b, n->u.link.url);
		buf_puts(b, ">>");
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
	finish_dest(f, frame_place(f->plan->frame, to), b);
}

static void
write_annotation(struct finish *f, const struct pdf_elem *e, obj number,
    const struct quads *qs)
{
	struct buf *b = object_begin(&f->o, number);

	buf_puts(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]"
	    "/StructParent ");
	put_int(b, f->nparents);
	put_quads(qs, b);
	put_target(f, e->node, b);
	buf_puts(b, "/Contents");
	put_text(b, contents(f, e->node));
	buf_puts(b, ">>");
	object_end(&f->o);
}

static void
annotate(struct finish *f, struct pdf_elem *e, uint32_t page,
    const struct quads *qs, struct buf *kids)
{
	struct annot *a = ARENA_NEW(f->arena, struct annot);

	a->number = object_new(&f->o);
	if (f->annots[page] == NULL)
		f->annots_end[page] = &f->annots[page];
	*f->annots_end[page] = a;
	f->annots_end[page] = &a->next;
	write_annotation(f, e, a->number, qs);
	put_int(&f->links, f->nparents++);
	put_ref(&f->links, e->object);
	buf_putc(&f->links, '\n');
	buf_puts(kids, "<</Type/OBJR/Pg");
	put_ref(kids, f->page + page);
	buf_puts(kids, "/Obj");
	put_ref(kids, a->number);
	buf_puts(kids, ">>");
}

unsigned
links_write(struct finish *f, struct pdf_elem *e, struct buf *kids)
{
	const struct pdf_kid	*k = e->reach, *next;
	struct quads		 qs;
	unsigned		 n = 0;

	for (; k != NULL; k = next) {
		next = quads_of(f, k, &qs);
		if (qs.n == 0)
			continue;
		annotate(f, e, k->mark->page, &qs, kids);
		n++;
	}
	return n;
}
