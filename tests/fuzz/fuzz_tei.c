/* TEI: any bytes; what is read keeps its content model and can be
 * written again. */
#include "octavo/edit.h"
#include "octavo/read.h"
#include "octavo/tei.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct fuzz	 f;
	struct model	 m;
	struct buf	 b;

	if (n > 1 << 16)
		return 0;
	fuzz_init(&f);
	model_init(&m, &f.arena, NODE_DIV);
	m.root = read_tei(&m, sources_add(&f.sources, STR("fuzz.xml"),
	    fuzz_text(&f, p, n)), &f.sink);
	if (m.root != NULL) {
		model_check(m.root);
		typography(&m, m.root, &f.sink);
		model_check(m.root);
		buf_init(&b);
		model_dump(m.root, &b);
		buf_release(&b);
	}
	fuzz_release(&f);
	return 0;
}
