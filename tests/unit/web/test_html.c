/* What comes from outside stays text wherever it stands in a page; links; numbers. */
#include "sample.h"
#include "t.h"

static const char probe[] = "<b>\"'&";

static size_t count(const char *in, const char *what)
{
	size_t n = 0;

	for (const char *p = in; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

static void escaping(void)
{
	for (int l = 0; l < LANG__MAX; l++) {
		struct arena a = {0};
		const char *plain = sample_page(&a, (enum lang)l, "Aa");
		const char *hostile = sample_page(&a, (enum lang)l, probe);

		OK(strstr(hostile, "<b>") == NULL && strstr(hostile, probe) == NULL);
		OK(count(hostile, "&lt;b&gt;&#34;&#39;&amp;") >= 9);
		/* The probe adds no tag and closes no attribute. */
		OK(count(hostile, "<") == count(plain, "<") &&
		    count(hostile, ">") == count(plain, ">"));
		OK(count(hostile, "\"") == count(plain, "\""));
		OK(strstr(hostile, "/persons/%3Cb%3E%22%27%26\"") != NULL);
		arena_free(&a);
	}
}

static void links(void)
{
	struct arena a = {0};
	struct ui ui = {.arena = &a,
	    .path = STR("//evil.example/x"),
	    .query = STR("a=<b>&lang=kk&&lang=en&c=1")};
	struct url u = ui_in_language(&ui, LANG_EN);

	/* Two slashes would name another host. */
	OK(str_is(u.s, "/?a=%3Cb%3E&c=1&lang=en"));
	ui.path = STR("");
	ui.query = STR("");
	OK(str_is(ui_in_language(&ui, LANG_KK).s, "/?lang=kk"));
	OK(str_is(url_path(&a, STR("persons"), STR("../x y/Ә"), STR("")).s,
	    "/persons/..%2Fx%20y%2F%D3%98"));
	OK(str_is(url_path(&a, STR(""), STR("x"), STR("")).s, "/"));
	u = url_query(&a, url_query(&a, URL_LIT("queue"), "after", STR("a&b")), "n", STR("1"));
	OK(str_is(u.s, "/queue?after=a%26b&n=1"));
	arena_free(&a);
}

static void numbers(void)
{
	struct buf b = {0};

	OUT(&b, -5);
	OUT(&b, (size_t)7);
	OUT(&b, (long long)INT64_MIN);
	OUT(&b, DAY(date_from_civil(2015, 3, 2)));
	OUT(&b, DAY(DAY_NONE));
	OUT(&b, HTML_LIT("<i>"));
	OK(str_is(buf_text(&b), "-57-922337203685477580802.03.2015<i>"));
	buf_free(&b);
}

int main(void)
{
	escaping();
	links();
	numbers();
	return t_done();
}
