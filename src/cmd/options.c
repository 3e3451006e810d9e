/*
 * Every option once; commands list the ones they take.
 */
#include "options.h"

#define AT(field)	offsetof(struct options, field)

const struct opt opt_out = { "out", 'o', "PATH",
	"where to write: a folder, or a file for clean", OPT_STRING, AT(out) };
const struct opt opt_only = { "only", 0, "LIST",
	"outputs by commas: epub, pdf, print, cover, sheets, tei, proof",
	OPT_STRING, AT(only) };
const struct opt opt_report = { "report", 0, "FILE",
	"write the account of the cleaning (.json: for programs)",
	OPT_STRING, AT(report) };
const struct opt opt_messages = { "messages", 0, "FORM",
	"form of the messages: text or json (also as --format=json)",
	OPT_STRING, AT(format_name) };
const struct opt opt_style = { "style", 0, "NAME",
	"style sheet instead of the edition's", OPT_STRING, AT(style) };
const struct opt opt_size = { "format", 0, "SIZE",
	"page format instead of the edition's: A5, 110x178, 6x9in …",
	OPT_STRING, AT(format) };
const struct opt opt_stage = { "stage", 0, "STAGE",
	"what to show: clean, model, edit or frame", OPT_STRING, AT(stage) };
const struct opt opt_pages = { "pages", 0, "N",
	"fit the book to N pages, or to a multiple with 16n",
	OPT_STRING, AT(pages) };
const struct opt opt_keep = { "keep-pages", 0, "N",
	"keep the page breaks of the N-th printing where that costs little",
	OPT_INT, AT(keep) };
const struct opt opt_threads = { "threads", 0, "N",
	"cores to use, 1 or 2 (the result is the same)",
	OPT_INT, AT(threads) };
const struct opt opt_diplomatic = { "diplomatic", 0, NULL,
	"print the readings of the witnesses, uncorrected",
	OPT_FLAG, AT(diplomatic) };
const struct opt opt_compat = { "compat", 0, NULL,
	"EPUB for old intakes (EPUBCheck 4.2.6)", OPT_FLAG, AT(compat) };
const struct opt opt_fonts = { "embed-fonts", 0, NULL,
	"embed the faces, subset, in the EPUB", OPT_FLAG, AT(fonts) };
const struct opt opt_suspects = { "suspects", 0, NULL,
	"list words that look misread, most likely first",
	OPT_FLAG, AT(suspects) };
const struct opt opt_page_marks = { "page-marks", 0, NULL,
	"mark in the clean text where the pages of the witness begin",
	OPT_FLAG, AT(page_marks) };
const struct opt opt_untrusted = { "untrusted", 0, NULL,
	"read nothing but the edition's folder and the installed data",
	OPT_FLAG, AT(untrusted) };
const struct opt opt_limit = { "limit", 0, "SECONDS",
	"give up after so many seconds (--untrusted: 600)",
	OPT_INT, AT(limit) };
const struct opt opt_as = { "as", 0, "FORM",
	"man, man-edition, man-ledger, markdown, bash, zsh or fish",
	OPT_STRING, AT(format) };
const struct opt opt_from = { "from", 0, NULL,
	"take the rough texts named after DIR as witnesses",
	OPT_FLAG, AT(from) };
const struct opt opt_printer = { "printer", 0, "NAME",
	"printer's profile: house, kdp, lulu, ingramspark or a .yaml file",
	OPT_STRING, AT(printer) };
const struct opt opt_paper = { "paper", 0, "NAME",
	"paper of the printer's profile, for the spine",
	OPT_STRING, AT(paper) };
const struct opt opt_icc = { "icc", 0, "FILE",
	"output profile of the press file", OPT_STRING, AT(icc) };
const struct opt opt_marks = { "marks", 0, NULL,
	"crop, fold and registration marks on what is for the press",
	OPT_FLAG, AT(marks) };
const struct opt opt_impose = { "impose", 0, "N",
	"also the sheets of a press: signatures of 4, 8, 16 or 32 pages",
	OPT_INT, AT(impose) };
const struct opt opt_saddle = { "saddle", 0, NULL,
	"signatures lie in one another, stitched through the fold",
	OPT_FLAG, AT(saddle) };
const struct opt opt_for = { "for", 0, "WORDS",
	"the reading of the witness, in its cleaned text",
	OPT_STRING, AT(lemma) };
const struct opt opt_read = { "read", 0, "WORDS",
	"what the edition prints", OPT_STRING, AT(read) };
const struct opt opt_near = { "near", 0, "WORDS",
	"words that stand beside the reading", OPT_STRING, AT(near) };
const struct opt opt_kind = { "kind", 0, "KIND",
	"ocr, misprint, normalisation or conjecture",
	OPT_STRING, AT(kind) };
const struct opt opt_why = { "why", 0, "TEXT",
	"the reason, in a few words", OPT_STRING, AT(why) };
const struct opt opt_leave = { "leave", 0, NULL,
	"record that the text stays as it is; --why is then wanted",
	OPT_FLAG, AT(leave) };
const struct opt opt_by = { "by", 0, "NAME",
	"whose hand it is (default: the user's name)",
	OPT_STRING, AT(by) };
const struct opt opt_verbose = { "verbose", 'v', NULL,
	"say more", OPT_FLAG, AT(verbose) };
const struct opt opt_helpme = { "help", 'h', NULL,
	"show this text", OPT_FLAG, AT(help) };
