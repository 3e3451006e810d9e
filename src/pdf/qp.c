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

qpdf_oh
qp_parse(qpdf_data q, const char *s)
{
	return qpdf_oh_parse(q, s);
}

qpdf_oh
qp_text(qpdf_data q, struct str s)
{
	return qpdf_oh_new_binary_unicode_string(q, s.p ? s.p : "", s.n);
}

qpdf_oh
qp_number(qpdf_data q, double v)
{
	return qpdf_oh_new_real_from_double(q, v, 3);
}

qpdf_oh
qp_indirect(qpdf_data q, qpdf_oh v)
{
	qpdf_oh r = qpdf_make_indirect_object(q, v);

	qpdf_oh_release(q, v);
	return r;
}

void
qp_set(qpdf_data q, qpdf_oh dict, const char *key, qpdf_oh v)
{
	qpdf_oh_replace_key(q, dict, key, v);
	qpdf_oh_release(q, v);
}

void
qp_push(qpdf_data q, qpdf_oh array, qpdf_oh v)
{
	qpdf_oh_append_item(q, array, v);
	qpdf_oh_release(q, v);
}

void
qp_set_ref(qpdf_data q, qpdf_oh dict, const char *key, qpdf_oh v)
{
	qpdf_oh_replace_key(q, dict, key, v);
}

void
qp_push_ref(qpdf_data q, qpdf_oh array, qpdf_oh v)
{
	qpdf_oh_append_item(q, array, v);
}

void
qp_set_name(qpdf_data q, qpdf_oh dict, const char *key, const char *name)
{
	qp_set(q, dict, key, qpdf_oh_new_name(q, name));
}

void
qp_set_int(qpdf_data q, qpdf_oh dict, const char *key, long long v)
{
	qp_set(q, dict, key, qpdf_oh_new_integer(q, v));
}

qpdf_oh
qp_box(qpdf_data q, const double box[4])
{
	qpdf_oh a = qpdf_oh_new_array(q);

	for (int i = 0; i < 4; i++)
		qp_push(q, a, qp_number(q, box[i]));
	return a;
}

void
qp_set_box(qpdf_data q, qpdf_oh dict, const char *key, const double box[4])
{
	qp_set(q, dict, key, qp_box(q, box));
}

qpdf_oh
qp_stream(qpdf_data q, struct str bytes, const char *filter)
{
	qpdf_oh s = qpdf_oh_new_stream(q);
	qpdf_oh f = filter ? qpdf_oh_new_name(q, filter) :
	    qpdf_oh_new_null(q);
	qpdf_oh none = qpdf_oh_new_null(q);

	qpdf_oh_replace_stream_data(q, s,
	    (const unsigned char *)(bytes.p ? bytes.p : ""), bytes.n, f,
	    none);
	qpdf_oh_release(q, f);
	qpdf_oh_release(q, none);
	return s;
}
