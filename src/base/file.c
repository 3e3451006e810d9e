#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nettle/sha2.h>

#include "octavo/arena.h"
#include "octavo/buf.h"
#include "octavo/file.h"

/* Reads to the end or past max, whichever comes first; -1 with errno. */
static int
read_all(int fd, struct buf *b, size_t max)
{
	char	chunk[65536];
	ssize_t	n;

	while (b->len <= max) {
		n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : 0;
		buf_put(b, chunk, (size_t)n);
	}
	return 0;
}

/* *size: of a regular file; 0 of standard input. */
static int
open_regular(const char *path, size_t *size)
{
	struct stat	st;
	int		fd;

	*size = 0;
	if (strcmp(path, "-") == 0)
		return dup(STDIN_FILENO);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
		(void)close(fd);
		return -1;
	}
	*size = (size_t)st.st_size;
	return fd;
}

/* A file of known size at once into the arena; false when it proves to
 * be of another, or cannot be read: then it is read as a stream. */
static bool
read_whole(struct arena *a, int fd, size_t size, struct str *out)
{
	struct arena_mark	 mark = arena_mark(a);
	char			*p = arena_alloc(a, size + 1), more;
	size_t			 n = 0;
	ssize_t			 got = 1;

	while (n < size && got > 0) {
		got = read(fd, p + n, size - n);
		n += got > 0 ? (size_t)got : 0;
	}
	if (n == size && read(fd, &more, 1) == 0) {
		*out = (struct str){ p, n };
		return true;
	}
	arena_rewind(a, mark);
	(void)lseek(fd, 0, SEEK_SET);
	return false;
}

int
file_read(struct arena *a, const char *path, size_t max, struct str *out,
    struct error *e)
{
	struct buf	b;
	size_t		size;
	int		fd = open_regular(path, &size), rc = -1;

	if (fd < 0)
		return error_system(e, path, "cannot open");
	if (size > 0 && size <= max && read_whole(a, fd, size, out)) {
		(void)close(fd);
		return 0;
	}
	buf_init_max(&b, max + 65536);
	if (read_all(fd, &b, max) < 0)
		(void)error_system(e, path, "cannot read");
	else if (b.len > max)
		(void)error_limit(e, path, "larger than %zu bytes", max);
	else {
		*out = buf_dup(&b, a);
		rc = 0;
	}
	buf_release(&b);
	(void)close(fd);
	return rc;
}

int
file_make_dir(const char *path, struct error *e)
{
	char	*copy = strdup(path), *p;
	int	 rc = 0;

	if (copy == NULL || copy[0] == '\0') {
		free(copy);
		return error_system(e, path, "cannot make folder");
	}
	for (p = copy + 1;; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (mkdir(copy, 0755) < 0 && errno != EEXIST) {
			rc = error_system(e, copy, "cannot make folder");
			break;
		}
		*p = c;
		if (c == '\0')
			break;
	}
	free(copy);
	return rc;
}

bool
file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

void
sha256(struct str s, unsigned char out[32])
{
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, s.n, (const uint8_t *)s.p);
	sha256_digest(&ctx, SHA256_DIGEST_SIZE, out);
}

void
sha256_hex(struct str s, char out[65])
{
	unsigned char d[SHA256_DIGEST_SIZE];

	sha256(s, d);
	for (size_t i = 0; i < sizeof(d); i++)
		(void)snprintf(out + 2 * i, 3, "%02x", d[i]);
}
