/*
 * Looking things up in a page list, and its dump.
 */
#include "octavo/frame.h"

const struct frame_place *
frame_place(const struct frame *f, const struct node *n)
{
	uint32_t lo = 0, hi = f->nplaces;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (f->places[mid].node->id < n->id)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < f->nplaces && f->places[lo].node == n)
		return &f->places[lo];
	return NULL;
}

/* A length in points with two decimals, without floating point. */
static void
dump_pt(struct buf *out, sp v)
{
	int64_t c = ((int64_t)v * 100 + (v < 0 ? -SP_PT / 2 : SP_PT / 2)) /
	    SP_PT;

	if (c < 0) {
		buf_putc(out, '-');
		c = -c;
	}
	buf_printf(out, "%lld.%02lld", (long long)(c / 100),
	    (long long)(c % 100));
}

static void
dump_line(const struct frame_page *p, const struct frame_line *l,
    struct buf *out)
{
	static const char *const stream[] = { "head", "body", "note",
	    "foot" };

	buf_printf(out, "  %s", stream[l->stream]);
	if (l->number > 0)
		buf_printf(out, " %u", l->number);
	buf_puts(out, " x ");
	dump_pt(out, l->x);
	buf_puts(out, " y ");
	dump_pt(out, l->y);
	if (l->block != NULL)
		buf_printf(out, " %s", node_kind_name(l->block->kind));
	if (l->stream == STREAM_BODY || l->stream == STREAM_NOTE)
		buf_printf(out, "%s%s%s r %d", l->first ? " first" : "",
		    l->last ? " last" : "", l->hyphen ? " hyphen" : "",
		    l->ratio);
	buf_puts(out, ": ");
	for (uint32_t i = 0; i < l->nruns; i++)
		buf_put_str(out, p->runs[l->first_run + i].text);
	buf_putc(out, '\n');
}

static void
dump_page(const struct frame *f, const struct frame_page *p,
    struct buf *out)
{
	buf_printf(out, "page %u%s%s", p->number, p->blank ? " blank" : "",
	    p->folio_shown ? " folio" : "");
	if (p->folio_shown)
		buf_printf(out, " %s", p->label);
	if (p->div != NULL && !p->blank)
		buf_printf(out, " (%s)",
		    role_info(p->div->u.div.role)->name);
	buf_putc(out, '\n');
	for (uint32_t i = 0; i < p->nrules; i++) {
		buf_puts(out, "  rule x ");
		dump_pt(out, p->rules[i].x);
		buf_puts(out, " y ");
		dump_pt(out, p->rules[i].y);
		buf_puts(out, " w ");
		dump_pt(out, p->rules[i].w);
		buf_putc(out, '\n');
	}
	for (uint32_t i = 0; i < p->nlines; i++)
		dump_line(p, &p->lines[i], out);
	(void)f;
}

void
frame_dump(const struct frame *f, struct buf *out)
{
	buf_puts(out, "frame ");
	dump_pt(out, f->width);
	buf_puts(out, " x ");
	dump_pt(out, f->height);
	buf_printf(out, " lines %d leading ", f->grid_lines);
	dump_pt(out, f->leading);
	buf_printf(out, " pages %u\n", f->npages);
	for (uint32_t i = 0; i < f->nfaces; i++)
		buf_printf(out, "face %s %s\n", f->faces[i].family,
		    f->faces[i].style);
	for (uint32_t i = 0; i < f->npages; i++)
		dump_page(f, &f->pages[i], out);
	for (uint32_t i = 0; i < f->nremarks; i++)
		buf_printf(out, "remark %.*s\n", STR_ARG(f->remarks[i]));
}
