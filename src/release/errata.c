/*
 * The slip of errata.  That printing is made again with the new readings
 * as probes; a probe's CORR node is found in the runs of its page.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/terms.h"
#include "release.h"

/* The probe that a run belongs to, or NULL. */
static const struct node *
probe_of(const struct node *source)
{
	for (; source != NULL && node_is_inline(source);
	    source = source->parent)
		if (source->kind == NODE_CORR &&
		    source->u.corr.entry != NULL &&
		    source->u.corr.entry->probe)
			return source;
	return NULL;
}

static const struct part *
part_of(const struct node *n)
{
	const struct node *d = node_up(n, NODE_DIV);

	while (d != NULL && d->u.div.part == NULL && d->parent != NULL)
		d = node_up(d->parent, NODE_DIV);
	return d != NULL ? d->u.div.part : NULL;
}

/* A string as the book prints it. */
static struct str
as_printed(struct arena *a, struct str s, struct str lang,
    struct diag_sink *sink)
{
	struct model	 m;
	struct node	*p;
	struct buf	 b;
	struct str	 out;

	model_init(&m, a, NODE_DIV);
	m.root->lang = lang;
	p = node_new(&m, NODE_PARA, SPAN_NONE);
	node_append(p, node_text_new(&m, s, SPAN_NONE));
	node_append(m.root, p);
	typography(&m, m.root, sink);
	buf_init(&b);
	node_plain(p, &b);
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}

/* What is left out is shown with the words beside it. */
static void
set_words(struct arena *a, struct erratum *e, const struct node *corr,
    struct diag_sink *sink)
{
	const struct ledger_entry *le = e->entry;
	struct str		   lang = node_lang(corr);
	struct str		   wrong = le->lemma, right = le->read;

	if (right.n == 0 && le->near.n > 0) {
		wrong = str_z(arena_printf(a, "%.*s %.*s",
		    STR_ARG(le->near), STR_ARG(le->lemma)));
		right = le->near;
	}
	e->wrong = as_printed(a, wrong, lang, sink);
	e->right = as_printed(a, right, lang, sink);
}

struct finder {
	struct arena	 *arena;
	struct diag_sink *sink;
	struct errata	 *errata;
	size_t		  cap;
	const struct node *last;	/* probe of the last run */
};

static void
found(struct finder *f, const struct node *probe, const struct frame *fr,
    uint32_t page, unsigned line, bool in_note)
{
	struct erratum *e;

	if (f->errata->n == f->cap)
		return;		/* more probes than entries: never */
	for (size_t i = 0; i < f->errata->n; i++)
		if (f->errata->items[i].entry == probe->u.corr.entry)
			return;	/* its second half */
	e = &f->errata->items[f->errata->n++];
	e->entry = probe->u.corr.entry;
	e->part = part_of(probe);
	e->page = str_z(fr->pages[page].label);
	e->index = page;
	e->line = line;
	e->in_note = in_note;
	set_words(f->arena, e, probe, f->sink);
}

/* Lines are counted as a reader counts them: those that are printed,
 * blanks and the running head left out, cells of one row once. */
static void
search_page(struct finder *f, const struct frame *fr, uint32_t page)
{
	const struct frame_page *p = &fr->pages[page];
	unsigned		 lines[2] = { 0, 0 };
	sp			 last[2] = { INT32_MIN, INT32_MIN };

	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct frame_line *l = &p->lines[i];
		bool in_note = l->stream == STREAM_NOTE;

		if (l->stream != STREAM_BODY && !in_note)
			continue;
		lines[in_note] += l->y != last[in_note];
		last[in_note] = l->y;
		for (uint32_t r = 0; r < l->nruns; r++) {
			const struct node *probe =
			    probe_of(p->runs[l->first_run + r].source);

			if (probe != NULL)
				found(f, probe, fr, page, lines[in_note],
				    in_note);
		}
	}
}

static size_t
count_probes(const struct book *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->ntexts; i++)
		for (size_t k = 0; b->texts[i].ledger != NULL &&
		    k < b->texts[i].ledger->n; k++)
			n += b->texts[i].ledger->entries[k].probe;
	return n;
}

/* Texts that are not what they were, ledgers apart. */
static void
check_texts(const struct book *b, const struct lock *l,
    struct diag_sink *sink)
{
	const struct lock_text	*t;
	char			 hex[65];

	for (size_t i = 0; i < b->ntexts; i++) {
		t = lock_text_lookup(l, b->texts[i].part->id);
		text_sha256(&b->texts[i], sink->sources, hex);
		if (t == NULL || !str_eqz(t->sha256, hex))
			diag(sink, DIAG_TEXT_CHANGED, b->texts[i].part->span,
			    "%.*s", STR_ARG(b->texts[i].part->id));
	}
}

