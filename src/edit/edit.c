#include <string.h>

#include "edit_int.h"

struct node *
make_block(struct model *m, struct node *parent, enum node_kind kind,
    const char *cls, struct str text)
{
	struct node *n = node_new(m, kind, SPAN_NONE);

	n->cls = str_z(cls);
	if (kind == NODE_HEADING)
		n->u.heading.level = 1;
	if (text.n > 0)
		node_append(n, node_text_new(m, text, SPAN_NONE));
	node_append(parent, n);
	return n;
}

struct node *
make_inlines(const struct maker *k, struct node *parent,
    enum node_kind kind, const char *cls, struct str text)
{
	struct node *n = make_block(k->m, parent, kind, cls, STR_NULL);

	read_inlines(k->m, text, k->ed->span, n, k->sink);
	return n;
}

static bool
id_is_free(const struct node *book, struct str id)
{
	const struct node *d, *c;

	for (d = book->first; d != NULL; d = d->next) {
		if (str_eq(d->u.div.id, id))
			return false;
		for (c = d->first; c != NULL; c = c->next)
			if (c->kind == NODE_DIV && str_eq(c->u.div.id, id))
				return false;
	}
	return true;
}

struct node *
make_div(const struct maker *k, enum role role, struct str title)
{
	struct node	*d = node_new(k->m, NODE_DIV, SPAN_NONE);
	const char	*name = role_info(role)->name;

	d->u.div.role = role;
	d->u.div.id = str_z(name);
	for (int i = 2; !id_is_free(k->m->root, d->u.div.id); i++)
		d->u.div.id = str_z(arena_printf(k->m->arena, "%s-%d",
		    name, i));
	d->u.div.title = title;
	node_append(k->m->root, d);
	return d;
}

struct str
primary_subtag(struct str lang)
{
	size_t n = 0;

	while (n < lang.n && lang.p[n] != '-')
		n++;
	return str_sub(lang, 0, n);
}

const char *
long_date(struct arena *a, struct str lang, struct str date)
{
	static const char *const fr[] = { "janvier", "février", "mars",
	    "avril", "mai", "juin", "juillet", "août", "septembre",
	    "octobre", "novembre", "décembre" };
	static const char *const en[] = { "January", "February", "March",
	    "April", "May", "June", "July", "August", "September",
	    "October", "November", "December" };
	bool	is_fr = str_eqz(primary_subtag(lang), "fr");
	unsigned month;
	int	day;

	if ((date.n != 10 && date.n != 7) || (!is_fr &&
	    !str_eqz(primary_subtag(lang), "en")))
		return str_dup(a, date).p;
	month = (unsigned)((date.p[5] - '0') * 10 + date.p[6] - '0') - 1;
	if (month >= 12)
		return str_dup(a, date).p;
	if (date.n == 7)
		return arena_printf(a, "%s %.4s", (is_fr ? fr : en)[month],
		    date.p);
	day = (date.p[8] - '0') * 10 + date.p[9] - '0';
	return arena_printf(a, "%d%s %s %.4s", day, is_fr && day == 1 ?
	    "er" : "", (is_fr ? fr : en)[month], date.p);
}

/* The DIV of an id, over the whole book. */
static const struct node *
div_of(const struct node *book, struct str id)
{
	struct walk w;

	walk_init(&w, book);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		if (w.node->kind == NODE_DIV && str_eq(w.node->u.div.id, id))
			return w.node;
		if (w.node->kind != NODE_DIV && w.node->kind != NODE_BOOK)
			walk_skip(&w);
	}
	return NULL;
}

/* Links of the form #id point to parts. */
void
links_resolve(const struct maker *k)
{
	struct walk	 w;
	struct node	*n;
	struct str	 url;

	walk_init(&w, k->m->root);
	while (walk_next(&w) != WALK_DONE) {
		n = node_own(w.node);
		if (w.event != WALK_ENTER || n->kind != NODE_LINK)
			continue;
		url = n->u.link.url;
		if (url.n == 0 || url.p[0] != '#')
			continue;
		n->u.link.target = div_of(k->m->root,
		    str_sub(url, 1, url.n));
		n->u.link.url = STR_NULL;
		if (n->u.link.target == NULL) {
			diag(k->sink, DIAG_LINK_DEAD, n->span, "%.*s",
			    STR_ARG(url));
			n->kind = NODE_SPAN;
		}
	}
}

static void
count_corrections(struct book *b)
{
	struct walk w;

	walk_init(&w, b->model.root);
	while (walk_next(&w) != WALK_DONE)
		b->ncorrections += w.event == WALK_ENTER &&
		    w.node->kind == NODE_CORR &&
		    !(w.node->u.corr.entry && w.node->u.corr.entry->probe);
}

static void
texts_make(const struct maker *k)
{
	struct node	*d;

	for (size_t i = 0; i < k->book->ntexts; i++) {
		d = part_make(k, &k->book->texts[i]);
		if (!k->opts->diplomatic ||
		    k->book->texts[i].part->witness.n == 0)
			typography_on(k->m, d, k->opts->threads, k->sink);
	}
}

/* Typography of what Octavo itself wrote behind the texts; the section
 * of corrections sees to its own. */
static void
set_generated(const struct maker *k, const struct node *after)
{
	for (struct node *d = after ? after->next : k->m->root->first;
	    d != NULL; d = d->next)
		if (d->u.div.role != ROLE_ERRATA)
			typography(k->m, d, k->sink);
}

struct book *
edit_book(struct arena *a, const struct edition *ed,
    const struct text *texts, size_t n, const struct edit_opts *opts,
    struct diag_sink *sink)
{
	static const struct edit_opts	 none = { false };
	struct book			*b = ARENA_NEW(a, struct book);
	struct maker			 k = { &b->model, b,
	    edition_set(a, ed, sink),
	    opts ? opts : &none, sink };
	struct node			*last;

	b->edition = k.ed;
	b->texts = texts;
	b->ntexts = n;
	model_init(&b->model, a, NODE_BOOK);
	b->model.root->lang = ed->language;
	front_make(&k);
	set_generated(&k, NULL);
	texts_make(&k);
	last = b->model.root->last;
	links_resolve(&k);
	b->nnotes = notes_number(b->model.root);
	count_corrections(b);
	titles_set(&b->model, b->model.root);
	corrections_make(&k);
	set_generated(&k, last);
	contents_make(&k);
	colophon_make(&k);
	set_generated(&k, last);
#ifndef NDEBUG
	model_check(b->model.root);
#endif
	return b;
}
