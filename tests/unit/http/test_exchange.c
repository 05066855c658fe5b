/* From a raw head to a decoded request or a refusal, without a socket. */
#include "exchange.h"
#include "t.h"

static void run(struct exchange *x)
{
	(void)x;
}
static const struct route rows[] = {
    {METHOD_GET, "/persons/{id}", 1, 0, 0, 0, run, NULL, "x"},
    {METHOD_POST, "/acts", 1, 0, TAKES_JSON, 100, run, NULL, "x"},
};
static struct router *router;
static struct exchange x;
static struct guarded g;

#define H(n, v)                          \
	{                                \
		STR_INIT(n), STR_INIT(v) \
	}

static struct refusal read_head(
    const char *method, const char *target, const struct pair *h, size_t n)
{
	arena_free(&x.arena);
	x = (struct exchange){0};
	return exchange_head(
	    &x, router, &(struct head){method, str_of(target), h, n, "10.0.0.1", "10.0.0.1"}, &g);
}
#define HEAD(method, target, ...)                                     \
	read_head(method, target, (const struct pair[]){__VA_ARGS__}, \
	    sizeof((const struct pair[]){__VA_ARGS__}) / sizeof(struct pair))

static void taken(void)
{
	char target[] = "/persons/P%2d1?a=%D3%98&a=2";
	const struct pair h[] = {H("Host", " register.kz "), H("X", "\tv ")};

	OK(read_head("GET", target, h, 2).status == 0);
	memset(target, 'x', sizeof(target) - 1); /* nothing is borrowed from the library */
	OK(str_is(x.req.path, "/persons/P%2d1") && str_is(route_param(&x.match, "id"), "P-1"));
	OK(str_is(form_get(&x.req.query, "a"), "Ә") && x.req.query.n == 2);
	OK(str_is(x.req.host, "register.kz") && str_is(request_header(&x.req, "x"), "v"));
	OK(x.req.id.n == 12 && str_starts(x.req.id, "Q-") && x.req.at > 0 && x.reply.status == 200);
	OK(HEAD("POST", "/acts", H("Host", "a"),
	       H("Content-Type", "Application/JSON; charset=utf-8"), H("Content-Length", "100"))
		.status == 0);
	OK(str_is(x.req.type, "application/json") && g.has_body && g.length == 100);
}

static void proxies(void)
{
	OK(HEAD("GET", "/persons/x", H("Host", "a"), H("X-Forwarded-For", "1.1.1.1 , 2001:db8::1"),
	       H("X-Forwarded-Proto", "https"))
		.status == 0);
	OK(str_is(x.req.client, "2001:db8::1") && str_is(x.req.peer, "10.0.0.1") && x.req.secure);
	OK(HEAD("GET", "/persons/x", H("Host", "a"), H("X-Forwarded-For", "1.1.1.1, "),
	       H("X-Forwarded-Proto", "http"))
		.status == 0);
	OK(str_is(x.req.client, "10.0.0.1") && !x.req.secure);
}

static void refused(void)
{
	struct refusal no = HEAD("GET", "/persons/x", H("Accept", "a"));

	OK(no.status == 400 && no.close);
	no = HEAD("GET", "/nothing", H("Host", "a"));
	OK(no.status == 404 && !no.close && no.why != NULL);
	OK(HEAD("PUT", "/acts", H("Host", "a")).status == 405 &&
	    x.match.allow == 1u << METHOD_POST);
	OK(HEAD("GET", "/persons/%", H("Host", "a")).status == 400);
	OK(HEAD("GET", "/persons/x?a=%00", H("Host", "a")).status == 400);
	OK(HEAD("GET", "", H("Host", "a")).status == 400 &&
	    HEAD("GET", "*", H("Host", "a")).status == 400);
	OK(HEAD("POST", "/acts", H("Host", "a"), H("Content-Type", "application/json"),
	       H("Content-Length", "101"))
		.status == 413);
	OK(HEAD("POST", "/acts", H("Host", "a"), H("Content-Type", "text/plain"),
	       H("Content-Length", "1"))
		.status == 415);
	OK(HEAD("POST", "/acts", H("Host", "a"),
	       H("Content-Type", "application/json; charset=cp1251"), H("Content-Length", "1"))
		.status == 415);
	OK(HEAD("POST", "/acts", H("Host", "a"), H("Content-Type", "application/json"),
	       H("Content-Encoding", "gzip"), H("Content-Length", "1"))
		.status == 415);
}

int main(void)
{
	OK(router_open(&router, rows, ARRAY_LEN(rows), NULL) == RC_OK);
	taken();
	proxies();
	refused();
	router_close(router);
	arena_free(&x.arena);
	return t_done();
}
