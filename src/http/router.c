/* From a path to its row. */
#include "router.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define SEGMENTS 16

/* Literal, or a parameter and what follows it. */
struct segment {
	struct str text; /* the literal, or the suffix of the parameter */
	struct str name; /* of the parameter; empty: literal */
};

struct compiled {
	const struct route *row;
	struct segment s[SEGMENTS];
	size_t n;
};

struct router {
	size_t n;
	struct compiled row[]; /* best match first */
};

/* Literal before suffix before anything. */
static int rank(const struct segment *s)
{
	if (s->name.n == 0)
		return 0;
	return s->text.n > 0 ? 1 : 2;
}

static bool segment_of(struct str t, struct segment *s)
{
	const char *end;

	*s = (struct segment){.text = t};
	if (t.n == 0)
		return false;
	if (t.p[0] != '{')
		return memchr(t.p, '{', t.n) == NULL && memchr(t.p, '%', t.n) == NULL;
	end = memchr(t.p, '}', t.n);
	if (end == NULL || end == t.p + 1)
		return false;
	s->name = (struct str){t.p + 1, (size_t)(end - t.p) - 1};
	s->text = (struct str){end + 1, t.n - s->name.n - 2};
	return s->text.n == 0 || memchr(s->text.p, '{', s->text.n) == NULL;
}

/* The next segment of a path after its '/'; false at the end. */
static bool next_segment(struct str *path, struct str *out)
{
	const char *slash;

	if (path->n == 0)
		return false;
	*path = (struct str){path->p + 1, path->n - 1}; /* the slash */
	slash = path->n == 0 ? NULL : memchr(path->p, '/', path->n);
	out->p = path->p;
	out->n = slash != NULL ? (size_t)(slash - path->p) : path->n;
	*path = (struct str){path->p + out->n, path->n - out->n};
	return true;
}

static enum rc compile(struct compiled *c, const struct route *row, struct err *e)
{
	struct str path = str_of(row->path), t;

	*c = (struct compiled){.row = row};
	if (path.n == 0 || path.p[0] != '/')
		return fail(e, RC_BAD_INPUT, "a path must begin with '/'");
	if (row->run == NULL || row->about == NULL)
		return fail(e, RC_BAD_INPUT, "%s: run and about are needed", row->path);
	if ((row->takes != 0) != (row->max_body != 0))
		return fail(e, RC_BAD_INPUT, "%s: a body needs a bound", row->path);
	if (row->takes != 0 && (row->method == METHOD_GET || row->method == METHOD_HEAD))
		return fail(e, RC_BAD_INPUT, "%s: GET has no body", row->path);
	if (row->method == METHOD_OTHER || row->method == METHOD_HEAD ||
	    row->method == METHOD_OPTIONS)
		return fail(e, RC_BAD_INPUT, "%s: no method for a row", row->path);
	if (path.n == 1)
		return RC_OK;
	while (next_segment(&path, &t)) {
		if (c->n == SEGMENTS || !segment_of(t, &c->s[c->n]))
			return fail(e, RC_BAD_INPUT, "%s: not a path", row->path);
		for (size_t i = 0; i < c->n; i++)
			if (c->s[c->n].name.n > 0 && str_eq(c->s[i].name, c->s[c->n].name))
				return fail(e, RC_BAD_INPUT, "%s: a name twice", row->path);
		c->n++;
	}
	return RC_OK;
}

/* Order of trying.  0: both match the same paths in the same way. */
static int order(const struct compiled *a, const struct compiled *b)
{
	int d;

	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	for (size_t i = 0; i < a->n; i++) {
		d = rank(&a->s[i]) - rank(&b->s[i]);
		/* Longer suffixes first: ".tar.gz" is also a ".gz". */
		if (d == 0 && rank(&a->s[i]) == 1 && a->s[i].text.n != b->s[i].text.n)
			d = a->s[i].text.n > b->s[i].text.n ? -1 : 1;
		if (d == 0 && rank(&a->s[i]) < 2)
			d = str_cmp(a->s[i].text, b->s[i].text);
		if (d != 0)
			return d;
	}
	return 0;
}

static int by_order(const void *a, const void *b)
{
	const struct compiled *x = a, *y = b;
	int d = order(x, y);

	return d != 0 ? d : (int)x->row->method - (int)y->row->method;
}

enum rc router_open(struct router **out, const struct route *rows, size_t n, struct err *e)
{
	struct router *r = xcalloc(1, sizeof(*r) + n * sizeof(r->row[0]));
	enum rc rc = RC_OK;
	size_t params;

