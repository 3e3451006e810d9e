/*
 * The typography pass: rules by example, and idempotence of any soup.
 *
 * In the expectations ~ is U+00A0, _ is U+202F, ^{…} a superior, {…}
 * small capitals, [n] a call.
 */
#include "cases.h"

#include "octavo/edit.h"
#include "octavo/read.h"

struct fixture {
	struct arena	 arena;
	struct sources	 sources;
	struct diag_sink sink;
	struct model	 model;
};

static void
open_fixture(struct fixture *f)
{
	arena_init(&f->arena);
	sources_init(&f->sources, &f->arena);
	diag_init(&f->sink, &f->arena, &f->sources);
	model_init(&f->model, &f->arena, NODE_BOOK);
}

static void
show_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);

		if (cp == CP_NBSP)
			buf_putc(b, '~');
		else if (cp == CP_NNBSP)
			buf_putc(b, '_');
		else
			buf_put_cp(b, cp);
	}
}

static const char *
show(struct fixture *f, const struct node *root)
{
	struct walk	w;
	struct buf	b;
	const char	*s;

	buf_init(&b);
	walk_init(&w, root);
	while (walk_next(&w) != WALK_DONE) {
		bool in = w.event == WALK_ENTER;

		if (w.node->kind == NODE_TEXT || w.node->kind == NODE_CODE)
			show_text(&b, w.node->u.text.text);
		else if (w.node->kind == NODE_CALL)
			buf_printf(&b, "[%s]", w.node->u.call.label.p);
		else if (w.node->kind == NODE_SUP)
			buf_puts(&b, in ? "^{" : "}");
		else if (w.node->kind == NODE_SMALLCAPS)
			buf_puts(&b, in ? "{" : "}");
		else if (w.node->kind == NODE_EMPH)
			buf_puts(&b, in ? "<" : ">");
		else if (w.node->kind == NODE_PARA && !in && w.node->next &&
		    w.node->next->kind == NODE_PARA)
			buf_putc(&b, '|');
		else if (w.node->kind == NODE_LINEBREAK)
			buf_putc(&b, '/');
		else if (w.node->kind == NODE_NOTE)
			walk_skip(&w);
	}
	s = buf_dup(&b, &f->arena).p;
	buf_release(&b);
	return s;
}

static struct node *
read_in(struct fixture *f, const char *text, const char *lang)
{
	uint32_t src = sources_add(&f->sources, STR("t.md"), str_z(text));
	struct node *div = read_markdown(&f->model, src, &f->sink);

	div->lang = str_z(lang);
	return div;
}

