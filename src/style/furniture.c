/*
 * Values for what the paginator sets itself, and the measures of the
 * page that the style gives to it.
 */
#include "style_int.h"

static const struct {
	const char *tag, *cls[3];
} pieces[FURNITURE__MAX] = {
	[FURNITURE_HEAD_RECTO] = { "p", { "running-head", "recto" } },
	[FURNITURE_HEAD_VERSO] = { "p", { "running-head", "verso" } },
	[FURNITURE_FOLIO] = { "p", { "folio" } },
	[FURNITURE_NOTE] = { "div", { "note" } },
	[FURNITURE_TOC_PAGE] = { "span", { "toc-page" } },
	[FURNITURE_COVER_AUTHOR] = { "p", { "cover-author" } },
	[FURNITURE_COVER_TITLE] = { "p", { "cover-title" } },
	[FURNITURE_COVER_SUBTITLE] = { "p", { "cover-subtitle" } },
	[FURNITURE_COVER_PUBLISHER] = { "p", { "cover-publisher" } },
};

static void
compute_piece(struct sheet *s, const char *tag, const char *const *cls,
    struct computed *out)
{
	struct elem	body = { .tag = STR("body") }, e = { .tag = str_z(tag) };
	struct computed	b;

	for (int i = 0; i < 3 && cls[i] != NULL; i++)
		e.cls[e.ncls++] = str_z(cls[i]);
	css_compute(s, &body, &s->root, false, &b);
	css_compute(s, &e, &b, false, out);
}

void
style_furniture_read(struct style *st, struct sheet *s)
{
	static const char *const rule[] = { "note-rule", NULL, NULL };
	struct computed r, *f;

	for (int i = 0; i < FURNITURE__MAX; i++) {
		st->furniture[i] = ARENA_NEW(st->arena, struct computed);
		compute_piece(s, pieces[i].tag, pieces[i].cls,
		    st->furniture[i]);
	}
	compute_piece(s, "div", rule, &r);
	s->page.note_skip = r.b.space_before > 0 ? r.b.space_before :
	    s->page.leading / 2;
	s->page.note_rule = r.width;
	f = st->furniture[FURNITURE_HEAD_RECTO];
	s->page.head_skip = f->b.space_after > 0 ? f->b.space_after :
	    2 * s->page.leading;
	f = st->furniture[FURNITURE_FOLIO];
	s->page.foot_skip = f->b.space_before > 0 ? f->b.space_before :
	    2 * s->page.leading;
}

const struct style_block *
style_furniture(struct style *s, enum style_furniture f)
{
	return &s->furniture[f]->b;
}
