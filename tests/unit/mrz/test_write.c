/* mrz: a document as JSON. */
#include "json.h"
#include "mrz.h"
#include "t.h"

static json_t *written(struct arena *a, const char *text)
{
	struct mrz_lines in;
	struct mrz_document d;
	struct buf b = {0};
	json_t *v;

	(void)mrz_normalise(str_of(text), &in);
	mrz_read(&in, date_from_civil(2025, 1, 1), &d);
	buf_char(&b, '{');
	mrz_write(&b, &d);
	buf_char(&b, '}');
	v = json_read_in(a, buf_text(&b), NULL);
	buf_free(&b);
	return v;
}

static bool text_is(const json_t *v, const char *object, const char *key, const char *want)
{
	return str_is(json_get_str(json_object_get(v, object), key), want);
}

int main(void)
{
	struct arena a = {0};
	struct buf b = {0};
	const json_t *v = written(&a, "P<UTOER1KSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
				      "L898902C36UTO7408122F1204159ZE184226B<<<<<10");
	const json_t *r = json_array_get(json_object_get(v, "repaired"), 0);

	OK(json_get_bool(v, "ok") && !json_get_bool(v, "accept"));
	OK(str_is(json_get_str(v, "format"), "TD3"));
	OK(json_array_size(json_object_get(v, "lines")) == 2);
	OK(text_is(v, "fields", "birth_date", "1974-08-12") && text_is(v, "fields", "sex", "F"));
	OK(text_is(v, "fields", "surname", "ERIKSSON") &&
	    text_is(v, "verdicts", "surname", "repaired"));
	OK(text_is(v, "verdicts", "birth_date", "ok"));
	OK(json_is_true(json_object_get(json_object_get(v, "checks"), "composite")));
	OK(json_get_int(r, "line", -1) == 0 && json_get_int(r, "column", -1) == 7);
	OK(str_is(json_get_str(r, "from"), "1") && str_is(json_get_str(r, "to"), "I"));
	OK(json_is_number(json_object_get(v, "confidence")));
	v = written(&a, "PNRUSUTKIN<<IL98<UR9EVI3<<<<<<<<<<<<<<<<<<<<\n"
			"4511234569RUS8504124M<<<<<<<4150317770099<50");
	OK(text_is(v, "national", "surname", "УТКИН") &&
	    text_is(v, "fields", "expiry_date", "0000-00-00"));
	v = written(&a, "nothing");
	OK(json_is_null(json_object_get(v, "format")) && !json_get_bool(v, "ok"));
	mrz_write_nothing(&b, "lines", mrz_problem_word(MRZ_P_NOTHING));
	OK(strstr(arena_z(&a, buf_text(&b)),
	       "\"errors\":[{\"field\":\"lines\",\"error\":\"nothing-found\"}]") != NULL);
	buf_free(&b);
	arena_free(&a);
	return t_done();
}
