/*
 * A lock from a book that has been set.
 */
#include <stdio.h>
#include <string.h>

#include "octavo/file.h"
#include "release.h"

enum { FIRST_WORDS = 6, FACE_DIGITS = 16 };

void
page_text(const struct frame_page *p, struct buf *out)
{
	for (uint32_t i = 0; i < p->nruns; i++)
		if (p->runs[i].artifact == ARTIFACT_NONE)
			buf_put_str(out, p->runs[i].text);
}

void
page_hash(const struct frame_page *p, char out[17])
{
	struct buf b;

	buf_init(&b);
	page_text(p, &b);
	(void)snprintf(out, 17, "%016llx",
	    (unsigned long long)str_hash(buf_str(&b)));
	buf_release(&b);
}

void
text_sha256(const struct text *t, const struct sources *s, char out[65])
{
	uint32_t n = t->div->span.source;

	sha256_hex(n > 0 && n <= s->count ? s->list[n - 1].text : STR(""),
	    out);
}

/* Letters and digits of a DIV before byte off of one of its texts. */
static uint32_t
letters_before(const struct node *div, const struct node *text,
    uint32_t off)
{
	struct walk	w;
	uint32_t	n = 0, cp;

	walk_init(&w, div);
	while (walk_next(&w) != WALK_DONE) {
		struct str s;

		if (w.event == WALK_ENTER && w.node->kind == NODE_NOTE) {
			walk_skip(&w);
			continue;
		}
		if (w.event != WALK_ENTER || w.node->kind != NODE_TEXT)
			continue;
		s = w.node->u.text.text;
		if (w.node == text && off < s.n)
			s.n = off;
		for (size_t i = 0; i < s.n;) {
			cp = utf8_next(s, &i);
			n += cp_is_letter(cp) || cp_is_digit(cp);
		}
		if (w.node == text)
			break;
	}
	return n;
}

/* The first words of the text that begins the page. */
static struct str
first_words(struct arena *a, const struct node *text, uint32_t off)
{
	const struct node *div = node_up(text, NODE_DIV), *block = text;
	struct walk	   w;
	struct buf	   b;
	struct str	   s;
	size_t		   words = 0;
	bool		   on = false;

	while (!node_is_block(block))
		block = block->parent;
	(void)div;
	buf_init(&b);
	walk_init(&w, block);
	while (walk_next(&w) != WALK_DONE) {
		if (w.event != WALK_ENTER || w.node->kind != NODE_TEXT)
			continue;
		s = w.node->u.text.text;
		if (w.node == text) {
			on = true;
			s = str_sub(s, off < s.n ? off : s.n, s.n);
		}
		for (size_t i = 0; on && i < s.n && words < FIRST_WORDS;) {
			uint32_t cp = utf8_next(s, &i);

			words += cp_is_space(cp) && b.len > 0;
			if (words < FIRST_WORDS)
				buf_put_cp(&b, cp);
		}
	}
	s = str_trim(buf_dup(&b, a));
	buf_release(&b);
	return s;
}

static void
make_page(struct arena *a, const struct frame_page *p, struct lock_page *l)
{
	const struct node	*div;
	char			 hash[17];

	l->label = str_z(p->label);
	page_hash(p, hash);
	l->hash = str_dup(a, str_z(hash));
	l->div = l->words = STR("");
	if (p->first_text == NULL)
		return;
	div = node_up(p->first_text, NODE_DIV);
	l->div = div->u.div.id;
	l->at = letters_before(div, p->first_text, p->first_off);
	l->words = first_words(a, p->first_text, p->first_off);
}

static void
make_text(struct arena *a, const struct text *t, const struct sources *s,
    struct lock_text *l)
{
	struct ledger_entry *kept;
	char		     hex[65], hash[17];

	l->id = t->part->id;
	text_sha256(t, s, hex);
	l->sha256 = str_dup(a, str_z(hex));
	if (t->ledger == NULL)
		return;
	l->entries = ARENA_ARRAY(a, struct str, t->ledger->n + 1);
	kept = ARENA_ARRAY(a, struct ledger_entry, t->ledger->n + 1);
	for (size_t i = 0; i < t->ledger->n; i++) {
		if (t->ledger->entries[i].left)
			continue;
		kept[l->n] = t->ledger->entries[i];
		ledger_entry_hash(&kept[l->n], hash);
		l->entries[l->n++] = str_dup(a, str_z(hash));
	}
	l->ledger = kept;
	l->nledger = l->n;
}

static void
make_versions(struct arena *a, const struct frame *f,
    const char *const *versions, struct lock *l)
{
	char	hex[65];
	size_t	n = 0;

	while (versions != NULL && versions[n] != NULL)
		n++;
	l->versions = ARENA_ARRAY(a, struct str, n + f->nfaces + 1);
	for (size_t i = 0; i < n; i++)
		l->versions[l->nversions++] = str_dup(a, str_z(versions[i]));
	for (uint32_t i = 0; i < f->nfaces; i++) {
		sha256_hex(f->faces[i].bytes, hex);
		l->versions[l->nversions++] = str_z(arena_printf(a,
		    "%s %s %.*s", f->faces[i].family, f->faces[i].style,
		    FACE_DIGITS, hex));
	}
}

struct lock *
release_make(struct arena *a, int number, const struct book *b,
    const struct frame *f, const struct sources *s,
    const char *const *versions)
{
	struct lock *l = ARENA_NEW(a, struct lock);

	l->number = number;
	l->edition = b->edition->identifier;
	l->date = b->edition->date;
	l->style = b->edition->style;
	l->format = b->edition->format;
	l->texts = ARENA_ARRAY(a, struct lock_text, b->ntexts + 1);
	for (; l->ntexts < b->ntexts; l->ntexts++)
		make_text(a, &b->texts[l->ntexts], s,
		    &l->texts[l->ntexts]);
	make_versions(a, f, versions, l);
	l->pages = ARENA_ARRAY(a, struct lock_page, f->npages + 1);
	for (; l->npages < f->npages; l->npages++)
		make_page(a, &f->pages[l->npages], &l->pages[l->npages]);
	stretches_write(a, f, l);
	return l;
}

size_t
release_changed(const struct lock *l, const struct frame *f,
    struct str *folios)
{
	size_t	n = 0;
	char	hash[17];

	for (uint32_t i = 0; i < f->npages; i++) {
		page_hash(&f->pages[i], hash);
		if (i >= l->npages || !str_eqz(l->pages[i].hash, hash))
			folios[n++] = str_z(f->pages[i].label);
	}
	return n;
}
