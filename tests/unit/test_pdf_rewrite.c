/*
 * pdf/rewrite: the content as cairo writes it, and as another cairo
 * might; pdf/icc and pdf/press on what they must refuse.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "pdf/pdf_int.h"
#include "pdf/press.h"
#include "pdf_frame.h"

/* Two marks: text of an element, then a folio. */
static void
two_marks(struct pdf_mark marks[2])
{
	static struct pdf_elem owner;

	memset(marks, 0, 2 * sizeof(marks[0]));
	marks[0].owner = &owner;
	marks[0].mcid = 0;
	marks[1].artifact = ARTIFACT_FOLIO;
	marks[1].mcid = -1;
}

#define P0	"/P << /MCID 0 >> BDC\n"
#define P1	"/P << /MCID 1 >> BDC\n"
#define OUT0	"/P<</MCID 0>>BDC\n"
#define OUT1	"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"

static void
content_is_rewritten(void **state)
{
	static const struct {
		const char *in, *out;
	} t[] = {
		{ P0 "(a) Tj\nEMC\n" P1 "(b) Tj\nEMC\n",
		  OUT0 "(a) Tj\nEMC\n" OUT1 "(b) Tj\nEMC\n" },
		/* operators within strings and arrays are no operators */
		{ P0 "(EMC \\) Tj (x) ) Tj\nEMC\n" P1 "[(f) -3 <42>]TJ EMC",
		  OUT0 "(EMC \\) Tj (x) ) Tj\nEMC\n" OUT1
		  "[(f) -3 <42>]TJ\nEMC\n" },
		/* grey is told as grey, colour stays */
		{ "0 0 0 rg\n.5 .5 .5 RG\n1 0 0 rg\n" P0 "EMC\n" P1 "EMC\n",
		  "0 g\n.5 G\n1 0 0 rg\n" OUT0 "EMC\n" OUT1 "EMC\n" },
		/* a span with the whole word stays inside */
		{ P0 "/Span << /ActualText <feff0061> >> BDC\n<01> Tj\n"
		  "EMC\nEMC\n" P1 "EMC\n", OUT0
		  "/Span << /ActualText <feff0061> >> BDC\n<01> Tj\nEMC\n"
		  "EMC\n" OUT1 "EMC\n" },
	};
	struct pdf_mark marks[2];
	struct error	e;

	(void)state;
	two_marks(marks);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct buf b;

		buf_init(&b);
		assert_int_equal(pdf_rewrite(str_z(t[i].in), marks, 2, true, &b,
		    &e), 0);
		assert_string_equal(b.data, t[i].out);
		buf_release(&b);
	}
}

static void
broken_contract_is_seen(void **state)
{
	static const char *const t[] = {
		"",						/* none */
		P0 "EMC\n",					/* one */
		P1 "EMC\n" P0 "EMC\n",				/* order */
		P0 "EMC\n" P1 "EMC\n/P << /MCID 2 >> BDC EMC",	/* more */
		P0 P1 "EMC EMC\n",				/* nested */
		P0 "EMC\n" P1 "\n",				/* open */
		P0 "EMC EMC\n" P1 "EMC",			/* closed */
		"(x) Tj " P0 "EMC\n" P1 "EMC\n",		/* outside */
		P0 "EMC\n0 0 1 1 re f\n" P1 "EMC\n",
		P0 "EMC\n/x Do\n" P1 "EMC\n",
		P0 "EMC\n[(a)]TJ\n" P1 "EMC\n",
		"(never ends",
		"<< /MCID 0",
	};
	struct pdf_mark marks[2];
	struct error	e;

	(void)state;
	two_marks(marks);
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct buf b;

		buf_init(&b);
		assert_int_equal(pdf_rewrite(str_z(t[i]), marks, 2, true, &b,
		    &e), -1);
		buf_release(&b);
	}
}

static void
press_content_has_one_ink(void **state)
{
	struct error	e;
	struct buf	b;

	(void)state;
	buf_init(&b);
	assert_int_equal(pdf_rewrite(STR("0 0 0 rg 0 0 1 1 re f"), NULL,
	    0, false, &b, &e), 0);
	assert_int_equal(pdf_rewrite(STR("0 0 1 rg 0 0 1 1 re f"), NULL,
	    0, false, &b, &e), -1);
	buf_release(&b);
}

static void
own_profiles_are_profiles(void **state)
{
	struct icc_info i;
	struct buf	b;

	(void)state;
	buf_init(&b);
	icc_srgb(&b);
	assert_null(icc_read(buf_str(&b), &i));
	assert_string_equal(i.device, "mntr");
	assert_int_equal(i.components, 3);
	assert_true(b.len < 700);
	/* Cut anywhere, or with a byte more, it is none. */
	for (size_t n = 0; n < b.len; n++)
		assert_non_null(icc_read(str_sub(buf_str(&b), 0, n), &i));
	buf_putc(&b, 0);
	assert_non_null(icc_read(buf_str(&b), &i));
	buf_clear(&b);
	icc_gray(&b);
	assert_null(icc_read(buf_str(&b), &i));
	assert_string_equal(i.device, "prtr");
	assert_int_equal(i.components, 1);
	buf_release(&b);
}

static void
screen_file_is_none_for_the_press(void **state)
{
	struct pdf_opts	 o = { .kind = PDF_SCREEN };
	struct arena	 a;
	struct sources	 sources;
	struct diag_sink sink;
	struct error	 e;
	struct book	*book;
	struct frame	*f;
	struct buf	 b;

	(void)state;
	arena_init(&a);
	buf_init(&b);
	sources_init(&sources, &a);
	diag_init(&sink, &a, &sources);
	book = hand_book(&a);
	f = hand_frame(&a, book);
	if (f == NULL)
		skip();
	assert_int_equal(pdf_write(&a, book, f, &o, &sink, &b, &e), 0);
	assert_int_equal(pdf_press_check(buf_str(&b), false, &e), -1);
	assert_int_equal(pdf_press_check(str_sub(buf_str(&b), 0,
	    b.len / 2), false, &e), -1);
	buf_release(&b);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(content_is_rewritten),
		cmocka_unit_test(broken_contract_is_seen),
		cmocka_unit_test(press_content_has_one_ink),
		cmocka_unit_test(own_profiles_are_profiles),
		cmocka_unit_test(screen_file_is_none_for_the_press),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
