#include <stdlib.h>
#include <string.h>

#include "octavo/arena.h"
#include "codes.h"
#include "content.h"

enum { MAX_OPERANDS = 8 };

static double
number_at(qpdf_data q, qpdf_oh array, int i)
{
	qpdf_oh v = qpdf_oh_get_array_item(q, array, i);
	double	d = qpdf_oh_get_numeric_value(q, v);

	qpdf_oh_release(q, v);
	return d;
}

static void
set_width(struct pdf_codes *c, size_t font, size_t code, double w)
{
	if (code < c->font[font].nwidths)
		c->font[font].widths[code] = w;
}

/* FirstChar, Widths. */
static void
simple_widths(struct pdf_codes *c, size_t k, qpdf_data q, qpdf_oh font)
{
	qpdf_oh	  list = qpdf_oh_get_key(q, font, "/Widths");
	qpdf_oh	  first = qpdf_oh_get_key(q, font, "/FirstChar");
	long long at = qpdf_oh_get_int_value(q, first);
	int	  n = qpdf_oh_get_array_n_items(q, list);

	for (int i = 0; i < n && at >= 0; i++)
		set_width(c, k, (size_t)at + (size_t)i,
		    number_at(q, list, i));
	qpdf_oh_release(q, list);
	qpdf_oh_release(q, first);
}

/* W of the descendant: "c [w w ...]" over and over (9.7.4.3).  The
 * other form, of ranges, is not cairo's; its codes get no width, and
 * what has none is not composed. */
static void
wide_widths(struct pdf_codes *c, size_t k, qpdf_data q, qpdf_oh font)
{
	qpdf_oh list = qpdf_oh_get_key(q, font, "/DescendantFonts");
	qpdf_oh cid = qpdf_oh_get_array_item(q, list, 0);
	qpdf_oh w = qpdf_oh_get_key(q, cid, "/W");
	int	n = qpdf_oh_get_array_n_items(q, w);

	for (int i = 0; i + 1 < n; i += 2) {
		size_t	at = (size_t)number_at(q, w, i);
		qpdf_oh run = qpdf_oh_get_array_item(q, w, i + 1);
		int	m = qpdf_oh_is_array(q, run) ?
		    qpdf_oh_get_array_n_items(q, run) : 0;

		for (int j = 0; j < m; j++)
			set_width(c, k, at + (size_t)j,
			    number_at(q, run, j));
		qpdf_oh_release(q, run);
	}
	qpdf_oh_release(q, w);
	qpdf_oh_release(q, cid);
	qpdf_oh_release(q, list);
}

static int
read_fonts(struct pdf_codes *c, struct arena *a, qpdf_data q, qpdf_oh page,
    uint32_t nshown, struct error *e)
{
	qpdf_oh	    res = qpdf_oh_get_key(q, page, "/Resources");
	qpdf_oh	    fonts = qpdf_oh_get_key_if_dict(q, res, "/Font"), one;
	const char *key;

	if (qpdf_oh_is_dictionary(q, fonts))
		qpdf_oh_begin_dict_key_iter(q, fonts);
	while (c->nfonts < MAX_FONTS && qpdf_oh_dict_more_keys(q)) {
		size_t k = c->nfonts++;

		key = qpdf_oh_dict_next_key(q);
		one = qpdf_oh_get_key(q, fonts, key);
		memcpy(c->font[k].name, key, strnlen(key,
		    sizeof(c->font[k].name) - 1));
		c->font[k].wide = qpdf_oh_has_key(q, one,
		    "/DescendantFonts") != QPDF_FALSE;
		/* cairo counts from 0 where codes have two bytes. */
		c->font[k].nwidths = c->font[k].wide ? nshown + 2u : 256;
		c->font[k].widths = ARENA_ARRAY(a, double,
		    c->font[k].nwidths);
		for (size_t i = 0; i < c->font[k].nwidths; i++)
			c->font[k].widths[i] = -1;
		(c->font[k].wide ? wide_widths : simple_widths)(c, k, q,
		    one);
		c->font[k].object = one;
	}
	qpdf_oh_release(q, fonts);
	qpdf_oh_release(q, res);
	return qp_check(q, e);
}

/* The glyphs of the primer, taken one by one as the page shows them. */
struct reader {
	struct pdf_codes       *codes;
	const struct pdf_plan  *plan;
	struct content		c;
	struct token		operand[MAX_OPERANDS];
	unsigned		noperands;
	size_t			font;	/* in force, from 1 */
	uint32_t		next;	/* of the glyphs shown */
	unsigned		depth;	/* within an ActualText */
	bool			broken;
};

static struct str
operand(const struct reader *r, unsigned i)
{
	return i < r->noperands ? content_str(&r->c, r->operand[i]) :
	    STR_NULL;
}

