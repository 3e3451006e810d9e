/*
 * A small book made by hand, with one of everything that the EPUB knows:
 * two note series, a note called twice, a note of two paragraphs, parts
 * and chapters, verse, epigraph, lists, table, languages, corrections
 * with links to them, page marks, pages of the source.
 */
#ifndef TEST_EPUB_BOOK_H
#define TEST_EPUB_BOOK_H

#include <string.h>

#include <zlib.h>

#include "octavo/epub.h"
#include "octavo/ledger.h"

struct sample {
	struct arena	 arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct edition	 ed;
	struct book	 book;
	struct frame	 frame;
	struct frame_page pages[16];
	struct creator	 creators[3];
	struct part	 part;
	struct model	*m;
	struct node	*word;		/* the TEXT that tests correct */
	struct node	*long_note;	/* its only TEXT */
	struct node	*link;
	struct buf	 cover;
};

static struct node *
put(struct sample *s, struct node *parent, enum node_kind kind)
{
	struct node *n = node_new(s->m, kind, SPAN_NONE);

	node_append(parent, n);
	return n;
}

static struct node *
say(struct sample *s, struct node *parent, const char *text)
{
	struct node *n = node_text_new(s->m, str_z(text), SPAN_NONE);

	node_append(parent, n);
	return n;
}

static struct node *
para(struct sample *s, struct node *parent, const char *text)
{
	struct node *n = put(s, parent, NODE_PARA);

	(void)say(s, n, text);
	return n;
}

static struct node *
div_new(struct sample *s, struct node *parent, enum role role,
    const char *id, const char *title)
{
	struct node *n = put(s, parent, NODE_DIV), *h;

	n->u.div.role = role;
	n->u.div.id = str_z(id);
	if (title != NULL) {
		h = put(s, n, NODE_HEADING);
		h->u.heading.level = 1;
		(void)say(s, h, title);
		n->u.div.title = str_z(title);
	}
	return n;
}

static struct node *
note_new(struct sample *s, struct node *div, enum series series,
    uint32_t number, const char *text)
{
	struct node *n = node_new(s->m, NODE_NOTE, SPAN_NONE);

	n->u.note.series = series;
	n->u.note.number = number;
	(void)para(s, n, text);
	node_append(div, n);
	return n;
}

static struct node *
call_new(struct sample *s, struct node *parent, struct node *note)
{
	struct node *n = put(s, parent, NODE_CALL);

	n->u.call.note = note;
	n->u.call.number = note->u.note.number;
	n->u.call.series = note->u.note.series;
	if (note->u.note.call == NULL)
		note->u.note.call = n;
	return n;
}

/* A grey PNG of the size, for covers. */
static void
png_chunk(struct buf *b, const char *type, const void *data, size_t n)
{
	unsigned char	w[8] = { (unsigned char)(n >> 24),
	    (unsigned char)(n >> 16), (unsigned char)(n >> 8),
	    (unsigned char)n };
	size_t		at = b->len + 4;
	unsigned long	crc;

	buf_put(b, w, 4);
	buf_put(b, type, 4);
	buf_put(b, data, n);
	crc = crc32(0, (const unsigned char *)b->data + at,
	    (unsigned)(n + 4));
	for (int i = 0; i < 4; i++)
		w[i] = (unsigned char)(crc >> (24 - 8 * i));
	buf_put(b, w, 4);
}

static void
png_grey(struct buf *b, uint32_t w, uint32_t h)
{
	unsigned char	 head[13] = { 0, 0, (unsigned char)(w >> 8),
	    (unsigned char)w, 0, 0, (unsigned char)(h >> 8),
	    (unsigned char)h, 8, 0, 0, 0, 0 };
	size_t		 rows = (size_t)h * (w + 1);
	uLongf		 n = compressBound(rows);
	unsigned char	*raw = xmalloc(rows), *z = xmalloc(n);

	memset(raw, 0xC0, rows);
	for (uint32_t y = 0; y < h; y++)
		raw[(size_t)y * (w + 1)] = 0;
	(void)compress2(z, &n, raw, rows, 9);
	buf_put(b, "\x89PNG\r\n\x1a\n", 8);
	png_chunk(b, "IHDR", head, sizeof(head));
	png_chunk(b, "IDAT", z, n);
	png_chunk(b, "IEND", "", 0);
	free(raw);
	free(z);
}

