/*
 * French rules: spaces, quotation marks, dashes, ellipsis, apostrophes.
 * Numbers of the rules: the table at the end.
 */
#include "typo.h"

/* FR-G1: ' is ’ in or before a word. */
void
typo_apostrophes(struct typo *t)
{
	uint32_t cp, before, after;

	for (size_t i = 0; i < t->n; i++) {
		cp = t->in[i].cp;
		before = i > 0 ? typo_at(t, i - 1) : 0;
		after = typo_at(t, i + 1);
		if (!t->in[i].lock && (cp == '\'' || cp == 0x02BC ||
		    ((cp == 0x2018 || cp == 0x00B4 || cp == '`') &&
		    cp_is_letter(before) && cp_is_letter(after))) &&
		    (cp_is_letter(before) || cp_is_letter(after)))
			typo_set(t, i, CP_APOS);
		else
			typo_put(t, t->in[i]);
	}
}

/* FR-G5: three points, also ". . .", are one sign; a line's end parts
 * them. */
void
typo_ellipsis(struct typo *t)
{
	size_t n, k;

	for (size_t i = 0; i < t->n; i++) {
		n = 0;
		k = i;
		while (n < 3 && typo_at(t, k) == '.' && !t->in[k].lock) {
			n++;
			k++;
			if (n < 3 && typo_is_space(typo_at(t, k)) &&
			    typo_at(t, k) != '\n' &&
			    typo_at(t, k + 1) == '.')
				k++;
		}
		if (n == 3 && typo_at(t, k) != '.') {
			typo_set(t, i, CP_ELLIPSIS);
			i = k - 1;
		} else if (n == 3) {	/* leaders: as they are */
			while (typo_at(t, i) == '.')
				typo_put(t, t->in[i++]);
			i--;
		} else
			typo_put(t, t->in[i]);
	}
}

static bool
opens(uint32_t before, uint32_t after)
{
	static const uint32_t closing[] = { CP_RAQUO, 0x201D, ')', ']', '.',
	    ',', ';', ':', '!', '?' };

	if (after == 0 || typo_is_space(after))
		return false;
	for (size_t i = 0; i < sizeof(closing) / sizeof(closing[0]); i++)
		if (after == closing[i])
			return false;
	return before == 0 || typo_is_space(before) || before == '(' ||
	    before == '[' || before == CP_LAQUO || before == 0x201C ||
	    before == CP_APOS || before == '\'' || before == CP_EMDASH ||
	    before == CP_ENDASH;
}

/* Is this one of the marks of the outer or inner kind that need care? */
static bool
is_quote(uint32_t cp)
{
	return cp == '"' || cp == 0x201C || cp == 0x201D || cp == 0x201E ||
	    cp == CP_LAQUO || cp == CP_RAQUO;
}

/* A mark between spaces, or l'" word ": its sides tell nothing. */
static bool
is_loose(const struct typo *t, size_t i)
{
	uint32_t before = i > 0 ? typo_at(t, i - 1) : 0;
	uint32_t after = typo_at(t, i + 1);

	return (before == 0 || typo_is_space(before) || before == '\'' ||
	    before == CP_APOS) && (after == 0 || typo_is_space(after));
}

/*
 * Does the mark i open, at this depth of a block whose own words lie at
 * depth low?
 */
static bool
quote_opens(const struct typo *t, size_t i, size_t depth, size_t low)
{
	uint32_t cp = t->in[i].cp;

	if (cp != '"')
		return cp == CP_LAQUO || cp == 0x201E || cp == 0x201C;
	if (is_loose(t, i))
		return i == 0 || (depth <= low && i + 1 < t->n);
	return opens(i > 0 ? typo_at(t, i - 1) : 0, typo_at(t, i + 1));
}

/*
 * How deep the own words of a block lie.  1 when the block goes on with
 * a quotation of several paragraphs, which opens each of them and closes
 * only the last: its marks are odd in number, or read from 0 one closes
 * what is not open.
 */
static size_t
ground(const struct typo *t)
{
	size_t n = 0, depth = 0;

	if (t->n == 0 || !is_quote(t->in[0].cp))
		return 0;
	for (size_t i = 0; i < t->n; i++) {
		if (t->in[i].lock || !is_quote(t->in[i].cp))
			continue;
		n++;
		if (quote_opens(t, i, depth, 0))
			depth++;
		else if (depth-- == 0)
			return 1;
	}
	return n % 2;
}

