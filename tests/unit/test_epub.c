/*
 * The EPUB of a small book made by hand.  With a file name (and "compat"
 * or "faces") it writes that book there, for the gates of tests/epub.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <zip.h>

#include "octavo/file.h"

#include "epub_book.h"

static const char garamond[] = "/usr/share/fonts/opentype/ebgaramond/"
    "EBGaramond12-Regular.otf";

/* Stands aside when src/style is linked. */
__attribute__((weak)) struct str style_epub_css(const struct style *);

__attribute__((weak)) struct str
style_epub_css(const struct style *st)
{
	(void)st;
	return STR_NULL;
}

static void
make(struct sample *s, struct buf *out, bool compat)
{
	struct epub_opts	o = { .compat = compat, .pages = &s->frame };
	struct error		e = { 0 };

	o.cover = buf_str(&s->cover);
	assert_int_equal(epub_write(&s->arena, &s->book, NULL, &o, &s->sink,
	    out, &e), 0);
}

/* One file of the container, in the arena of the sample; or NULL. */
static const char *
entry(struct sample *s, const struct buf *epub, const char *name)
{
	zip_error_t	 ze;
	zip_source_t	*src = zip_source_buffer_create(epub->data,
	    epub->len, 0, &ze);
	zip_t		*z = zip_open_from_source(src, ZIP_RDONLY, &ze);
	zip_stat_t	 st;
	zip_file_t	*f;
	char		*text = NULL;

	assert_non_null(z);
	if (zip_stat(z, name, 0, &st) == 0) {
		f = zip_fopen(z, name, 0);
		text = arena_alloc(&s->arena, (size_t)st.size + 1);
		assert_int_equal(zip_fread(f, text, st.size), st.size);
		zip_fclose(f);
	}
	zip_discard(z);
	return text;
}

static unsigned
count(const char *text, const char *what)
{
	unsigned n = 0;

	while ((text = strstr(text, what)) != NULL) {
		n++;
		text++;
	}
	return n;
}

static void
has(const char *text, const char *what)
{
	if (text == NULL || strstr(text, what) == NULL)
		fail_msg("not there: %s\nin: %s", what,
		    text ? text : "(no such file)");
}

static void
test_container(void **state)
{
	struct sample	s;
	struct buf	one, two;

	(void)state;
	sample_init(&s);
	buf_init(&one);
	buf_init(&two);
	make(&s, &one, false);
	make(&s, &two, false);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	/* First entry: stored, no extra field, at its known place. */
	assert_memory_equal(one.data + 30, "mimetypeapplication/epub+zip",
	    28);
	assert_int_equal(one.data[8], 0);
	assert_int_equal(one.data[28], 0);
	buf_release(&one);
	buf_release(&two);
	sample_release(&s);
}

static void
test_notes(void **state)
{
	struct sample	 s;
	struct buf	 b;
	const char	*t;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	make(&s, &b, false);
	t = entry(&s, &b, "EPUB/encre.xhtml");
	has(t, "<a id=\"ref-1\" class=\"noteref\" href=\"#note-1\" "
	    "epub:type=\"noteref\" role=\"doc-noteref\">1</a>");
	has(t, "<a id=\"ref-1-2\" class=\"noteref\" href=\"#note-1\"");
	has(t, "<a id=\"ref-a\" class=\"noteref\" href=\"#note-a\"");
	has(t, "href=\"#ref-1\" epub:type=\"backlink\" "
	    "role=\"doc-backlink\" aria-label=\"1. Retour à l’appel de "
	    "note\">1.</a> Le sulfate");
	has(t, "Il en fallait peu. <a class=\"back\" href=\"#ref-1-2\"");
	has(t, "aria-label=\"1 (2). Retour");
	has(t, "<h3 id=\"notes\">Notes</h3>");
	/* In the order of the calls, whatever their series. */
	assert_true(strstr(t, "id=\"note-1\"") < strstr(t,
	    "id=\"note-a\""));
	assert_int_equal(count(t, "epub:type=\"footnote\""), 2);
	has(entry(&s, &b, "EPUB/fil.xhtml"), "id=\"note-2\"");
	buf_release(&b);
	sample_release(&s);
}