static const struct { const char *rule, *in, *out; } french[] = {
	{ "G1", "L'été d'aujourd'hui", "L’été d’aujourd’hui" },
	{ "G1", "l'*homme* et l`homme", "l’<homme> et l’homme" },
	{ "S1", "Quoi ? Oui ! Bien; tard ;", "Quoi_? Oui_! Bien_; tard_;" },
	{ "S1", "Quoi? *Oui*! (fin)?", "Quoi_? <Oui>_! (fin)_?" },
	{ "S2", "Voici : un. Voila: deux", "Voici~: un. Voila~: deux" },
	{ "S5", "Hein ?! Ah ?.. Oh…? (?) [!] 10:55 http://a.b/?c:d;e",
	    "Hein_?! Ah_?.. Oh…? (?) [!] 10:55 http://a.b/?c:d;e" },
	{ "S5", "C:\\dir et page?x=1", "C:\\dir et page?x=1" },
	{ "S3", "Il dit : \"oui\" et «non».", "Il dit~: «~oui~» et «~non~»." },
	{ "S3", "« a »", "«~a~»" },
	{ "G2", "\"Il a dit \"non\" hier\"", "«~Il a dit “non” hier~»" },
	{ "G2", "“Oui”, dit-il, << non >>.", "«~Oui~», dit-il, «~non~»." },
	{ "G2", "« Le “mot” juste »", "«~Le “mot” juste~»" },
	{ "G2", "\"*Pravda*\" et (\"la\")", "«~<Pravda>~» et («~la~»)" },
	{ "G2", "l'\"homme\"", "l’«~homme~»" },
	{ "G2", "les \" chefs \" et la \" fin \"",
	    "les «~chefs~» et la «~fin~»" },
	{ "G2", "\" Oui \", dit-il ; \" non. \"",
	    "«~Oui~», dit-il_; «~non.~»" },
	{ "G2", "\" Or le \" mot \" reste,\n\n\" et le voici. \"",
	    "«~Or le “mot” reste,|«~et le voici.~»" },
	{ "G2", "\" Il dit : \" Non. \"", "«~Il dit~: “Non.”" },
	{ "G2", "l'\" idée \" seule", "l’«~idée~» seule" },
	{ "G2", "\" Une \" cause \", un \" but \", la fin. \"",
	    "«~Une “cause”, un “but”, la fin.~»" },
	{ "S4", "( un ) et [ deux ] , puis . ", "(un) et [deux], puis." },
	{ "S0", "deux  espaces   et plus", "deux espaces et plus" },
	{ "G3", "-- Viens, dit-il.", "—~Viens, dit-il." },
	{ "G3", "— Viens !", "—~Viens_!" },
	{ "G3", "—Viens.", "—~Viens." },
	{ "G4", "Il vint -- tard -- et partit.",
	    "Il vint –~tard~– et partit." },
	{ "G4", "Il vint - tard - et partit - enfin.",
	    "Il vint –~tard~– et partit –~enfin." },
	{ "G4", "Un — deux — trois. Et — quatre.",
	    "Un —~deux~— trois. Et —~quatre." },
	{ "G4", "de 10 - 12 à 1917-1918, porte-voix",
	    "de 10 - 12 à 1917-1918, porte-voix" },
	{ "G4", "# 12 - Le titre", "12~– Le titre" },
	{ "G5", "Oui... et . . . fin....", "Oui… et … fin...." },
	{ "G5", "Non...", "Non…" },
	{ "S6", "M. Kartachev et MM. Dan, p. 12, t. II, n° 3, 20 %, 37 mm",
	    "M.~Kartachev et MM.~Dan, p.~12, t.~II, n^{o}~3, 20~%, 37~mm" },
	{ "S6", "à 12 h 05, V. I. Lénine, 25 000 hommes",
	    "à 12~h~05, V.~I.~Lénine, 25_000 hommes" },
	{ "S6", "en 1917 180 hommes", "en 1917 180 hommes" },
	{ "L2", "au XIXe siècle, le IIe Congrès",
	    "au {xix}^{e} siècle, le II^{e} Congrès" },
	{ "L2", "aux XVIIe et XVIIIe siècles", "aux {xvii}^{e} et "
	    "{xviii}^{e} siècles" },
	{ "L2", "au XIX<sup>e</sup> siècle", "au {xix}^{e} siècle" },
	{ "L2", "la Ire République, Louis XIV",
	    "la I^{re} République, Louis XIV" },
	{ "L3", "le 1er mai, la 2e, les 3es, 1re, 15e, 2ème",
	    "le 1^{er} mai, la 2^{e}, les 3^{es}, 1^{re}, 15^{e}, 2ème" },
	{ "L4", "Mme Zoé, Mlles Roux, Mgr, Dr Wu",
	    "M^{me}~Zoé, M^{lles}~Roux, M^{gr}, D^{r}~Wu" },
	{ "L6", "Le coeur, l'oeuvre, OEuvre, moelle, poème, soeurs",
	    "Le cœur, l’œuvre, Œuvre, moelle, poème, sœurs" },
	{ "L8", "le poëte, très-bien, tems", "le poëte, très-bien, tems" },
	{ "G6", "Un mot.[^1] Un autre[^1], et « lui »[^1] !",
	    "Un mot[1]. Un autre[1], et «~lui[1]~»_!" },
	{ "G6", "etc.[^1] et M. A.[^1]", "etc.[1] et M.~A.[1]" },
	{ "G6", "un *mot*.[^1] Un *autre*[^1] !", "un <mot>[1]. Un "
	    "<autre>[1]_!" },
	{ "G7", "Un mot [^1] puis", "Un mot[1] puis" },
	{ "G7", "Un mot [^1], puis", "Un mot[1], puis" },
	{ "lang", "Le <span lang=\"en\">what? \"now\"</span> anglais ?",
	    "Le what? \"now\" anglais_?" },
	{ "code", "Le `a ? b` code ?", "Le a ? b code_?" },
	{ "break", "Un ?\\\nDeux !", "Un_?/Deux_!" },
};

