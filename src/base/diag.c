/*
 * The sink keeps items in order of report in its arena; printing is
 * apart, so that a program embedding the library can show them its way.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "octavo/diag.h"

static const struct diag_kind kinds[DIAG__MAX] = {
#define DIAG(name, code, level, text, cure) \
	[DIAG_##name] = { #name, code, level, text, cure },
#include "octavo/diag.def"
#undef DIAG
};

const struct diag_kind *
diag_kind(enum diag_code code)
{
	return &kinds[code];
}

void
sources_init(struct sources *s, struct arena *a)
{
	memset(s, 0, sizeof(*s));
	s->arena = a;
	(void)pthread_mutex_init(&s->lock, NULL);
}

uint32_t
sources_add(struct sources *s, struct str name, struct str text)
{
	struct source	*list;
	uint32_t	 number;

	(void)pthread_mutex_lock(&s->lock);
	if (s->count == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		list = ARENA_ARRAY(s->arena, struct source, s->cap);
		if (s->count > 0)
			memcpy(list, s->list, s->count * sizeof(*list));
		s->list = list;
	}
	s->list[s->count].name = name;
	s->list[s->count].text = text;
	number = ++s->count;
	(void)pthread_mutex_unlock(&s->lock);
	return number;
}

struct source
sources_at(struct sources *s, uint32_t number)
{
	struct source none = { { "", 0 }, { "", 0 } }, found;

	(void)pthread_mutex_lock(&s->lock);
	found = number > 0 && number <= s->count ?
	    s->list[number - 1] : none;
	(void)pthread_mutex_unlock(&s->lock);
	return found;
}

static const struct source *
source_of(const struct sources *s, struct span span)
{
	if (s == NULL || span.source == 0 || span.source > s->count)
		return NULL;
	return &s->list[span.source - 1];
}

void
sources_place(const struct sources *s, struct span span,
    unsigned *line, unsigned *col)
{
	const struct source	*src = source_of(s, span);
	size_t			 i, at, start = 0;

	*line = *col = 0;
	if (src == NULL)
		return;
	at = span.start < src->text.n ? span.start : src->text.n;
	*line = *col = 1;
	for (i = 0; i < at; i++)
		if (src->text.p[i] == '\n') {
			(*line)++;
			start = i + 1;
		}
	*col += (unsigned)utf8_count(str_sub(src->text, start, at));
}

struct span
span_narrow(struct sources *s, struct span span, struct str words)
{
	struct str text = sources_at(s, span.source).text;
	size_t	   at = str_find(text, words, span.start);

	if (span.source == 0 || at == SIZE_MAX || at >= span.end)
		return span;
	span.start = (uint32_t)at;
	span.end = (uint32_t)(at + words.n);
	return span;
}

void
diag_init(struct diag_sink *d, struct arena *a, struct sources *s)
{
	memset(d, 0, sizeof(*d));
	d->arena = a;
	d->sources = s;
	d->last = &d->first;
	d->limit = 100;
}

static void
push(struct diag_sink *d, struct diag_item it)
{
	struct diag_item *n;

	d->count[it.level]++;
	if (d->seen[it.code]++ >= d->limit)
		return;
	n = ARENA_NEW(d->arena, struct diag_item);
	*n = it;
	n->next = NULL;
	*d->last = n;
	d->last = &n->next;
}

static void
report(struct diag_sink *d, enum diag_code code, struct span span,
    const char *file, const char *fmt, va_list ap)
{
	struct diag_item it = { code, kinds[code].level, span, NULL, NULL,
	    NULL };

	if (file != NULL)
		it.file = arena_dup(d->arena, file, strlen(file));
	if (fmt != NULL)
		it.detail = arena_vprintf(d->arena, fmt, ap);
	push(d, it);
}

void
diag(struct diag_sink *d, enum diag_code code, struct span span,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(d, code, span, NULL, fmt, ap);
	va_end(ap);
}

void
diag_file(struct diag_sink *d, enum diag_code code, const char *file,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report(d, code, SPAN_NONE, file, fmt, ap);
	va_end(ap);
}

void
diag_append(struct diag_sink *to, const struct diag_sink *from)
{
	struct diag_item copy;

	for (const struct diag_item *it = from->first; it; it = it->next) {
		copy = *it;
		if (it->file != NULL)
			copy.file = str_dup(to->arena, str_z(it->file)).p;
		if (it->detail != NULL)
			copy.detail = str_dup(to->arena,
			    str_z(it->detail)).p;
		push(to, copy);
	}
}

bool
diag_has_errors(const struct diag_sink *d)
{
	return d->count[DIAG_ERROR] > 0;
}

/* Letters to change, to add, to leave out or, two beside one another,
 * to exchange (Damerau, optimal alignment); names are short. */
static size_t
distance(struct str a, struct str b)
{
	size_t rows[3][65], best;

	if (a.n > 64 || b.n > 64)
		return SIZE_MAX;
	for (size_t j = 0; j <= b.n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *now = rows[i % 3], *up = rows[(i + 2) % 3];

		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			best = up[j - 1] + (a.p[i - 1] != b.p[j - 1]);
			best = up[j] + 1 < best ? up[j] + 1 : best;
			best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1] &&
			    rows[(i + 1) % 3][j - 2] + 1 < best)
				best = rows[(i + 1) % 3][j - 2] + 1;
			now[j] = best;
		}
	}
	return rows[a.n % 3][b.n];
}

const char *
nearest_name(struct str s, const char *const *names)
{
	const char	*best = NULL;
	size_t		 least = s.n / 2 < 3 ? s.n / 2 + 1 : 4, d;

	for (; *names != NULL; names++) {
		d = distance(s, str_z(*names));
		if (d < least) {
			least = d;
			best = *names;
		}
	}
	return best;
}
