/*
 * Lines "Name: value" as headers, the first line as the target: whatever is let in has one
 * Host, no control sign anywhere, and a body only where it is told how long, in one way.
 */
#include "exchange.h"

#include <assert.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void run(struct exchange *x)
{
	(void)x;
}
static const struct route rows[] = {
    {METHOD_POST, "/a/{id}", 1, 0, TAKES_JSON | TAKES_FORM | TAKES_BYTES, 1000, run, NULL, "x"},
};

static struct str line(struct str *rest)
{
	const char *at = rest->n == 0 ? NULL : memchr(rest->p, '\n', rest->n);
	struct str s = {rest->p, at != NULL ? (size_t)(at - rest->p) : rest->n};

	*rest = at != NULL ? (struct str){at + 1, rest->n - s.n - 1} : (struct str){0};
	return s;
}

static size_t count(const struct request *q, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < q->n_headers; i++)
		n += strcasecmp(q->header[i].name.p, name) == 0;
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct router *router;
	struct pair h[GUARD_HEADERS + 1];
	struct exchange x = {0};
	struct guarded g;
	struct str rest = {(const char *)data, n};
	struct head head = {.method = "POST", .header = h, .peer = "::1", .proxy = "::1"};

	if (router == NULL)
		assert(router_open(&router, rows, ARRAY_LEN(rows), NULL) == RC_OK);
	head.target = line(&rest);
	while (rest.n > 0 && head.n_headers < ARRAY_LEN(h)) {
		struct str l = line(&rest);
		const char *colon = l.n == 0 ? NULL : memchr(l.p, ':', l.n);

		if (colon == NULL)
			continue;
		h[head.n_headers++] = (struct pair){
		    {l.p, (size_t)(colon - l.p)}, {colon + 1, l.n - (size_t)(colon - l.p) - 1}};
	}
	if (exchange_head(&x, router, &head, &g).status == 0) {
		assert(x.match.route == rows && x.req.host.n > 0 && count(&x.req, "Host") == 1);
		assert(count(&x.req, "Content-Length") + count(&x.req, "Transfer-Encoding") <= 1);
		assert(!g.chunked || g.length == 0);
		assert(g.length <= rows[0].max_body);
		assert(x.req.client.n > 0 && route_param(&x.match, "id").n > 0);
		(void)accepts_gzip(request_header(&x.req, "Accept-Encoding"));
		assert(
		    accept_best(request_header(&x.req, "Accept"), (const char *[]){"a/b"}, 1) <= 1);
		(void)request_cookie(&x.req, "session", true);
		(void)etag_listed(request_header(&x.req, "If-None-Match"), STR("\"x\""));
		for (size_t i = 0; i < x.req.n_headers; i++)
			for (size_t k = 0; k < x.req.header[i].value.n; k++)
				assert((unsigned char)x.req.header[i].value.p[k] >= 0x20 ||
				       x.req.header[i].value.p[k] == '\t');
	}
	arena_free(&x.arena);
	return 0;
}