static bool
page_is_same(const struct lock *l, const struct frame *f, uint32_t i)
{
	char hash[17];

	if (i >= l->npages)
		return false;
	page_hash(&f->pages[i], hash);
	return str_eqz(l->pages[i].hash, hash);
}

static void
check_pages(struct errata *e, const struct frame *f,
    struct diag_sink *sink)
{
	uint32_t said = UINT32_MAX;

	for (uint32_t i = 0; i < f->npages; i++)
		if (page_is_same(e->lock, f, i))
			e->remade++;
		else
			e->changed++;
	for (size_t i = 0; i < e->n; i++) {
		if (e->items[i].index == said ||
		    page_is_same(e->lock, f, e->items[i].index))
			continue;
		said = e->items[i].index;
		diag(sink, DIAG_PRINTING_LOST, e->items[i].entry->lemma_span,
		    "page %.*s", STR_ARG(e->items[i].page));
	}
}

struct errata *
errata_make(struct arena *a, const struct book *b, const struct frame *fr,
    const struct lock *l, struct diag_sink *sink)
{
	struct errata	*e = ARENA_NEW(a, struct errata);
	struct finder	 f = { .arena = a, .sink = sink, .errata = e };

	e->lock = l;
	f.cap = count_probes(b);
	e->items = ARENA_ARRAY(a, struct erratum, f.cap + 1);
	if (!str_eq(l->edition, b->edition->identifier)) {
		diag(sink, DIAG_LOCK_OTHER, b->edition->span, "%.*s",
		    STR_ARG(l->edition));
		return e;
	}
	check_texts(b, l, sink);
	for (uint32_t i = 0; i < fr->npages; i++)
		search_page(&f, fr, i);
	check_pages(e, fr, sink);
	return e;
}

/* The words of a slip, by language. */
static const struct {
	const char *lang, *page, *line, *note, *open, *close, *stop;
} words[] = {
	{ "fr", "Page", "ligne", "notes, ligne", "«\u00A0", "\u00A0»",
	    "\u00A0:" },
	{ "en", "Page", "line", "notes, line", "“", "”", ":" },
};

static size_t
words_of(struct str lang)
{
	return lang.n >= 2 && memcmp(lang.p, "fr", 2) == 0 ? 0 : 1;
}

static void
put_item(const struct erratum *e, struct str lang, struct buf *out)
{
	size_t w = words_of(lang);

	buf_printf(out, "%s %.*s, %s %u%s %s %s%.*s%s, %s %s%.*s%s.",
	    words[w].page, STR_ARG(e->page),
	    e->in_note ? words[w].note : words[w].line, e->line,
	    words[w].stop, term(lang, TERM_FOR), words[w].open,
	    STR_ARG(e->wrong), words[w].close, term(lang, TERM_READ),
	    words[w].open, STR_ARG(e->right), words[w].close);
}

void
errata_text(const struct errata *e, struct str lang, struct buf *out)
{
	for (size_t i = 0; i < e->n; i++) {
		put_item(&e->items[i], lang, out);
		buf_putc(out, '\n');
	}
}

void
errata_markdown(const struct errata *e, struct str title, struct str lang,
    struct buf *out)
{
	buf_printf(out, "# %s\n\n*%.*s*\n", term(lang, TERM_ERRATA),
	    STR_ARG(title));
	for (size_t i = 0; i < e->n; i++) {
		buf_puts(out, "\n- ");
		put_item(&e->items[i], lang, out);
		buf_putc(out, '\n');
	}
}

struct book *
errata_book(struct arena *a, const struct edition *ed,
    const struct errata *e)
{
	struct book	*b = ARENA_NEW(a, struct book);
	struct model	*m = &b->model;
	struct str	 lang = ed->language, name;
	struct node	*div, *n;
	struct buf	 text;

	name = str_z(term(lang, TERM_ERRATA));
	b->edition = ed;
	model_init(m, a, NODE_BOOK);
	m->root->lang = lang;
	div = node_new(m, NODE_DIV, SPAN_NONE);
	div->u.div.role = ROLE_ERRATA;
	div->u.div.id = STR("errata");
	div->u.div.title = name;
	node_append(m->root, div);
	n = node_new(m, NODE_HEADING, SPAN_NONE);
	n->u.heading.level = 1;
	node_append(n, node_text_new(m, name, SPAN_NONE));
	node_append(div, n);
	n = node_new(m, NODE_SUBTITLE, SPAN_NONE);
	node_append(n, node_text_new(m, ed->title, SPAN_NONE));
	node_append(div, n);
	buf_init(&text);
	for (size_t i = 0; i < e->n; i++) {
		buf_clear(&text);
		put_item(&e->items[i], lang, &text);
		n = node_new(m, NODE_PARA, SPAN_NONE);
		node_append(n, node_text_new(m, buf_dup(&text, a),
		    SPAN_NONE));
		node_append(div, n);
	}
	buf_release(&text);
	return b;
}
