/*
 * Rewrite: the content stream of a page as cairo wrote it becomes ours.
 *
 *   /P << /MCID 3 >> BDC   ->  /P<</MCID 2>>BDC, or, for an artifact,
 *                              /Artifact<</Type/Pagination…>>BDC
 *   .5 .5 .5 rg            ->  .5 g (black ink is K, never RGB)
 *
 * text is told in fewer bytes (tighten.c) and everything else stays
 * byte for byte.  The stream is read operator
 * by operator (ISO 32000-1 §7.8.2); the contract with cairo is checked
 * on the way, not hoped for.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <libdeflate.h>

#include "octavo/arena.h"
#include "pdf_int.h"
#include "tighten.h"

enum { MAX_OPERANDS = 16, MAX_SAVED = 32 };

struct token {
	size_t start, end;
};

struct rewrite {
	struct str		 in;
	size_t			 at;
	const struct pdf_page	*page;
	bool			 tagged;
	struct buf		*out;
	struct token		 operand[MAX_OPERANDS];
	unsigned		 noperands;	/* may exceed the array */
	const struct pdf_names	*simple;	/* fonts of one-byte codes */
	bool			 is_simple;	/* the font in force */
	struct tighten		 spacing, saved[MAX_SAVED];
	unsigned		 nsaved;
	unsigned		 marks;		/* leaf marks met */
	unsigned		 depth;		/* of marked content */
	const char		*broken;	/* what of the contract */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' ||
	    c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
	return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

/* End of a string in parentheses that begins at i. */
static size_t
string_end(struct str s, size_t i)
{
	unsigned depth = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '(')
			depth++;
		else if (s.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return s.n;
}

/* End of a dictionary or array that begins at i, all within. */
static size_t
nest_end(struct str s, size_t i)
{
	unsigned depth = 0;

	while (i < s.n) {
		char c = s.p[i];
		bool twice = i + 1 < s.n && s.p[i + 1] == c;

		if (c == '(') {
			i = string_end(s, i);
			continue;
		}
		if (c == '[' || (c == '<' && twice))
			depth++;
		if (c == ']' || (c == '>' && twice && depth > 0)) {
			i += c == '>' ? 2 : 1;
			if (--depth == 0)
				return i;
			continue;
		}
		i += c == '<' && twice ? 2 : 1;
	}
	return s.n;
}

static struct token
next_token(struct rewrite *w)
{
	struct str	s = w->in;
	size_t		i = w->at;
	struct token	t;

	while (i < s.n && is_space(s.p[i]))
		i++;
	t.start = i;
	if (i == s.n)
		t.end = i;
	else if (s.p[i] == '(')
		t.end = string_end(s, i);
	else if (s.p[i] == '[' || (s.p[i] == '<' && i + 1 < s.n &&
	    s.p[i + 1] == '<'))
		t.end = nest_end(s, i);
	else if (s.p[i] == '<') {
		while (i < s.n && s.p[i] != '>')
			i++;
		t.end = i < s.n ? i + 1 : i;
	} else {
		i++;
		while (i < s.n && !is_space(s.p[i]) &&
		    !is_delimiter(s.p[i]))
			i++;
		t.end = i;
	}
	w->at = t.end;
	return t;
}

static struct str
token_str(const struct rewrite *w, struct token t)
{
	return str_sub(w->in, t.start, t.end);
}

static void
copy_all(struct rewrite *w, struct token op)
{
	size_t from = w->noperands > 0 ? w->operand[0].start : op.start;

	buf_put(w->out, w->in.p + from, op.end - from);
	buf_putc(w->out, '\n');
}

static void
artifact_begin(struct rewrite *w, enum artifact a)
{
	static const char *const kinds[] = {
		[ARTIFACT_HEAD] = "<</Type/Pagination/Subtype/Header>>BDC\n",
		[ARTIFACT_FOLIO] = "<</Type/Pagination/Subtype/Footer>>BDC\n",
		[ARTIFACT_RULE] = "<</Type/Layout>>BDC\n",
		[ARTIFACT_HYPHEN] = "<</Type/Layout>>BDC\n",
	};

	buf_puts(w->out, "/Artifact");
	buf_puts(w->out, kinds[a]);
}

