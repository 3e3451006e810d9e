/*
 * teiHeader: who, what, where from, and on what principles the text was
 * corrected.
 */
#include "tei_int.h"

static void
open(struct tei *t, const char *name)
{
	tei_line(t);
	buf_printf(t->out, "<%s>", name);
	t->depth++;
}

static void
close(struct tei *t, const char *name)
{
	t->depth--;
	tei_line(t);
	buf_printf(t->out, "</%s>", name);
}

/* MARC relators in words, for respStmt. */
static const struct { const char *role, *resp; } resps[] = {
	{ "edt", "editor" }, { "aui", "author of introduction" },
	{ "trl", "translator" }, { "ann", "annotator" },
	{ "ill", "illustrator" }, { "pbl", "publisher" },
};

static void
put_creator(struct tei *t, const struct creator *c)
{
	const char *resp = "contributor";

	if (str_eqz(c->role, "aut")) {
		tei_leaf(t, "author", c->name);
		return;
	}
	for (size_t i = 0; i < sizeof(resps) / sizeof(resps[0]); i++)
		if (str_eqz(c->role, resps[i].role))
			resp = resps[i].resp;
	open(t, "respStmt");
	tei_leaf(t, "resp", str_z(resp));
	tei_leaf(t, "name", c->name);
	close(t, "respStmt");
}

static void
title_stmt(struct tei *t)
{
	const struct edition *e = t->book->edition;

	open(t, "titleStmt");
	tei_line(t);
	buf_puts(t->out, "<title type=\"main\">");
	tei_text(t, e->title);
	buf_puts(t->out, "</title>");
	if (e->subtitle.n > 0) {
		tei_line(t);
		buf_puts(t->out, "<title type=\"sub\">");
		tei_text(t, e->subtitle);
		buf_puts(t->out, "</title>");
	}
	for (size_t i = 0; i < e->ncreators; i++)
		put_creator(t, &e->creators[i]);
	close(t, "titleStmt");
}

static void
put_idno(struct tei *t, const char *type, struct str s)
{
	if (s.n == 0)
		return;
	tei_line(t);
	buf_printf(t->out, "<idno type=\"%s\">", type);
	tei_text(t, s);
	buf_puts(t->out, "</idno>");
}

static void
publication(struct tei *t)
{
	const struct edition *e = t->book->edition;

	open(t, "publicationStmt");
	tei_leaf(t, "publisher", e->publisher.n > 0 ? e->publisher :
	    e->title);
	tei_leaf(t, "pubPlace", e->place);
	tei_line(t);
	buf_puts(t->out, "<date");
	tei_attr(t, "when", e->date);
	buf_puts(t->out, "/>");
	put_idno(t, "URI", e->identifier);
	put_idno(t, "ISBN", e->isbn_print);
	put_idno(t, "ISBN-EPUB", e->isbn_epub);
	put_idno(t, "ISBN-PDF", e->isbn_pdf);
	if (e->rights.n > 0) {
		open(t, "availability");
		tei_leaf(t, "p", e->rights);
		close(t, "availability");
	}
	close(t, "publicationStmt");
}

static void
put_witness(struct tei *t, const struct part *p)
{
	tei_line(t);
	buf_printf(t->out, "<bibl xml:id=\"source-%.*s\"", STR_ARG(p->id));
	tei_attr(t, "n", p->siglum);
	buf_putc(t->out, '>');
	tei_text(t, p->source.n > 0 ? p->source : p->witness.n > 0 ?
	    p->witness : p->file);
	if (p->sha256.n > 0)
		buf_printf(t->out, " <idno type=\"SHA-256\">%.*s</idno>",
		    STR_ARG(p->sha256));
	buf_puts(t->out, "</bibl>");
}

static void
sources(struct tei *t)
{
	const struct edition *e = t->book->edition;

	open(t, "sourceDesc");
	if (e->source.n > 0)
		tei_leaf(t, "bibl", e->source);
	for (size_t i = 0; i < e->nparts; i++)
		put_witness(t, &e->parts[i]);
	close(t, "sourceDesc");
}

static void
encoding(struct tei *t)
{
	struct str lang = t->book->edition->language;

	open(t, "encodingDesc");
	open(t, "editorialDecl");
	open(t, "correction");
	tei_leaf(t, "p", str_z(term(lang, TERM_CORRECTIONS)));
	close(t, "correction");
	close(t, "editorialDecl");
	close(t, "encodingDesc");
}

static void
profile(struct tei *t)
{
	const struct edition *e = t->book->edition;

	open(t, "profileDesc");
	if (e->description.n > 0) {
		open(t, "abstract");
		tei_leaf(t, "p", e->description);
		close(t, "abstract");
	}
	open(t, "langUsage");
	tei_line(t);
	buf_puts(t->out, "<language");
	tei_attr(t, "ident", e->language);
	buf_puts(t->out, "/>");
	close(t, "langUsage");
	if (e->nsubjects > 0) {
		open(t, "textClass");
		open(t, "keywords");
		for (size_t i = 0; i < e->nsubjects; i++)
			tei_leaf(t, "term", e->subjects[i]);
		close(t, "keywords");
		close(t, "textClass");
	}
	close(t, "profileDesc");
}

void
tei_header(struct tei *t)
{
	open(t, "teiHeader");
	open(t, "fileDesc");
	title_stmt(t);
	publication(t);
	sources(t);
	close(t, "fileDesc");
	encoding(t);
	profile(t);
	close(t, "teiHeader");
}
