/*
 * The slip in words: a sentence for each entry, as text, as Markdown, and
 * as a book of one section.
 */
#include <string.h>

#include "octavo/terms.h"
#include "release.h"

/*
 * The sentences of a slip, by language and action: for what is new, then
 * for what is no longer so.  ~1 is what the printing says, ~2 what it
 * should say, quoted.
 */
struct words {
	const char *lang, *page, *line, *note, *open, *close, *stop;
	const char *now[LEDGER__MAX], *gone[LEDGER__MAX];
	const char *note_changed;
};

static const struct words words[] = {
	{ "fr", "Page", "ligne", "notes, ligne", "«\u00A0", "\u00A0»",
	  "\u00A0:", {
	    [LEDGER_JOIN] = "après ~1, ne pas aller à la ligne",
	    [LEDGER_SPLIT] = "avant ~1, aller à la ligne",
	    [LEDGER_HEADING] = "~1 est un titre",
	    [LEDGER_DROP] = "supprimer l’alinéa qui commence par ~1",
	    [LEDGER_VERSE] = "de ~1 à ~2, ce sont des vers",
	    [LEDGER_QUOTATION] = "de ~1 à ~2, c’est une citation",
	    [LEDGER_EPIGRAPH] = "de ~1 à ~2, c’est une épigraphe",
	    [LEDGER_CALL] = "l’appel de la note ~1 vient après ~2",
	    [LEDGER_NOTE] = "après ~1, ajouter la note\u00A0: ~2",
	  }, {
	    [LEDGER_JOIN] = "après ~1, aller à la ligne",
	    [LEDGER_SPLIT] = "avant ~1, ne pas aller à la ligne",
	    [LEDGER_HEADING] = "~1 n’est pas un titre",
	    [LEDGER_DROP] = "rétablir l’alinéa qui commence par ~1",
	    [LEDGER_VERSE] = "de ~1 à ~2, ce ne sont pas des vers",
	    [LEDGER_QUOTATION] = "de ~1 à ~2, ce n’est pas une citation",
	    [LEDGER_EPIGRAPH] = "de ~1 à ~2, ce n’est pas une épigraphe",
	    [LEDGER_CALL] = "l’appel de la note ~1 ne vient pas après ~2",
	    [LEDGER_NOTE] = "supprimer la note appelée après ~1",
	  }, "dans la note, au lieu de ~1, lire ~2" },
	{ "en", "Page", "line", "notes, line", "“", "”", ":", {
	    [LEDGER_JOIN] = "no new paragraph after ~1",
	    [LEDGER_SPLIT] = "a new paragraph begins with ~1",
	    [LEDGER_HEADING] = "~1 is a heading",
	    [LEDGER_DROP] = "delete the paragraph that begins with ~1",
	    [LEDGER_VERSE] = "from ~1 to ~2, this is verse",
	    [LEDGER_QUOTATION] = "from ~1 to ~2, this is a quotation",
	    [LEDGER_EPIGRAPH] = "from ~1 to ~2, this is an epigraph",
	    [LEDGER_CALL] = "the call of note ~1 stands after ~2",
	    [LEDGER_NOTE] = "after ~1, add the note: ~2",
	  }, {
	    [LEDGER_JOIN] = "a new paragraph begins after ~1",
	    [LEDGER_SPLIT] = "no new paragraph before ~1",
	    [LEDGER_HEADING] = "~1 is no heading",
	    [LEDGER_DROP] = "restore the paragraph that begins with ~1",
	    [LEDGER_VERSE] = "from ~1 to ~2, this is no verse",
	    [LEDGER_QUOTATION] = "from ~1 to ~2, this is no quotation",
	    [LEDGER_EPIGRAPH] = "from ~1 to ~2, this is no epigraph",
	    [LEDGER_CALL] = "the call of note ~1 does not stand after ~2",
	    [LEDGER_NOTE] = "delete the note called after ~1",
	  }, "in the note, for ~1, read ~2" },
	{ "de", "Seite", "Zeile", "Anmerkungen, Zeile",
	  "„", "“", ":", {
	    [LEDGER_JOIN] = "nach ~1 kein neuer Absatz",
	    [LEDGER_SPLIT] = "mit ~1 beginnt ein neuer Absatz",
	    [LEDGER_HEADING] = "~1 ist eine Überschrift",
	    [LEDGER_DROP] =
		"der Absatz, der mit ~1 beginnt, ist zu streichen",
	    [LEDGER_VERSE] = "von ~1 bis ~2 sind es Verse",
	    [LEDGER_QUOTATION] = "von ~1 bis ~2 ist es ein Zitat",
	    [LEDGER_EPIGRAPH] = "von ~1 bis ~2 ist es ein Motto",
	    [LEDGER_CALL] = "das Zeichen der Anmerkung ~1 steht nach ~2",
	    [LEDGER_NOTE] = "nach ~1 ist die Anmerkung zu ergänzen: ~2",
	  }, {
	    [LEDGER_JOIN] = "nach ~1 beginnt ein neuer Absatz",
	    [LEDGER_SPLIT] = "vor ~1 kein neuer Absatz",
	    [LEDGER_HEADING] = "~1 ist keine Überschrift",
	    [LEDGER_DROP] = "der Absatz, der mit ~1 beginnt, bleibt stehen",
	    [LEDGER_VERSE] = "von ~1 bis ~2 sind es keine Verse",
	    [LEDGER_QUOTATION] = "von ~1 bis ~2 ist es kein Zitat",
	    [LEDGER_EPIGRAPH] = "von ~1 bis ~2 ist es kein Motto",
	    [LEDGER_CALL] =
		"das Zeichen der Anmerkung ~1 steht nicht nach ~2",
	    [LEDGER_NOTE] = "die Anmerkung nach ~1 ist zu streichen",
	  }, "in der Anmerkung statt ~1 lies ~2" },
	{ "es", "Página", "línea", "notas, línea", "«", "»", ":", {
	    [LEDGER_JOIN] = "después de ~1, sin punto y aparte",
	    [LEDGER_SPLIT] = "antes de ~1, punto y aparte",
	    [LEDGER_HEADING] = "~1 es un título",
	    [LEDGER_DROP] = "suprímase el párrafo que empieza por ~1",
	    [LEDGER_VERSE] = "de ~1 a ~2 son versos",
	    [LEDGER_QUOTATION] = "de ~1 a ~2 es una cita",
	    [LEDGER_EPIGRAPH] = "de ~1 a ~2 es un epígrafe",
	    [LEDGER_CALL] = "la llamada de la nota ~1 va después de ~2",
	    [LEDGER_NOTE] = "después de ~1, añádase la nota: ~2",
	  }, {
	    [LEDGER_JOIN] = "después de ~1, punto y aparte",
	    [LEDGER_SPLIT] = "antes de ~1, sin punto y aparte",
	    [LEDGER_HEADING] = "~1 no es un título",
	    [LEDGER_DROP] = "restablézcase el párrafo que empieza por ~1",
	    [LEDGER_VERSE] = "de ~1 a ~2 no son versos",
	    [LEDGER_QUOTATION] = "de ~1 a ~2 no es una cita",
	    [LEDGER_EPIGRAPH] = "de ~1 a ~2 no es un epígrafe",
	    [LEDGER_CALL] = "la llamada de la nota ~1 no va después de ~2",
	    [LEDGER_NOTE] = "suprímase la nota llamada después de ~1",
	  }, "en la nota, en lugar de ~1, léase ~2" },
	{ "it", "Pagina", "riga", "note, riga", "«", "»", ":", {
	    [LEDGER_JOIN] = "dopo ~1 non andare a capo",
	    [LEDGER_SPLIT] = "prima di ~1 andare a capo",
	    [LEDGER_HEADING] = "~1 è un titolo",
	    [LEDGER_DROP] = "eliminare il capoverso che comincia con ~1",
	    [LEDGER_VERSE] = "da ~1 a ~2 sono versi",
	    [LEDGER_QUOTATION] = "da ~1 a ~2 è una citazione",
	    [LEDGER_EPIGRAPH] = "da ~1 a ~2 è un’epigrafe",
	    [LEDGER_CALL] = "il richiamo della nota ~1 va dopo ~2",
	    [LEDGER_NOTE] = "dopo ~1 aggiungere la nota: ~2",
	  }, {
	    [LEDGER_JOIN] = "dopo ~1 andare a capo",
	    [LEDGER_SPLIT] = "prima di ~1 non andare a capo",
	    [LEDGER_HEADING] = "~1 non è un titolo",
	    [LEDGER_DROP] = "ripristinare il capoverso che comincia con ~1",
	    [LEDGER_VERSE] = "da ~1 a ~2 non sono versi",
	    [LEDGER_QUOTATION] = "da ~1 a ~2 non è una citazione",
	    [LEDGER_EPIGRAPH] = "da ~1 a ~2 non è un’epigrafe",
	    [LEDGER_CALL] = "il richiamo della nota ~1 non va dopo ~2",
	    [LEDGER_NOTE] = "eliminare la nota richiamata dopo ~1",
	  }, "nella nota, invece di ~1, leggere ~2" },
	{ "ru", "Страница", "строка",
	  "примечания, строка",
	  "«", "»", ":", {
	    [LEDGER_JOIN] = "после ~1 абзаца нет",
	    [LEDGER_SPLIT] =
		"с ~1 начинается новый абзац",
	    [LEDGER_HEADING] = "~1 — заголовок",
	    [LEDGER_DROP] =
		"абзац, который начинается с ~1, "
		"исключить",
	    [LEDGER_VERSE] = "от ~1 до ~2 — стихи",
	    [LEDGER_QUOTATION] = "от ~1 до ~2 — цитата",
	    [LEDGER_EPIGRAPH] = "от ~1 до ~2 — эпиграф",
	    [LEDGER_CALL] =
		"знак сноски ~1 стоит после ~2",
	    [LEDGER_NOTE] =
		"после ~1 добавить примечание: ~2",
	  }, {
	    [LEDGER_JOIN] =
		"после ~1 начинается новый абзац",
	    [LEDGER_SPLIT] = "перед ~1 абзаца нет",
	    [LEDGER_HEADING] = "~1 — не заголовок",
	    [LEDGER_DROP] =
		"абзац, который начинается с ~1, "
		"восстановить",
	    [LEDGER_VERSE] = "от ~1 до ~2 — не стихи",
	    [LEDGER_QUOTATION] = "от ~1 до ~2 — не цитата",
	    [LEDGER_EPIGRAPH] = "от ~1 до ~2 — не эпиграф",
	    [LEDGER_CALL] =
		"знак сноски ~1 стоит не после ~2",
	    [LEDGER_NOTE] =
		"примечание, на которое "
		"указывает знак после ~1, "
		"исключить",
	  }, "в примечании вместо ~1 "
	    "следует читать ~2" },
};

