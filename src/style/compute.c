/*
 * The cascade: the declarations that match an element, by specificity
 * and order, over what it inherits.
 */
#include <string.h>

#include "style_int.h"

enum { MATCHES_MAX = 64 };

struct match {
	const struct css_rule	*rule;
	unsigned		 spec;
};

/* The highest specificity with which a rule matches, or -1. */
static int
rule_matches(const struct css_rule *r, const struct elem *e)
{
	int best = -1;

	for (const struct css_selector *s = r->selectors; s; s = s->next)
		if ((int)s->spec > best && css_matches(s, e))
			best = (int)s->spec;
	return best;
}

/* Rules in the order in which they apply; rules come in file order. */
static int
collect(const struct css *css, const struct elem *e, struct match *m)
{
	int n = 0, spec, i;

	for (const struct css_rule *r = css->rules; r; r = r->next) {
		if (r->media == CSS_SCREEN || r->media == CSS_OTHER ||
		    n == MATCHES_MAX ||
		    (spec = rule_matches(r, e)) < 0)
			continue;
		for (i = n; i > 0 && m[i - 1].spec > (unsigned)spec; i--)
			m[i] = m[i - 1];
		m[i] = (struct match){ r, (unsigned)spec };
		n++;
	}
	return n;
}

static void
apply_all(struct apply *a, const struct match *m, int n, int pass)
{
	for (int i = 0; i < n; i++)
		for (const struct css_decl *d = m[i].rule->decls; d;
		    d = d->next)
			(void)css_apply(a, d, pass);
}

/* What a block does not inherit. */
static void
reset(struct computed *c)
{
	c->b.margin_left = c->b.margin_right = 0;
	c->b.space_before = c->b.space_after = 0;
	c->b.keep_prev = c->b.keep_next = c->b.keep_together = false;
	c->b.break_before = BREAK_UNSET;
	c->b.drop_lines = c->b.initial_words = 0;
	c->b.push_down = false;
	c->b.content = STR("");
	c->width = 0;
}

/* Of ::first-letter print reads what makes an initial of it. */
static void
first_letter(const struct sheet *s, const struct elem *e,
    struct computed *out)
{
	struct match	m[MATCHES_MAX];
	struct elem	letter = *e;
	struct computed	c = *out;
	struct apply	a = { .c = &c, .parent = out };

	letter.first_letter = true;
	apply_all(&a, m, collect(&s->css, &letter, m), 1);
	out->b.drop_lines = c.b.drop_lines;
	out->b.initial_words = c.b.initial_words;
}

void
css_compute(const struct sheet *s, const struct elem *e,
    const struct computed *parent, bool is_inline, struct computed *out)
{
	struct match	m[MATCHES_MAX];
	struct apply	a = { .c = out, .parent = parent,
	    .is_inline = is_inline };
	int		n = collect(&s->css, e, m);

	memcpy(out, parent, sizeof(*out));
	if (!is_inline)
		reset(out);
	a.at = (struct lengths){ 0, s->root.b.size, s->root.b.leading,
	    s->measure };
	apply_all(&a, m, n, 0);
	a.at.size = out->b.size;
	apply_all(&a, m, n, 1);
	if (s->css.letters && !is_inline && e->node != NULL)
		first_letter(s, e, out);
	if (out->line_height > 0)
		out->b.leading = (sp)((int64_t)out->b.size *
		    out->line_height / 10000);
}
