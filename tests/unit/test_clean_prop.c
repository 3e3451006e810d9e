/*
 * Properties of the cleaner on random page streams: every character is
 * accounted for, the pieces tell the truth, the output is valid UTF-8,
 * and cleaning it again changes nothing.
 *
 * The seed is fixed; CLEAN_STREAMS in the environment sets how many
 * streams are made (10,000 for the full measure, fewer by default).
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

static uint64_t
next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static unsigned
below(uint64_t *s, unsigned n)
{
	return (unsigned)(next(s) % n);
}

/* Words, signs and damage that pages are made of. */
static const char *const atoms[] = { "le ", "la ", "maison ", "mot ",
	"imprimeur ", "caractère", "révolution ", "composi", "tion ",
	"typographe. ", "Il ", "Elle ", "arriva ; ", "puis ", "plomb, ",
	"l'encre ", "qu'il ", "porte-", "plume ", "M. ", "1", "2", "3 ", "12",
	"(1) ", "(2) ", "[1] ", "^[1]", "[^1]", "[^2]: ", "* ", "*mot*", "'",
	"\"", "«\xC2\xA0", "\xC2\xA0»", "— ", "– ", "- ", "-", "\n", "\n",
	"\n", "\n\n", "\n\n", "\n\n\n", "\f", "\n\f", "\n ", "\n    ",
	"   ", "\t", "\r\n", "\xEF\xBF\xBD", "e\xEF\xBF\xBD", "a3", "e3 ",
	"A1 ", "\xC3\xAF/", "\xC3\x83\xC2\xA9", "e\xCC\x81", "\xCC\x80 ",
	"\xEF\xAC\x81", "\xC2\xAD\n", "\xE2\x80\x8B", "\x80", "\xC3", "\xFF",
	"TITRE\n", "\n\nCHAPITRE II\n\n", "\n12\n", "\n- 13 -\n",
	"\n* * *\n", "\n• • •\n", "____\n", "https://example.org/a\n",
	"[mot](#) ", "[mot](http://example.org) ", "XIX^e ", "# ", "\n## ",
	"\n> ", "::: ", "a) ", "b) ", "1. ", "D\n", ". ", "! ", "... ", "\\",
	"`", "_", "<b>", "&amp;", "\xC2\xB9", "\xC2\xB4" "e", "~", "\xC2\xB0",
	"αβγ ", "\xE2\x80\xA8", "=", "|", "==\n", "---\n", "\xEF\xBB\xBF" };

enum { NATOMS = sizeof(atoms) / sizeof(*atoms) };

static void
stream(uint64_t *s, struct buf *b)
{
	unsigned n = 1 + below(s, 240), page = 0;

	buf_clear(b);
	while (n-- > 0) {
		buf_puts(b, atoms[below(s, NATOMS)]);
		if (below(s, 60) == 0) {
			buf_printf(b, "\n\f%u", ++page);
			buf_puts(b, below(s, 2) ? "  LE LIVRE\n\n" : "\n\n");
		}
		if (below(s, 40) == 0)
			buf_printf(b, "\n%u Note du bas de page. ",
			    1 + below(s, 4));
	}
}

static struct clean_doc *
clean_str(struct arena *a, struct str in)
{
	struct clean_opts	opts = { STR("fr"), true };
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

static void
test_streams(void **state)
{
	const char *want = getenv("CLEAN_STREAMS");
	unsigned    n = want ? (unsigned)atoi(want) : 400;
	uint64_t    seed = 0x0C7A7005EED0001u;
	struct buf  b;

	(void)state;
	buf_init(&b);
	for (unsigned i = 0; i < n; i++) {
		struct arena		 a;
		struct clean_doc	*d, *again;

		arena_init(&a);
		stream(&seed, &b);
		if ((d = clean_str(&a, buf_str(&b))) != NULL) {
			check_account(d);
			check_pieces(&a, d);
			if (d->markdown.n > 0) {
				again = clean_str(&a, d->markdown);
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