enum { ENGLISH = 1 };

/* Of its primary subtag, as for terms; other languages have those words
 * in English, too. */
static const struct words *
words_of(struct str lang)
{
	if (lang.n == 2 || (lang.n > 2 && lang.p[2] == '-'))
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (memcmp(lang.p, words[i].lang, 2) == 0)
				return &words[i];
	return &words[ENGLISH];
}

static void
put_sentence(const struct words *w, const struct erratum *e,
    const char *s, struct buf *out)
{
	for (; *s != '\0'; s++) {
		if (*s != '~') {
			buf_putc(out, *s);
			continue;
		}
		s++;
		buf_printf(out, "%s%.*s%s", w->open, STR_ARG(*s == '1' ?
		    e->wrong : e->right), w->close);
	}
}

/* "Page 12, ligne 4 : au lieu de « malin », lire « matin »." */
static void
put_item(const struct erratum *e, struct str lang, struct buf *out)
{
	const struct words	  *w = words_of(lang);
	const struct ledger_entry *le = e->entry;

	buf_printf(out, "%s %.*s, %s %u%s ", w->page, STR_ARG(e->page),
	    e->in_note ? w->note : w->line, e->line, w->stop);
	if (le->action == LEDGER_READING)
		buf_printf(out, "%s %s%.*s%s, %s %s%.*s%s",
		    term(lang, TERM_FOR), w->open, STR_ARG(e->wrong),
		    w->close, term(lang, TERM_READ), w->open,
		    STR_ARG(e->right), w->close);
	else if (le->action == LEDGER_NOTE && le->now != NULL)
		put_sentence(w, e, w->note_changed, out);
	else
		put_sentence(w, e, (le->gone ? w->gone : w->now)[le->action],
		    out);
	buf_putc(out, '.');
}

