/*
 * The section of corrections, made from the CORR nodes of the book: by
 * kind, then by text, in order of the text.
 *
 *   list   every correction: its page (a link), the witness's reading,
 *          ours
 *   count  how many of each kind
 *
 * Typography does not pass over it: our words are set here, readings
 * stand as they stand in the text.
 */
#include "edit_int.h"

static const enum term kind_term[KIND__MAX] = {
	[KIND_OCR] = TERM_KIND_OCR,
	[KIND_MISPRINT] = TERM_KIND_MISPRINT,
	[KIND_NORMALISATION] = TERM_KIND_NORMALISATION,
	[KIND_CONJECTURE] = TERM_KIND_CONJECTURE,
};

static bool
is_of(const struct node *n, enum ledger_kind kind)
{
	return n->kind == NODE_CORR && n->u.corr.entry != NULL &&
	    n->u.corr.entry->kind == kind && !n->u.corr.entry->probe;
}

static unsigned
count_kind(const struct node *root, enum ledger_kind kind)
{
	struct walk	w;
	unsigned	n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && is_of(w.node, kind);
	return n;
}

static bool
is_french(const struct maker *k)
{
	return str_eqz(primary_subtag(k->ed->language), "fr");
}

static struct node *
put_text(const struct maker *k, struct node *up, struct str s)
{
	struct node *t = node_text_new(k->m, s, SPAN_NONE);

	node_append(up, t);
	return t;
}

/*
 * The witness's reading by itself: set as a text of its own, so that no
 * quotation mark of it pairs with one of its neighbours.
 */
static void
put_sic(const struct maker *k, struct node *em, const struct node *corr)
{
	struct node	*alone = node_new(k->m, NODE_PARA, SPAN_NONE), *n;
	struct diag_sink unheard;
	struct buf	 b;

	alone->lang = node_lang(corr);
	buf_init(&b);
	for (size_t i = 0; i < corr->u.corr.sic.n;) {
		uint32_t cp = utf8_next(corr->u.corr.sic, &i);

		buf_put_cp(&b, cp == '\'' ? CP_APOS : cp);
	}
	(void)put_text(k, alone, buf_dup(&b, k->m->arena));
	buf_release(&b);
	diag_init(&unheard, k->m->arena, k->sink->sources);
	typography(k->m, alone, &unheard);
	while ((n = alone->first) != NULL) {
		node_unlink(n);
		node_append(em, n);
	}
}

/* "p. 12 : malin, lire matin ; 14 : …"; the page leads to the place. */
static void
put_correction(const struct maker *k, struct node *para,
    const struct node *corr)
{
	struct node	*em, *link;
	struct buf	 b;
	bool		 fr = is_french(k), first = para->first == NULL;

	if (!first)
		(void)put_text(k, para, fr ? STR("\u202F; ") : STR("; "));
	link = node_new(k->m, NODE_LINK, SPAN_NONE);
	link->u.link.target = corr;
	link->u.link.page = first ? STR("p.\u00A0%") : STR("%");
	node_append(para, link);
	(void)put_text(k, para, fr ? STR("\u00A0: ") : STR(": "));
	em = node_new(k->m, NODE_EMPH, SPAN_NONE);
	put_sic(k, em, corr);
	node_append(para, em);
	(void)put_text(k, para, str_z(arena_printf(k->m->arena, ", %s ",
	    term(node_lang(corr), TERM_READ))));
	buf_init(&b);
	node_plain(corr, &b);
	em = node_new(k->m, NODE_EMPH, SPAN_NONE);
	(void)put_text(k, em, b.len > 0 ? buf_dup(&b, k->m->arena) :
	    STR("[…]"));
	buf_release(&b);
	node_append(para, em);
}

struct list {			/* one paragraph on its way */
	const struct maker *k;
	struct node	   *div, *para;	/* para NULL: nothing yet */
	enum ledger_kind    kind;
};

static void
list_one(struct list *l, const struct node *n)
{
	if (!is_of(n, l->kind))
		return;
	if (l->para == NULL)
		l->para = make_block(l->k->m, l->div, NODE_PARA,
		    "corrections", STR_NULL);
	put_correction(l->k, l->para, n);
}

static void
list_below(struct list *l, const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER)
			list_one(l, w.node);
}

static bool
first_calls(const struct node *n)
{
	return n->kind == NODE_CALL && n->u.call.note != NULL &&
	    n->u.call.note->u.note.call == n;
}

/*
 * One paragraph: the corrections of a kind below root, DIVs in it left
 * out.  Those of a note stand where it is called, as on the page, though
 * the notes come last in their division.  NULL when there are none.
 */
static struct node *
put_list(const struct maker *k, struct node *div, const struct node *root,
    enum ledger_kind kind)
{
	struct list l = { k, div, NULL, kind };
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		const struct node *n = w.node;

		if (w.event != WALK_ENTER)
			continue;
		if ((n->kind == NODE_DIV && n != root) ||
		    (n->kind == NODE_NOTE && n->u.note.call != NULL))
			walk_skip(&w);
		else if (first_calls(n))
			list_below(&l, n->u.call.note);
		else
			list_one(&l, n);
	}
	if (l.para != NULL)
		(void)put_text(k, l.para, STR("."));
	return l.para;
}

