/* Headers, cookies, media types, weights, tags. */
#include "t.h"
#include "request.h"

static struct arena a;

#define H(n, v)                          \
	{                                \
		STR_INIT(n), STR_INIT(v) \
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

int main(void)
{
	header_cases();
	choice_cases();
	arena_free(&a);
	return t_done();
}
