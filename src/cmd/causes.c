/*
 * Why each message comes up: for octavo explain and the handbook.  One
 * or two sentences; what to do is the cure in diag.def.
 */
#include <string.h>

#include "causes.h"

static const struct {
	const char *code, *cause;
} causes[] = {
	{ "B-001", "The manifest or a text names a file that is not there. "
	    "Paths are seen from the edition's folder." },
	{ "B-002", "The file is there, but the system does not let it be "
	    "read, or it is a folder or a device." },
	{ "B-003", "Files have limits, so that a damaged or hostile one "
	    "cannot take all memory; octavo(1) lists them." },
	{ "B-004", "Texts of an edition are UTF-8. This one has bytes that "
	    "are not: it was saved in another encoding, often Windows-1252 "
	    "or Latin-1." },
	{ "B-005", "A byte of value zero stands in the text. Word processor "
	    "files, pictures and UTF-16 without its mark look like this." },
	{ "B-006", "The files of a build take their places one after the other; "
	    "a process killed between two leaves one new and one old. The "
	    "next build of the same outputs mends it." },
	{ "M-001", "The manifest, a ledger or a profile is not YAML here: "
	    "often a tab, a line indented too far, an unclosed quote, or a "
	    "colon in a text without quotes." },
	{ "M-002", "The map has a key that this format does not know, mostly "
	    "a misspelt one." },
	{ "M-003", "A key without which nothing can be made is not there." },
	{ "M-004", "The key wants another kind of value: a text where a list "
	    "stands, or a number where words stand." },
	{ "M-005", "The key takes one of a few values or a value of a certain "
	    "form, and this is none of them." },
	{ "M-006", "A map has the same key twice; which of the two holds "
	    "could only be guessed." },
	{ "M-007", "Links, the contents and locks know a part by its id, so "
	    "there can be but one of a name." },
	{ "M-008", "The file that the manifest names is neither in the folder "
	    "witnesses of the edition nor where OCTAVO_WITNESSES says." },
	{ "M-009", "The manifest records the SHA-256 of the witness, and the "
	    "file has another: it was edited, converted or exchanged." },
	{ "M-010", "A YAML alias (*name) repeats a value given elsewhere; "
	    "nested ones can grow without bound, so none is taken." },
	{ "M-011", "The number has not 13 (or 10) digits, or its last digit "
	    "does not follow from the others." },
	{ "M-012", "The date is not of the form that is asked for, or there "
	    "is no such day." },
	{ "R-001", "A call like [^a] stands in the text, but no line begins "
	    "with [^a]: in this text." },
	{ "R-002", "A note is there, but nothing in the text calls it, so it "
	    "would never be printed." },
	{ "R-003", "Two lines begin with the same [^label]:; a call could "
	    "mean either." },
	{ "R-004", "Markdown may hold HTML; Octavo reads a few elements of "
	    "it, since print must understand them too." },
	{ "R-005", "Quotations in lists in quotations: deeper than any book "
	    "needs, and a sign of a damaged text." },
	{ "R-006", "A note has a call of its own." },
	{ "R-007", "A line of three colons opens a block, and the word behind "
	    "them is none of the kinds; or something other than lang= or "
	    "class= follows." },
	{ "R-008", "A block that ::: opened has no ::: that closes it; it is "
	    "closed at the end of the text." },
	{ "R-009", "The file ends in .xml, but it is not well-formed XML, or "
	    "its root is not TEI in the namespace of TEI P5." },
	{ "R-010", "TEI has hundreds of elements; this one means nothing to "
	    "the page yet." },
	{ "L-001", "An entry has the keys of two actions (as for with join), "
	    "of none, or lacks the second key of its action." },
	{ "L-002", "The words are nowhere in the cleaned text. Either they "
	    "are misspelt, or they were copied from the printed page, or "
	    "another entry is meant." },
	{ "L-003", "The words stand in several places, which the message "
	    "lists; an entry must mean exactly one." },
	{ "L-004", "Two entries change words that they have in common; the "
	    "result would depend on their order." },
	{ "L-005", "The ledger has the same entry twice." },
	{ "L-006", "One entry makes of A a B, another of the same B an A." },
	{ "L-007", "The ledger names another witness than the part that uses "
	    "it." },
	{ "L-008", "The ledger records the SHA-256 of the witness it was made "
	    "against, and the witness has another." },
	{ "L-009", "for and read are the same, or what the entry asks for is "
	    "so already." },
	{ "L-010", "The entry joins, splits or moves what cannot be: "
	    "paragraphs that do not follow one another, a place inside a "
	    "note." },
	{ "L-011", "The words of the entry are in the text, but those of near do "
	    "not stand beside them: one of the two is misspelt, or another "
	    "place is meant." },
	{ "L-012", "The cleaner chose between two readings and was not sure; "
	    "no entry of the ledger says which is right." },
	{ "K-001", "A lock ends with a sum of all that stands before it, and "
	    "the sum is not right." },
	{ "K-002", "The lock names the identifier of another edition." },
	{ "K-003", "The printing was made again from its lock, and this page "
	    "came out otherwise: with other versions of the libraries or "
	    "faces pages can fall otherwise." },
	{ "K-004", "The text itself (not its ledger) is another than at the "
	    "printing, so that printing cannot be made again exactly." },
	{ "K-005", "A library or a face is of another version than the lock "
	    "records." },
	{ "K-006", "It was written by an older octavo. Of an entry that the "
	    "ledger no longer has, only that it was there can be known: "
	    "neither its reading nor what stands for it now." },
	{ "E-001", "A heading of level three follows one of level one. "
	    "Contents and reading systems want every step." },
	{ "E-002", "A part of the manifest has a file with no text in it." },
	{ "E-003", "A link like [see](#id) names an id that no part has." },
	{ "E-004", "A sign stands in a way that a rule does not cover, as an "
	    "unpaired quotation mark." },
	{ "S-001", "The sheet is not CSS here: a brace or a colon is missing, "
	    "or @import stands behind rules or names a sheet twice." },
	{ "S-002", "Print does not know the property; or it is one that only "
	    "screens know and stands inside @media print." },
	{ "S-003", "The property is known, but not this value, or the value "
	    "has no unit or is beyond its limits." },
	{ "S-004", "The selector has something print does not look for, as "
	    "an attribute or :hover." },
	{ "S-005", "The format is no name of one and no width and height, or "
	    "smaller or larger than any book." },
	{ "S-006", "There is no style of this name, or no such file in the "
	    "edition's folder." },
	{ "X-001", "The file of cover: is not PNG or JPEG, whatever its name "
	    "says." },
	{ "X-002", "The picture of the cover is less wide than shops ask "
	    "for; they may refuse it or blur it." },
	{ "X-003", "A link is neither to a part nor to the network; in an "
	    "EPUB it would lead nowhere." },
	{ "X-004", "Reading systems show a note in a small window and leave "
	    "long ones out of it." },
	{ "X-005", "Some reading systems take a note of a few letters for a "
	    "mark and do not open it." },
	{ "X-006", "An EPUB may hold PNG, JPEG and SVG; this file is none, "
	    "or an SVG with scripts or references." },
	{ "X-007", "An image has nothing between its brackets; who cannot "
	    "see it does not learn what it shows." },
	{ "X-008", "The page marks of the EPUB are those of the PDF of the "
	    "same build, and no PDF is made." },
	{ "X-009", "With --embed-fonts a face goes into the EPUB only if it "
	    "has every character set in it." },
	{ "X-010", "With --embed-fonts a face goes into the EPUB only if its "
	    "licence is on record and allows it." },
	{ "P-001", "The file of --icc is not a profile, or the profile of a "
	    "monitor." },
	{ "P-002", "The press file is black ink alone. PNG is set in grey, "
	    "a JPEG in colour would have to be decoded." },
	{ "P-003", "PDF/UA wants words for every figure." },
	{ "P-011", "The printer's profile says how few pages it binds." },
	{ "P-012", "The printer's profile says how many pages it binds at "
	    "most." },
	{ "P-013", "The printer fills whole sheets; pages that are missing "
	    "will be blank." },
	{ "P-014", "The thicker a book, the more of its inner margin "
	    "disappears in the spine; the profile says how much is wanted." },
	{ "P-015", "What stands too near to the edge may be cut off; the "
	    "profile says how far it must stay." },
	{ "P-016", "This printer wants crop marks, or wants none." },
	{ "P-017", "The printer wants more bleed around the page than the "
	    "file has." },
	{ "P-018", "The printer asks for another standard than PDF/X-4." },
	{ "P-019", "The profile has no formula for the spine." },
	{ "P-020", "Below a certain width printers take no text on a spine: "
	    "it would run over the fold." },
	{ "P-021", "The printer prints a barcode, and the manifest has no "
	    "ISBN of the printed book." },
	{ "P-022", "--paper names a paper that the profile does not have." },
	{ "P-023", "The cover is back, spine and front; the profile does not "
	    "say how wide the spine is." },
	{ "T-001", "The face of the style has no glyph for a character; "
	    "another installed face lends its own." },
	{ "T-002", "No face on this machine has a glyph for a character: the "
	    "reader would see a box." },
	{ "T-003", "A word is longer than the line, or words that may not be "
	    "divided leave gaps beyond all measure." },
	{ "T-004", "There are no patterns for the language on this machine." },
	{ "T-020", "Widows, orphans, unequal facing pages, a note that runs "
	    "on: not all could be avoided at once. The message says which "
	    "and where." },
	{ "T-021", "--pages asked for a number of pages, and the book has "
	    "it; the message says at what price." },
	{ "T-022", "--pages asked for a number that paragraphs a line longer "
	    "or shorter and the leading cannot reach." },
	{ "T-024", "The text names pages of its own; each time they were "
	    "filled in, pages moved." },
};

const char *
cause_of(const char *code)
{
	for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++)
		if (strcmp(causes[i].code, code) == 0)
			return causes[i].cause;
	return NULL;
}
