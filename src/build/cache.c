#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "octavo/file.h"

#include "cache.h"

#define CACHE_HEAD	"octavo cache 2\n"
#define HALF		"new-"

enum {
	ENTRY_MAX = 64 << 20,	/* [bytes] of one entry */
	TOTAL_MAX = 256 << 20,	/* [bytes] of all; the oldest go */
	LEFT = 600,		/* [s] nobody writes an entry that long */
	HEX = 64
};

void
cache_open(struct cache *c, struct arena *a)
{
	const char	*own = getenv("OCTAVO_CACHE");
	const char	*xdg = getenv("XDG_CACHE_HOME");
	const char	*home = getenv("HOME");
	struct error	 e;

	c->dir = NULL;
	if (own != NULL && own[0] != '\0') {
		if (strcmp(own, "none") == 0)
			return;
		c->dir = own;
	} else if (xdg != NULL && xdg[0] == '/')
		c->dir = path_join(a, xdg, "octavo");
	else if (home != NULL && home[0] == '/')
		c->dir = path_join(a, home, ".cache/octavo");
	if (c->dir != NULL && file_make_dir(c->dir, &e) < 0)
		c->dir = NULL;
}

void
cache_key(char out[65], const char *maker, const struct str *inputs)
{
	struct buf b;

	buf_init(&b);
	buf_puts(&b, maker);
	for (; inputs->p != NULL; inputs++) {
		/* Lengths part the inputs: "ab","c" is not "a","bc". */
		buf_printf(&b, "\n%zu\n", inputs->n);
		buf_put_str(&b, *inputs);
	}
	sha256_hex(buf_str(&b), out);
	buf_release(&b);
}

struct str
cache_identity(struct arena *a, const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return STR("absent");
	return str_z(arena_printf(a, "%lld %lld.%ld",
	    (long long)st.st_size, (long long)st.st_mtim.tv_sec,
	    st.st_mtim.tv_nsec));
}

static int
put_object(struct dl_phdr_info *info, size_t size, void *data)
{
	struct buf  *b = data;
	const char  *path = info->dlpi_name;
	struct arena a;

	(void)size;
	/* The program has no name here, nor has what the kernel lends. */
	if (path == NULL || path[0] != '/')
		return 0;
	arena_init(&a);
	buf_printf(b, "%s %s\n", path, cache_identity(&a, path).p);
	arena_release(&a);
	return 0;
}

struct str
cache_program(struct arena *a)
{
	struct buf b;
	char	   hex[65];

	buf_init(&b);
	buf_puts(&b, cache_identity(a, "/proc/self/exe").p);
	(void)dl_iterate_phdr(put_object, &b);
	sha256_hex(buf_str(&b), hex);
	buf_release(&b);
	return str_dup(a, str_z(hex));
}

bool
cache_lookup(const struct cache *c, struct arena *a, const char key[65],
    struct str *out)
{
	const size_t	head = sizeof(CACHE_HEAD) - 1;
	struct error	e;
	struct str	s, body;
	char		hex[65];

	if (c->dir == NULL || file_read(a, path_join(a, c->dir, key),
	    ENTRY_MAX, &s, &e) < 0)
		return false;
	if (s.n < head + 2 * HEX + 1 || !str_starts(s, STR(CACHE_HEAD)) ||
	    memcmp(s.p + head, key, HEX) != 0)
		return false;
	body = str_sub(s, head + 2 * HEX + 1, s.n);
	sha256_hex(body, hex);
	if (memcmp(hex, s.p + head + HEX, HEX) != 0)
		return false;
	*out = body;
	return true;
}

struct entry {
	char	name[65];
	time_t	when;
	off_t	size;
};

static int
by_age(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->when > y->when) - (x->when < y->when);
}

/* Half an entry, of a build that was killed: it vanishes in time. */
static bool
was_left(DIR *d, const char *name, const struct stat *st)
{
	if (strncmp(name, HALF, sizeof(HALF) - 1) != 0)
		return false;
	if (time(NULL) - st->st_mtime > LEFT)
		(void)unlinkat(dirfd(d), name, 0);
	return true;
}

/* Lists the entries of the folder; the list is malloc'd. */
static size_t
list_entries(DIR *d, struct entry **out)
{
	struct entry	*list = NULL;
	struct dirent	*ent;
	struct stat	 st;
	size_t		 n = 0, cap = 0;

	while ((ent = readdir(d)) != NULL) {
		if (fstatat(dirfd(d), ent->d_name, &st, 0) < 0 ||
		    was_left(d, ent->d_name, &st) ||
		    strlen(ent->d_name) != HEX)
			continue;
		if (n == cap) {
			cap = cap ? cap * 2 : 64;
			list = xrealloc(list, cap * sizeof(*list));
		}
		memcpy(list[n].name, ent->d_name, HEX + 1);
		list[n].when = st.st_mtime;
		list[n].size = st.st_size;
		n++;
	}
	*out = list;
	return n;
}

/* Keeps the folder under its limit: the oldest entries go first. */
static void
shrink(const char *dir)
{
	struct entry	*list;
	DIR		*d = opendir(dir);
	off_t		 total = 0;
	size_t		 n;

	if (d == NULL)
		return;
	n = list_entries(d, &list);
	for (size_t i = 0; i < n; i++)
		total += list[i].size;
	if (total > TOTAL_MAX) {
		qsort(list, n, sizeof(*list), by_age);
		for (size_t i = 0; i < n && total > TOTAL_MAX; i++) {
			(void)unlinkat(dirfd(d), list[i].name, 0);
			total -= list[i].size;
		}
	}
	free(list);
	(void)closedir(d);
}

/* Not synced: an entry that a crash cuts short fails its hash. */
static int
write_entry(int fd, const char key[65], struct str s)
{
	char	hex[65];
	ssize_t	n;

	sha256_hex(s, hex);
	if (dprintf(fd, "%s%s%s\n", CACHE_HEAD, key, hex) < 0)
		return -1;
	while (s.n > 0) {
		n = write(fd, s.p, s.n);
		if (n <= 0)
			return -1;
		s.p += n;
		s.n -= (size_t)n;
	}
	return 0;
}

void
cache_store(const struct cache *c, const char key[65], struct str s)
{
	struct arena	 a;
	char		*tmp;
	int		 fd;

	if (c->dir == NULL || s.n > ENTRY_MAX / 2)
		return;
	arena_init(&a);
	tmp = path_join(&a, c->dir, HALF "XXXXXX");
	tmp = arena_dup(&a, tmp, strlen(tmp));
	fd = mkostemp(tmp, O_CLOEXEC);
	if (fd >= 0) {
		int bad = write_entry(fd, key, s);

		(void)close(fd);
		if (bad < 0 || rename(tmp, path_join(&a, c->dir, key)) < 0)
			(void)unlink(tmp);
		shrink(c->dir);
	}
	arena_release(&a);
}
