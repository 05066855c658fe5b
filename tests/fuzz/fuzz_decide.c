/*
 * Any line gets an answer: one JSON object whose outcome is the strongest of its
 * reasons, these in the order of the points and none twice; a draft of the same
 * request does not contradict it.
 */
#include "rules.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const char *const strength[] = {"note", "not_required", "review", "refuse"};

static int strength_of(struct str effect)
{
	for (int i = 0; i < (int)ARRAY_LEN(strength); i++)
		if (str_is(effect, strength[i]))
			return i;
	abort();
}

static void check_reasons(const json_t *v)
{
	const json_t *reasons = json_object_get(v, "reasons");
	struct str outcome = json_get_str(v, "outcome");
	int strongest = 0;
	long last = 0;

	for (size_t i = 0; i < json_array_size(reasons); i++) {
		const json_t *r = json_array_get(reasons, i);
		long point = strtol(json_get_str(r, "point").p, NULL, 10);
		int effect = strength_of(json_get_str(r, "effect"));

		assert(point >= last && point >= 1 && point <= 21);
		last = point;
		strongest = effect > strongest ? effect : strongest;
		for (size_t k = 0; k < i; k++)
			assert(!str_eq(json_get_str(json_array_get(reasons, k), "code"),
			    json_get_str(r, "code")));
	}
	assert(str_is(outcome, strongest == 0 ? "grant" : strength[strongest]));
}

static void check_draft(const struct pack *pack, const json_t *request, struct str whole)
{
	struct arena a = {0};
	struct buf b = {0};
	struct verdict v;

	rules_answer(pack, request, RULES_DRAFT, NULL, &a, &b, &v);
	if (str_is(whole, "invalid"))
		assert(v.outcome == OUTCOME_OPEN || v.outcome == OUTCOME_REFUSE);
	else
		assert(v.open_n == 0 && str_is(whole, outcome_word(v.outcome)));
	buf_free(&b);
	arena_free(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct pack *pack; /* libFuzzer calls from one thread */
	struct arena a = {0};
	struct buf out = {0};
	json_t *request = json_read((struct str){(const char *)data, n}, NULL);
	json_t *v;
	struct str outcome;

	if (pack == NULL)
		pack = pack_builtin();
	assert(rules_answer_line(pack, (struct str){(const char *)data, n}, NULL, &a, &out) ==
	       json_is_object(request));
	v = json_read(buf_text(&out), NULL);
	assert(json_is_object(v));
	outcome = json_get_str(v, "outcome");
	if (str_is(outcome, "invalid")) {
		assert(json_array_size(json_object_get(v, "errors")) > 0);
		assert(json_array_size(json_object_get(v, "reasons")) == 0);
	} else {
		check_reasons(v);
	}
	if (json_is_object(request)) {
		json_t *id = json_object_get(request, "id");

		assert(id == NULL ? json_object_get(v, "id") == NULL
				  : json_equal(id, json_object_get(v, "id")));
		check_draft(pack, request, outcome);
	}
	json_decref(v);
	json_decref(request);
	buf_free(&out);
	arena_free(&a);
	return 0;
}
