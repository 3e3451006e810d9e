/*
 * The container (EPUB 3.3, 4): mimetype first and stored, the rest in
 * the order given, every time stamp the same, no folders, no extra
 * fields.  The files come packed (deflate.c): libzip copies what a
 * source says is compressed.  Only this file knows libzip.
 */
#include <stdlib.h>
#include <string.h>

#include <zip.h>

#include "epub_int.h"

enum { DOS_DATE = 1 << 5 | 1 };	/* 1 January 1980, the first there is */

struct pack {
	zip_t		*zip;
	zip_source_t	*out;
	bool		 failed;
};

/* A file that is packed already, as libzip's sources go. */
struct packed {
	const struct epub_file	*file;
	size_t			 at;
};

static zip_int64_t
stat_of(const struct epub_file *f, zip_stat_t *st)
{
	zip_stat_init(st);
	st->size = f->bytes.n;
	st->comp_size = f->packed.n;
	st->comp_method = f->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
	st->crc = f->crc;
	st->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
	    ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
	return sizeof(*st);
}

static zip_int64_t
read_packed(struct packed *p, void *to, zip_uint64_t room)
{
	size_t n = p->file->packed.n - p->at;

	if (n > room)
		n = (size_t)room;
	if (n > 0)
		memcpy(to, p->file->packed.p + p->at, n);
	p->at += n;
	return (zip_int64_t)n;
}

static zip_int64_t
source(void *user, void *data, zip_uint64_t n, zip_source_cmd_t cmd)
{
	struct packed *p = user;

	switch (cmd) {
	case ZIP_SOURCE_OPEN:
		p->at = 0;
		return 0;
	case ZIP_SOURCE_READ:
		return read_packed(p, data, n);
	case ZIP_SOURCE_STAT:
		return stat_of(p->file, data);
	case ZIP_SOURCE_ERROR:
		memset(data, 0, 2 * sizeof(int));
		return 2 * sizeof(int);
	case ZIP_SOURCE_SUPPORTS:
		return ZIP_SOURCE_SUPPORTS_READABLE;
	case ZIP_SOURCE_CLOSE:
	case ZIP_SOURCE_FREE:
		return 0;
	default:
		return -1;
	}
}

static void
add(struct pack *p, struct packed *f)
{
	zip_source_t	*s;
	zip_int64_t	 i;

	if (p->failed)
		return;
	s = zip_source_function(p->zip, source, f);
	if (s == NULL) {
		p->failed = true;
		return;
	}
	i = zip_file_add(p->zip, f->file->name, s, ZIP_FL_ENC_UTF_8);
	if (i < 0) {
		zip_source_free(s);
		p->failed = true;
		return;
	}
	p->failed = zip_file_set_dostime(p->zip, (zip_uint64_t)i, 0,
	    DOS_DATE, 0) < 0 || zip_file_set_external_attributes(p->zip,
	    (zip_uint64_t)i, 0, ZIP_OPSYS_UNIX,
	    (zip_uint32_t)0100644 << 16) < 0 || (f->file->stored &&
	    zip_set_file_compression(p->zip, (zip_uint64_t)i, ZIP_CM_STORE,
	    0) < 0);
}

static int
copy_out(zip_source_t *s, struct buf *out)
{
	char		chunk[1 << 14];
	zip_int64_t	n;

	if (zip_source_open(s) < 0)
		return -1;
	while ((n = zip_source_read(s, chunk, sizeof(chunk))) > 0)
		buf_put(out, chunk, (size_t)n);
	(void)zip_source_close(s);
	return n < 0 || out->full ? -1 : 0;
}

static int
pack_open(struct pack *p, struct error *e)
{
	zip_error_t ze;

	memset(p, 0, sizeof(*p));
	zip_error_init(&ze);
	p->out = zip_source_buffer_create(NULL, 0, 0, &ze);
	if (p->out != NULL)
		p->zip = zip_open_from_source(p->out,
		    ZIP_CREATE | ZIP_TRUNCATE, &ze);
	if (p->zip != NULL) {
		zip_source_keep(p->out);
		zip_error_fini(&ze);
		return 0;
	}
	(void)error_library(e, NULL, "libzip: %s", zip_error_strerror(&ze));
	if (p->out != NULL)
		zip_source_free(p->out);
	zip_error_fini(&ze);
	return -1;
}

int
pack_write(struct epub_file *files, size_t n, struct buf *out,
    struct error *e)
{
	struct packed	*list = xmalloc((n + 1) * sizeof(*list));
	struct pack	 p;
	int		 rc = -1;

	if (pack_open(&p, e) < 0) {
		free(list);
		return -1;
	}
	for (size_t i = 0; i < n; i++) {
		list[i] = (struct packed){ &files[i], 0 };
		add(&p, &list[i]);
	}
	if (p.failed || zip_close(p.zip) < 0) {
		(void)error_library(e, NULL, "libzip: %s",
		    zip_strerror(p.zip));
		zip_discard(p.zip);
	} else if (copy_out(p.out, out) < 0) {
		(void)error_library(e, NULL, "libzip: cannot read back");
	} else {
		rc = 0;
	}
	zip_source_free(p.out);
	free(list);
	return rc;
}