/* Writes the mark i as cp; “ ” have no space inside. */
static void
put_quote(struct typo *t, size_t *i, uint32_t cp)
{
	size_t at = *i;

	if (t->in[at].cp != cp && cp == 0x201D)
		while (typo_last(t) != NULL && typo_last(t)->cp == ' ')
			t->nout--;
	typo_set(t, at, cp);
	if (t->in[at].cp != cp && cp == 0x201C)
		while (typo_at(t, *i + 1) == ' ')
			++*i;
}

/*
 * FR-G2: « » outside, “ ” inside.  A stack of two tells which pair a
 * typewriter mark belongs to; a pair that is right already stays.
 */
static void
fr_quotes(struct typo *t)
{
	uint32_t stack[8], cp;
	size_t	 depth = 0, low = ground(t);

	for (size_t i = 0; i < t->n; i++) {
		cp = t->in[i].cp;
		if (t->in[i].lock || !is_quote(cp)) {
			typo_put(t, t->in[i]);
			continue;
		}
		if (quote_opens(t, i, depth, low)) {
			if (cp != CP_LAQUO)
				cp = depth == 0 ? CP_LAQUO : 0x201C;
			if (depth < 8)
				stack[depth++] = cp;
		} else if (depth > 0) {
			if (cp != CP_RAQUO)
				cp = stack[depth - 1] == CP_LAQUO ?
				    CP_RAQUO : 0x201D;
			depth--;
		} else
			cp = CP_RAQUO;
		put_quote(t, &i, cp);
	}
}

/* << and >> are typed for « and ». */
static void
fr_chevrons(struct typo *t)
{
	for (size_t i = 0; i < t->n; i++) {
		uint32_t cp = t->in[i].cp;

		if (!t->in[i].lock && (cp == '<' || cp == '>') &&
		    typo_at(t, i + 1) == cp) {
			typo_set(t, i++, cp == '<' ? CP_LAQUO : CP_RAQUO);
			t->changed = true;
		} else
			typo_put(t, t->in[i]);
	}
}

static bool
is_dash(uint32_t cp)
{
	return cp == '-' || cp == CP_ENDASH || cp == CP_EMDASH ||
	    cp == 0x2015;
}

/* Length of a dash at i that stands for a pause; 0 when it is none. */
static size_t
pause_at(const struct typo *t, size_t i)
{
	uint32_t cp = typo_at(t, i);
	uint32_t before = i > 0 ? typo_at(t, i - 1) : '\n';
	size_t	 n = 1;

	if (!is_dash(cp) || t->in[i].lock)
		return 0;
	while (cp == '-' && n <= 3 && typo_at(t, i + n) == '-')
		n++;
	if (n > 3)
		return 0;	/* leaders */
	if (!typo_is_space(before) && before != CP_LAQUO)
		return 0;
	if (typo_is_space(typo_at(t, i + n)) ||
	    typo_at(t, i + n) == CP_RAQUO)
		return n;
	if (!typo_is_word(typo_at(t, i + n)) && !is_quote(typo_at(t, i + n)))
		return 0;
	return n > 1 || ((i == 0 || before == '\n') && cp != '-') ?
	    n : 0;
}

/* Is the pause at i between two numbers: 10 - 12? */
static bool
is_range(const struct typo *t, size_t i, size_t n)
{
	return i >= 2 && typo_is_space(typo_at(t, i - 1)) &&
	    typo_is_space(typo_at(t, i + n)) &&
	    cp_is_digit(typo_at(t, i - 2)) &&
	    cp_is_digit(typo_at(t, i + n + 1));
}

static bool
ends_sentence(const struct typo *t, size_t i)
{
	uint32_t cp = typo_at(t, i);

	return (cp == '.' || cp == '!' || cp == '?') &&
	    typo_is_space(typo_at(t, i + 1)) &&
	    cp_is_upper(typo_at(t, i + 2));
}

/* Is there another pause in the sentence behind i? */
static bool
has_partner(const struct typo *t, size_t i)
{
	for (; i < t->n && typo_at(t, i) != '\n'; i++) {
		size_t n = pause_at(t, i);

		if (n > 0 && !is_range(t, i, n))
			return true;
		if (ends_sentence(t, i))
			return false;
	}
	return false;
}

