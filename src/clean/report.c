/*
 * The two reports of the account: JSON with every place, and a page for
 * people, which shows of each rule what was least certain.
 */
#include <stdlib.h>
#include <string.h>

#include "audit_int.h"

enum { STEP = 64, LEAST = 12, SAMPLES = 3, AROUND = 14 };

/* A text whose lines and characters are looked up by byte. */
struct ruler {
	struct str	 text;
	uint32_t	*line;		/* where each begins */
	size_t		 nlines;
	uint32_t	*chars;		/* code points before each STEP */
};

static bool
begins(struct str s, size_t i)
{
	return ((unsigned char)s.p[i] & 0xC0) != 0x80;
}

static void
ruler_init(struct ruler *r, struct str s)
{
	uint32_t n = 0;

	r->text = s;
	r->nlines = 1;
	for (size_t i = 0; i < s.n; i++)
		r->nlines += s.p[i] == '\n';
	r->line = xrealloc(NULL, r->nlines * sizeof(*r->line));
	r->chars = xrealloc(NULL, (s.n / STEP + 1) * sizeof(*r->chars));
	r->line[0] = 0;
	r->nlines = 1;
	for (size_t i = 0; i < s.n; i++) {
		if (i % STEP == 0)
			r->chars[i / STEP] = n;
		n += begins(s, i);
		if (s.p[i] == '\n')
			r->line[r->nlines++] = (uint32_t)i + 1;
	}
	if (s.n % STEP == 0)
		r->chars[s.n / STEP] = n;
}

static void
ruler_release(struct ruler *r)
{
	free(r->line);
	free(r->chars);
}

/* Code points before a byte. */
static uint32_t
chars_before(const struct ruler *r, uint32_t at)
{
	uint32_t n = r->chars[at / STEP];

	for (size_t i = at - at % STEP; i < at; i++)
		n += begins(r->text, i);
	return n;
}

static void
place(const struct ruler *r, uint32_t at, unsigned *line, unsigned *col)
{
	size_t lo = 0, hi = r->nlines;

	if (at > r->text.n)
		at = (uint32_t)r->text.n;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (r->line[mid] <= at)
			lo = mid;
		else
			hi = mid;
	}
	*line = (unsigned)lo + 1;
	*col = 1 + chars_before(r, at) - chars_before(r, r->line[lo]);
}

/* ---- JSON ---- */

static void
json_str(struct buf *o, struct str s)
{
	buf_putc(o, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\') {
			buf_putc(o, '\\');
			buf_putc(o, (char)c);
		} else if (c == '\n')
			buf_puts(o, "\\n");
		else if (c < 0x20)
			buf_printf(o, "\\u%04x", c);
		else
			buf_putc(o, (char)c);
	}
	buf_putc(o, '"');
}

static void
json_range(struct buf *o, const struct ruler *r, uint32_t from, uint32_t to)
{
	unsigned l0, c0, l1, c1;

	place(r, from, &l0, &c0);
	place(r, to, &l1, &c1);
	buf_printf(o, "\"from\": [%u, %u], \"to\": [%u, %u]", l0, c0, l1, c1);
}

static void
json_doubts(struct buf *o, const struct ruler *r,
    const struct clean_doubt *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct clean_doubt *x = &list[i];
		unsigned		  line, col;

		place(r, x->span.start, &line, &col);
		buf_printf(o, "%s\n    {\"id\": \"%s\", \"rule\": \"%s\", "
		    "\"line\": %u, \"column\": %u, \"confidence\": %d,\n"
		    "     \"also\": [", i ? "," : "", x->id, x->rule, line, col,
		    x->confidence);
		for (unsigned k = 0; k + 1 < x->times; k++) {
			place(r, x->also[k].start, &line, &col);
			buf_printf(o, "%s[%u, %u]", k ? ", " : "", line, col);
		}
		buf_puts(o, "],\n     \"text\": ");
		json_str(o, x->text);
		buf_puts(o, ", \"candidate\": ");
		json_str(o, x->candidate);
		buf_puts(o, ",\n     \"context\": ");
		json_str(o, x->context);
		buf_puts(o, ",\n     \"ledger\": ");
		json_str(o, x->stub);
		buf_puts(o, "}");
	}
}

