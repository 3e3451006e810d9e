/*
 * Spacing accents beside their letters, which say themselves what they
 * are; and what letters and accents make of each other.
 */
#include <utf8proc.h>

#include "accents_int.h"

static const uint32_t combining[ACCENTS] = { 0x301, 0x300, 0x302, 0x308,
	0x327, 0x303 };

uint32_t
accent_bare(uint32_t cp)
{
	return cp < 0x80 ? cp : cp == 0x131 ? 'i' : cp_base(cp);
}

unsigned
accents_of(uint32_t cp)
{
	switch (cp_fold(accent_bare(cp))) {
	case 'a': return 1u << GRAVE | 1u << CIRC;
	case 'e': return 1u << ACUTE | 1u << GRAVE | 1u << CIRC | 1u << TREMA;
	case 'i': return 1u << CIRC | 1u << TREMA;
	case 'o': return 1u << CIRC;
	case 'u': return 1u << GRAVE | 1u << CIRC | 1u << TREMA;
	case 'c': return 1u << CEDILLA;
	default:  return 0;
	}
}

uint32_t
accented(uint32_t cp, enum accent a)
{
	utf8proc_int32_t buf[8] = { (utf8proc_int32_t)accent_bare(cp),
	    (utf8proc_int32_t)combining[a] };
	utf8proc_ssize_t n = utf8proc_normalize_utf32(buf, 2,
	    UTF8PROC_COMPOSE | UTF8PROC_STABLE);

	return n == 1 ? (uint32_t)buf[0] : cp;
}

static int
spacing(uint32_t cp)
{
	switch (cp) {
	case 0xB4: return ACUTE;
	case '`': return GRAVE;
	case '^': case 0x2C6: return CIRC;
	case 0xA8: return TREMA;
	case 0xB8: return CEDILLA;
	case 0x2DC: return TILDE;
	default: return -1;
	}
}

/* The caret of ^[1] and ^2 is none. */
static int
spacing_at(const struct cells *c, uint32_t i)
{
	uint32_t cp = c->cp[i];

	if (cp < 0x80 && cp != '`' && cp != '^')
		return -1;
	if (cp == '^' && i + 1 < c->n && (c->cp[i + 1] == '[' ||
	    cp_digit(c->cp[i + 1])))
		return -1;
	return spacing(cp);
}

static bool
takes(uint32_t cp, int a)
{
	return cp_letter(cp) && accented(cp, (enum accent)a) != cp &&
	    (accents_of(cp) >> a & 1 || a == TILDE || cp_fold(cp) == 'n');
}

static void
count_spacing(const struct cells *c, uint32_t *front, uint32_t *back)
{
	for (uint32_t i = 1; i + 1 < c->n; i++) {
		int a = spacing_at(c, i);
		bool f, b;

		if (a < 0)
			continue;
		f = takes(c->cp[i + 1], a);
		b = takes(c->cp[i - 1], a);
		*front += f && !b;
		*back += b && !f;
	}
}

void
clean_spacing_accents(struct work *w)
{
	struct cells *c = &w->c;
	uint32_t      front = 0, back = 0;

	count_spacing(c, &front, &back);
	if (front + back < 2)
		return;
	for (uint32_t i = 1; i + 1 < c->n; i++) {
		int	 a = spacing_at(c, i);
		uint32_t k = front >= back ? i + 1 : i - 1;

		if (a < 0 || cell_gone(c, i))
			continue;
		if (front >= back && c->cp[k] == ' ' && i + 2 < c->n &&
		    cp_letter(c->cp[i - 1]) && takes(c->cp[i + 2], a)) {
			cell_kill(c, k, R_ACCENT_SPACE);
			k++;
		}
		if (!takes(c->cp[k], a))
			k = front >= back ? i - 1 : i + 1;
		if (!takes(c->cp[k], a) || cell_gone(c, k))
			continue;
		cell_set(c, k, accented(c->cp[k], (enum accent)a), R_ACCENT);
		cell_kill(c, i, R_ACCENT_SIGN);
	}
}
