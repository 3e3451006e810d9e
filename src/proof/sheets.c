/*
 * The proof on paper: the pages of the page list on larger sheets, as a
 * page list again, so that the PDF is made of it as of any book.  All
 * that is added are artifacts.
 *
 *	head of the sheet	épreuve, title, state, printing; page
 *	left of the text	every fifth line's number; change bars
 *	in the text		what is marked, underlined by kind
 *	right of the text	the number of the mark; then a white margin
 *	foot of the sheet	the marks by number, with entry and place
 */
#include <string.h>

#include "octavo/release.h"
#include "octavo/setline.h"
#include "octavo/terms.h"
#include "sheets.h"

#define EDGE		SP_MM(10)	/* of the sheet, kept free */
#define TOP		SP_MM(24)	/* above the trimmed page */
#define BESIDE_LEAST	SP_MM(38)
#define FOOT_LEAST	SP_MM(20)
#define SMALL		(SP_PT * 13 / 2)
#define GREY		0xb4b4b4

enum { EACH = 5 };

static const struct {
	uint32_t    rgb;
	enum term   name;
} kinds[PROOF_KIND__MAX] = {
	[PROOF_DOUBT] = { 0xa87400, TERM_PROOF_DOUBT },
	[PROOF_SUSPECT] = { 0xc0281c, TERM_PROOF_SUSPICION },
	[PROOF_CORRECTION] = { 0x2a7a2e, TERM_PROOF_CORRECTION },
	[PROOF_MESSAGE] = { 0x6a3fa0, TERM_PROOF_MESSAGE },
};

void
sheet_rule(struct sheet_page *s, sp x, sp y, sp w, sp h, uint32_t rgb)
{
	struct frame_page *p = s->page;
	struct frame_rule *grown;

	if (p->nrules == s->crules) {
		s->crules = s->crules ? 2 * s->crules : 64;
		grown = ARENA_ARRAY(s->arena, struct frame_rule, s->crules);
		if (p->nrules > 0)
			memcpy(grown, p->rules, p->nrules * sizeof(*grown));
		p->rules = grown;
	}
	p->rules[p->nrules++] = (struct frame_rule){ x, y, w, h,
	    ARTIFACT_RULE, rgb };
}

void
sheet_run(struct sheet_page *s, struct frame_run r)
{
	struct frame_page *p = s->page;
	struct frame_run  *grown;

	if (p->nruns == s->cruns) {
		s->cruns = s->cruns ? 2 * s->cruns : 64;
		grown = ARENA_ARRAY(s->arena, struct frame_run, s->cruns);
		if (p->nruns > 0)
			memcpy(grown, p->runs, p->nruns * sizeof(*grown));
		p->runs = grown;
	}
	p->runs[p->nruns++] = r;
}

/* Characters that the face has not become question marks. */
struct str
sheet_sayable(struct sheet_page *s, struct str text)
{
	struct frame_run r;
	struct buf	 b;
	struct str	 one;
	sp		 w;

	if (utf8_invalid(text) != SIZE_MAX)
		return STR("?");
	text = utf8_nfc(s->arena, text);
	if (setline_run(s->set, text, SMALL, 0, 0, &r, &w))
		return text;
	buf_init(&b);
	for (size_t i = 0, from = 0; i < text.n; from = i) {
		(void)utf8_next(text, &i);
		one = str_sub(text, from, i);
		buf_put_str(&b, setline_run(s->set, one, SMALL, 0, 0, &r,
		    &w) ? one : STR("?"));
	}
	one = buf_dup(&b, s->arena);
	buf_release(&b);
	return one;
}

sp
sheet_text(struct sheet_page *s, struct str text, sp size, sp x, sp y,
    sp room)
{
	struct frame_run r;
	struct str	 t = sheet_sayable(s, text);
	sp		 w = 0;

	while (t.n > 0) {
		size_t n = t.n;

		if (!setline_run(s->set, t, size, x, y, &r, &w))
			return 0;
		if (w <= room)
			break;
		(void)utf8_prev(t, &n);
		t.n = n;
	}
	if (t.n > 0)
		sheet_run(s, r);
	return t.n > 0 ? w : 0;
}

