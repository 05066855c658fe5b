/* Judging: every row of the table, then the strongest effect. */
#include "rules_impl.h"

#include <assert.h>
#include <string.h>

const char *effect_word(enum effect e)
{
	static const char *const words[EFFECT__MAX] = {
	    [EFFECT_NOTE] = "note",
	    [EFFECT_NOT_REQUIRED] = "not_required",
	    [EFFECT_REVIEW] = "review",
	    [EFFECT_REFUSE] = "refuse",
	};

	return words[e];
}

const char *outcome_word(enum outcome o)
{
	static const char *const words[OUTCOME__MAX] = {
	    [OUTCOME_GRANT] = "grant",
	    [OUTCOME_NOT_REQUIRED] = "not_required",
	    [OUTCOME_REVIEW] = "review",
	    [OUTCOME_REFUSE] = "refuse",
	    [OUTCOME_OPEN] = "open",
	    [OUTCOME_INVALID] = "invalid",
	};

	return words[o];
}

int64_t judge_value(const struct judge *j, enum parameter p)
{
	return pack_value(j->pack, p, j->f->date)->value;
}

struct footing judge_footing(const struct judge *j, const struct rule *rule)
{
	struct footing own = j->pack->by_rule[rule - rules];

	if (rule->effect == EFFECT_NOT_REQUIRED && j->exempt) {
		const struct footing *row = &j->exemption->footing;

		return row->source.n > 0 || row->confidence != CONFIDENCE_TEXT ? *row : own;
	}
	if (j->limit != NULL &&
	    (rule->fires == extension_capped || rule->fires == nothing_to_extend))
		return j->limit->footing;
	return own;
}

static void speak(struct verdict *v, const struct judge *j, const struct rule *r)
{
	enum effect effect = r->softer != NULL && r->softer(j) ? r->softened : r->effect;

	assert(v->n < VERDICT_MAX);
	v->found[v->n++] =
	    (struct finding){.rule = r, .effect = effect, .footing = judge_footing(j, r)};
}

static void still_open(struct verdict *v, int point, uint64_t needs)
{
	if (v->open_n == 0 || v->open[v->open_n - 1].point != point) {
		assert(v->open_n < VERDICT_MAX);
		v->open[v->open_n++].point = point;
	}
	v->open[v->open_n - 1].needs |= needs;
}

/* The strongest effect present; a draft is open unless something refuses already. */
static void combine(struct verdict *v)
{
	enum effect strongest = EFFECT_NOTE;

	for (size_t i = 0; i < v->n; i++)
		if (v->found[i].effect > strongest)
			strongest = v->found[i].effect;
	v->outcome = (enum outcome)strongest;
	if (v->draft && v->outcome != OUTCOME_REFUSE &&
	    (v->open_n > 0 || (v->errors != NULL && v->errors->n > 0)))
		v->outcome = OUTCOME_OPEN;
}
_Static_assert((int)EFFECT_NOTE == (int)OUTCOME_GRANT && (int)EFFECT_REFUSE == (int)OUTCOME_REFUSE,
    "an outcome is the strongest effect");

/* Fields of the verdict stand where all that they are made from is known. */
static bool known(const struct judge *j, uint64_t reads)
{
	return (j->f->unknown & reads) == 0;
}

static void say_area(struct verdict *v, const struct judge *j)
{
	const struct facts *f = j->f;
	uint64_t reads = F_BIT(FUND) | F_BIT(USEFUL_AREA) | F_BIT(TOTAL_AREA) | READS_PERSONS;

	if (f->act == ACT_REGISTER_TEMPORARY)
		reads |= F_BIT(TERM_FROM) | F_BIT(TERM_END);
	if (!known(j, reads) || j->gate || !j->norm_fund ||
	    (f->dwelling.useful_area == 0 && f->dwelling.total_area == 0))
		return;
	v->has_area = true;
	v->area.total = f->dwelling.useful_area == 0;
	v->area.area = v->area.total ? f->dwelling.total_area : f->dwelling.useful_area;
	v->area.persons = j->persons;
	v->area.norm = j->norm;
	v->area.per_person = v->area.area / j->persons;
}

