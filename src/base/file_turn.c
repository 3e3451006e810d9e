/*
 * Turns in a folder: one build at a time puts its files in place, and
 * one that was killed meanwhile is found out.
 *
 * The file .octavo-turn is there only while files take their places.  It
 * is locked (flock), so the kernel ends the turn of a killed process,
 * and names the places; what it says once the lock is free was left by
 * one that did not end.  Where a file system knows no locks the turns
 * are not kept, the rest is.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/file.h"

enum { NAMES_MAX = 4096, TMP_DIGITS = 6 };

/* Waits while another build has its turn, or only looks. */
static int
lock(int fd, bool wait)
{
	int rc;

	while ((rc = flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB)) < 0 &&
	    errno == EINTR)
		continue;
	return rc < 0 && errno == EWOULDBLOCK ? -1 : 0;
}

/* Is this "PLACE.tmp-0a1b2c" of one of the places, one a line? */
static bool
is_litter(const char *name, const char *places)
{
	const char	*tmp = strstr(name, ".tmp-"), *p = places, *end;
	size_t		 n = tmp ? (size_t)(tmp - name) : 0;

	if (tmp == NULL || strlen(tmp + 5) != TMP_DIGITS ||
	    strspn(tmp + 5, "0123456789abcdef") != TMP_DIGITS)
		return false;
	for (; (end = strchr(p, '\n')) != NULL; p = end + 1)
		if ((size_t)(end - p) == n && strncmp(p, name, n) == 0)
			return true;
	return false;
}

static void
sweep(const char *dir, const char *places)
{
	DIR		*d = opendir(dir);
	struct dirent	*ent;

	while (d != NULL && (ent = readdir(d)) != NULL)
		if (is_litter(ent->d_name, places))
			(void)unlinkat(dirfd(d), ent->d_name, 0);
	if (d != NULL)
		(void)closedir(d);
}

int
file_turn_begin(struct file_turn *t, const char *dir, struct error *e)
{
	struct stat	st;
	char		places[NAMES_MAX + 1];
	ssize_t		n;
	size_t		len = strlen(dir) + sizeof("/.octavo-turn");

	memset(t, 0, sizeof(*t));
	t->path = xmalloc(len);
	(void)snprintf(t->path, len, "%s/.octavo-turn", dir);
	for (;;) {
		t->fd = open(t->path, O_RDWR | O_CREAT | O_CLOEXEC |
		    O_NOFOLLOW, 0644);
		if (t->fd < 0)
			return error_system(e, dir, "cannot write");
		(void)lock(t->fd, true);
		if (fstat(t->fd, &st) == 0 && st.st_nlink > 0)
			break;
		(void)close(t->fd);	/* its turn ended with its file */
	}
	n = read(t->fd, places, NAMES_MAX);
	t->unfinished = n > 0;
	if (n > 0) {
		places[n] = '\0';
		sweep(dir, places);
	}
	return 0;
}

int
file_turn_mark(struct file_turn *t, const struct file_stage *f, size_t n,
    struct error *e)
{
	char	places[NAMES_MAX];
	size_t	len = 0;

	for (size_t i = 0; i < n; i++) {
		const char *base = path_base(f[i].path);

		if (f[i].special || len + strlen(base) + 2 > NAMES_MAX)
			continue;
		len += (size_t)snprintf(places + len, NAMES_MAX - len,
		    "%s\n", base);
	}
	if (ftruncate(t->fd, 0) < 0 || pwrite(t->fd, places, len, 0) !=
	    (ssize_t)len || fsync(t->fd) < 0)
		return error_system(e, t->path, "cannot write");
	return 0;
}

void
file_turn_end(struct file_turn *t)
{
	if (t->path != NULL && t->fd >= 0) {
		(void)unlink(t->path);
		(void)close(t->fd);
	}
	free(t->path);
	t->path = NULL;
}

bool
file_turn_unfinished(const char *dir)
{
	struct arena	a;
	struct stat	st;
	int		fd;
	bool		left = false;

	arena_init(&a);
	fd = open(path_join(&a, dir, ".octavo-turn"), O_RDONLY | O_CLOEXEC |
	    O_NOFOLLOW);
	if (fd >= 0) {
		left = lock(fd, false) == 0 && fstat(fd, &st) == 0 &&
		    st.st_nlink > 0 && st.st_size > 0;
		(void)close(fd);
	}
	arena_release(&a);
	return left;
}