/* Ends at x. */
static void
text_to(struct sheet_page *s, struct str text, sp size, sp x, sp y)
{
	struct frame_run r;
	sp		 w;

	if (!setline_run(s->set, text, size, 0, y, &r, &w))
		return;
	r.x = x - w;
	sheet_run(s, r);
}

/* Under a stretch of a line, a pattern for each kind: it is to be known
 * without colour, too. */
void
sheet_underline(struct sheet_page *s, enum proof_kind kind, sp x0, sp x1,
    sp y)
{
	static const struct { sp on, off; } dash[PROOF_KIND__MAX] = {
		[PROOF_DOUBT] = { 3 * SP_PT, 2 * SP_PT },
		[PROOF_MESSAGE] = { SP_PT, SP_PT },
	};
	const sp thick = SP_PT * 6 / 10, on = dash[kind].on;

	if (on == 0) {
		sheet_rule(s, x0, y, x1 - x0, thick, kinds[kind].rgb);
		if (kind == PROOF_SUSPECT)
			sheet_rule(s, x0, y + 2 * thick, x1 - x0, thick,
			    kinds[kind].rgb);
		return;
	}
	for (; x0 < x1; x0 += on + dash[kind].off)
		sheet_rule(s, x0, y, x1 - x0 < on ? x1 - x0 : on, thick,
		    kinds[kind].rgb);
}

/* Thin lines at the corners of the trimmed page, outside it. */
static void
corners(struct sheet_page *s)
{
	const sp len = SP_MM(4), gap = SP_MM(1), thick = SP_PT / 4;
	const sp x[2] = { s->x, s->x + s->sheets->page_w };
	const sp y[2] = { s->y, s->y + s->sheets->page_h };

	for (int i = 0; i < 2; i++)
		for (int k = 0; k < 2; k++) {
			sheet_rule(s, i ? x[i] + gap : x[i] - gap - len, y[k],
			    len, thick, GREY);
			sheet_rule(s, x[i], k ? y[k] + gap : y[k] - gap - len,
			    thick, len, GREY);
		}
}

static const char *
upper(struct arena *a, const char *s)
{
	struct buf b;
	struct str t = str_z(s);

	buf_init(&b);
	for (size_t i = 0; i < t.n;)
		buf_put_cp(&b, cp_upper(utf8_next(t, &i)));
	t = buf_dup(&b, a);
	buf_release(&b);
	return t.p;
}

static void
head(struct sheet_page *s)
{
	const struct proof_input *in = s->sheets->in;
	const struct edition	 *ed = in->book->edition;
	struct str		  lang = ed->language;
	sp	x = s->x, y = SP_MM(11), end = s->sheets->w - EDGE, w;

	text_to(s, str_z(arena_printf(s->arena, "%s %s  (%u/%u)",
	    term(lang, TERM_PAGE), s->page->label ? s->page->label : "",
	    s->page->number, in->frame->npages)), 9 * SP_PT, end, y);
	w = sheet_text(s, str_z(upper(s->arena, term(lang, TERM_PROOF))),
	    14 * SP_PT, x, y, SP_MM(60));
	(void)sheet_text(s, ed->title, 9 * SP_PT, x + w + SP_MM(6), y,
	    end - SP_MM(40) - x - w);
	y += SP_MM(4);
	x += sheet_text(s, str_z(arena_printf(s->arena, "%s %.*s",
	    term(lang, TERM_STATE), STR_ARG(ed->date))), SMALL, x, y,
	    SP_MM(60));
	if (in->since == NULL)
		return;
	sheet_rule(s, x + SP_MM(6), y - SP_MM(2), SP_PT, SP_MM(3), 0);
	(void)sheet_text(s, str_z(arena_printf(s->arena, "%s %d (%.*s)",
	    term(lang, TERM_SINCE_PRINTING), in->since->number,
	    STR_ARG(in->since->date))), SMALL, x + SP_MM(8), y, SP_MM(80));
}

