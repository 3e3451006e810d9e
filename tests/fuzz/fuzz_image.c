/* A picture: recognised for the EPUB, drawn for the PDF. */
#include "epub/epub_int.h"
#include "pdf/image.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct frame_image	 im = { 0 };
	struct epub_image	 ei = { 0 };
	struct fuzz		 f;
	cairo_surface_t		*s;
	cairo_t			*cr;

	if (n == 0)
		return 0;
	fuzz_init(&f);
	(void)image_sniff(fuzz_text(&f, p, n), &ei);
	s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 64, 64);
	cr = cairo_create(s);
	im.path = str_z(fuzz_file(&f, ".png", p, n));
	im.w = 40 * SP_PT;
	im.h = 30 * SP_PT;
	(void)pdf_image_draw(cr, &f.arena, &im, n & 1 ? &f.sink : NULL,
	    &f.error);
	cairo_destroy(cr);
	cairo_surface_destroy(s);
	fuzz_release(&f);
	return 0;
}
