/*
 * The page list and the marks as one HTML page.  Pictures of pages are
 * drawn by the page itself when they come into view, from the tables of
 * glyphs and words; the text stands in the HTML.
 */
#include <string.h>

#include "proof_int.h"

struct writer {
	struct arena		 *arena;
	const struct proof_input *in;
	struct proof_marks	  marks;
	struct proof_words	 *words;
	struct proof_pictures	  pictures;
	struct buf		 *html;		/* text */
	struct buf		  pages;	/* pictures, as JSON */
	struct proof_mark	**by_number;
	uint32_t		  page;		/* index */
};

static void
put_html(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '<': buf_puts(b, "&lt;"); break;
		case '>': buf_puts(b, "&gt;"); break;
		case '&': buf_puts(b, "&amp;"); break;
		case '"': buf_puts(b, "&quot;"); break;
		default: buf_putc(b, s.p[i]);
		}
}

/* A JSON string that may stand inside <script>. */
static void
put_json(struct buf *b, const char *s)
{
	buf_putc(b, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			buf_printf(b, "\\%c", c);
		else if (c < 0x20 || c == '<' || c == '>' || c == '&')
			buf_printf(b, "\\u%04x", c);
		else
			buf_putc(b, (char)c);
	}
	buf_putc(b, '"');
}

/* The box of the bytes [from, to) of a run: where its clusters stand. */
static void
put_box(struct writer *w, const struct frame_run *r, uint32_t number,
    size_t from, size_t to)
{
	sp x0, x1;

	if (proof_extent(r, from, to, &x0, &x1))
		buf_printf(&w->pages, "%u,%d,%d,%d,%d,", number,
		    PROOF_UNIT(x0), PROOF_UNIT(r->y - r->size),
		    PROOF_UNIT(x1 - x0), PROOF_UNIT(r->size / 4 * 5));
}

static void
put_run_text(struct writer *w, const struct frame_run *r)
{
	size_t at = 0, from, to;

	for (struct proof_mark *m = proof_marks_of(&w->marks, r); m != NULL;
	    m = m->next) {
		if (!proof_covered(r, m, &from, &to) || from < at)
			continue;
		put_html(w->html, str_sub(r->text, at, from));
		buf_printf(w->html, "<mark class=k%d data-m=%u>", m->kind,
		    m->number);
		put_html(w->html, str_sub(r->text, from, to));
		buf_puts(w->html, "</mark>");
		if (m->page == UINT32_MAX)
			m->page = w->page;
		at = to;
	}
	put_html(w->html, str_sub(r->text, at, r->text.n));
}

static void
put_line(struct writer *w, const struct frame_page *p,
    const struct frame_line *l)
{
	static const char *const cls[] = { "h", "b", "n", "h" };

	buf_printf(w->html, "<p class=%s>", cls[l->stream]);
	if (l->number > 0)
		buf_printf(w->html, "<b>%u</b>", l->number);
	for (uint32_t i = 0; i < l->nruns; i++)
		put_run_text(w, &p->runs[l->first_run + i]);
	buf_puts(w->html, "</p>\n");
}

static void
put_picture(struct writer *w, const struct frame_page *p)
{
	size_t from, to;

	buf_puts(&w->pages, w->page ? ",\n{r:[" : "{r:[");
	for (uint32_t i = 0; i < p->nruns; i++) {
		buf_printf(&w->pages, "[%d,%d,", PROOF_UNIT(p->runs[i].y),
		    PROOF_UNIT(p->runs[i].size));
		proof_words_put(w->words, &p->runs[i], &w->pages);
		buf_puts(&w->pages, "],");
	}
	buf_puts(&w->pages, "],b:[");
	for (uint32_t i = 0; i < p->nrules; i++)
		buf_printf(&w->pages, "%d,%d,%d,%d,",
		    PROOF_UNIT(p->rules[i].x), PROOF_UNIT(p->rules[i].y),
		    PROOF_UNIT(p->rules[i].w), PROOF_UNIT(p->rules[i].h));
	buf_puts(&w->pages, "],i:[");
	for (uint32_t i = 0; i < p->nimages; i++)
		buf_printf(&w->pages, "%d,%d,%d,%d,%u,",
		    PROOF_UNIT(p->images[i].x), PROOF_UNIT(p->images[i].y),
		    PROOF_UNIT(p->images[i].w), PROOF_UNIT(p->images[i].h),
		    proof_picture(&w->pictures, &p->images[i]));
	buf_puts(&w->pages, "],m:[");
	for (uint32_t i = 0; i < p->nruns; i++)
		for (struct proof_mark *m = proof_marks_of(&w->marks,
		    &p->runs[i]); m != NULL; m = m->next)
			if (proof_covered(&p->runs[i], m, &from, &to))
				put_box(w, &p->runs[i], m->number, from, to);
	buf_puts(&w->pages, "],l:[");
	for (uint32_t i = 0; i < p->nlines; i++)
		if (p->lines[i].number > 0 && p->lines[i].number % 5 == 0)
			buf_printf(&w->pages, "%u,%d,", p->lines[i].number,
			    PROOF_UNIT(p->lines[i].y));
	buf_puts(&w->pages, "]}");
}

