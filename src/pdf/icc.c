/*
 * ICC profiles made here, byte by byte (ICC.1:2010, version 4.3), and
 * the reading of those the user brings.
 *
 *   sRGB   matrix and parametric curve of IEC 61966-2-1, adapted to D50
 *   gray   one ink of black on paper, dot gain 20 %, a printer profile
 */
#include <math.h>
#include <string.h>

#include "pdf_int.h"

enum { HEADER = 128, MAX_TAGS = 12 };

struct icc {
	struct buf data;		/* of the tags, behind the table */
	struct { char sig[5]; uint32_t at, n; } tag[MAX_TAGS];
	uint32_t   ntags;
};

static void
put32(struct buf *b, uint32_t v)
{
	const char c[4] = { (char)(v >> 24), (char)(v >> 16),
	    (char)(v >> 8), (char)v };

	buf_put(b, c, 4);
}

static void
put16(struct buf *b, unsigned v)
{
	buf_putc(b, (char)(v >> 8));
	buf_putc(b, (char)v);
}

/* s15Fixed16Number */
static void
put_fixed(struct buf *b, double v)
{
	put32(b, (uint32_t)(int32_t)lround(v * 65536.0));
}

static void
tag_begin(struct icc *p, const char *sig, const char *type)
{
	memcpy(p->tag[p->ntags].sig, sig, 4);
	p->tag[p->ntags].at = (uint32_t)p->data.len;
	buf_put(&p->data, type, 4);
	put32(&p->data, 0);
}

static void
tag_end(struct icc *p)
{
	p->tag[p->ntags].n = (uint32_t)p->data.len - p->tag[p->ntags].at;
	p->ntags++;
	while (p->data.len % 4 != 0)
		buf_putc(&p->data, 0);
}

/* Another name for the data of the last tag. */
static void
tag_again(struct icc *p, const char *sig)
{
	p->tag[p->ntags] = p->tag[p->ntags - 1];
	memcpy(p->tag[p->ntags++].sig, sig, 4);
}

/* multiLocalizedUnicodeType with one record of English. */
static void
tag_text(struct icc *p, const char *sig, const char *text)
{
	size_t n = strlen(text);

	tag_begin(p, sig, "mluc");
	put32(&p->data, 1);
	put32(&p->data, 12);
	buf_puts(&p->data, "enUS");
	put32(&p->data, (uint32_t)(2 * n));
	put32(&p->data, 28);
	for (size_t i = 0; i < n; i++)
		put16(&p->data, (unsigned char)text[i]);
	tag_end(p);
}

static void
tag_xyz(struct icc *p, const char *sig, double x, double y, double z)
{
	tag_begin(p, sig, "XYZ ");
	put_fixed(&p->data, x);
	put_fixed(&p->data, y);
	put_fixed(&p->data, z);
	tag_end(p);
}

static void
icc_header(const struct icc *p, const char *device, const char *space,
    uint32_t size, struct buf *out)
{
	put32(out, size);
	put32(out, 0);			/* no preferred engine */
	put32(out, 0x04300000);
	buf_put(out, device, 4);
	buf_put(out, space, 4);
	buf_puts(out, "XYZ ");
	put16(out, 2026), put16(out, 1), put16(out, 1);
	put16(out, 0), put16(out, 0), put16(out, 0);
	buf_puts(out, "acsp");
	for (int i = 0; i < 7; i++)	/* platform … rendering intent */
		put32(out, 0);
	put_fixed(out, 0.9642);		/* the connection space: D50 */
	put_fixed(out, 1.0);
	put_fixed(out, 0.8249);
	for (int i = 0; i < 12; i++)
		put32(out, 0);
	put32(out, p->ntags);
}

static void
icc_end(struct icc *p, const char *device, const char *space,
    struct buf *out)
{
	uint32_t base = HEADER + 4 + 12 * p->ntags;

	icc_header(p, device, space, base + (uint32_t)p->data.len, out);
	for (uint32_t i = 0; i < p->ntags; i++) {
		buf_put(out, p->tag[i].sig, 4);
		put32(out, base + p->tag[i].at);
		put32(out, p->tag[i].n);
	}
	buf_put_str(out, buf_str(&p->data));
	buf_release(&p->data);
}

