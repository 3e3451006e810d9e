/*
 * The section of corrections, made from the CORR nodes of the book: by
 * kind, then by text, in order of the text.
 *
 *   list   every correction: its page (a link, said once for all that
 *          stand on it), the witness's reading, ours
 *   count  how many of each kind
 *
 * A reissue that keeps the pages of a printing keeps those of this
 * section too: what has been corrected since stands behind the rest,
 * counted by itself, printing by printing.
 *
 * Typography does not pass over it: our words are set here, readings
 * stand as they stand in the text.
 */
#include "edit_int.h"
#include "octavo/lock.h"

static const enum term kind_term[KIND__MAX] = {
	[KIND_OCR] = TERM_KIND_OCR,
	[KIND_MISPRINT] = TERM_KIND_MISPRINT,
	[KIND_NORMALISATION] = TERM_KIND_NORMALISATION,
	[KIND_CONJECTURE] = TERM_KIND_CONJECTURE,
};

enum { PRINTINGS_MAX = 64 };	/* that keep pages one of another */

struct lister {
	const struct maker *k;
	struct node	   *div;	/* the section */
	bool		    french;
	/* The printings whose pages are kept, the oldest first. */
	const struct lock  *locks[PRINTINGS_MAX];
	unsigned	    nlocks;
	/* By node id: of how many of them a CORR is not yet, from 1; 0: of
	 * no entry that counts. */
	uint8_t		   *since;
	enum ledger_kind    kind;	/* what is being listed */
	unsigned	    at;		/* of since */
};

static bool
is_listed(const struct lister *l, const struct node *n)
{
	return n->kind == NODE_CORR && l->since[n->id] == l->at &&
	    n->u.corr.entry->kind == l->kind;
}

/* Corrections below root of the kind being listed, or of any. */
static unsigned
count_below(const struct lister *l, const struct node *root, bool any)
{
	struct walk	w;
	unsigned	n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && (any ? w.node->kind ==
		    NODE_CORR && l->since[w.node->id] == l->at :
		    is_listed(l, w.node));
	return n;
}

/* The part that a node belongs to, or NULL. */
static const struct part *
part_of(const struct node *n)
{
	const struct node *div = node_up(n, NODE_DIV);

	while (div != NULL && div->u.div.part == NULL)
		div = div->parent != NULL ? node_up(div->parent, NODE_DIV) :
		    NULL;
	return div != NULL ? div->u.div.part : NULL;
}

/* 1: of the oldest printing, 2: of the next …, the last: of none. */
static uint8_t
since_of(const struct lister *l, const struct node *corr)
{
	const struct part *p = part_of(corr);
	unsigned	   i;

	for (i = 0; p != NULL && i < l->nlocks; i++)
		if (lock_has_entry(lock_text_lookup(l->locks[i], p->id),
		    corr->u.corr.entry))
			break;
	return (uint8_t)(i + 1);
}

static void
find_since(struct lister *l)
{
	const struct lock *k;
	struct walk	   w;
	unsigned	   n = 0;

	for (k = l->k->opts->keep; k != NULL && n < PRINTINGS_MAX;
	    k = k->before)
		n++;
	l->nlocks = n;
	for (k = l->k->opts->keep; n > 0; k = k->before)
		l->locks[--n] = k;
	l->since = arena_calloc(l->k->m->arena, l->k->m->ids + 1u, 1);
	walk_init(&w, l->k->m->root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_CORR &&
		    w.node->u.corr.entry != NULL &&
		    !w.node->u.corr.entry->probe)
			l->since[w.node->id] = since_of(l, w.node);
}

static struct node *
put_text(const struct maker *k, struct node *up, struct str s)
{
	struct node *t = node_text_new(k->m, s, SPAN_NONE);

	node_append(up, t);
	return t;
}

static void
put_reading(const struct maker *k, struct node *up, const struct node *of)
{
	struct node *em = node_new(k->m, NODE_EMPH, SPAN_NONE);
	struct str   s;
	struct buf   b;

	buf_init(&b);
	node_plain(of, &b);
	s = str_trim(buf_dup(&b, k->m->arena));
	(void)put_text(k, em, s.n > 0 ? s : STR("[…]"));
	buf_release(&b);
	node_append(up, em);
}

