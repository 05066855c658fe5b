/* Forms and the frame around them have what a browser and a screen reader need. */
#include "sample.h"
#include "t.h"

static size_t count(const char *in, const char *what)
{
	size_t n = 0;

	for (const char *p = in; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
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

static void markup(void)
{
	struct arena a = {0};
	const char *z = sample_page(&a, LANG_RU, "Құралай");

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

int main(void)
{
	markup();
	return t_done();
}
