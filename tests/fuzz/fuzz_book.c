/*
 * The whole way: the first two bytes pick options and outputs, the rest
 * is a text.  All is made in memory, on one thread: the fuzzer counts
 * the branches of one.
 */
#include "octavo/epub.h"
#include "octavo/pdf.h"
#include "octavo/read.h"
#include "octavo/tei.h"
#include "octavo/typeset.h"

#include "fuzz.h"

/* Bits of the second byte. */
enum { MAKE_EPUB = 1, MAKE_PDF = 2, MAKE_TEI = 4, EMBED = 8, NO_LANG = 16,
    POCHE = 32 };

static void
edition_of(struct edition *ed, struct part *p, const uint8_t *picks)
{
	const uint8_t pick = picks[0];
	static const char *const formats[] = { "A5", "110x178", "60x90",
	    "6x9in" };

	memset(ed, 0, sizeof(*ed));
	memset(p, 0, sizeof(*p));
	ed->dir = STR(".");
	ed->name = STR("fuzz");
	ed->title = STR("Fuzz");
	ed->language = picks[1] & NO_LANG ? STR("la") :
	    pick & 4 ? STR("en") : STR("fr");
	ed->identifier = STR("urn:uuid:00000000-0000-4000-8000-000000000000");
	ed->date = STR("2026-11-21");
	ed->style = picks[1] & POCHE ? STR("poche") : STR("classique");
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
epub(struct fuzz *f, struct book *book, struct style *st, struct frame *fr,
    const uint8_t *pick)
{
	struct epub_opts	o = { 0 };
	struct buf		b;

	buf_init(&b);
	o.compat = pick[0] & 32;
	o.embed_fonts = pick[1] & EMBED;
	o.pages = fr;
	(void)epub_write(&f->arena, book, st, &o, &f->sink, &b, &f->error);
	buf_release(&b);
}

static void
pdf(struct fuzz *f, struct book *book, struct frame *fr,
    const uint8_t *pick)
{
	struct pdf_opts	o = { .threads = 1 };
	struct buf	b;

	buf_init(&b);
	o.kind = pick[0] & 64 ? PDF_PRINT : PDF_SCREEN;
	(void)pdf_write(&f->arena, book, fr, &o, &f->sink, &b, &f->error);
	buf_release(&b);
}

static void
outputs(struct fuzz *f, struct book *book, const struct edition *ed,
    const uint8_t *pick)
{
	struct typeset_opts	 to = { .multiple = pick[0] & 16 ? 4 : 0,
				    .threads = 1 };
	struct style		*st = NULL;
	struct frame		*fr = NULL;
	struct buf		 b;

	if (pick[1] & MAKE_TEI) {
		buf_init(&b);
		tei_write(book, &b);
		buf_release(&b);
	}
	if (style_read(&f->arena, ed, &f->sink, &st, &f->error) < 0 ||
	    st == NULL || diag_has_errors(&f->sink) ||
	    typeset(&f->arena, book, st, &to, &f->sink, &fr, &f->error) < 0
	    || diag_has_errors(&f->sink))
		return;
	if (pick[1] & MAKE_EPUB)
		epub(f, book, st, fr, pick);
	if (pick[1] & MAKE_PDF)
		pdf(f, book, fr, pick);
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

	if (n < 2 || n > 1 << 14)
		return 0;
	fuzz_init(&f);
	s = fuzz_text(&f, p + 2, n - 2);
	if (utf8_invalid(s) == SIZE_MAX && memchr(s.p, 0, s.n) == NULL) {
		edition_of(&ed, &part, p);
		model_init(&m, &f.arena, NODE_DIV);
		t.part = &part;
		t.ledger = NULL;
		t.div = read_markdown(&m, sources_add(&f.sources,
		    STR("fuzz.md"), s), &f.sink);
		book = edit_book(&f.arena, &ed, &t, 1, &o, &f.sink);
		if (book != NULL && !diag_has_errors(&f.sink))
			outputs(&f, book, &ed, p);
	}
	fuzz_release(&f);
	return 0;
}
