/* base: how operations end, borrowed text, memory of a unit of work. */
#include "base.h"
#include "t.h"

static void ends(void)
{
	struct err e = {0};

	OK(fail(&e, RC_CONFLICT, "%s is taken", "P1") == RC_CONFLICT);
	OK(e.rc == RC_CONFLICT && strcmp(e.msg, "P1 is taken") == 0);
	/* the first failure is the cause; what follows from it says nothing new */
	OK(fail(&e, RC_DB, "later") == RC_DB && e.rc == RC_CONFLICT &&
	    strcmp(e.msg, "P1 is taken") == 0);
	OK(fail(NULL, RC_SYS, "nobody listens") == RC_SYS);
	OK(rc_http(RC_OK) == 200 && rc_http(RC_NOT_FOUND) == 404 && rc_text(RC_RETRY)[0] != '\0');
}

static void texts(void)
{
	OK(str_of(NULL).n == 0 && str_is(str_of("ab"), "ab") && !str_is(STR("ab"), "a"));
	OK(str_eq(STR("a\0b"), STR("a\0b")) && !str_eq(STR("a\0b"), STR("a\0c")));
	OK(str_cmp(STR("a"), STR("b")) < 0 && str_cmp(STR("ab"), STR("a")) > 0 &&
	    str_cmp(STR(""), STR("")) == 0);
	OK(str_cmp(STR("\xd3"), STR("z")) > 0); /* bytes have no sign */
	OK(str_is(str_trim(STR("  a b\r\n")), "a b") && str_trim(STR(" \t ")).n == 0);
	OK(ascii_lower('A') == 'a' && ascii_lower('Z') == 'z' && ascii_lower('[') == '[' &&
	    ascii_lower('@') == '@' && ascii_lower('\xc9') == '\xc9');
	OK(ascii_upper('a') == 'A' && ascii_upper('z') == 'Z' && ascii_upper('{') == '{' &&
	    ascii_upper('`') == '`' && ascii_upper('\xe9') == '\xe9');
	OK(str_starts(STR("P17"), "P") && str_starts(STR("P"), "") && !str_starts(STR("P"), "P1"));
}

static void memory(void)
{
	struct arena a = {0};
	char *small = arena_alloc(&a, 3, 1);
	int64_t *aligned = ARENA_NEW(&a, int64_t);
	char *large = arena_alloc(&a, 1 << 20, 1);
	size_t dirty = 0;

	OK((uintptr_t)aligned % _Alignof(int64_t) == 0 && *aligned == 0);
	for (size_t i = 0; i < 1 << 20; i++)
		dirty += large[i] != 0;
	OK(dirty == 0);
	memset(small, 'x', 3);
	memset(large, 'y', 1 << 20);
	*aligned = -1;
	OK(memcmp(small, "xxx", 3) == 0 && large[0] == 'y' && large[(1 << 20) - 1] == 'y');
	OK(str_is(arena_str(&a, STR("ab")), "ab") &&
	    strcmp(arena_z(&a, (struct str){"abc", 2}), "ab") == 0);
	OK(str_is(arena_printf(&a, "%d-%s", 5, "z"), "5-z"));
	arena_free(&a);
	OK(a.head == NULL);
}

int main(void)
{
	ends();
	texts();
	memory();
	return t_done();
}
