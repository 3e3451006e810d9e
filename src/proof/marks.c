/*
 * What is marked, and where: doubts and suspicions are places of a
 * cleaned text, messages places of a source; corrections and notes are
 * nodes of the book.
 *
 * A place of a source is found again by counting letters: typography
 * changes spaces and signs, letters it leaves alone.
 */
#include <string.h>

#include "octavo/file.h"
#include "proof_int.h"

enum { LETTERS_SHOWN = 40 };	/* of a mark, at most */

struct finder {
	struct arena		*arena;
	const struct proof_input *in;
	struct proof_marks	*out;
	const struct node	**texts;	/* TEXT nodes in order */
	size_t			 ntexts;
};

static bool
counts(uint32_t cp)
{
	return cp_is_letter(cp) || cp_is_digit(cp);
}

static size_t
letters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n;)
		n += counts(utf8_next(s, &i));
	return n;
}

/* Offset behind n letters (and before the next one), or s.n. */
static size_t
skip_letters(struct str s, size_t from, size_t n)
{
	size_t i = from, at;

	while (i < s.n) {
		at = i;
		if (counts(utf8_next(s, &i)) && n-- == 0)
			return at;
	}
	return s.n;
}

static void
add(struct finder *f, struct proof_mark m)
{
	struct proof_mark **p = &f->out->by_node[m.node->id], *new;

	while (*p != NULL && (*p)->from <= m.from)
		p = &(*p)->next;
	new = ARENA_NEW(f->arena, struct proof_mark);
	*new = m;
	new->page = new->number = UINT32_MAX;
	new->next = *p;
	*p = new;
}

/* "file:line:column", the file as seen from the edition's folder. */
static const char *
where(const struct finder *f, const char *name, struct span s)
{
	struct str dir = f->in->book->edition->dir, file;
	unsigned   line, col;

	if (s.source == 0 || s.source > f->in->sources->count)
		return "";
	file = name != NULL ? str_z(name) :
	    f->in->sources->list[s.source - 1].name;
	if (dir.n > 0 && str_starts(file, dir) && file.n > dir.n &&
	    file.p[dir.n] == '/')
		file = str_sub(file, dir.n + 1, file.n);
	else			/* it lies elsewhere: not our affair where */
		file = str_z(path_base(str_dup(f->arena, file).p));
	sources_place(f->in->sources, s, &line, &col);
	return arena_printf(f->arena, "%.*s:%u:%u", STR_ARG(file), line,
	    col);
}

static bool
holds(struct span s, uint32_t source, uint32_t at)
{
	return s.source == source && s.start <= at && at < s.end;
}

/* The first TEXT with the narrowest span around a place, or ntexts. */
static size_t
narrowest(const struct finder *f, uint32_t source, uint32_t at)
{
	size_t   best = f->ntexts;
	uint32_t least = UINT32_MAX;

	for (size_t i = 0; i < f->ntexts; i++) {
		struct span s = f->texts[i]->span;

		if (holds(s, source, at) && s.end - s.start < least) {
			least = s.end - s.start;
			best = i;
		}
	}
	return best;
}

/*
 * Marks `n` letters from a place of a source on; the TEXT nodes that
 * came from one piece of the source share its span.
 */
static void
add_at(struct finder *f, struct proof_mark m, uint32_t source, uint32_t at,
    size_t n)
{
	size_t		 i = narrowest(f, source, at), skip, here;
	struct span	 s;
	struct str	 t;

	if (i == f->ntexts)
		return;
	s = f->texts[i]->span;
	skip = letters(str_sub(f->in->sources->list[source - 1].text,
	    s.start, at));
	for (; i + 1 < f->ntexts; i++) {
		here = letters(f->texts[i]->u.text.text);
		if (skip < here || f->texts[i + 1]->span.source != source ||
		    f->texts[i + 1]->span.start != s.start)
			break;
		skip -= here;
	}
	if (m.kind <= PROOF_SUSPECT &&
	    node_up(f->texts[i], NODE_CORR) != NULL)
		return;			/* settled by the ledger */
	t = f->texts[i]->u.text.text;
	m.node = f->texts[i];
	m.from = (uint32_t)skip_letters(t, 0, skip);
	n = n < 1 ? 1 : n > LETTERS_SHOWN ? LETTERS_SHOWN : n;
	m.to = (uint32_t)skip_letters(t, m.from, n);
	while (m.to > m.from + 1 && t.p[m.to - 1] == ' ')
		m.to--;
	add(f, m);
}

static void
add_doubt(struct finder *f, const struct proof_text *t,
    const struct clean_doubt *d, enum proof_kind kind)
{
	struct proof_mark m = { .kind = kind };
	struct span	  at = { t->source, d->out, d->out };

	m.title = d->candidate.n > 0 ? arena_printf(f->arena,
	    "%.*s: %.*s?", STR_ARG(d->text), STR_ARG(d->candidate)) :
	    arena_printf(f->arena, "%s: %.*s", d->rule, STR_ARG(d->text));
	m.detail = arena_printf(f->arena, "%s, %d/1000 · %.*s", d->id,
	    d->confidence, STR_ARG(d->context));
	m.stub = d->stub.n > 0 ? str_dup(f->arena, d->stub).p : "";
	m.where = where(f, t->path, at);
	add_at(f, m, t->source, d->out, letters(d->text));
}