static void
sample_front(struct sample *s, struct node *book)
{
	struct node *d, *n;

	d = div_new(s, book, ROLE_HALF_TITLE, "half-title", NULL);
	(void)para(s, d, "L’encre et le fil");
	d = div_new(s, book, ROLE_TITLE_PAGE, "title-page",
	    "L’encre et le fil");
	n = put(s, d, NODE_SUBTITLE);
	(void)say(s, n, "Deux mains");
	d = div_new(s, book, ROLE_IMPRINT, "imprint", NULL);
	(void)para(s, d, "Textes écrits pour les essais d’Octavo.");
	d = div_new(s, book, ROLE_PREFACE, "preface", "Préface");
	n = para(s, d, "On dit que l’encre sèche, mais le fil tient.");
	n = put(s, d, NODE_PARA);
	s->link = put(s, n, NODE_LINK);
	s->link->u.link.url = STR("#fil");
	(void)say(s, s->link, "Voir plus loin");
	(void)say(s, n, "\u202F; et ailleurs\u00A0: ");
	n = put(s, n, NODE_LINK);
	n->u.link.url = STR("https://example.org/?a=1&b=2");
	(void)say(s, n, "une adresse");
}

static struct node *
sample_ink(struct sample *s, struct node *part)
{
	struct node *d, *n, *a, *b, *p, *c;

	d = div_new(s, part, ROLE_CHAPTER, "encre", "De l’encre");
	n = put(s, d, NODE_EPIGRAPH);
	(void)para(s, n, "Noir sur blanc.");
	n = put(s, n, NODE_ATTRIB);
	(void)say(s, n, "Un imprimeur");
	p = para(s, d, "La noix de galle et le fer font une encre");
	a = node_new(s->m, NODE_NOTE, SPAN_NONE);
	a->u.note.number = 1;
	s->long_note = say(s, put(s, a, NODE_PARA),
	    "Le sulfate de fer, qu’on nommait vitriol.");
	(void)para(s, a, "Il en fallait peu.");
	(void)call_new(s, p, a);
	(void)say(s, p, " qui ronge\u202F; le papier");
	b = node_new(s->m, NODE_NOTE, SPAN_NONE);
	b->u.note.number = 1;
	b->u.note.series = SERIES_EDITOR;
	(void)para(s, b, "Papier de chiffon. (N. d. É.)");
	(void)call_new(s, p, b);
	s->word = say(s, p, " en garde la trace, et l’on revient au fer");
	(void)call_new(s, p, a);
	(void)say(s, p, ".");
	c = put(s, p, NODE_CORR);
	c->u.corr.sic = STR("enfln");
	(void)say(s, c, " Enfin ");
	n = put(s, p, NODE_PB);
	n->u.pb.n = STR("7");
	n = put(s, p, NODE_SPAN);
	n->lang = STR("la");
	(void)say(s, n, "verba volant");
	(void)say(s, p, " & <reste>.");
	n = put(s, d, NODE_HEADING);
	n->u.heading.level = 2;
	(void)say(s, n, "Recette");
	n = put(s, d, NODE_LIST);
	n->u.list.style = LIST_DECIMAL;
	(void)para(s, put(s, n, NODE_ITEM), "Piler les noix.");
	(void)para(s, put(s, n, NODE_ITEM), "Attendre.");
	(void)put(s, d, NODE_BREAK);
	n = put(s, put(s, d, NODE_VERSE), NODE_STANZA);
	(void)say(s, put(s, n, NODE_LINE), "L’encre est un fleuve lent");
	(void)say(s, put(s, n, NODE_LINE), "qui ne va nulle part.");
	node_append(d, a);
	node_append(d, b);
	return c;
}

static void
sample_thread(struct sample *s, struct node *part)
{
	struct node *d, *n, *p;

	d = div_new(s, part, ROLE_CHAPTER, "fil", "Du fil");
	p = para(s, d, "Le relieur coud les cahiers");
	n = note_new(s, d, SERIES_AUTHOR, 2, "Seize pages pour un cahier.");
	(void)call_new(s, p, n);
	(void)say(s, p, " sur des nerfs.");
	p = node_new(s->m, NODE_CODE_BLOCK, SPAN_NONE);
	p->u.text.text = STR("pli = 16\ncahier = 8\n");
	node_insert_before(n, p);
	p = node_new(s->m, NODE_TABLE, SPAN_NONE);
	node_insert_before(n, p);
	n = put(s, p, NODE_ROW);
	n->u.row.head = true;
	(void)say(s, put(s, n, NODE_CELL), "Pli");
	(void)say(s, put(s, n, NODE_CELL), "Pages");
	n = put(s, p, NODE_ROW);
	(void)say(s, put(s, n, NODE_CELL), "in-octavo");
	(void)say(s, put(s, n, NODE_CELL), "16");
}

