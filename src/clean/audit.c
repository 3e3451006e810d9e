/*
 * The account: what became of every character, by rule, and the two
 * reports made from it.
 */
#include <string.h>

#include "audit_int.h"

static const char *const fates[] = { "kept", "moved", "changed",
	"removed" };

void
audit_sums(struct work *w, const uint8_t *seen, struct clean_doc *doc)
{
	struct clean_sum *sum = ARENA_ARRAY(w->arena, struct clean_sum,
	    R__MAX);
	uint8_t		  last = R__MAX;

	for (int r = 0; r < R__MAX; r++) {
		sum[r].rule = clean_rules[r].id;
		sum[r].fate = fates[clean_rules[r].fate];
	}
	for (uint32_t i = 0; i < w->c.n; i++) {
		uint8_t r = w->c.rule[i];
		bool	gone = cell_gone(&w->c, i);

		sum[r].chars++;
		sum[r].times += r != last;
		last = r;
		if ((gone && seen[i] > 0) || (!gone && seen[i] != 1))
			doc->residue++;
	}
	doc->sums = sum;
	doc->nsums = R__MAX;
	doc->chars = w->c.n;
}

/* ---- reports ---- */

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
place(struct str text, uint32_t at, unsigned *line, unsigned *col)
{
	*line = *col = 1;
	for (uint32_t i = 0; i < at && i < text.n; i++)
		if (text.p[i] == '\n') {
			++*line;
			*col = 1;
		} else if (((unsigned char)text.p[i] & 0xC0) != 0x80)
			++*col;
}

static void
json_doubts(struct buf *o, const struct clean_doc *d,
    const struct clean_doubt *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct clean_doubt *x = &list[i];
		unsigned		  line, col;

		place(d->text, x->span.start, &line, &col);
		buf_printf(o, "%s\n    {\"id\": \"%s\", \"rule\": \"%s\", "
		    "\"line\": %u, \"column\": %u, \"confidence\": %d,\n"
		    "     \"text\": ", i ? "," : "", x->id, x->rule, line, col,
		    x->confidence);
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

void
clean_report_json(const struct clean_doc *d, struct buf *o)
{
	bool first = true;

	buf_printf(o, "{\n  \"characters\": %llu,\n  \"residue\": %llu,\n"
	    "  \"pages\": %u, \"notes\": %u, \"headings\": %u,\n"
	    "  \"rules\": [", (unsigned long long)d->chars,
	    (unsigned long long)d->residue, d->pages, d->notes, d->headings);
	for (size_t i = 0; i < d->nsums; i++) {
		if (d->sums[i].chars == 0)
			continue;
		buf_printf(o, "%s\n    {\"rule\": \"%s\", \"fate\": \"%s\", "
		    "\"characters\": %llu, \"times\": %u}", first ? "" : ",",
		    d->sums[i].rule, d->sums[i].fate,
		    (unsigned long long)d->sums[i].chars, d->sums[i].times);
		first = false;
	}
	buf_puts(o, "],\n  \"doubts\": [");
	json_doubts(o, d, d->doubts, d->ndoubts);
	buf_puts(o, "],\n  \"suspects\": [");
	json_doubts(o, d, d->suspects, d->nsuspects);
	buf_puts(o, "]\n}\n");
}

static void
text_doubts(struct buf *o, const struct clean_doc *d, const char *title,
    const struct clean_doubt *list, size_t n)
{
	if (n == 0)
		return;
	buf_printf(o, "\n%s (%zu)\n", title, n);
	for (size_t i = 0; i < n; i++) {
		const struct clean_doubt *x = &list[i];
		unsigned		  line, col;

		place(d->text, x->span.start, &line, &col);
		buf_printf(o, "\n%u:%u  %s, confidence %d/1000\n    %.*s\n",
		    line, col, x->id, x->confidence, STR_ARG(x->context));
		if (x->candidate.n > 0)
			buf_printf(o, "    perhaps: %.*s\n",
			    STR_ARG(x->candidate));
		if (x->stub.n > 0)
			buf_put_str(o, x->stub);
	}
}

void
clean_report_text(const struct clean_doc *d, struct buf *o)
{
	uint64_t total = 0;

	buf_printf(o, "%llu characters; %u pages, %u notes, %u headings\n\n"
	    "  characters   times  fate     rule\n",
	    (unsigned long long)d->chars, d->pages, d->notes, d->headings);
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
	text_doubts(o, d, "To decide", d->doubts, d->ndoubts);
	text_doubts(o, d, "Suspicious words", d->suspects, d->nsuspects);
}
