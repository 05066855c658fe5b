/* base: text. */
#include "t.h"
#include "utf8.h"

static void texts(struct arena *a)
{
	OK(utf8_valid(STR("Әлия")) && !utf8_valid(STR("\xc3\x28")) &&
	    !utf8_valid(STR("\xed\xa0\x80")));
	OK(!utf8_valid(STR("a\0b")) && !utf8_valid(STR("\xf4\x90\x80\x80")) &&
	    !utf8_valid(STR("\xc0\x80")));
	OK(str_eq(utf8_fold(a, STR("ӘЛИЯ")), utf8_fold(a, STR("әлия"))));
	OK(str_is(utf8_nfc(a, STR("и\xcc\x86")), "й"));
	OK(utf8_blank(STR(" \t\xc2\xa0\xe3\x80\x80")) && utf8_blank(STR("")) &&
	    !utf8_blank(STR(" a ")));
	OK(utf8_length(STR("Қазақ")) == 5);
}

int main(void)
{
	struct arena a = {0};

	texts(&a);
	arena_free(&a);
	return t_done();
}
