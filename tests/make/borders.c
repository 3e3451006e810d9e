/*
 * What the borders of the lines of a witness show, for borders.py:
 *
 *	L line note text	every line of the streams; note 0: body
 *	B line class score feature=value ...	the border before that line
 *
 * A backslash ends a line that is joined to the next without a space.
 */
#include <stdio.h>

#include "clean/border.h"
#include "octavo/file.h"

static const char *const names[] = {
#define BORDER(name)	#name,
#include "clean/border.def"
#undef BORDER
};

static void
seen(const struct work *w, const struct border *b, const int *features,
    int score)
{
	printf("B %u %d %d", (unsigned)(b->b - w->line), b->cls, score);
	for (int i = 0; i < B__MAX; i++)
		if (features[i] != 0)
			printf(" %s=%d", names[i], features[i]);
	putchar('\n');
}

static void
stream(const struct work *w, const struct stream *s, unsigned note)
{
	uint32_t c = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		const struct line *l = &w->line[s->line[i]];

		printf("L %u %u ", s->line[i], note);
		for (uint32_t k = l->s; k < l->e; k++) {
			char buf[8];

			while (c < w->ncalls && w->call[c].end <= k)
				c++;
			if (!cell_gone(&w->c, k) && (c == w->ncalls ||
			    k < w->call[c].at))
				printf("%.*s", (int)utf8_encode(w->c.cp[k],
				    buf), buf);
		}
		puts(l->nl < w->c.n && cell_gone(&w->c, l->nl) ? "\\" : "");
	}
}

int
main(int argc, char **argv)
{
	struct arena	a, tmp, scratch;
	struct work	w = { .lang = STR("fr"), .border_seen = seen };
	struct error	e = { 0 };
	struct str	bytes;

	arena_init(&a);
	arena_init(&tmp);
	arena_init(&scratch);
	w.arena = &a;
	w.tmp = &tmp;
	w.scratch = &scratch;
	if (argc != 2 || file_read(&a, argv[1], LIMIT_TEXT, &bytes, &e) != 0 ||
	    clean_decode(&w, bytes, &e) != 0)
		return 1;
	clean_stages(&w);
	stream(&w, &w.text, 0);
	for (uint32_t k = 0; k < w.nnotes; k++)
		stream(&w, &w.notes[k], k + 1);
	return 0;
}
