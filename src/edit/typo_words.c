/*
 * French rules that know words: spaces that do not break, superiors,
 * small capitals of centuries, ligatures.
 */
#include <string.h>

#include "typo.h"

/* A word of the line: [from, to). */
struct word {
	size_t from, to;
};

/* The word of letters and digits at i; empty when there is none. */
static struct word
word_at(const struct typo *t, size_t i)
{
	struct word w = { i, i };

	while (typo_is_word(typo_at(t, w.to)))
		w.to++;
	return w;
}

static bool
is_word_start(const struct typo *t, size_t i)
{
	return typo_is_word(typo_at(t, i)) &&
	    (i == 0 || !typo_is_word(typo_at(t, i - 1)));
}

static bool
same(const struct typo *t, size_t from, size_t to, const char *z)
{
	struct str s;
	size_t	   i = 0;

	if ((unsigned char)z[0] < 0x80 && typo_at(t, from) !=
	    (unsigned char)z[0])
		return false;
	s = str_z(z);
	for (; from < to; from++)
		if (i >= s.n || utf8_next(s, &i) != typo_at(t, from))
			return false;
	return i == s.n;
}

static bool
is_one_of(const struct typo *t, size_t from, size_t to,
    const char *const *list)
{
	for (; *list != NULL; list++)
		if (same(t, from, to, *list))
			return true;
	return false;
}

/* Words tied to what follows: with their point, if they have one. */
static const char *const before_name[] = { "M.", "MM.", "Mme", "Mmes",
    "Mlle", "Mlles", "Mgr", "Dr", "Me", "Mr", NULL };
static const char *const before_number[] = { "p.", "pp.", "t.", "vol.",
    "chap.", "art.", "fig.", "col.", "liv.", "livr.", "n°", "N°", "nº",
    "no", "nos", "§", "§§", "v.", "f.", "ff.", "pl.", "l.", NULL };
static const char *const after_number[] = { "%", "h", "min", "s", "F",
    "fr", "francs", "€", "$", "kg", "g", "m", "mm", "cm", "km", "l", "°",
    "‰", "roubles", NULL };

/* The run without spaces that ends before i. */
static size_t
run_before(const struct typo *t, size_t i)
{
	while (i > 0 && !typo_is_space(typo_at(t, i - 1)) &&
	    typo_at(t, i - 1) != '(' && typo_at(t, i - 1) != '[')
		i--;
	return i;
}

static size_t
run_after(const struct typo *t, size_t i)
{
	while (i < t->n && !typo_is_space(typo_at(t, i)) &&
	    typo_at(t, i) != ',' && typo_at(t, i) != ')' &&
	    typo_at(t, i) != ';' && typo_at(t, i) != CP_OBJECT &&
	    (typo_at(t, i) != '.' || typo_is_word(typo_at(t, i + 1))))
		i++;
	return i;
}

static bool
is_roman(uint32_t cp)
{
	return cp == 'I' || cp == 'V' || cp == 'X' || cp == 'L' ||
	    cp == 'C' || cp == 'D' || cp == 'M';
}

/* One capital and a point: an initial. */
static bool
is_initial(const struct typo *t, size_t from, size_t to)
{
	return to == from + 2 && cp_is_upper(typo_at(t, from)) &&
	    typo_at(t, from + 1) == '.';
}

/* Groups of three digits: 25 000. */
static bool
is_thousands(const struct typo *t, size_t i)
{
	return i > 0 && cp_is_digit(typo_at(t, i - 1)) &&
	    (i < 4 || !cp_is_digit(typo_at(t, i - 4))) &&
	    cp_is_digit(typo_at(t, i + 1)) &&
	    cp_is_digit(typo_at(t, i + 2)) &&
	    cp_is_digit(typo_at(t, i + 3)) &&
	    !typo_is_word(typo_at(t, i + 4));
}

