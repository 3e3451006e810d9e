#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "octavo/error.h"

static int
fill(struct error *e, enum error_kind kind, const char *path,
    const char *fmt, va_list ap)
{
	e->kind = kind;
	e->errnum = kind == ERROR_SYSTEM ? errno : 0;
	(void)vsnprintf(e->what, sizeof(e->what), fmt, ap);
	(void)snprintf(e->path, sizeof(e->path), "%s", path ? path : "");
	return -1;
}

static int
fill_list(struct error *e, enum error_kind kind, const char *path,
    const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)fill(e, kind, path, fmt, ap);
	va_end(ap);
	return -1;
}

int
error_system(struct error *e, const char *path, const char *what)
{
	return fill_list(e, ERROR_SYSTEM, path, "%s", what);
}

int
error_library(struct error *e, const char *path, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)fill(e, ERROR_LIBRARY, path, fmt, ap);
	va_end(ap);
	return -1;
}

int
error_limit(struct error *e, const char *path, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)fill(e, ERROR_LIMIT, path, fmt, ap);
	va_end(ap);
	return -1;
}
