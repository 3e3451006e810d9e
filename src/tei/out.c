#include "tei_int.h"

static void
put_escaped(struct tei *t, struct str s, bool quote)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '&':
			buf_puts(t->out, "&amp;");
			break;
		case '<':
			buf_puts(t->out, "&lt;");
			break;
		case '>':
			buf_puts(t->out, "&gt;");
			break;
		case '"':
			buf_puts(t->out, quote ? "&quot;" : "\"");
			break;
		case '\t':
		case '\n':
			buf_puts(t->out, quote ? "&#10;" : "\n");
			break;
		default:
			/* XML has no other controls */
			if ((unsigned char)s.p[i] >= 0x20)
				buf_putc(t->out, s.p[i]);
			break;
		}
}

void
tei_text(struct tei *t, struct str s)
{
	put_escaped(t, s, false);
}

void
tei_attr(struct tei *t, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	buf_printf(t->out, " %s=\"", name);
	put_escaped(t, value, true);
	buf_putc(t->out, '"');
}

void
tei_line(struct tei *t)
{
	buf_putc(t->out, '\n');
	for (unsigned i = 0; i < t->depth && i < 12; i++)
		buf_putc(t->out, ' ');
}

void
tei_leaf(struct tei *t, const char *name, struct str text)
{
	if (text.n == 0)
		return;
	tei_line(t);
	buf_printf(t->out, "<%s>", name);
	tei_text(t, text);
	buf_printf(t->out, "</%s>", name);
}
