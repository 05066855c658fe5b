/* Headers, cookies, forms, media types, weights; the guard; replies. */
#include "t.h"
#include "guard.h"
#include "reply.h"
#include "request.h"

static struct arena a;
#define H(n, v)                          \
	{                                \
		STR_INIT(n), STR_INIT(v) \
	}

static struct str decoded(const char *z, size_t n)
{
	struct str s;

	return url_decode(&a, (struct str){z, n}, PLUS_IS_BLANK, &s) ? s : STR("<refused>");
}
#define DEC(z) decoded(z, sizeof(z) - 1)

static void form_cases(void)
{
	struct form f;
	struct str s;
	struct buf b = {0};

	OK(str_is(DEC("a%20b+c"), "a b c"));
	OK(str_is(DEC("%D3%98%d2%B1"), "Әұ"));
	OK(str_is(DEC("100%"), "<refused>") && str_is(DEC("%4"), "<refused>"));
	OK(str_is(DEC("%zz"), "<refused>") && str_is(DEC("%+1"), "<refused>"));
	OK(str_is(DEC("%00"), "<refused>") && str_is(DEC("a\0b"), "<refused>"));
	OK(str_is(DEC("%ff"), "<refused>") && str_is(DEC("%C0%AF"), "<refused>"));
	OK(str_is(DEC("%ED%A0%80"), "<refused>"));
	OK(str_is(DEC("a%0d%0ab"), "a\r\nb"));
	OK(url_decode(&a, STR("a+b"), PLUS_IS_PLUS, &s) && str_is(s, "a+b"));

	OK(form_read(&a, STR("a=1&b=2&a=3&c&=x&&d="), 10, &f, NULL) == RC_OK && f.n == 6);
	OK(str_is(form_get(&f, "a"), "1") && form_count(&f, "a") == 2);
	OK(form_nth(&f, "a", 1, &s) && str_is(s, "3") && !form_nth(&f, "a", 2, &s) && s.n == 0);
	OK(form_nth(&f, "c", 0, &s) && s.n == 0 && str_is(form_get(&f, ""), "x"));
	OK(form_nth(&f, "d", 0, &s) && !form_nth(&f, "e", 0, &s));
	OK(form_read(&a, STR(""), 10, &f, NULL) == RC_OK && f.n == 0);
	OK(form_read(&a, STR("a=b=c"), 10, &f, NULL) == RC_OK && str_is(f.p[0].value, "b=c"));
	OK(form_read(&a, STR("a=1&b=%"), 10, &f, NULL) == RC_BAD_INPUT && f.n == 0);
	OK(form_read(&a, STR("a=1&b=2&c=3"), 3, &f, NULL) == RC_OK);
	OK(form_read(&a, STR("a=1&b=2&c=3"), 2, &f, NULL) == RC_BAD_INPUT);
	url_quote(&b, STR("a b/%&=+Ә~"));
	OK(str_is(buf_text(&b), "a%20b%2F%25%26%3D%2B%D3%98~"));
	buf_free(&b);
}

static void header_cases(void)
{
	static struct pair h[] = {
	    H("Host", "x"), H("cookie", "a=1; __Host-a=2;b=3; c=4; c=5;d"), H("X", "")};
	const struct request r = {.header = h, .n_headers = 3};
	bool ok;

	OK(str_is(request_header(&r, "HOST"), "x") && request_header(&r, "Y").n == 0);
	OK(request_has_header(&r, "x") && !request_has_header(&r, "y"));
	OK(str_is(request_cookie(&r, "a", false), "1") &&
	    str_is(request_cookie(&r, "a", true), "2"));
	OK(str_is(request_cookie(&r, "b", false), "3") && request_cookie(&r, "b", true).n == 0);
	OK(request_cookie(&r, "c", false).n == 0); /* twice: neither */
	OK(request_cookie(&r, "d", false).n == 0 && request_cookie(&r, "", false).n == 0);
	OK(str_is(media_type(&a, STR("Text/HTML ; charset=UTF-8"), &ok), "text/html") && ok);
	OK(str_is(media_type(&a, STR("text/csv; charset=windows-1251"), &ok), "text/csv") && !ok);
	OK(media_type(&a, STR(""), &ok).n == 0 && ok);
	OK(method_of("GET") == METHOD_GET && method_of("get") == METHOD_OTHER &&
	    method_of("") == METHOD_OTHER && method_of("TRACE") == METHOD_OTHER);
}

