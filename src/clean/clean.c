/*
 * The cleaner: its stages, one after the other (clean_int.h has the
 * picture), and the text that needs none.
 */
#include <string.h>

#include "audit_int.h"

void
clean_stages(struct work *w)
{
	static void (*const stages[])(struct work *) = { clean_repair,
	    clean_columns, clean_lines, clean_accents, clean_spaces, clean_inline,
	    clean_specks, clean_measure, clean_capital, clean_pages, clean_notes,
	    clean_measure, clean_paras, clean_structure };

	for (size_t i = 0; i < sizeof(stages) / sizeof(*stages); i++) {
		stages[i](w);
		arena_release(w->scratch);	/* ready for the next */
	}
}

static void
finish(struct work *w, struct clean_doc *d)
{
	doubts_of_notes(w);
	clean_write(w, d);
	d->pages = w->pages + 1;
	d->notes = w->nnotes;
	for (uint32_t i = 0; i < w->text.nblocks; i++)
		d->headings += w->text.block[i].kind == BLOCK_HEADING;
	doubts_settle(w, d);
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
	struct arena	  tmp, scratch;
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
	arena_init(&scratch);
	w.scratch = &scratch;
	w.name = name;
	w.lang = opts->lang;
	w.decisions.kept = opts->places;
	w.marks = opts->page_marks;
	if (own_form(bytes)) {
		keep(&w, d, bytes);
		rc = 0;
	} else if (clean_decode(&w, bytes, e) == 0) {
		clean_stages(&w);
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
	arena_release(&scratch);
	arena_release(&tmp);
	*out = rc == 0 ? d : NULL;
	return rc;
}