static void
put_page(struct writer *w, const struct frame_page *p)
{
	if (p->blank) {
		buf_puts(&w->pages, w->page ? ",\n0" : "0");
		return;
	}
	buf_printf(w->html, "<section class=pg id=p%u>\n<h2>%s</h2>\n"
	    "<div class=pic data-p=%u></div>\n<div class=tx>\n", p->number,
	    p->label ? p->label : "", w->page);
	for (uint32_t i = 0; i < p->nlines; i++)
		put_line(w, p, &p->lines[i]);
	buf_puts(w->html, "</div></section>\n");
	put_picture(w, p);
}

/* The marks in order of the book: kind, page, title, detail, entry. */
static void
put_marks(struct writer *w)
{
	buf_puts(w->html, "const M=[");
	for (size_t i = 0; i < w->marks.n; i++) {
		const struct proof_mark *m = w->by_number[i];

		buf_printf(w->html, "%s[%d,%d,", i ? ",\n" : "", m->kind,
		    m->page == UINT32_MAX ? -1 : (int)m->page);
		put_json(w->html, m->title);
		buf_putc(w->html, ',');
		put_json(w->html, m->detail);
		buf_putc(w->html, ',');
		put_json(w->html, m->where);
		buf_putc(w->html, ',');
		put_json(w->html, m->stub);
		buf_putc(w->html, ']');
	}
	buf_puts(w->html, "];\n");
}

static void
list_marks(struct writer *w)
{
	w->by_number = ARENA_ARRAY(w->arena, struct proof_mark *,
	    w->marks.n + 1);
	for (uint32_t id = 0; id <= w->marks.nids; id++)
		for (struct proof_mark *m = w->marks.by_node[id]; m;
		    m = m->next)
			if (m->number < w->marks.n)
				w->by_number[m->number] = m;
}

int
proof_write(struct arena *a, const struct proof_input *in, struct buf *out,
    struct error *e)
{
	const struct frame *f = in->frame;
	struct writer	w = { .arena = a, .in = in, .html = out };
	struct buf	pictures;
	int		rc;

	proof_marks(a, in, &w.marks);
	list_marks(&w);
	rc = proof_words_open(a, f, &w.words, e);
	buf_init(&w.pages);
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"");
	put_html(out, in->book->edition->language);
	buf_puts(out, "\"><head><meta charset=utf-8><title>");
	put_html(out, in->book->edition->title);
	buf_puts(out, "</title>\n");
	buf_puts(out, proof_head);
	buf_init(&pictures);
	if (rc == 0)
		rc = proof_pictures(a, f, &w.pictures, &pictures, e);
	for (; rc == 0 && w.page < f->npages; w.page++)
		put_page(&w, &f->pages[w.page]);
	buf_puts(out, "</main>\n<script>\n");
	buf_printf(out, "const S=[%d,%d];\n", PROOF_UNIT(f->width),
	    PROOF_UNIT(f->height));
	put_marks(&w);
	if (rc == 0)
		proof_words_tables(w.words, out);
	buf_put_str(out, buf_str(&pictures));
	buf_puts(out, "const P=[");
	buf_put_str(out, buf_str(&w.pages));
	buf_puts(out, "];\n");
	buf_puts(out, proof_tail);
	proof_words_close(w.words);
	buf_release(&pictures);
	buf_release(&w.pages);
	return rc;
}
