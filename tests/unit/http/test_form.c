/* Escapes and urlencoded pairs, right and wrong ones. */
#include "form.h"
#include "t.h"

static struct arena a;

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

int main(void)
{
	form_cases();
	arena_free(&a);
	return t_done();
}
