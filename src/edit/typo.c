#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "octavo/parallel.h"

#include "edit_int.h"
#include "typo.h"

void
typo_grow(struct typo *t)
{
	t->cap = t->cap > 0 ? t->cap * 2 : 256;
	t->out = xrealloc(t->out, t->cap * sizeof(*t->out));
}

void
typo_put_cp(struct typo *t, uint32_t cp, const struct sign *like)
{
	struct sign s = *like;

	s.cp = cp;
	s.mark = MARK_NONE;
	t->changed = true;
	typo_put(t, s);
}

void
typo_set(struct typo *t, size_t i, uint32_t cp)
{
	struct sign s = t->in[i];

	if (s.cp != cp)
		t->changed = true;
	s.cp = cp;
	typo_put(t, s);
}

void
typo_flag(struct typo *t, const char *rule, size_t i, const char *what)
{
	const struct node *n = t->items[t->in[i].item].text;

	diag(t->sink, DIAG_TYPO_FLAG, n != NULL ? n->span : SPAN_NONE,
	    "%s %s", rule, what);
}

static uint32_t
add_item(struct typo *t, struct node *n)
{
	if (t->nitems == t->items_cap) {
		t->items_cap = t->items_cap > 0 ? t->items_cap * 2 : 16;
		t->items = xrealloc(t->items,
		    t->items_cap * sizeof(*t->items));
	}
	t->items[t->nitems].text = n;
	t->items[t->nitems].seen = false;
	return (uint32_t)t->nitems++;
}

/* What stands around a TEXT, up to its block. */
static void
surroundings(const struct node *text, struct str lang, struct sign *s)
{
	const struct node *n;

	for (n = text->parent; n != NULL && node_is_inline(n);
	    n = n->parent) {
		if (n->lang.n > 0 && !str_eq(primary_subtag(n->lang), lang))
			s->lock = true;
		if (n->kind == NODE_SUP || n->kind == NODE_SUB)
			s->sup = true;
		if (n->kind == NODE_SMALLCAPS)
			s->low = true;
	}
}

static void
gather_text(struct typo *t, struct node *n, struct str lang)
{
	struct sign	s = { .item = add_item(t, n) };
	struct str	x = n->u.text.text;

	surroundings(n, lang, &s);
	for (size_t i = 0; i < x.n;) {
		s.cp = utf8_next(x, &i);
		typo_put(t, s);
	}
}

static void
gather(struct typo *t, struct node *block, struct str lang)
{
	struct walk	w;
	struct sign	s = { .lock = true };

	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		if (w.node->kind == NODE_TEXT)
			gather_text(t, node_own(w.node), lang);
		else if (w.node->kind == NODE_CALL ||
		    w.node->kind == NODE_CODE ||
		    w.node->kind == NODE_LINEBREAK) {
			s.cp = w.node->kind == NODE_CALL ? CP_OBJECT :
			    w.node->kind == NODE_CODE ? CP_CODE : '\n';
			typo_put(t, s);
		}
	}
}

static bool
at_word(const struct typo *t, size_t i, const char *w)
{
	for (; *w != '\0'; i++, w++)
		if (i >= t->nout || t->out[i].cp != (uint32_t)*w)
			return false;
	return true;
}

/* The letters of http:, C:. */
static bool
is_scheme(uint32_t cp)
{
	return cp_is_ascii_letter(cp) || cp_is_digit(cp) || cp == '+' ||
	    cp == '.' || cp == '-';
}

/* What stands behind an address, not in it: once the spaces before it are
 * gone, it must be found to stand there still. */
static bool
is_after_address(uint32_t cp)
{
	return cp == ',' || cp == '.' || cp == ')' || cp == ']' ||
	    cp == '"' || cp == 0x201D || cp == CP_RAQUO;
}

