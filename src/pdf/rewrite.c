/*
 * Rewrite: what cairo has painted on a page becomes content of ours.
 *
 *   /P << /MCID 3 >> BDC   ->  /P<</MCID 2>>BDC, or, for an artifact,
 *                              /Artifact<</Type/Pagination…>>BDC
 *   .5 .5 .5 rg            ->  .5 g (black ink is K, never RGB)
 *
 * and everything else stays byte for byte.  The contract with cairo is
 * checked on the way, not hoped for.
 */
#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "pdf_int.h"
#include "content.h"

enum { MAX_OPERANDS = 16 };

struct rewrite {
	struct content		 c;
	const struct pdf_mark	*mark;		/* those to come */
	uint32_t		 nmarks;
	bool			 tagged;
	struct buf		*out;
	struct token		 operand[MAX_OPERANDS];
	unsigned		 noperands;	/* may exceed the array */
	unsigned		 marks;		/* leaf marks met */
	unsigned		 depth;		/* of marked content */
	const char		*broken;	/* what of the contract */
};

static struct str
token_str(const struct rewrite *w, struct token t)
{
	return content_str(&w->c, t);
}

static void
copy_all(struct rewrite *w, struct token op)
{
	size_t from = w->noperands > 0 ? w->operand[0].start : op.start;

	buf_put(w->out, w->c.in.p + from, op.end - from);
	buf_putc(w->out, '\n');
}

void
pdf_mark_begin(const struct pdf_mark *m, struct buf *out)
{
	static const char *const kinds[] = {
		[ARTIFACT_HEAD] = "<</Type/Pagination/Subtype/Header>>BDC\n",
		[ARTIFACT_FOLIO] = "<</Type/Pagination/Subtype/Footer>>BDC\n",
		[ARTIFACT_RULE] = "<</Type/Layout>>BDC\n",
		[ARTIFACT_HYPHEN] = "<</Type/Layout>>BDC\n",
	};

	if (m->mcid >= 0) {
		buf_printf(out, "/P<</MCID %d>>BDC\n", m->mcid);
		return;
	}
	buf_puts(out, "/Artifact");
	buf_puts(out, kinds[m->artifact]);
}

static void
leaf_begin(struct rewrite *w, long mcid)
{
	if (w->depth > 0)
		w->broken = "a leaf mark inside another";
	else if (mcid != (long)w->marks || w->marks >= w->nmarks)
		w->broken = "leaf marks out of count";
	if (w->broken != NULL)
		return;
	pdf_mark_begin(&w->mark[w->marks++], w->out);
}

static void
op_bdc(struct rewrite *w, struct token op)
{
	struct str	props = STR_NULL;
	size_t		at = SIZE_MAX;

	if (w->noperands == 2) {
		props = token_str(w, w->operand[1]);
		at = str_find(props, STR("/MCID"), 0);
	}
	if (at != SIZE_MAX && w->tagged)
		leaf_begin(w, strtol(props.p + at + 5, NULL, 10));
	else
		copy_all(w, op);
	w->depth++;
}

static void
op_emc(struct rewrite *w, struct token op)
{
	if (w->depth == 0)
		w->broken = "marked content ends that never began";
	else
		w->depth--;
	copy_all(w, op);
}

/* Equal parts of red, green and blue are grey. */
static void
op_rgb(struct rewrite *w, struct token op)
{
	struct str r, g, b;

	if (w->noperands == 3) {
		r = token_str(w, w->operand[0]);
		g = token_str(w, w->operand[1]);
		b = token_str(w, w->operand[2]);
		if (str_eq(r, g) && str_eq(g, b)) {
			buf_put_str(w->out, r);
			buf_puts(w->out, w->c.in.p[op.start] == 'r' ?
			    " g\n" : " G\n");
			return;
		}
	}
	/* The press file knows black alone. */
	if (!w->tagged)
		w->broken = "colour in a file of one ink";
	copy_all(w, op);
}

static void
op_paint(struct rewrite *w, struct token op)
{
	if (w->tagged && w->depth == 0)
		w->broken = "something is painted outside the marks";
	copy_all(w, op);
}

static const struct {
	const char *name;
	void	  (*act)(struct rewrite *, struct token);
} operators[] = {
	{ "TJ", op_paint }, { "Tj", op_paint }, { "'", op_paint },
	{ "\"", op_paint }, { "Do", op_paint }, { "sh", op_paint },
	{ "f", op_paint }, { "f*", op_paint }, { "F", op_paint },
	{ "S", op_paint }, { "s", op_paint }, { "B", op_paint },
	{ "B*", op_paint }, { "b", op_paint }, { "b*", op_paint },
	{ "BI", op_paint }, { "rg", op_rgb }, { "RG", op_rgb },
	{ "BDC", op_bdc }, { "BMC", op_bdc }, { "EMC", op_emc },
};

static void
operate(struct rewrite *w, struct token op)
{
	struct str name = token_str(w, op);

	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]);
	    i++)
		if (str_eqz(name, operators[i].name)) {
			operators[i].act(w, op);
			w->noperands = 0;
			return;
		}
	copy_all(w, op);
	w->noperands = 0;
}

int
pdf_rewrite(struct str in, const struct pdf_mark *marks, uint32_t nmarks,
    bool tagged, struct buf *out, struct error *e)
{
	struct rewrite	w = { .c = { in, 0 }, .mark = marks,
	    .nmarks = nmarks, .tagged = tagged, .out = out };
	struct token	t;

	while (w.broken == NULL) {
		t = content_next(&w.c);
		if (t.start == in.n)
			break;
		if (content_is_operator(token_str(&w, t)))
			operate(&w, t);
		else if (w.noperands < MAX_OPERANDS)
			w.operand[w.noperands++] = t;
	}
	if (w.broken == NULL && w.depth != 0)
		w.broken = "marked content that never ends";
	if (w.broken == NULL && tagged && w.marks != nmarks)
		w.broken = "leaf marks are missing";
	if (w.broken != NULL)
		return error_library(e, NULL, "cairo did not write the "
		    "content agreed on: %s", w.broken);
	return 0;
}
