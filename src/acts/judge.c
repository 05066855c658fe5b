/* The rules, asked about gathered facts. */
#include "task.h"

#include <string.h>

bool task_judge(struct task *t, json_t *facts, const json_t *cleared, const char *prefix, json_t **verdict)
{
	enum rules_mode mode = t->env->preview ? RULES_DRAFT : RULES_WHOLE;
	struct issues *l = ARENA_NEW(t->a, struct issues);
	struct facts *f = ARENA_NEW(t->a, struct facts);
	struct verdict *v = ARENA_NEW(t->a, struct verdict);
	struct buf b = {0};

	l->arena = t->a;
	*verdict = NULL;
	if (!rules_parse(t->env->pack, facts, mode, f, l)) {
		task_bad_under(t, prefix, l);
		return false;
	}
	if (t->env->preview)
		rules_draft(t->env->pack, f, l, v);
	else
		rules_decide(t->env->pack, f, v);
	for (size_t i = 0; i < json_array_size(cleared); i++)
		verdict_drop(v, str_of(json_string_value(json_array_get(cleared, i))));
	verdict_write(&b, v, t->env->words, NULL);
	*verdict = json_read_in(t->a, buf_text(&b), t->e);
	buf_free(&b);
	return *verdict != NULL;
}

unsigned reason_waits(struct str code)
{
	if (str_is(code, "wanted-match"))
		return WAITS_DUTY;
	if (str_is(code, "screening-not-done"))
		return WAITS_SCREENING;
	if (str_is(code, "identity-not-established"))
		return WAITS_OFFICER;
	return WAITS_SENIOR;
}

json_t *verdict_reviews(struct arena *a, const json_t *verdict, unsigned *waits)
{
	const json_t *reasons = json_object_get(verdict, "reasons");
	json_t *codes = json_keep(a, json_array());

	*waits = 0;
	for (size_t i = 0; i < json_array_size(reasons); i++) {
		const json_t *r = json_array_get(reasons, i);

		if (!str_is(json_get_str(r, "effect"), "review"))
			continue;
		(void)json_array_append_new(codes, json_text(json_get_str(r, "code")));
		*waits |= reason_waits(json_get_str(r, "code"));
	}
	return codes;
}

/* ---- what not everybody may see ---- */

bool role_sees_screening(unsigned role)
{
	return (role & (ROLE_DUTY | ROLE_AUDITOR | ROLE_OWNER)) != 0;
}

static bool is_screening(const json_t *reason)
{
	struct str code = json_get_str(reason, "code");

	return str_is(code, "wanted-match") || str_is(code, "screening-not-done");
}

static void mask_reasons(json_t *reasons)
{
	bool pending = false;

	for (size_t i = 0; i < json_array_size(reasons);) {
		json_t *r = json_array_get(reasons, i);

		if (!is_screening(r)) {
			i++;
		} else if (pending || !str_is(json_get_str(r, "effect"), "review")) {
			(void)json_array_remove(reasons, i);
		} else {
			(void)json_array_set_new(reasons, i++,
			    json_pack("{s:s,s:s,s:s}", "point", "17", "code", "check-pending", "effect", "review"));
			pending = true;
		}
	}
}

void answer_mask(json_t *answer, unsigned role)
{
	json_t *list = json_object_get(answer, "verdicts");

	if (role_sees_screening(role))
		return;
	mask_reasons(json_object_get(answer, "reasons"));
	for (size_t i = 0; i < json_array_size(list); i++)
		mask_reasons(json_object_get(json_array_get(list, i), "reasons"));
}