static void
put_space(struct typo *t, uint32_t cp, const struct sign *like)
{
	struct sign *last = typo_last(t);

	if (last != NULL && typo_is_space(last->cp) && last->item != 0) {
		if (last->cp != cp)
			t->changed = true;
		last->cp = cp;
	} else
		typo_put_cp(t, cp, like);
}

/* In a heading, a dash behind a number parts it from the title. */
static bool
is_number_of_title(const struct typo *t, size_t i)
{
	return t->kind == NODE_HEADING && i >= 2 && i <= 6 &&
	    typo_is_space(typo_at(t, i - 1)) &&
	    (cp_is_digit(typo_at(t, i - 2)) ||
	    cp_is_upper(typo_at(t, i - 2)));
}

/*
 * FR-G3: a dash that opens a paragraph opens a speech: — and a space
 * that does not break.  FR-G4: a pair of dashes is tied to what it
 * holds: " –~…~– ".  What is unpaired opens.
 */
static void
fr_dashes(struct typo *t)
{
	bool	 inside = false, paired, first;
	size_t	 n;
	uint32_t cp;

	for (size_t i = 0; i < t->n; i++) {
		n = pause_at(t, i);
		if (n == 0 || is_range(t, i, n)) {
			if (ends_sentence(t, i))
				inside = false;
			typo_put(t, t->in[i]);
			continue;
		}
		first = i == 0 || typo_at(t, i - 1) == '\n';
		inside = inside && !first;
		cp = first || t->in[i].cp == CP_EMDASH ? CP_EMDASH :
		    CP_ENDASH;
		paired = !first && (inside || has_partner(t, i + n));
		if (is_number_of_title(t, i) && !paired)
			inside = paired = true;	/* "1~– The title" */
		if (!first)
			put_space(t, inside ? CP_NBSP : ' ', &t->in[i]);
		typo_set(t, i, cp);
		if (n > 1)
			t->changed = true;
		i += n - 1;
		while (typo_is_space(typo_at(t, i + 1)) &&
		    typo_at(t, i + 1) != '\n')
			i++;
		if (i + 1 < t->n && typo_at(t, i + 1) != '\n')
			typo_put_cp(t, inside ? ' ' : CP_NBSP,
			    typo_last(t));
		inside = paired && !inside;
	}
}

/* Runs of spaces are one; none at the ends of a line. */
void
typo_spaces(struct typo *t)
{
	struct sign	*last;
	size_t		 k;
	uint32_t	 cp;

	for (size_t i = 0; i < t->n; i++) {
		cp = t->in[i].cp;
		if (!typo_is_space(cp) || cp == '\n' || t->in[i].lock) {
			typo_put(t, t->in[i]);
			continue;
		}
		for (k = i + 1; typo_is_space(typo_at(t, k)) &&
		    typo_at(t, k) != '\n' && typo_at(t, k) != 0; k++)
			if (typo_at(t, k) != ' ')
				cp = typo_at(t, k);
		last = typo_last(t);
		if (last == NULL || last->cp == '\n' || k >= t->n ||
		    typo_at(t, k) == '\n')
			t->changed = true;
		else
			typo_set(t, i, cp == '\t' ? ' ' : cp);
		if (k > i + 1)
			t->changed = true;
		i = k - 1;
	}
}

static bool
is_tight(const struct typo *t, uint32_t last, size_t i)
{
	uint32_t cp = typo_at(t, i), next = typo_at(t, i + 1);

	if (last == '(' || last == '[' || cp == ')' || cp == ']')
		return true;
	return (cp == ',' || cp == '.') && (next == 0 ||
	    typo_is_space(next) || next == CP_RAQUO || next == CP_OBJECT) &&
	    !is_dash(last) && last != CP_LAQUO && last != 0x201C &&
	    last != '.' && last != CP_ELLIPSIS && last != '\n';
}

static bool
is_blank(const struct typo *t, size_t i)
{
	return typo_is_space(t->in[i].cp) && t->in[i].cp != '\n';
}

/* FR-S4: nothing behind ( [ nor before ) ] , . */
static void
fr_tight(struct typo *t)
{
	struct sign *last;
	size_t	     end = 0;

	for (size_t i = 0; i < t->n; i++) {
		last = typo_last(t);
		/* A run of spaces goes whole, or the next time would take
		 * another of it. */
		for (end = end > i ? end : i + 1; end < t->n &&
		    is_blank(t, end); end++)
			continue;
		if (is_blank(t, i) && !t->in[i].lock && last != NULL &&
		    is_tight(t, last->cp, end))
			t->changed = true;
		else
			typo_put(t, t->in[i]);
	}
}

