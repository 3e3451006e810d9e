/*
 * What Octavo makes itself before and behind the texts, in the order
 * of French books (FR-P1 … FR-P9): half-title, title page, imprint;
 * at the end the colophon.
 */
#include "edit_int.h"

/* How a creator is named on the title page, by MARC relator. */
static const struct {
	const char *role, *fr, *en;
} by_role[] = {
	{ "edt", "Texte établi par", "Edited by" },
	{ "aui", "Préface de", "Introduction by" },
	{ "trl", "Traduit par", "Translated by" },
	{ "ann", "Notes de", "Notes by" },
	{ "ill", "Illustrations de", "Illustrations by" },
};

static bool
is_french(const struct maker *k)
{
	return str_eqz(primary_subtag(k->ed->language), "fr");
}

static void
half_title(const struct maker *k)
{
	struct node *d = make_div(k, ROLE_HALF_TITLE, k->ed->title);

	(void)make_inlines(k, d, NODE_PARA, "title", k->ed->title);
}

/* "Ada Martin, Zoé Durand et Ugo Roux" */
static void
put_names(const struct maker *k, struct buf *b, const char *role)
{
	const struct creator	*c = k->ed->creators;
	size_t			 n = 0, left;

	for (size_t i = 0; i < k->ed->ncreators; i++)
		n += str_eqz(c[i].role, role);
	left = n;
	for (size_t i = 0; i < k->ed->ncreators; i++) {
		if (!str_eqz(c[i].role, role))
			continue;
		if (left < n)
			buf_puts(b, left > 1 ? ", " : is_french(k) ?
			    " et " : " and ");
		buf_put_str(b, c[i].name);
		left--;
	}
}

static void
title_names(const struct maker *k, struct node *d, const char *role,
    const char *cls, const char *before)
{
	struct buf b;

	buf_init(&b);
	put_names(k, &b, role);
	if (b.len > 0)
		(void)make_block(k->m, d, NODE_PARA, cls,
		    str_z(arena_printf(k->m->arena, "%s%s%s", before,
		    before[0] ? " " : "", b.data)));
	buf_release(&b);
}

static void
title_page(const struct maker *k)
{
	const struct edition	*e = k->ed;
	struct node		*d = make_div(k, ROLE_TITLE_PAGE, e->title);

	title_names(k, d, "aut", "author", "");
	(void)make_inlines(k, d, NODE_HEADING, "title", e->title);
	if (e->subtitle.n > 0)
		(void)make_inlines(k, d, NODE_SUBTITLE, "subtitle",
		    e->subtitle);
	for (size_t i = 0; i < sizeof(by_role) / sizeof(by_role[0]); i++)
		title_names(k, d, by_role[i].role, "editor", is_french(k) ?
		    by_role[i].fr : by_role[i].en);
	if (e->publisher.n > 0)
		(void)make_block(k->m, d, NODE_PARA, "publisher",
		    e->publisher);
	(void)make_block(k->m, d, NODE_PARA, "date", str_sub(e->date, 0, 4));
}

static void
isbn_line(const struct maker *k, struct node *d, struct str isbn,
    const char *what)
{
	if (isbn.n > 0)
		(void)make_block(k->m, d, NODE_PARA, "isbn",
		    str_z(arena_printf(k->m->arena, "ISBN %s%s", isbn.p,
		    what)));
}

/* Where each text comes from: its title in italics, then the source. */
static void
source_line(const struct maker *k, struct node *d, const struct text *t)
{
	const struct part	*p = t->part;
	struct node		*para, *em, *h;
	struct buf		 b;

	if (p->source.n == 0)
		return;
	buf_init(&b);
	if (p->title.n > 0)
		buf_put_str(&b, p->title);
	else if ((h = part_heading(t->div)) != NULL)
		node_plain(h, &b);
	para = make_block(k->m, d, NODE_PARA, "source", STR_NULL);
	if (b.len > 0) {
		em = node_new(k->m, NODE_EMPH, SPAN_NONE);
		read_inlines(k->m, buf_dup(&b, k->m->arena), p->span, em,
		    k->sink);
		node_append(para, em);
		node_append(para, node_text_new(k->m, STR(" : "),
		    SPAN_NONE));
	}
	read_inlines(k->m, p->source, p->span, para, k->sink);
	if (p->date.n > 0 && str_find(p->source, str_sub(p->date, 0, 4),
	    0) == SIZE_MAX)	/* the words may say the year already */
		node_append(para, node_text_new(k->m, str_z(arena_printf(
		    k->m->arena, ", %s", long_date(k->m->arena,
		    k->ed->language, p->date))), SPAN_NONE));
	if (!str_ends(p->source, STR(".")))
		node_append(para, node_text_new(k->m, STR("."), SPAN_NONE));
	buf_release(&b);
}

static void
imprint(const struct maker *k)
{
	const struct edition	*e = k->ed;
	struct node		*d = make_div(k, ROLE_IMPRINT, STR_NULL);

	d->u.div.title = str_z(term(e->language, TERM_IMPRINT));
	if (e->publisher.n > 0)
		(void)make_block(k->m, d, NODE_PARA, "publisher",
		    str_z(arena_printf(k->m->arena, "%s%s%s",
		    e->publisher.p, e->place.n ? ", " : "",
		    e->place.n ? e->place.p : "")));
	if (e->rights.n > 0)
		(void)make_inlines(k, d, NODE_PARA, "rights", e->rights);
	if (e->source.n > 0)
		(void)make_inlines(k, d, NODE_PARA, "source", e->source);
	for (size_t i = 0; i < k->book->ntexts; i++)
		source_line(k, d, &k->book->texts[i]);
	isbn_line(k, d, e->isbn_print, "");
	isbn_line(k, d, e->isbn_epub, " (EPUB)");
	isbn_line(k, d, e->isbn_pdf, " (PDF)");
	if (e->identifier.n > 0)
		(void)make_block(k->m, d, NODE_PARA, "identifier",
		    e->identifier);
	(void)make_block(k->m, d, NODE_PARA, "date",
	    str_z(long_date(k->m->arena, e->language, e->date)));
}

void
front_make(const struct maker *k)
{
	half_title(k);
	title_page(k);
	imprint(k);
}

void
colophon_make(const struct maker *k)
{
	const struct edition	*e = k->ed;
	struct node		*d = make_div(k, ROLE_COLOPHON, STR_NULL);
	const char		*day;

	d->u.div.title = str_z(term(e->language, TERM_COLOPHON));
	if (e->colophon.n > 0) {
		(void)make_inlines(k, d, NODE_PARA, "", e->colophon);
		return;
	}
	day = long_date(k->m->arena, e->language, e->date);
	(void)make_block(k->m, d, NODE_PARA, "",
	    str_z(arena_printf(k->m->arena, is_french(k) ?
	    "Achevé de composer par Octavo le %s." :
	    "Composed by Octavo, %s.", day)));
}
