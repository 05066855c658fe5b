/* The route table: what is found, what is refused, what is no table. */
#include "router.h"
#include "t.h"

static struct arena a;

static void run(struct exchange *x)
{
	(void)x;
}
#define ROW(m, p)                                                                     \
	{                                                                             \
		.method = METHOD_##m, .path = (p), .who = 1, .run = run, .about = "x" \
	}
#define BODY(m, p, t, n)                                                                      \
	{                                                                                     \
		.method = METHOD_##m, .path = (p), .takes = (t), .max_body = (n), .run = run, \
		.about = "x"                                                                  \
	}

static const struct route rows[] = {
    ROW(GET, "/"),
    ROW(GET, "/persons/{id}"),
    ROW(GET, "/persons/new"),
    BODY(POST, "/persons", TAKES_FORM, 100),
    BODY(POST, "/persons/{id}", TAKES_FORM | TAKES_JSON, 100),
    ROW(DELETE, "/persons/{id}"),
    ROW(GET, "/persons/{id}/residences"),
    ROW(GET, "/persons/new/{step}"),
    ROW(GET, "/certificates/{id}.pdf"),
    ROW(GET, "/certificates/{id}"),
    BODY(POST, "/scans", TAKES_BYTES | TAKES_MULTIPART, 1000),
};
static struct router *r;
static struct route_match m;

static int find(enum method method, const char *path)
{
	return router_find(r, method, str_of(path), &a, &m);
}
static bool finds(
    enum method method, const char *path, const char *row, const char *name, const char *value)
{
	return find(method, path) == 0 && strcmp(m.route->path, row) == 0 &&
	       (name == NULL ? m.n_params == 0 : str_is(route_param(&m, name), value));
}

static void found(void)
{
	OK(finds(METHOD_GET, "/", "/", NULL, NULL));
	OK(finds(METHOD_GET, "/persons/P-1", "/persons/{id}", "id", "P-1"));
	OK(finds(METHOD_HEAD, "/persons/P-1", "/persons/{id}", "id", "P-1"));
	OK(finds(METHOD_GET, "/persons/new", "/persons/new", NULL, NULL));
	OK(finds(METHOD_POST, "/persons/new", "/persons/{id}", "id", "new"));
	OK(finds(METHOD_GET, "/persons/%D3%98+%2F", "/persons/{id}", "id", "Ә+/"));
	OK(finds(METHOD_GET, "/persons/x/residences", "/persons/{id}/residences", "id", "x"));
	OK(finds(
	    METHOD_GET, "/persons/new/residences", "/persons/new/{step}", "step", "residences"));
	OK(finds(METHOD_GET, "/certificates/C-1.pdf", "/certificates/{id}.pdf", "id", "C-1"));
	OK(finds(METHOD_GET, "/certificates/.pdf", "/certificates/{id}", "id", ".pdf"));
	OK(finds(METHOD_GET, "/certificates/C-1", "/certificates/{id}", "id", "C-1"));
	OK(route_param(&m, "other").n == 0);
}

static void not_found(void)
{
	OK(find(METHOD_GET, "/nothing") == 404 && find(METHOD_GET, "/persons/") == 404);
	OK(find(METHOD_GET, "//") == 404 && find(METHOD_GET, "/persons/a/b/c") == 404);
	OK(find(METHOD_GET, "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a") == 404);
	OK(find(METHOD_GET, "/PERSONS/x") == 404);
	OK(find(METHOD_PUT, "/persons/x") == 405);
	OK(str_is(route_allow(&a, m.allow), "GET, HEAD, POST, DELETE"));
	OK(find(METHOD_OPTIONS, "/persons") == 405 && str_is(route_allow(&a, m.allow), "POST"));
	OK(find(METHOD_OTHER, "/") == 405 && find(METHOD_OTHER, "/nothing") == 404);
	OK(find(METHOD_GET, "/persons/%") == 400 && find(METHOD_GET, "/persons/%00") == 400);
	OK(find(METHOD_GET, "/persons/%ff") == 400 && find(METHOD_GET, "/persons/%0a") == 400);
	OK(find(METHOD_GET, "/persons/..") == 400 && find(METHOD_GET, "/persons/%2e%2E") == 400);
	OK(find(METHOD_GET, "") == 400 && find(METHOD_GET, "persons") == 400);
}

