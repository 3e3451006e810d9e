/*
 * At the foot of a sheet: what is marked on its page, by number.
 */
#include <string.h>

#include "sheets.h"

#define EDGE	SP_MM(10)
#define SIZE	(SP_PT * 13 / 2)
#define LEAD	(SP_PT * 8)
#define HANG	SP_MM(11)		/* number and sample of the line */
#define GAP	SP_MM(6)

enum { COLUMNS = 2, LINES = 4 };

void
sheet_list_add(struct sheet_page *s, const struct proof_mark *m)
{
	const struct proof_mark **grown;

	if (s->nlist == s->clist) {
		s->clist = s->clist ? 2 * s->clist : 16;
		grown = ARENA_ARRAY(s->arena, const struct proof_mark *,
		    s->clist);
		if (s->nlist > 0)
			memcpy(grown, s->list, s->nlist * sizeof(*grown));
		s->list = grown;
	}
	s->list[s->nlist++] = m;
}

static struct str
entry_text(struct sheet_page *s, const struct proof_mark *m)
{
	char *t = arena_printf(s->arena, "%s · %s%s%s%s%s",
	    sheet_kind(s->sheets->in->book->edition->language, m->kind),
	    m->title, m->detail[0] ? " · " : "",
	    m->detail, m->where[0] ? " · " : "", m->where);

	for (size_t i = 0; t[i] != '\0'; i++)
		if (t[i] == '\n' || t[i] == '\t')
			t[i] = ' ';
	return sheet_sayable(s, str_z(t));
}

/* What has no room is counted: the HTML proof has it all. */
static void
more(struct sheet_page *s, uint32_t n, sp x, sp y, sp room)
{
	(void)sheet_text(s, str_z(arena_printf(s->arena,
	    "+ %u: %.*s-proof.html", n,
	    STR_ARG(s->sheets->in->book->edition->name))), SIZE, x, y, room);
}

void
sheet_list_write(struct sheet_page *s, sp top)
{
	sp	 width = (s->sheets->w - 2 * EDGE - (COLUMNS - 1) * GAP) /
	    COLUMNS;
	sp	 bottom = s->sheets->h - EDGE, y = top, x = EDGE, next;
	int	 column = 0;

	for (uint32_t i = 0; i < s->nlist; i++) {
		struct frame_run r[LINES];
		uint32_t	 n;

		next = y;
		n = setline_text(s->set, entry_text(s, s->list[i]), SIZE,
		    LEAD, width - HANG, x + HANG, &next, r, LINES);
		if (next > bottom && column + 1 < COLUMNS) {
			column++;
			x += width + GAP;
			y = top;
			i--;
			continue;
		}
		if (next > bottom) {
			more(s, s->nlist - i, x, y, width);
			return;
		}
		(void)sheet_text(s, str_z(arena_printf(s->arena, "%u",
		    i + 1)), SIZE, x, y, HANG);
		sheet_underline(s, s->list[i]->kind, x + SP_MM(4), x + HANG -
		    SP_MM(1), y - SP_PT);
		for (uint32_t k = 0; k < n; k++)
			sheet_run(s, r[k]);
		y = next;
	}
}
