/*
 * The writer: blocks to Markdown, and the account of every cell.
 *
 * This is the only place that reads cells into the output, so a cell is
 * explained when it was written once and stands, or was not written and
 * is removed by a rule.  All else is residue.
 */
#include <stdlib.h>
#include <string.h>

#include "audit_int.h"

struct writer {
	struct work	*w;
	struct buf	*out;
	struct clean_piece *piece;
	size_t		 npieces, cap;
	bool		 note;		/* writing a note */
	const char	*indent;	/* of a new line */
	uint32_t	 call;		/* the next call to meet */
	struct page_marks marks;
	uint32_t	 mark;		/* the next of them */
	bool		 quote;
};

/* ---- cells ---- */

static void
piece(struct writer *o, uint32_t i, size_t at, size_t n)
{
	struct clean_piece *p = o->npieces ? &o->piece[o->npieces - 1] :
	    NULL;
	uint32_t	    in = o->w->c.off[i];

	if (p != NULL && p->out + p->n == at && p->in + p->n == in) {
		p->n += (uint32_t)n;
		return;
	}
	if (o->npieces == o->cap) {
		o->cap = o->cap ? o->cap * 2 : 256;
		o->piece = xrealloc(o->piece, o->cap * sizeof(*o->piece));
	}
	o->piece[o->npieces++] = (struct clean_piece){ (uint32_t)at, in,
	    (uint32_t)n };
}

static const char *
ligature(uint32_t cp)
{
	static const char *const spelt[] = { "ff", "fi", "fl", "ffi", "ffl",
	    "st", "st" };

	return cp >= 0xFB00 && cp <= 0xFB06 ? spelt[cp - 0xFB00] : NULL;
}

static uint32_t
peek(const struct writer *o, uint32_t i, uint32_t e)
{
	uint32_t k = cell_next(&o->w->c, i + 1, e);

	return k == NONE ? 0 : o->w->c.cp[k];
}

/* Does the bracket at i close before ( or [ ?  Then it reads as a link. */
static bool
links(const struct writer *o, uint32_t i, uint32_t e)
{
	const uint32_t *cp = o->w->c.cp;

	for (uint32_t k = i + 1; k < e && k < i + 300; k++)
		if (cp[k] == ']' && !cell_gone(&o->w->c, k)) {
			uint32_t n = peek(o, k, e);

			return n == '(' || n == '[';
		}
	return false;
}

static bool
word_char(uint32_t cp)
{
	return cp_letter(cp) || cp_digit(cp);
}

static bool
punctuation(uint32_t cp)
{
	return (cp >= '!' && cp <= '/') || (cp >= ':' && cp <= '@') ||
	    (cp >= '[' && cp <= '`') || (cp >= '{' && cp <= '~');
}

/* Would Markdown read more than the character in it? */
static bool
must_escape(const struct writer *o, uint32_t i, const struct line *l)
{
	uint32_t cp = o->w->c.cp[i], n = peek(o, i, l->e), p, k;

	switch (cp) {
	case '*':
		return o->w->c.rule[i] != R_EMPHASIS &&
		    o->w->c.rule[i] != R_EMPHASIS_SIGN;
	case '`':
		return true;
	case '_':
		if (o->w->c.rule[i] == R_EMPHASIS)
			return false;
		k = cell_prev(&o->w->c, l->s, i);
		p = k == NONE ? 0 : o->w->c.cp[k];
		return !word_char(p) || !word_char(n);
	case '\\':
		return n == 0 || punctuation(n);
	case '<':
		return cp_letter(n) || n == '/' || n == '!' || n == '?';
	case '[':
		return n == '^' || links(o, i, l->e);
	case '&':
		return n == '#' || cp_letter(n);
	case '~':
		return n == '~';
	default:
		return false;
	}
}