static void choice_cases(void)
{
	const char *const kinds[] = {"text/csv", "application/json"};

	OK(accepts_gzip(STR("gzip")) && accepts_gzip(STR("br, GZIP;q=0.5")) &&
	    accepts_gzip(STR("*")));
	OK(!accepts_gzip(STR("")) && !accepts_gzip(STR("gzip;q=0")) && !accepts_gzip(STR("br")));
	OK(!accepts_gzip(STR("*;q=1, gzip;q=0.000")) && !accepts_gzip(STR("gzip;q=nonsense")));
	OK(accept_best(STR(""), kinds, 2) == 0 && accept_best(STR("*/*"), kinds, 2) == 0);
	OK(accept_best(STR("application/json"), kinds, 2) == 1);
	OK(accept_best(STR("text/*;q=0.2, application/*;q=0.3"), kinds, 2) == 1);
	OK(accept_best(STR("*/*, text/csv;q=0"), kinds, 2) == 1);
	OK(accept_best(STR("image/png"), kinds, 2) == 2);
	OK(etag_listed(STR("\"a\", W/\"b\""), STR("\"b\"")) && etag_listed(STR("*"), STR("\"x\"")));
	OK(etag_listed(STR("\"a\""), STR("W/\"a\"")));
	OK(!etag_listed(STR(""), STR("\"a\"")) && !etag_listed(STR("\"ab\""), STR("\"a\"")));
}

static int guarded(const struct pair *h, size_t n)
{
	struct guarded g;

	return guard_headers(h, n, &g);
}
#define GUARD(...)                                  \
	guarded((const struct pair[]){__VA_ARGS__}, \
	    sizeof((const struct pair[]){__VA_ARGS__}) / sizeof(struct pair))

static void guard_cases(void)
{
	static char big[GUARD_BYTES];
	struct pair many[GUARD_HEADERS + 1] = {H("Host", "x")};
	struct guarded g;

	memset(big, 'x', sizeof(big));
	OK(GUARD(H("Host", "register.kz:8080")) == 0 && GUARD(H("Host", "[::1]:80")) == 0);
	OK(GUARD(H("Accept", "x")) == 400 && GUARD(H("Host", "")) == 400);
	OK(GUARD(H("Host", "a"), H("host", "a")) == 400);
	OK(GUARD(H("Host", "a b")) == 400 && GUARD(H("Host", "a/b")) == 400 &&
	    GUARD(H("Host", "a@b")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "5")) == 0);
	OK(GUARD(H("Host", "a"), H("Content-Length", "5"), H("Content-Length", "5")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "+5")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "5, 5")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "")) == 400);
	OK(GUARD(H("Host", "a"), H("Content-Length", "99999999999999999999")) == 400);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "Chunked")) == 0);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "gzip, chunked")) == 400);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "identity")) == 400);
	OK(GUARD(H("Host", "a"), H("Transfer-Encoding", "chunked"), H("Content-Length", "0")) ==
	    400);
	OK(GUARD(H("Host ", "a")) == 400 && GUARD(H("Host", "a"), H("", "x")) == 400);
	OK(GUARD(H("Host", "a"), H("X\tY", "x")) == 400 &&
	    GUARD(H("Host", "a"), H("X(Y", "x")) == 400);
	OK(GUARD(H("Host", "a"), H("X", "a\rb")) == 400 &&
	    GUARD(H("Host", "a"), H("X", "a\0b")) == 400);
	OK(GUARD(H("Host", "a"), H("X", "a\tb")) == 0);
	OK(GUARD(H("Host", "a"), H("Authorization", "x"), H("Authorization", "y")) == 400);
	OK(GUARD(H("Host", "a"), H("Accept", "x"), H("Accept", "y")) == 0);
	OK(GUARD(H("Host", "a"), {STR_INIT("X"), {big, sizeof(big)}}) == 431);
	for (size_t i = 1; i < ARRAY_LEN(many); i++)
		many[i] = (struct pair)H("X", "y");
	OK(guarded(many, GUARD_HEADERS) == 0 && guarded(many, GUARD_HEADERS + 1) == 431);
	many[1] = (struct pair)H("Content-Length", "12");
	OK(guard_headers(many, 2, &g) == 0 && g.has_body && g.length == 12 && !g.chunked);
	many[1] = (struct pair)H("Content-Length", "0");
	OK(guard_headers(many, 2, &g) == 0 && !g.has_body);
	OK(guard_target(STR("/")) == 0 && guard_target(STR("/a?b=%20#")) == 400);
	OK(guard_target(STR("")) == 400 && guard_target(STR("*")) == 400 &&
	    guard_target(STR("http://a/")) == 400 && guard_target(STR("/a b")) == 400 &&
	    guard_target(STR("/\xd3\x98")) == 400);
	OK(guard_target((struct str){big, GUARD_TARGET + 1}) == 414);
}

