/* Which heads of requests are let in. */
#include "guard.h"

#include <string.h>
#include <strings.h>

/* Headers that decide something: a second one is an attack or a broken proxy. */
static const char *const once[] = {
    "Host",
    "Content-Length",
    "Transfer-Encoding",
    "Content-Type",
    "Content-Encoding",
    "Authorization",
    "Cookie",
    "Origin",
    "Referer",
    "Sec-Fetch-Site",
    "If-Match",
    "If-None-Match",
    "Idempotency-Key",
    "Purpose",
    "Expect",
    "Range",
    "X-Forwarded-Proto",
    "X-CSRF-Token",
};

static bool is(struct str s, const char *z)
{
	return s.n == strlen(z) && strncasecmp(s.p, z, s.n) == 0;
}

static bool token(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') &&
		    (c == '\0' || strchr("!#$%&'*+-.^_`|~", c) == NULL))
			return false;
	}
	return s.n > 0;
}

static bool plain_value(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t') || s.p[i] == 0x7f)
			return false;
	return true;
}

/* Eighteen digits at most: no overflow, and nobody sends more. */
static bool length_of(struct str s, uint64_t *out)
{
	*out = 0;
	if (s.n == 0 || s.n > 18)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		*out = *out * 10 + (uint64_t)(s.p[i] - '0');
	}
	return true;
}

/* A name, an IPv4 address or an IPv6 one in brackets, perhaps with a port. */
static bool host_form(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z') &&
		    (c == '\0' || strchr("-._:[]", c) == NULL))
			return false;
	}
	return s.n > 0 && s.n <= 255;
}

static int no(struct guarded *out, int status, const char *why)
{
	out->why = why;
	return status;
}

static int look_at(const struct pair *h, struct guarded *out)
{
	if (is(h->name, "Host")) {
		if (!host_form(h->value))
			return no(out, 400, "Host is not a host");
		out->host = h->value;
	} else if (is(h->name, "Content-Length")) {
		if (!length_of(h->value, &out->length))
			return no(out, 400, "Content-Length is not a number of bytes");
		out->has_body = out->has_body || out->length > 0;
	} else if (is(h->name, "Transfer-Encoding")) {
		if (!is(h->value, "chunked"))
			return no(out, 400, "the only Transfer-Encoding here is chunked");
		out->chunked = out->has_body = true;
	}
	return 0;
}

int guard_headers(const struct pair *header, size_t n, struct guarded *out)
{
	unsigned seen[ARRAY_LEN(once)] = {0};
	bool sized = false;
	size_t bytes = 0;
	int status;

	*out = (struct guarded){0};
	if (n > GUARD_HEADERS)
		return no(out, 431, "too many headers");
	for (size_t i = 0; i < n; i++) {
		bytes += header[i].name.n + header[i].value.n;
		if (bytes > GUARD_BYTES)
			return no(out, 431, "headers too long");
		if (!token(header[i].name))
			return no(out, 400, "a header's name has a sign that names have not");
		if (!plain_value(header[i].value))
			return no(out, 400, "a header's value has a control character");
		for (size_t k = 0; k < ARRAY_LEN(once); k++)
			if (is(header[i].name, once[k]) && seen[k]++ > 0)
				return no(out, 400, "a header that may stand once stands twice");
		sized = sized || is(header[i].name, "Content-Length");
		status = look_at(&header[i], out);
		if (status != 0)
			return status;
	}
	if (out->host.n == 0)
		return no(out, 400, "Host is missing");
	if (sized && out->chunked)
		return no(out, 400, "Content-Length and Transfer-Encoding together");
	return 0;
}

int guard_target(struct str target)
{
	if (target.n > GUARD_TARGET)
		return 414;
	if (target.n == 0 || target.p[0] != '/')
		return 400;
	for (size_t i = 0; i < target.n; i++)
		if (target.p[i] <= 0x20 || target.p[i] >= 0x7f || target.p[i] == '#')
			return 400;
	return 0;
}
