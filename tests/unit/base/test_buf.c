/* base: a text that grows. */
#include "buf.h"
#include "t.h"

static void grows(void)
{
	struct buf b = {0};

	OK(buf_text(&b).n == 0);
	for (int i = 0; i < 5000; i++)
		buf_int(&b, i % 10);
	OK(buf_text(&b).n == 5000 && b.p[4999] == '9');
	buf_clear(&b);
	buf_int(&b, INT64_MIN);
	buf_z(&b, " und ");
	buf_str(&b, STR("so\0weiter"));
	OK(str_eq(buf_text(&b), STR("-9223372036854775808 und so\0weiter")));
	buf_clear(&b);
	buf_printf(&b, "%d %s", 7, "x");
	OK(str_is(buf_text(&b), "7 x"));
	buf_free(&b);
	OK(b.p == NULL && b.n == 0 && b.cap == 0);
}

static void quotes(void)
{
	struct buf b = {0};

	buf_json(&b, STR("a\"\\\n\x01"));
	OK(str_is(buf_text(&b), "\"a\\\"\\\\\\n\\u0001\""));
	buf_clear(&b);
	buf_csv(&b, STR("a\"b"));
	buf_csv(&b, STR("c"));
	OK(str_is(buf_text(&b), "\"a\"\"b\"c"));
	buf_clear(&b);
	buf_csv(&b, STR("a,b"));
	buf_csv(&b, STR("\n"));
	OK(str_is(buf_text(&b), "\"a,b\"\"\n\""));
	buf_free(&b);
}

int main(void)
{
	grows();
	quotes();
	return t_done();
}
