/*
 * The cleaner: its stages, one after the other (clean_int.h has the
 * picture), and the text that needs none.
 */
#include <stdlib.h>
#include <string.h>

#include "audit_int.h"

static void
stages(struct work *w)
{
	clean_repair(w);
	clean_lines(w);
	clean_accents(w);
	clean_spaces(w);
	clean_inline(w);
	clean_measure(w);
	clean_capital(w);
	clean_pages(w);
	clean_notes(w);
	clean_measure(w);
	clean_paras(w);
	clean_structure(w);
}

static int
by_place(const void *a, const void *b)
{
	const struct clean_doubt *x = a, *y = b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return strcmp(x->id, y->id);
}

static int
by_in(const void *a, const void *b)
{
	uint32_t x = ((const struct clean_piece *)a)->in;
	uint32_t y = ((const struct clean_piece *)b)->in;

	return x < y ? -1 : x > y;
}

/* Offset in the clean text of a place in the witness; pieces by in. */
static uint32_t
out_of(const struct clean_piece *p, size_t n, uint32_t in)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {		/* the first that ends behind it */
		size_t mid = lo + (hi - lo) / 2;

		if (p[mid].in + p[mid].n <= in)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == n)
		return n > 0 ? p[n - 1].out + p[n - 1].n : 0;
	return p[lo].out + (in > p[lo].in ? in - p[lo].in : 0);
}

static void
place_doubts(struct work *w, const struct clean_doc *d)
{
	struct clean_piece *p;

	if (w->doubts.n == 0)
		return;
	p = ARENA_ARRAY(w->tmp, struct clean_piece, d->npieces + 1);
	if (d->npieces > 0)
		memcpy(p, d->pieces, d->npieces * sizeof(*p));
	qsort(p, d->npieces, sizeof(*p), by_in);
	for (size_t i = 0; i < w->doubts.n; i++)
		w->doubts.list[i].out = out_of(p, d->npieces,
		    w->doubts.list[i].span.start);
	doubts_near(w, d->markdown);
}

/* The end of a text: whole words, as they stand between quotes in YAML. */
static struct str
last_words(struct work *w, struct str s)
{
	size_t i = str_find(s, STR(" "), 0), n = 0;
	char  *p;

	if (i != SIZE_MAX)
		s = str_trim(str_sub(s, i + 1, s.n));
	p = arena_alloc(w->arena, 2 * s.n + 1);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			p[n++] = '\\';
		p[n++] = s.p[i];
	}
	return (struct str){ p, n };
}

static void
note_doubts(struct work *w)
{
	for (uint32_t k = 0; k < w->nnotes; k++) {
		const struct note *n = &w->note[k];
		const struct line *l = &w->line[n->line];
		struct str	   s;

		if (n->call != NONE && n->confidence >= 700 && !n->misread)
			continue;
		s.p = n->call == NONE ? arena_printf(w->arena,
		    "  - call: %u\n    after: \"\"\n", n->number) :
		    arena_printf(w->arena, "  - call: %u\n    after: "
		    "\"%.*s\"\n", n->number, STR_ARG(last_words(w, cells_text(
		    w->arena, &w->c, n->call > 30 ? n->call - 30 : 0,
		    n->call, 120))));
		s.n = strlen(s.p);
		if (n->call == NONE)
			doubt_add(w, R_NOTE_LABEL, l->s, l->e, 0, STR_NULL,
			    s);
		else
			doubt_add(w, n->misread ? R_CALL_MISREAD : R_CALL,
			    n->call, n->call_end, n->confidence, STR_NULL, s);
	}
}

static void
finish(struct work *w, struct clean_doc *d)
{
	note_doubts(w);
	clean_write(w, d);
	d->pages = w->pages + 1;
	d->notes = w->nnotes;
	for (uint32_t i = 0; i < w->text.nblocks; i++)
		d->headings += w->text.block[i].kind == BLOCK_HEADING;
	if (w->doubts.n > 1)
		qsort(w->doubts.list, w->doubts.n, sizeof(*w->doubts.list),
		    by_place);
	place_doubts(w, d);
	d->doubts = w->doubts.list;
	d->ndoubts = w->doubts.n;
}

/* A text that is already what the cleaner writes stays as it is. */
static void
keep(struct work *w, struct clean_doc *d, struct str bytes)
{
	struct clean_sum   *s = ARENA_NEW(w->arena, struct clean_sum);
	struct clean_piece *p = ARENA_NEW(w->arena, struct clean_piece);
	struct clean_place *q = ARENA_NEW(w->arena, struct clean_place);

	d->markdown = d->text = str_dup(w->arena, bytes);
	p->n = (uint32_t)bytes.n;
	d->pieces = p;
	d->npieces = bytes.n > 0;
	s->rule = clean_rules[R_KEPT].id;
	s->fate = "kept";
	s->chars = d->chars = utf8_count(bytes);
	*q = (struct clean_place){ .n = p->n, .len = p->n, .confidence = 1000,
	    .chars = (uint32_t)d->chars };
	s->times = 1;
	d->places = q;
	d->nplaces = bytes.n > 0;
	d->sums = s;
	d->nsums = 1;
	own_form_count(bytes, &d->notes, &d->headings);
}

int
clean_witness(struct arena *a, struct str name, struct str bytes,
    const struct clean_opts *opts, struct diag_sink *sink,
    struct clean_doc **out, struct error *e)
{
	struct arena	  tmp;
	struct work	  w = { 0 };
	struct clean_doc *d = ARENA_NEW(a, struct clean_doc);
	int		  rc = -1;

	(void)sink;
	if (bytes.n >= CLEAN_MAX)
		return error_limit(e, name.n ? name.p : "",
		    "the text is larger than %u MB", CLEAN_MAX >> 20);
	arena_init(&tmp);
	w.arena = a;
	w.tmp = &tmp;
	w.name = name;
	w.lang = opts->lang;
	w.decisions.kept = opts->places;
	if (own_form(bytes)) {
		keep(&w, d, bytes);
		rc = 0;
	} else if (clean_decode(&w, bytes, e) == 0) {
		stages(&w);
		d->text = w.c.src;
		finish(&w, d);
		rc = 0;
	}
	if (rc == 0 && opts->suspects)
		clean_suspects(&w, d);
	if (rc == 0 && d->residue > 0)
		rc = error_library(e, name.n ? name.p : "",
		    "cleaning lost %llu characters without a rule",
		    (unsigned long long)d->residue);
	if (rc == 0 && w.dict_error.kind != ERROR_NONE) {
		*e = w.dict_error;
		rc = -1;
	}
	dict_close(w.dict);
	arena_release(&tmp);
	*out = rc == 0 ? d : NULL;
	return rc;
}