static void
json_sums(struct buf *o, const struct clean_doc *d)
{
	bool first = true;

	for (size_t i = 0; i < d->nsums; i++) {
		if (d->sums[i].chars == 0)
			continue;
		buf_printf(o, "%s\n    {\"rule\": \"%s\", \"fate\": \"%s\", "
		    "\"characters\": %llu, \"times\": %u}", first ? "" : ",",
		    d->sums[i].rule, d->sums[i].fate,
		    (unsigned long long)d->sums[i].chars, d->sums[i].times);
		first = false;
	}
}

static bool
stands(const struct clean_doc *d, const struct clean_place *p)
{
	return strcmp(d->sums[p->rule].fate, "kept") == 0 ||
	    strcmp(d->sums[p->rule].fate, "moved") == 0;
}

static void
json_places(struct buf *o, const struct clean_doc *d,
    const struct ruler *in, const struct ruler *out)
{
	for (size_t i = 0; i < d->nplaces; i++) {
		const struct clean_place *p = &d->places[i];

		buf_printf(o, "%s\n    {\"rule\": \"%s\", ", i ? "," : "",
		    d->sums[p->rule].rule);
		json_range(o, in, p->in, p->in + p->n);
		buf_printf(o, ", \"characters\": %u", p->chars);
		if (p->len > 0)
			buf_printf(o, ", \"out\": %u", chars_before(out,
			    p->out));
		if (!stands(d, p)) {
			buf_puts(o, ", \"before\": ");
			json_str(o, str_sub(d->text, p->in, p->in + p->n));
			buf_puts(o, ", \"after\": ");
			json_str(o, str_sub(d->markdown, p->out, p->out +
			    p->len));
			buf_printf(o, ", \"confidence\": %u", p->confidence);
		}
		buf_putc(o, '}');
	}
}

static int
by_out(const void *a, const void *b)
{
	const struct clean_place *x = a, *y = b;

	return x->out < y->out ? -1 : x->out > y->out;
}

/* What the writer added: the clean text between the places. */
static void
json_added(struct buf *o, const struct clean_doc *d, const struct ruler *out)
{
	struct clean_place *p = xrealloc(NULL, (d->nplaces + 1) * sizeof(*p));
	size_t		    n = 0, end = 0;
	bool		    first = true;

	for (size_t i = 0; i < d->nplaces; i++)
		if (d->places[i].len > 0)
			p[n++] = d->places[i];
	if (n > 1)
		qsort(p, n, sizeof(*p), by_out);
	p[n].out = (uint32_t)d->markdown.n;
	for (size_t i = 0; i <= n; i++) {
		if (p[i].out > end) {
			buf_printf(o, "%s\n    {\"out\": %u, \"text\": ",
			    first ? "" : ",", chars_before(out,
			    (uint32_t)end));
			json_str(o, str_sub(d->markdown, end, p[i].out));
			buf_putc(o, '}');
			first = false;
		}
		if (i < n)
			end = p[i].out + p[i].len;
	}
	free(p);
}

static void
json_shapes(struct buf *o, const struct clean_doc *d, const struct ruler *in,
    const struct ruler *out)
{
	for (size_t i = 0; i < d->nshapes; i++) {
		const struct clean_shape *x = &d->shapes[i];

		buf_printf(o, "%s\n    {\"shape\": \"%s\", ", i ? "," : "",
		    x->kind);
		json_range(o, in, x->span.start, x->span.end);
		buf_printf(o, ", \"out\": %u, \"confidence\": %d}",
		    chars_before(out, x->out), x->confidence);
	}
}

