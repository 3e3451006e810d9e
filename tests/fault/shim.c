/*
 * Faults on demand, by LD_PRELOAD: the Nth call of a kind fails.
 *
 *   FAULT_KIND   malloc open read write fsync rename link close
 *   FAULT_AT     which call fails, from 1; 0: none, only counted
 *   FAULT_COUNT  a file that gets the number of calls at exit
 *   FAULT_WHAT   a file that gets what the failing call was about
 *   FAULT_KILL   when set, the process is killed there instead
 *   FAULT_LIST   for malloc: every call fails, each in a child of its
 *                own; the file gets a line a call: kind, number, exit
 *                status, hash of FAULT_DIR after it, bytes asked for.
 *                The program must have one thread.
 *
 * A file whose read has failed fails at every further read, as a bad
 * disk does, until it is closed.
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
#include <dirent.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nettle/sha2.h>

static const char	*kind, *what, *dir;
static int		 list = -1;
static long		 at;
static atomic_long	 seen;
static atomic_int	 on, bad_fd = -1;

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
	what = getenv("FAULT_WHAT");
	dir = getenv("FAULT_DIR");
	if ((n = getenv("FAULT_LIST")) != NULL)
		list = open(n, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
		    0644);
	atexit(finish);
	atomic_store(&on, kind != NULL);
}

/* Names and bytes of FAULT_DIR, by raw calls: ours are counted. */
static void
hash_dir(char out[17])
{
	static char		 names[64][256], buf[65536];
	struct sha256_ctx	 ctx;
	uint8_t			 d[SHA256_DIGEST_SIZE];
	char			 path[4096], *p;
	long			 n, top;
	int			 fd, k = 0;

	sha256_init(&ctx);
	fd = (int)syscall(SYS_open, dir, O_RDONLY | O_DIRECTORY);
	while ((n = syscall(SYS_getdents64, fd, buf, sizeof(buf))) > 0)
		for (p = buf; p < buf + n && k < 64;
		    p += ((struct dirent64 *)p)->d_reclen)
			strcpy(names[k++], ((struct dirent64 *)p)->d_name);
	syscall(SYS_close, fd);
	qsort(names, (size_t)k, sizeof(names[0]),
	    (int (*)(const void *, const void *))strcmp);
	for (int i = 0; i < k; i++) {
		if (names[i][0] == '.')
			continue;
		sha256_update(&ctx, strlen(names[i]) + 1,
		    (uint8_t *)names[i]);
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		fd = (int)syscall(SYS_open, path, O_RDONLY);
		while ((n = syscall(SYS_read, fd, buf, sizeof(buf))) > 0)
			sha256_update(&ctx, (size_t)n, (uint8_t *)buf);
		syscall(SYS_close, fd);
	}
	top = sizeof(d);
	sha256_digest(&ctx, (size_t)top, d);
	for (int i = 0; i < 8; i++)
		snprintf(out + 2 * i, 3, "%02x", d[i]);
}

/* The call fails in a child: 1 there, 0 in the parent when it is over. */
static int
fails_in_child(const char *k, long n, size_t size)
{
	int	err = memfd_create("stderr", 0), status, len;
	off_t	said;
	char	hash[17], line[128];
	pid_t	pid;

	atomic_store(&on, 0);
	if ((pid = fork()) == 0) {
		dup2(err, 2);
		alarm(20);
		return 1;
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	said = lseek(err, 0, SEEK_END);
	syscall(SYS_close, err);
	hash_dir(hash);
	len = snprintf(line, sizeof(line), "%s %ld %d%s %s %zu\n", k, n,
	    WIFEXITED(status) ? WEXITSTATUS(status) :
	    128 + WTERMSIG(status), said > 0 ? "" : "-silent", hash, size);
	if (syscall(SYS_write, list, line, len) != len)
		_exit(9);
	atomic_store(&on, 1);
	return 0;
}

static int
fails_for(const char *k, size_t size, const char *about)
{
	long	n;
	int	fd;

	if (!atomic_load(&on) || strcmp(kind, k) != 0)
		return 0;
	n = atomic_fetch_add(&seen, 1) + 1;
	if (list >= 0 && dir != NULL)
		return fails_in_child(k, n, size);
	if (n == at && getenv("FAULT_KILL") != NULL)
		raise(SIGKILL);
	if (n == at && what != NULL) {
		fd = (int)syscall(SYS_open, what,
		    O_WRONLY | O_CREAT | O_TRUNC, 0644);
		syscall(SYS_write, fd, about, strlen(about));
		syscall(SYS_close, fd);
	}
	return n == at;
}

/* What a descriptor is of. */
static int
fails_fd(const char *k, int fd)
{
	char	link[64], path[4096] = "";
	ssize_t	n;

	if (!atomic_load(&on) || strcmp(kind, k) != 0)
		return 0;
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof(path) - 1);
	path[n > 0 ? n : 0] = '\0';
	return fails_for(k, 0, path);
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
	if (fails_for("malloc", n, "")) {
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
	if (fails_for("malloc", n * m, "")) {
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
	if (fails_for("malloc", n, "")) {
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
	if (fails_fd("read", fd))
		atomic_store(&bad_fd, fd);
	if (atomic_load(&bad_fd) == fd) {
		errno = EIO;
		return -1;
	}
	return real(fd, buf, n);
}

ssize_t
write(int fd, const void *buf, size_t n)
{
	REAL(ssize_t, write, int, const void *, size_t);
	if (fd > 2 && fails_fd("write", fd)) {
		errno = ENOSPC;
		return -1;
	}
	return real(fd, buf, n);
}

ssize_t
pwrite(int fd, const void *buf, size_t n, off_t at_)
{
	REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
	if (fails_fd("write", fd)) {
		errno = ENOSPC;
		return -1;
	}
	return real(fd, buf, n, at_);
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
	if (strncmp(path, "/proc", 5) != 0 && fails_for("open", 0, path)) {
		errno = EMFILE;
		return -1;
	}
	return real(path, flags, mode);
}

int
fsync(int fd)
{
	REAL(int, fsync, int);
	if (fails_fd("fsync", fd)) {
		errno = EIO;
		return -1;
	}
	return real(fd);
}

int
renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	REAL(int, renameat2, int, const char *, int, const char *, unsigned);
	if (fails_for("rename", 0, to)) {
		errno = EIO;
		return -1;
	}
	return real(a, from, b, to, flags);
}

int
linkat(int a, const char *from, int b, const char *to, int flags)
{
	REAL(int, linkat, int, const char *, int, const char *, int);
	if (fails_for("link", 0, to)) {
		errno = EDQUOT;
		return -1;
	}
	return real(a, from, b, to, flags);
}

int
close(int fd)
{
	REAL(int, close, int);
	if (atomic_load(&bad_fd) == fd)
		atomic_store(&bad_fd, -1);
	if (fails_fd("close", fd)) {
		(void)real(fd);
		errno = EIO;
		return -1;
	}
	return real(fd);
}