/* Numbers of lines in the text block and, apart, in the notes. */
static void
numbers(struct sheet_page *s, const struct frame_page *p)
{
	unsigned notes = 0, n;

	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct frame_line *l = &p->lines[i];

		n = l->stream == STREAM_NOTE ? ++notes : l->number;
		if (n > 0 && n % EACH == 0)
			text_to(s, str_z(arena_printf(s->arena, "%u", n)),
			    SMALL, s->left - SP_MM(5), l->y + s->y);
	}
}

/* A bar beside lines that have changed, a notch where words are gone. */
static void
bars(struct sheet_page *s, const struct frame_page *p, const uint8_t *how)
{
	const sp x = s->left - SP_MM(3);

	for (uint32_t i = 0; i < p->nlines; i++) {
		const struct frame_line *l = &p->lines[i];
		sp lead = l->stream == STREAM_NOTE ?
		    s->sheets->in->frame->leading * 4 / 5 :
		    s->sheets->in->frame->leading;
		sp top = s->y + l->y - lead * 3 / 4;

		if (how[i] == RELEASE_CHANGED)
			sheet_rule(s, x, top, SP_PT * 6 / 5, lead, 0);
		else if (how[i] == RELEASE_GAP)
			sheet_rule(s, x, top + lead / 2, SP_MM(2), SP_PT, 0);
	}
}

/* The marks of a line: underlined, their numbers beside it. */
static void
mark_line(struct sheet_page *s, const struct frame_page *p,
    const struct frame_line *l)
{
	sp	x = s->right + SP_MM(2), x0, x1;
	size_t	from, to;

	for (uint32_t i = l->first_run; i < l->first_run + l->nruns; i++)
		for (struct proof_mark *m = proof_marks_of(
		    &s->sheets->marks, &p->runs[i]); m; m = m->next) {
			if (m->kind == PROOF_NOTE || !proof_covered(
			    &p->runs[i], m, &from, &to) || !proof_extent(
			    &p->runs[i], from, to, &x0, &x1))
				continue;
			sheet_underline(s, m->kind, x0 + s->x, x1 + s->x,
			    l->y + s->y + SP_PT * 3 / 2);
			if (m->page != UINT32_MAX)
				continue;
			m->page = s->page->number - 1;
			sheet_list_add(s, m);
			x += SP_PT * 3 + sheet_text(s, str_z(arena_printf(
			    s->arena, "%u", s->nlist)), SMALL, x,
			    l->y + s->y, SP_MM(10));
		}
}

static void
shift(struct sheet_page *s, const struct frame_page *p)
{
	struct frame_page *out = s->page;

	*out = *p;
	out->nruns = out->nrules = 0;
	out->runs = NULL;
	out->rules = NULL;
	for (uint32_t i = 0; i < p->nruns; i++) {
		struct frame_run r = p->runs[i];

		r.x += s->x;
		r.y += s->y;
		sheet_run(s, r);
	}
	for (uint32_t i = 0; i < p->nrules; i++)
		sheet_rule(s, p->rules[i].x + s->x, p->rules[i].y + s->y,
		    p->rules[i].w, p->rules[i].h, p->rules[i].rgb);
	out->images = ARENA_ARRAY(s->arena, struct frame_image,
	    p->nimages + 1);
	for (uint32_t i = 0; i < p->nimages; i++) {
		out->images[i] = p->images[i];
		out->images[i].x += s->x;
		out->images[i].y += s->y;
	}
	/* Lines are for those who look into a page list: not kept. */
	out->lines = NULL;
	out->nlines = 0;
}

