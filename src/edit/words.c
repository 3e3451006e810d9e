/*
 * Words of the manifest that are printed or catalogued, set by the rules
 * of the edition's language: title page, EPUB and PDF say the same.
 */
#include <string.h>

#include "edit_int.h"

/* The string as the book would print it. */
static struct str
set_words(struct arena *a, struct str s, struct str lang,
    struct diag_sink *sink)
{
	struct diag_sink unheard;
	struct model	 m;
	struct node	*p;
	struct buf	 b;
	struct str	 out;

	if (s.n == 0)
		return s;
	diag_init(&unheard, a, sink->sources);
	model_init(&m, a, NODE_DIV);
	m.root->lang = lang;
	p = node_new(&m, NODE_PARA, SPAN_NONE);
	node_append(p, node_text_new(&m, s, SPAN_NONE));
	node_append(m.root, p);
	typography(&m, m.root, &unheard);
	buf_init(&b);
	node_plain(p, &b);
	out = buf_dup(&b, a);
	buf_release(&b);
	return out;
}

const struct edition *
edition_set(struct arena *a, const struct edition *ed,
    struct diag_sink *sink)
{
	struct edition *e = ARENA_NEW(a, struct edition);
	struct str     *words[] = { &e->title, &e->subtitle, &e->publisher,
	    &e->place, &e->rights, &e->description, &e->source };

	*e = *ed;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		*words[i] = set_words(a, *words[i], ed->language, sink);
	e->creators = ARENA_ARRAY(a, struct creator, ed->ncreators + 1);
	for (size_t i = 0; i < ed->ncreators; i++) {
		e->creators[i] = ed->creators[i];
		e->creators[i].name = set_words(a, ed->creators[i].name,
		    ed->language, sink);
	}
	e->parts = ARENA_ARRAY(a, struct part, ed->nparts + 1);
	for (size_t i = 0; i < ed->nparts; i++) {
		e->parts[i] = ed->parts[i];
		e->parts[i].source = set_words(a, ed->parts[i].source,
		    ed->language, sink);
	}
	return e;
}