void
errata_text(const struct errata *e, struct str lang, struct buf *out)
{
	for (size_t i = 0; i < e->n; i++) {
		put_item(&e->items[i], lang, out);
		buf_putc(out, '\n');
	}
}

void
errata_markdown(const struct errata *e, struct str title, struct str lang,
    struct buf *out)
{
	buf_printf(out, "# %s\n\n*%.*s*\n", term(lang, TERM_ERRATA),
	    STR_ARG(title));
	for (size_t i = 0; i < e->n; i++) {
		buf_puts(out, "\n- ");
		put_item(&e->items[i], lang, out);
		buf_putc(out, '\n');
	}
}

struct book *
errata_book(struct arena *a, const struct edition *ed,
    const struct errata *e)
{
	struct book	*b = ARENA_NEW(a, struct book);
	struct model	*m = &b->model;
	struct str	 lang = ed->language, name;
	struct node	*div, *n;
	struct buf	 text;

	name = str_z(term(lang, TERM_ERRATA));
	b->edition = ed;
	model_init(m, a, NODE_BOOK);
	m->root->lang = lang;
	div = node_new(m, NODE_DIV, SPAN_NONE);
	div->u.div.role = ROLE_ERRATA;
	div->u.div.id = STR("errata");
	div->u.div.title = name;
	node_append(m->root, div);
	n = node_new(m, NODE_HEADING, SPAN_NONE);
	n->u.heading.level = 1;
	node_append(n, node_text_new(m, name, SPAN_NONE));
	node_append(div, n);
	n = node_new(m, NODE_SUBTITLE, SPAN_NONE);
	node_append(n, node_text_new(m, ed->title, SPAN_NONE));
	node_append(div, n);
	buf_init(&text);
	for (size_t i = 0; i < e->n; i++) {
		buf_clear(&text);
		put_item(&e->items[i], lang, &text);
		n = node_new(m, NODE_PARA, SPAN_NONE);
		n->cls = STR("corrections");	/* hangs, as in the list */
		node_append(n, node_text_new(m, buf_dup(&text, a),
		    SPAN_NONE));
		node_append(div, n);
	}
	buf_release(&text);
	return b;
}