void
clean_report_json(const struct clean_doc *d, struct buf *o)
{
	struct ruler in, out;

	ruler_init(&in, d->text);
	ruler_init(&out, d->markdown);
	buf_printf(o, "{\n  \"characters\": %llu,\n  \"residue\": %llu,\n"
	    "  \"pages\": %u, \"notes\": %u, \"headings\": %u,\n"
	    "  \"rules\": [", (unsigned long long)d->chars,
	    (unsigned long long)d->residue, d->pages, d->notes, d->headings);
	json_sums(o, d);
	buf_puts(o, "],\n  \"places\": [");
	json_places(o, d, &in, &out);
	buf_puts(o, "],\n  \"added\": [");
	json_added(o, d, &out);
	buf_puts(o, "],\n  \"shapes\": [");
	json_shapes(o, d, &in, &out);
	buf_puts(o, "],\n  \"doubts\": [");
	json_doubts(o, &in, d->doubts, d->ndoubts);
	buf_puts(o, "],\n  \"suspects\": [");
	json_doubts(o, &in, d->suspects, d->nsuspects);
	buf_puts(o, "]\n}\n");
	ruler_release(&in);
	ruler_release(&out);
}

/* ---- the page ---- */

static void
text_doubts(struct buf *o, const struct ruler *r, const char *title,
    const struct clean_doubt *list, size_t n)
{
	if (n == 0)
		return;
	buf_printf(o, "\n%s (%zu)\n", title, n);
	for (size_t i = 0; i < n; i++) {
		const struct clean_doubt *x = &list[i];
		unsigned		  line, col;

		place(r, x->span.start, &line, &col);
		buf_printf(o, "\n%u:%u  %s, confidence %d/1000", line, col,
		    x->id, x->confidence);
		for (unsigned k = 0; k + 1 < x->times; k++) {
			place(r, x->also[k].start, &line, &col);
			buf_printf(o, "%s %u:%u", k ? "," : "; also at", line,
			    col);
		}
		buf_printf(o, "\n    %.*s\n", STR_ARG(x->context));
		if (x->candidate.n > 0)
			buf_printf(o, "    perhaps: %.*s\n",
			    STR_ARG(x->candidate));
		if (x->stub.n > 0)
			buf_put_str(o, x->stub);
	}
}

static void
text_sums(struct buf *o, const struct clean_doc *d)
{
	uint64_t total = 0;

	buf_puts(o, "  characters   times  fate     rule\n");
	for (size_t i = 0; i < d->nsums; i++) {
		if (d->sums[i].chars == 0)
			continue;
		total += d->sums[i].chars;
		buf_printf(o, "  %10llu  %6u  %-8s %s (%s)\n",
		    (unsigned long long)d->sums[i].chars, d->sums[i].times,
		    d->sums[i].fate, d->sums[i].rule,
		    clean_rules[i].text);
	}
	buf_printf(o, "  %10llu  in all; unexplained: %llu\n",
	    (unsigned long long)total, (unsigned long long)d->residue);
}

/* Characters of one line: ends, tabs and feeds shown as signs. */
static void
visible(struct buf *o, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (cp == '\n')
			buf_puts(o, "⏎");
		else if (cp == '\t')
			buf_puts(o, "⇥");
		else if (cp == '\f')
			buf_puts(o, "␌");
		else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			buf_puts(o, "�");
		else
			buf_put_cp(o, cp);
	}
}

static size_t
step_back(struct str s, size_t at, int n)
{
	while (n-- > 0 && at > 0)
		(void)utf8_prev(s, &at);
	return at;
}

static size_t
step_on(struct str s, size_t at, int n)
{
	while (n-- > 0 && at < s.n)
		(void)utf8_next(s, &at);
	return at;
}