static const struct { const char *in, *out; } english[] = {
	{ "\"It's 'so'\", he said -- it is...",
	    "“It’s ‘so’”, he said — it is…" },
	{ "What? Yes; no: well!", "What? Yes; no: well!" },
};

static void
check(const char *rule, const char *in, const char *out, const char *lang)
{
	struct fixture	 f;
	struct node	*div;
	const char	*text, *got;

	open_fixture(&f);
	text = arena_printf(&f.arena, "%s%s", in, strstr(in, "[^1]") ?
	    "\n\n[^1]: n\n" : "");
	div = read_in(&f, text, lang);
	typography(&f.model, div, &f.sink);
	model_check(div);
	got = show(&f, div);
	if (strcmp(got, out) != 0)
		print_error("%s: %s\n  made %s\n  want %s\n", rule, in, got,
		    out);
	assert_string_equal(got, out);
	typography(&f.model, div, &f.sink);
	assert_string_equal(show(&f, div), got);
	arena_release(&f.arena);
}

static void
rules(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(french) / sizeof(french[0]); i++)
		check(french[i].rule, french[i].in, french[i].out, "fr");
	for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++)
		check("EN", english[i].in, english[i].out, "en");
	check("de", "\"Was?\" -- 'ja'...", "\"Was?\" -- 'ja'...", "de");
}

/* Twice is once, whatever is typed. */
static void
idempotent(void **state)
{
	static const char *const units[] = { "mot", "L", "Mme", "XIXe",
	    "siècle", "1er", "12", "000", " ", " ", " ", "\"", "'", "«", "»",
	    "“", "”", "--", "-", "—", "–", "...", ".", ",", ";", ":", "!",
	    "?", "(", ")", "n°", "p.", "M.", "*", "[^1]", "\\\n", "oe",
	    "coeur", "%", "h", "e", "\xC2\xA0", "\xE2\x80\xAF", "<sup>",
	    "</sup>", "\n\n", "http://a?b", "…", "<", ">", "V." };
	struct fixture	 f;
	struct buf	 b;
	struct node	*div;
	uint32_t	 r = 99;
	const char	*once, *twice;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		open_fixture(&f);
		buf_init(&b);
		for (int k = 0; k < 14; k++) {
			r = r * 1664525u + 1013904223u;
			buf_puts(&b, units[(r >> 12) %
			    (sizeof(units) / sizeof(units[0]))]);
		}
		buf_puts(&b, "\n\n[^1]: n\n");
		div = read_in(&f, b.data, "fr");
		typography(&f.model, div, &f.sink);
		model_check(div);
		once = show(&f, div);
		typography(&f.model, div, &f.sink);
		twice = show(&f, div);
		if (strcmp(once, twice) != 0)
			fail_msg("not the same twice: %s\n once %s\ntwice %s",
			    b.data, once, twice);
		buf_release(&b);
		arena_release(&f.arena);
	}
}

static bool
is_flagged(const char *in, const char *rule)
{
	struct fixture	 f;
	bool		 yes = false;

	open_fixture(&f);
	typography(&f.model, read_in(&f, in, "fr"), &f.sink);
	for (const struct diag_item *i = f.sink.first; i; i = i->next)
		yes |= i->code == DIAG_TYPO_FLAG && i->detail != NULL &&
		    strncmp(i->detail, rule, strlen(rule)) == 0;
	arena_release(&f.arena);
	return yes;
}

static void
flags(void **state)
{
	(void)state;
	assert_true(is_flagged("A peine est-il parti.", "FR-L1"));
	assert_false(is_flagged("Plan A peine.", "FR-L1"));
	assert_true(is_flagged("L'Etat.", "FR-L1"));
	assert_true(is_flagged("Mr Dupont.", "FR-L4"));
	assert_true(is_flagged("la 2ème fois", "FR-L3"));
	assert_false(is_flagged("la 2e fois", "FR-L3"));
	assert_true(is_flagged("25000 hommes", "FR-S7"));
	assert_false(is_flagged("en 1917", "FR-S7"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules),
		cmocka_unit_test(idempotent),
		cmocka_unit_test(flags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