/* Addresses are not text: no rule touches them. */
static void
lock_addresses(struct typo *t)
{
	size_t from, to;

	for (size_t i = 0; i < t->nout; i++) {
		if (!at_word(t, i, "://") && !at_word(t, i, "www.") &&
		    !at_word(t, i, ":\\"))
			continue;
		for (from = i; t->out[i].cp == ':' && from > 0 &&
		    is_scheme(t->out[from - 1].cp); from--)
			continue;
		for (to = i; to < t->nout && !typo_is_space(t->out[to].cp);
		    to++)
			continue;
		while (to > i && is_after_address(t->out[to - 1].cp))
			to--;
		for (size_t k = from; k < to; k++)
			t->out[k].lock = true;
		i = to > i ? to : i;
	}
}

/* The new line becomes the old one; two buffers serve all rules. */
static void
swap(struct typo *t)
{
	struct sign	*was = t->in;
	size_t		 cap = t->in_cap;

	t->in = t->out;
	t->in_cap = t->cap;
	t->n = t->nout;
	t->out = was;
	t->cap = cap;
}

static struct str
spell(struct typo *t, size_t from, size_t to)
{
	struct buf	b;
	struct str	s;

	buf_init(&b);
	for (size_t i = from; i < to; i++)
		buf_put_cp(&b, t->in[i].cp);
	s = buf_dup(&b, t->m->arena);
	buf_release(&b);
	return s;
}

static struct node *
marked(struct typo *t, enum sign_mark mark, struct node *text)
{
	struct node *n;

	if (mark == MARK_NONE)
		return text;
	n = node_new(t->m, mark == MARK_SUP ? NODE_SUP : NODE_SMALLCAPS,
	    text->span);
	if (mark == MARK_CENTURY)
		n->cls = STR("century");
	node_append(n, text);
	return n;
}

/* The signs [from, to) of one TEXT back into it; runs of one mark are
 * nodes of their own behind it. */
static void
scatter_item(struct typo *t, size_t from, size_t to)
{
	struct node	*text = t->items[t->in[from].item].text;
	struct node	*at = text, *n;
	size_t		 i = from, run;
	bool		 first = true;

	while (i < to) {
		for (run = i; run < to && t->in[run].mark == t->in[i].mark;)
			run++;
		if (first && t->in[i].mark == MARK_NONE) {
			text->u.text.text = spell(t, i, run);
		} else {
			n = marked(t, (enum sign_mark)t->in[i].mark,
			    node_text_new(t->m, spell(t, i, run),
			    text->span));
			node_insert_after(at, n);
			if (first)
				node_unlink(text);
			at = n;
		}
		first = false;
		i = run;
	}
}

/* A TEXT that has no signs left, with inlines that held nothing else. */
static void
vanish(struct node *n)
{
	struct node *up;

	for (; n->first == NULL && node_is_inline(n); n = up) {
		up = n->parent;
		if (up->kind == NODE_CORR && up->first == up->last) {
			if (n->kind == NODE_TEXT)
				n->u.text.text = STR("");
			return;
		}
		node_unlink(n);
	}
}

static void
scatter(struct typo *t)
{
	size_t to;

	for (size_t i = 0; i < t->n; i = to) {
		to = i + 1;
		if (t->in[i].item == 0)
			continue;
		while (to < t->n && t->in[to].item == t->in[i].item)
			to++;
		t->items[t->in[i].item].seen = true;
		scatter_item(t, i, to);
	}
	for (size_t i = 1; i < t->nitems; i++)
		if (!t->items[i].seen)
			vanish(t->items[i].text);
}

/* Which rules the line gives work to. */
static unsigned
needs_of(const struct typo *t)
{
	unsigned has = 0;
	uint32_t cp, before = 0;

	for (size_t i = 0; i < t->n; i++, before = cp) {
		cp = t->in[i].cp;
		if (cp_is_ascii_letter(cp)) {
			if ((cp | 0x20) == 'e' && (before | 0x20) == 'o')
				has |= NEEDS_OE;
		} else if (cp == '<' || cp == '>')
			has |= NEEDS_ANGLE | NEEDS_QUOTE;
		else if (cp == '"' || cp == CP_LAQUO || cp == CP_RAQUO ||
		    (cp >= 0x201C && cp <= 0x201E))
			has |= NEEDS_QUOTE;
		else if (cp == '-' || (cp >= 0x2010 && cp <= 0x2015))
			has |= NEEDS_DASH;
		else if (cp == ';' || cp == ':' || cp == '!' || cp == '?')
			has |= NEEDS_HIGH;
		else if (cp == '\'' || cp == '`' || cp == 0x2018 ||
		    cp == 0x02BC || cp == 0x00B4)
			has |= NEEDS_APOS;
		else if (cp == '.' && (before == '.' ||
		    typo_is_space(before)))
			has |= NEEDS_DOTS;
	}
	return has;
}