	*out = NULL;
	r->n = n;
	for (size_t i = 0; i < n && rc == RC_OK; i++) {
		rc = compile(&r->row[i], &rows[i], e);
		params = 0;
		for (size_t k = 0; k < r->row[i].n; k++)
			params += r->row[i].s[k].name.n > 0;
		if (params > ROUTE_PARAMS)
			rc = fail(e, RC_BAD_INPUT, "%s: too many parameters", rows[i].path);
	}
	if (rc == RC_OK && n > 1)
		qsort(r->row, n, sizeof(r->row[0]), by_order);
	for (size_t i = 1; i < n && rc == RC_OK; i++)
		if (by_order(&r->row[i - 1], &r->row[i]) == 0)
			rc = fail(e, RC_BAD_INPUT, "%s and %s match the same paths",
			    r->row[i - 1].row->path, r->row[i].row->path);
	if (rc != RC_OK) {
		free(r);
		return rc;
	}
	*out = r;
	return RC_OK;
}

void router_close(struct router *r)
{
	free(r);
}

static bool matches(const struct segment *s, struct str t)
{
	if (s->name.n == 0)
		return str_eq(s->text, t);
	return t.n > s->text.n &&
	       (s->text.n == 0 || memcmp(t.p + t.n - s->text.n, s->text.p, s->text.n) == 0);
}

static bool row_matches(const struct compiled *c, const struct str *t, size_t n)
{
	if (c->n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (!matches(&c->s[i], t[i]))
			return false;
	return true;
}

/* Decoded segments of a path.  0, 400 or 404 (more of them than any row has). */
static int split(struct str path, struct arena *a, struct str *t, size_t *n)
{
	struct str raw;

	*n = 0;
	if (path.n == 0 || path.p[0] != '/')
		return 400;
	if (path.n == 1)
		return 0;
	while (next_segment(&path, &raw)) {
		if (*n == SEGMENTS)
			return 404;
		if (!url_decode(a, raw, PLUS_IS_PLUS, &t[*n]))
			return 400;
		for (size_t i = 0; i < t[*n].n; i++)
			if ((unsigned char)t[*n].p[i] < 0x20 || t[*n].p[i] == 0x7f)
				return 400;
		/* No client sends dots or nothing: it resolves them. */
		if (str_is(t[*n], ".") || str_is(t[*n], ".."))
			return 400;
		(*n)++;
	}
	return 0;
}

static void fill(const struct compiled *c, const struct str *t, struct route_match *m)
{
	m->route = c->row;
	m->n_params = 0;
	for (size_t i = 0; i < c->n; i++)
		if (c->s[i].name.n > 0)
			m->param[m->n_params++] =
			    (struct pair){c->s[i].name, {t[i].p, t[i].n - c->s[i].text.n}};
}

int router_find(const struct router *r, enum method method, struct str path, struct arena *a,
    struct route_match *m)
{
	enum method want = method == METHOD_HEAD ? METHOD_GET : method;
	const struct compiled *best = NULL;
	struct str t[SEGMENTS];
	size_t n;
	int status = split(path, a, t, &n);

	*m = (struct route_match){0};
	if (status != 0)
		return status;
	for (size_t i = 0; i < r->n; i++) {
		const struct compiled *c = &r->row[i];

		if (!row_matches(c, t, n))
			continue;
		m->allow |= 1u << c->row->method;
		if (c->row->method == METHOD_GET)
			m->allow |= 1u << METHOD_HEAD;
		if (best == NULL && c->row->method == want)
			best = c;
	}
	if (best == NULL)
		return m->allow != 0 ? 405 : 404;
	fill(best, t, m);
	return 0;
}

struct str route_allow(struct arena *a, unsigned allow)
{
	struct str s = {"", 0};

	for (int i = METHOD_OTHER + 1; i < METHOD__MAX; i++)
		if ((allow & 1u << i) != 0)
			s = arena_printf(a, "%.*s%s%s", STR_FMT(s), s.n > 0 ? ", " : "",
			    method_name((enum method)i));
	return s;
}

unsigned body_kind(struct str type)
{
	static const char json[] = "+json";
	size_t n = sizeof(json) - 1;

	if (str_is(type, "application/x-www-form-urlencoded"))
		return TAKES_FORM;
	if (str_is(type, "multipart/form-data"))
		return TAKES_MULTIPART;
	if (str_is(type, "application/json") || (str_starts(type, "application/") && type.n > n &&
						    memcmp(type.p + type.n - n, json, n) == 0))
		return TAKES_JSON;
	return type.n > 0 ? TAKES_BYTES : 0;
}

int route_body(const struct route *row, struct str type, bool has_body, uint64_t length)
{
	if (!has_body)
		return 0;
	if (length > row->max_body)
		return 413;
	return (body_kind(type) & row->takes) != 0 ? 0 : row->takes != 0 ? 415 : 413;
}

struct str route_param(const struct route_match *m, const char *name)
{
	for (size_t i = 0; i < m->n_params; i++)
		if (str_is(m->param[i].name, name))
			return m->param[i].value;
	return (struct str){0};
}
