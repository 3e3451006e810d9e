/*
 * Hints: words that exist but cannot stand where they stand.  Few and
 * safe: a comma behind an article, a present after an auxiliary, a
 * single letter that is no word.
 */
#include <string.h>

#include "suspects_int.h"

static bool
in_list(const char *word, const char *list)
{
	char   key[100];
	size_t n = strlen(word);

	if (n == 0 || n > 90)
		return false;
	key[0] = ' ';
	memcpy(key + 1, word, n);
	key[n + 1] = ' ';
	key[n + 2] = '\0';
	return strstr(list, key) != NULL;
}

static const char have[] = " ai as a avons avez ont avais avait avions aviez "
    "avaient aura aurai auront aurait auraient eut eurent ait aient ayant ";

static const char adverbs[] = " pas plus jamais point bien mal trop peu "
    "déjà encore toujours longtemps souvent tout rien beaucoup assez même "
    "aussi ainsi enfin alors donc été ";

static const char letters[] = " a à y ô l d j m t s n c b e f g h i k o p q "
    "r u v w x z ";

/* "le, maison": nobody writes it. */
static int
comma_after_article(const struct tokens *t, size_t i)
{
	char a[96];

	if (i + 1 >= t->n || t->list[i + 1].sep != SEP_COMMA ||
	    t->list[i].upper || t->text.p[t->list[i].end] != ',')
		return 0;
	token_folded(t, i, a);
	return in_list(a, " le la les un une des du au aux ce cet cette mon "
	    "ma mes ses sa ") && t->list[i].sep != SEP_HYPHEN &&
	    t->list[i].sep != SEP_APOS ? 700 : 0;
}

static const char passive[] = " fut furent fût est sont était étaient été "
    "être soit soient sera seront serait avait avaient a ont eut avoir ayant "
    "étant ";

static bool
participle(const char *a)
{
	size_t n = strlen(a);

	return n > 4 && (strcmp(a + n - 2, "é") == 0 ||
	    (n > 5 && (strcmp(a + n - 3, "és") == 0 ||
	    strcmp(a + n - 3, "ée") == 0 || (n > 6 && strcmp(a + n - 4,
	    "ées") == 0))));
}

/* "fut, confiée" */
static int
comma_in_verb(const struct tokens *t, size_t i)
{
	char a[96], b[96];

	if (i + 1 >= t->n || t->list[i + 1].sep != SEP_COMMA ||
	    t->text.p[t->list[i].end] != ',')
		return 0;
	token_folded(t, i, a);
	token_folded(t, i + 1, b);
	return in_list(a, passive) && participle(b) ? 640 : 0;
}

/* "a longtemps cherche": the accent of the participle is gone. */
static int
bare_participle(struct work *w, const struct tokens *t, size_t i,
    struct candidate *c)
{
	char	 a[96];
	uint32_t ch[TOKEN_MAX];
	size_t	 n, k = i;

	if (i == 0 || t->list[i].upper || t->list[i].sep != SEP_SPACE)
		return 0;
	n = token_letters(t, i, ch);
	if (n < 5 || n > 30 || ch[n - 1] != 'e')
		return 0;
	do
		token_folded(t, --k, a);
	while (k > 0 && i - k < 3 && t->list[k].sep == SEP_SPACE &&
	    in_list(a, adverbs));
	if (!in_list(a, have) || (strcmp(a, "a") == 0 && t->list[k].upper))
		return 0;
	if (word_common(ch, n) || dict_noun(work_dict(w), ch, n))
		return 0;
	ch[n] = 'r';			/* of the first conjugation? */
	if (!dict_has(work_dict(w), ch, n + 1))
		return 0;
	ch[n - 1] = 0xE9;
	memcpy(c->ch, ch, n * sizeof(*ch));
	c->n = n;
	return 720;
}

