/*
 * Notes: calls, the notes at the end of the same file in the order of
 * their calls, and a way back to each call with a name of its own
 * (EPUB.md 5: text-only calls, the number first in the note, div and
 * not aside, so that every reading system known opens them).
 */
#include "epub_int.h"

static struct str
call_id(const struct epub *ep, const struct epub_note *en, uint32_t k)
{
	return str_z(k <= 1 ? arena_printf(ep->arena, "ref-%s", en->id) :
	    arena_printf(ep->arena, "ref-%s-%u", en->id, k));
}

void
notes_call(struct xml *x, const struct epub *ep, const struct epub_doc *d,
    const struct node *call)
{
	const struct epub_fact	*f = &ep->facts[call->id];
	const struct epub_note	*en = f->note;

	if (en == NULL)
		return;
	xml_start(x, "a");
	xml_attr_str(x, "id", call_id(ep, en, f->call));
	block_class(x, ep, "noteref", call->cls);
	xml_attr(x, "href", plan_href(ep, d, en->note));
	xml_attr(x, "epub:type", "noteref");
	xml_attr(x, "role", "doc-noteref");
	xml_textz(x, en->mark);
	xml_end_full(x);
}

/* Numbers that begin anew in each text are told apart by its title. */
static void
back_name(struct xml *x, const struct epub *ep, const struct epub_doc *d,
    const struct epub_note *en, uint32_t k)
{
	struct buf b;

	buf_init(&b);
	if (k == 1)
		buf_printf(&b, "%s. ", en->mark);
	else
		buf_printf(&b, "%s (%u). ", en->mark, k);
	buf_puts(&b, term(ep->lang, TERM_BACK_TO_CALL));
	if (ep->marks_repeat)
		buf_printf(&b, " (%s)", d->path);
	xml_attr_str(x, "aria-label", buf_str(&b));
	buf_release(&b);
}

/* The file of the k-th call: it need not be the note's own. */
static const char *
back_href(const struct epub *ep, const struct epub_doc *d,
    const struct epub_note *en, uint32_t k)
{
	struct str	id = call_id(ep, en, k);
	struct walk	w;

	for (size_t i = 0; k > 1 && i < ep->ndocs; i++) {
		const struct epub_doc *other = &ep->docs[i];

		if (other == d || other->div == NULL)
			continue;
		walk_init(&w, other->div);
		while (plan_next(&w) != WALK_DONE)
			if (w.node->kind == NODE_CALL &&
			    ep->facts[w.node->id].note == en &&
			    ep->facts[w.node->id].call == k)
				return arena_printf(ep->arena,
				    "%s.xhtml#%s", other->name, id.p);
	}
	return arena_printf(ep->arena, "#%s", id.p);
}

static void
back(struct xml *x, const struct epub *ep, const struct epub_doc *d,
    const struct epub_note *en, uint32_t k)
{
	xml_start(x, "a");
	block_class(x, ep, "back", STR_NULL);
	xml_attr(x, "href", back_href(ep, d, en, k));
	xml_attr(x, "epub:type", "backlink");
	xml_attr(x, "role", "doc-backlink");
	back_name(x, ep, d, en, k);
	if (k == 1)
		xml_textz(x, arena_printf(ep->arena, "%s.", en->mark));
	else
		xml_textz(x, arena_printf(ep->arena, "%s (%u).", en->mark,
		    k));
	xml_end_full(x);
}

void
notes_back(struct xml *x, const struct epub *ep, const struct epub_doc *d,
    const struct epub_note *en)
{
	back(x, ep, d, en, 1);
	xml_textz(x, " ");
}

void
notes_back_more(struct xml *x, const struct epub *ep,
    const struct epub_doc *d, const struct epub_note *en)
{
	for (uint32_t k = 2; k <= en->ncalls; k++) {
		xml_textz(x, " ");
		back(x, ep, d, en, k);
	}
}

/* Ways back that no paragraph of the note could take. */
static void
back_alone(struct xml *x, const struct epub *ep, const struct epub_doc *d,
    const struct epub_note *en, bool first)
{
	xml_start(x, "p");
	if (first)
		back(x, ep, d, en, 1);
	else
		notes_back_more(x, ep, d, en);
	xml_end_full(x);
	xml_newline(x);
}

static void
note_one(struct xml *x, const struct epub *ep, const struct epub_doc *d,
    const struct epub_note *en)
{
	const struct node *last = en->note->last;

	xml_start(x, "div");
	block_lang(x, en->note->lang);
	block_class(x, ep, "note", en->note->cls);
	xml_attr_str(x, "id", str_z(arena_printf(ep->arena, "note-%s",
	    en->id)));
	xml_attr(x, "epub:type", "footnote");
	xml_attr(x, "role", "doc-footnote");
	xml_newline(x);
	if (en->label == NULL)
		back_alone(x, ep, d, en, true);
	block_write(x, ep, d, en->note);
	if (en->ncalls > 1 && (last == NULL || last->kind != NODE_PARA))
		back_alone(x, ep, d, en, false);
	xml_end_full(x);
	xml_newline(x);
}

void
notes_write(struct xml *x, const struct epub *ep, const struct epub_doc *d)
{
	char elem[3] = { 'h', (char)('0' + (d->depth < 5 ? d->depth + 1 :
	    6)), '\0' };

	if (d->notes == NULL)
		return;
	xml_start(x, "section");
	block_class(x, ep, "notes", STR_NULL);
	xml_attr(x, "epub:type", "endnotes footnotes");
	xml_attr(x, "role", "doc-endnotes");
	xml_attr(x, "aria-labelledby", "notes");
	xml_newline(x);
	xml_start(x, elem);
	xml_attr(x, "id", "notes");
	if (d->div->lang.n > 0)
		block_lang(x, ep->lang);
	xml_textz(x, term(ep->lang, TERM_NOTES));
	xml_end_full(x);
	xml_newline(x);
	for (const struct epub_note *n = d->notes; n != NULL; n = n->next)
		note_one(x, ep, d, n);
	xml_end_full(x);
	xml_newline(x);
}