static struct node *
put_name(const struct maker *k, struct str title)
{
	struct node *sc = node_new(k->m, NODE_SMALLCAPS, SPAN_NONE);

	(void)put_text(k, sc, title);
	return sc;
}

/* The name of a chapter before its list: its place in the book. */
static void
put_chapter(const struct maker *k, struct node *div,
    const struct node *chapter, enum ledger_kind kind)
{
	struct node *p = put_list(k, div, chapter, kind);

	if (p == NULL || chapter->u.div.title.n == 0)
		return;
	node_insert_before(p->first, node_text_new(k->m,
	    str_z(arena_printf(k->m->arena, "%.*s%s: ",
	    STR_ARG(chapter->u.div.title), is_french(k) ? "\u00A0" : "")),
	    SPAN_NONE));
}

/* The corrections of one kind in one part, chapter by chapter. */
static void
put_part(const struct maker *k, struct node *div, const struct node *part,
    enum ledger_kind kind)
{
	const struct node	*c;
	struct node		*p, *sc;

	if (count_kind(part, kind) == 0)
		return;
	p = put_list(k, div, part, kind);
	if (part->u.div.title.n > 0) {
		sc = put_name(k, part->u.div.title);
		if (p == NULL) {
			p = make_block(k->m, div, NODE_PARA, "corrections",
			    STR_NULL);
			node_append(p, sc);
		} else {
			node_insert_before(p->first, sc);
			node_insert_after(sc, node_text_new(k->m, STR(". "),
			    SPAN_NONE));
		}
	}
	for (c = part->first; c != NULL; c = c->next)
		if (c->kind == NODE_DIV)
			put_chapter(k, div, c, kind);
}

static void
put_kind(const struct maker *k, struct node *div, enum ledger_kind kind)
{
	const struct node	*p;
	struct node		*h;
	struct str		 lang = k->ed->language;
	unsigned		 n = count_kind(k->m->root, kind);

	if (n == 0)
		return;
	if (k->ed->errata == ERRATA_COUNT) {
		(void)make_block(k->m, div, NODE_PARA, "corrections",
		    str_z(arena_printf(k->m->arena, "%s%s: %u.",
		    term(lang, kind_term[kind]), is_french(k) ? "\u00A0" :
		    "", n)));
		return;
	}
	h = make_block(k->m, div, NODE_HEADING, "",
	    str_z(term(lang, kind_term[kind])));
	h->u.heading.level = 2;
	for (p = k->m->root->first; p != div; p = p->next)
		put_part(k, div, p, kind);
}

/* How the text was established, in the languages that have the words. */
static const struct {
	const char *lang, *texts, *list, *count, *notes;
} account[] = {
	{ "fr", "Les textes sont établis d’après les témoins que nomment "
	    "les mentions légales. Corrections\u00A0: %u. ",
	    "On donne ici, par nature et par texte, la page, la leçon du "
	    "témoin, puis celle de cette édition.",
	    "On en donne ici le nombre par nature.",
	    " Les notes appelées par des lettres sont de l’éditeur et "
	    "signées\u202F; les autres sont celles des témoins." },
	{ "en", "The texts follow the witnesses named in the imprint. "
	    "Corrections: %u. ",
	    "They are listed here by kind and by text: the page, the "
	    "reading of the witness, then that of this edition.",
	    "Their numbers are given here by kind.",
	    " Notes called by letters are the editor’s and signed; the "
	    "others are those of the witnesses." },
};

static bool
has_editor_notes(const struct node *book)
{
	struct walk w;

	walk_init(&w, book);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_NOTE &&
		    w.node->u.note.series == SERIES_EDITOR)
			return true;
	return false;
}

static void
put_account(const struct maker *k, struct node *div)
{
	struct buf b;

	buf_init(&b);
	for (size_t i = 0; i < sizeof(account) / sizeof(account[0]); i++) {
		if (!str_eqz(primary_subtag(k->ed->language),
		    account[i].lang))
			continue;
		buf_puts(&b, arena_printf(k->m->arena, account[i].texts,
		    k->book->ncorrections));
		buf_puts(&b, k->ed->errata == ERRATA_COUNT ?
		    account[i].count : account[i].list);
		if (has_editor_notes(k->m->root))
			buf_puts(&b, account[i].notes);
		(void)make_block(k->m, div, NODE_PARA, "account",
		    buf_dup(&b, k->m->arena));
	}
	buf_release(&b);
}

void
corrections_make(const struct maker *k)
{
	struct str	 name = str_z(term(k->ed->language,
			     TERM_CORRECTIONS));
	struct node	*div;

	if (k->ed->errata == ERRATA_NONE || k->book->ncorrections == 0)
		return;
	div = make_div(k, ROLE_ERRATA, name);
	(void)make_block(k->m, div, NODE_HEADING, "", name);
	put_account(k, div);
	for (int i = 0; i < KIND__MAX; i++)
		put_kind(k, div, (enum ledger_kind)i);
}
