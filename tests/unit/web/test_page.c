/* Pages: what comes from outside stays text wherever it stands; forms have what a screen reader needs. */
#include "sample.h"
#include "t.h"

#include <stdlib.h>

static const char probe[] = "<b>\"'&";

static size_t count(const char *in, const char *what)
{
	size_t n = 0;

	for (const char *p = in; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

static char *page(struct arena *a, enum lang lang, const char *outside)
{
	struct sample_view v;
	struct buf b = {0};
	struct ui ui;
	char *z;

	sample_fill(a, lang, str_of(outside), &ui, &v);
	page_sample(&b, &ui, &v);
	z = arena_z(a, buf_text(&b));
	buf_free(&b);
	return z;
}

/* Every id= that a for=, aria-describedby= or #link names exists, and once. */
static void names_exist(const char *z, const char *attr)
{
	char what[300];

	for (const char *p = z; (p = strstr(p, attr)) != NULL;) {
		size_t n;

		p += strlen(attr);
		n = strcspn(p, "\"");
		while (n > 0) {
			size_t one = strcspn(p, " \"");

			(void)snprintf(what, sizeof(what), " id=\"%.*s\"", (int)one, p);
			if (count(z, what) != 1)
				note(what);
			OK(count(z, what) == 1);
			p += one + (p[one] == ' ');
			n = strcspn(p, "\"");
		}
	}
}

static void escaping(void)
{
	for (int l = 0; l < LANG__MAX; l++) {
		struct arena a = {0};
		const char *plain = page(&a, (enum lang)l, "Aa");
		const char *hostile = page(&a, (enum lang)l, probe);

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

static void markup(void)
{
	struct arena a = {0};
	const char *z = page(&a, LANG_RU, "Құралай");

	OK(strstr(z, "<html lang=\"ru\"") != NULL);
	OK(strstr(z, "<title>Ошибка: Құралай – ") != NULL);
	OK(strstr(z, "href=\"/cases/7?tab=2&amp;lang=kk\"") != NULL);
	OK(strstr(z, "href=\"/cases/7?tab=2&amp;lang=ru\"") == NULL);
	OK(count(z, "name=\"csrf\" value=\"0123456789abcdef\"") == 3);
	OK(strstr(z, "name=\"key\" value=\"2b0e\"") != NULL);
	OK(strstr(z, " style=") == NULL && strstr(z, "<style") == NULL && count(z, "<script") == 1);
	OK(strstr(z, "Список розыска не загружен") != NULL && strstr(z, "учебный учёт") != NULL);
	OK(strstr(z, "almaty-260 на 22.11.2026 не действуют") != NULL);
	OK(strstr(z, "aria-invalid=\"true\"") != NULL &&
	    strstr(z, "data-date=\"2026-11-22\"") != NULL);
	OK(strstr(z, "<option value=\"state\" selected>государственный жилищный фонд</option>") !=
	    NULL);
	OK(count(z, "<option value=\"\" selected>") == 1); /* holder_relation: nothing chosen yet */
	OK(count(z, " checked") == 2);
	names_exist(z, " for=\"");
	names_exist(z, "aria-describedby=\"");
	names_exist(z, "aria-labelledby=\"");
	names_exist(z, "href=\"#");
	arena_free(&a);
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

static void bars(void)
{
	const struct bar_view v = {1125, 1500, STR_INIT(""), STR_INIT("")};
	const struct bar_view none = {0};

	OK(bar_at(&v, v.norm) == 800 && bar_at(&v, v.value) == 600 && bar_at(&v, 9999) == 800);
	OK(bar_at(&none, 5) == 0 && bar_at(&v, -1) == 0);
}

int main(void)
{
	escaping();
	markup();
	links();
	numbers();
	bars();
	return t_done();
}
