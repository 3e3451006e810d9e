/* The style sheet: parsed, computed for a small tree, given back. */
#include "octavo/style.h"

#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct edition	 ed = { 0 };
	struct style	*st = NULL;
	struct model	 m;
	struct node	*para;
	struct fuzz	 f;

	fuzz_init(&f);
	ed.dir = STR("/dev/shm");
	ed.style = str_z(fuzz_file(&f, ".css", p, n));
	if (style_read(&f.arena, &ed, &f.sink, &st, &f.error) == 0 && st) {
		model_init(&m, &f.arena, NODE_DIV);
		para = node_new(&m, NODE_PARA, SPAN_NONE);
		para->cls = STR("note");
		node_append(m.root, para);
		(void)style_of(st, m.root);
		(void)style_of(st, para);
		(void)style_page(st);
		(void)style_epub_css(st);
	}
	fuzz_release(&f);
	return 0;
}
