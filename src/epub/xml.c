#include <limits.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xmlwriter.h>

#include "xml.h"

#define X(s)	((const xmlChar *)(s))

/* Every call of the library goes through here. */
static void
did(struct xml *x, int rc)
{
	if (rc < 0)
		x->failed = true;
}

static void
raw(struct xml *x, struct str s)
{
	if (x->failed || s.n == 0)
		return;
	if (s.n > INT_MAX)
		x->failed = true;
	else
		did(x, xmlTextWriterWriteRawLen(x->writer, X(s.p),
		    (int)s.n));
}

void
xml_open(struct xml *x, bool doctype, bool nbsp)
{
	memset(x, 0, sizeof(*x));
	x->nbsp = nbsp;
	buf_init(&x->escaped);
	xmlInitParser();
	x->bytes = xmlBufferCreateSize(1 << 16);
	if (x->bytes != NULL)
		x->writer = xmlNewTextWriterMemory(x->bytes, 0);
	if (x->writer == NULL) {
		x->failed = true;
		return;
	}
	/* UTF-8 is what XML without a declaration is. */
	raw(x, doctype ? STR("<!DOCTYPE html>\n") :
	    STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
}

int
xml_close(struct xml *x, struct arena *a, struct str *out, struct error *e)
{
	int rc = 0;

	if (!x->failed) {
		did(x, xmlTextWriterEndDocument(x->writer));
		did(x, xmlTextWriterFlush(x->writer));
	}
	if (x->failed || x->escaped.full) {
		rc = error_library(e, NULL, "libxml2 cannot write XML");
	} else {
		out->n = (size_t)xmlBufferLength(x->bytes);
		out->p = arena_dup(a, (const char *)xmlBufferContent(
		    x->bytes), out->n);
	}
	if (x->writer != NULL)
		xmlFreeTextWriter(x->writer);
	if (x->bytes != NULL)
		xmlBufferFree(x->bytes);
	buf_release(&x->escaped);
	return rc;
}

/* Char of XML 1.0, 2.2. */
static bool
is_xml_char(uint32_t cp)
{
	if (cp < 0x20)
		return cp == '\t' || cp == '\n';
	return cp <= 0xD7FF || (cp >= 0xE000 && cp <= 0xFFFD) ||
	    (cp >= 0x10000 && cp <= 0x10FFFF);
}

static const char *
entity(uint32_t cp, bool attribute)
{
	switch (cp) {
	case '&':	return "&amp;";
	case '<':	return "&lt;";
	case '>':	return "&gt;";
	case '"':	return attribute ? "&quot;" : NULL;
	case '\n':	return attribute ? "&#10;" : NULL;
	default:	return NULL;
	}
}

static struct str
escape(struct xml *x, struct str s, bool attribute)
{
	buf_clear(&x->escaped);
	for (size_t i = 0, from; i < s.n;) {
		uint32_t	 cp;
		const char	*ent;

		from = i;
		cp = utf8_next(s, &i);
		if (!is_xml_char(cp))
			continue;
		if ((ent = entity(cp, attribute)) != NULL)
			buf_puts(&x->escaped, ent);
		else if (cp == CP_NNBSP && x->nbsp)
			buf_put_cp(&x->escaped, CP_NBSP);
		else
			buf_put(&x->escaped, s.p + from, i - from);
	}
	return buf_str(&x->escaped);
}

void
xml_start(struct xml *x, const char *name)
{
	if (!x->failed)
		did(x, xmlTextWriterStartElement(x->writer, X(name)));
}

void
xml_end(struct xml *x)
{
	if (!x->failed)
		did(x, xmlTextWriterEndElement(x->writer));
}

void
xml_end_full(struct xml *x)
{
	if (!x->failed)
		did(x, xmlTextWriterFullEndElement(x->writer));
}

void
xml_attr_str(struct xml *x, const char *name, struct str value)
{
	if (x->failed)
		return;
	did(x, xmlTextWriterStartAttribute(x->writer, X(name)));
	raw(x, escape(x, value, true));
	if (!x->failed)
		did(x, xmlTextWriterEndAttribute(x->writer));
}

void
xml_attr(struct xml *x, const char *name, const char *value)
{
	xml_attr_str(x, name, str_z(value));
}

void
xml_attrf(struct xml *x, const char *name, const char *fmt, ...)
{
	struct buf	b;
	va_list		ap;

	buf_init(&b);
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	xml_attr_str(x, name, buf_str(&b));
	buf_release(&b);
}

void
xml_text(struct xml *x, struct str s)
{
	/* Also of no text: it ends the start tag before a line end. */
	raw(x, escape(x, s, false));
}

void
xml_textz(struct xml *x, const char *z)
{
	xml_text(x, str_z(z));
}

void
xml_newline(struct xml *x)
{
	raw(x, STR("\n"));
}

void
xml_leaf(struct xml *x, const char *name, struct str text)
{
	xml_start(x, name);
	xml_text(x, text);
	xml_end(x);
	xml_newline(x);
}