/* The space that belongs at i, where a breaking one stands. */
static uint32_t
tie(const struct typo *t, size_t i)
{
	size_t	 from = run_before(t, i), to = run_after(t, i + 1);
	uint32_t next = typo_at(t, i + 1);

	if (is_thousands(t, i))
		return CP_NNBSP;
	if (cp_is_upper(next) && (is_one_of(t, from, i, before_name) ||
	    is_initial(t, from, i)))
		return CP_NBSP;
	if ((cp_is_digit(next) || is_roman(next)) &&
	    is_one_of(t, from, i, before_number))
		return CP_NBSP;
	if (i > 0 && cp_is_digit(typo_at(t, i - 1)) &&
	    is_one_of(t, i + 1, to, after_number))
		return CP_NBSP;
	if (i > 1 && typo_at(t, i - 1) == 'h' &&
	    cp_is_digit(next) && from + 1 < i &&
	    cp_is_digit(typo_at(t, from)))
		return CP_NBSP;
	if (same(t, from, i, "h") && cp_is_digit(next))
		return CP_NBSP;
	return ' ';
}

/* FR-S6: what must not be parted at the end of a line. */
void
fr_abbreviations(struct typo *t)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->in[i].cp == ' ' && !t->in[i].lock)
			typo_set(t, i, tie(t, i));
		else
			typo_put(t, t->in[i]);
}

static bool
has_flag(const struct typo *t, struct word w)
{
	for (size_t i = w.from; i < w.to; i++)
		if (t->in[i].sup || t->in[i].low || t->in[i].lock ||
		    t->in[i].mark != MARK_NONE)
			return true;
	return false;
}

static void
mark(struct typo *t, size_t from, size_t to, enum sign_mark m)
{
	for (size_t i = from; i < to; i++)
		t->in[i].mark = (uint8_t)m;
	if (from < to)
		t->changed = true;
}

/* Letters of a word before i that are digits, or Roman numerals. */
static size_t
numeral_end(const struct typo *t, struct word w, bool roman)
{
	size_t i = w.from;

	while (i < w.to && (roman ? is_roman(typo_at(t, i)) :
	    cp_is_digit(typo_at(t, i))))
		i++;
	return i;
}

/*
 * Does "siècle" follow, perhaps behind other numerals: XVIIe et XVIIIe
 * siècles?
 */
static bool
is_century(const struct typo *t, size_t i)
{
	static const char *const links[] = { "et", "ou", "au", "à", "du",
	    "e", "siècle", "siècles", "s", NULL };
	struct word w;

	for (int n = 0; n < 8 && i < t->n; n++) {
		while (i < t->n && (typo_is_space(typo_at(t, i)) ||
		    typo_at(t, i) == '-' || typo_at(t, i) == ',' ||
		    typo_at(t, i) == CP_ENDASH))
			i++;
		w = word_at(t, i);
		if (w.from == w.to)
			return false;
		if (same(t, w.from, w.to, "siècle") ||
		    same(t, w.from, w.to, "siècles") ||
		    (same(t, w.from, w.to, "s") && typo_at(t, w.to) == '.'))
			return true;
		if (!is_one_of(t, w.from, w.to, links) &&
		    numeral_end(t, w, true) + 1 != w.to &&
		    !t->in[w.from].low && t->in[w.from].mark == MARK_NONE)
			return false;
		i = w.to;
	}
	return false;
}

static const char *const ordinal_e[] = { "e", "es", NULL };
static const char *const ordinal_long[] = { "ème", "ième", "ème", "ieme",
    "eme", NULL };
static const char *const ordinal_one[] = { "er", "re", "ers", "res", NULL };

/* Ve, XIe, XLe, but not Le, Ce, De, Me. */
static bool
is_likely(const struct typo *t, size_t from, size_t to)
{
	uint32_t cp = typo_at(t, from);

	if (cp != 'I' && cp != 'V' && cp != 'X')
		return false;
	for (; from < to; from++)
		if (typo_at(t, from) == 'D' || typo_at(t, from) == 'M')
			return false;
	return true;
}

