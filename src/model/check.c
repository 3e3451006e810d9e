/*
 * The content model, as one table, and the check of the links.
 */
#include <assert.h>
#include <stddef.h>

#include "octavo/model.h"

enum class { STRUCT, BLOCK_TEXT, BLOCK_HOLD, BLOCK_LEAF, INLINE_HOLD,
	INLINE_LEAF };

static const struct {
	const char	*name;
	enum class	 class;
} kinds[NODE__MAX] = {
	[NODE_BOOK] = { "book", STRUCT },
	[NODE_DIV] = { "div", STRUCT },
	[NODE_HEADING] = { "heading", BLOCK_TEXT },
	[NODE_SUBTITLE] = { "subtitle", BLOCK_TEXT },
	[NODE_PARA] = { "para", BLOCK_TEXT },
	[NODE_ATTRIB] = { "attrib", BLOCK_TEXT },
	[NODE_DATELINE] = { "dateline", BLOCK_TEXT },
	[NODE_SIGNATURE] = { "signature", BLOCK_TEXT },
	[NODE_LINE] = { "line", BLOCK_TEXT },
	[NODE_CAPTION] = { "caption", BLOCK_TEXT },
	[NODE_CELL] = { "cell", BLOCK_TEXT },
	[NODE_TOC_ENTRY] = { "toc-entry", BLOCK_TEXT },
	[NODE_QUOTE] = { "quote", BLOCK_HOLD },
	[NODE_EPIGRAPH] = { "epigraph", BLOCK_HOLD },
	[NODE_LIST] = { "list", BLOCK_HOLD },
	[NODE_ITEM] = { "item", BLOCK_HOLD },
	[NODE_VERSE] = { "verse", BLOCK_HOLD },
	[NODE_STANZA] = { "stanza", BLOCK_HOLD },
	[NODE_FIGURE] = { "figure", BLOCK_HOLD },
	[NODE_TABLE] = { "table", BLOCK_HOLD },
	[NODE_ROW] = { "row", BLOCK_HOLD },
	[NODE_NOTE] = { "note", BLOCK_HOLD },
	[NODE_TOC] = { "toc", BLOCK_HOLD },
	[NODE_BREAK] = { "break", BLOCK_LEAF },
	[NODE_CODE_BLOCK] = { "code-block", BLOCK_LEAF },
	[NODE_EMPH] = { "emph", INLINE_HOLD },
	[NODE_STRONG] = { "strong", INLINE_HOLD },
	[NODE_SMALLCAPS] = { "smallcaps", INLINE_HOLD },
	[NODE_SUP] = { "sup", INLINE_HOLD },
	[NODE_SUB] = { "sub", INLINE_HOLD },
	[NODE_SPAN] = { "span", INLINE_HOLD },
	[NODE_LINK] = { "link", INLINE_HOLD },
	[NODE_CORR] = { "corr", INLINE_HOLD },
	[NODE_TEXT] = { "text", INLINE_LEAF },
	[NODE_CODE] = { "code", INLINE_LEAF },
	[NODE_CALL] = { "call", INLINE_LEAF },
	[NODE_LINEBREAK] = { "linebreak", INLINE_LEAF },
	[NODE_PB] = { "pb", INLINE_LEAF },
};

static const struct role_info roles[ROLE__MAX] = {
	[ROLE_NONE] = { "none", ZONE_BODY, false, false },
	[ROLE_HALF_TITLE] = { "half-title", ZONE_FRONT, true, true },
	[ROLE_TITLE_PAGE] = { "title-page", ZONE_FRONT, true, true },
	[ROLE_IMPRINT] = { "imprint", ZONE_FRONT, true, false },
	[ROLE_DEDICATION] = { "dedication", ZONE_FRONT, false, true },
	[ROLE_EPIGRAPH] = { "epigraph", ZONE_FRONT, false, true },
	[ROLE_FOREWORD] = { "foreword", ZONE_FRONT, false, true },
	[ROLE_PREFACE] = { "preface", ZONE_FRONT, false, true },
	[ROLE_INTRODUCTION] = { "introduction", ZONE_BODY, false, true },
	[ROLE_PART] = { "part", ZONE_BODY, false, true },
	[ROLE_CHAPTER] = { "chapter", ZONE_BODY, false, false },
	[ROLE_AFTERWORD] = { "afterword", ZONE_BACK, false, true },
	[ROLE_APPENDIX] = { "appendix", ZONE_BACK, false, true },
	[ROLE_NOTE_ON_TEXT] = { "note-on-text", ZONE_BACK, false, true },
	[ROLE_ERRATA] = { "errata", ZONE_BACK, true, true },
	[ROLE_CONTENTS] = { "contents", ZONE_BACK, true, true },
	[ROLE_COLOPHON] = { "colophon", ZONE_BACK, true, false },
};

const struct role_info *
role_info(enum role r)
{
	return &roles[r];
}

enum role
role_lookup(struct str name)
{
	for (int r = ROLE_NONE + 1; r < ROLE__MAX; r++)
		if (str_eqz(name, roles[r].name))
			return (enum role)r;
	return ROLE_NONE;
}

const char *
node_kind_name(enum node_kind k)
{
	return kinds[k].name;
}

bool
node_is_inline(const struct node *n)
{
	return kinds[n->kind].class >= INLINE_HOLD;
}

bool
node_is_block(const struct node *n)
{
	enum class c = kinds[n->kind].class;

	return c == BLOCK_TEXT || c == BLOCK_HOLD || c == BLOCK_LEAF;
}

bool
node_holds_inlines(const struct node *n)
{
	enum class c = kinds[n->kind].class;

	return c == BLOCK_TEXT || c == INLINE_HOLD;
}

/* Containers that take only certain children: parent, child. */
static const struct {
	enum node_kind parent, child;
} only[] = {
	{ NODE_BOOK, NODE_DIV },
	{ NODE_LIST, NODE_ITEM },
	{ NODE_VERSE, NODE_STANZA },
	{ NODE_STANZA, NODE_LINE },
	{ NODE_FIGURE, NODE_CAPTION },
	{ NODE_TABLE, NODE_ROW },
	{ NODE_ROW, NODE_CELL },
	{ NODE_TOC, NODE_TOC_ENTRY },
};

bool
node_can_hold(const struct node *p, const struct node *c)
{
	for (size_t i = 0; i < sizeof(only) / sizeof(only[0]); i++)
		if (only[i].parent == p->kind)
			return only[i].child == c->kind;
	if (node_holds_inlines(p))
		return node_is_inline(c);
	if (p->kind == NODE_DIV)
		return c->kind == NODE_DIV || node_is_block(c);
	return kinds[p->kind].class == BLOCK_HOLD && node_is_block(c) &&
	    c->kind != NODE_NOTE;
}

static void
check_one(const struct node *n)
{
	const struct node *c;

	assert(n->kind < NODE__MAX);
	assert((n->first == NULL) == (n->last == NULL));
	for (c = n->first; c != NULL; c = c->next) {
		assert(c->parent == n);
		assert(c->next != NULL || n->last == c);
		assert(c->next == NULL || c->next->prev == c);
		assert(node_can_hold(n, c));
	}
}

void
model_check(const struct node *root)
{
	struct walk w;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER)
			check_one(w.node);
}
