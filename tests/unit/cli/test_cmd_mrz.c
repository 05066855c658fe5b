/* `mrz' from outside: an object for a line, whatever the lines are. */
#include "json.h"
#include "program.h"

#define P1 "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
#define P2 "L898902C36UTO7408122F1204159ZE184226B<<<<<10"

static const char *program;

/* The answers to the lines: their number, and at most max of them. */
static size_t run(struct arena *a, struct str in, json_t *answers[], size_t max)
{
	const char *const words[] = {"mrz", "--on=2025-01-01", NULL};
	struct buf out = {0}, err = {0};
	size_t n = 0;

	OK(run_program(program, words, in, &out, &err) == 0 && err.n == 0);
	for (const char *from = out.p, *end = out.p + out.n; from < end;) {
		const char *nl = memchr(from, '\n', (size_t)(end - from));
		json_t *v = json_read_in(a, (struct str){from, (size_t)(nl - from)}, NULL);

		if (n < max)
			answers[n] = v;
		n++;
		from = nl + 1;
	}
	buf_free(&out);
	buf_free(&err);
	return n;
}

static bool error_is(const json_t *v, const char *field, const char *word)
{
	const json_t *e = json_array_get(json_object_get(v, "errors"), 0);

	return !json_get_bool(v, "ok") && !json_get_bool(v, "accept") &&
	       str_is(json_get_str(e, "field"), field) && str_is(json_get_str(e, "error"), word);
}

static void good(struct arena *a)
{
	json_t *v[4] = {NULL};
	const json_t *fields;

	OK(run(a,
	       STR("{\"id\":\"a\",\"lines\":[\"" P1 "\",\"" P2 "\"]}\n"
		   "{\"id\":2,\"lines\":\"" P1 "\\r" P2 "\\r\"}\n"
		   "{\"lines\":\"" P1 P2 "\"}\n"
		   "{\"id\":4,\"lines\":[\"" P1
		   "\",\"L898902C36UTO74O8122F1204159ZE184226B<<<<<10\"]}"),
	       v, 4) == 4);
	for (int i = 0; i < 4; i++) {
		fields = json_object_get(v[i], "fields");
		OK(json_get_bool(v[i], "ok") && json_get_bool(v[i], "accept") == (i < 3));
		OK(str_is(json_get_str(fields, "document_number"), "L898902C3"));
		OK(str_is(json_get_str(fields, "birth_date"), "1974-08-12"));
	}
	OK(str_is(json_get_str(v[0], "id"), "a") && json_get_int(v[1], "id", 0) == 2 &&
	    json_object_get(v[2], "id") == NULL);
	OK(json_array_size(json_object_get(v[3], "repaired")) == 1);
}

static void bad(struct arena *a)
{
	json_t *v[9] = {NULL};

	OK(run(a,
	       STR("\n{\n[]\n{\"id\":7}\n{\"lines\":5}\n{\"lines\":[5]}\n{\"lines\":[]}\n"
		   "{\"lines\":\"\xff\"}\n{\"id\":9,\"lines\":[\"" P1 "\",\"" P2 "\"]}\n"),
	       v, 9) == 9);
	OK(error_is(v[0], "", "bad-json") && error_is(v[1], "", "bad-json"));
	OK(error_is(v[2], "", "not-object"));
	OK(error_is(v[3], "lines", "missing") && json_get_int(v[3], "id", 0) == 7);
	OK(error_is(v[4], "lines", "not-list") && error_is(v[5], "lines", "not-text"));
	OK(error_is(v[6], "lines", "format"));
	OK(error_is(v[7], "", "bad-utf8"));
	OK(json_get_bool(v[8], "ok"));
}

/* The day decides the century. */
static void on_a_day(void)
{
	const char *const words[] = {"mrz", "--on=1990-01-01", NULL};
	const char *const wrong[] = {"mrz", "--on=yesterday", NULL};
	struct buf out = {0}, err = {0};

	OK(run_program(program, words, STR("{\"lines\":[\"" P1 "\",\"" P2 "\"]}"), &out, &err) ==
	    0);
	buf_char(&out, '\0');
	OK(strstr(out.p, "\"expiry_date\":\"2012-04-15\"") != NULL);
	buf_clear(&out);
	OK(run_program(program, wrong, STR(""), &out, &err) == 2 && out.n == 0 && err.n > 0);
	buf_free(&out);
	buf_free(&err);
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	json_t *none = NULL;

	program = argc > 1 ? argv[1] : "mekenjai";
	OK(run(&a, STR(""), &none, 1) == 0);
	good(&a);
	bad(&a);
	on_a_day();
	arena_free(&a);
	return t_done();
}
