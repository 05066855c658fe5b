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

static void one_line(struct arena *a)
{
	static const int32_t controls[] = {
	    0x1, '\t', '\n', 0x7f, 0x85, 0x2028, 0x202e, 0x2066, 0xfeff, 0xffff, 0x1fffe, 0xfdd0};
	static const int32_t texts[] = {' ', 'a', 0xa0, 0x416, 0x301, 0x200d, 0x1f600, 0x10fffd};

	for (size_t i = 0; i < ARRAY_LEN(controls); i++)
		OK(utf8_control(controls[i]));
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		OK(!utf8_control(texts[i]));
	OK(utf8_mark(0x301) && !utf8_mark('a') && !utf8_mark(0x439));
	OK(str_is(utf8_trim(STR(" \u00a0\n а б\u3000 ")), "а б"));
	OK(utf8_trim(STR(" \u2028\t")).n == 0 && utf8_trim(STR("")).n == 0);
	OK(str_is(utf8_bare(a, STR("ČЙё")), "cие") && utf8_bare(a, STR("")).n == 0);
	OK(str_is(utf8_upper(a, STR("қazaqша ı ɐ ß")), "ҚAZAQША I Ɐ ß") ||
	    str_is(utf8_upper(a, STR("қazaqша ı ɐ ß")), "ҚAZAQША I Ɐ ẞ"));
}

/* Every pair of a letter and a code point comes out as the tables alone would have it:
 * folding, which has no short way, does not undo it. */
static void normal_form(void)
{
	size_t wrong = 0;

	for (int32_t cp = 1; cp < 0x600; cp++) {
		struct arena a = {0};
		char z[8] = "и";
		struct str s, once;
		size_t n;

		utf8_put(z + 2, &n, cp);
		s = (struct str){z, n + 2};
		once = utf8_nfc(&a, s);
		wrong += !str_eq(utf8_fold(&a, once), utf8_fold(&a, s));
		wrong += !str_eq(utf8_nfc(&a, once), once);
		wrong += cp >= 0x300 && cp < 0x370 && cp != 0x34f && utf8_length(once) > 2;
		arena_free(&a);
	}
	OK(wrong == 0);
}

int main(void)
{
	struct arena a = {0};

	texts(&a);
	one_line(&a);
	normal_form();
	OK(str_is(utf8_nfc(&a, STR("и\u0306")), "й"));
	OK(str_is(utf8_nfc(&a, STR("а\u0484\u0323")), "а\u0323\u0484"));
	arena_free(&a);
	return t_done();
}
