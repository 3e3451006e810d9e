#include <string.h>

#include "barcode.h"

/* Seven modules a digit: set A; set C is its complement, set B set C
 * backwards (ISO/IEC 15420 table 1). */
static const unsigned char set_a[10] = { 0x0D, 0x19, 0x13, 0x3D, 0x23,
    0x31, 0x2F, 0x3B, 0x37, 0x0B };

/* Which of the six left digits are of set B tells the first digit. */
static const unsigned char parity[10] = { 0x00, 0x0B, 0x0D, 0x0E, 0x13,
    0x19, 0x1C, 0x15, 0x16, 0x1A };

static int
check_digit(const char *d)
{
	int sum = 0;

	for (int i = 0; i < 12; i++)
		sum += (d[i] - '0') * (i % 2 ? 3 : 1);
	return (10 - sum % 10) % 10;
}

static bool
isbn10_holds(const char *d)
{
	int sum = 0;

	for (int i = 0; i < 10; i++)
		sum += (d[i] == 'X' ? 10 : d[i] - '0') * (10 - i);
	return sum % 11 == 0;
}

bool
ean_of_isbn(struct str isbn, char out[14])
{
	char   d[16];
	size_t n = 0;

	for (size_t i = 0; i < isbn.n; i++) {
		char c = isbn.p[i];

		if (c == '-' || c == ' ')
			continue;
		if (c == 'x')
			c = 'X';
		if (n == 13 || !((c >= '0' && c <= '9') ||
		    (c == 'X' && n == 9)))
			return false;
		d[n++] = c;
	}
	if (n == 10 && isbn10_holds(d)) {
		memcpy(out, "978", 3);
		memcpy(out + 3, d, 9);
		out[12] = (char)('0' + check_digit(out));
	} else if (n == 13 && memchr(d, 'X', 13) == NULL &&
	    (memcmp(d, "978", 3) == 0 || memcmp(d, "979", 3) == 0) &&
	    d[12] == '0' + check_digit(d)) {
		memcpy(out, d, 13);
	} else {
		return false;
	}
	out[13] = '\0';
	return true;
}

static unsigned
backwards(unsigned v)
{
	unsigned r = 0;

	for (int i = 0; i < 7; i++)
		r = r << 1 | (v >> i & 1);
	return r;
}

static size_t
put(bool *out, size_t at, unsigned bits, int n)
{
	for (int i = n - 1; i >= 0; i--)
		out[at++] = (bits >> i & 1) != 0;
	return at;
}

void
ean_modules(const char digits[14], bool out[EAN_MODULES])
{
	unsigned p = parity[digits[0] - '0'];
	size_t	 at = put(out, 0, 0x5, 3);

	for (int i = 1; i <= 6; i++) {
		unsigned a = set_a[digits[i] - '0'];

		at = put(out, at, p >> (6 - i) & 1 ? backwards(~a & 0x7F) :
		    a, 7);
	}
	at = put(out, at, 0x0A, 5);
	for (int i = 7; i <= 12; i++)
		at = put(out, at, ~set_a[digits[i] - '0'] & 0x7Fu, 7);
	(void)put(out, at, 0x5, 3);
}

static bool
is_guard(int module)
{
	return module < 3 || module >= 92 || (module >= 45 && module < 50);
}

uint32_t
ean_bars(const char digits[14], sp x, sp y,
    struct frame_rule out[EAN_MAX_BARS])
{
	bool	 m[EAN_MODULES];
	uint32_t n = 0;

	ean_modules(digits, m);
	for (int i = 0; i < EAN_MODULES; i++) {
		int first = i;

		if (!m[i])
			continue;
		while (i + 1 < EAN_MODULES && m[i + 1])
			i++;
		out[n++] = (struct frame_rule){ x + first * EAN_MODULE, y,
		    (i + 1 - first) * EAN_MODULE, EAN_HEIGHT +
		    (is_guard(first) ? 5 * EAN_MODULE : 0),
		    ARTIFACT_RULE, 0 };
	}
	return n;
}