static void
test_marks(void **state)
{
	struct sample	 s;
	struct buf	 b;
	const char	*t;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	make(&s, &b, false);
	t = entry(&s, &b, "EPUB/preface.xhtml");
	/* A blank page is marked with the page that follows it. */
	has(t, "<p><span id=\"p2\" epub:type=\"pagebreak\" "
	    "role=\"doc-pagebreak\" aria-label=\"2\"></span><span "
	    "id=\"p3\"");
	has(t, "sèche, <span id=\"p4\" epub:type=\"pagebreak\" "
	    "role=\"doc-pagebreak\" aria-label=\"4\"></span>mais");
	t = entry(&s, &b, "EPUB/encre.xhtml");
	has(t, "la <span id=\"p6\"");
	/* Broken over two pages: marked behind the word. */
	has(t, "</span>trace, et l’on revient <span id=\"p7\"");
	t = entry(&s, &b, "EPUB/nav.xhtml");
	has(t, "<h1 id=\"h\"><span id=\"p8\"");
	has(t, "<li><a href=\"encre.xhtml#p7\">7</a></li>");
	has(entry(&s, &b, "EPUB/colophon.xhtml"), "Octavo.<span id=\"p9\"");
	assert_int_equal(count(strstr(t, "page-list"), "<li>"), 10);
	assert_int_equal(count(entry(&s, &b, "EPUB/toc.ncx"),
	    "<pageTarget"), 10);
	has(entry(&s, &b, "EPUB/fil.xhtml"), "<pre><code>pli = 16\n<span "
	    "id=\"p7bis\"");
	buf_release(&b);
	sample_release(&s);
}

static void
test_documents(void **state)
{
	struct sample	 s;
	struct buf	 b;
	const char	*t;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	make(&s, &b, false);
	t = entry(&s, &b, "EPUB/encre.xhtml");
	has(t, "<title>De l’encre — L’encre et le fil</title>");
	has(t, "epub:type=\"chapter\" role=\"doc-chapter\" "
	    "aria-labelledby=\"h\"");
	has(t, "<h2 id=\"h\">De l’encre</h2>");
	has(t, "<h3>Recette</h3>");
	has(t, "<span lang=\"la\" xml:lang=\"la\">verba volant</span>");
	has(t, "&amp; &lt;reste&gt;");
	has(t, "<span id=\"c1\"> Enfin </span>");
	has(t, "title=\"Page de la source\xC2\xA0: 7\"");
	has(entry(&s, &b, "EPUB/errata.xhtml"),
	    "<a href=\"encre.xhtml#c1\">");
	has(entry(&s, &b, "EPUB/preface.xhtml"), "<a href=\"fil.xhtml\">");
	has(entry(&s, &b, "EPUB/livre.xhtml"), "<h1 id=\"h\">Le livre</h1>");
	t = entry(&s, &b, "EPUB/nav.xhtml");
	has(t, "<li><a href=\"livre.xhtml\">Le livre</a>\n<ol>\n<li><a "
	    "href=\"encre.xhtml\">De l’encre</a></li>");
	has(t, "<a href=\"title-page.xhtml\">Page de titre</a>");
	has(t, "epub:type=\"bodymatter\" href=\"livre.xhtml\">Début");
	assert_null(strstr(t, "Contents"));
	buf_release(&b);
	sample_release(&s);
}

