/*
 * Dictionaries in Hunspell's form, read directly.
 *
 * libhunspell takes some 80 ms to load the French one, more than a whole
 * edition may take to build, and the cleaner asks only whether a word
 * exists.  This reader maps the two files, indexes the stems by hash and
 * undoes one suffix and one prefix when asked; it needs about 8 ms.  It
 * does not compound, and it takes elisions (l', qu') as cut off before.
 * Format: hunspell(5), FLAG long, num and plain.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clean_int.h"

enum { WORD_MAX = 120, AFFIX_MAX = 24 };

/* One row of an SFX or PFX table. */
struct affix {
	uint16_t	flag;
	uint8_t		nstrip, nadd;
	const char	*strip, *add;
	struct str	cond;		/* n == 0: none */
	uint32_t	next;		/* same hash of add, + 1 */
};

struct table {
	struct affix	*row;
	uint32_t	 n, cap;
	uint32_t	*head;		/* by hash of add, + 1 */
	uint32_t	 mask;
	uint8_t		 longest;
};

enum flag_form { FLAG_CHAR, FLAG_LONG, FLAG_NUM };

struct dict {
	struct str	 aff, dic;
	uint32_t	*slot;		/* offset in dic + 1 */
	uint32_t	 mask;
	enum flag_form	 form;
	uint16_t	 need, forbidden;
	struct table	 suffix, prefix;
};

static uint32_t
hash(const char *p, size_t n)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 16777619u;
	return h ^ h >> 15;
}

/* ---- files ---- */

static int
map_file(const char *path, struct str *out)
{
	struct stat	st;
	int		fd = open(path, O_RDONLY | O_CLOEXEC);
	void		*p;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0) {
		(void)close(fd);
		errno = EINVAL;
		return -1;
	}
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE |
	    MAP_POPULATE, fd, 0);
	(void)close(fd);
	if (p == MAP_FAILED)
		return -1;
	*out = (struct str){ p, (size_t)st.st_size };
	return 0;
}

static struct str
next_line(struct str s, size_t *i)
{
	const char *p = s.p + *i, *nl = memchr(p, '\n', s.n - *i);
	size_t	    n = nl ? (size_t)(nl - p) : s.n - *i;

	*i += n + (nl != NULL);
	while (n > 0 && (p[n - 1] == '\r' || p[n - 1] == ' '))
		n--;
	return (struct str){ p, n };
}

static struct str
field(struct str *s)
{
	size_t i = 0, j;

	while (i < s->n && (s->p[i] == ' ' || s->p[i] == '\t'))
		i++;
	for (j = i; j < s->n && s->p[j] != ' ' && s->p[j] != '\t'; j++)
		;
	struct str f = { s->p + i, j - i };
	*s = (struct str){ s->p + j, s->n - j };
	return f;
}

/* ---- affixes ---- */

static uint16_t
flag_at(const struct dict *d, struct str s, size_t *i)
{
	uint16_t f = 0;

	if (d->form == FLAG_LONG) {
		f = (uint16_t)((unsigned char)s.p[*i] << 8 | (*i + 1 < s.n ?
		    (unsigned char)s.p[*i + 1] : 0));
		*i += 2;
	} else if (d->form == FLAG_NUM) {
		while (*i < s.n && s.p[*i] >= '0' && s.p[*i] <= '9')
			f = (uint16_t)(f * 10 + (s.p[(*i)++] - '0'));
		while (*i < s.n && (s.p[*i] < '0' || s.p[*i] > '9'))
			(*i)++;
	} else
		f = (unsigned char)s.p[(*i)++];
	return f;
}

static uint16_t
flag_of(const struct dict *d, struct str s)
{
	size_t i = 0;

	return s.n > 0 ? flag_at(d, s, &i) : 0;
}

static void
add_row(struct arena *a, struct table *t, struct affix r)
{
	if (t->n == t->cap) {
		struct affix *old = t->row;

		t->cap = t->cap ? t->cap * 2 : 1024;
		t->row = ARENA_ARRAY(a, struct affix, t->cap);
		if (old != NULL)
			memcpy(t->row, old, t->n * sizeof(*old));
	}
	if (r.nadd > t->longest)
		t->longest = r.nadd;
	t->row[t->n++] = r;
}

/* "flag strip add[/flags] condition …" */
static void
read_row(struct arena *a, const struct dict *d, struct table *t,
    struct str flag, struct str rest)
{
	struct str   strip = field(&rest), add = field(&rest);
	struct affix r = { .flag = flag_of(d, flag), .cond = field(&rest) };
	const char  *slash = memchr(add.p, '/', add.n);

