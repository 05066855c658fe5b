/* %XX decoding and urlencoded pairs. */
#include "form.h"

#include "utf8.h"

#include <assert.h>
#include <string.h>

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool url_decode(struct arena *a, struct str s, enum plus plus, struct str *out)
{
	char *p = arena_alloc(a, s.n + 1, 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '%') {
			if (s.n - i < 3 || digit(s.p[i + 1]) < 0 || digit(s.p[i + 2]) < 0)
				return false;
			c = (char)(digit(s.p[i + 1]) * 16 + digit(s.p[i + 2]));
			i += 2;
		} else if (c == '+' && plus == PLUS_IS_BLANK) {
			c = ' ';
		}
		p[n++] = c;
	}
	p[n] = '\0';
	*out = (struct str){p, n};
	return utf8_valid(*out); /* which refuses NUL as well */
}

void url_quote(struct buf *b, struct str s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		    c == '-' || c == '.' || c == '_' || c == '~')
			buf_char(b, s.p[i]);
		else
			buf_put(b, (const char[]){'%', hex[c >> 4], hex[c & 15]}, 3);
	}
}

/* The part of *rest before the sign, which is taken away too. */
static struct str cut(struct str *rest, char sign)
{
	const char *at = rest->n == 0 ? NULL : memchr(rest->p, sign, rest->n);
	struct str part = *rest;

	if (at == NULL) {
		*rest = (struct str){0};
		return part;
	}
	part.n = (size_t)(at - rest->p);
	*rest = (struct str){at + 1, rest->n - part.n - 1};
	return part;
}

enum rc form_read(struct arena *a, struct str text, size_t max, struct form *out, struct err *e)
{
	struct str rest = text, part;
	size_t n = 1;

	*out = (struct form){0};
	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '&';
	if (n > max)
		return fail(e, RC_BAD_INPUT, "more than %zu fields", max);
	out->p = ARENA_ARRAY(a, struct pair, n);
	while (rest.n > 0) {
		struct pair *p = &out->p[out->n];

		part = cut(&rest, '&');
		if (part.n == 0)
			continue; /* "a=1&&b=2": as browsers read it */
		assert(out->n < n);
		p->name = cut(&part, '=');
		if (!url_decode(a, p->name, PLUS_IS_BLANK, &p->name) ||
		    !url_decode(a, part, PLUS_IS_BLANK, &p->value)) {
			*out = (struct form){0};
			return fail(e, RC_BAD_INPUT,
			    "a name or value has a bad %%-escape, a NUL, or is not UTF-8");
		}
		out->n++;
	}
	return RC_OK;
}

bool form_nth(const struct form *f, const char *name, size_t i, struct str *out)
{
	for (size_t k = 0; k < f->n; k++)
		if (str_is(f->p[k].name, name) && i-- == 0) {
			*out = f->p[k].value;
			return true;
		}
	*out = (struct str){0};
	return false;
}

struct str form_get(const struct form *f, const char *name)
{
	struct str s;

	(void)form_nth(f, name, 0, &s);
	return s;
}

size_t form_count(const struct form *f, const char *name)
{
	size_t n = 0;

	for (size_t k = 0; k < f->n; k++)
		n += str_is(f->p[k].name, name);
	return n;
}
