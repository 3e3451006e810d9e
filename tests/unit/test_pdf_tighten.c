/*
 * pdf/tighten: glyphs stay where cairo put them, to two thousandths of
 * their size; spaces may stand anywhere between their neighbours.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/tighten.h"

enum { MAX = 400 };

/* A reader of what was written: code and place of each glyph, all
 * glyphs of no width [of the font size]. */
struct pen {
	double x, tc, tw;
	int    n;
	char   code[MAX];
	double at[MAX];
};

static void
show(struct pen *p, const char **s)
{
	for ((*s)++; **s != ')'; (*s)++) {
		if (**s == '\\')
			(*s)++;
		p->code[p->n] = **s;
		p->at[p->n++] = p->x;
		p->x += p->tc + (**s == ' ' ? p->tw : 0);
	}
	(*s)++;
}

static void
read_back(struct pen *p, const char *s)
{
	char *end;

	while (*s != '\0') {
		double v;

		if (*s == '[') {
			for (s++; *s != ']'; ) {
				if (*s == '(') {
					show(p, &s);
					continue;
				}
				p->x -= strtod(s, &end) / 1000;
				assert_true(end > s);
				s = end;
			}
			assert_memory_equal(s, "]TJ\n", 4);
			s += 4;
			continue;
		}
		v = strtod(s, &end);
		assert_true(end > s);
		if (strncmp(end, " Tc\n", 4) == 0)
			p->tc = v;
		else
			p->tw = v;
		assert_true(strncmp(end, " Tc\n", 4) == 0 ||
		    strncmp(end, " Tw\n", 4) == 0);
		s = end + 4;
	}
}

/* A line as cairo tells it: kerns, spaced words, spaced letters. */
static size_t
random_line(char *out, size_t size, double letter, double word)
{
	static const char text[] = "les mots (de la) ligne \\ va et vient "
	    "sans qu'on sache";
	size_t n = 0;
	double want = 0, done = 0;

	out[n++] = '[';
	for (const char *c = text; *c != '\0'; c++) {
		int move;

		n += (size_t)snprintf(out + n, size - n,
		    strchr("()\\", *c) ? "(\\%c)" : "(%c)", *c);
		want += *c == ' ' ? word + letter : letter;
		if (rand() % 9 == 0)
			want += rand() % 60 - 30;
		move = (int)lround(want - done);
		done += move;
		if (move != 0)
			n += (size_t)snprintf(out + n, size - n, "%d",
			    -move);
	}
	out[n++] = ']';
	out[n] = '\0';
	return n;
}

static void
glyphs_stay_in_place(void **state)
{
	struct tighten t;
	size_t	       in = 0, told = 0;

	(void)state;
	memset(&t, 0, sizeof(t));
	srand(7);
	for (int i = 0; i < 2000; i++) {
		static char  line[4096];
		struct pen   a = { .tc = 0 }, b = { .tc = 0 };
		struct buf   o;

		in += random_line(line, sizeof(line), i % 3 ? 0 :
		    rand() % 80 / 10.0 - 4, rand() % 400 / 10.0 - 10);
		/* Before: as cairo tells it, without any spacing. */
		strcat(line, "TJ\n");
		read_back(&a, line);
		line[strlen(line) - 3] = '\0';
		b.tc = t.tc / 10000.0;
		b.tw = t.tw / 10000.0;
		t.pending = 0;
		buf_init(&o);
		tighten_text(&t, str_z(line), &o);
		told += o.len;
		read_back(&b, o.data);
		assert_int_equal(a.n, b.n);
		for (int k = 0; k < a.n; k++) {
			assert_int_equal(a.code[k], b.code[k]);
			if (a.code[k] != ' ')
				assert_true(fabs(a.at[k] - b.at[k]) <
				    0.0026);
		}
		/* The pen ends where it ended, but for what is pending. */
		assert_true(fabs(a.x - b.x - t.pending / 10000.0) < 0.0002);
		buf_release(&o);
	}
	assert_true(told < in / 2);
}

static void
actual_text_is_told_shorter(void **state)
{
	static const struct {
		const char *in, *out;	/* NULL: left alone */
	} t[] = {
		{ "<< /ActualText <feff006c2019e9> >>", NULL },
		{ "<< /ActualText <feff006c2019006500e9> >>",
		  "/Span<</ActualText(l\220e\351)>>BDC\n" },
		{ "<< /ActualText <feff> >>", "/Span<</ActualText()>>BDC\n" },
		{ "<< /ActualText <feff00280029005c> >>",
		  "/Span<</ActualText(\\(\\)\\\\)>>BDC\n" },
		{ "<< /ActualText <feff041f> >>", NULL },
		{ "<< /MCID 0 >>", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		struct buf b;

		buf_init(&b);
		assert_int_equal(tighten_actual(str_z(t[i].in), &b),
		    t[i].out != NULL);
		assert_string_equal(b.data, t[i].out ? t[i].out : "");
		buf_release(&b);
	}
}

/* Origins of lines, read back from Tm, Td, TL and T*. */
static void
lines_stay_in_place(void **state)
{
	struct tighten t;
	struct buf     b;
	double	       e = 0, f = 0, s = 1, tl = 0, d = -1, ye = 700;

	(void)state;
	memset(&t, 0, sizeof(t));
	buf_init(&b);
	tighten_begin(&t);
	for (int i = 0; i < 300; i++) {
		char	   n[6][24];
		struct str m[6];
		double	   x = 60.123456 + (i % 7 == 0 ? 11 : 0), v[6];
		char	   op[4];

		ye += 14.000003;
		snprintf(n[0], 24, "%.3f", 11 * (0.97 + i % 13 * 0.005));
		snprintf(n[3], 24, "-11");
		snprintf(n[4], 24, "%.6f", x);
		snprintf(n[5], 24, "%.6f", ye);
		strcpy(n[1], "0");
		strcpy(n[2], "0");
		for (int k = 0; k < 6; k++)
			m[k] = str_z(n[k]);
		buf_clear(&b);
		assert_true(tighten_matrix(&t, m, &b));
		for (char *p = strtok(b.data, "\n"); p != NULL;
		    p = strtok(NULL, "\n")) {
			if (sscanf(p, "%lf %lf %lf %lf %lf %lf %3s", v,
			    v + 1, v + 2, v + 3, v + 4, v + 5, op) == 7) {
				s = v[0], d = v[3], e = v[4], f = v[5];
			} else if (strcmp(p, "T*") == 0) {
				f -= tl * d;
			} else if (sscanf(p, "%lf %lf %3s", v, v + 1, op) ==
			    3) {
				e += v[0] * s, f += v[1] * d;
			} else {
				assert_int_equal(sscanf(p, "%lf %3s", v,
				    op), 2);
				if (strcmp(op, "TL") == 0)
					tl = v[0];
				else
					assert_string_equal(op, "Tz");
			}
		}
		assert_true(fabs(e - x) < 0.002 && fabs(f - ye) < 0.004);
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glyphs_stay_in_place),
		cmocka_unit_test(actual_text_is_told_shorter),
		cmocka_unit_test(lines_stay_in_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
