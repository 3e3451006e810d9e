/*
 * What a page costs.  Faults are priced far above everything else; the
 * first pass of page_break admits none.
 */
#include "page.h"

static const struct {
	int		weight;
	const char	*text;
} faults[FAULT__MAX] = {
	[FAULT_HYPHEN_VERSO] = { 1, "a word is broken at its foot" },
	[FAULT_HYPHEN_RECTO] = { 4, "a word is broken over the leaf" },
	[FAULT_UNEVEN] = { 3, "it is not as deep as its spread" },
	[FAULT_SHORT] = { 4, "it is more than a line short" },
	[FAULT_BAND] = { 2, "white above its notes" },
	[FAULT_SPLIT] = { 2, "its last note runs on to the next page" },
	[FAULT_MOVED] = { 50, "a note begins after the page of its call" },
	[FAULT_TITLE] = { 5, "a title stands near its foot" },
	[FAULT_LONE] = { 4, "a separator stands at its edge" },
	[FAULT_WIDOW] = { 10, "the next page begins with a widow" },
	[FAULT_ORPHAN] = { 10, "it ends with an orphan" },
	[FAULT_TOGETHER] = { 3, "what belongs together is parted" },
	[FAULT_END] = { 2, "the last page of its chapter is too short" },
};

const char *
page_fault_text(enum page_fault f)
{
	return faults[f].text;
}

int
page_fault_weight(enum page_fault f)
{
	return faults[f].weight;
}

static void
fault(struct page_close *c, enum page_fault f, int times)
{
	if (times <= 0)
		return;
	c->faults |= 1u << f;
	c->cost += PAGE_FAULT * faults[f].weight * times;
}

int
page_note_room(const struct page_column *c, int used, int shorter)
{
	int64_t room = (int64_t)(c->lines - shorter - used) * c->grid -
	    c->note_skip;

	return room > 0 ? (int)(room / c->note_leading) : 0;
}

/* Lines of the grid that so many lines of notes leave. */
static int
text_room(const struct page_column *c, int notes, int shorter)
{
	int64_t room = (int64_t)(c->lines - shorter) * c->grid -
	    c->note_skip - (int64_t)notes * c->note_leading;

	return room > 0 ? (int)(room / c->grid) : 0;
}

int
page_note_lines(const struct page_column *c, int notes)
{
	return c->lines - text_room(c, notes, 0);
}

/* How a page that is short by so much stands beside its verso. */
static void
price_depth(const struct page_at *at, int shorter, struct page_close *out)
{
	bool	recto = at->page & 1;
	int	facing = at->verso == VERSO_NONE ? 0 : at->verso;

	out->cost += PAGE_SHORT * shorter;
	if (recto)
		fault(out, FAULT_UNEVEN, shorter > facing ?
		    shorter - facing : facing - shorter);
	fault(out, FAULT_SHORT, shorter - 1);
}

/* More notes than room: the last is split, two lines each side, or (a
 * fault of its own) goes over whole. */
static void
carry_over(const struct page_at *at, int over, struct page_close *out)
{
	if (over == 1)
		over = 2;
	if (over <= at->last - 2) {
		out->carry = over;
		fault(out, FAULT_SPLIT, 1);
		return;
	}
	out->carry = over < at->last ? at->last :
	    over < at->notes ? over : at->notes;
	fault(out, FAULT_MOVED, 1);
}

bool
page_close(const struct page_column *c, const struct page_at *at,
    int shorter, struct page_close *out)
{
	int band, room;

	*out = (struct page_close){ .shorter = (uint8_t)shorter };
	if (at->used + shorter > c->lines)
		return false;
	if (at->notes == 0) {
		if (at->used + shorter != c->lines)
			return false;
		price_depth(at, shorter, out);
		return true;
	}
	room = page_note_room(c, at->used, shorter);
	if (at->notes > room) {
		carry_over(at, at->notes - room, out);
	} else {
		band = text_room(c, at->notes, shorter) - at->used;
		if (band > 0)
			out->cost += PAGE_BAND;
		fault(out, FAULT_BAND, band - 1);
	}
	price_depth(at, shorter, out);
	return true;
}

static void
judge_inside(const struct page_block *b, const struct page_variant *v,
    int line, bool recto, struct page_close *out)
{
	fault(out, FAULT_ORPHAN, line < 2);
	fault(out, FAULT_WIDOW, v->nlines - line < 2);
	fault(out, FAULT_TOGETHER, b->keep_together || line < b->hold);
	if (v->lines[line - 1].hyphen)
		fault(out, recto ? FAULT_HYPHEN_RECTO : FAULT_HYPHEN_VERSO,
		    1);
}

void
page_judge(const struct page_column *c, uint32_t block, int variant,
    int line, const struct page_at *at, struct page_close *out)
{
	const struct page_block *b = &c->blocks[block];

	fault(out, FAULT_TITLE, PAGE_TITLE_MIN - at->since);
	if (c->keeps && !b->variants[variant].lines[line].kept)
		out->cost += PAGE_KEEP;
	if (line > 0) {
		judge_inside(b, &b->variants[variant], line, at->page & 1,
		    out);
		return;
	}
	if (b[-1].keep_next)
		fault(out, b[-1].title ? FAULT_TITLE : FAULT_TOGETHER, 2);
	fault(out, FAULT_LONE, b->separator || b[-1].separator);
}

void
page_judge_end(const struct page_column *c, const struct page_at *at,
    struct page_close *out)
{
	int room = page_note_room(c, at->used, 0);

	*out = (struct page_close){ 0 };
	if (at->notes > room)
		carry_over(at, at->notes - room, out);
	if (at->page > c->first_page)
		fault(out, FAULT_END, PAGE_LAST_MIN - at->text);
	if ((at->page & 1) && at->verso != VERSO_NONE)
		fault(out, FAULT_UNEVEN, at->verso);
}

void
page_judge_open(const struct page_column *c, uint32_t block,
    const struct page_at *at, struct page_close *out)
{
	const struct page_block *b = &c->blocks[block];
	int white = c->lines - at->used;

	page_judge_end(c, at, out);
	if (at->notes > 0)
		white -= page_note_lines(c, at->notes);
	if (!b->breaks && white > 0)
		out->cost += PAGE_OPEN * white;
	if (c->keeps && !b->variants[0].lines[0].kept)
		out->cost += PAGE_KEEP;
	if (b[-1].keep_next && !b->breaks)
		fault(out, b[-1].title ? FAULT_TITLE : FAULT_TOGETHER, 2);
}
