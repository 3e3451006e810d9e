/*
 * Page labels: the folios of the page list as ranges of a number tree
 * (ISO 32000-1 §12.4.2).
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "finish_int.h"

struct label {
	const char *style;	/* "/D", "/r", "/R", or NULL: text alone */
	unsigned    value;
	const char *text;
};

static unsigned
digit_of(char c)
{
	static const struct { char c; unsigned v; } digits[] = {
		{ 'i', 1 }, { 'v', 5 }, { 'x', 10 }, { 'l', 50 },
		{ 'c', 100 }, { 'd', 500 }, { 'm', 1000 },
	};

	for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++)
		if (digits[i].c == c)
			return digits[i].v;
	return 0;
}

/* The value of a roman number in lower case, or 0. */
static unsigned
roman(const char *s, size_t n)
{
	unsigned sum = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned v = digit_of(s[i]);
		unsigned after = i + 1 < n ? digit_of(s[i + 1]) : 0;

		if (v == 0)
			return 0;
		if (v < after)
			sum -= v;
		else
			sum += v;
	}
	return sum;
}

static struct label
label_of(const char *s)
{
	struct label l = { NULL, 0, s ? s : "" };
	char	     low[16];
	size_t	     n = strlen(l.text), i;
	bool	     upper = n > 0 && isupper((unsigned char)l.text[0]);

	if (n == 0 || n >= sizeof(low))
		return l;
	if (strspn(l.text, "0123456789") == n && l.text[0] != '0') {
		l.style = "/D";
		l.value = (unsigned)strtoul(l.text, NULL, 10);
		return l;
	}
	for (i = 0; i < n; i++) {
		if ((bool)isupper((unsigned char)l.text[i]) != upper)
			return l;
		low[i] = (char)tolower((unsigned char)l.text[i]);
	}
	l.value = roman(low, n);
	if (l.value > 0)
		l.style = upper ? "/R" : "/r";
	return l;
}

static bool
goes_on(struct label a, struct label b)
{
	return a.style != NULL && b.style != NULL &&
	    strcmp(a.style, b.style) == 0 && b.value == a.value + 1;
}

void
labels_write(struct finish *f, struct buf *b)
{
	const struct frame *fr = f->plan->frame;
	struct label	    before = { NULL, 0, "" }, l;

	buf_puts(b, "/PageLabels<</Nums[");
	for (uint32_t i = 0; i < fr->npages; i++) {
		l = label_of(fr->pages[i].label);
		if (i > 0 && goes_on(before, l)) {
			before = l;
			continue;
		}
		put_int(b, i);
		buf_puts(b, "<<");
		if (l.style != NULL) {
			buf_printf(b, "/S%s", l.style);
			if (l.value != 1)
				buf_printf(b, "/St %u", l.value);
		} else {
			buf_puts(b, "/P");
			put_text(b, str_z(l.text));
		}
		buf_puts(b, ">>");
		before = l;
	}
	buf_puts(b, "]>>");
}