static void
test_package(void **state)
{
	struct sample	 s;
	struct buf	 b;
	const char	*t;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	make(&s, &b, false);
	t = entry(&s, &b, "EPUB/package.opf");
	has(t, "<dc:creator id=\"a1\">Anne Rive</dc:creator>");
	/* One person, two roles. */
	assert_int_equal(count(t, "<dc:contributor"), 1);
	has(t, "scheme=\"marc:relators\">aui</meta>");
	has(t, "dcterms:modified\">2026-11-21T00:00:00Z<");
	has(t, "<dc:source>Un cahier, 1921</dc:source>");
	has(t, "property=\"pageBreakSource\"");
	has(t, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
	assert_null(strstr(t, "cover"));
	buf_clear(&b);
	s.ed.evaluated_by = STR_NULL;
	s.ed.isbn_epub = STR("978-2-07-036822-8");
	make(&s, &b, true);
	t = entry(&s, &b, "EPUB/package.opf");
	assert_null(strstr(t, "pageBreakSource"));
	assert_null(strstr(t, "conformsTo"));
	has(t, "urn:isbn:9782070368228<");
	buf_release(&b);
	sample_release(&s);
}

/* A corrected word: its file and nothing else. */
static void
test_stable(void **state)
{
	static const char *const others[] = { "EPUB/fil.xhtml",
	    "EPUB/preface.xhtml", "EPUB/nav.xhtml", "EPUB/toc.ncx",
	    "EPUB/package.opf", "EPUB/style.css", "EPUB/errata.xhtml" };
	struct sample	s;
	struct buf	a, b;

	(void)state;
	sample_init(&s);
	buf_init(&a);
	buf_init(&b);
	make(&s, &a, false);
	s.word->u.text.text = STR(" en garde la trace, et l’on reviens au "
	    "feu");
	make(&s, &b, false);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		assert_string_equal(entry(&s, &a, others[i]),
		    entry(&s, &b, others[i]));
	assert_string_not_equal(entry(&s, &a, "EPUB/encre.xhtml"),
	    entry(&s, &b, "EPUB/encre.xhtml"));
	buf_release(&a);
	buf_release(&b);
	sample_release(&s);
}

static unsigned
said(const struct sample *s, enum diag_code c)
{
	return s->sink.seen[c];
}

static void
test_faults(void **state)
{
	struct sample	s;
	struct buf	b;
	char	       *huge = malloc(6002);

	(void)state;
	sample_init(&s);
	buf_init(&b);
	make(&s, &b, false);
	assert_int_equal(s.sink.count[DIAG_ERROR], 0);
	assert_int_equal(s.sink.count[DIAG_WARNING], 0);
	memset(huge, 'a', 6001);
	huge[6001] = '\0';
	s.long_note->u.text.text = str_z(huge);
	s.link->u.link.url = STR("chapitre2.html");
	buf_puts(&s.cover, "GIF89a and more");
	buf_clear(&b);
	make(&s, &b, false);
	assert_int_equal(said(&s, DIAG_NOTE_LONG), 1);
	assert_int_equal(said(&s, DIAG_LINK_NOWHERE), 1);
	assert_int_equal(said(&s, DIAG_COVER_BAD), 1);
	/* The words of a dead link stay. */
	has(entry(&s, &b, "EPUB/preface.xhtml"), "<p>Voir plus loin\u202F;");
	buf_clear(&s.cover);
	png_grey(&s.cover, 600, 900);
	make(&s, &b, false);
	assert_int_equal(said(&s, DIAG_COVER_SMALL), 1);
	free(huge);
	buf_release(&b);
	sample_release(&s);
}

static void
test_nbsp(void **state)
{
	struct sample	s;
	struct buf	b;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	s.word->u.text.text = STR("Vrai\xE2\x80\xAF!\x01");
	make(&s, &b, false);
	has(entry(&s, &b, "EPUB/encre.xhtml"), "Vrai\xE2\x80\xAF!<");
	s.ed.fine = FINE_NBSP;
	buf_clear(&b);
	make(&s, &b, false);
	has(entry(&s, &b, "EPUB/encre.xhtml"), "Vrai\xC2\xA0!<");
	buf_release(&b);
	sample_release(&s);
}

/* All that we write ourselves is in the book's language. */
static void
test_language(void **state)
{
	static const char *const words[] = { "Impressum", "Titelseite",
	    "Orientierungspunkte", "Seiten der gedruckten Ausgabe",
	    "Beginn des Textes" };
	struct sample	 s;
	struct buf	 b;
	const char	*t;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	s.ed.language = STR("de-AT");
	make(&s, &b, false);
	t = entry(&s, &b, "EPUB/nav.xhtml");
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		has(t, words[i]);
	t = entry(&s, &b, "EPUB/encre.xhtml");
	has(t, "lang=\"de-AT\" xml:lang=\"de-AT\"");
	has(t, "1. Zurück zum Notenzeichen");
	has(t, ">Anmerkungen</h3>");
	has(entry(&s, &b, "EPUB/package.opf"), "Strukturiertes Buch");
	buf_release(&b);
	sample_release(&s);
}

static struct node *
figure(struct sample *s, struct node *div, const char *src, const char *alt)
{
	struct node *n = put(s, div, NODE_FIGURE);

	n->u.figure.src = str_z(src);
	n->u.figure.alt = str_z(alt);
	return n;
}

/* Pictures are what their bytes say; outside the edition there are none. */
static void
test_images(void **state)
{
	char		 dir[] = "/tmp/octavo-epub-XXXXXX";
	struct sample	 s;
	struct buf	 b;
	struct node	*d;
	struct error	 e = { 0 };
	char		*good, *bad;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	assert_non_null(mkdtemp(dir));
	good = path_join(&s.arena, dir, "presse.jpg");
	bad = path_join(&s.arena, dir, "texte.png");
	png_grey(&s.cover, 20, 10);
	assert_int_equal(file_write(good, buf_str(&s.cover), &e), 0);
	assert_int_equal(file_write(bad, STR("no picture"), &e), 0);
	buf_clear(&s.cover);
	s.ed.dir = str_z(dir);
	d = div_new(&s, s.m->root, ROLE_APPENDIX, "images", "Images");
	(void)figure(&s, d, "presse.jpg", "Une presse à bras");
	(void)figure(&s, d, "texte.png", "");
	(void)figure(&s, d, "../presse.jpg", "Ailleurs");
	make(&s, &b, false);
	has(entry(&s, &b, "EPUB/images.xhtml"),
	    "<img src=\"img-1.png\" alt=\"Une presse à bras\"/>");
	has(entry(&s, &b, "EPUB/package.opf"),
	    "href=\"img-1.png\" media-type=\"image/png\"");
	has(entry(&s, &b, "EPUB/package.opf"), "Les images sont décrites.");
	assert_int_equal(said(&s, DIAG_IMAGE_BAD), 1);
	assert_int_equal(said(&s, DIAG_ALT_MISSING), 1);
	assert_int_equal(said(&s, DIAG_FILE_MISSING), 1);
	assert_int_equal(count(entry(&s, &b, "EPUB/images.xhtml"), "<img"),
	    1);
	(void)unlink(good);
	(void)unlink(bad);
	(void)rmdir(dir);
	buf_release(&b);
	sample_release(&s);
}

/*
 * A face of the machine: embedded when it has all characters of the
 * book, left out with a reason when it lacks one or its licence.
 */
static void
test_fonts(void **state)
{
	struct frame_face	 face = { .family = "EB Garamond",
	    .style = "Regular", .licence = "OFL 1.1" };
	struct sample		 s;
	struct buf		 b;
	struct epub_opts	 o = { .embed_fonts = true };
	struct error		 e = { 0 };

	(void)state;
	sample_init(&s);
	buf_init(&b);
	if (file_read(&s.arena, garamond, LIMIT_TEXT, &face.bytes, &e) < 0)
		skip();
	s.frame.faces = &face;
	s.frame.nfaces = 1;
	o.pages = &s.frame;
	assert_int_equal(epub_write(&s.arena, &s.book, NULL, &o, &s.sink,
	    &b, &e), 0);
	has(entry(&s, &b, "EPUB/style.css"), "src: url(face-1.otf)");
	has(entry(&s, &b, "EPUB/package.opf"), "href=\"face-1.otf\"");
	has(entry(&s, &b, "EPUB/licence.txt"), "OFL 1.1");
	assert_memory_equal(entry(&s, &b, "EPUB/face-1.otf"), "OTTO", 4);
	assert_int_equal(said(&s, DIAG_FACE_LACKS), 0);
	s.word->u.text.text = STR("\u4E00");
	buf_clear(&b);
	assert_int_equal(epub_write(&s.arena, &s.book, NULL, &o, &s.sink,
	    &b, &e), 0);
	assert_int_equal(said(&s, DIAG_FACE_LACKS), 1);
	assert_null(strstr(entry(&s, &b, "EPUB/style.css"), "@font-face"));
	s.word->u.text.text = STR(" en garde");
	face.licence = NULL;
	buf_clear(&b);
	assert_int_equal(epub_write(&s.arena, &s.book, NULL, &o, &s.sink,
	    &b, &e), 0);
	assert_int_equal(said(&s, DIAG_FACE_LICENCE), 1);
	buf_release(&b);
	sample_release(&s);
}

/* Without a page list, without contents, without anything. */
static void
test_bare(void **state)
{
	struct sample		s;
	struct buf		b;
	struct epub_opts	o = { 0 };
	struct error		e = { 0 };
	struct node	       *d;

	(void)state;
	sample_init(&s);
	buf_init(&b);
	model_init(s.m, &s.arena, NODE_BOOK);
	d = div_new(&s, s.m->root, ROLE_CHAPTER, "cover", NULL);
	(void)para(&s, d, "Seul.");
	d = div_new(&s, s.m->root, ROLE_CHAPTER, "nav", "Un");
	(void)put(&s, d, NODE_PARA);
	d = div_new(&s, s.m->root, ROLE_CHAPTER, "", "Un");
	assert_int_equal(epub_write(&s.arena, &s.book, NULL, &o, &s.sink,
	    &b, &e), 0);
	assert_int_equal(said(&s, DIAG_NO_PAGES), 1);
	has(entry(&s, &b, "EPUB/nav.xhtml"),
	    "<a href=\"cover-2.xhtml\">Chapitre</a>");
	has(entry(&s, &b, "EPUB/nav-2.xhtml"), "<p></p>");
	has(entry(&s, &b, "EPUB/chapter.xhtml"),
	    "<title>Un (2) — L’encre et le fil</title>");
	assert_null(strstr(entry(&s, &b, "EPUB/package.opf"), "pageB"));
	buf_release(&b);
	sample_release(&s);
}

static int
write_sample(const char *path, const char *how)
{
	struct epub_opts	o = { .compat = strcmp(how, "compat") == 0,
	    .embed_fonts = strcmp(how, "faces") == 0 };
	struct frame_face	face = { .family = "EB Garamond",
	    .style = "Regular", .licence = "SIL Open Font License 1.1" };
	struct sample		s;
	struct buf		b;
	struct error		e = { 0 };
	int			rc;

	sample_init(&s);
	buf_init(&b);
	png_grey(&s.cover, 1400, 2100);
	o.cover = buf_str(&s.cover);
	o.pages = &s.frame;
	if (o.embed_fonts && file_read(&s.arena, garamond, LIMIT_TEXT,
	    &face.bytes, &e) == 0) {
		s.frame.faces = &face;
		s.frame.nfaces = 1;
	}
	rc = epub_write(&s.arena, &s.book, NULL, &o, &s.sink, &b, &e);
	if (rc == 0)
		rc = file_write(path, buf_str(&b), &e);
	buf_release(&b);
	sample_release(&s);
	return rc < 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_container),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_documents),
		cmocka_unit_test(test_package),
		cmocka_unit_test(test_stable),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_nbsp),
		cmocka_unit_test(test_language),
		cmocka_unit_test(test_images),
		cmocka_unit_test(test_fonts),
		cmocka_unit_test(test_bare),
	};

	if (argc > 1)
		return write_sample(argv[1], argc > 2 ? argv[2] : "");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
