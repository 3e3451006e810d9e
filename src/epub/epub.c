/*
 * epub_write: everything is planned and checked, then written, then
 * packed in the order of the names.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/file.h"

#include "epub_int.h"

static const char container[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<container version=\"1.0\" "
    "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
    "<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" "
    "media-type=\"application/oebps-package+xml\"/>\n</rootfiles>\n"
    "</container>\n";

/* Apple Books shows embedded faces only when told to. */
static const char apple[] =
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    "<display_options>\n<platform name=\"*\">\n"
    "<option name=\"specified-fonts\">true</option>\n"
    "</platform>\n</display_options>\n";

static void
add(struct epub *ep, const char *name, struct str bytes, bool stored)
{
	struct epub_file *grown;

	if (ep->nfiles == ep->cap) {
		ep->cap = ep->cap ? ep->cap * 2 : 64;
		grown = ARENA_ARRAY(ep->arena, struct epub_file, ep->cap);
		if (ep->nfiles > 0)
			memcpy(grown, ep->files, ep->nfiles *
			    sizeof(*grown));
		ep->files = grown;
	}
	ep->files[ep->nfiles++] = (struct epub_file){ .name = name,
	    .bytes = bytes, .stored = stored };
}

static void
add_in(struct epub *ep, const char *name, struct str bytes, bool stored)
{
	add(ep, arena_printf(ep->arena, "EPUB/%s", name), bytes, stored);
}

static int
write_docs(struct epub *ep, struct error *e)
{
	for (size_t i = 0; i < ep->ndocs; i++) {
		struct epub_doc *d = &ep->docs[i];

		if (i == ep->nav ? nav_write(ep, e) < 0 :
		    xhtml_write(ep, d, e) < 0)
			return -1;
		add_in(ep, arena_printf(ep->arena, "%s.xhtml", d->name),
		    d->xhtml, false);
	}
	return 0;
}

static int
write_rest(struct epub *ep, struct error *e)
{
	struct str s;

	if (ep->cover.name != NULL) {
		if (cover_write(ep, &s, e) < 0)
			return -1;
		add_in(ep, "cover.xhtml", s, false);
		add_in(ep, ep->cover.name, ep->cover.bytes, true);
	}
	for (size_t i = 0; i < ep->nimages; i++)
		if (ep->images[i].name != NULL)
			add_in(ep, ep->images[i].name, ep->images[i].bytes,
			    true);
	for (size_t i = 0; i < ep->nfonts; i++)
		add_in(ep, ep->fonts[i].name, ep->fonts[i].bytes, false);
	if (ep->nfonts > 0) {
		add_in(ep, "licence.txt", fonts_licence(ep), false);
		add(ep, "META-INF/com.apple.ibooks.display-options.xml",
		    str_z(apple), false);
	}
	add_in(ep, "style.css", ep->css, false);
	if (ncx_write(ep, &s, e) < 0)
		return -1;
	add_in(ep, "toc.ncx", s, false);
	if (opf_write(ep, &s, e) < 0)
		return -1;
	add_in(ep, "package.opf", s, false);
	add(ep, "META-INF/container.xml", str_z(container), false);
	return 0;
}

static int
cmp_files(const void *a, const void *b)
{
	return strcmp(((const struct epub_file *)a)->name,
	    ((const struct epub_file *)b)->name);
}

/* An identifier that a manifest does not give is made from its words:
 * a UUID of version 8 (RFC 9562, 5.8), the same for the same edition. */
static struct str
make_uid(struct epub *ep)
{
	char		hex[65];
	const char	*seed;

	if (ep->ed->identifier.n > 0)
		return ep->ed->identifier;
	seed = arena_printf(ep->arena, "%.*s\n%.*s\n%.*s",
	    STR_ARG(ep->ed->name), STR_ARG(ep->ed->title),
	    STR_ARG(ep->ed->publisher));
	sha256_hex(str_z(seed), hex);
	return str_z(arena_printf(ep->arena,
	    "urn:uuid:%.8s-%.4s-8%.3s-a%.3s-%.12s", hex, hex + 8, hex + 12,
	    hex + 16, hex + 20));
}

int
epub_write(struct arena *a, const struct book *book, struct style *style,
    const struct epub_opts *o, struct diag_sink *sink, struct buf *out,
    struct error *e)
{
	struct epub ep = { .arena = a, .book = book, .ed = book->edition,
	    .opts = o, .sink = sink, .style = style };

	ep.lang = ep.ed->language.n > 0 ? ep.ed->language : STR("fr");
	ep.uid = make_uid(&ep);
	plan_make(&ep);
	marks_make(&ep);
	images_read(&ep);
	check_book(&ep);
	if (fonts_make(&ep, e) < 0)
		return -1;
	css_make(&ep);
	add(&ep, "mimetype", STR("application/epub+zip"), true);
	if (write_docs(&ep, e) < 0 || write_rest(&ep, e) < 0)
		return -1;
	qsort(ep.files + 1, ep.nfiles - 1, sizeof(*ep.files), cmp_files);
	if (deflate_files(a, ep.files, ep.nfiles, o->kept, e) < 0)
		return -1;
	return pack_write(ep.files, ep.nfiles, out, e);
}
