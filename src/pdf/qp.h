/*
 * A thin, sticky layer over libqpdf's C API.
 *
 * It reads what cairo wrote (import.c) and what we wrote (press.c).  The
 * first thing it says, warning or error, makes the whole file fail
 * (qp_check): it repairs damaged input with a warning only, and we want
 * no repairs.
 */
#ifndef PDF_QP_H
#define PDF_QP_H

#include <qpdf/qpdf-c.h>

#include "octavo/buf.h"
#include "octavo/error.h"
#include "octavo/frame.h"
#include "octavo/str.h"

/* The bytes must outlive the handle.  -1 as all who take an error. */
int	 qp_open(qpdf_data *, struct str bytes, struct error *);
void	 qp_close(qpdf_data *);
/* -1 when libqpdf has had anything to say since the last check. */
int	 qp_check(qpdf_data, struct error *);

/* Stores and consumes the value. */
void	 qp_set(qpdf_data, qpdf_oh dict, const char *key, qpdf_oh value);

#endif
