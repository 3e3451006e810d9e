/* A ledger, and its entries applied to a small text. */
#include "octavo/ledger.h"
#include "octavo/read.h"

#include "fuzz.h"

static const char text[] =
    "# Le port\n\nCe matin, la brume a couvert le mole.\n\n"
    "On entendait la corne[^1] du passeur.\n\n"
    "> Une voile, deux voiles.\n\n[^1]: De brume.\n";

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct ledger	*l = NULL;
	struct fuzz	 f;
	struct model	 m;

	fuzz_init(&f);
	if (ledger_read(&f.arena, fuzz_file(&f, ".yaml", p, n), &f.sink, &l,
	    &f.error) == 0 && l != NULL) {
		model_init(&m, &f.arena, NODE_DIV);
		m.root = read_markdown(&m, sources_add(&f.sources,
		    STR("fuzz.md"), str_z(text)), &f.sink);
		ledger_apply(&m, m.root, l, &f.sink);
		model_check(m.root);
	}
	fuzz_release(&f);
	return 0;
}