static const struct reply_header *put(const struct reply *r, const char *name)
{
	for (const struct reply_header *h = r->header; h != NULL; h = h->next)
		if (str_is(h->name, name))
			return h;
	return NULL;
}

static void reply_cases(void)
{
	static const struct asset css = {
	    "text/css", STR_INIT("body{}"), STR_INIT("\x1f\x8b"), "abc", true};
	static struct pair h[] = {H("Accept-Encoding", "gzip"), H("If-None-Match", "\"old\"")};
	struct request q = {.method = METHOD_GET, .header = h, .n_headers = 2};
	struct reply r = {.arena = &a};

	reply_asset(&r, &q, &css);
	OK(r.status == 200 && str_eq(r.fixed, css.gzip) && r.cacheable);
	OK(str_is(put(&r, "ETag")->value, "\"abc-gz\"") && put(&r, "Content-Encoding") != NULL);
	h[1].value = STR("\"abc-gz\"");
	reply_asset(&r, &q, &css);
	OK(r.status == 304 && r.fixed.p == NULL && put(&r, "Content-Encoding") == NULL);
	h[0].value = STR("br");
	reply_asset(&r, &q, &css);
	OK(r.status == 200 && str_eq(r.fixed, css.plain) && put(&r, "Vary") != NULL);

	reply_reset(&r);
	reply_cookie(&r, "session", STR("abc"), 60, true);
	OK(str_is(put(&r, "Set-Cookie")->value,
	    "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60"));
	reply_cookie(&r, "lang", STR("kk"), -1, false);
	OK(str_is(put(&r, "Set-Cookie")->value, "lang=kk; Path=/; HttpOnly; SameSite=Lax") &&
	    !r.broken);
	reply_cookie(&r, "lang", STR("kk; Domain=x"), -1, false);
	OK(r.broken);
	reply_reset(&r);
	reply_header(&r, "Location", STR("/a\r\nSet-Cookie: x=y"));
	OK(r.broken);
	reply_see_other(&r, STR("/persons/P-1"));
	OK(!r.broken && r.status == 303);
	reply_see_other(&r, STR("//evil.example/"));
	OK(r.broken);
	reply_see_other(&r, STR("https://evil.example/"));
	OK(r.broken);
	reply_problem(&r, 404, "no \"such\" thing", NULL);
	OK(str_is(buf_text(&r.body), "{\"title\":\"no \\\"such\\\" thing\",\"status\":404}"));
	reply_secure(&r, false, STR("Q-1"));
	OK(put(&r, "Strict-Transport-Security") == NULL &&
	    put(&r, "Content-Security-Policy") != NULL);
	OK(str_is(put(&r, "Cache-Control")->value, "no-store"));
	reply_reset(&r);
}

int main(void)
{
	form_cases();
	header_cases();
	choice_cases();
	guard_cases();
	reply_cases();
	arena_free(&a);
	return t_done();
}
