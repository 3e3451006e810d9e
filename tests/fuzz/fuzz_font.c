/* A font file: opened and shaped with. */
#include "type/face_int.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct faces	*fs;
	struct face	*face;
	struct fuzz	 f;

	fuzz_init(&f);
	if (faces_open(&f.arena, &fs, &f.error) < 0)
		abort();
	face = ARENA_NEW(&f.arena, struct face);
	face->name = face->style = "fuzz";
	face->path = fuzz_file(&f, ".otf", p, n);
	if (face_load(fs, face, &f.error) == 0) {
		(void)micro_prot(fs, face, 'f');
		(void)shape_word(fs, face, FEAT_SMCP | FEAT_ONUM,
		    shape_lang(fs, STR("fr")), STR("affirm\303\251 1917"));
		(void)face_has(face, 0x153);
	}
	faces_close(fs);
	fuzz_release(&f);
	return 0;
}