	if (slash != NULL)
		add.n = (size_t)(slash - add.p);
	if (str_eq(strip, STR("0")))
		strip.n = 0;
	if (str_eq(add, STR("0")))
		add.n = 0;
	if (strip.n > 200 || add.n > AFFIX_MAX)
		return;
	r.strip = strip.p;
	r.nstrip = (uint8_t)strip.n;
	r.add = add.p;
	r.nadd = (uint8_t)add.n;
	if (str_eq(r.cond, STR(".")))
		r.cond.n = 0;
	add_row(a, t, r);
}

static void
link_table(struct arena *a, struct table *t)
{
	uint32_t size = 64;

	while (size < t->n * 2)
		size *= 2;
	t->mask = size - 1;
	t->head = ARENA_ARRAY(a, uint32_t, size);
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t *h = &t->head[hash(t->row[i].add, t->row[i].nadd) &
		    t->mask];

		t->row[i].next = *h;
		*h = i + 1;
	}
}

static void
read_aff(struct arena *a, struct dict *d)
{
	for (size_t i = 0; i < d->aff.n;) {
		struct str l = next_line(d->aff, &i), key = field(&l);
		bool	   sfx = str_eq(key, STR("SFX"));

		if (str_eq(key, STR("FLAG"))) {
			struct str f = field(&l);

			d->form = str_eq(f, STR("long")) ? FLAG_LONG :
			    str_eq(f, STR("num")) ? FLAG_NUM : FLAG_CHAR;
		} else if (str_eq(key, STR("NEEDAFFIX")))
			d->need = flag_of(d, field(&l));
		else if (str_eq(key, STR("FORBIDDENWORD")))
			d->forbidden = flag_of(d, field(&l));
		else if (sfx || str_eq(key, STR("PFX"))) {
			struct str flag = field(&l), rest = l;
			struct str yn = field(&rest);

			/* the head of a table: "flag Y 12" */
			if (yn.n == 1 && (*yn.p == 'Y' || *yn.p == 'N') &&
			    str_trim(rest).n < 5)
				continue;
			read_row(a, d, sfx ? &d->suffix : &d->prefix, flag,
			    l);
		}
	}
	link_table(a, &d->suffix);
	link_table(a, &d->prefix);
}

/* ---- stems ---- */

static size_t
stem_len(const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && p[i] != '/' && p[i] != '\t' && p[i] != ' ' &&
	    p[i] != '\n' && p[i] != '\r')
		i++;
	return i;
}

static void
read_dic(struct arena *a, struct dict *d)
{
	uint32_t size = 4096;
	size_t	 i = 0;

	(void)next_line(d->dic, &i);		/* the count */
	while (size < d->dic.n / 12)
		size *= 2;
	d->mask = size - 1;
	d->slot = ARENA_ARRAY(a, uint32_t, size);
	while (i < d->dic.n) {
		size_t	    at = i;
		const char *nl = memchr(d->dic.p + i, '\n', d->dic.n - i);
		size_t	    n, k;

		i = nl ? (size_t)(nl - d->dic.p) + 1 : d->dic.n;
		n = stem_len(d->dic.p + at, i - at);
		if (n == 0)
			continue;
		k = hash(d->dic.p + at, n) & d->mask;
		while (d->slot[k] != 0)
			k = (k + 1) & d->mask;
		d->slot[k] = (uint32_t)at + 1;
	}
}

struct dict *
dict_open(struct arena *a, struct str lang, struct error *e)
{
	static const char *const dirs[] = { "/usr/share/hunspell",
	    "/usr/local/share/hunspell" };
	bool		fr = lang.n == 0 || (lang.n >= 2 &&
	    memcmp(lang.p, "fr", 2) == 0);
	struct dict	*d = ARENA_NEW(a, struct dict);

	for (size_t k = 0; k < 2; k++) {
		char name[8], path[128];
		int  n = fr ? 2 : (int)(lang.n > 5 ? 5 : lang.n);

		(void)snprintf(name, sizeof(name), "%.*s", n,
		    fr ? "fr" : lang.p);
		if (strcmp(name, "en") == 0)
			(void)snprintf(name, sizeof(name), "en_US");
		(void)snprintf(path, sizeof(path), "%s/%s.aff", dirs[k],
		    name);
		if (map_file(path, &d->aff) < 0) {
			if (errno == ENOENT)
				continue;
			(void)error_system(e, path, "cannot read");
			return NULL;
		}
		(void)snprintf(path, sizeof(path), "%s/%s.dic", dirs[k],
		    name);
		if (map_file(path, &d->dic) < 0) {
			(void)error_system(e, path, "cannot read");
			(void)munmap((void *)d->aff.p, d->aff.n);
			return NULL;
		}
		read_aff(a, d);
		read_dic(a, d);
		return d;
	}
	return NULL;
}

