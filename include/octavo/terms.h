/*
 * The words Octavo itself writes into a book, by language: one table
 * for both outputs.
 */
#ifndef OCTAVO_TERMS_H
#define OCTAVO_TERMS_H

#include "octavo/str.h"

enum term {
	TERM_CONTENTS,		/* Table des matières */
	TERM_NOTES, TERM_NOTE,
	TERM_BACK_TO_CALL,	/* Retour à l’appel de note */
	TERM_COVER, TERM_HALF_TITLE, TERM_TITLE_PAGE, TERM_IMPRINT,
	TERM_DEDICATION, TERM_EPIGRAPH, TERM_FOREWORD, TERM_PREFACE,
	TERM_INTRODUCTION, TERM_PART, TERM_CHAPTER, TERM_AFTERWORD,
	TERM_APPENDIX, TERM_NOTE_ON_TEXT, TERM_ERRATA, TERM_COLOPHON,
	TERM_LANDMARKS, TERM_PAGE_LIST, TERM_PAGE, TERM_START_OF_TEXT,
	TERM_EDITOR_NOTE_SIGN,	/* N. d. É. */
	TERM_PRINTED_BY, TERM_LEGAL_DEPOSIT, TERM_A11Y_SUMMARY,
	TERM_CORRECTIONS,
	TERM_CORRECTIONS_SINCE,	/* depuis le tirage: number follows */
	TERM_FOR, TERM_READ,	/* au lieu de … lire … */
	TERM_KIND_OCR, TERM_KIND_MISPRINT, TERM_KIND_NORMALISATION,
	TERM_KIND_CONJECTURE,
	TERM_A11Y_NOTES,	/* sentences that follow A11Y_SUMMARY when */
	TERM_A11Y_PAGES,	/* the book holds what they tell of */
	TERM_A11Y_TEXT_ONLY, TERM_A11Y_IMAGES,
	TERM_SOURCE_PAGE,	/* page of the witness: number follows */
	TERM_PROOF,		/* Épreuve */
	TERM_STATE,		/* état du: date follows */
	TERM_SINCE_PRINTING,	/* modifié depuis le tirage: number follows */
	TERM_PROOF_DOUBT, TERM_PROOF_SUSPICION, TERM_PROOF_CORRECTION,
	TERM_PROOF_MESSAGE,	/* what is marked on a proof */
	TERM__MAX
};

/* In the language (its primary subtag), else in English; NUL-ended. */
const char *term(struct str lang, enum term);

/*
 * The mark of a note, the same at its call and before its text, in every
 * output: 1, 2, 3 … in the author's series, a, b … z, aa, ab … in the
 * editor's.  number from 1.
 */
void	 note_mark(bool editor, uint32_t number, char out[12]);

#endif
