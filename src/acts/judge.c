/* The rules, asked about gathered facts. */
#include "task.h"

#include <string.h>

/* Facts that the register gives: where one is missing, what it would have been looked up by is
 * wrong, and has been named. */
static bool given_by_register(const struct task *t, const struct issue *i)
{
	static const char *const names[] = {"person", "dwelling", "registered_here", "term_until",
	    "target", "authority.unit", "current_until", "live",
	    /* from here on: of a stay */
	    "entry_date", "document", "visa"};
	size_t n = str_is(t->kind, "extend_stay") ? ARRAY_LEN(names) : ARRAY_LEN(names) - 3;

	if (str_is(t->kind, "register_foreigner") &&
	    (str_starts(i->field, "document.") || str_starts(i->field, "person.") ||
		str_is(i->field, "identification")))
		return i->problem == PROBLEM_MISSING && t->bad->n > 0;
	for (size_t k = 0; k < n; k++)
		if (str_is(i->field, names[k]))
			return i->problem == PROBLEM_MISSING;
	return false;
}

static void name_faults(struct task *t, const struct issues *l)
{
	for (const struct issue *i = l->first; i != NULL; i = i->next)
		if (t->bad->n == 0 || !given_by_register(t, i))
			task_bad(t, arena_z(t->a, i->field), i->problem, i->arg);
}

/* Facts in, verdict out as JSON, without the reasons that were cleared; NULL with issues. */
static json_t *judge(const struct pack *pack, enum rules_mode mode, const json_t *facts,
    const json_t *cleared, struct issues *l, struct err *e)
{
	struct facts *f = ARENA_NEW(l->arena, struct facts);
	struct verdict *v = ARENA_NEW(l->arena, struct verdict);
	struct buf b = {0};
	json_t *verdict;

	if (!rules_parse(pack, facts, mode, f, l))
		return NULL;
	if (mode == RULES_DRAFT)
		rules_draft(pack, f, NULL, v);
	else
		rules_decide(pack, f, v);
	for (size_t i = 0; i < json_array_size(cleared); i++)
		verdict_drop(v, str_of(json_string_value(json_array_get(cleared, i))));
	verdict_write(&b, v, NULL, NULL);
	verdict = json_read_in(l->arena, buf_text(&b), e);
	buf_free(&b);
	return verdict;
}

bool task_judge(struct task *t, json_t *facts, const json_t *cleared, json_t **verdict)
{
	struct issues *l = ARENA_NEW(t->a, struct issues);

	l->arena = t->a;
	*verdict = judge(
	    t->env->pack, t->env->preview ? RULES_DRAFT : RULES_WHOLE, facts, cleared, l, t->e);
	name_faults(t, l); /* of a draft, too */
	return *verdict != NULL;
}

/* What decide.md section 1 gives a verdict; an act's may carry more, such as what an annulment restores. */
static bool same_verdict(const json_t *x, const json_t *y)
{
	static const char *const said[] = {"outcome", "reasons", "due", "late", "exempt_until",
	    "granted_until", "area", "pack", "errors"};

	for (size_t i = 0; i < ARRAY_LEN(said); i++) {
		const json_t *a = json_object_get(x, said[i]), *b = json_object_get(y, said[i]);

		if ((a == NULL) != (b == NULL) || (a != NULL && !json_equal(a, b)))
			return false;
	}
	return true;
}

enum rejudged acts_rejudge(const struct pack *pack, struct arena *a, const struct act *act,
    json_t **now, const json_t **then)
{
	const json_t *facts = json_object_get(act->text, "facts");
	struct issues l = {.arena = a};

	*now = NULL;
	*then = json_object_get(act->text, "verdict");
	if (*then == NULL)
		*then = json_object_get(act->body, "verdict");
	if (facts == NULL || *then == NULL)
		return REJUDGED_NONE;
	*now = judge(pack, RULES_WHOLE, facts, json_object_get(act->text, "cleared"), &l, NULL);
	if (*now == NULL) {
		*now = json_keep(a, json_pack("{s:s, s:o}", "outcome", "invalid", "errors",
					json_incref(issues_json(a, &l, NULL))));
		return REJUDGED_DIFFERS;
	}
	return same_verdict(*now, *then) ? REJUDGED_SAME : REJUDGED_DIFFERS;
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

/* ---- what a decision leaves behind ---- */

void task_decided(const struct task *t, struct act *act, const struct decided *d)
{
	json_put(act->body, "pack", json_text(hash_hex(t->a, hash_str(&t->env->pack->hash))));
	if (d->verdict != NULL) {
		json_t *masked = json_deep_copy(d->verdict);

		answer_mask(masked, ROLE_OFFICER);
		json_put(act->body, "verdict", masked);
	}
	json_put(act->text, "request", shared(d->request));
	json_put(act->text, "facts", shared(d->facts));
	json_put(act->text, "verdict", shared(d->verdict));
	json_put(act->text, "cleared", shared(d->cleared));
	json_put(act->text, "screening", shared(d->screening));
	json_put(act->text, "claimed", shared(d->claimed));
	if (d->applicant.n > 0)
		json_put(act->text, "applicant", json_text(d->applicant));
}

void task_case(const struct task *t, struct act *act, json_t *effect, const json_t *verdict,
    int64_t family, json_t *answer)
{
	unsigned waits;
	json_t *codes = verdict_reviews(t->a, verdict, &waits);
	struct str id = task_new_id(t, 'C');
	json_t *o = json_object(), *text = json_object();

	json_put(o, "id", json_text(id));
	json_put(o, "family", json_integer(family));
	json_put(effect, "case", o);
	json_put(text, "reasons", shared(codes));
	json_put(text, "waits", json_integer(waits));
	json_put(act->text, "case", text);
	json_put(answer, "case", json_text(id));
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
			    json_pack("{s:s,s:s,s:s}", "point", "17", "code", "check-pending",
				"effect", "review"));
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