void
dict_close(struct dict *d)
{
	if (d == NULL)
		return;
	(void)munmap((void *)d->aff.p, d->aff.n);
	(void)munmap((void *)d->dic.p, d->dic.n);
}

/* ---- asking ---- */

static bool
has_flag(const struct dict *d, struct str entry, size_t n, uint16_t flag)
{
	struct str flags;
	size_t	   i = 0;

	if (flag == 0 || n >= entry.n || entry.p[n] != '/')
		return false;
	flags.p = entry.p + n + 1;
	flags.n = stem_len(flags.p, entry.n - n - 1);
	while (i < flags.n)
		if (flag_at(d, flags, &i) == flag)
			return true;
	return false;
}

/* Is there a stem that bears the flags (0: any)?  bare: as it stands. */
static bool
stem(const struct dict *d, const char *p, size_t n, uint16_t flag,
    uint16_t flag2, bool bare)
{
	for (size_t k = hash(p, n) & d->mask; d->slot[k] != 0;
	    k = (k + 1) & d->mask) {
		size_t	   at = d->slot[k] - 1;
		struct str e = { d->dic.p + at, d->dic.n - at };

		if (e.n < n || memcmp(e.p, p, n) != 0 ||
		    stem_len(e.p, e.n) != n)
			continue;
		if (has_flag(d, e, n, d->forbidden))
			continue;
		if (bare && has_flag(d, e, n, d->need))
			continue;
		if ((flag == 0 || has_flag(d, e, n, flag)) &&
		    (flag2 == 0 || has_flag(d, e, n, flag2)))
			return true;
	}
	return false;
}

/* One element of a condition against one character; its length, or 0. */
static size_t
cond_one(struct str c, const char *ch, size_t nch)
{
	size_t i = 0, end;
	bool   not, hit = false;

	if (c.p[0] != '[') {
		(void)utf8_next(c, &i);
		return c.p[0] == '.' || (i == nch &&
		    memcmp(c.p, ch, i) == 0) ? i : 0;
	}
	for (end = 1; end < c.n && c.p[end] != ']'; end++)
		;
	not = c.n > 1 && c.p[1] == '^';
	for (i = not ? 2 : 1; i < end;) {
		size_t b = i;

		(void)utf8_next(c, &i);
		if (i - b == nch && memcmp(c.p + b, ch, nch) == 0)
			hit = true;
	}
	return hit != not ? end + 1 : 0;
}

/* Does the end (or beginning) of a word meet the condition? */
static bool
cond_ok(struct str cond, const char *p, size_t n, bool at_end)
{
	struct str word = { p, n };
	size_t	   want = 0, at = 0;

	for (size_t i = 0; i < cond.n; want++)
		if (cond.p[i] == '[') {
			while (i < cond.n && cond.p[i] != ']')
				i++;
			i++;
		} else
			(void)utf8_next(cond, &i);
	if (at_end) {
		at = n;
		for (size_t k = 0; k < want; k++) {
			if (at == 0)
				return false;
			(void)utf8_prev(word, &at);
		}
	}
	for (size_t i = 0; i < cond.n;) {
		size_t b = at, len;

		if (at >= n)
			return false;
		(void)utf8_next(word, &at);
		len = cond_one((struct str){ cond.p + i, cond.n - i }, p + b,
		    at - b);
		if (len == 0)
			return false;
		i += len;
	}
	return true;
}

/* The word as a stem with a suffix; flag2: of a prefix taken off. */
static bool
with_suffix(const struct dict *d, const char *p, size_t n, uint16_t flag2)
{
	const struct table *t = &d->suffix;
	char		    buf[WORD_MAX * 4 + 256];

	for (size_t k = 0; k <= t->longest && k <= n; k++) {
		uint32_t i = t->head[hash(p + n - k, k) & t->mask];

		for (; i != 0; i = t->row[i - 1].next) {
			const struct affix *r = &t->row[i - 1];
			size_t		    m = n - k + r->nstrip;

			if (r->nadd != k || memcmp(r->add, p + n - k, k))
				continue;
			memcpy(buf, p, n - k);
			memcpy(buf + n - k, r->strip, r->nstrip);
			if (m > 0 && cond_ok(r->cond, buf, m, true) &&
			    stem(d, buf, m, r->flag, flag2, false))
				return true;
		}
	}
	return false;
}

