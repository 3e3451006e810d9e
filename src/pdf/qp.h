/*
 * A thin, sticky layer over libqpdf's C API.
 *
 * Handles are given up as soon as they have been put somewhere:
 * qp_set, qp_push and qp_indirect consume the object they store, so
 * that the library's table stays small.  The first thing libqpdf says,
 * warning or error, makes the whole file fail (qp_check): it repairs
 * damaged input with a warning only, and we want no repairs.
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

qpdf_oh	 qp_parse(qpdf_data, const char *);
qpdf_oh	 qp_text(qpdf_data, struct str);	/* text string, UTF-8 in */
qpdf_oh	 qp_number(qpdf_data, double);		/* three decimals */
/* Makes it indirect and returns the reference; consumes the value. */
qpdf_oh	 qp_indirect(qpdf_data, qpdf_oh);
/* Stores and consumes the value. */
void	 qp_set(qpdf_data, qpdf_oh dict, const char *key, qpdf_oh value);
void	 qp_push(qpdf_data, qpdf_oh array, qpdf_oh value);
/* Stores, and leaves the value to its owner. */
void	 qp_set_ref(qpdf_data, qpdf_oh dict, const char *key, qpdf_oh);
void	 qp_push_ref(qpdf_data, qpdf_oh array, qpdf_oh);
void	 qp_set_name(qpdf_data, qpdf_oh dict, const char *key,
	    const char *name);
void	 qp_set_int(qpdf_data, qpdf_oh dict, const char *key, long long);
qpdf_oh	 qp_box(qpdf_data, const double box[4]);
void	 qp_set_box(qpdf_data, qpdf_oh dict, const char *key,
	    const double box[4]);
/* A stream of these bytes; filter may be NULL. */
qpdf_oh	 qp_stream(qpdf_data, struct str bytes, const char *filter);

#endif
