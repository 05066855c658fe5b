/* Headers, cookies, tags, assets and refusals of replies. */
#include "reply.h"
#include "t.h"

static struct arena a;

#define H(n, v)                          \
	{                                \
		STR_INIT(n), STR_INIT(v) \
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
	static const struct reply_file css = {
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
	reply_cases();
	arena_free(&a);
	return t_done();
}
