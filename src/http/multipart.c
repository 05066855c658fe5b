/* Forms with files. */
#include "multipart.h"

#include "utf8.h"

#include <string.h>
#include <strings.h>

#define BOUNDARY_MAX 70 /* RFC 2046 section 5.1.1 */
#define HEAD_MAX     2048

/* The value of `key' in a header: key=token or key="text" without escapes. */
static struct str parameter(struct str s, const char *key)
{
	size_t k = strlen(key);

	for (size_t i = 0; i + k + 1 < s.n; i++) {
		struct str v = {s.p + i + k + 1, s.n - i - k - 1};
		size_t n = 0;

		if ((i > 0 && s.p[i - 1] != ' ' && s.p[i - 1] != ';') ||
		    strncasecmp(s.p + i, key, k) != 0 || s.p[i + k] != '=')
			continue;
		if (v.p[0] == '"') {
			const char *end = memchr(v.p + 1, '"', v.n - 1);

			return end != NULL ? (struct str){v.p + 1, (size_t)(end - v.p - 1)}
					   : (struct str){0};
		}
		while (n < v.n && v.p[n] != ';' && v.p[n] != ' ' && v.p[n] != '\r')
			n++;
		return (struct str){v.p, n};
	}
	return (struct str){0};
}

static struct str after(struct str s, size_t n)
{
	return (struct str){s.p + n, s.n - n};
}

/* The name that the head of a part gives it; empty where it gives none. */
static struct str part_name(struct str head)
{
	static const char key[] = "content-disposition:";

	while (head.n > 0) {
		const char *end = memmem(head.p, head.n, "\r\n", 2);
		struct str line = {head.p, end != NULL ? (size_t)(end - head.p) : head.n};

		if (line.n > sizeof(key) && strncasecmp(line.p, key, sizeof(key) - 1) == 0)
			return parameter(line, "name");
		head = after(head, line.n < head.n ? line.n + 2 : head.n);
	}
	return (struct str){0};
}

/* One part, from behind its delimiter line; *rest is behind the next delimiter. */
static enum rc part(
    struct str s, struct str delimiter, struct pair *out, struct str *rest, struct err *e)
{
	const char *blank = memmem(s.p, s.n < HEAD_MAX ? s.n : HEAD_MAX, "\r\n\r\n", 4);
	struct str content;
	const char *end;

	if (blank == NULL)
		return fail(e, RC_BAD_INPUT, "a part of the form has no head");
	out->name = part_name((struct str){s.p, (size_t)(blank - s.p)});
	if (out->name.n == 0 || !utf8_valid(out->name))
		return fail(e, RC_BAD_INPUT, "a part of the form has no name");
	content = after(s, (size_t)(blank - s.p) + 4);
	end = memmem(content.p, content.n, delimiter.p, delimiter.n);
	if (end == NULL)
		return fail(
		    e, RC_BAD_INPUT, "the form breaks off in its part %.*s", STR_FMT(out->name));
	out->value = (struct str){content.p, (size_t)(end - content.p)};
	*rest = after(content, out->value.n + delimiter.n);
	return RC_OK;
}

enum rc multipart_read(struct arena *a, struct str content_type, struct str body, size_t max,
    struct form *out, struct err *e)
{
	struct str boundary = parameter(content_type, "boundary");
	struct str delimiter;
	size_t cap = 0;
	enum rc rc = RC_OK;

	*out = (struct form){0};
	if (boundary.n == 0 || boundary.n > BOUNDARY_MAX)
		return fail(
		    e, RC_BAD_INPUT, "a form with files needs a boundary of 1 to 70 characters");
	delimiter = arena_printf(a, "\r\n--%.*s", STR_FMT(boundary));
	if (body.n < delimiter.n || memcmp(body.p, delimiter.p + 2, delimiter.n - 2) != 0)
		return fail(e, RC_BAD_INPUT, "the form does not begin with its boundary");
	body = after(body, delimiter.n - 2);
	while (rc == RC_OK && !str_starts(body, "--")) {
		if (!str_starts(body, "\r\n"))
			return fail(
			    e, RC_BAD_INPUT, "a boundary of the form is not on a line of its own");
		if (out->n == max)
			return fail(e, RC_BAD_INPUT, "the form has more than %zu parts", max);
		out->p = ARENA_GROW(a, out->p, out->n, &cap);
		rc = part(after(body, 2), delimiter, &out->p[out->n], &body, e);
		out->n += rc == RC_OK;
	}
	return rc;
}
