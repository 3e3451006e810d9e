/*
 * The words of each language.  A new language is one more column; a term
 * that a column lacks is said in English (the test sees to it that none
 * does).
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "octavo/terms.h"

/* The spaces that cannot be seen in a source. */
#define NB	"\u00A0"
#define NN	"\u202F"

static const struct {
	char		 lang[3];
	const char	*words[TERM__MAX];
} languages[] = {
	{ "fr", {
		[TERM_CONTENTS] = "Table des matières",
		[TERM_NOTES] = "Notes",
		[TERM_NOTE] = "Note",
		[TERM_BACK_TO_CALL] = "Retour à l’appel de note",
		[TERM_COVER] = "Couverture",
		[TERM_HALF_TITLE] = "Faux-titre",
		[TERM_TITLE_PAGE] = "Page de titre",
		[TERM_IMPRINT] = "Mentions légales",
		[TERM_DEDICATION] = "Dédicace",
		[TERM_EPIGRAPH] = "Épigraphe",
		[TERM_FOREWORD] = "Avant-propos",
		[TERM_PREFACE] = "Préface",
		[TERM_INTRODUCTION] = "Introduction",
		[TERM_PART] = "Partie",
		[TERM_CHAPTER] = "Chapitre",
		[TERM_AFTERWORD] = "Postface",
		[TERM_APPENDIX] = "Annexe",
		[TERM_NOTE_ON_TEXT] = "Note sur le texte",
		[TERM_ERRATA] = "Corrections",
		[TERM_COLOPHON] = "Achevé de composer",
		[TERM_LANDMARKS] = "Repères",
		[TERM_PAGE_LIST] = "Pages de l’édition imprimée",
		[TERM_PAGE] = "Page",
		[TERM_START_OF_TEXT] = "Début du texte",
		[TERM_EDITOR_NOTE_SIGN] = "N." NB "d." NB "É.",
		[TERM_PRINTED_BY] = "Imprimé par",
		[TERM_LEGAL_DEPOSIT] = "Dépôt légal" NB ":",
		[TERM_A11Y_SUMMARY] =
		    "Livre structuré" NB ": titres, table des matières, "
		    "repères et langue des passages sont balisés, dans "
		    "l’ordre de lecture" NN "; taille, police et interligne "
		    "se règlent librement.",
		[TERM_CORRECTIONS] = "Corrections apportées au texte",
		[TERM_CORRECTIONS_SINCE] =
		    "Corrections faites depuis le tirage",
		[TERM_FOR] = "au lieu de",
		[TERM_READ] = "lire",
		[TERM_KIND_OCR] = "Erreurs de numérisation",
		[TERM_KIND_MISPRINT] = "Coquilles de la source",
		[TERM_KIND_NORMALISATION] = "Normalisations",
		[TERM_KIND_CONJECTURE] = "Conjectures",
		[TERM_A11Y_NOTES] =
		    "Chaque note suit le chapitre de son appel et y ramène "
		    "par un lien.",
		[TERM_A11Y_PAGES] =
		    "Les pages de l’édition imprimée sont repérées dans "
		    "le texte et réunies en une liste.",
		[TERM_A11Y_TEXT_ONLY] =
		    "Hors la couverture, qui est décrite, il n’y a pas "
		    "d’image.",
		[TERM_A11Y_IMAGES] = "Les images sont décrites.",
		[TERM_SOURCE_PAGE] = "Page de la source" NB ":",
		[TERM_PROOF] = "Épreuve",
		[TERM_STATE] = "état du",
		[TERM_SINCE_PRINTING] = "modifié depuis le tirage",
		[TERM_PROOF_DOUBT] = "doute",
		[TERM_PROOF_SUSPICION] = "soupçon",
		[TERM_PROOF_CORRECTION] = "correction",
		[TERM_PROOF_MESSAGE] = "message",
	} },
	{ "en", {
		[TERM_CONTENTS] = "Contents",
		[TERM_NOTES] = "Notes",
		[TERM_NOTE] = "Note",
		[TERM_BACK_TO_CALL] = "Back to the note reference",
		[TERM_COVER] = "Cover",
		[TERM_HALF_TITLE] = "Half-title",
		[TERM_TITLE_PAGE] = "Title page",
		[TERM_IMPRINT] = "Imprint",
		[TERM_DEDICATION] = "Dedication",
		[TERM_EPIGRAPH] = "Epigraph",
		[TERM_FOREWORD] = "Foreword",
		[TERM_PREFACE] = "Preface",
		[TERM_INTRODUCTION] = "Introduction",
		[TERM_PART] = "Part",
		[TERM_CHAPTER] = "Chapter",
		[TERM_AFTERWORD] = "Afterword",
		[TERM_APPENDIX] = "Appendix",
		[TERM_NOTE_ON_TEXT] = "Note on the text",
		[TERM_ERRATA] = "Corrections",
		[TERM_COLOPHON] = "Colophon",
		[TERM_LANDMARKS] = "Landmarks",
		[TERM_PAGE_LIST] = "Pages of the print edition",
		[TERM_PAGE] = "Page",
		[TERM_START_OF_TEXT] = "Start of the text",
		[TERM_EDITOR_NOTE_SIGN] = "Ed.",
		[TERM_PRINTED_BY] = "Printed by",
		[TERM_LEGAL_DEPOSIT] = "Legal deposit:",
		[TERM_A11Y_SUMMARY] =
		    "Structured book: headings, table of contents, landmarks "
		    "and the language of passages are marked, in reading "
		    "order; size, face and spacing of the text can be changed "
		    "freely.",
		[TERM_CORRECTIONS] = "Corrections made to the text",
		[TERM_CORRECTIONS_SINCE] =
		    "Corrections made since printing",
		[TERM_FOR] = "for",
		[TERM_READ] = "read",
		[TERM_KIND_OCR] = "Errors of digitisation",
		[TERM_KIND_MISPRINT] = "Misprints of the source",
		[TERM_KIND_NORMALISATION] = "Normalisations",
		[TERM_KIND_CONJECTURE] = "Conjectures",
		[TERM_A11Y_NOTES] =
		    "Each note follows the chapter of its reference and has a "
		    "link back to it.",
		[TERM_A11Y_PAGES] =
		    "The pages of the print edition are marked in the text "
		    "and gathered in a list.",
		[TERM_A11Y_TEXT_ONLY] =
		    "Apart from the cover, which is described, there are no "
		    "images.",
		[TERM_A11Y_IMAGES] = "The images are described.",
		[TERM_SOURCE_PAGE] = "Page of the source:",
		[TERM_PROOF] = "Proof",
		[TERM_STATE] = "state of",
		[TERM_SINCE_PRINTING] = "changed since printing",
		[TERM_PROOF_DOUBT] = "doubt",
		[TERM_PROOF_SUSPICION] = "suspicion",
		[TERM_PROOF_CORRECTION] = "correction",
		[TERM_PROOF_MESSAGE] = "message",
	} },
	{ "de", {
		[TERM_CONTENTS] = "Inhalt",
		[TERM_NOTES] = "Anmerkungen",
		[TERM_NOTE] = "Anmerkung",
		[TERM_BACK_TO_CALL] = "Zurück zum Notenzeichen",
		[TERM_COVER] = "Umschlag",
		[TERM_HALF_TITLE] = "Schmutztitel",
		[TERM_TITLE_PAGE] = "Titelseite",
		[TERM_IMPRINT] = "Impressum",
		[TERM_DEDICATION] = "Widmung",
		[TERM_EPIGRAPH] = "Motto",
		[TERM_FOREWORD] = "Geleitwort",
		[TERM_PREFACE] = "Vorwort",
		[TERM_INTRODUCTION] = "Einleitung",
		[TERM_PART] = "Teil",
		[TERM_CHAPTER] = "Kapitel",
		[TERM_AFTERWORD] = "Nachwort",
		[TERM_APPENDIX] = "Anhang",
		[TERM_NOTE_ON_TEXT] = "Zum Text",
		[TERM_ERRATA] = "Berichtigungen",
		[TERM_COLOPHON] = "Kolophon",
		[TERM_LANDMARKS] = "Orientierungspunkte",
		[TERM_PAGE_LIST] = "Seiten der gedruckten Ausgabe",
		[TERM_PAGE] = "Seite",
		[TERM_START_OF_TEXT] = "Beginn des Textes",
		[TERM_EDITOR_NOTE_SIGN] = "Anm." NB "d." NB "Hg.",
		[TERM_PRINTED_BY] = "Gedruckt von",
		[TERM_LEGAL_DEPOSIT] = "Pflichtexemplar:",
		[TERM_A11Y_SUMMARY] =
		    "Strukturiertes Buch: Überschriften, Inhaltsverzeichnis, "
		    "Orientierungspunkte und Sprachwechsel sind "
		    "ausgezeichnet, in Lesereihenfolge; Schrift, Größe und "
		    "Abstände sind frei einstellbar.",
		[TERM_CORRECTIONS] = "Berichtigungen am Text",
		[TERM_CORRECTIONS_SINCE] =
		    "Berichtigungen seit Druck",
		[TERM_FOR] = "statt",
		[TERM_READ] = "lies",
		[TERM_KIND_OCR] = "Digitalisierungsfehler",
		[TERM_KIND_MISPRINT] = "Druckfehler der Vorlage",
		[TERM_KIND_NORMALISATION] = "Vereinheitlichungen",
		[TERM_KIND_CONJECTURE] = "Konjekturen",
		[TERM_A11Y_NOTES] =
		    "Jede Anmerkung steht am Ende ihres Kapitels und führt "
		    "durch einen Link zu ihrem Notenzeichen zurück.",
		[TERM_A11Y_PAGES] =
		    "Die Seiten der gedruckten Ausgabe sind im Text markiert "
		    "und in einer Liste gesammelt.",
		[TERM_A11Y_TEXT_ONLY] =
		    "Außer dem Umschlag, der beschrieben ist, gibt es keine "
		    "Bilder.",
		[TERM_A11Y_IMAGES] = "Die Bilder sind beschrieben.",
		[TERM_SOURCE_PAGE] = "Seite der Vorlage:",
		[TERM_PROOF] = "Korrekturabzug",
		[TERM_STATE] = "Stand",
		[TERM_SINCE_PRINTING] = "geändert seit Druck",
		[TERM_PROOF_DOUBT] = "Zweifel",
		[TERM_PROOF_SUSPICION] = "Verdacht",
		[TERM_PROOF_CORRECTION] = "Berichtigung",
		[TERM_PROOF_MESSAGE] = "Meldung",
	} },
	{ "es", {
		[TERM_CONTENTS] = "Índice",
		[TERM_NOTES] = "Notas",
		[TERM_NOTE] = "Nota",
		[TERM_BACK_TO_CALL] = "Volver a la llamada de nota",
		[TERM_COVER] = "Cubierta",
		[TERM_HALF_TITLE] = "Portadilla",
		[TERM_TITLE_PAGE] = "Portada",
		[TERM_IMPRINT] = "Página de créditos",
		[TERM_DEDICATION] = "Dedicatoria",
		[TERM_EPIGRAPH] = "Epígrafe",
		[TERM_FOREWORD] = "Prólogo",
		[TERM_PREFACE] = "Prefacio",
		[TERM_INTRODUCTION] = "Introducción",
		[TERM_PART] = "Parte",
		[TERM_CHAPTER] = "Capítulo",
		[TERM_AFTERWORD] = "Epílogo",
		[TERM_APPENDIX] = "Apéndice",
		[TERM_NOTE_ON_TEXT] = "Nota sobre el texto",
		[TERM_ERRATA] = "Correcciones",
		[TERM_COLOPHON] = "Colofón",
		[TERM_LANDMARKS] = "Puntos de referencia",
		[TERM_PAGE_LIST] = "Páginas de la edición impresa",
		[TERM_PAGE] = "Página",
		[TERM_START_OF_TEXT] = "Comienzo del texto",
		[TERM_EDITOR_NOTE_SIGN] = "N." NB "del" NB "E.",
		[TERM_PRINTED_BY] = "Impreso por",
		[TERM_LEGAL_DEPOSIT] = "Depósito legal:",
		[TERM_A11Y_SUMMARY] =
		    "Libro estructurado: los títulos, el índice, los puntos "
		    "de referencia y el idioma de los pasajes están marcados, "
		    "en orden de lectura; el cuerpo, la letra y los espacios "
		    "pueden cambiarse.",
		[TERM_CORRECTIONS] = "Correcciones hechas al texto",
		[TERM_CORRECTIONS_SINCE] =
		    "Correcciones hechas desde la tirada",
		[TERM_FOR] = "en lugar de",
		[TERM_READ] = "léase",
		[TERM_KIND_OCR] = "Errores de digitalización",
		[TERM_KIND_MISPRINT] = "Erratas de la fuente",
		[TERM_KIND_NORMALISATION] = "Normalizaciones",
		[TERM_KIND_CONJECTURE] = "Conjeturas",
		[TERM_A11Y_NOTES] =
		    "Cada nota va al final del capítulo de su llamada y "
		    "vuelve a ella por un enlace.",
		[TERM_A11Y_PAGES] =
		    "Las páginas de la edición impresa están señaladas en "
		    "el texto y reunidas en una lista.",
		[TERM_A11Y_TEXT_ONLY] =
		    "Salvo la cubierta, que está descrita, no hay imágenes.",
		[TERM_A11Y_IMAGES] = "Las imágenes están descritas.",
		[TERM_SOURCE_PAGE] = "Página de la fuente:",
		[TERM_PROOF] = "Prueba",
		[TERM_STATE] = "estado del",
		[TERM_SINCE_PRINTING] = "modificado desde la tirada",
		[TERM_PROOF_DOUBT] = "duda",
		[TERM_PROOF_SUSPICION] = "sospecha",
		[TERM_PROOF_CORRECTION] = "corrección",
		[TERM_PROOF_MESSAGE] = "mensaje",
	} },
	{ "it", {
		[TERM_CONTENTS] = "Indice",
		[TERM_NOTES] = "Note",
		[TERM_NOTE] = "Nota",
		[TERM_BACK_TO_CALL] = "Torna al richiamo di nota",
		[TERM_COVER] = "Copertina",
		[TERM_HALF_TITLE] = "Occhietto",
		[TERM_TITLE_PAGE] = "Frontespizio",
		[TERM_IMPRINT] = "Informazioni editoriali",
		[TERM_DEDICATION] = "Dedica",
		[TERM_EPIGRAPH] = "Epigrafe",
		[TERM_FOREWORD] = "Presentazione",
		[TERM_PREFACE] = "Prefazione",
		[TERM_INTRODUCTION] = "Introduzione",
		[TERM_PART] = "Parte",
		[TERM_CHAPTER] = "Capitolo",
		[TERM_AFTERWORD] = "Postfazione",
		[TERM_APPENDIX] = "Appendice",
		[TERM_NOTE_ON_TEXT] = "Nota al testo",
		[TERM_ERRATA] = "Correzioni",
		[TERM_COLOPHON] = "Colophon",
		[TERM_LANDMARKS] = "Punti di riferimento",
		[TERM_PAGE_LIST] = "Pagine dell’edizione a stampa",
		[TERM_PAGE] = "Pagina",
		[TERM_START_OF_TEXT] = "Inizio del testo",
		[TERM_EDITOR_NOTE_SIGN] = "N.d.C.",
		[TERM_PRINTED_BY] = "Stampato da",
		[TERM_LEGAL_DEPOSIT] = "Deposito legale:",
		[TERM_A11Y_SUMMARY] =
		    "Libro strutturato: titoli, indice, punti di riferimento "
		    "e lingua dei passi sono marcati, in ordine di lettura; "
		    "corpo, carattere e spaziatura sono modificabili.",
		[TERM_CORRECTIONS] = "Correzioni apportate al testo",
		[TERM_CORRECTIONS_SINCE] =
		    "Correzioni fatte dopo la tiratura",
		[TERM_FOR] = "invece di",
		[TERM_READ] = "leggere",
		[TERM_KIND_OCR] = "Errori di digitalizzazione",
		[TERM_KIND_MISPRINT] = "Refusi della fonte",
		[TERM_KIND_NORMALISATION] = "Normalizzazioni",
		[TERM_KIND_CONJECTURE] = "Congetture",
		[TERM_A11Y_NOTES] =
		    "Ogni nota sta alla fine del capitolo del suo richiamo e "
		    "vi riporta con un collegamento.",
		[TERM_A11Y_PAGES] =
		    "Le pagine dell’edizione a stampa sono segnate nel testo "
		    "e raccolte in un elenco.",
		[TERM_A11Y_TEXT_ONLY] =
		    "Salvo la copertina, che è descritta, non ci sono "
		    "immagini.",
		[TERM_A11Y_IMAGES] = "Le immagini sono descritte.",
		[TERM_SOURCE_PAGE] = "Pagina della fonte:",
		[TERM_PROOF] = "Bozza",
		[TERM_STATE] = "stato del",
		[TERM_SINCE_PRINTING] = "modificato dalla tiratura",
		[TERM_PROOF_DOUBT] = "dubbio",
		[TERM_PROOF_SUSPICION] = "sospetto",
		[TERM_PROOF_CORRECTION] = "correzione",
		[TERM_PROOF_MESSAGE] = "messaggio",
	} },
	{ "ru", {
		[TERM_CONTENTS] = "Содержание",
		[TERM_NOTES] = "Примечания",
		[TERM_NOTE] = "Примечание",
		[TERM_BACK_TO_CALL] =
		    "Вернуться к знаку сноски",
		[TERM_COVER] = "Обложка",
		[TERM_HALF_TITLE] = "Авантитул",
		[TERM_TITLE_PAGE] = "Титульный лист",
		[TERM_IMPRINT] = "Выходные сведения",
		[TERM_DEDICATION] = "Посвящение",
		[TERM_EPIGRAPH] = "Эпиграф",
		[TERM_FOREWORD] = "Вступительное слово",
		[TERM_PREFACE] = "Предисловие",
		[TERM_INTRODUCTION] = "Введение",
		[TERM_PART] = "Часть",
		[TERM_CHAPTER] = "Глава",
		[TERM_AFTERWORD] = "Послесловие",
		[TERM_APPENDIX] = "Приложение",
		[TERM_NOTE_ON_TEXT] = "От издателя",
		[TERM_ERRATA] = "Исправления",
		[TERM_COLOPHON] = "Колофон",
		[TERM_LANDMARKS] = "Ориентиры",
		[TERM_PAGE_LIST] =
		    "Страницы печатного издания",
		[TERM_PAGE] = "Страница",
		[TERM_START_OF_TEXT] = "Начало текста",
		[TERM_EDITOR_NOTE_SIGN] = "Прим." NB "ред.",
		[TERM_PRINTED_BY] = "Отпечатано:",
		[TERM_LEGAL_DEPOSIT] =
		    "Обязательный экземпляр:",
		[TERM_A11Y_SUMMARY] =
		    "Структурированная книга: "
		    "заголовки, содержание, "
		    "ориентиры и язык фрагментов "
		    "размечены в порядке чтения; "
		    "размер, шрифт и интервалы "
		    "текста можно менять.",
		[TERM_CORRECTIONS] = "Исправления в тексте",
		[TERM_CORRECTIONS_SINCE] =
		    "Исправления после тиража",
		[TERM_FOR] = "напечатано",
		[TERM_READ] = "следует читать",
		[TERM_KIND_OCR] = "Ошибки оцифровки",
		[TERM_KIND_MISPRINT] = "Опечатки источника",
		[TERM_KIND_NORMALISATION] = "Унификация",
		[TERM_KIND_CONJECTURE] = "Конъектуры",
		[TERM_A11Y_NOTES] =
		    "Каждое примечание стоит в "
		    "конце своей главы и ссылкой "
		    "возвращает к знаку сноски.",
		[TERM_A11Y_PAGES] =
		    "Страницы печатного издания "
		    "отмечены в тексте и собраны в "
		    "список.",
		[TERM_A11Y_TEXT_ONLY] =
		    "Кроме описанной обложки, "
		    "изображений нет.",
		[TERM_A11Y_IMAGES] =
		    "Изображения снабжены "
		    "описаниями.",
		[TERM_SOURCE_PAGE] = "Страница источника:",
		[TERM_PROOF] = "Корректура",
		[TERM_STATE] = "состояние на",
		[TERM_SINCE_PRINTING] = "изменено после тиража",
		[TERM_PROOF_DOUBT] = "сомнение",
		[TERM_PROOF_SUSPICION] = "подозрение",
		[TERM_PROOF_CORRECTION] = "исправление",
		[TERM_PROOF_MESSAGE] = "сообщение",
	} },
};

enum {
	NLANGUAGES = sizeof(languages) / sizeof(languages[0]),
	ENGLISH = 1
};

const char *
term(struct str lang, enum term t)
{
	const char *word = NULL;

	assert(t < TERM__MAX);
	if (lang.n == 2 || (lang.n > 2 && lang.p[2] == '-'))
		for (size_t i = 0; i < NLANGUAGES; i++)
			if (memcmp(lang.p, languages[i].lang, 2) == 0)
				word = languages[i].words[t];
	return word != NULL ? word : languages[ENGLISH].words[t];
}

void
note_mark(bool editor, uint32_t number, char out[12])
{
	char	 back[12];
	size_t	 n = 0;

	assert(number > 0);
	/* Letters are a number system without zero. */
	for (uint32_t left = number; left > 0;) {
		if (editor) {
			left--;
			back[n++] = (char)('a' + left % 26);
			left /= 26;
		} else {
			back[n++] = (char)('0' + left % 10);
			left /= 10;
		}
	}
	for (size_t i = 0; i < n; i++)
		out[i] = back[n - 1 - i];
	out[n] = '\0';
}