static void
sample_back(struct sample *s, struct node *book, struct node *corr)
{
	struct node	*d, *n, *toc;

	d = div_new(s, book, ROLE_ERRATA, "errata", "Corrections");
	n = put(s, d, NODE_PARA);
	n = put(s, n, NODE_LINK);
	n->u.link.target = corr;
	(void)say(s, n, "enfln, lire\u00A0: Enfin");
	d = div_new(s, book, ROLE_CONTENTS, "contents",
	    "Table des matières");
	toc = put(s, d, NODE_TOC);
	for (n = book->first; n != d; n = n->next) {
		struct node *e = put(s, toc, NODE_TOC_ENTRY);

		e->u.toc_entry.target = n;
		(void)node_text_new(s->m, n->u.div.title, SPAN_NONE);
		node_append(e, node_text_new(s->m, n->u.div.title,
		    SPAN_NONE));
	}
	d = div_new(s, book, ROLE_COLOPHON, "colophon", NULL);
	(void)para(s, d, "Composé par Octavo.");
}

static void
sample_edition(struct sample *s)
{
	struct edition *ed = &s->ed;

	ed->dir = STR(".");
	ed->name = STR("essai");
	ed->title = STR("L’encre et le fil");
	ed->subtitle = STR("Deux mains");
	ed->language = STR("fr");
	ed->identifier = STR("urn:uuid:4b1c1c0e-2d0f-4d6c-9a39-"
	    "0d6f4fdd7f01");
	ed->date = STR("2026-11-21");
	ed->publisher = STR("Octavo");
	ed->rights = STR("Écrit pour les essais.");
	ed->description = STR("Un livre d’essai.");
	ed->evaluated_by = STR("Octavo");
	s->creators[0] = (struct creator){ STR("Anne Rive"),
	    STR("Rive, Anne"), STR("aut") };
	s->creators[1] = (struct creator){ STR("Octavo"), STR("Octavo"),
	    STR("edt") };
	s->creators[2] = (struct creator){ STR("Octavo"), STR("Octavo"),
	    STR("aui") };
	ed->creators = s->creators;
	ed->ncreators = 3;
	s->part.source = STR("Un cahier, 1921");
	ed->parts = &s->part;
	ed->nparts = 1;
	s->book.edition = ed;
}

/* The first TEXT or code of the book that begins so. */
static const struct node *
text_find(const struct sample *s, const char *begins)
{
	struct walk w;

	walk_init(&w, s->m->root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && (w.node->kind == NODE_TEXT ||
		    w.node->kind == NODE_CODE_BLOCK) &&
		    str_starts(w.node->u.text.text, str_z(begins)))
			return w.node;
	return NULL;
}

static void
page(struct sample *s, const char *label, const char *begins,
    const char *at)
{
	struct frame_page	*p = &s->pages[s->frame.npages++];
	const struct node	*t = begins ? text_find(s, begins) : NULL;

	p->number = s->frame.npages;
	p->label = label;
	p->first_text = t;
	if (t != NULL)
		p->first_off = (uint32_t)str_find(t->u.text.text, str_z(at),
		    0);
	p->blank = t == NULL;
	s->frame.pages = s->pages;
}

static void
sample_pages(struct sample *s)
{
	page(s, "1", "L’encre et le fil", "L’encre");
	page(s, "2", NULL, NULL);
	page(s, "3", "On dit", "On dit");
	page(s, "4", "On dit", "mais le fil");
	page(s, "5", "La noix", "La noix");
	page(s, "6", " en garde", "trace");
	page(s, "7", " en garde", "vient");
	page(s, "7bis", "pli =", "cahier");
	page(s, "8", "Table des", "Table");
	page(s, "9", NULL, NULL);
}

static void
sample_init(struct sample *s)
{
	struct node *part, *corr;

	memset(s, 0, sizeof(*s));
	arena_init(&s->arena);
	sources_init(&s->sources, &s->arena);
	diag_init(&s->sink, &s->arena, &s->sources);
	buf_init(&s->cover);
	s->m = &s->book.model;
	model_init(s->m, &s->arena, NODE_BOOK);
	sample_edition(s);
	sample_front(s, s->m->root);
	part = div_new(s, s->m->root, ROLE_PART, "livre", "Le livre");
	corr = sample_ink(s, part);
	sample_thread(s, part);
	sample_back(s, s->m->root, corr);
	sample_pages(s);
	model_check(s->m->root);
}

static void
sample_release(struct sample *s)
{
	buf_release(&s->cover);
	arena_release(&s->arena);
}

#endif
