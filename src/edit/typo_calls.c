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
	    cp == 0x201D || cp == '"' || cp == '>';
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

static bool
ends_word(uint32_t cp)
{
	return typo_is_word(cp) || cp == ')' || cp == ']' ||
	    cp == 0x00B0 || cp == 0x00BA;
}

/* A place in the texts of a block: behind byte off of a TEXT. */
struct spot {
	struct node *text;
	size_t	     off;
};

/* The leaf before n in the block, in document order, or NULL. */
static struct node *
leaf_before(const struct node *block, struct node *n)
{
	while (n != block && n->prev == NULL)
		n = n->parent;
	if (n == block)
		return NULL;
	for (n = n->prev; n->last != NULL;)
		n = n->last;
	return n;
}

/*
 * Where the call belongs: behind the word that the punctuation before it
 * belongs to, across the borders of inlines.  False: where it is.
 */
static bool
place_of(const struct node *block, struct node *call, struct spot *out)
{
	struct node	*t;
	struct str	 s;
	size_t		 i, k;
	uint32_t	 cp;
	bool		 moved = false;

	for (t = leaf_before(block, call); t != NULL && t->kind ==
	    NODE_TEXT; t = leaf_before(block, t)) {
		s = t->u.text.text;
		for (i = s.n; i > 0; i = k) {
			k = i;
			cp = utf8_prev(s, &k);
			*out = (struct spot){ t, i };
			if (cp == '.' && is_abbreviation(s, k))
				return moved;
			if (!typo_is_space(cp) && !is_passed(cp))
				return moved && ends_word(cp);
			moved = true;
		}
	}
	return false;	/* nothing but punctuation before it */
}

void
typo_calls(struct model *m, struct node *block)
{
	struct walk	 w;
	struct node	*calls[64];
	struct spot	 at;
	size_t		 n = 0;

	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_CALL &&
		    n < sizeof(calls) / sizeof(calls[0]))
			calls[n++] = node_own(w.node);
	for (size_t i = 0; i < n; i++) {
		if (!place_of(block, calls[i], &at))
			continue;
		(void)node_text_split(m, at.text, at.off);
		node_unlink(calls[i]);
		/* behind emphasis that ends here, not in it */
		while (at.text->next == NULL && at.text->parent != block)
			at.text = at.text->parent;
		node_insert_after(at.text, calls[i]);
	}
}