static void
take_font(struct reader *r)
{
	r->font = 0;
	for (size_t i = 0; i < r->codes->nfonts; i++)
		if (str_eqz(operand(r, 0), r->codes->font[i].name))
			r->font = i + 1;
	/* Sizes are the matrix's in what we write. */
	if (!str_eqz(operand(r, 1), "1"))
		r->broken = true;
}

static void
take_code(struct reader *r, unsigned code)
{
	const struct pdf_shown *s;
	struct pdf_code	       *p;
	size_t			k = r->font - 1;

	if (r->font == 0 || r->next == r->plan->nshown ||
	    code >= r->codes->font[k].nwidths ||
	    r->codes->font[k].widths[code] < 0) {
		r->broken = true;
		return;
	}
	s = &r->plan->shown[r->next++];
	p = &r->codes->of_face[s->face][s->gid];
	p->code = (uint16_t)code;
	p->font = (uint8_t)r->font;
	p->width = r->codes->font[k].widths[code];
	/* Where cairo had to say the text beside it, so must we. */
	p->len = r->depth > 0 ? 0 : s->len;
	memcpy(p->text, s->text, sizeof(p->text));
}

static void
take_text(struct reader *r)
{
	bool		wide = r->font > 0 &&
	    r->codes->font[r->font - 1].wide;
	struct str	s = operand(r, 0);
	unsigned char  *b = xmalloc(s.n + 1);
	size_t		n = content_bytes(s, b, s.n);

	if (n > s.n || (wide && n % 2 != 0))
		r->broken = true;
	for (size_t i = 0; !r->broken && i < n; i += wide ? 2 : 1)
		take_code(r, wide ? (unsigned)b[i] << 8 | b[i + 1] : b[i]);
	free(b);
}

static void
take(struct reader *r, struct str op)
{
	if (str_eqz(op, "Tf"))
		take_font(r);
	else if (str_eqz(op, "Tj") || str_eqz(op, "TJ"))
		take_text(r);
	else if (str_eqz(op, "BDC") || str_eqz(op, "BMC"))
		r->depth++;
	else if (str_eqz(op, "EMC"))
		r->depth--;
}

static void
read_page(struct reader *r)
{
	struct token t;

	while (!r->broken) {
		t = content_next(&r->c);
		if (t.start == t.end)
			break;
		if (content_is_operator(content_str(&r->c, t))) {
			take(r, content_str(&r->c, t));
			r->noperands = 0;
		} else if (r->noperands < MAX_OPERANDS) {
			r->operand[r->noperands++] = t;
		}
	}
	if (r->next != r->plan->nshown || r->depth != 0)
		r->broken = true;
}

static void
make_tables(struct pdf_codes *c, struct arena *a, const struct pdf_plan *p)
{
	uint32_t nfaces = 0;

	for (uint32_t i = 0; i < p->nshown; i++)
		if (p->shown[i].face >= nfaces)
			nfaces = p->shown[i].face + 1u;
	c->nfaces = nfaces;
	c->nglyphs = ARENA_ARRAY(a, uint32_t, nfaces + 1);
	c->of_face = ARENA_ARRAY(a, struct pdf_code *, nfaces + 1);
	for (uint32_t i = 0; i < p->nshown; i++)
		if (p->shown[i].gid >= c->nglyphs[p->shown[i].face])
			c->nglyphs[p->shown[i].face] = p->shown[i].gid + 1;
	for (uint32_t i = 0; i < nfaces; i++)
		c->of_face[i] = ARENA_ARRAY(a, struct pdf_code,
		    c->nglyphs[i]);
}

int
pdf_codes_read(struct pdf_codes *c, struct arena *a, qpdf_data q,
    qpdf_oh page, const struct pdf_plan *plan, struct error *e)
{
	struct reader  r = { .codes = c, .plan = plan };
	unsigned char *bytes = NULL;
	size_t	       n = 0;

	memset(c, 0, sizeof(*c));
	make_tables(c, a, plan);
	if (read_fonts(c, a, q, page, plan->nshown, e) < 0)
		return -1;
	qpdf_oh_get_page_content_data(q, page, &bytes, &n);
	r.c.in = (struct str){ (const char *)bytes, n };
	if (bytes != NULL)
		read_page(&r);
	free(bytes);
	if (qp_check(q, e) < 0)
		return -1;
	return !r.broken && (bytes != NULL || plan->nshown == 0) ? 0 :
	    error_library(e, NULL, "cairo did not show the glyphs as it "
		"was asked to");
}

const struct pdf_code *
pdf_code_of(const struct pdf_codes *c, uint16_t face, uint32_t gid)
{
	const struct pdf_code *p;

	if (face >= c->nfaces || gid >= c->nglyphs[face])
		return NULL;
	p = &c->of_face[face][gid];
	return p->font > 0 ? p : NULL;
}
