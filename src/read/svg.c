/*
 * SVG by libxml2's pull reader: looked through, never changed.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlreader.h>

#include "octavo/limits.h"
#include "octavo/svg.h"

enum { ELEMENTS_MAX = 200000, HEAD = 4096 };

#define SVG_NS	"http://www.w3.org/2000/svg"

bool
svg_sniff(struct str s)
{
	struct str head = str_sub(s, 0, s.n < HEAD ? s.n : HEAD);
	size_t	   at;

	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = str_sub(head, 3, head.n);
	head = str_trim(head);
	at = str_find(head, STR("<svg"), 0);
	return head.n > 0 && head.p[0] == '<' && at != SIZE_MAX &&
	    (at == 0 || str_starts(head, STR("<?xml")) ||
	    str_starts(head, STR("<!--")));
}

/* A length in 1/1000 px; 0: none, or one that depends on its place. */
static int64_t
length(const char *s)
{
	static const struct {
		const char *unit;
		double	    px;
	} units[] = { { "", 1 }, { "px", 1 }, { "pt", 96.0 / 72 },
	    { "pc", 16 }, { "in", 96 }, { "mm", 96 / 25.4 },
	    { "cm", 96 / 2.54 } };
	char	*end;
	double	 v = strtod(s, &end);

	while (*end == ' ')
		end++;
	if (!(v > 0 && v < 1e6))
		return 0;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strcmp(end, units[i].unit) == 0)
			return (int64_t)(v * units[i].px * 1000 + 0.5);
	return 0;
}

/* Width and height of "x y w h". */
static void
view_box(const char *s, int64_t *w, int64_t *h)
{
	double v[4] = { 0 };

	for (int i = 0; i < 4; i++) {
		char *end;

		s += strspn(s, " ,\t\r\n");
		v[i] = strtod(s, &end);
		if (end == s)
			return;
		s = end;
	}
	if (v[2] > 0 && v[3] > 0 && v[2] < 1e6 && v[3] < 1e6) {
		*w = (int64_t)(v[2] * 1000 + 0.5);
		*h = (int64_t)(v[3] * 1000 + 0.5);
	}
}

static char *
attribute(xmlTextReader *x, const char *name)
{
	return (char *)xmlTextReaderGetAttribute(x, (const xmlChar *)name);
}

static const char *
read_size(xmlTextReader *x, struct svg *out)
{
	char	*w = attribute(x, "width"), *h = attribute(x, "height"),
		*box = attribute(x, "viewBox");
	int64_t	 bw = 0, bh = 0;

	out->w = w != NULL ? length(w) : 0;
	out->h = h != NULL ? length(h) : 0;
	if (box != NULL)
		view_box(box, &bw, &bh);
	out->sized = out->w > 0;
	if (bw > 0 && out->w == 0 && out->h > 0)
		out->w = out->h * bw / bh;
	if (bw > 0 && out->h == 0 && out->w > 0)
		out->h = out->w * bh / bw;
	if (bw > 0 && out->w == 0) {
		out->w = bw;
		out->h = bh;
	}
	xmlFree(w);
	xmlFree(h);
	xmlFree(box);
	if (out->w <= 0 || out->h <= 0)
		return "no width and height, nor a viewBox";
	return out->w / out->h > 100 || out->h / out->w > 100 ?
	    "out of all proportion" : NULL;
}

/* url(…) must lead to a part of the picture. */
static const char *
check_css(const char *s)
{
	if (strchr(s, '\\') != NULL)
		return "an escape in its style";
	if (strstr(s, "@import") != NULL)
		return "@import in its style";
	while ((s = strstr(s, "url(")) != NULL) {
		s += 4;
		s += strspn(s, " '\"\t\r\n");
		if (*s != '#')
			return "a reference to another file";
	}
	return NULL;
}

static const char *
check_attribute(const char *name, const char *value)
{
	if (strncmp(name, "on", 2) == 0)
		return "a script";
	if (strcmp(name, "href") == 0 && value[strspn(value, " ")] != '#')
		return "a reference to another file";
	return check_css(value);
}

static const char *
check_attributes(xmlTextReader *x)
{
	const char *why = NULL;

	while (why == NULL && xmlTextReaderMoveToNextAttribute(x) == 1)
		if (!xmlTextReaderIsNamespaceDecl(x))
			why = check_attribute(
			    (const char *)xmlTextReaderConstLocalName(x),
			    (const char *)xmlTextReaderConstValue(x));
	(void)xmlTextReaderMoveToElement(x);
	return why;
}

static const char *
check_element(xmlTextReader *x)
{
	static const struct {
		const char *name, *why;
	} refused[] = {
		{ "script", "a script" }, { "handler", "a script" },
		{ "foreignObject", "a foreignObject" },
		{ "image", "pixels (an image element)" },
		{ "feImage", "pixels (an feImage element)" },
		{ "animate", "an animation" }, { "set", "an animation" },
		{ "animateMotion", "an animation" },
		{ "animateTransform", "an animation" },
		{ "iframe", "a frame" }, { "audio", "sound" },
		{ "video", "film" },
	};
	const char *name = (const char *)xmlTextReaderConstLocalName(x);

	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++)
		if (strcmp(name, refused[i].name) == 0)
			return refused[i].why;
	return check_attributes(x);
}

static const char *
check_node(xmlTextReader *x, struct svg *out, unsigned *n)
{
	const char *ns = (const char *)xmlTextReaderConstNamespaceUri(x);
	const char *why;

	switch (xmlTextReaderNodeType(x)) {
	case XML_READER_TYPE_DOCUMENT_TYPE:
		return "a DOCTYPE";
	case XML_READER_TYPE_ENTITY_REFERENCE:
		return "an entity";
	case XML_READER_TYPE_PROCESSING_INSTRUCTION:
		return "a processing instruction";
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
		return check_css((const char *)xmlTextReaderConstValue(x));
	case XML_READER_TYPE_ELEMENT:
		break;
	default:
		return NULL;
	}
	if (++*n > ELEMENTS_MAX)
		return "too many elements";
	if (xmlTextReaderDepth(x) > LIMIT_DEPTH)
		return "nested too deeply";
	if (*n == 1 && (ns == NULL || strcmp(ns, SVG_NS) != 0 || strcmp(
	    (const char *)xmlTextReaderConstLocalName(x), "svg") != 0))
		return "not of the SVG namespace";
	why = check_element(x);
	return why == NULL && *n == 1 ? read_size(x, out) : why;
}

static void
quiet(void *data, const char *msg, xmlParserSeverities s,
    xmlTextReaderLocatorPtr at)
{
	(void)data;
	(void)msg;
	(void)s;
	(void)at;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

bool
svg_check(struct str bytes, struct svg *out, const char **why)
{
	xmlTextReader	*x;
	unsigned	 n = 0;
	int		 more = 1;

	*why = bytes.n > LIMIT_PICTURE ? "too large" : NULL;
	if (*why != NULL)
		return false;
	(void)pthread_once(&once, xmlInitParser);
	x = xmlReaderForMemory(bytes.p, (int)bytes.n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (x == NULL) {
		*why = "not XML";
		return false;
	}
	xmlTextReaderSetErrorHandler(x, quiet, NULL);
	while (*why == NULL && (more = xmlTextReaderRead(x)) == 1)
		*why = check_node(x, out, &n);
	if (*why == NULL && (more < 0 || n == 0))
		*why = "not well-formed XML";
	xmlFreeTextReader(x);
	return *why == NULL;
}
