/*
 * The container (EPUB 3.3, 4): mimetype first and stored, the rest in
 * the order given, every time stamp the same, no folders, no extra
 * fields.  Only this file knows libzip.
 */
#include <string.h>

#include <zip.h>

#include "epub_int.h"

enum {
	DOS_DATE = 1 << 5 | 1,	/* 1 January 1980, the first there is */
	LEVEL = 9
};

struct pack {
	zip_t		*zip;
	zip_source_t	*out;
	bool		 failed;
};

static void
add(struct pack *p, const struct epub_file *f)
{
	zip_source_t	*s;
	zip_int64_t	 i;

	if (p->failed)
		return;
	s = zip_source_buffer(p->zip, f->bytes.p, f->bytes.n, 0);
	if (s == NULL) {
		p->failed = true;
		return;
	}
	i = zip_file_add(p->zip, f->name, s, ZIP_FL_ENC_UTF_8);
	if (i < 0) {
		zip_source_free(s);
		p->failed = true;
		return;
	}
	p->failed = zip_set_file_compression(p->zip, (zip_uint64_t)i,
	    f->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, LEVEL) < 0 ||
	    zip_file_set_dostime(p->zip, (zip_uint64_t)i, 0, DOS_DATE, 0) <
	    0 || zip_file_set_external_attributes(p->zip, (zip_uint64_t)i, 0,
	    ZIP_OPSYS_UNIX, (zip_uint32_t)0100644 << 16) < 0;
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
pack_write(const struct epub_file *files, size_t n, struct buf *out,
    struct error *e)
{
	static const struct epub_file	type = { "mimetype",
	    { "application/epub+zip", 20 }, true };
	struct pack			p;
	int				rc = -1;

	if (pack_open(&p, e) < 0)
		return -1;
	add(&p, &type);
	for (size_t i = 0; i < n; i++)
		add(&p, &files[i]);
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
	return rc;
}
