/*
 * The inlines of a block as atoms: words, each in one face, language
 * and style, and the spaces between them.
 *
 *   itemise_block -> one handler per kind of inline (table)
 *     -> itemise_text -> add_word -> shape_word
 *                                    (a face that lacks a character:
 *                                    add_pieces, by fallback faces)
 *
 * White space of the source collapses; spaces with a meaning (U+00A0,
 * U+202F …) stay atoms of their own, to be given a width by space_set.
 */
#include <string.h>

#include "octavo/buf.h"
#include "octavo/terms.h"

#include "para_int.h"

enum { WORD_MAX = 1000 };	/* [bytes] a longer one is set in pieces */

void
para_init(struct para *p, struct arena *a, struct faces *fs,
    struct diag_sink *sink, const struct node *node,
    const struct style_block *style, sp measure)
{
	memset(p, 0, sizeof(*p));
	p->arena = a;
	p->faces = fs;
	p->sink = sink;
	p->node = node;
	p->style = style;
	p->measure = measure;
	p->left = style->margin_left;
	p->right = style->margin_right;
	p->indent = style->indent;
	p->align = style->align;
}

static uint32_t
caps_features(enum caps caps)
{
	return caps == CAPS_SMALL ? FEAT_SMCP :
	    caps == CAPS_ALL_SMALL ? FEAT_SMCP | FEAT_C2SC : 0;
}

int
itemise_look(struct para *p, const struct style_block *s,
    const struct node *elem, struct str lang, struct look *out,
    struct error *e)
{
	enum face_style k = s->bold ? (s->italic ? FACE_BOLD_ITALIC :
	    FACE_BOLD) : (s->italic ? FACE_ITALIC : FACE_REGULAR);

	memset(out, 0, sizeof(*out));
	if (face_find(p->faces, s->family, k, &out->face, e) < 0)
		return -1;
	out->size = s->size;
	out->features = caps_features(s->caps) |
	    (s->figures == FIGURES_OLDSTYLE ? FEAT_ONUM :
	    s->figures == FIGURES_LINING ? FEAT_LNUM : 0);
	if (s->tracking != 0)
		out->features |= FEAT_NOLIGA;
	out->tracking = (sp)((int64_t)s->size * s->tracking / 1000);
	out->upper = s->caps == CAPS_UPPER;
	out->hyphens = s->hyphens;
	out->lang = shape_lang(p->faces, lang);
	out->elem = elem;
	return 0;
}

uint16_t
itemise_add_look(struct para *p, const struct look *l)
{
	struct look *more;

	if (p->nlooks > 0 && memcmp(&p->looks[p->nlooks - 1], l,
	    sizeof(*l)) == 0)
		return (uint16_t)(p->nlooks - 1);
	if (p->nlooks == p->caplooks) {
		p->caplooks = p->caplooks ? p->caplooks * 2 : 4;
		more = ARENA_ARRAY(p->arena, struct look, p->caplooks);
		if (p->nlooks > 0)
			memcpy(more, p->looks, p->nlooks * sizeof(*more));
		p->looks = more;
	}
	p->looks[p->nlooks] = *l;
	return (uint16_t)p->nlooks++;
}

static struct atom *
new_atom(struct para *p, enum atom_kind kind, uint16_t look)
{
	struct atom *more;

	if (p->natoms == p->capatoms) {
		p->capatoms = p->capatoms ? p->capatoms * 2 : 32;
		more = ARENA_ARRAY(p->arena, struct atom, p->capatoms);
		if (p->natoms > 0)
			memcpy(more, p->atoms, p->natoms * sizeof(*more));
		p->atoms = more;
	}
	p->atoms[p->natoms].kind = (uint8_t)kind;
	p->atoms[p->natoms].look = look;
	return &p->atoms[p->natoms++];
}

/* Where the character stands: the text may have been joined or changed
 * since it was read, so it is looked for in what the node came from. */
static struct span
place(const struct para *p, const struct look *l, uint32_t cp)
{
	struct span s = l->source != NULL ? l->source->span :
	    l->elem != NULL ? l->elem->span : SPAN_NONE;
	char	    u[4];

	return span_narrow(p->sink->sources, s,
	    (struct str){ u, utf8_encode(cp, u) });
}

