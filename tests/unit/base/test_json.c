/* base: JSON in and out. */
#include "json.h"
#include "t.h"

static void json(struct arena *a)
{
	struct err e = {0};
	json_t *v = json_read(STR("{\"b\":1,\"a\":[true,null,\"\xd3\x98\"]}"), &e);

	OK(v != NULL && str_is(json_canonical(a, v), "{\"a\":[true,null,\"\xd3\x98\"],\"b\":1}"));
	json_decref(v);
	OK(json_read(STR("{\"a\":1,\"a\":2}"), &e) == NULL && e.rc == RC_BAD_INPUT);
	OK(json_read(STR("{\"a\":\"\\u0000\"}"), NULL) == NULL);
	OK(json_read(STR("{\"a\":1e999}"), NULL) == NULL);
	OK(json_read(STR("{\"a\":9223372036854775808}"), NULL) == NULL);
	OK(json_read(STR("{\"a\":\"\\ud800\"}"), NULL) == NULL);
	OK(json_read(STR(""), NULL) == NULL);
	{
		struct buf b = {0};

		for (int i = 0; i < 33; i++)
			buf_char(&b, '[');
		for (int i = 0; i < 33; i++)
			buf_char(&b, ']');
		OK(json_read(buf_text(&b), NULL) == NULL);
		v = json_read((struct str){b.p + 1, b.n - 2}, NULL);
		OK(v != NULL);
		json_decref(v);
		buf_free(&b);
	}
}

int main(void)
{
	struct arena a = {0};

	json(&a);
	arena_free(&a);
	return t_done();
}