static void
leaf_begin(struct rewrite *w, long mcid)
{
	const struct pdf_mark *m;

	if (w->depth > 0)
		w->broken = "a leaf mark inside another";
	else if (mcid != (long)w->marks || w->marks >= w->page->nmarks)
		w->broken = "leaf marks out of count";
	if (w->broken != NULL)
		return;
	m = &w->page->marks[w->marks++];
	if (m->mcid < 0)
		artifact_begin(w, m->artifact);
	else
		buf_printf(w->out, "/P<</MCID %d>>BDC\n", m->mcid);
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
	else if (!tighten_actual(props, w->out))
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
			buf_puts(w->out, w->in.p[op.start] == 'r' ?
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

/* cairo sets every font at size 1 and scales by the text matrix. */
static void
op_font(struct rewrite *w, struct token op)
{
	struct str name = STR_NULL;
	char	  *now = w->spacing.font;

	w->is_simple = false;
	if (w->noperands == 2 &&
	    str_eqz(token_str(w, w->operand[1]), "1")) {
		name = token_str(w, w->operand[0]);
		for (size_t i = 0; w->simple && i < w->simple->n; i++)
			if (str_eqz(name, w->simple->name[i]))
				w->is_simple = true;
	}
	if (name.n > 0 && str_eqz(name, now))
		return;		/* it is in force */
	now[0] = '\0';
	if (name.n < sizeof(w->spacing.font)) {
		memcpy(now, name.p ? name.p : "", name.n);
		now[name.n] = '\0';
	}
	copy_all(w, op);
}

static void
op_show(struct rewrite *w, struct token op)
{
	if (w->tagged && w->depth == 0)
		w->broken = "something is painted outside the marks";
	if (w->is_simple && w->noperands == 1) {
		tighten_text(&w->spacing, token_str(w, w->operand[0]),
		    w->out);
		return;
	}
	tighten_reset(&w->spacing, w->out);
	copy_all(w, op);
}

static void
op_text(struct rewrite *w, struct token op)
{
	tighten_begin(&w->spacing);
	copy_all(w, op);
}

static void
op_matrix(struct rewrite *w, struct token op)
{
	struct str n[6];

	for (unsigned i = 0; i < 6 && w->noperands == 6; i++)
		n[i] = token_str(w, w->operand[i]);
	if (w->noperands != 6 || !tighten_matrix(&w->spacing, n, w->out))
		copy_all(w, op);
}

static void
op_move(struct rewrite *w, struct token op)
{
	struct str n[2];

	for (unsigned i = 0; i < 2 && w->noperands == 2; i++)
		n[i] = token_str(w, w->operand[i]);
	if (w->noperands != 2 || !tighten_move(&w->spacing, n, w->out))
		copy_all(w, op);
}

/* Moves that cairo does not make and that would escape us. */
static void
op_stray(struct rewrite *w, struct token op)
{
	(void)op;
	w->broken = "text is moved in a way that is not known";
}

static void
op_save(struct rewrite *w, struct token op)
{
	if (w->nsaved == MAX_SAVED)
		w->broken = "graphics states are nested too deeply";
	else
		w->saved[w->nsaved++] = w->spacing;
	copy_all(w, op);
}

static void
op_restore(struct rewrite *w, struct token op)
{
	if (w->nsaved == 0)
		w->broken = "a graphics state is restored that was not saved";
	else
		w->spacing = w->saved[--w->nsaved];
	w->is_simple = false;
	copy_all(w, op);
}

static const struct {
	const char *name;
	void	  (*act)(struct rewrite *, struct token);
} operators[] = {
	{ "TJ", op_show }, { "Tj", op_show }, { "Tf", op_font },
	{ "Tm", op_matrix }, { "Td", op_move }, { "BT", op_text },
	{ "q", op_save }, { "Q", op_restore }, { "TD", op_stray },
	{ "T*", op_stray }, { "'", op_stray }, { "\"", op_stray },
	{ "Tc", op_stray }, { "Tw", op_stray }, { "Tz", op_stray },
	{ "Do", op_paint }, { "sh", op_paint },
	{ "f", op_paint }, { "f*", op_paint }, { "F", op_paint },
	{ "S", op_paint }, { "s", op_paint }, { "B", op_paint },
	{ "B*", op_paint }, { "b", op_paint }, { "b*", op_paint },
	{ "BI", op_paint }, { "rg", op_rgb }, { "RG", op_rgb },
	{ "BDC", op_bdc }, { "BMC", op_bdc }, { "EMC", op_emc },
};

static bool
is_operator(struct str t)
{
	return isalpha((unsigned char)t.p[0]) || t.p[0] == '\'' ||
	    t.p[0] == '"';
}

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
pdf_rewrite(struct str in, const struct pdf_page *page,
    const struct pdf_names *simple, bool tagged, struct buf *out,
    struct error *e)
{
	struct rewrite	w = { .in = in, .page = page, .tagged = tagged,
	    .out = out, .simple = simple };
	struct token	t;

	while (w.broken == NULL) {
		t = next_token(&w);
		if (t.start == in.n)
			break;
		if (is_operator(token_str(&w, t)))
			operate(&w, t);
		else if (w.noperands < MAX_OPERANDS)
			w.operand[w.noperands++] = t;
	}
	if (w.broken == NULL && w.depth != 0)
		w.broken = "marked content that never ends";
	if (w.broken == NULL && tagged && w.marks != page->nmarks)
		w.broken = "leaf marks are missing";
	if (w.broken != NULL)
		return error_library(e, NULL, "cairo did not write the "
		    "content agreed on: %s", w.broken);
	return 0;
}

enum { DEFLATE_LEVEL = 8 };	/* in half the time of zlib's 6 */

void
pdf_deflate(struct str in, struct buf *out)
{
	struct libdeflate_compressor *c =
	    libdeflate_alloc_compressor(DEFLATE_LEVEL);
	size_t	 room, n = 0;
	void	*z;

	if (c == NULL) {
		out->full = true;
		return;
	}
	room = libdeflate_zlib_compress_bound(c, in.n);
	z = xmalloc(room);
	n = libdeflate_zlib_compress(c, in.p, in.n, z, room);
	buf_put(out, z, n);
	free(z);
	libdeflate_free_compressor(c);
}
