/*
 * FR-G6 and FR-G7: the call of a note is tied to the word, before the
 * punctuation and before the closing quotation mark.
 */
#include "edit_int.h"
#include "typo.h"

static bool
is_passed(uint32_t cp)
{
	return cp == '.' || cp == ',' || cp == ';' || cp == ':' ||
	    cp == '!' || cp == '?' || cp == CP_ELLIPSIS || cp == CP_RAQUO ||
	    cp == 0x201D || cp == '"';
}

/* Does a word that ends before i keep its point: M. etc. J.? */
static bool
is_abbreviation(struct str s, size_t i)
{
	size_t from = i, n = 0;

	while (from > 0) {
		size_t k = from;

		if (!cp_is_letter(utf8_prev(s, &k)))
			break;
		from = k;
		n++;
	}
	return n == 1 || str_eq(str_sub(s, from, i), STR("etc"));
}

/* Where the call belongs: behind the last sign that is not passed. */
static size_t
place_of(struct str s)
{
	size_t	 i = s.n, k;
	uint32_t cp;

	while (i > 0) {
		k = i;
		cp = utf8_prev(s, &k);
		if (typo_is_space(cp)) {
			i = k;
			continue;
		}
		if (cp == '.' && is_abbreviation(s, k))
			return i;
		if (!is_passed(cp))
			return typo_is_word(cp) || cp == ')' ||
			    cp == ']' ? i : s.n;
		i = k;
	}
	return s.n;	/* nothing but punctuation: leave it there */
}

static bool
is_blank(struct str s)
{
	for (size_t i = 0; i < s.n;)
		if (!typo_is_space(utf8_next(s, &i)))
			return false;
	return true;
}

/* The space between word and call goes; that between two words stays. */
static void
move_call(struct model *m, struct node *call)
{
	struct node	*text = call->prev, *tail;
	struct str	 s = text->u.text.text;
	size_t		 at = place_of(s);

	if (at == s.n)
		return;
	tail = node_text_split(m, text, at);
	if (tail == text || tail == NULL)
		return;
	node_unlink(call);
	node_insert_after(text, call);
	s = tail->u.text.text;
	if (is_blank(s) && (tail->next == NULL ||
	    tail->next->kind == NODE_TEXT))
		node_unlink(tail);	/* "word [^1] next", "word [^1]." */
}

void
typo_calls(struct model *m, struct node *block)
{
	struct walk	 w;
	struct node	*calls[64];
	size_t		 n = 0;

	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_CALL &&
		    w.node->prev != NULL && w.node->prev->kind == NODE_TEXT
		    && n < 64)
			calls[n++] = node_own(w.node);
	for (size_t i = 0; i < n; i++)
		if (calls[i]->prev != NULL &&
		    calls[i]->prev->kind == NODE_TEXT)
			move_call(m, calls[i]);
}
