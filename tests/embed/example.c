/*
 * The smallest program that builds an edition with the library: the
 * folder is the first argument, the folder of the books the second.
 */
#include <stdio.h>

#include <octavo/build.h>
#include <octavo/pdf.h>

int
main(int argc, char **argv)
{
	struct build_opts	opts = { .threads = 1,
				    .outputs = OUTPUT_DEFAULT };
	struct build_result	made = { .n = 0 };
	struct build		b;
	struct error		e = { 0 };
	int			rc;

	if (argc != 3)
		return 2;
	pdf_prepare();	/* before the first thread */
	opts.out = argv[2];
	rc = build_all(&b, argv[1], &opts, &made, &e);
	diag_print(&b.sink, stderr, DIAG_TEXT, false);
	if (rc < 0)
		(void)fprintf(stderr, "%s: %s\n", e.path, e.what);
	for (size_t i = 0; i < made.n; i++)
		(void)printf("%s\n", made.paths[i]);
	build_release(&b);
	return made.n > 0 ? 0 : 1;
}