void
icc_srgb(struct buf *out)
{
	/* Bradford's adaptation of D65 to D50, row by row. */
	static const double chad[9] = { 1.047886, 0.022919, -0.050216,
	    0.029582, 0.990484, -0.017079, -0.009252, 0.015073, 0.751678 };
	static const double curve[5] = { 2.4, 1 / 1.055, 0.055 / 1.055,
	    1 / 12.92, 0.04045 };
	struct icc p = { .ntags = 0 };

	buf_init(&p.data);
	tag_text(&p, "desc", "sRGB");
	tag_text(&p, "cprt", "No copyright, use freely");
	tag_xyz(&p, "wtpt", 0.9642, 1.0, 0.8249);
	tag_begin(&p, "chad", "sf32");
	for (int i = 0; i < 9; i++)
		put_fixed(&p.data, chad[i]);
	tag_end(&p);
	tag_xyz(&p, "rXYZ", 0.436066, 0.222488, 0.013916);
	tag_xyz(&p, "gXYZ", 0.385147, 0.716873, 0.097076);
	tag_xyz(&p, "bXYZ", 0.143066, 0.060608, 0.714096);
	tag_begin(&p, "rTRC", "para");
	put16(&p.data, 3);
	put16(&p.data, 0);
	for (int i = 0; i < 5; i++)
		put_fixed(&p.data, curve[i]);
	tag_end(&p);
	tag_again(&p, "gTRC");
	tag_again(&p, "bTRC");
	icc_end(&p, "mntr", "RGB ", out);
}

/*
 * Luminance of a screen of black dots: paper less what the dots cover;
 * a dot of a half grows by a fifth of the whole, others by the parabola
 * 4 a (1 - a) of it (Murray-Davies, dot gain 20 %).
 */
static double
dot_gain(double white)
{
	double a = 1.0 - white;

	a += 0.20 * 4.0 * a * (1.0 - a);
	return 1.0 - (a > 1.0 ? 1.0 : a);
}

void
icc_gray(struct buf *out)
{
	enum { STEPS = 64 };
	struct icc p = { .ntags = 0 };

	buf_init(&p.data);
	tag_text(&p, "desc", "Gray, dot gain 20 %");
	tag_text(&p, "cprt", "No copyright, use freely");
	tag_xyz(&p, "wtpt", 0.9642, 1.0, 0.8249);
	tag_begin(&p, "kTRC", "curv");
	put32(&p.data, STEPS + 1);
	for (int i = 0; i <= STEPS; i++)
		put16(&p.data, (unsigned)lround(65535.0 *
		    dot_gain((double)i / STEPS)));
	tag_end(&p);
	icc_end(&p, "prtr", "GRAY", out);
}

static uint32_t
get32(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

static int
components(const char *space)
{
	static const struct { const char *name; int n; } spaces[] = {
		{ "GRAY", 1 }, { "RGB ", 3 }, { "CMYK", 4 },
	};

	for (size_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++)
		if (memcmp(space, spaces[i].name, 4) == 0)
			return spaces[i].n;
	return 0;
}

const char *
icc_read(struct str s, struct icc_info *out)
{
	uint32_t ntags;

	memset(out, 0, sizeof(*out));
	if (s.n < HEADER + 4)
		return "it is shorter than the header of a profile";
	if (memcmp(s.p + 36, "acsp", 4) != 0)
		return "it has not the signature of a profile";
	if (get32(s.p) != s.n)
		return "its length is not the one it tells";
	memcpy(out->device, s.p + 12, 4);
	memcpy(out->space, s.p + 16, 4);
	out->major = (unsigned char)s.p[8];
	out->components = components(out->space);
	if (out->components == 0)
		return "its colours are neither grey, RGB nor CMYK";
	ntags = get32(s.p + HEADER);
	if (ntags == 0 || ntags > (s.n - HEADER - 4) / 12)
		return "its table of tags is broken";
	for (uint32_t i = 0; i < ntags; i++) {
		const char *t = s.p + HEADER + 4 + (size_t)i * 12;

		if (get32(t + 4) > s.n || get32(t + 8) > s.n - get32(t + 4))
			return "a tag lies outside the file";
	}
	return NULL;
}