/* FR-L2: XIXe, a century or another ordinal. */
static bool
roman_ordinal(struct typo *t, struct word w)
{
	size_t i = numeral_end(t, w, true);

	if (i == w.from || i == w.to || !is_likely(t, w.from, i))
		return false;
	if (!is_one_of(t, i, w.to, ordinal_e) &&
	    !(i == w.from + 1 && typo_at(t, w.from) == 'I' &&
	    is_one_of(t, i, w.to, ordinal_one)))
		return false;
	for (size_t k = w.from; k < i; k++)
		if (t->in[k].lock || t->in[k].low)
			return false;
	if (t->in[i].lock)
		return false;
	if (i + 1 == w.to && is_century(t, w.to)) {
		for (size_t k = w.from; k < i; k++)
			t->in[k].cp = cp_lower(t->in[k].cp);
		mark(t, w.from, i, MARK_CENTURY);
	}
	if (!t->in[i].sup)
		mark(t, i, w.to, MARK_SUP);
	return true;
}

/* FR-L3: 1er, 2e; the editor's 2ème becomes 2e. */
static bool
figure_ordinal(struct typo *t, struct word w)
{
	size_t i = numeral_end(t, w, false);

	if (i == w.from || i == w.to || has_flag(t, w))
		return false;
	if (!is_one_of(t, i, w.to, ordinal_e) &&
	    !(i == w.from + 1 && typo_at(t, w.from) == '1' &&
	    is_one_of(t, i, w.to, ordinal_one)))
		return false;
	mark(t, i, w.to, MARK_SUP);
	return true;
}

/* FR-L4: abbreviations whose end is superior. */
static const struct {
	const char *word;
	size_t	    keep;	/* letters on the line */
} superior[] = {
	{ "Mme", 1 }, { "Mmes", 1 }, { "Mlle", 1 }, { "Mlles", 1 },
	{ "Mgr", 1 }, { "Mgrs", 1 },
};

static bool
abbreviation(struct typo *t, struct word w)
{
	if ((typo_at(t, w.from) != 'M' && typo_at(t, w.from) != 'D') ||
	    has_flag(t, w))
		return false;
	for (size_t i = 0; i < sizeof(superior) / sizeof(superior[0]); i++)
		if (same(t, w.from, w.to, superior[i].word)) {
			mark(t, w.from + superior[i].keep, w.to, MARK_SUP);
			return true;
		}
	if (same(t, w.from, w.to, "Dr") && typo_at(t, w.to) == CP_NBSP) {
		mark(t, w.from + 1, w.to, MARK_SUP);
		return true;
	}
	return false;
}

/* n° with a degree sign, before a number: n and a superior o. */
static bool
numero(struct typo *t, struct word w)
{
	uint32_t sign = typo_at(t, w.to);

	if (w.to != w.from + 1 || (typo_at(t, w.from) != 'n' &&
	    typo_at(t, w.from) != 'N') || (sign != 0x00B0 &&
	    sign != 0x00BA) || t->in[w.to].lock || t->in[w.to].sup ||
	    !typo_is_space(typo_at(t, w.to + 1)))
		return false;
	t->in[w.to].cp = 'o';
	mark(t, w.to, w.to + 1, MARK_SUP);
	return true;
}

void
fr_superiors(struct typo *t)
{
	struct word w;

	for (size_t i = 0; i < t->n; i++) {
		if (!is_word_start(t, i))
			continue;
		w = word_at(t, i);
		if (!roman_ordinal(t, w) && !figure_ordinal(t, w) &&
		    !abbreviation(t, w))
			(void)numero(t, w);
		i = w.to;
	}
	for (size_t i = 0; i < t->n; i++)
		typo_put(t, t->in[i]);
}

