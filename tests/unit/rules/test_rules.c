/* Whole judgements: the requests of decide-cases.ndjson with what they lead to. */
#include "rules_t.h"

/* Is one of the faulty fields, or something inside it, among the errors? */
static bool names_faulty(const json_t *verdict, const json_t *faulty)
{
	const json_t *errors = json_object_get(verdict, "errors");

	for (size_t i = 0; i < json_array_size(errors); i++) {
		struct str field = json_get_str(json_array_get(errors, i), "field");

		for (size_t k = 0; k < json_array_size(faulty); k++) {
			const char *want = json_string_value(json_array_get(faulty, k));
			size_t n = strlen(want);

			if (str_starts(field, want) && (field.n == n || field.p[n] == '.'))
				return true;
		}
	}
	return false;
}

/* The reasons, without order: the cases give them sorted by code. */
static bool same_reasons(const json_t *got, const json_t *want)
{
	size_t n = json_array_size(want);

	if (json_array_size(got) != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		const json_t *w = json_array_get(want, i);
		size_t found = 0;

		for (size_t k = 0; k < n; k++) {
			const json_t *g = json_array_get(got, k);

			found += str_eq(json_get_str(g, "code"), json_get_str(w, "code")) &&
				 str_eq(json_get_str(g, "effect"), json_get_str(w, "effect"));
		}
		if (found != 1)
			return false;
	}
	return true;
}

static bool same_points(const json_t *got, const json_t *want)
{
	for (size_t i = 0; i < json_array_size(want); i++)
		if (strtoll(json_get_str(json_array_get(got, i), "point").p, NULL, 10) !=
		    json_integer_value(json_array_get(want, i)))
			return false;
	return json_array_size(got) == json_array_size(want);
}

static bool same_field(const json_t *got, const json_t *want, const char *key)
{
	json_t *g = json_object_get(got, key);
	json_t *w = json_object_get(want, key);

	return (g == NULL && w == NULL) || (g != NULL && w != NULL && json_equal(g, w));
}

static bool as_expected(const json_t *request, const json_t *got, const json_t *want)
{
	static const char *const keys[] = {"due", "late", "exempt_until", "granted_until", "area"};

	if (!same_field(got, request, "id") || !same_field(got, want, "outcome"))
		return false;
	if (str_is(json_get_str(want, "outcome"), "invalid"))
		return names_faulty(got, json_object_get(want, "faulty"));
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (!same_field(got, want, keys[i]))
			return false;
	return same_reasons(json_object_get(got, "reasons"), json_object_get(want, "reasons")) &&
	       same_points(json_object_get(got, "reasons"), json_object_get(want, "points"));
}

static void cases(const struct pack *pack, const char *folder)
{
	struct buf b = {0};
	struct str all = slurp(&b, folder, "decide-cases.ndjson");
	struct str line;
	size_t n = 0;

	while (next_line(&all, &line)) {
		struct arena a = {0};
		struct buf out = {0};
		json_t *c = json_read(line, NULL);
		json_t *request = json_object_get(c, "request");
		json_t *got;

		OK(rules_answer_line(pack, json_canonical(&a, request), NULL, &a, &out));
		got = json_read(buf_text(&out), NULL);
		if (!as_expected(request, got, json_object_get(c, "verdict")))
			note(
			    arena_printf(&a, "%.*s -> %.*s", STR_FMT(line), STR_FMT(buf_text(&out)))
				.p);
		OK(as_expected(request, got, json_object_get(c, "verdict")));
		n++;
		json_decref(got);
		json_decref(c);
		buf_free(&out);
		arena_free(&a);
	}
	OK(n >= 300);
	buf_free(&b);
}

/* Clearing takes out reviews alone, and the outcome is combined anew. */
static void clearing(const struct pack *pack, const char *folder)
{
	struct buf b = {0};
	struct str all = slurp(&b, folder, "ordinary.ndjson");
	struct str line = {"", 0};
	struct arena a = {0};
	struct verdict v;
	json_t *o;

	OK(next_line(&all, &line) && next_line(&all, &line)); /* register_temporary */
	o = json_read(line, NULL);
	put_at(o, STR("screening"), json_string("hit"));
	put_at(o, STR("basis.until"), json_string("2015-08-01"));
	OK(judge(pack, o, &a, &v) && v.outcome == OUTCOME_REVIEW && v.n == 2);
	OK(verdict_granted_until(&v) != DAY_NONE);
	verdict_drop(&v, STR("wanted-match"));
	OK(v.outcome == OUTCOME_REVIEW && v.n == 1 && !verdict_has(&v, "wanted-match"));
	verdict_drop(&v, STR("basis-shorter-than-term"));
	OK(v.outcome == OUTCOME_GRANT && v.n == 0 && verdict_granted_until(&v) != DAY_NONE);

	put_at(o, STR("dwelling.within_city"), json_false());
	OK(judge(pack, o, &a, &v) && v.outcome == OUTCOME_REFUSE);
	verdict_drop(&v, STR("outside-city")); /* a refusal is not cleared */
	verdict_drop(&v, STR("wanted-match"));
	OK(v.outcome == OUTCOME_REFUSE && verdict_has(&v, "outside-city") &&
	    verdict_granted_until(&v) == DAY_NONE);
	json_decref(o);
	buf_free(&b);
	arena_free(&a);
}

int main(int argc, char **argv)
{
	struct pack *pack = pack_builtin();
	const char *folder = argc > 1 ? argv[1] : ".";

	cases(pack, folder);
	clearing(pack, folder);
	pack_free(pack);
	return t_done();
}
