/* EAN-13 (ISO/IEC 15420) from an ISBN. */
#ifndef PDF_BARCODE_H
#define PDF_BARCODE_H

#include "octavo/frame.h"

enum { EAN_MODULES = 95, EAN_QUIET_LEFT = 11, EAN_QUIET_RIGHT = 7,
	EAN_MAX_BARS = 30 };

/* Magnification 100 %: a module is 0.33 mm, a bar 22.85 mm high. */
#define EAN_MODULE	SP_MM(0.33)
#define EAN_HEIGHT	SP_MM(22.85)

/*
 * The thirteen digits of an ISBN-13, or of an ISBN-10 told as one, with
 * the check digit; false when it is no ISBN.
 */
bool	 ean_of_isbn(struct str isbn, char out[14]);
/* The modules, true for black. */
void	 ean_modules(const char digits[14], bool out[EAN_MODULES]);
/*
 * The bars as rules; x, y: top left of the first module.  Guards reach
 * five modules below the others.  Their number.
 */
uint32_t ean_bars(const char digits[14], sp x, sp y,
	    struct frame_rule out[EAN_MAX_BARS]);

#endif