static void say_foreigner(struct verdict *v, const struct judge *j)
{
	if (!known(j, READS_EXEMPTION | F_BIT(STAY_UNTIL)))
		return;
	v->has_late = true;
	v->late = late(j);
	v->has_exempt = j->exemption != NULL;
	v->exempt_until = j->exempt_until;
	v->has_due = j->exemption == NULL || j->exempt_until != DAY_NONE;
	v->due = j->exemption == NULL ? j->deadline : j->exempt_until;
}

static void judge_all(const struct pack *pack, const struct facts *f, struct verdict *v)
{
	struct judge j;

	judge_start(&j, pack, f);
	for (size_t i = 0; i < rules_n; i++) {
		const struct rule *r = &rules[i];
		uint64_t unknown;

		if ((r->acts & ACT_BIT(f->act)) == 0)
			continue;
		unknown = f->unknown == 0 ? 0 : rule_reads(r, f->act) & f->unknown;
		if (unknown != 0)
			still_open(v, r->point, unknown);
		else if (!(r->gated && j.gate) && r->fires(&j))
			speak(v, &j, r);
	}
	if (f->act == ACT_REGISTER_PERMANENT || f->act == ACT_REGISTER_TEMPORARY)
		say_area(v, &j);
	if (f->act == ACT_REGISTER_FOREIGNER)
		say_foreigner(v, &j);
	v->granted_until = j.gate ? DAY_NONE : j.granted_until;
	v->has_pack = known(&j, F_BIT(DATE));
	v->pack = pack->name;
	v->in_force = v->has_pack && pack_in_force(pack, f->date);
}

static void verdict_start(struct verdict *v)
{
	/* the two lists are long and are filled from the front: not cleared */
	v->n = v->open_n = 0;
	v->draft = v->has_due = v->has_late = v->has_exempt = v->has_area = v->has_pack = false;
	v->errors = NULL;
	v->granted_until = DAY_NONE;
}

void rules_decide(const struct pack *pack, const struct facts *f, struct verdict *v)
{
	verdict_start(v);
	judge_all(pack, f, v);
	combine(v);
}

void rules_draft(
    const struct pack *pack, const struct facts *f, const struct issues *l, struct verdict *v)
{
	verdict_start(v);
	memset(v->open, 0, sizeof(v->open));
	v->draft = true;
	v->errors = l;
	judge_all(pack, f, v);
	combine(v);
}

day_t verdict_granted_until(const struct verdict *v)
{
	return v->outcome == OUTCOME_GRANT || v->outcome == OUTCOME_REVIEW ? v->granted_until
									   : DAY_NONE;
}

bool verdict_has(const struct verdict *v, const char *code)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(v->found[i].rule->code, code) == 0)
			return true;
	return false;
}

void verdict_drop(struct verdict *v, struct str code)
{
	size_t kept = 0;

	if (v->outcome == OUTCOME_INVALID)
		return;
	for (size_t i = 0; i < v->n; i++)
		if (v->found[i].effect != EFFECT_REVIEW || !str_is(code, v->found[i].rule->code))
			v->found[kept++] = v->found[i];
	v->n = kept;
	combine(v);
}

void rules_answer(const struct pack *pack, const json_t *request, enum rules_mode mode,
    const struct wording *w, struct arena *a, struct buf *out, struct verdict *v)
{
	struct issues *l = ARENA_NEW(a, struct issues);
	struct facts f;
	bool whole;

	l->arena = a;
	whole = rules_parse(pack, request, mode, &f, l);
	if (whole && mode == RULES_DRAFT) {
		rules_draft(pack, &f, l, v);
	} else if (whole) {
		rules_decide(pack, &f, v);
	} else {
		verdict_start(v);
		v->errors = l;
		v->draft = mode == RULES_DRAFT;
		v->outcome = v->draft ? OUTCOME_OPEN : OUTCOME_INVALID;
	}
	verdict_write(out, v, w, json_object_get(request, "id"));
}
