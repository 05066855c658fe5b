/* What holds for any facts: worse facts, order, strength, drafts, text. */
#include "random_facts.h"

#define ROUNDS 20000

static uint64_t seed = 20140910;
static size_t outcomes[OUTCOME__MAX];

/* A fact that can only speak against the applicant. */
static const struct worse {
	unsigned acts;
	const char *path, *json;
} worse[] = {
    {11, "dwelling.within_city", "false"},
    {3, "person.status", "\"foreigner\""},
    {3, "dwelling.category", "\"shop\""},
    {3, "dwelling.useful_area", "\"0.01\""},
    {3, "dwelling.registered", "100"},
    {3, "newcomers", "50"},
    {3, "basis.kind", "\"none\""},
    {3, "basis.until", "\"2010-01-01\""},
    {3, "basis.consent", "false"},
    {3, "basis.petition", "false"},
    {3, "holder_relation", "\"none\""},
    {3, "release", NULL},
    {1, "current", "\"here\""},
    {15, "screening", "\"hit\""},
    {4, "registered_here", "false"},
    {4, "document", "false"},
    {4, "court_ban", "true"},
    {4, "applicant.ownership_proven", "false"},
    {4, "applicant.co_owners", "\"disagree\""},
    {4, "person.holds_title", "true"},
    {24, "document.expires", "\"2010-01-01\""},
    {8, "identification", "\"unread\""},
    {48, "live", "false"},
    {48, "ground", "\"\""},
    {64, "target.annulled", "true"},
    {64, "target.kind", "\"other\""},
    {64, "target.in_effect", "false"},
    {64, "target.dependents", "7"},
    {64, "authority.superiors", "[]"},
    {64, "court_decision", NULL},
    {64, "violation", "\" \""},
};

static void say(const char *what, const json_t *request)
{
	struct arena a = {0};

	note(arena_printf(&a, "%s: %.*s", what, STR_FMT(json_canonical(&a, request))).p);
	arena_free(&a);
}

/* One property of one request: silent where it holds, so that the log stays short. */
static size_t broken;
static void must(bool holds, const char *what, const json_t *request)
{
	if (holds)
		return;
	broken++;
	say(what, request);
}

static enum effect strongest(const struct verdict *v)
{
	enum effect e = EFFECT_NOTE;

	for (size_t i = 0; i < v->n; i++)
		e = v->found[i].effect > e ? v->found[i].effect : e;
	return e;
}

static void check_shape(const json_t *request, const struct verdict *v)
{
	for (size_t i = 1; i < v->n; i++)
		must(v->found[i].rule > v->found[i - 1].rule &&
			 v->found[i].rule->point >= v->found[i - 1].rule->point,
		    "order", request);
	for (size_t i = 0; i < v->n; i++)
		for (size_t k = 0; k < i; k++)
			must(strcmp(v->found[i].rule->code, v->found[k].rule->code) != 0, "twice",
			    request);
	must((int)v->outcome == (int)strongest(v), "strength", request);
	must(verdict_granted_until(v) == DAY_NONE || v->outcome == OUTCOME_GRANT ||
		 v->outcome == OUTCOME_REVIEW,
	    "granted", request);
}

/* A worse fact never makes the outcome weaker; least of all a refusal a grant. */
static void check_worse(
    const struct pack *pack, const json_t *request, const struct verdict *before)
{
	int act = word_find(WORDS_act, json_get_str(request, "act"));

	for (size_t i = 0; i < ARRAY_LEN(worse); i++) {
		struct arena a = {0};
		struct verdict after;
		json_t *o;

		if ((worse[i].acts & ACT_BIT(act)) == 0)
			continue;
		o = json_deep_copy(request);
		put_at(o, str_of(worse[i].path),
		    worse[i].json != NULL ? json_read(str_of(worse[i].json), NULL) : NULL);
		must(judge(pack, o, &a, &after) && after.outcome >= before->outcome, worse[i].path,
		    request);
		json_decref(o);
		arena_free(&a);
	}
}