/*
 * The witness's reading by itself: set as a text of its own, so that no
 * quotation mark of it pairs with one of its neighbours, and plain: a
 * misreading is no ordinal and no century.
 */
static struct str
set_sic(const struct maker *k, const struct node *corr)
{
	struct node	*alone = node_new(k->m, NODE_PARA, SPAN_NONE);
	struct diag_sink unheard;
	struct buf	 b;
	struct str	 s;

	alone->lang = node_lang(corr);
	buf_init(&b);
	for (size_t i = 0; i < corr->u.corr.sic.n;) {
		uint32_t cp = utf8_next(corr->u.corr.sic, &i);

		buf_put_cp(&b, cp == '\'' ? CP_APOS : cp);
	}
	(void)put_text(k, alone, buf_dup(&b, k->m->arena));
	diag_init(&unheard, k->m->arena, k->sink->sources);
	typography(k->m, alone, &unheard);
	buf_clear(&b);
	node_plain(alone, &b);
	s = str_trim(buf_dup(&b, k->m->arena));
	buf_release(&b);
	return s;
}

static bool
is_quote(uint32_t cp)
{
	return cp == CP_LAQUO || cp == CP_RAQUO || cp == 0x201C ||
	    cp == 0x201D;
}

/* The n-th quotation mark of s, from 0; 0 when there is none. */
static uint32_t
quote_of(struct str s, unsigned n)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (is_quote(cp) && n-- == 0)
			return cp;
	}
	return 0;
}

/* A straight mark without its fellow opens or closes as in our reading. */
static struct str
turn_quote(const struct maker *k, struct str sic, struct str set,
    struct str ours)
{
	struct buf b;
	struct str s;

	if (quote_of(sic, 0) != 0 || quote_of(set, 0) == 0 ||
	    quote_of(set, 1) != 0 || quote_of(ours, 0) == 0 ||
	    quote_of(ours, 1) != 0)
		return set;
	buf_init(&b);
	for (size_t i = 0; i < set.n;) {
		uint32_t cp = utf8_next(set, &i);
		size_t	 next = i;

		if (is_quote(cp))
			cp = quote_of(ours, 0);
		buf_put_cp(&b, cp);
		/* One that opens now keeps its space as the others do. */
		if (cp == CP_LAQUO && (i == set.n || utf8_next(set, &next) !=
		    CP_NBSP))
			buf_put_cp(&b, CP_NBSP);
	}
	s = buf_dup(&b, k->m->arena);
	buf_release(&b);
	return s;
}

/* With the letters and spaces of the witness, the marks as they are set; a
 * sign stays with the word before it. */
static struct str
bare_sic(const struct maker *k, struct str sic, struct str set)
{
	struct buf b;
	struct str s;
	unsigned   quotes = 0;

	buf_init(&b);
	for (size_t i = 0; i < sic.n;) {
		uint32_t cp = utf8_next(sic, &i);
		size_t	 next = i;

		if (cp == ' ' && i < sic.n && !cp_is_letter(utf8_next(sic,
		    &next)))
			cp = CP_NBSP;
		else if (cp == '"' && quote_of(set, quotes) != 0)
			cp = quote_of(set, quotes++);
		buf_put_cp(&b, cp == '\'' ? CP_APOS : cp);
	}
	s = buf_dup(&b, k->m->arena);
	buf_release(&b);
	return s;
}

/* Set like ours it may be ours, when typography mends what was wrong with
 * it: a space, two letters for one. */
static void
put_sic(const struct maker *k, struct node *up, const struct node *corr)
{
	struct node *em = node_new(k->m, NODE_EMPH, SPAN_NONE);
	struct str   sic = corr->u.corr.sic, set = set_sic(k, corr), ours;
	struct buf   b;

	buf_init(&b);
	node_plain(corr, &b);
	ours = str_trim(buf_str(&b));
	set = str_eq(set, ours) ? bare_sic(k, sic, set) :
	    turn_quote(k, sic, set, ours);
	buf_release(&b);
	(void)put_text(k, em, set);
	node_append(up, em);
}

/* "p. 12 : malin, lire matin ; 14 : …"; the first reading, with the page
 * where it is said, leads to the place. */
