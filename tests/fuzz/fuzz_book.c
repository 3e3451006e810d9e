/*
 * The whole way: the first byte picks options, the rest is a text.
 * EPUB and PDF are made in memory.
 */
#include "octavo/epub.h"
#include "octavo/pdf.h"
#include "octavo/read.h"
#include "octavo/typeset.h"

#include "fuzz.h"

static void
edition_of(struct edition *ed, struct part *p, uint8_t pick)
{
	static const char *const formats[] = { "A5", "110x178", "60x90",
	    "6x9in" };

	memset(ed, 0, sizeof(*ed));
	memset(p, 0, sizeof(*p));
	ed->dir = STR(".");
	ed->name = STR("fuzz");
	ed->title = STR("Fuzz");
	ed->language = pick & 4 ? STR("en") : STR("fr");
	ed->identifier = STR("urn:uuid:00000000-0000-4000-8000-000000000000");
	ed->date = STR("2026-11-21");
	ed->style = STR("classique");
	ed->format = str_z(formats[pick & 3]);
	ed->parts = p;
	ed->nparts = 1;
	p->file = STR("fuzz.md");
	p->role = pick & 8 ? ROLE_PART : ROLE_CHAPTER;
	p->chapters = pick & 8 ? 1 : 0;
	p->id = STR("fuzz");
	p->lang = ed->language;
}

static void
outputs(struct fuzz *f, struct book *book, const struct edition *ed,
    uint8_t pick)
{
	struct typeset_opts	 to = { 0, pick & 16 ? 4 : 0, 1, NULL };
	struct epub_opts	 eo = { 0 };
	struct pdf_opts		 po = { 0 };
	struct style		*st = NULL;
	struct frame		*fr = NULL;
	struct buf		 b;

	if (style_read(&f->arena, ed, &f->sink, &st, &f->error) < 0 ||
	    typeset(&f->arena, book, st, &to, &f->sink, &fr, &f->error) < 0)
		return;
	buf_init(&b);
	eo.compat = pick & 32;
	eo.pages = fr;
	po.kind = pick & 64 ? PDF_PRINT : PDF_SCREEN;
	if (!diag_has_errors(&f->sink)) {
		(void)epub_write(&f->arena, book, st, &eo, &f->sink, &b,
		    &f->error);
		buf_clear(&b);
		(void)pdf_write(&f->arena, book, fr, &po, &f->sink, &b,
		    &f->error);
	}
	buf_release(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct edit_opts o = { false };
	struct edition	 ed;
	struct part	 part;
	struct text	 t;
	struct fuzz	 f;
	struct model	 m;
	struct str	 s;
	struct book	*book;

	if (n == 0 || n > 1 << 14)
		return 0;
	fuzz_init(&f);
	s = fuzz_text(&f, p + 1, n - 1);
	if (utf8_invalid(s) == SIZE_MAX && memchr(s.p, 0, s.n) == NULL) {
		edition_of(&ed, &part, p[0]);
		model_init(&m, &f.arena, NODE_DIV);
		t.part = &part;
		t.ledger = NULL;
		t.div = read_markdown(&m, sources_add(&f.sources,
		    STR("fuzz.md"), s), &f.sink);
		book = edit_book(&f.arena, &ed, &t, 1, &o, &f.sink);
		if (book != NULL && !diag_has_errors(&f.sink))
			outputs(&f, book, &ed, p[0]);
	}
	fuzz_release(&f);
	return 0;
}
