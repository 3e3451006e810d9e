/*
 * Writing: a set of files takes its places as one.
 *
 * The bytes go to an unnamed file (O_TMPFILE), so that a killed process
 * leaves no litter; a file system without them gets a named one.  At
 * the commit each is given a name beside its place and exchanged with
 * what stands there (RENAME_EXCHANGE), which can be undone when a later
 * one of the set fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "octavo/arena.h"
#include "octavo/file.h"

static int
write_all(int fd, struct str s)
{
	ssize_t n;

	while (s.n > 0) {
		n = write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		s.p += n;
		s.n -= (size_t)n;
	}
	return 0;
}

/* Opens an unnamed file in the folder of path, or a named one. */
static int
open_beside(struct file_stage *f)
{
	struct arena	 a;
	const char	*dir;
	int		 fd;

	arena_init(&a);
	dir = path_dir(&a, f->path);
	f->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fd = open(dir, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644);
	arena_release(&a);
	if (fd >= 0)
		return fd;
	fd = mkostemp(f->tmp, O_CLOEXEC);
	f->named = fd >= 0;
	return fd;
}

/* A device or a pipe (/dev/null, /dev/stdout) is written to as it is:
 * it must never be replaced by a file. */
static bool
is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

static int
write_special(const struct file_stage *f)
{
	int fd = open(f->path, O_WRONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return -1;
	rc = write_all(fd, f->bytes);
	return close(fd) < 0 ? -1 : rc;
}

int
file_stage(struct file_stage *f, const char *path, struct str bytes,
    struct error *e)
{
	size_t n = strlen(path);

	memset(f, 0, sizeof(*f));
	f->path = xmalloc(n + 1);
	memcpy(f->path, path, n + 1);
	f->bytes = bytes;
	f->fd = f->dir = -1;
	f->special = is_special(path);
	f->tmp = xmalloc(n + 12);
	(void)snprintf(f->tmp, n + 12, "%s.tmp-XXXXXX", path);
	if (f->special)
		return 0;
	f->fd = open_beside(f);
	if (f->fd < 0)
		return error_system(e, path, "cannot write");
	if (write_all(f->fd, bytes) < 0 || fchmod(f->fd, 0644) < 0 ||
	    fsync(f->fd) < 0)
		return error_system(e, path, "cannot write");
	return 0;
}

/* Gives an unnamed file the name tmp, as mkstemp would choose it. */
static int
give_name(struct file_stage *f)
{
	char	proc[64];
	size_t	n = strlen(f->tmp);

	(void)snprintf(proc, sizeof(proc), "/proc/self/fd/%d", f->fd);
	for (unsigned k = 0; k < 1000; k++) {
		(void)snprintf(f->tmp + n - 6, 7, "%06x",
		    ((unsigned)getpid() * 1000u + k) & 0xFFFFFFu);
		if (linkat(AT_FDCWD, proc, AT_FDCWD, f->tmp,
		    AT_SYMLINK_FOLLOW) == 0) {
			f->named = true;
			return 0;
		}
		if (errno != EEXIST)
			return -1;
	}
	return -1;
}

/* Puts the new file in place; the old one, if any, is then tmp. */
static int
take_place(struct file_stage *f)
{
	if (f->special)
		return write_special(f);
	if (!f->named && give_name(f) < 0)
		return -1;
	if (renameat2(AT_FDCWD, f->tmp, AT_FDCWD, f->path,
	    RENAME_EXCHANGE) == 0) {
		f->swapped = true;
		return 0;
	}
	if (errno != ENOENT && errno != EINVAL && errno != ENOSYS)
		return -1;
	f->fresh = errno == ENOENT;
	if (rename(f->tmp, f->path) < 0)
		return -1;
	f->named = false;
	return 0;
}

static void
take_back(struct file_stage *f)
{
	if (f->swapped && renameat2(AT_FDCWD, f->tmp, AT_FDCWD, f->path,
	    RENAME_EXCHANGE) == 0)
		f->swapped = false;
	else if (f->fresh)
		(void)unlink(f->path);
}

/* Nothing here asks for memory: the program would end half-way. */
int
file_commit(struct file_stage *f, size_t n, struct error *e)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (take_place(&f[i]) < 0)
			break;
	if (i == n) {
		/* A rename is durable when its folder is synced. */
		for (i = 0; i < n; i++)
			if (f[i].dir >= 0)
				(void)fsync(f[i].dir);
		return 0;
	}
	(void)error_system(e, f[i].path, "cannot write");
	while (i-- > 0)
		take_back(&f[i]);
	return -1;
}

void
file_unstage(struct file_stage *f, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (f[i].fd >= 0)
			(void)close(f[i].fd);
		if (f[i].dir >= 0)
			(void)close(f[i].dir);
		if (f[i].named)
			(void)unlink(f[i].tmp);
		free(f[i].path);
		free(f[i].tmp);
	}
}

int
file_write(const char *path, struct str bytes, struct error *e)
{
	struct file_stage	f;
	int			rc = file_stage(&f, path, bytes, e);

	if (rc == 0)
		rc = file_commit(&f, 1, e);
	file_unstage(&f, 1);
	return rc;
}
