/*
 * Faults on demand, by LD_PRELOAD: the Nth call of a kind fails.
 *
 *   FAULT_KIND   malloc open read write fsync rename link close
 *   FAULT_AT     which call fails, from 1; 0: none, only counted
 *   FAULT_COUNT  a file that gets the number of calls at exit
 *
 * Only calls after the program's main has begun are counted: what the
 * dynamic linker does is not ours.  Reads and opens are those of
 * regular files outside /proc.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char	*kind;
static long		 at;
static atomic_long	 seen;
static atomic_int	 on;

static void
finish(void)
{
	const char	*path = getenv("FAULT_COUNT");
	char		 line[32];
	int		 fd, n;

	atomic_store(&on, 0);
	if (path == NULL)
		return;
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	n = snprintf(line, sizeof(line), "%ld\n", atomic_load(&seen));
	if (fd >= 0 && n > 0 && write(fd, line, (size_t)n) < 0)
		_exit(9);
	if (fd >= 0)
		close(fd);
}

__attribute__((constructor)) static void
start(void)
{
	const char *n = getenv("FAULT_AT");

	kind = getenv("FAULT_KIND");
	at = n ? atol(n) : 0;
	atexit(finish);
	atomic_store(&on, kind != NULL);
}

static int
fails(const char *k)
{
	if (!atomic_load(&on) || strcmp(kind, k) != 0)
		return 0;
	return atomic_fetch_add(&seen, 1) + 1 == at;
}

/*
 * octavo has a malloc of its own (src/base/memory.c) over these names
 * of the C library; every library's calls come through it.  dlsym asks
 * for memory itself: until it has answered, a small arena of ours does.
 */
static char	early[1 << 16];
static size_t	early_n;

static void *
early_alloc(size_t n)
{
	void *p = early + early_n;

	n = (n + 15) & ~(size_t)15;
	if (n > sizeof(early) - early_n)
		_exit(9);
	early_n += n;
	return p;
}

static struct real {
	void	*(*malloc)(size_t), *(*calloc)(size_t, size_t),
		*(*realloc)(void *, size_t);
	void	 (*free)(void *);
	int	  busy;
} real_;

static void
find_real(void)
{
	real_.busy = 1;
	*(void **)&real_.malloc = dlsym(RTLD_NEXT, "__libc_malloc");
	*(void **)&real_.calloc = dlsym(RTLD_NEXT, "__libc_calloc");
	*(void **)&real_.realloc = dlsym(RTLD_NEXT, "__libc_realloc");
	real_.busy = 0;
}

static int
is_early(const void *p)
{
	return (const char *)p >= early &&
	    (const char *)p < early + sizeof(early);
}

void *
__libc_malloc(size_t n)
{
	if (real_.malloc == NULL && !real_.busy)
		find_real();
	if (real_.malloc == NULL)
		return early_alloc(n);
	if (fails("malloc")) {
		errno = ENOMEM;
		return NULL;
	}
	return real_.malloc(n);
}

void *
__libc_calloc(size_t n, size_t m)
{
	if (real_.calloc == NULL && !real_.busy)
		find_real();
	if (real_.calloc == NULL)
		return early_alloc(n * m);
	if (fails("malloc")) {
		errno = ENOMEM;
		return NULL;
	}
	return real_.calloc(n, m);
}

void *
__libc_realloc(void *p, size_t n)
{
	void *q;

	if (is_early(p) || real_.realloc == NULL) {
		q = __libc_malloc(n);
		if (p != NULL && q != NULL)
			memcpy(q, p, n < (size_t)(early + sizeof(early) -
			    (char *)p) ? n : (size_t)(early + sizeof(early) -
			    (char *)p));
		return q;
	}
	if (fails("malloc")) {
		errno = ENOMEM;
		return NULL;
	}
	return real_.realloc(p, n);
}

/* What came from the early arena is never given back. */
void
free(void *p)
{
	if (is_early(p))
		return;
	if (real_.free == NULL && !real_.busy) {
		real_.busy = 1;
		*(void **)&real_.free = dlsym(RTLD_NEXT, "free");
		real_.busy = 0;
	}
	if (real_.free != NULL)
		real_.free(p);
}

#define REAL(type, name, ...) \
	static type (*real)(__VA_ARGS__); \
	if (real == NULL) \
		*(void **)&real = dlsym(RTLD_NEXT, #name)

ssize_t
read(int fd, void *buf, size_t n)
{
	REAL(ssize_t, read, int, void *, size_t);
	if (fails("read")) {
		errno = EIO;
		return -1;
	}
	return real(fd, buf, n);
}

ssize_t
write(int fd, const void *buf, size_t n)
{
	REAL(ssize_t, write, int, const void *, size_t);
	if (fd > 2 && fails("write")) {
		errno = ENOSPC;
		return -1;
	}
	return real(fd, buf, n);
}

int
open(const char *path, int flags, ...)
{
	va_list	ap;
	int	mode;

	REAL(int, open, const char *, int, ...);
	va_start(ap, flags);
	mode = va_arg(ap, int);
	va_end(ap);
	if (strncmp(path, "/proc", 5) != 0 && fails("open")) {
		errno = EMFILE;
		return -1;
	}
	return real(path, flags, mode);
}

int
fsync(int fd)
{
	REAL(int, fsync, int);
	if (fails("fsync")) {
		errno = EIO;
		return -1;
	}
	return real(fd);
}

int
renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	REAL(int, renameat2, int, const char *, int, const char *, unsigned);
	if (fails("rename")) {
		errno = EIO;
		return -1;
	}
	return real(a, from, b, to, flags);
}

int
linkat(int a, const char *from, int b, const char *to, int flags)
{
	REAL(int, linkat, int, const char *, int, const char *, int);
	if (fails("link")) {
		errno = EDQUOT;
		return -1;
	}
	return real(a, from, b, to, flags);
}

int
close(int fd)
{
	REAL(int, close, int);
	if (fails("close")) {
		(void)real(fd);
		errno = EIO;
		return -1;
	}
	return real(fd);
}