/* Where the text block begins and ends, on pages of that side. */
static void
find_block(struct sheets *s, uint32_t parity, sp *left, sp *right)
{
	const struct frame *f = s->in->frame;

	*left = f->width;
	*right = 0;
	for (uint32_t i = 0; i < f->npages; i++)
		for (uint32_t k = 0; k < f->pages[i].nlines; k++) {
			const struct frame_line *l = &f->pages[i].lines[k];

			if (f->pages[i].number % 2 != parity ||
			    l->stream != STREAM_BODY)
				continue;
			*left = l->x < *left ? l->x : *left;
			*right = l->x + l->w > *right ? l->x + l->w :
			    *right;
		}
	if (*left > *right) {
		*left = 0;
		*right = f->width;
	}
}

static void
make_page(struct sheets *s, uint32_t i)
{
	const struct frame_page	*p = &s->in->frame->pages[i];
	struct sheet_page	 one = { .arena = s->arena, .sheets = s,
	    .set = s->set, .page = &s->out->pages[i], .x = s->x, .y = TOP };

	shift(&one, p);
	one.left = s->x + s->left[p->number % 2];
	one.right = s->x + s->right[p->number % 2];
	head(&one);
	corners(&one);
	numbers(&one, p);
	if (s->changed != NULL)
		bars(&one, p, s->changed[i]);
	for (uint32_t k = 0; k < p->nlines; k++)
		mark_line(&one, p, &p->lines[k]);
	sheet_list_write(&one, one.y + s->page_h + SP_MM(7));
}

/* The smallest sheet with room; beyond A2 the page with its margins. */
static void
choose_sheet(struct sheets *s)
{
	static const sp sizes[][2] = {
		{ SP_MM(210), SP_MM(297) }, { SP_MM(297), SP_MM(420) },
		{ SP_MM(420), SP_MM(594) },
	};

	s->w = s->page_w + 2 * BESIDE_LEAST;
	s->h = s->page_h + TOP + 2 * FOOT_LEAST;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (sizes[i][0] >= s->page_w + BESIDE_LEAST &&
		    sizes[i][1] >= s->page_h + TOP + FOOT_LEAST) {
			s->w = sizes[i][0];
			s->h = sizes[i][1];
			break;
		}
	/* The wider margin is the right one, where most hands write. */
	s->x = (s->w - s->page_w) / 4 < EDGE ? EDGE :
	    (s->w - s->page_w) / 4;
}

static void
copy_places(struct sheets *s)
{
	const struct frame *f = s->in->frame;

	s->out->places = ARENA_ARRAY(s->arena, struct frame_place,
	    f->nplaces + 1);
	for (uint32_t i = 0; i < f->nplaces; i++) {
		s->out->places[i] = f->places[i];
		s->out->places[i].x += s->x;
		s->out->places[i].y += TOP;
	}
}

int
proof_sheets(struct arena *a, const struct proof_input *in,
    struct frame **out, struct error *e)
{
	const struct frame *f = in->frame;
	struct sheets s = { .arena = a, .in = in, .page_w = f->width,
	    .page_h = f->height };
	int	      rc = setline_open(&s.set, a, f, e);

	if (rc == 0) {
		choose_sheet(&s);
		proof_marks(a, in, &s.marks);
		if (in->since != NULL)
			s.changed = release_lines(a, in->since, f);
		setline_lining(s.set, true);
		*out = s.out = ARENA_NEW(a, struct frame);
		*s.out = *f;
		s.out->width = s.w;
		s.out->height = s.h;
		s.out->pages = ARENA_ARRAY(a, struct frame_page,
		    f->npages + 1);
		copy_places(&s);
		for (uint32_t i = 0; i < 2; i++)
			find_block(&s, i, &s.left[i], &s.right[i]);
		for (uint32_t i = 0; i < f->npages; i++)
			make_page(&s, i);
	}
	setline_close(s.set);
	return rc;
}

const char *
sheet_kind(struct str lang, enum proof_kind k)
{
	return term(lang, kinds[k].name);
}