static void
put_word(struct para *p, uint16_t look, const struct word *w, uint32_t off,
    uint32_t len)
{
	struct atom		*a = new_atom(p, ATOM_WORD, look);
	const struct look	*l = &p->looks[look];

	a->word = w;
	a->off = off;
	a->len = len;
	a->width = units_sp(w->width, l->face, l->size) +
	    (sp)w->nglyphs * l->tracking;
	if (!l->hyphens)
		return;
	hyphen_points(p->faces, w);
	if (!hyphen_known(p->faces, l->lang))
		diag(p->sink, DIAG_HYPHEN_DICT, place(p, l, w->first),
		    "%.*s",
		    STR_ARG(p->faces->langs[l->lang].tag));
}

static bool
told_before(struct faces *fs, uint32_t cp)
{
	unsigned max = sizeof(fs->told) / sizeof(*fs->told);

	for (unsigned i = 0; i < fs->ntold; i++)
		if (fs->told[i] == cp)
			return true;
	if (fs->ntold < max)
		fs->told[fs->ntold++] = cp;
	return false;
}

/* The face for one character of a word, with its diagnostic. */
static const struct face *
face_for(struct para *p, const struct look *l, uint32_t cp)
{
	const struct face *f;

	if (face_has(l->face, cp) || cp == 0x2011)
		return l->face;
	f = face_fallback(p->faces, l->face, cp);
	if (f == NULL)
		diag(p->sink, DIAG_GLYPH_MISSING, place(p, l, cp),
		    "U+%04X", cp);
	else if (!told_before(p->faces, cp))
		diag(p->sink, DIAG_FACE_FALLBACK, place(p, l, cp),
		    "U+%04X in %s", cp, f->name);
	return f;
}

/* A word whose face lacks a character: a piece for each face. */
static void
add_pieces(struct para *p, uint16_t look, struct str text, uint32_t off)
{
	struct look		 l = p->looks[look];
	const struct face	*f, *cur = NULL;
	size_t			 i = 0, at, start = 0;

	while (i <= text.n) {
		at = i;
		if (i == text.n)
			f = NULL;
		else
			f = face_for(p, &p->looks[look],
			    utf8_next(text, &i));
		if (cur != NULL && (f != cur || at == text.n)) {
			l.face = cur;
			l.size = cur == p->looks[look].face ?
			    p->looks[look].size : face_match(cur,
			    p->looks[look].face, p->looks[look].size);
			put_word(p, itemise_add_look(p, &l),
			    shape_word(p->faces, cur, l.features, l.lang,
			    str_sub(text, start, at)),
			    off + (uint32_t)start, (uint32_t)(at - start));
		}
		if (f != cur || at == text.n)
			start = at;
		cur = f;
		if (at == text.n)
			break;
	}
}

/* Characters that are never drawn. */
static bool
is_silent(uint32_t cp)
{
	return cp == CP_SHY || cp == 0x2060 || cp == 0xFEFF ||
	    cp == 0x200C || cp == 0x200D || cp == 0x200E || cp == 0x200F;
}

static bool
needs_change(const struct look *l, struct str text)
{
	size_t i = 0;

	if (l->upper)
		return true;
	while (i < text.n) {
		unsigned char c = (unsigned char)text.p[i];

		/* Silent characters begin with one of these bytes. */
		if (c != 0xC2 && c != 0xE2 && c != 0xEF)
			i++;
		else if (is_silent(utf8_next(text, &i)))
			return true;
	}
	return false;
}

/* In small capitals a word typed in capitals keeps its first letter's: a
 * signature L. MARTIN reads as one typed L. Martin.  Not numerals, nor
 * sigles, which are short. */
static bool
shouts(struct str text)
{
	size_t	 i = 0;
	int	 letters = 0;
	bool	 numeral = true;
	uint32_t cp;

	while (i < text.n) {
		cp = utf8_next(text, &i);
		if (!cp_is_letter(cp))
			continue;
		if (cp_lower(cp) == cp)
			return false;
		letters++;
		numeral &= cp < 0x80 && strchr("IVXLCDM", (int)cp) != NULL;
	}
	return letters >= 4 && !numeral;
}

