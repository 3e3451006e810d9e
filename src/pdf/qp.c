#include <string.h>

#include "qp.h"

int
qp_check(qpdf_data q, struct error *e)
{
	qpdf_error said = NULL;

	if (qpdf_has_error(q))
		said = qpdf_get_error(q);
	else if (qpdf_more_warnings(q))
		said = qpdf_next_warning(q);
	if (said == NULL)
		return 0;
	return error_library(e, NULL, "qpdf: %s",
	    qpdf_get_error_message_detail(q, said));
}

int
qp_open(qpdf_data *q, struct str bytes, struct error *e)
{
	*q = qpdf_init();
	qpdf_silence_errors(*q);
	qpdf_set_suppress_warnings(*q, QPDF_TRUE);
	qpdf_read_memory(*q, "octavo", bytes.p, bytes.n, NULL);
	return qp_check(*q, e);
}

void
qp_close(qpdf_data *q)
{
	if (*q != NULL)
		qpdf_cleanup(q);
}

void
qp_set(qpdf_data q, qpdf_oh dict, const char *key, qpdf_oh v)
{
	qpdf_oh_replace_key(q, dict, key, v);
	qpdf_oh_release(q, v);
}