static void
put_correction(const struct lister *l, struct node *para,
    const struct node *corr, const struct node *behind)
{
	const struct maker *k = l->k;
	struct node	   *link;

	if (behind != NULL)
		(void)put_text(k, para, l->french ? STR("\u202F; ") :
		    STR("; "));
	link = node_new(k->m, NODE_LINK, SPAN_NONE);
	link->u.link.target = corr;
	link->u.link.behind = behind;
	link->u.link.page = l->french ? (behind == NULL ?
	    STR("p.\u00A0%\u00A0:\u00A0") : STR("%\u00A0:\u00A0")) :
	    behind == NULL ? STR("p.\u00A0%:\u00A0") : STR("%:\u00A0");
	node_append(para, link);
	put_sic(k, link, corr);
	(void)put_text(k, para, str_z(arena_printf(k->m->arena, ", %s ",
	    term(node_lang(corr), TERM_READ))));
	put_reading(k, para, corr);
}

struct list {			/* one paragraph on its way */
	const struct lister *l;
	struct node	    *para;	/* NULL: nothing yet */
	const struct node   *last;	/* CORR in it */
};

static void
list_one(struct list *p, const struct node *n)
{
	if (!is_listed(p->l, n))
		return;
	if (p->para == NULL)
		p->para = make_block(p->l->k->m, p->l->div, NODE_PARA,
		    "corrections", STR_NULL);
	put_correction(p->l, p->para, n, p->last);
	p->last = n;
}

static void
list_below(struct list *p, const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER)
			list_one(p, w.node);
}

static bool
first_calls(const struct node *n)
{
	return n->kind == NODE_CALL && n->u.call.note != NULL &&
	    n->u.call.note->u.note.call == n;
}

/*
 * One paragraph: the corrections below root, DIVs in it left out.  Those
 * of a note stand where it is called, as on the page, though the notes
 * come last in their division.  NULL when there are none.
 */
static struct node *
put_list(const struct lister *l, const struct node *root)
{
	struct list p = { .l = l };
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
			list_below(&p, n->u.call.note);
		else
			list_one(&p, n);
	}
	if (p.para != NULL)
		(void)put_text(l->k, p.para, STR("."));
	return p.para;
}

/* What stands before the first correction of a paragraph. */
struct lead {
	const struct lister *l;
	struct node	    *before;
};

static void
lead_text(const struct lead *to, struct str s)
{
	node_insert_before(to->before, node_text_new(to->l->k->m, s,
	    SPAN_NONE));
}

static void
lead_name(const struct lead *to, struct str title)
{
	struct node *sc = node_new(to->l->k->m, NODE_SMALLCAPS, SPAN_NONE);

	(void)put_text(to->l->k, sc, title);
	node_insert_before(to->before, sc);
}

/* The names of part and chapter before their list: its place in the
 * book. */
static void
put_lead(const struct lister *l, struct node *para, struct str part,
    struct str chapter)
{
	struct lead to = { l, para->first };

	if (part.n > 0)
		lead_name(&to, part);
	if (part.n > 0 && chapter.n > 0)
		lead_text(&to, STR(", "));
	if (chapter.n > 0)
		lead_text(&to, chapter);
	if (part.n + chapter.n > 0)
		lead_text(&to, l->french ? STR("\u00A0: ") : STR(": "));
}

/*
 * The corrections of one kind in one part, chapter by chapter: below its
 * name, or each with it (since) where there are but few.
 */
static void
put_part(const struct lister *l, const struct node *part)
{
	const struct node *c;
	struct node	  *p;
	struct str	   name = part->u.div.title;

	if (count_below(l, part, false) == 0)
		return;
	p = put_list(l, part);
	if (p != NULL)
		put_lead(l, p, name, STR_NULL);
	else if (l->at == 1 && name.n > 0) {
		p = make_block(l->k->m, l->div, NODE_HEADING, "", name);
		p->u.heading.level = 3;
	}
	for (c = part->first; c != NULL; c = c->next)
		if (c->kind == NODE_DIV && (p = put_list(l, c)) != NULL)
			put_lead(l, p, l->at > 1 ? name : STR_NULL,
			    c->u.div.title);
}

/* "Coquilles de la source : 12." */
static void
put_count(const struct lister *l, unsigned n)
{
	(void)make_block(l->k->m, l->div, NODE_PARA, "corrections",
	    str_z(arena_printf(l->k->m->arena, "%s%s: %u.",
	    term(l->k->ed->language, kind_term[l->kind]), l->french ?
	    "\u00A0" : "", n)));
}