/* At the beginning of a line of output. */
static bool
escape_first(const struct writer *o, uint32_t i, const struct line *l)
{
	uint32_t cp = o->w->c.cp[i], n = peek(o, i, l->e);

	return cp == '#' || cp == '>' || (cp == '+' && n == ' ') ||
	    (cp == '=' && n == '=') || (cp == ':' && n == ':') ||
	    (cp == '-' && n == '-');
}

/* "1917. " is no item of a list. */
static bool
escape_dot(const struct writer *o, uint32_t i, const struct line *l)
{
	uint32_t cp = o->w->c.cp[i], n = 0;

	if ((cp != '.' && cp != ')') || i - l->s > 9 || i == l->s)
		return false;
	for (uint32_t k = l->s; k < i; k++) {
		if (cell_gone(&o->w->c, k))
			continue;
		if (!cp_digit(o->w->c.cp[k]))
			return false;
		n++;
	}
	return n > 2 && (peek(o, i, l->e) == ' ' || peek(o, i, l->e) == 0);
}

static void
wrote(struct writer *o, uint32_t i, size_t at)
{
	struct written *d = &o->w->did;

	d->seen[i] = (uint8_t)(d->seen[i] < 2 ? d->seen[i] + 1 : 2);
	if (d->at == NULL)
		return;
	d->at[i] = (uint32_t)at;
	d->len[i] = (uint8_t)(o->out->len - at);
}

static void
put_cell(struct writer *o, uint32_t i)
{
	struct cells *c = &o->w->c;
	const char   *lig = ligature(c->cp[i]);
	size_t	      at = o->out->len;

	if (lig != NULL) {
		buf_puts(o->out, lig);
		cell_set(c, i, c->cp[i], R_LIGATURE);
		wrote(o, i, at);
		return;
	}
	buf_put_cp(o->out, c->cp[i]);
	wrote(o, i, at);
	if (c->rule[i] == R_KEPT && o->note)
		c->rule[i] = R_NOTE_MOVED;
	else if (c->rule[i] == R_KEPT && c->beside != NULL && c->beside[i])
		c->rule[i] = R_COLUMN_MOVED;
	if (clean_rules[c->rule[i]].fate != FATE_CHANGED)
		piece(o, i, at, o->out->len - at);
}

static void
put_call(struct writer *o, uint32_t i)
{
	while (o->call < o->w->ncalls && o->w->call[o->call].at < i)
		o->call++;
	for (; o->call < o->w->ncalls && o->w->call[o->call].at == i;
	    o->call++)
		buf_printf(o->out, "[^%u]", o->w->note[o->w->call[o->call]
		    .note].number);
}

/* The calls of a line that goes back are before the cursor: seek. */
static void
seek_calls(struct writer *o, uint32_t s)
{
	uint32_t lo = 0, hi = o->w->ncalls;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;

		if (o->w->call[mid].at < s)
			lo = mid + 1;
		else
			hi = mid;
	}
	o->call = lo;
}

/* A mark whose place fell away stands before the next word. */
static bool
may_stand(const struct writer *o, uint32_t at, uint32_t i, bool first)
{
	return at == i || (at < i && cp_letter(o->w->c.cp[i]) && (first ||
	    (o->out->len > 0 && o->out->data[o->out->len - 1] == ' ')));
}

static void
put_mark(struct writer *o, uint32_t i, bool first)
{
	const struct page_mark *m = o->marks.list;

	for (; !o->note && o->mark < o->marks.n && may_stand(o,
	    m[o->mark].cell, i, first); o->mark++)
		if (m[o->mark].number == NONE)
			buf_puts(o->out, "<span class=\"pb\"></span>");
		else
			buf_printf(o->out, "<span class=\"pb\" "
			    "id=\"pb-%u\"></span>", m[o->mark].number);
}