static void bodies(void)
{
	const struct route *form = &rows[3], *both = &rows[4], *scan = &rows[10], *get = &rows[0];

	OK(route_body(form, STR("application/x-www-form-urlencoded"), true, 100) == 0);
	OK(route_body(form, STR("application/x-www-form-urlencoded"), true, 101) == 413);
	OK(route_body(form, STR("application/json"), true, 10) == 415);
	OK(route_body(form, STR(""), true, 10) == 415 && route_body(form, STR(""), false, 0) == 0);
	OK(route_body(both, STR("application/json"), true, 10) == 0);
	OK(route_body(both, STR("application/merge-patch+json"), true, 10) == 0);
	OK(route_body(both, STR("text/json"), true, 10) == 415);
	OK(route_body(scan, STR("image/jpeg"), true, 1000) == 0);
	OK(route_body(scan, STR("multipart/form-data"), true, 1000) == 0);
	OK(route_body(scan, STR("application/json"), true, 10) == 415);
	OK(route_body(get, STR("text/plain"), true, 1) == 413);
	/* chunked: no length is announced */
	OK(route_body(get, STR("text/plain"), true, 0) == 413);
}

static enum rc table(const struct route *t, size_t n)
{
	struct router *x = NULL;
	enum rc rc = router_open(&x, t, n, NULL);

	router_close(x);
	return rc;
}
#define TABLE(...)                                 \
	table((const struct route[]){__VA_ARGS__}, \
	    sizeof((const struct route[]){__VA_ARGS__}) / sizeof(struct route))

static void no_tables(void)
{
	OK(TABLE(ROW(GET, "/a/{x}"), ROW(GET, "/a/{y}")) == RC_BAD_INPUT);
	OK(TABLE(ROW(GET, "/a/b"), ROW(GET, "/a/b")) == RC_BAD_INPUT);
	OK(TABLE(ROW(GET, "/a/{x}"), ROW(POST, "/a/{y}")) == RC_OK);
	OK(TABLE(ROW(GET, "/a/{x}/c"), ROW(GET, "/a/b/{y}")) == RC_OK);
	OK(TABLE(ROW(GET, "a")) == RC_BAD_INPUT && TABLE(ROW(GET, "")) == RC_BAD_INPUT);
	OK(TABLE(ROW(GET, "/a//b")) == RC_BAD_INPUT && TABLE(ROW(GET, "/a/")) == RC_BAD_INPUT);
	OK(TABLE(ROW(GET, "/{}")) == RC_BAD_INPUT && TABLE(ROW(GET, "/{x")) == RC_BAD_INPUT);
	OK(TABLE(ROW(GET, "/{x}{y}")) == RC_BAD_INPUT && TABLE(ROW(GET, "/a{y}")) == RC_BAD_INPUT);
	OK(TABLE(ROW(GET, "/{x}/{x}")) == RC_BAD_INPUT);
	OK(TABLE(BODY(GET, "/a", TAKES_FORM, 1)) == RC_BAD_INPUT);
	OK(TABLE(BODY(POST, "/a", TAKES_FORM, 0)) == RC_BAD_INPUT);
	OK(TABLE(BODY(POST, "/a", 0, 10)) == RC_BAD_INPUT);
	OK(TABLE(ROW(HEAD, "/a")) == RC_BAD_INPUT && TABLE(ROW(OPTIONS, "/a")) == RC_BAD_INPUT);
	OK(TABLE({.method = METHOD_GET, .path = "/", .about = "x"}) == RC_BAD_INPUT);
	OK(TABLE({.method = METHOD_GET, .path = "/", .run = run}) == RC_BAD_INPUT);
	OK(TABLE(ROW(GET, "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}")) == RC_BAD_INPUT);
}

int main(void)
{
	OK(router_open(&r, rows, ARRAY_LEN(rows), NULL) == RC_OK);
	found();
	not_found();
	bodies();
	no_tables();
	router_close(r);
	arena_free(&a);
	return t_done();
}
