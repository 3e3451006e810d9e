/* Division of any word: the points are inside it, between characters.
 * The faces stay open from run to run; they hold each word. */
#include <assert.h>

#include "octavo/file.h"

#include "type/face_int.h"

#include "fuzz.h"

enum { RUNS = 2000 };	/* after so many the faces are opened anew */

static struct fuzz	 kept;
static struct faces	*faces;
static const struct face *face;
static int		 runs;

static void
open_faces(void)
{
	if (faces != NULL && runs++ < RUNS)
		return;
	if (faces != NULL) {
		faces_close(faces);
		fuzz_release(&kept);
	}
	runs = 0;
	fuzz_init(&kept);
	if (faces_open(&kept.arena, &faces, &kept.error) < 0 ||
	    face_find(faces, STR("serif"), FACE_REGULAR, &face,
	    &kept.error) < 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const tags[] = { "fr", "en", "de", "../../x" };
	const struct word *w;
	struct str	   s;

	if (n < 2 || n > 400)
		return 0;
	open_faces();
	s = fuzz_text(&kept, p + 1, n - 1);
	if (utf8_invalid(s) != SIZE_MAX || memchr(s.p, 0, s.n) != NULL)
		return 0;
	w = shape_word(faces, face, p[0] >> 4, shape_lang(faces,
	    str_z(tags[p[0] & 3])), s);
	hyphen_points(faces, w);
	for (uint32_t i = 0; i < w->npoints; i++) {
		const struct point *t = &w->points[i];

		assert(t->byte > 0 && t->byte < w->text.n);
		assert(((unsigned char)w->text.p[t->byte] & 0xC0) != 0x80);
		assert(i == 0 || t->byte > w->points[i - 1].byte);
		assert(t->glyph <= w->nglyphs);
	}
	return 0;
}
