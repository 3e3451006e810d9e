/*
 * Scaffolding of the first day: weak stand-ins for stages that have not
 * landed yet, so that the program links.  Goes with the last of them.
 */
#include "octavo/build.h"
#include "octavo/epub.h"
#include "octavo/read.h"
#include "octavo/terms.h"
#include "octavo/typeset.h"

#define WEAK __attribute__((weak))
#define GONE(e) error_library(e, NULL, "%s has not landed", __func__)

WEAK int
edition_read(struct arena *a, const char *d, struct diag_sink *s,
    struct edition **out, struct error *e)
{
	(void)a, (void)d, (void)s, (void)out;
	return GONE(e);
}

WEAK int
clean_witness(struct arena *a, struct str n, struct str b,
    const struct clean_opts *o, struct diag_sink *s, struct clean_doc **out,
    struct error *e)
{
	(void)a, (void)n, (void)b, (void)o, (void)s, (void)out;
	return GONE(e);
}

WEAK void
clean_report_json(const struct clean_doc *d, struct buf *b)
{
	(void)d, (void)b;
}

WEAK void
clean_report_text(const struct clean_doc *d, struct buf *b)
{
	(void)d, (void)b;
}

WEAK struct node *
read_markdown(struct model *m, uint32_t n, struct diag_sink *s)
{
	(void)m, (void)n, (void)s;
	return NULL;
}

WEAK int
ledger_read(struct arena *a, const char *p, struct diag_sink *s,
    struct ledger **out, struct error *e)
{
	(void)a, (void)p, (void)s, (void)out;
	return GONE(e);
}

WEAK struct book *
edit_book(struct arena *a, const struct edition *ed, const struct text *t,
    size_t n, const struct edit_opts *o, struct diag_sink *s)
{
	(void)a, (void)ed, (void)t, (void)n, (void)o, (void)s;
	return NULL;
}
