/*
 * A page list made by hand, for the tests of pdf/: a few lines set with
 * HarfBuzz, broken greedily, with every kind of thing the finisher must
 * see: headings, a paragraph over two pages, a word broken over two
 * lines, a note and its call, links, a foreign word, a list, contents.
 */
#ifndef PDF_FRAME_H
#define PDF_FRAME_H

#include <hb.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/edit.h"
#include "octavo/file.h"
#include "octavo/frame.h"

enum { MAXPAGES = 24, MAXRUNS = 512, PAGE_LINES = 8 };

#define FONTS "/usr/share/fonts/opentype/ebgaramond/"

/* Until type/ is linked in. */
__attribute__((weak)) const struct frame_place *
frame_place(const struct frame *f, const struct node *n)
{
	for (uint32_t i = 0; i < f->nplaces; i++)
		if (f->places[i].node == n)
			return &f->places[i];
	return NULL;
}

struct hand {
	struct arena	*a;
	struct frame	*f;
	hb_font_t	*hb[2];
	struct frame_page *page;
	int		 line;		/* on the page, from 0 */
	sp		 x, y;
	sp		 left, measure, leading;
	sp		 size;
	enum frame_stream stream;
};

static inline struct str
z(const char *s)
{
	return str_z(s);
}

static void
hand_page(struct hand *h)
{
	struct frame *f = h->f;

	h->page = &f->pages[f->npages++];
	h->page->number = f->npages;
	h->page->label = f->npages == 1 ? "i" : f->npages == 2 ? "ii" :
	    arena_printf(h->a, "%u", f->npages);
	h->page->runs = ARENA_ARRAY(h->a, struct frame_run, MAXRUNS);
	h->page->rules = ARENA_ARRAY(h->a, struct frame_rule, 4);
	h->line = 0;
	h->x = h->left;
	h->y = SP_MM(25);
}

static void
hand_line(struct hand *h)
{
	h->x = h->left;
	h->y += h->leading;
	if (++h->line >= PAGE_LINES)
		hand_page(h);
}

static struct frame_run *
hand_run(struct hand *h, uint16_t face, const struct node *elem)
{
	struct frame_run *r = &h->page->runs[h->page->nruns++];

	assert_true(h->page->nruns < MAXRUNS);
	r->x = h->x;
	r->y = h->y;
	r->face = face;
	r->hscale = 1000;
	r->size = h->size;
	r->elem = elem;
	r->artifact = elem == NULL ? ARTIFACT_FOLIO : ARTIFACT_NONE;
	return r;
}

/* Shapes text; glyphs and clusters are added to the run. */
static void
hand_shape(struct hand *h, struct frame_run *r, struct str text)
{
	hb_buffer_t		*b = hb_buffer_create();
	hb_glyph_info_t		*info;
	hb_glyph_position_t	*pos;
	struct frame_glyph	*g;
	struct frame_cluster	*c;
	unsigned		 n;
	uint32_t		 nc = 0;
	double			 k = (double)h->size / 1000.0;

	hb_buffer_add_utf8(b, text.p, (int)text.n, 0, (int)text.n);
	hb_buffer_guess_segment_properties(b);
	hb_shape(h->hb[r->face], b, NULL, 0);
	info = hb_buffer_get_glyph_infos(b, &n);
	pos = hb_buffer_get_glyph_positions(b, &n);
	g = ARENA_ARRAY(h->a, struct frame_glyph, n + 1);
	c = ARENA_ARRAY(h->a, struct frame_cluster, n + 1);
	for (unsigned i = 0; i < n; i++) {
		unsigned end = i + 1 < n ? info[i + 1].cluster :
		    (unsigned)text.n;

		g[i].gid = info[i].codepoint;
		g[i].adv = (sp)(pos[i].x_advance * k);
		g[i].dx = (sp)(pos[i].x_offset * k);
		g[i].dy = (sp)(-pos[i].y_offset * k);
		if (i > 0 && info[i].cluster == info[i - 1].cluster) {
			c[nc - 1].glyphs++;
			c[nc - 1].bytes = (uint16_t)(end - info[i].cluster);
			h->x += g[i].adv;
			continue;
		}
		c[nc].glyphs = 1;
		c[nc++].bytes = (uint16_t)(end - info[i].cluster);
		h->x += g[i].adv;
	}
	r->text = text;
	r->glyphs = g;
	r->nglyphs = n;
	r->clusters = c;
	r->nclusters = nc;
	hb_buffer_destroy(b);
}