static void
add_doubts(struct finder *f)
{
	for (size_t i = 0; i < f->in->ntexts; i++) {
		const struct proof_text *t = &f->in->texts[i];

		if (t->clean == NULL)
			continue;
		for (size_t k = 0; k < t->clean->ndoubts; k++)
			add_doubt(f, t, &t->clean->doubts[k], PROOF_DOUBT);
		for (size_t k = 0; k < t->clean->nsuspects; k++)
			add_doubt(f, t, &t->clean->suspects[k],
			    PROOF_SUSPECT);
	}
}

static void
add_messages(struct finder *f)
{
	for (const struct diag_item *it = f->in->sink->first; it != NULL;
	    it = it->next) {
		const struct diag_kind	*k = diag_kind(it->code);
		struct proof_mark	 m = { .kind = PROOF_MESSAGE };
		struct str		 text;

		if (it->span.source == 0 ||
		    it->span.source > f->in->sources->count)
			continue;
		text = f->in->sources->list[it->span.source - 1].text;
		m.title = arena_printf(f->arena, "%s %s", k->code, k->text);
		m.detail = arena_printf(f->arena, "%s %s",
		    it->detail ? it->detail : "", k->cure);
		m.stub = "";
		m.where = where(f, NULL, it->span);
		add_at(f, m, it->span.source, it->span.start,
		    letters(str_sub(text, it->span.start, it->span.end)));
	}
}

static const char *const kinds[KIND__MAX] = { "ocr", "misprint",
	"normalisation", "conjecture" };

/* What was left out is marked at the end of the text before it. */
static void
add_before(struct finder *f, struct proof_mark m, const struct node *corr)
{
	const struct node *t = corr->prev;
	size_t		   i;

	if (t == NULL || t->kind != NODE_TEXT || t->u.text.text.n == 0)
		return;
	i = t->u.text.text.n;
	(void)utf8_prev(t->u.text.text, &i);
	m.node = t;
	m.from = (uint32_t)i;
	m.to = (uint32_t)t->u.text.text.n;
	add(f, m);
}

static void
add_correction(struct finder *f, const struct node *corr)
{
	const struct ledger_entry *e = corr->u.corr.entry;
	struct proof_mark	   m = { .kind = PROOF_CORRECTION };
	struct walk		   w;
	struct buf		   b;

	buf_init(&b);
	node_plain(corr, &b);
	m.title = arena_printf(f->arena, "%.*s → %s",
	    STR_ARG(corr->u.corr.sic), b.len > 0 ? b.data : "∅");
	buf_release(&b);
	m.detail = e == NULL ? "" : arena_printf(f->arena,
	    "%s · %.*s · %.*s %.*s", kinds[e->kind], STR_ARG(e->why),
	    STR_ARG(e->by), STR_ARG(e->date));
	m.stub = "";
	m.where = e == NULL ? "" : where(f, NULL, e->span);
	walk_init(&w, corr);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_TEXT)
			continue;
		m.node = w.node;
		m.from = 0;
		m.to = (uint32_t)w.node->u.text.text.n;
		add(f, m);
		return;
	}
	add_before(f, m, corr);
}

static void
add_note(struct finder *f, const struct node *note)
{
	struct proof_mark m = { .kind = PROOF_NOTE, .node = note->u.note.call,
	    .to = UINT32_MAX, .stub = "" };
	struct buf	  b;

	if (m.node == NULL)
		return;
	buf_init(&b);
	node_plain(note, &b);
	m.title = arena_dup(f->arena, b.data, b.len);
	buf_release(&b);
	m.detail = "";
	m.where = where(f, NULL, note->span);
	add(f, m);
}

static void
gather_texts(struct finder *f)
{
	const struct node *root = f->in->book->model.root;
	struct walk	   w;
	size_t		   n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		n += w.event == WALK_ENTER && w.node->kind == NODE_TEXT;
	f->texts = ARENA_ARRAY(f->arena, const struct node *, n + 1);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER && w.node->kind == NODE_TEXT)
			f->texts[f->ntexts++] = w.node;
}

static void
number(const struct node *root, struct proof_marks *out)
{
	struct walk w;
	uint32_t    n = 0;

	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE)
		if (w.event == WALK_ENTER)
			for (struct proof_mark *m = out->by_node[w.node->id];
			    m != NULL; m = m->next)
				m->number = n++;
	out->n = n;
}

void
proof_marks(struct arena *a, const struct proof_input *in,
    struct proof_marks *out)
{
	struct finder	f = { .arena = a, .in = in, .out = out };
	struct walk	w;

	out->nids = in->book->model.ids;
	out->by_node = ARENA_ARRAY(a, struct proof_mark *, out->nids + 1);
	out->n = 0;
	gather_texts(&f);
	add_doubts(&f);
	add_messages(&f);
	walk_init(&w, in->book->model.root);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER)
			continue;
		if (w.node->kind == NODE_CORR)
			add_correction(&f, w.node);
		else if (w.node->kind == NODE_NOTE &&
		    w.node->u.note.series == SERIES_EDITOR)
			add_note(&f, w.node);
	}
	number(in->book->model.root, out);
}
