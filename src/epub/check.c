/*
 * What reading systems would stumble on.  The limits of notes are those
 * within which Kobo and KOReader open them where the reader is
 * (vendor's guide; program source).
 */
#include "epub_int.h"

enum { NOTE_MIN = 9, NOTE_MAX = 5000, COVER_MIN = 1400 };

static void
check_note(struct epub *ep, const struct epub_note *en)
{
	struct buf	b;
	size_t		n;

	buf_init(&b);
	node_plain(en->note, &b);
	n = utf8_count(str_trim(buf_str(&b)));
	buf_release(&b);
	if (n > NOTE_MAX)
		diag(ep->sink, DIAG_NOTE_LONG, en->note->span,
		    "note %s has %zu characters, %d are shown", en->mark,
		    n, NOTE_MAX);
	else if (n < NOTE_MIN)
		diag(ep->sink, DIAG_NOTE_SHORT, en->note->span,
		    "note %s has %zu characters, %d are needed", en->mark,
		    n, NOTE_MIN);
}

static void
check_link(struct epub *ep, const struct epub_doc *d, const struct node *n)
{
	if (plan_link(ep, d, n) == NULL)
		diag(ep->sink, DIAG_LINK_NOWHERE, n->span, "%.*s",
		    STR_ARG(n->u.link.url));
}

static void
check_tree(struct epub *ep)
{
	struct walk w;

	walk_init(&w, ep->book->model.root);
	while (walk_next(&w) != WALK_DONE) {
		const struct epub_doc *d;

		if (w.event != WALK_ENTER ||
		    (d = plan_doc_of(ep, w.node)) == NULL)
			continue;
		if (w.node->kind == NODE_LINK)
			check_link(ep, d, w.node);
		else if (w.node->kind == NODE_FIGURE &&
		    w.node->u.figure.alt.n == 0)
			diag(ep->sink, DIAG_ALT_MISSING, w.node->span,
			    NULL);
	}
}

static void
check_cover(struct epub *ep)
{
	struct span	 at = ep->ed->cover_span;
	struct epub_image im = { 0 };

	if (ep->opts->cover.n == 0)
		return;
	if (!image_sniff(ep->opts->cover, &im)) {
		diag(ep->sink, DIAG_COVER_BAD, at, NULL);
		return;
	}
	im.name = im.type[6] == 'p' ? "cover.png" : "cover.jpg";
	ep->cover = im;
	if (im.w < COVER_MIN)
		diag(ep->sink, DIAG_COVER_SMALL, at,
		    "%u pixels wide, %d are wanted", im.w, COVER_MIN);
}

void
check_book(struct epub *ep)
{
	check_cover(ep);
	check_tree(ep);
	for (size_t i = 0; i < ep->ndocs; i++)
		for (const struct epub_note *n = ep->docs[i].notes;
		    n != NULL; n = n->next)
			check_note(ep, n);
	if (ep->opts->pages == NULL && !ep->opts->unpaged)
		diag(ep->sink, DIAG_NO_PAGES, SPAN_NONE, NULL);
}