/* What is written is JSON, and says what the verdict says. */
static void check_text(const struct pack *pack, const json_t *request, const struct verdict *v)
{
	struct arena a = {0};
	struct buf b = {0};
	struct verdict again;
	json_t *got;
	json_t *reasons;

	rules_answer(pack, request, RULES_WHOLE, NULL, &a, &b, &again);
	got = json_read(buf_text(&b), NULL);
	reasons = json_object_get(got, "reasons");
	must(str_is(json_get_str(got, "outcome"), outcome_word(v->outcome)), "text outcome",
	    request);
	must(json_array_size(reasons) == v->n && again.n == v->n, "text reasons", request);
	for (size_t i = 0; i < json_array_size(reasons) && i < v->n; i++) {
		const json_t *r = json_array_get(reasons, i);

		must(str_is(json_get_str(r, "code"), v->found[i].rule->code) &&
			 str_is(json_get_str(r, "effect"), effect_word(v->found[i].effect)) &&
			 strtoll(json_get_str(r, "point").p, NULL, 10) == v->found[i].rule->point,
		    "text reason", request);
	}
	must(json_get_day(got, "granted_until") == verdict_granted_until(v), "text granted",
	    request);
	must(json_get_day(got, "due") == (v->has_due ? v->due : DAY_NONE), "text due", request);
	must((json_object_get(got, "area") != NULL) == v->has_area, "text area", request);
	must(json_is_object(json_object_get(got, "pack")), "text pack", request);
	json_decref(got);
	buf_free(&b);
	arena_free(&a);
}

/* Every reason of the draft is one of the whole judgement, with the same effect. */
static bool within(const struct verdict *draft, const struct verdict *whole)
{
	for (size_t i = 0; i < draft->n; i++) {
		bool found = false;

		for (size_t k = 0; k < whole->n; k++)
			found = found || (draft->found[i].rule == whole->found[k].rule &&
					     draft->found[i].effect == whole->found[k].effect);
		if (!found)
			return false;
	}
	return true;
}

static uint64_t all_needs(const struct verdict *v)
{
	uint64_t needs = 0;

	for (size_t i = 0; i < v->open_n; i++)
		needs |= v->open[i].needs;
	return needs;
}

/* Leave out needed facts, spoil any: the draft never says what the whole does not. */
static void check_draft(const struct pack *pack, const json_t *request, const struct verdict *whole)
{
	struct arena a = {0};
	struct issues l = {.arena = &a};
	struct facts f;
	struct verdict draft;
	json_t *o = json_deep_copy(request);
	unsigned act = ACT_BIT(word_find(WORDS_act, json_get_str(request, "act")));
	uint64_t hidden = 0;

	for (int id = 0; id < F__MAX; id++) {
		const struct field *d = &fields[id];
		const json_t *in =
		    d->object == IN_ROOT ? o : json_object_get(o, objects[d->object].name);

		if ((d->acts & act) == 0 || json_object_get(in, d->name) == NULL ||
		    lot_below(&seed, 6) != 0)
			continue;
		if (lot_below(&seed, 3) == 0)
			put_at(o, str_of(d->path), json_null());
		else if ((d->needed & act) != 0)
			put_at(o, str_of(d->path), NULL);
		else
			continue;
		hidden |= UINT64_C(1) << id;
	}
	must(rules_parse(pack, o, RULES_DRAFT, &f, &l), "draft parse", o);
	rules_draft(pack, &f, &l, &draft);
	must(within(&draft, whole), "draft says more", o);
	must(draft.outcome != OUTCOME_REFUSE || whole->outcome == OUTCOME_REFUSE, "draft refuses",
	    o);
	must(draft.outcome == OUTCOME_REFUSE || draft.outcome == OUTCOME_OPEN || hidden == 0 ||
		 draft.outcome == whole->outcome,
	    "draft outcome", o);
	must((all_needs(&draft) & ~hidden) == 0, "draft needs what is there", o);
	must(hidden != 0 ||
		 (draft.open_n == 0 && draft.n == whole->n && draft.outcome == whole->outcome),
	    "draft with all facts", o);
	for (size_t i = 1; i < draft.open_n; i++)
		must(draft.open[i].point > draft.open[i - 1].point, "draft order", o);
	json_decref(o);
	arena_free(&a);
}

int main(void)
{
	struct pack *pack = pack_builtin();
	size_t valid = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct arena a = {0};
		struct verdict v;
		json_t *request = random_request(&seed);

		if (judge(pack, request, &a, &v)) {
			valid++;
			outcomes[v.outcome]++;
			check_shape(request, &v);
			check_worse(pack, request, &v);
			check_text(pack, request, &v);
			check_draft(pack, request, &v);
		}
		json_decref(request);
		arena_free(&a);
	}
	OK(broken == 0);
	OK(valid > ROUNDS / 2);
	OK(outcomes[OUTCOME_GRANT] > ROUNDS / 100 && outcomes[OUTCOME_NOT_REQUIRED] > ROUNDS / 100);
	OK(outcomes[OUTCOME_REVIEW] > ROUNDS / 100 && outcomes[OUTCOME_REFUSE] > ROUNDS / 10);
	pack_free(pack);
	return t_done();
}
