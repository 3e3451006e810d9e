/*
 * What is for the press: the printer's profile and what follows from it.
 */
#include "octavo/file.h"
#include "octavo/printer.h"

#include "build_int.h"

int
build_printer_read(struct build *b, struct error *e)
{
	const char *name = b->opts.printer ? b->opts.printer : "house";
	const char *path;

	if (b->printer != NULL)
		return 0;
	if (!path_is_inside(name))
		return error_library(e, name, "not the name of a printer");
	path = str_ends(str_z(name), STR(".yaml")) ? name :
	    style_data(&b->arena, arena_printf(&b->arena,
	    "styles/printers/%s.yaml", name));
	if (!file_exists(path)) {
		static const char *const ours[] = { "house", "ingramspark",
		    "kdp", "lulu", NULL };
		const char *near = nearest_name(str_z(name), ours);

		return error_library(e, name, "no profile of this printer; "
		    "styles/printers/ has house, ingramspark, kdp and lulu"
		    "%s%s%s", near ? "; '" : "", near ? near : "",
		    near ? "' is meant?" : "");
	}
	return printer_read(&b->arena, path, &b->sink, &b->printer, e);
}

int
build_print_opts(const struct build *b, struct arena *a,
    struct pdf_opts *o, struct error *e)
{
	*o = (struct pdf_opts){ .kind = PDF_PRINT,
	    .threads = b->opts.threads };
	if (b->printer != NULL) {
		o->bleed = sp_of_nm(b->printer->bleed_text);
		o->marks = b->opts.marks || b->printer->marks;
	}
	if (b->opts.icc == NULL)
		return 0;
	o->icc_name = str_z(path_base(b->opts.icc));
	return file_read(a, b->opts.icc, LIMIT_TEXT, &o->icc, e);
}

int
build_check_printer(struct build *b, struct error *e)
{
	struct pdf_opts o;

	if (build_printer_read(b, e) < 0 ||
	    build_print_opts(b, &b->arena, &o, e) < 0)
		return -1;
	if (b->printer != NULL && b->frame != NULL)
		printer_check(b->printer, b->book, b->frame, &o, &b->sink);
	return 0;
}
