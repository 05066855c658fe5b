/* Reading the headers of a request. */
#include "request.h"

#include <string.h>
#include <strings.h>

static const char *const names[METHOD__MAX] = {
    [METHOD_OTHER] = "",
    [METHOD_GET] = "GET",
    [METHOD_HEAD] = "HEAD",
    [METHOD_POST] = "POST",
    [METHOD_PUT] = "PUT",
    [METHOD_PATCH] = "PATCH",
    [METHOD_DELETE] = "DELETE",
    [METHOD_OPTIONS] = "OPTIONS",
};

enum method method_of(const char *name)
{
	for (int m = METHOD_OTHER + 1; m < METHOD__MAX; m++)
		if (strcmp(names[m], name) == 0)
			return (enum method)m;
	return METHOD_OTHER;
}

const char *method_name(enum method m)
{
	return names[m];
}

static bool same(struct str s, const char *z)
{
	return s.n > 0 && s.n == strlen(z) && strncasecmp(s.p, z, s.n) == 0;
}

static const struct pair *find(const struct request *r, const char *name)
{
	for (size_t i = 0; i < r->n_headers; i++)
		if (same(r->header[i].name, name))
			return &r->header[i];
	return NULL;
}

struct str request_header(const struct request *r, const char *name)
{
	const struct pair *p = find(r, name);

	return p != NULL ? p->value : (struct str){0};
}

bool request_has_header(const struct request *r, const char *name)
{
	return find(r, name) != NULL;
}

/* Next element of a list, trimmed; false at the end. */
static bool element(struct str *rest, char sign, struct str *out)
{
	const char *at;

	if (rest->n == 0)
		return false;
	at = memchr(rest->p, sign, rest->n);
	*out = (struct str){rest->p, at != NULL ? (size_t)(at - rest->p) : rest->n};
	if (at != NULL)
		*rest = (struct str){at + 1, rest->n - out->n - 1};
	else
		*rest = (struct str){0};
	*out = str_trim(*out);
	return true;
}

struct str request_cookie(const struct request *r, const char *name, bool secure)
{
	struct str rest = request_header(r, "Cookie"), one, found = {0};
	size_t skip = secure ? strlen("__Host-") : 0, len = strlen(name), n = 0;

	while (element(&rest, ';', &one)) {
		if (secure && !str_starts(one, "__Host-"))
			continue;
		if (one.n > skip + len && one.p[skip + len] == '=' &&
		    memcmp(one.p + skip, name, len) == 0) {
			found = (struct str){one.p + skip + len + 1, one.n - skip - len - 1};
			n++;
		}
	}
	return n == 1 ? found : (struct str){0};
}

struct str media_type(struct arena *a, struct str header, bool *charset_ok)
{
	struct str rest = header, part, type = {0};
	char *p;

	*charset_ok = true;
	if (!element(&rest, ';', &type))
		return type;
	p = arena_strn(a, type.p, type.n);
	for (size_t i = 0; i < type.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + ('a' - 'A'));
	while (element(&rest, ';', &part))
		if (part.n >= 8 && strncasecmp(part.p, "charset=", 8) == 0) {
			struct str set = {part.p + 8, part.n - 8};

			*charset_ok = same(set, "utf-8") || same(set, "\"utf-8\"");
		}
	return (struct str){p, type.n};
}

/* A weight 0 to 1000 of "q=0.5"; anything else counts as 0: who writes nonsense wants nothing. */
static int weight(struct str v)
{
	int q = 0, unit = 1000;

	if (v.n == 0 || v.n > 5 || (v.p[0] != '0' && v.p[0] != '1') || (v.n > 1 && v.p[1] != '.'))
		return 0;
	q = (v.p[0] - '0') * 1000;
	for (size_t i = 2; i < v.n; i++) {
		unit /= 10;
		if (v.p[i] < '0' || v.p[i] > '9')
			return 0;
		q += (v.p[i] - '0') * unit;
	}
	return q > 1000 ? 0 : q;
}

/* "gzip;q=0.8" into its name and weight. */
static int split_weight(struct str one, struct str *name)
{
	struct str part;
	int q = 1000;

	*name = (struct str){0};
	(void)element(&one, ';', name);
	while (element(&one, ';', &part))
		if (part.n >= 2 && (part.p[0] == 'q' || part.p[0] == 'Q') && part.p[1] == '=')
			q = weight((struct str){part.p + 2, part.n - 2});
	return q;
}

bool accepts_gzip(struct str header)
{
	struct str one, name;
	int q, named = -1, any = -1;

	while (element(&header, ',', &one)) {
		q = split_weight(one, &name);
		if (same(name, "gzip") || same(name, "x-gzip"))
			named = q;
		else if (str_is(name, "*"))
			any = q;
	}
	return named >= 0 ? named > 0 : any > 0;
}

/* How well does a range fit?  3 exactly, 2 its kind, 1 anything, 0 not. */
static int fits(struct str range, const char *offer)
{
	if (same(range, offer))
		return 3;
	if (str_is(range, "*/*"))
		return 1;
	if (range.n >= 2 && range.p[range.n - 1] == '*' && range.p[range.n - 2] == '/' &&
	    strncasecmp(range.p, offer, range.n - 1) == 0)
		return 2;
	return 0;
}

size_t accept_best(struct str header, const char *const *offers, size_t n)
{
	size_t best = n;
	int best_q = 0;

	if (header.n == 0)
		return 0;
	for (size_t i = 0; i < n; i++) {
		struct str rest = header, one, range;
		int q = 0, closest = 0, fit, this_q;

		while (element(&rest, ',', &one)) {
			this_q = split_weight(one, &range);
			fit = fits(range, offers[i]);
			if (fit > closest) {
				closest = fit;
				q = this_q;
			}
		}
		if (q > best_q) {
			best = i;
			best_q = q;
		}
	}
	return best;
}

bool etag_listed(struct str header, struct str tag)
{
	struct str one;

	if (str_starts(tag, "W/"))
		tag = (struct str){tag.p + 2, tag.n - 2};
	while (element(&header, ',', &one)) {
		if (str_is(one, "*"))
			return true;
		if (str_starts(one, "W/"))
			one = (struct str){one.p + 2, one.n - 2};
		if (tag.n > 0 && str_eq(one, tag))
			return true;
	}
	return false;
}