/* A word broken here: the head says it all, the tail nothing. */
static void
hand_broken(struct hand *h, uint16_t face, const struct node *elem,
    struct str head, struct str tail)
{
	struct frame_run	*r = hand_run(h, face, elem);
	struct frame_cluster	*c = ARENA_NEW(h->a, struct frame_cluster);
	char			*whole;

	whole = arena_printf(h->a, "%.*s-", STR_ARG(head));
	hand_shape(h, r, z(whole));
	whole = arena_printf(h->a, "%.*s%.*s", STR_ARG(head),
	    STR_ARG(tail));
	c->bytes = (uint16_t)strlen(whole);
	c->glyphs = (uint16_t)r->nglyphs;
	r->text = z(whole);
	r->clusters = c;
	r->nclusters = 1;
	hand_line(h);
	r = hand_run(h, face, elem);
	hand_shape(h, r, tail);
	c = ARENA_ARRAY(h->a, struct frame_cluster, 2);
	c[0].glyphs = (uint16_t)r->nglyphs;
	r->text = z("");
	r->clusters = c;
	r->nclusters = 1;
	r = hand_run(h, face, elem);
	hand_shape(h, r, z(" "));
}

/* Words of a text; a | marks where a word is broken over two lines. */
static void
hand_text(struct hand *h, uint16_t face, const struct node *elem,
    const char *text)
{
	while (*text != '\0') {
		size_t		  n = strcspn(text, " ");
		const char	 *bar = memchr(text, '|', n);
		struct frame_run *r;
		size_t		  all = n + (text[n] == ' ');

		if (bar != NULL) {
			size_t at = (size_t)(bar - text);

			hand_broken(h, face, elem, (struct str){ text, at },
			    (struct str){ bar + 1, n - at - 1 });
			text += all;
			continue;
		}
		if (h->x > h->left + h->measure - SP_MM(12))
			hand_line(h);
		r = hand_run(h, face, elem);
		hand_shape(h, r, (struct str){ text, all });
		text += all;
	}
}

/* The text of a block and its inlines; then the line ends. */
static void
hand_block(struct hand *h, const struct node *block)
{
	struct walk		 w;
	struct frame_place	*pl;

	pl = &h->f->places[h->f->nplaces++];
	pl->node = block;
	pl->page = h->f->npages - 1;
	pl->y = h->y - h->size;
	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		if (w.node->kind == NODE_TEXT)
			hand_text(h, w.node->parent->kind == NODE_EMPH,
			    w.node->parent, arena_dup(h->a,
			    w.node->u.text.text.p, w.node->u.text.text.n));
		else if (w.node->kind == NODE_CALL) {
			pl = &h->f->places[h->f->nplaces++];
			pl->node = w.node;
			pl->page = h->f->npages - 1;
			pl->y = h->y - h->size;
			hand_shape(h, hand_run(h, 0, w.node), z("1"));
			hand_shape(h, hand_run(h, 0, w.node->parent),
			    z(" "));
		}
	}
	hand_line(h);
}

static void
hand_folio(struct hand *h)
{
	struct frame_run *r;
	sp		  x = h->x, y = h->y;

	h->x = SP_MM(50);
	h->y = SP_MM(150);
	r = hand_run(h, 0, NULL);
	hand_shape(h, r, z(h->page->label));
	h->page->rules[h->page->nrules++] = (struct frame_rule){
	    SP_MM(15), SP_MM(120), SP_MM(20), SP_PT / 2, ARTIFACT_RULE, 0 };
	h->x = x;
	h->y = y;
}