static const struct rule *
rules_of(struct str lang)
{
	if (str_eqz(lang, "fr"))
		return typo_french;
	if (str_eqz(lang, "en"))
		return typo_english;
	return NULL;
}

static bool
is_of_witness(const struct node *block)
{
	const struct node *div = node_up(block, NODE_DIV);

	while (div != NULL && div->u.div.part == NULL)
		div = div->parent != NULL ? node_up(div->parent, NODE_DIV) :
		    NULL;
	return div != NULL && div->u.div.part->witness.n > 0;
}

/* The line of a block, set.  Blocks know nothing of one another, and the
 * model is only read here. */
static void
set_line(struct typo *t)
{
	struct str   lang = primary_subtag(node_lang(t->block));
	unsigned     has;

	t->rules = rules_of(lang);
	if (t->rules == NULL)
		return;
	t->kind = t->block->kind;
	t->author = is_of_witness(t->block);
	t->n = t->nout = t->nitems = 0;
	(void)add_item(t, NULL);
	t->changed = false;
	gather(t, t->block, lang);
	lock_addresses(t);
	swap(t);
	has = needs_of(t);
	for (const struct rule *r = t->rules; r->run != NULL; r++) {
		if (r->mode == RULE_FLAG ||
		    (r->needs != 0 && (r->needs & has) == 0))
			continue;
		t->nout = 0;
		r->run(t);
		swap(t);
	}
}

/* What is to be said of the line, and the line into the model. */
static void
take_line(struct typo *t)
{
	if (t->rules == NULL)
		return;
	for (const struct rule *r = t->rules; r->run != NULL; r++)
		if (r->mode == RULE_FLAG)
			r->run(t);
	if (t->changed)
		scatter(t);
}

static bool
is_set(const struct node *n)
{
	return node_is_block(n) && node_holds_inlines(n) &&
	    n->first != NULL;
}

enum { BATCH = 128 };	/* blocks whose lines are held at a time */

struct setter {
	struct typo line[BATCH];
	size_t	    n;
	int	    threads;
};

static void
set_one(void *data, size_t i)
{
	set_line(&((struct setter *)data)->line[i]);
}

static void
set_batch(struct setter *s)
{
	run_parallel(s->threads, s->n, set_one, s);
	for (size_t i = 0; i < s->n; i++)
		take_line(&s->line[i]);
	s->n = 0;
}

/*
 * The lines of many blocks are set on all cores; they go into the model
 * one after the other.  A block is put there when the walk has long left
 * it: what lies in it is no block.
 */
void
typography_on(struct model *m, struct node *root, int threads,
    struct diag_sink *sink)
{
	struct setter  *s = xmalloc(sizeof(*s));
	struct walk	w;
	struct node    *n;

	memset(s, 0, sizeof(*s));
	s->threads = threads;
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || !is_set(w.node))
			continue;
		n = node_own(w.node);
		if (str_eqz(primary_subtag(node_lang(n)), "fr"))
			typo_calls(m, n);
		s->line[s->n].m = m;
		s->line[s->n].sink = sink;
		s->line[s->n++].block = n;
		walk_skip(&w);
		if (s->n == BATCH)
			set_batch(s);
	}
	set_batch(s);
	for (size_t i = 0; i < BATCH; i++) {
		free(s->line[i].in);
		free(s->line[i].out);
		free(s->line[i].items);
	}
	free(s);
}

void
typography(struct model *m, struct node *root, struct diag_sink *sink)
{
	typography_on(m, root, 1, sink);
}