static void
put_kind(struct lister *l, enum ledger_kind kind)
{
	const struct maker *k = l->k;
	const struct node  *p;
	struct node	   *h;
	unsigned	    n;

	l->kind = kind;
	n = count_below(l, k->m->root, false);
	if (n == 0)
		return;
	if (k->ed->errata == ERRATA_COUNT) {
		put_count(l, n);
		return;
	}
	h = make_block(k->m, l->div, NODE_HEADING, "",
	    str_z(term(k->ed->language, kind_term[kind])));
	h->u.heading.level = l->at > 1 ? 3 : 2;
	h->cls = l->at > 1 ? STR("kind") : STR_NULL;
	for (p = k->m->root->first; p != l->div; p = p->next)
		put_part(l, p);
}

/* How the text was established, in the languages that have the words. */
static const struct {
	const char *lang, *texts, *list, *count, *notes, *since;
} account[] = {
	{ "fr", "Les textes sont établis d’après les témoins que nomment "
	    "les mentions légales. Corrections\u00A0: %u. ",
	    "On donne ici, par nature et par texte, la page, la leçon du "
	    "témoin, puis celle de cette édition.",
	    "On en donne ici le nombre par nature.",
	    " Les notes appelées par des lettres sont de l’éditeur et "
	    "signées\u202F; les autres sont celles des témoins.",
	    "Corrections\u00A0: %u, en plus de celles qui sont comptées "
	    "plus haut." },
	{ "en", "The texts follow the witnesses named in the imprint. "
	    "Corrections: %u. ",
	    "They are listed here by kind and by text: the page, the "
	    "reading of the witness, then that of this edition.",
	    "Their numbers are given here by kind.",
	    " Notes called by letters are the editor’s and signed; the "
	    "others are those of the witnesses.",
	    "Corrections: %u, besides those counted above." },
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
put_account(const struct lister *l)
{
	const struct maker *k = l->k;
	unsigned	    n = count_below(l, k->m->root, true);
	struct buf	    b;

	buf_init(&b);
	for (size_t i = 0; i < sizeof(account) / sizeof(account[0]); i++) {
		if (!str_eqz(primary_subtag(k->ed->language),
		    account[i].lang))
			continue;
		buf_puts(&b, arena_printf(k->m->arena, l->at > 1 ?
		    account[i].since : account[i].texts, n));
		if (l->at == 1)
			buf_puts(&b, k->ed->errata == ERRATA_COUNT ?
			    account[i].count : account[i].list);
		if (l->at == 1 && has_editor_notes(k->m->root))
			buf_puts(&b, account[i].notes);
		(void)make_block(k->m, l->div, NODE_PARA, "account",
		    buf_dup(&b, k->m->arena));
	}
	buf_release(&b);
}

/* Those made since the printing before the one that is at. */
static void
put_since(struct lister *l)
{
	struct node *h;

	if (count_below(l, l->k->m->root, true) == 0)
		return;
	h = make_block(l->k->m, l->div, NODE_HEADING, "",
	    str_z(arena_printf(l->k->m->arena, "%s %d",
	    term(l->k->ed->language, TERM_CORRECTIONS_SINCE),
	    l->locks[l->at - 2]->number)));
	h->u.heading.level = 2;
	put_account(l);
	for (int i = 0; i < KIND__MAX; i++)
		put_kind(l, (enum ledger_kind)i);
}

void
corrections_make(const struct maker *k)
{
	struct str	 name = str_z(term(k->ed->language,
			     TERM_CORRECTIONS));
	struct lister	 l = { .k = k, .at = 1, .french = str_eqz(
			     primary_subtag(k->ed->language), "fr") };

	if (k->ed->errata == ERRATA_NONE || k->book->ncorrections == 0)
		return;
	find_since(&l);
	l.div = make_div(k, ROLE_ERRATA, name);
	(void)make_block(k->m, l.div, NODE_HEADING, "", name);
	put_account(&l);
	for (int i = 0; i < KIND__MAX; i++)
		put_kind(&l, (enum ledger_kind)i);
	for (l.at = 2; l.at <= l.nlocks + 1; l.at++)
		put_since(&l);
}
