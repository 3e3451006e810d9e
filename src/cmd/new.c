/*
 * octavo new: the only command that reads the clock and asks for
 * randomness: an edition gets its date and identifier once, here.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "octavo/buf.h"
#include "octavo/file.h"

#include "cmd.h"
#include "new_from.h"
#include "options.h"
#include "say.h"

static const char manifest[] =
    "# The manifest of the edition. Lines that begin with # are comments.\n"
    "# octavo build makes the books; octavo check says what is wrong.\n"
    "octavo: 1\n"
    "title: Titre de l’édition\n"
    "subtitle: Sous-titre, ou retirez cette ligne\n"
    "language: fr\n"
    "# Made once for this edition; keep it for ever.\n"
    "identifier: urn:uuid:%s\n"
    "# Change it when you publish a new state of the edition.\n"
    "date: %s\n"
    "publisher: Nom de la maison\n"
    "rights: Qui détient les droits, et sous quelle licence\n"
    "creators:\n"
    "  # aut author, edt editor, aui author of the preface, trl translator\n"
    "  - {name: Prénom Nom, file-as: \"Nom, Prénom\", role: aut}\n"
    "style: classique\n"
    "format: A5\n"
    "\n"
    "# The texts in reading order. The half-title, the title page, the\n"
    "# imprint, the contents and the colophon are made by Octavo.\n"
    "parts:\n"
    "  - file: preface.md\n"
    "    role: preface\n"
    "    id: preface\n"
    "%s"
    "  # A rough text (from a PDF, from OCR) goes into witnesses/ and is\n"
    "  # cleaned at every build; its corrections go into a ledger:\n"
    "  # - witness: temoin.txt\n"
    "  #   sha256: (what sha256sum says of the file)\n"
    "  #   role: chapter\n"
    "  #   id: temoin\n"
    "  #   ledger: ledgers/temoin.yaml\n";

/* The text of an edition that starts without witnesses. */
static const char sample_part[] =
    "  - file: texte.md\n"
    "    role: chapter\n"
    "    id: texte\n";

static const char preface[] =
    "# Préface\n"
    "\n"
    "Remplacez ce paragraphe par votre préface. Un paragraphe est une\n"
    "suite de lignes; une ligne vide le termine. Un appel de note s’écrit\n"
    "ainsi[^1] et la note, plus bas. L’*italique* se met entre\n"
    "astérisques.\n"
    "\n"
    "[^1]: Voici la note. Octavo la place au bas de la page de son appel\n"
    "    dans le PDF, et l’ouvre d’un toucher dans l’EPUB.\n";

static const char text[] =
    "# Premier texte\n"
    "\n"
    "Tapez simplement: les espaces devant : ; ! ?, les guillemets \"ainsi\"\n"
    "et les apostrophes sont mis en place par Octavo.\n"
    "\n"
    "— Et les dialogues?\n"
    "\n"
    "— Un tiret au début de la ligne suffit.\n";

static const char ignore[] = "out/\n";

static int
make_uuid(char out[37], struct error *e)
{
	unsigned char	r[16];
	size_t		n = 0;

	if (getrandom(r, sizeof(r), 0) != (ssize_t)sizeof(r))
		return error_system(e, NULL, "no random numbers");
	r[6] = (unsigned char)((r[6] & 0x0F) | 0x40);
	r[8] = (unsigned char)((r[8] & 0x3F) | 0x80);
	for (size_t i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			out[n++] = '-';
		(void)snprintf(out + n, 3, "%02x", r[i]);
		n += 2;
	}
	return 0;
}

static void
today(char out[16])
{
	time_t		now = time(NULL);
	struct tm	tm;

	(void)gmtime_r(&now, &tm);
	(void)strftime(out, 16, "%Y-%m-%d", &tm);
}

static int
put(struct arena *a, const char *dir, const char *name, struct str s,
    struct error *e)
{
	return file_write(path_join(a, dir, name), s, e);
}

static int
make_folders(struct arena *a, const char *dir, struct error *e)
{
	if (file_exists(path_join(a, dir, "edition.yaml"))) {
		errno = EEXIST;
		return error_system(e, dir, "an edition is there already");
	}
	if (file_make_dir(dir, e) < 0 ||
	    file_make_dir(path_join(a, dir, "witnesses"), e) < 0)
		return -1;
	return file_make_dir(path_join(a, dir, "ledgers"), e);
}

static int
make(struct arena *a, const char *dir, char **files, size_t n,
    struct diag_sink *sink, struct buf *parts, struct error *e)
{
	char		uuid[37], date[16];
	const char	*m;

	if (make_uuid(uuid, e) < 0 || make_folders(a, dir, e) < 0)
		return -1;
	if (n > 0 && new_from(a, dir, files, n, sink, parts, e) < 0)
		return -1;
	if (n == 0) {
		buf_puts(parts, sample_part);
		if (put(a, dir, "texte.md", str_z(text), e) < 0)
			return -1;
	}
	today(date);
	m = arena_printf(a, manifest, uuid, date, parts->data);
	if (put(a, dir, "preface.md", str_z(preface), e) < 0 ||
	    put(a, dir, ".gitignore", str_z(ignore), e) < 0)
		return -1;
	return put(a, dir, "edition.yaml", str_z(m), e);
}

static int
run(const struct options *o, int argc, char **argv)
{
	struct arena		a, sa;
	struct sources		s;
	struct diag_sink	d;
	struct buf		parts;
	struct error		e = { 0 };
	int			rc, status;

	if (argc < 1 || (argc > 1 && !o->from))
		return say_usage(&cmd_new, "name the folder to make%s",
		    argc > 1 ? " (texts come after --from)" : "");
	arena_init(&a);
	arena_init(&sa);
	sources_init(&s, &sa);
	diag_init(&d, &a, &s);
	buf_init(&parts);
	rc = make(&a, argv[0], argv + 1, (size_t)argc - 1, &d, &parts, &e);
	status = say_diagnostics(&d, o);
	if (rc < 0)
		status = say_error(&e, o);
	else
		(void)printf("%s/edition.yaml\nNext: octavo build %s\n",
		    argv[0], argv[0]);
	buf_release(&parts);
	arena_release(&sa);
	arena_release(&a);
	return status;
}

static const struct opt *const opts[] = { &opt_from, &opt_messages, &opt_helpme,
	NULL };

const struct command cmd_new = {
	"new", "DIR [--from FILE…]", "start an edition",
	"Makes the folder DIR with a manifest, a preface and a text that\n"
	"build at once; their comments say how to go on. With --from the\n"
	"files are taken as witnesses: each becomes a part with a ledger.",
	opts, run
};