/* The stray capital of a line, if it has one. */
static void
put_capital(struct writer *o, const struct line *l)
{
	struct cells *c = &o->w->c;

	for (uint32_t k = 0; l->capital && k < o->w->ncaps; k++) {
		const struct line *p = &o->w->line[o->w->cap[k].line];

		if (&o->w->line[o->w->cap[k].to] != l)
			continue;
		for (uint32_t j = p->s; j < p->e; j++)
			if (!cell_gone(c, j)) {
				put_cell(o, j);
				if (c->rule[j] == R_KEPT || c->rule[j] ==
				    R_NOTE_MOVED)
					c->rule[j] = R_CAPITAL_MOVED;
			}
	}
}

static void
put_line(struct writer *o, const struct line *l, bool first)
{
	const struct cells *c = &o->w->c;
	bool		    head = first;

	put_capital(o, l);
	seek_calls(o, l->s);
	for (uint32_t i = l->s; i < l->e; i++) {
		put_call(o, i);
		if (cell_gone(c, i))
			continue;
		put_mark(o, i, first);
		if (!o->w->markdown && (must_escape(o, i, l) || (first &&
		    escape_first(o, i, l)) || (head && escape_dot(o, i, l))))
			buf_putc(o->out, '\\');
		put_cell(o, i);
		if (first && c->cp[i] == 0x2014 && c->rule[i] != R_KEPT &&
		    peek(o, i, l->e) != ' ')
			buf_putc(o->out, ' ');
		else if (first && c->cp[i] == 0x2014 && i == l->s &&
		    cp_letter(peek(o, i, l->e)))
			buf_putc(o->out, ' ');
		else if (first && c->rule[i] == R_BULLET &&
		    peek(o, i, l->e) != ' ')
			buf_putc(o->out, ' ');
		first = false;
	}
}

/* ---- blocks ---- */

static void
put_text(struct writer *o, const struct stream *s, const struct block *b,
    bool first)
{
	struct cells *c = &o->w->c;

	for (uint32_t k = 0; k < b->n; k++) {
		const struct line *l = &o->w->line[s->line[b->first + k]];

		put_line(o, l, first);
		first = false;
		if (k + 1 == b->n)
			break;
		if (l->join == JOIN_VERSE) {
			buf_puts(o->out, "\\\n");
			buf_puts(o->out, o->indent);
			first = true;
		} else if (l->nl < c->n && !cell_gone(c, l->nl) &&
		    c->cp[l->nl] == ' ') {
			buf_putc(o->out, ' ');
			wrote(o, l->nl, o->out->len - 1);
		}
	}
}

static void
put_fenced(struct writer *o, const struct stream *s, const struct block *b,
    const char *cls)
{
	buf_printf(o->out, "::: %s\n\n", cls);
	put_text(o, s, b, true);
	buf_puts(o->out, "\n\n:::");
}

static void
put_epigraph(struct writer *o, const struct stream *s,
    const struct block *b)
{
	const struct line *l = &o->w->line[s->line[b[1].first]];
	uint32_t	   i = line_first(o->w, l);

	buf_puts(o->out, "::: epigraph\n\n> ");
	o->indent = "> ";
	put_text(o, s, b, true);
	buf_puts(o->out, "\n>\n> ");
	if (i == NONE || !cp_is_dash(o->w->c.cp[i]))
		buf_puts(o->out, "— ");
	put_text(o, s, b + 1, true);
	o->indent = "";
	buf_puts(o->out, "\n\n:::");
}

/* Blocks that are more than paragraphs, for the account. */
static void
tell_shape(struct writer *o, const struct stream *s, const struct block *b)
{
	static const char *const kinds[] = { NULL, "heading", "quotation",
	    "epigraph", "source", "verse", "signature", "separator", NULL };
	const struct line	*a = &o->w->line[s->line[b->first]];
	const struct line	*z = &o->w->line[s->line[b->first + b->n - 1]];

	if (kinds[b->kind] != NULL)
		account_shape(o->w, kinds[b->kind], a->s, z->e, o->out->len,
		    b->confidence ? b->confidence : 1000);
}

