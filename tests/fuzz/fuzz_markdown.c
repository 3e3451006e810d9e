/* Markdown and typography: the tree keeps its content model, and a
 * second pass of typography changes nothing. */
#include <assert.h>

#include "octavo/edit.h"
#include "octavo/read.h"

#include "fuzz.h"

static struct str
dump(struct fuzz *f, const struct node *n)
{
	struct buf	b;
	struct str	s;

	buf_init(&b);
	model_dump(n, &b);
	s = buf_dup(&b, &f->arena);
	buf_release(&b);
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const char *const langs[] = { "fr", "en", "de", "" };
	struct fuzz	 f;
	struct model	 m;
	struct str	 text, once;

	if (n == 0 || n > 1 << 16)
		return 0;
	fuzz_init(&f);
	text = fuzz_text(&f, p + 1, n - 1);
	if (utf8_invalid(text) == SIZE_MAX &&
	    memchr(text.p, 0, text.n) == NULL) {
		model_init(&m, &f.arena, NODE_DIV);
		m.root = read_markdown(&m, sources_add(&f.sources,
		    STR("fuzz.md"), text), &f.sink);
		model_check(m.root);
		m.root->lang = str_z(langs[p[0] & 3]);
		typography(&m, m.root, &f.sink);
		model_check(m.root);
		once = dump(&f, m.root);
		typography(&m, m.root, &f.sink);
		assert(str_eq(once, dump(&f, m.root)));
	}
	fuzz_release(&f);
	return 0;
}