/* May a sign of the high punctuation take a space behind this? */
static bool
takes_space(uint32_t before)
{
	return typo_is_word(before) || before == CP_RAQUO ||
	    before == CP_OBJECT || before == CP_CODE || before == ')' ||
	    before == ']' || before == 0x201D || before == CP_APOS ||
	    before == '%' || before == 0x00B0 || before == '*';
}

/* FR-S5: is this sign part of 10:55, a:b, page?x? */
static bool
is_inside_token(const struct typo *t, size_t i)
{
	return i > 0 && typo_is_word(typo_at(t, i - 1)) &&
	    typo_is_word(typo_at(t, i + 1));
}

static uint32_t
space_before(uint32_t cp)
{
	if (cp == ';' || cp == '!' || cp == '?')
		return CP_NNBSP;
	return cp == ':' ? CP_NBSP : 0;
}

/* FR-S1, FR-S2: fine before ; ! ?, a fixed space before the colon. */
static void
fr_high(struct typo *t)
{
	struct sign	*last;
	uint32_t	 space;

	for (size_t i = 0; i < t->n; i++) {
		space = t->in[i].lock ? 0 : space_before(t->in[i].cp);
		last = typo_last(t);
		if (space == 0 || last == NULL || is_inside_token(t, i)) {
			typo_put(t, t->in[i]);
			continue;
		}
		if (typo_is_space(last->cp) && last->cp != '\n')
			put_space(t, space, &t->in[i]);
		else if (takes_space(last->cp))
			typo_put_cp(t, space, &t->in[i]);
		typo_put(t, t->in[i]);
	}
}

/* FR-S3: a fixed space inside « ». */
static void
fr_guillemets(struct typo *t)
{
	struct sign *last;

	for (size_t i = 0; i < t->n; i++) {
		last = typo_last(t);
		if (t->in[i].lock) {
			typo_put(t, t->in[i]);
		} else if (t->in[i].cp == CP_RAQUO && last != NULL &&
		    last->cp != '\n' && last->cp != '(' &&
		    last->cp != '[') {
			put_space(t, CP_NBSP, &t->in[i]);
			typo_put(t, t->in[i]);
			if (typo_is_word(typo_at(t, i + 1)))
				typo_put_cp(t, ' ', &t->in[i]);
		} else if (t->in[i].cp == CP_LAQUO) {
			if (last != NULL && typo_is_word(last->cp))
				typo_put_cp(t, ' ', &t->in[i]);
			typo_put(t, t->in[i]);
			while (typo_is_space(typo_at(t, i + 1)) &&
			    typo_at(t, i + 1) != '\n')
				i++;
			if (i + 1 < t->n && typo_at(t, i + 1) != ')' &&
			    typo_at(t, i + 1) != ']')
				typo_put_cp(t, CP_NBSP, typo_last(t));
		} else
			typo_put(t, t->in[i]);
	}
}

const struct rule typo_french[] = {
	{ "FR-S0", RULE_FIX, typo_spaces, 0 },
	{ "FR-G5", RULE_FIX, typo_ellipsis, NEEDS_DOTS },
	{ "FR-G1", RULE_FIX, typo_apostrophes, NEEDS_APOS },
	{ "FR-G2", RULE_FIX, fr_chevrons, NEEDS_ANGLE },
	{ "FR-G2", RULE_FIX, fr_quotes, NEEDS_QUOTE },
	{ "FR-S4", RULE_FIX, fr_tight, 0 },
	{ "FR-G3/G4", RULE_HOUSE, fr_dashes, NEEDS_DASH },
	{ "FR-S1/S2", RULE_FIX, fr_high, NEEDS_HIGH },
	{ "FR-S3", RULE_FIX, fr_guillemets, NEEDS_QUOTE },
	{ "FR-L6", RULE_FIX, fr_ligatures, NEEDS_OE },
	{ "FR-S6", RULE_FIX, fr_abbreviations, 0 },
	{ "FR-L2/L4", RULE_FIX, fr_superiors, 0 },
	{ "FR-L1/L4", RULE_FLAG, fr_flags, 0 },
	{ NULL, RULE_FIX, NULL, 0 }
};