static hb_font_t *
hand_face(struct hand *h, const char *name)
{
	struct frame_face	*fc = &h->f->faces[h->f->nfaces++];
	struct error		 e;
	hb_blob_t		*blob;
	hb_face_t		*face;
	hb_font_t		*font;

	fc->path = arena_printf(h->a, FONTS "%s", name);
	fc->family = "EB Garamond";
	fc->style = "Regular";
	if (file_read(h->a, fc->path, 1 << 24, &fc->bytes, &e) < 0)
		return NULL;
	blob = hb_blob_create(fc->bytes.p, (unsigned)fc->bytes.n,
	    HB_MEMORY_MODE_READONLY, NULL, NULL);
	face = hb_face_create(blob, 0);
	font = hb_font_create(face);
	fc->upem = hb_face_get_upem(face);
	hb_font_set_scale(font, 1000, 1000);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return font;
}

static int
by_id(const void *a, const void *b)
{
	const struct frame_place *x = a, *y = b;

	return (x->node->id > y->node->id) - (x->node->id < y->node->id);
}

/* The model of the hand-made book; see the top of this file. */
static struct book *
hand_book(struct arena *a)
{
	struct book	*b = ARENA_NEW(a, struct book);
	struct edition	*ed = ARENA_NEW(a, struct edition);
	struct model	*m = &b->model;
	struct node	*ch, *toc, *p, *n, *call, *note, *it;

	b->edition = ed;
	ed->title = STR("Le petit livre & ses pages");
	ed->language = STR("fr");
	ed->date = STR("2026-11-21");
	ed->identifier = STR("urn:uuid:0");
	ed->creators = ARENA_ARRAY(a, struct creator, 1);
	ed->creators[0].name = STR("Une main");
	ed->creators[0].role = STR("aut");
	ed->ncreators = 1;
	model_init(m, a, NODE_BOOK);
#define NEW(kind)	node_new(m, kind, SPAN_NONE)
#define TEXT(p, s)	node_append(p, node_text_new(m, STR(s), SPAN_NONE))
	m->root->lang = STR("fr");
	node_append(m->root, ch = NEW(NODE_DIV));
	ch->u.div.role = ROLE_CHAPTER;
	ch->u.div.title = STR("Premier chapitre");
	node_append(ch, p = NEW(NODE_HEADING));
	p->u.heading.level = 1;
	TEXT(p, "Premier chapitre");
	node_append(ch, p = NEW(NODE_PARA));
	TEXT(p, "Le compagnon ouvre la casse et cherche un canali|sé parmi "
	    "les sortes, ");
	node_append(p, n = NEW(NODE_EMPH));
	TEXT(n, "lentement, ");
	TEXT(p, "officiel, affiné,");
	node_append(p, call = NEW(NODE_CALL));
	call->u.call.number = 1;
	TEXT(p, "puis il dit ");
	node_append(p, n = NEW(NODE_SPAN));
	n->lang = STR("la");
	TEXT(n, "verba volant ");
	TEXT(p, "et renvoie au ");
	node_append(p, n = NEW(NODE_LINK));
	n->u.link.url = STR("https://example.org/livre");
	TEXT(n, "lieu du livre où tout cela fut d’abord imprimé ");
	TEXT(p, "avant de fermer la forme. Cette phrase est assez longue "
	    "pour passer la page, car la page n’a que huit lignes, et "
	    "l’alinéa continue de l’autre côté sans qu’on y pense ja|mais, "
	    "ce qui est le but de tout l’ouvrage et de ses faiseurs. "
	    "Encore une phrase qui déborde et coule vers la fin du mon|de.");
	node_append(ch, it = NEW(NODE_LIST));
	it->u.list.style = LIST_DECIMAL;
	node_append(it, n = NEW(NODE_ITEM));
	node_append(n, p = NEW(NODE_PARA));
	TEXT(p, "Un point de la liste.");
	node_append(ch, n = NEW(NODE_QUOTE));
	node_append(n, p = NEW(NODE_PARA));
	TEXT(p, "Ce qui est cité se tient en retrait.");
	node_append(ch, note = NEW(NODE_NOTE));
	note->u.note.number = 1;
	note->u.note.call = call;
	call->u.call.note = note;
	node_append(note, p = NEW(NODE_PARA));
	TEXT(p, "La note est au pied de la page.");
	node_append(m->root, toc = NEW(NODE_DIV));
	toc->u.div.role = ROLE_CONTENTS;
	toc->u.div.title = STR("Table");
	node_append(toc, it = NEW(NODE_TOC));
	node_append(it, n = NEW(NODE_TOC_ENTRY));
	n->u.toc_entry.target = ch;
	n->u.toc_entry.level = 1;
	TEXT(n, "Premier chapitre");
#undef NEW
#undef TEXT
	b->nnotes = 1;
	return b;
}