/* The place in the witness with what stands around it. */
static void
text_place(struct buf *o, const struct clean_doc *d, const struct ruler *r,
    const struct clean_place *p)
{
	size_t	 from = p->in, to = from + p->n;
	struct str gone = str_sub(d->text, from, to);
	unsigned line, col;

	place(r, p->in, &line, &col);
	buf_printf(o, "    %u:%u  %u/1000  ", line, col, p->confidence);
	visible(o, str_sub(d->text, step_back(d->text, from, AROUND), from));
	buf_putc(o, '[');
	if (gone.n > 160) {
		visible(o, str_sub(gone, 0, step_on(gone, 0, 40)));
		buf_puts(o, " … ");
		gone = str_sub(gone, step_back(gone, gone.n, 40), gone.n);
	}
	visible(o, gone);
	if (p->len > 0 && !stands(d, p)) {
		buf_puts(o, " → ");
		visible(o, str_sub(d->markdown, p->out, p->out + p->len));
	}
	buf_putc(o, ']');
	visible(o, str_sub(d->text, to, step_on(d->text, to, AROUND)));
	buf_putc(o, '\n');
}

static int
by_doubt(const void *a, const void *b)
{
	const struct clean_place *x = a, *y = b;

	if (x->confidence != y->confidence)
		return x->confidence < y->confidence ? -1 : 1;
	return x->in < y->in ? -1 : x->in > y->in;
}

static int
by_rule(const void *a, const void *b)
{
	const struct clean_place *x = a, *y = b;

	return x->rule != y->rule ? (x->rule < y->rule ? -1 : 1) :
	    by_doubt(a, b);
}

/* Of each rule the least certain places; of one that is certain by
 * definition a few. */
static void
text_places(struct buf *o, const struct clean_doc *d, const struct ruler *r)
{
	struct clean_place *p;
	size_t		    end;

	if (d->nplaces == 0)
		return;
	p = xrealloc(NULL, d->nplaces * sizeof(*p));
	memcpy(p, d->places, d->nplaces * sizeof(*p));
	qsort(p, d->nplaces, sizeof(*p), by_rule);
	for (size_t i = 0; i < d->nplaces; i = end) {
		size_t show = 0, most = p[i].confidence < 1000 ? LEAST :
		    SAMPLES;

		for (end = i; end < d->nplaces && p[end].rule == p[i].rule;
		    end++)
			;
		if (strcmp(d->sums[p[i].rule].fate, "kept") == 0)
			continue;
		buf_printf(o, "\n%s, %s\n", d->sums[p[i].rule].rule,
		    d->sums[p[i].rule].fate);
		for (; show < end - i && show < most; show++)
			text_place(o, d, r, &p[i + show]);
		if (show < end - i)
			buf_printf(o, "    and %zu more\n", end - i - show);
	}
	free(p);
}

static void
text_shapes(struct buf *o, const struct clean_doc *d, const struct ruler *r)
{
	if (d->nshapes > 0)
		buf_puts(o, "\nshapes\n");
	for (size_t i = 0; i < d->nshapes; i++) {
		const struct clean_shape *x = &d->shapes[i];
		size_t			  to = x->span.start;
		unsigned		  line, col;

		place(r, x->span.start, &line, &col);
		to = step_on(d->text, to, 60);
		to = to < x->span.end ? to : x->span.end;
		buf_printf(o, "    %u:%u  %d/1000  %s: ", line, col,
		    x->confidence, x->kind);
		visible(o, str_sub(d->text, x->span.start, to));
		buf_putc(o, '\n');
	}
}

static void
counted(struct buf *o, unsigned n, const char *what, const char *behind)
{
	buf_printf(o, "%u %s%s%s", n, what, n == 1 ? "" : "s", behind);
}

void
clean_report_text(const struct clean_doc *d, struct buf *o)
{
	struct ruler r;

	ruler_init(&r, d->text);
	buf_printf(o, "%llu characters; ", (unsigned long long)d->chars);
	counted(o, d->pages, "page", ", ");
	counted(o, d->notes, "note", ", ");
	counted(o, d->headings, "heading", "\n\n");
	text_sums(o, d);
	text_places(o, d, &r);
	text_shapes(o, d, &r);
	text_doubts(o, &r, "To decide", d->doubts, d->ndoubts);
	text_doubts(o, &r, "Suspicious words", d->suspects, d->nsuspects);
	ruler_release(&r);
}
