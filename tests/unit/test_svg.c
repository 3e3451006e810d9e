/* SVG pictures: what is taken, how large they are, what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "octavo/svg.h"

#define SVG	"<svg xmlns=\"http://www.w3.org/2000/svg\" "

static void
test_sizes(void **state)
{
	static const struct {
		const char *attr;
		int64_t	    w, h;
		bool	    sized;
	} c[] = {
		{ "width=\"96\" height=\"48px\"", 96000, 48000, true },
		{ "width=\"1in\" height=\"25.4mm\"", 96000, 96000, true },
		{ "width=\"72pt\" height=\"6pc\"", 96000, 96000, true },
		{ "viewBox=\"0 0 300,150\"", 300000, 150000, false },
		{ "viewBox=\"0 0 300 150\" width=\"100\"", 100000, 50000,
		    true },
		{ "viewBox=\"0 0 300 150\" width=\"100%\" height=\"30\"",
		    60000, 30000, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(*c); i++) {
		char	    text[256];
		struct svg  s;
		const char *why = NULL;

		(void)snprintf(text, sizeof(text), SVG "%s><path d=\"M0 0\"/>"
		    "</svg>", c[i].attr);
		assert_true(svg_sniff(str_z(text)));
		assert_true(svg_check(str_z(text), &s, &why));
		assert_int_equal(s.w, c[i].w);
		assert_int_equal(s.h, c[i].h);
		assert_int_equal(s.sized, c[i].sized);
	}
}

static void
test_refused(void **state)
{
	static const struct {
		const char *body, *why;
	} c[] = {
		{ "<script>1</script>", "a script" },
		{ "<path onclick=\"x()\"/>", "a script" },
		{ "<path onload=\"\"/>", "a script" },
		{ "<image href=\"a.png\"/>", "pixels (an image element)" },
		{ "<use href=\"http://a/b.svg#c\"/>",
		    "a reference to another file" },
		{ "<use xmlns:x=\"http://www.w3.org/1999/xlink\" "
		    "x:href=\"b.svg#c\"/>", "a reference to another file" },
		{ "<use href=\"&#102;ile:///etc/passwd\"/>",
		    "a reference to another file" },
		{ "<path fill=\"url(b.svg#c)\"/>",
		    "a reference to another file" },
		{ "<path style=\"fill:url( 'http://a/b#c')\"/>",
		    "a reference to another file" },
		{ "<path style=\"fill:u\\72l(a)\"/>",
		    "an escape in its style" },
		{ "<style>@import 'a.css';</style>",
		    "@import in its style" },
		{ "<foreignObject/>", "a foreignObject" },
		{ "<animate/>", "an animation" },
		{ "<?xml-stylesheet href='a.css'?>",
		    "a processing instruction" },
		{ "<g>", "not well-formed XML" },
		{ "&nbsp;", "not well-formed XML" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(*c); i++) {
		char	    text[512];
		struct svg  s;
		const char *why = "";

		(void)snprintf(text, sizeof(text), SVG "width=\"9\" "
		    "height=\"9\">%s</svg>", c[i].body);
		assert_false(svg_check(str_z(text), &s, &why));
		assert_string_equal(why, c[i].why);
	}
}

static void
test_whole(void **state)
{
	static const struct {
		const char *text, *why;
	} c[] = {
		{ "<!DOCTYPE svg [<!ENTITY a \"b\">]>" SVG
		    "width=\"9\" height=\"9\">&a;</svg>", "a DOCTYPE" },
		{ "<svg width=\"9\" height=\"9\"/>",
		    "not of the SVG namespace" },
		{ SVG "/>", "no width and height, nor a viewBox" },
		{ SVG "width=\"9\"/>",
		    "no width and height, nor a viewBox" },
		{ SVG "width=\"9000\" height=\"9\"/>",
		    "out of all proportion" },
		{ "", "not well-formed XML" },
	};
	struct svg  s;
	const char *why;

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(*c); i++) {
		why = "";
		assert_false(svg_check(str_z(c[i].text), &s, &why));
		assert_string_equal(why, c[i].why);
	}
	assert_true(svg_check(str_z(SVG "width=\"9\" height=\"9\"><defs>"
	    "<path id=\"a\"/></defs><use href=\"#a\" fill=\"url(#b)\"/>"
	    "</svg>"), &s, &why));
	assert_false(svg_sniff(STR("<html><svg/></html>")));
	assert_false(svg_sniff(STR("\211PNG")));
	assert_true(svg_sniff(STR("\xEF\xBB\xBF<?xml version='1.0'?>\n"
	    "<!-- x -->\n<svg>")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