static void
hand_place(struct hand *h, const struct node *n)
{
	struct frame_place *pl = &h->f->places[h->f->nplaces++];

	pl->node = n;
	pl->page = h->f->npages - 1;
	pl->y = h->y - h->size;
}

static void
hand_note(struct hand *h, const struct node *note)
{
	hand_place(h, note);
	h->size = 9 * SP_PT;
	hand_shape(h, hand_run(h, 0, note), z("1"));
	hand_shape(h, hand_run(h, 0, note), z(". "));
	hand_block(h, note->first);
	h->size = 11 * SP_PT;
}

static void
hand_blocks(struct hand *h, const struct node *div)
{
	struct walk w;

	walk_init(&w, div);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind == NODE_DIV)
			continue;
		if (w.node->kind == NODE_NOTE) {
			hand_note(h, w.node);
			walk_skip(&w);
		} else if (w.node->kind == NODE_ITEM) {
			hand_shape(h, hand_run(h, 0, w.node), z("1. "));
		} else if (node_holds_inlines(w.node)) {
			hand_block(h, w.node);
			walk_skip(&w);
		}
	}
}

/* NULL when the faces are not there. */
static struct frame *
hand_frame(struct arena *a, const struct book *b)
{
	struct hand	   h = { .a = a };
	const struct node *d;

	h.f = ARENA_NEW(a, struct frame);
	h.f->width = SP_MM(110);
	h.f->height = SP_MM(178);
	h.f->pages = ARENA_ARRAY(a, struct frame_page, MAXPAGES);
	h.f->faces = ARENA_ARRAY(a, struct frame_face, 2);
	h.f->places = ARENA_ARRAY(a, struct frame_place, 64);
	h.hb[0] = hand_face(&h, "EBGaramond12-Regular.otf");
	h.hb[1] = hand_face(&h, "EBGaramond12-Italic.otf");
	if (h.hb[0] == NULL || h.hb[1] == NULL)
		return NULL;
	h.left = SP_MM(15);
	h.measure = SP_MM(80);
	h.leading = 14 * SP_PT;
	h.size = 11 * SP_PT;
	for (d = b->model.root->first; d != NULL; d = d->next) {
		hand_page(&h);
		hand_place(&h, d);
		hand_blocks(&h, d);
	}
	hand_page(&h);
	h.page->blank = true;
	for (uint32_t i = 0; i + 1 < h.f->npages; i++) {
		h.page = &h.f->pages[i];
		hand_folio(&h);
	}
	hb_font_destroy(h.hb[0]);
	hb_font_destroy(h.hb[1]);
	qsort(h.f->places, h.f->nplaces, sizeof(h.f->places[0]), by_id);
	return h.f;
}

#endif
