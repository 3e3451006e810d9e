/*
 * Page marks: where each page of the print edition begins in the text.
 *
 * A page without text of its own (blank, or filled by notes alone) is
 * marked where the next page begins, before that page's own mark, so
 * that the list has every page in order; after the last text, at its
 * end.
 */
#include <string.h>

#include "epub_int.h"

static bool
is_shown(const struct epub *ep, const struct node *text)
{
	return text != NULL && (text->kind == NODE_TEXT ||
	    text->kind == NODE_CODE || text->kind == NODE_CODE_BLOCK) &&
	    plan_doc_of(ep, text) != NULL;
}

/* "iv" and "42" may stand in an id; anything else may not. */
static bool
is_plain_label(const char *s)
{
	size_t n = strlen(s);

	return n > 0 && strspn(s, "0123456789abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n;
}

static const char *
mark_id(struct epub *ep, size_t i, uint32_t number)
{
	const char *label = ep->marks[i].label;

	if (!is_plain_label(label))
		return arena_printf(ep->arena, "page-%u", number);
	for (size_t j = 0; j < i; j++)
		if (strcmp(ep->marks[j].label, label) == 0)
			return arena_printf(ep->arena, "page-%u", number);
	return arena_printf(ep->arena, "p%s", label);
}

static const struct node *
last_text(const struct epub *ep)
{
	const struct node	*last = NULL;
	struct walk		 w;

	for (size_t i = ep->ndocs; i-- > 0 && last == NULL;) {
		if (ep->docs[i].div == NULL || ep->docs[i].is_nav)
			continue;
		walk_init(&w, ep->docs[i].div);
		while (plan_next(&w) != WALK_DONE)
			if (w.event == WALK_ENTER &&
			    w.node->kind == NODE_TEXT)
				last = w.node;
	}
	return last;
}

static bool
is_word(uint32_t cp)
{
	return cp_is_letter(cp) || cp_is_digit(cp) || cp == CP_APOS;
}

/*
 * A word broken over two pages belongs to the first: a mark inside it
 * would hide it from searches and speech.  The mark stands behind the
 * word, and where a space follows behind that.
 */
static uint32_t
off_of(const struct frame_page *p)
{
	struct str	s = p->first_text->u.text.text;
	size_t		at = p->first_off, next;

	if (at >= s.n)
		return (uint32_t)s.n;
	next = at;
	if (at == 0 || !is_word(utf8_prev(s, &next)))
		return (uint32_t)at;
	for (next = at; at < s.n; at = next)
		if (!is_word(utf8_next(s, &next)))
			break;
	if (at > p->first_off)
		while (at < s.n && s.p[at] != ' ')
			at++;
	return (uint32_t)(at > p->first_off && at < s.n ? at + 1 : at);
}

/* Where the page begins: at its text, or at the reference before it. */
static const struct node *
first_node(const struct frame_page *p)
{
	const struct node *n = p->first_text;

	if (!p->after_ref || p->first_off > 0)
		return p->first_text;
	while (n->prev == NULL && node_is_inline(n->parent)) {
		n = n->parent;
		if (n->kind == NODE_LINK && n->u.link.page.n > 0)
			return n;
	}
	return p->first_text;
}

static void
place_all(struct epub *ep, const struct frame *f)
{
	const struct node	*text = last_text(ep);
	uint32_t		 off = 0;

	if (text != NULL)
		off = (uint32_t)text->u.text.text.n;
	for (size_t i = ep->nmarks; i-- > 0;) {
		const struct frame_page *p = &f->pages[i];

		if (is_shown(ep, p->first_text)) {
			text = first_node(p);
			off = off_of(p);
		}
		ep->marks[i].text = text;
		ep->marks[i].off = off;
	}
}

/* Links the marks of each node in page order. */
static void
chain(struct epub *ep)
{
	for (size_t i = ep->nmarks; i-- > 0;) {
		struct epub_fact *f = &ep->facts[ep->marks[i].text->id];

		ep->marks[i].next = f->mark;
		f->mark = (uint32_t)i + 1;
	}
}

void
marks_make(struct epub *ep)
{
	const struct frame *f = ep->opts->pages;

	if (f == NULL || f->npages == 0 || last_text(ep) == NULL)
		return;
	ep->nmarks = f->npages;
	ep->marks = ARENA_ARRAY(ep->arena, struct epub_mark, f->npages);
	for (uint32_t i = 0; i < f->npages; i++) {
		ep->marks[i].label = f->pages[i].label != NULL ?
		    f->pages[i].label : arena_printf(ep->arena, "%u",
		    f->pages[i].number);
		ep->marks[i].id = mark_id(ep, i, f->pages[i].number);
	}
	place_all(ep, f);
	chain(ep);
}