static bool
with_prefix(const struct dict *d, const char *p, size_t n)
{
	const struct table *t = &d->prefix;
	char		    buf[WORD_MAX * 4 + 256];

	for (size_t k = 1; k <= t->longest && k < n; k++) {
		uint32_t i = t->head[hash(p, k) & t->mask];

		for (; i != 0; i = t->row[i - 1].next) {
			const struct affix *r = &t->row[i - 1];
			size_t		    m = n - k + r->nstrip;

			if (r->nadd != k || memcmp(r->add, p, k) != 0)
				continue;
			memcpy(buf, r->strip, r->nstrip);
			memcpy(buf + r->nstrip, p + k, n - k);
			if (!cond_ok(r->cond, buf, m, false))
				continue;
			if (stem(d, buf, m, r->flag, 0, true) ||
			    with_suffix(d, buf, m, r->flag))
				return true;
		}
	}
	return false;
}

static bool
exact(const struct dict *d, const char *p, size_t n)
{
	return stem(d, p, n, 0, 0, true) || with_suffix(d, p, n, 0) ||
	    with_prefix(d, p, n);
}

static size_t
spell(const uint32_t *w, size_t n, char *out, int mode)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t cp = w[i];

		if (mode == 1 || (mode == 2 && i > 0))
			cp = cp_fold(cp);
		if (cp_is_apos(cp))
			cp = '\'';
		k += utf8_encode(cp, out + k);
	}
	return k;
}

/* oe and ae stand for their ligatures. */
static bool
with_ligature(const struct dict *d, const char *p, size_t n)
{
	char buf[WORD_MAX * 4];

	for (size_t i = 0; i + 1 < n; i++)
		if ((p[i] == 'o' || p[i] == 'a') && p[i + 1] == 'e') {
			memcpy(buf, p, n);
			memcpy(buf + i, p[i] == 'o' ? "\xC5\x93" :
			    "\xC3\xA6", 2);
			if (exact(d, buf, n))
				return true;
		}
	return false;
}

bool
dict_has(const struct dict *d, const uint32_t *w, size_t n)
{
	char	buf[WORD_MAX * 4];
	size_t	k;

	if (d == NULL || n == 0 || n >= WORD_MAX)
		return false;
	for (int mode = 0; mode < 3; mode++) {
		if (mode > 0 && !cp_upper_(w[0]))
			break;
		k = spell(w, n, buf, mode);
		if (exact(d, buf, k) || with_ligature(d, buf, k))
			return true;
	}
	return false;
}

bool
dict_noun(const struct dict *d, const uint32_t *w, size_t n)
{
	char	buf[WORD_MAX * 4];
	size_t	len;

	if (d == NULL || n == 0 || n >= WORD_MAX)
		return false;
	len = spell(w, n, buf, 1);
	for (size_t k = hash(buf, len) & d->mask; d->slot[k] != 0;
	    k = (k + 1) & d->mask) {
		size_t	   at = d->slot[k] - 1, i = 0;
		struct str e = { d->dic.p + at, d->dic.n - at };

		if (e.n < len || memcmp(e.p, buf, len) != 0 ||
		    stem_len(e.p, e.n) != len)
			continue;
		if (str_find(next_line(e, &i), STR("po:nom"), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* Does a text whose language nobody named look English?  One word of a
 * dozen is "the" there, and none in French. */
static bool
looks_english(const struct cells *c)
{
	uint32_t the = 0, le = 0;

	for (uint32_t i = 0; i + 4 < c->n; i++) {
		const uint32_t *p = c->cp + i;

		if (p[0] != ' ')
			continue;
		the += p[1] == 't' && p[2] == 'h' && p[3] == 'e' && p[4] == ' ';
		le += (p[1] == 'l' || p[1] == 'd') && (p[2] == 'e' ||
		    p[2] == 'a') && p[3] == ' ';
	}
	return the > 2 && the > 3 * le;
}

struct dict *
work_dict(struct work *w)
{
	struct str lang = w->lang.n == 0 && !w->dict_tried &&
	    looks_english(&w->c) ? STR("en") : w->lang;

	if (!w->dict_tried)
		w->dict = dict_open(w->tmp, lang, &w->dict_error);
	w->dict_tried = true;
	return w->dict;
}