static void
put_block(struct writer *o, const struct stream *s, const struct block *b)
{
	tell_shape(o, s, b);
	switch (b->kind) {
	case BLOCK_HEADING:
		for (int i = 0; i < b->level; i++)
			buf_putc(o->out, '#');
		buf_putc(o->out, ' ');
		put_text(o, s, b, false);
		break;
	case BLOCK_SEPARATOR:
		buf_puts(o->out, "* * *");
		break;
	case BLOCK_QUOTE:
		buf_puts(o->out, "> ");
		o->indent = "> ";
		put_text(o, s, b, true);
		o->indent = "";
		break;
	case BLOCK_EPIGRAPH:
		put_epigraph(o, s, b);
		break;
	case BLOCK_VERSE:
		put_fenced(o, s, b, "verse");
		break;
	case BLOCK_SIGNATURE:
		put_fenced(o, s, b, "signature");
		break;
	default:
		put_text(o, s, b, true);
	}
}

static void
put_body(struct writer *o)
{
	const struct stream *s = &o->w->text;

	for (uint32_t i = 0; i < s->nblocks; i++) {
		const struct block *b = &s->block[i];

		if (i > 0)
			buf_puts(o->out, b->kind == BLOCK_QUOTE && b[-1].kind
			    == BLOCK_QUOTE ? "\n>\n" : "\n\n");
		put_block(o, s, b);
		if (b->kind == BLOCK_EPIGRAPH && i + 1 < s->nblocks)
			i++;
	}
}

static void
put_note(struct writer *o, uint32_t k)
{
	const struct stream *s = &o->w->notes[k];

	buf_printf(o->out, "[^%u]:", o->w->note[k].number);
	o->indent = "    ";
	for (uint32_t i = 0; i < s->nblocks; i++) {
		buf_puts(o->out, i > 0 ? "\n\n    " : " ");
		if (s->block[i].kind == BLOCK_SEPARATOR)
			buf_puts(o->out, "* * *");
		else
			put_text(o, s, &s->block[i], i > 0);
	}
	o->indent = "";
}

/* Separators stand by their ornament; line ends left over are between
 * blocks. */
static void
close_account(struct work *w)
{
	for (uint32_t k = 0; k < w->nlines; k++) {
		const struct line *l = &w->line[k];

		if (l->role == LINE_SEPARATOR)
			cells_kill(&w->c, l->s, l->e, R_SEPARATOR);
		if (l->nl < w->c.n && w->c.cp[l->nl] == '\n')
			cell_kill(&w->c, l->nl, R_LINE_END);
	}
}

void
clean_write(struct work *w, struct clean_doc *doc)
{
	struct writer o = { .w = w, .indent = "" };
	struct buf    out;

	buf_init(&out);
	o.out = &out;
	w->did.seen = ARENA_ARRAY(w->tmp, uint8_t, w->c.n + 1);
	if (w->decisions.kept || w->doubts.n > 0) {
		w->did.len = ARENA_ARRAY(w->tmp, uint8_t, w->c.n + 1);
		w->did.at = ARENA_ARRAY(w->tmp, uint32_t, w->c.n + 1);
	}
	close_account(w);
	if (w->marks)
		page_marks(w, &o.marks);
	put_body(&o);
	o.note = true;
	for (uint32_t k = 0; k < w->nnotes; k++) {
		if (out.len > 0)
			buf_puts(&out, "\n\n");
		put_note(&o, k);
	}
	if (out.len > 0)
		buf_putc(&out, '\n');
	if (out.len > 0 && !own_form(buf_str(&out)))
		buf_puts(&out, own_mark);
	doc->markdown = buf_dup(&out, w->arena);
	doc->npieces = o.npieces;
	doc->pieces = ARENA_ARRAY(w->arena, struct clean_piece, o.npieces + 1);
	if (o.npieces > 0)
		memcpy((struct clean_piece *)doc->pieces, o.piece,
		    o.npieces * sizeof(*o.piece));
	free(o.piece);
	buf_release(&out);
	audit_sums(w, &w->did, doc);
	if (w->decisions.kept)
		account_places(w, &w->did, doc);
}
