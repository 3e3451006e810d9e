/*
 * The edition: what edition.yaml says.  Read once, const ever after.
 * Strings are NUL-terminated UTF-8 NFC; n == 0 where not given.
 */
#ifndef OCTAVO_EDITION_H
#define OCTAVO_EDITION_H

#include <stdbool.h>

#include "octavo/diag.h"
#include "octavo/error.h"
#include "octavo/model.h"
#include "octavo/str.h"

struct creator {
	struct str	name, file_as;
	struct str	role;		/* MARC relator: aut, edt, trl, … */
};

struct part {
	struct str	file;		/* a Markdown or TEI text … */
	struct str	witness;	/* … or a rough text */
	struct str	sha256;		/* of the witness, lower-case hex */
	struct str	ledger;		/* path relative to the edition */
	enum role	role;
	struct str	id, siglum;
	struct str	title, by, source, date;
	struct str	lang;		/* default: the edition's */
	int		chapters;	/* heading level that divides; 0 none */
	struct span	span;		/* in the manifest */
};

enum errata_mode { ERRATA_NONE, ERRATA_LIST, ERRATA_COUNT };
enum fine_mode { FINE_202F, FINE_NBSP };

struct edition {
	struct str	dir;		/* folder, as given */
	struct str	name;		/* its last component: output names */
	struct str	title, subtitle, file_as, language, identifier;
	struct str	date;		/* YYYY-MM-DD */
	struct str	publisher, place, rights, description, source;
	struct creator *creators;
	size_t		ncreators;
	struct str     *subjects;
	size_t		nsubjects;
	struct str	isbn_print, isbn_epub, isbn_pdf;
	struct str	style, format, cover, cover_alt, colophon;
	struct str	evaluated_by;
	enum errata_mode errata;
	enum fine_mode	fine;
	struct part    *parts;
	size_t		nparts;
	struct span	span;		/* of the manifest */
	struct span	style_span, format_span, cover_span;	/* of these
				   values; SPAN_NONE: from elsewhere */
};

/*
 * Reads DIR/edition.yaml (or the file itself).  0 with *out set, also
 * when there were faults (they are in the sink); -1 when it cannot be
 * read.  Registers the manifest as a source.
 */
int	 edition_read(struct arena *, const char *dir, struct diag_sink *,
	    struct edition **out, struct error *);

#endif
