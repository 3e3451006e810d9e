/*
 * The cover: an img and not SVG, in a file of its own; the text says
 * what is written on it.
 */
#include "epub_int.h"

static struct str
alt(const struct epub *ep)
{
	struct buf	b;
	struct str	s;

	if (ep->opts->cover_alt.n > 0)
		return ep->opts->cover_alt;
	buf_init(&b);
	buf_put_str(&b, ep->ed->title);
	if (ep->ed->subtitle.n > 0)
		buf_printf(&b, ". %.*s", STR_ARG(ep->ed->subtitle));
	for (size_t i = 0; i < ep->ed->ncreators; i++)
		if (str_eqz(ep->ed->creators[i].role, "aut"))
			buf_printf(&b, ". %.*s",
			    STR_ARG(ep->ed->creators[i].name));
	if (ep->ed->publisher.n > 0)
		buf_printf(&b, ". %.*s", STR_ARG(ep->ed->publisher));
	s = buf_dup(&b, ep->arena);
	buf_release(&b);
	return s;
}

int
cover_write(struct epub *ep, struct str *out, struct error *e)
{
	const char	*word = term(ep->lang, TERM_COVER);
	struct xml	 x;

	xhtml_open(&x, ep, arena_printf(ep->arena, "%s — %.*s", word,
	    STR_ARG(ep->ed->title)), ZONE_FRONT);
	xml_start(&x, "section");
	block_class(&x, ep, "cover", STR_NULL);
	xml_attr(&x, "epub:type", "cover");
	xml_attr(&x, "aria-label", word);
	xml_start(&x, "img");
	xml_attr(&x, "src", ep->cover.name);
	xml_attr(&x, "role", "doc-cover");
	xml_attr_str(&x, "alt", alt(ep));
	xml_end(&x);
	xml_end(&x);
	xml_newline(&x);
	return xhtml_close(&x, ep->arena, out, e);
}
