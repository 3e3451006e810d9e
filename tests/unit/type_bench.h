/*
 * What the tests of type/ share: faces, a style of their own, texts as
 * paragraphs.  Sizes as in the book style: 11 on 14 points, 108 mm.
 */
#ifndef TYPE_BENCH_H
#define TYPE_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "octavo/file.h"
#include "type/para_cost.h"

struct bench {
	struct arena	 arena, registry;
	struct sources	 sources;
	struct diag_sink sink;
	struct faces	*faces;
	struct style_block block;
	struct model	 model;
	struct error	 error;
};

static inline void
bench_open(struct bench *b)
{
	memset(b, 0, sizeof(*b));
	arena_init(&b->arena);
	arena_init(&b->registry);
	sources_init(&b->sources, &b->registry);
	diag_init(&b->sink, &b->arena, &b->sources);
	assert_int_equal(faces_open(&b->arena, &b->faces, &b->error), 0);
	model_init(&b->model, &b->arena, NODE_DIV);
	b->block.family = STR("EB Garamond");
	b->block.size = 11 * SP_PT;
	b->block.leading = 14 * SP_PT;
	b->block.align = ALIGN_JUSTIFY;
	b->block.hyphens = true;
	b->block.indent = 11 * SP_PT;
	b->block.content = STR("");
}

static inline void
bench_close(struct bench *b)
{
	faces_close(b->faces);
	arena_release(&b->arena);
	arena_release(&b->registry);
}

/* A paragraph of one text in one look. */
static inline void
bench_para(struct bench *b, struct para *p, const char *text, sp measure)
{
	struct node *n = node_new(&b->model, NODE_PARA, SPAN_NONE);
	struct look  l;

	para_init(p, &b->arena, b->faces, &b->sink, n, &b->block, measure);
	assert_int_equal(itemise_look(p, &b->block, n, STR("fr"), &l,
	    &b->error), 0);
	itemise_text(p, itemise_add_look(p, &l), str_z(text));
	space_set(p);
}

#endif