/* "les maison" is too often right to be told; "e t" is not. */
static int
lone_letter(const struct tokens *t, size_t i)
{
	char a[96];

	if (t->list[i].n != 1 || t->list[i].upper)
		return 0;
	token_folded(t, i, a);
	if (!in_list(a, letters))
		return 600;
	if (strcmp(a, "a") == 0 || strcmp(a, "à") == 0 ||
	    strcmp(a, "y") == 0 || strcmp(a, "ô") == 0)
		return 0;
	if (t->list[i].end < t->text.n) {
		char next = t->text.p[t->list[i].end];

		if (next == '\'' || next == '.' || next == ')' ||
		    next == '*' || next == '-' || (unsigned char)next >= 0x80)
			return 0;
	}
	if (t->list[i].at > 0 && t->text.p[t->list[i].at - 1] != ' ')
		return 0;
	if (t->list[i].at > 1 && t->list[i].sep != SEP_SPACE)
		return 0;
	return 620;
}

static const char plurals[] = " des ces aux mes tes ses nos vos plusieurs "
    "quelques ";
static const char unchanged[] = " deux trois quatre cinq sept huit neuf onze "
    "douze treize quatorze quinze seize vingt trente quarante cinquante "
    "soixante cent mille plus moins tout presque très bien environ autre "
    "quelque contre demi ";

/* "des réforme": the sign of the plural is gone. */
static int
singular(struct work *w, const struct tokens *t, size_t i,
    struct candidate *c)
{
	char	 a[96];
	uint32_t ch[TOKEN_MAX];
	size_t	 n;

	if (i == 0 || t->list[i].upper || t->list[i].sep != SEP_SPACE)
		return 0;
	token_folded(t, i - 1, a);
	n = token_letters(t, i, ch);
	if (!in_list(a, plurals) || n < 4 || n > TOKEN_MAX - 2 ||
	    ch[n - 1] == 's' || ch[n - 1] == 'x' || ch[n - 1] == 'z')
		return 0;
	token_folded(t, i, a);
	if (in_list(a, unchanged) || (t->list[i].end < t->text.n &&
	    t->text.p[t->list[i].end] == '-'))
		return 0;
	ch[n] = 's';
	if (!dict_has(work_dict(w), ch, n + 1))
		return 0;
	memcpy(c->ch, ch, (n + 1) * sizeof(*ch));
	c->n = n + 1;
	return 560;
}

/* "commence a parler", "il à été" */
static int
bare_preposition(struct work *w, const struct tokens *t, size_t i,
    struct candidate *c)
{
	char	 a[96];
	uint32_t ch[TOKEN_MAX];
	size_t	 n;

	if (t->list[i].n != 1 || t->list[i].upper || i + 1 >= t->n ||
	    t->list[i + 1].sep != SEP_SPACE)
		return 0;
	token_folded(t, i, a);
	n = token_letters(t, i + 1, ch);
	if (strcmp(a, "a") == 0 && n > 3 && (ch[n - 1] == 'r' ||
	    (ch[n - 2] == 'r' && ch[n - 1] == 'e')) && cp_vowel(ch[n - 2]) &&
	    ch[n - 2] == 'e' && dict_has(work_dict(w), ch, n)) {
		c->ch[0] = 0xE0;
		c->n = 1;
		return 640;
	}
	if (strcmp(a, "à") != 0)
		return 0;
	token_folded(t, i + 1, a);
	if (!in_list(a, " été eu pu dû "))
		return 0;
	c->ch[0] = 'a';
	c->n = 1;
	return 680;
}

int
hint(struct work *w, const struct tokens *t, size_t i, struct candidate *c)
{
	int x;

	if ((x = lone_letter(t, i)) > 0 ||
	    (x = comma_after_article(t, i)) > 0 ||
	    (x = comma_in_verb(t, i)) > 0 ||
	    (x = bare_participle(w, t, i, c)) > 0 ||
	    (x = singular(w, t, i, c)) > 0 ||
	    (x = bare_preposition(w, t, i, c)) > 0)
		return x;
	candidate_in_place(t, i, c);
	return c->worth > 0 ? 480 + 6 * c->worth : 0;
}