static void
add_word(struct para *p, uint16_t look, struct str text, uint32_t off)
{
	const struct look	*l = &p->looks[look];
	const struct word	*w;
	uint32_t		 len = (uint32_t)text.n, cp;
	struct buf		 b;
	size_t			 i = 0;

	if (needs_change(l, text)) {
		buf_init(&b);
		while (i < text.n) {
			cp = utf8_next(text, &i);
			if (!is_silent(cp))
				buf_put_cp(&b, l->upper ? cp_upper(cp) : cp);
		}
		text = buf_dup(&b, p->arena);
		buf_release(&b);
	}
	if (text.n == 0)
		return;
	w = shape_word(p->faces, l->face, (l->features & (FEAT_SMCP |
	    FEAT_C2SC)) == FEAT_SMCP && l->face->has_c2sc && shouts(text) ?
	    l->features | FEAT_C2SC_TAIL : l->features, l->lang, text);
	if (w->missing)
		add_pieces(p, look, text, off);
	else
		put_word(p, look, w, off, len);
}

static bool
is_white(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r';
}

static void
add_space(struct para *p, uint16_t look, uint32_t cp, uint32_t off,
    uint32_t len)
{
	struct atom *a = p->natoms > 0 ? &p->atoms[p->natoms - 1] : NULL;

	if (is_white(cp) || cp == 0x200B) {
		if (a == NULL || a->kind == ATOM_NEWLINE)
			return;
		if (a->kind == ATOM_SPACE)
			return;
		cp = cp == 0x200B ? cp : ' ';
	}
	a = new_atom(p, ATOM_SPACE, look);
	a->cp = cp;
	a->off = off;
	a->len = len;
	a->may_break = cp == ' ' || cp == 0x200B;
}

void
itemise_text(struct para *p, uint16_t look, struct str text)
{
	size_t		i = 0, at, start = 0;
	uint32_t	cp;

	while (i < text.n) {
		at = i;
		cp = utf8_next(text, &i);
		if (!cp_is_space(cp) && cp != 0x200B) {
			if (i - start < WORD_MAX)
				continue;
			add_word(p, look, str_sub(text, start, i),
			    (uint32_t)start);
			start = i;
			continue;
		}
		if (at > start)
			add_word(p, look, str_sub(text, start, at),
			    (uint32_t)start);
		add_space(p, look, cp, (uint32_t)at, (uint32_t)(i - at));
		start = i;
	}
	if (text.n > start)
		add_word(p, look, str_sub(text, start, text.n),
		    (uint32_t)start);
}

void
itemise_newline(struct para *p, uint16_t look)
{
	while (p->natoms > 0 && p->atoms[p->natoms - 1].kind ==
	    ATOM_SPACE && p->atoms[p->natoms - 1].may_break)
		p->natoms--;
	new_atom(p, ATOM_NEWLINE, look)->may_break = true;
}

void
itemise_code(struct para *p, uint16_t look, struct str line, uint32_t off)
{
	size_t		i = 0, at, start = 0;
	struct atom	*a;

	while (i <= line.n) {
		at = i;
		if (i < line.n && !is_white(utf8_next(line, &i)))
			continue;
		if (at > start)
			add_word(p, look, str_sub(line, start, at),
			    off + (uint32_t)start);
		if (at == line.n)
			break;
		a = new_atom(p, ATOM_SPACE, look);
		a->cp = line.p[at] == '\t' ? '\t' : CP_NBSP;
		a->may_break = at > 0 && !is_white((uint32_t)line.p[at - 1]);
		a->off = off + (uint32_t)at;
		a->len = 1;
		start = i;
	}
}

/* True when the face's superiors really change every glyph. */
static bool
has_superiors(struct para *p, const struct look *l, struct str text)
{
	const struct word *plain, *sup;

	if (!l->face->has_sups)
		return false;
	plain = shape_word(p->faces, l->face, l->features, l->lang, text);
	sup = shape_word(p->faces, l->face, l->features | FEAT_SUPS,
	    l->lang, text);
	if (sup->missing || plain->nglyphs != sup->nglyphs)
		return false;
	for (uint32_t i = 0; i < sup->nglyphs; i++)
		if (sup->glyphs[i].gid == plain->glyphs[i].gid)
			return false;
	return true;
}

void
itemise_superior(struct para *p, const struct look *base, struct str text)
{
	struct look l = *base;

	l.hyphens = false;
	if (has_superiors(p, &l, text))
		l.features |= FEAT_SUPS;
	else {
		l.features = (l.features & ~(uint32_t)FEAT_ONUM) |
		    FEAT_LNUM;
		l.raise += l.size / 3;
		l.size = (sp)((int64_t)l.size * 65 / 100);
	}
	itemise_text(p, itemise_add_look(p, &l), text);
}
