/*
 * Properties of the cleaner on random page streams: every character is
 * accounted for in one place, pieces and places tell the truth, the
 * output is valid UTF-8, and cleaning it again changes nothing.
 *
 * The seed is fixed; CLEAN_STREAMS in the environment sets how many
 * streams are made (10,000 for the full measure, fewer by default),
 * CLEAN_SEED begins elsewhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "octavo/buf.h"
#include "octavo/clean.h"

#include "streams.h"

static struct clean_doc *
clean_str(struct arena *a, struct str in, bool suspects, bool marks)
{
	struct clean_opts	opts = { .lang = STR("fr"),
				    .suspects = suspects, .places = true,
				    .page_marks = marks };
	struct sources		src;
	struct diag_sink	sink;
	struct error		e;
	struct clean_doc	*d = NULL;

	sources_init(&src, a);
	diag_init(&sink, a, &src);
	memset(&e, 0, sizeof(e));
	if (clean_witness(a, STR("random"), in, &opts, &sink, &d, &e) < 0 &&
	    e.kind != ERROR_LIMIT)
		fail_msg("%s", e.what);
	return d;
}

static void
check_account(const struct clean_doc *d)
{
	uint64_t total = 0;

	for (size_t i = 0; i < d->nsums; i++)
		total += d->sums[i].chars;
	assert_int_equal(d->residue, 0);
	assert_int_equal(total, d->chars);
	assert_int_equal(utf8_invalid(d->markdown), SIZE_MAX);
}

/* A piece is the same bytes in the witness and in the clean text; no two
 * pieces share a byte of either. */
static void
check_pieces(struct arena *a, const struct clean_doc *d)
{
	unsigned char *in = arena_alloc(a, d->text.n + 1);
	size_t	       end = 0;

	for (size_t i = 0; i < d->npieces; i++) {
		const struct clean_piece *p = &d->pieces[i];

		assert_true(p->out >= end);
		end = p->out + p->n;
		assert_true(end <= d->markdown.n);
		assert_true(p->in + p->n <= d->text.n);
		assert_memory_equal(d->markdown.p + p->out, d->text.p + p->in,
		    p->n);
		for (uint32_t k = 0; k < p->n; k++)
			assert_int_equal(in[p->in + k]++, 0);
	}
}

/* The places follow each other over the whole witness, and no two of
 * them claim a byte of the clean text. */
static void
check_places(struct arena *a, const struct clean_doc *d)
{
	unsigned char *out = ARENA_ARRAY(a, unsigned char, d->markdown.n + 1);
	size_t	       end = 0;
	uint64_t       chars = 0;

	for (size_t i = 0; i < d->nplaces; i++) {
		const struct clean_place *p = &d->places[i];
		const char		 *fate = d->sums[p->rule].fate;
		bool			  gone = *fate == 'r';

		assert_int_equal(p->in, end);
		end += p->n;
		chars += p->chars;
		assert_true(p->n > 0 && (p->len == 0) == gone);
		assert_true(p->out + p->len <= d->markdown.n);
		if (*fate == 'k' || *fate == 'm')
			assert_true(str_eq(str_sub(d->text, p->in, end),
			    str_sub(d->markdown, p->out, p->out + p->len)));
		for (uint32_t k = 0; k < p->len; k++)
			assert_int_equal(out[p->out + k]++, 0);
	}
	assert_int_equal(end, d->text.n);
	assert_int_equal(chars, d->chars);
}

static void
test_streams(void **state)
{
	const char *want = getenv("CLEAN_STREAMS");
	unsigned    n = want ? (unsigned)atoi(want) : 400;
	const char *from = getenv("CLEAN_SEED");
	uint64_t    seed = 0x0C7A7005EED0001u + (from ? (uint64_t)atoi(from) *
	    0x9E3779B97F4A7C15u : 0);
	struct buf  b;

	(void)state;
	buf_init(&b);
	for (unsigned i = 0; i < n; i++) {
		struct arena		 a;
		struct clean_doc	*d, *again;

		arena_init(&a);
		stream(&seed, &b);
		if ((d = clean_str(&a, buf_str(&b), i % 8 == 0, i % 3 ==
		    0)) != NULL) {
			check_account(d);
			check_pieces(&a, d);
			check_places(&a, d);
			if (d->markdown.n > 0) {
				again = clean_str(&a, d->markdown, false,
				    false);
				if (!str_eq(again->markdown, d->markdown)) {
					print_message("stream %u\n", i);
					if (getenv("CLEAN_SHOW"))
						printf("<<<%.*s>>>\n<<<%.*s"
						    ">>>\n<<<%.*s>>>\n",
						    STR_ARG(buf_str(&b)),
						    STR_ARG(d->markdown),
						    STR_ARG(again->markdown));
					if (!getenv("CLEAN_GO_ON"))
						fail_msg("not idempotent");
				}
			}
		}
		arena_release(&a);
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_streams) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
