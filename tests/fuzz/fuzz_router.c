/*
 * A path finds its row whatever the row's place in the table; its parameters are not
 * empty, hold no control sign, and put back into the row they give the path that was asked
 * for.  A path that GET finds is found by HEAD, and by no unknown method.
 */
#include "router.h"

#include "utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void run(struct exchange *x)
{
	(void)x;
}
#define ROW(m, p)                                         \
	{                                                 \
		METHOD_##m, p, 1, 0, 0, 0, run, NULL, "x" \
	}
static const struct route rows[] = {
    ROW(GET, "/"),
    ROW(GET, "/a"),
    ROW(GET, "/a/{x}"),
    ROW(POST, "/a/{y}"),
    ROW(GET, "/a/new"),
    ROW(GET, "/a/{x}/b"),
    ROW(GET, "/a/new/{z}"),
    ROW(GET, "/{any}/{x}.pdf"),
    ROW(GET, "/a/{x}.pdf"),
    ROW(GET, "/{any}/{two}"),
    ROW(GET, "/{p}/{q}/{r}/{s}"),
};

/* The row's path with its parameters in place. */
static struct str put_back(struct arena *a, const struct route_match *m)
{
	const char *p = m->route->path;
	struct buf b = {0};
	struct str s;
	size_t i = 0;

	while (*p != '\0')
		if (*p == '{') {
			assert(i < m->n_params);
			url_quote(&b, m->param[i++].value);
			while (*p++ != '}')
				;
		} else {
			buf_char(&b, *p++);
		}
	assert(i == m->n_params);
	s = arena_str(a, buf_text(&b));
	buf_free(&b);
	return s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct router *forth, *back;
	static struct route reversed[ARRAY_LEN(rows)];
	struct arena a = {0};
	struct str path = {(const char *)data, n};
	struct route_match m, other;
	int status;

	if (forth == NULL) {
		for (size_t i = 0; i < ARRAY_LEN(rows); i++)
			reversed[i] = rows[ARRAY_LEN(rows) - 1 - i];
		assert(router_open(&forth, rows, ARRAY_LEN(rows), NULL) == RC_OK);
		assert(router_open(&back, reversed, ARRAY_LEN(rows), NULL) == RC_OK);
	}
	status = router_find(forth, METHOD_GET, path, &a, &m);
	assert(router_find(back, METHOD_GET, path, &a, &other) == status);
	assert(router_find(back, METHOD_OTHER, path, &a, &other) != 0);
	assert(router_find(back, METHOD_HEAD, path, &a, &other) == status);
	if (status == 0) {
		assert(strcmp(m.route->path, other.route->path) == 0);
		for (size_t i = 0; i < m.n_params; i++) {
			assert(m.param[i].value.n > 0 && utf8_valid(m.param[i].value));
			for (size_t k = 0; k < m.param[i].value.n; k++)
				assert((unsigned char)m.param[i].value.p[k] >= 0x20);
		}
		assert(router_find(forth, METHOD_GET, put_back(&a, &m), &a, &other) == 0);
		assert(other.route == m.route && other.n_params == m.n_params);
		for (size_t i = 0; i < m.n_params; i++)
			assert(str_eq(other.param[i].value, m.param[i].value));
	}
	arena_free(&a);
	return 0;
}