/* FR-L6: words that are always spelt with œ, by how they begin. */
static const char *const stems[] = { "coeur", "choeur", "soeur", "oeuvr",
    "oeil", "oeuf", "boeuf", "noeud", "voeu", "moeurs", "manoeuvr",
    "rancoeur", "écoeur", "foet", "oesoph", "oecum", "oedèm", "désoeuvr",
    "chef-d'oeuvre", "belle-soeur", "contrecoeur", "consoeur", NULL };

static bool
has_stem(const struct typo *t, struct word w)
{
	struct str s;
	size_t	   i, k;

	for (i = w.from; i + 1 < w.to; i++)
		if ((typo_at(t, i) | 0x20) == 'o' &&
		    (typo_at(t, i + 1) | 0x20) == 'e')
			break;
	if (i + 1 >= w.to)
		return false;	/* most words */
	for (const char *const *z = stems; *z != NULL; z++) {
		s = str_z(*z);
		for (i = 0, k = w.from; i < s.n && k < w.to; k++)
			if (utf8_next(s, &i) != cp_lower(typo_at(t, k)))
				break;
		if (i >= s.n && k <= w.to && (k == w.to ||
		    cp_lower(typo_at(t, k - 1)) ==
		    (unsigned char)s.p[s.n - 1]))
			return true;
	}
	return false;
}

void
fr_ligatures(struct typo *t)
{
	struct word w;

	for (size_t i = 0; i < t->n; i++) {
		if (!is_word_start(t, i) || t->in[i].lock) {
			typo_put(t, t->in[i]);
			continue;
		}
		w = word_at(t, i);
		bool ligature = has_stem(t, w);

		for (; i < w.to; i++) {
			uint32_t cp = typo_at(t, i);

			if (ligature && (cp == 'o' || cp == 'O') &&
			    i + 1 < w.to && cp_lower(typo_at(t, i + 1)) ==
			    'e') {
				typo_set(t, i++, cp == 'o' ? 0x0153 : 0x0152);
				t->changed = true;
				ligature = false;
			} else
				typo_put(t, t->in[i]);
		}
		i = w.to - 1;
	}
}

static bool
opens_sentence(const struct typo *t, size_t i)
{
	while (i > 0 && (typo_is_space(typo_at(t, i - 1)) ||
	    typo_at(t, i - 1) == CP_LAQUO || typo_at(t, i - 1) == CP_EMDASH))
		i--;
	return i == 0 || typo_at(t, i - 1) == '.' ||
	    typo_at(t, i - 1) == '!' || typo_at(t, i - 1) == '?';
}

/* What is only reported: the author may have meant it. */
void
fr_flags(struct typo *t)
{
	static const char *const bare[] = { "Etat", "Etats", "Eglise",
	    "Ecole", "Etat-major", "Egalité", "Emile", "Etienne", "Ca",
	    NULL };
	struct word w;
	size_t	    end;

	if (t->author || t->nitems < 2 || t->items[1].text->span.source == 0)
		return;		/* the ledger's matter, or our own text */
	for (size_t i = 0; i < t->n; i++) {
		if (!is_word_start(t, i) || t->in[i].lock)
			continue;
		w = word_at(t, i);
		end = numeral_end(t, w, false);
		if (is_one_of(t, w.from, w.to, bare))
			typo_flag(t, "FR-L1", i, "capital without accent");
		else if (same(t, w.from, w.to, "A") &&
		    typo_at(t, w.to) == ' ' && opens_sentence(t, i) &&
		    cp_is_lower(typo_at(t, w.to + 1)))
			typo_flag(t, "FR-L1", i, "A that may be À");
		else if (same(t, w.from, w.to, "Mr"))
			typo_flag(t, "FR-L4", i, "Mr: M. is French");
		else if (end > w.from && end < w.to &&
		    is_one_of(t, end, w.to, ordinal_long))
			typo_flag(t, "FR-L3", i, "2ème is written 2e");
		else if (end == w.to && w.to - w.from >= 5)
			typo_flag(t, "FR-S7", i, "thousands not parted");
		i = w.to;
	}
}
