/* The rule table (rules.def) as an array, and looking rows up in it. */
#include "rules_impl.h"

#include "act_letters.h"

#define GATED  true
#define ALWAYS false

#define ROW(point_, code_, acts_, effect_, gated_, fires_, reads_, when_)                \
	.point = (point_), .code = (code_), .acts = (acts_), .effect = EFFECT_##effect_, \
	.gated = (gated_), .fires = (fires_), .reads = (reads_), .when = (when_)

const struct rule rules[] = {
#define RULE(...)      {ROW(__VA_ARGS__)},
#define RULE_NORM(...) {ROW(__VA_ARGS__), .softer = early_release, .softened = EFFECT_REVIEW},
#include "rules.def"
#undef RULE
#undef RULE_NORM
};
const size_t rules_n = ARRAY_LEN(rules);
_Static_assert(ARRAY_LEN(rules) <= RULES_MAX, "tables beside this one must have room");

const struct rule *rule_find(enum ruled_act act, struct str code)
{
	for (size_t i = 0; i < rules_n; i++)
		if ((rules[i].acts & ACT_BIT(act)) != 0 && str_is(code, rules[i].code))
			return &rules[i];
	return NULL;
}

bool rule_code_known(struct str code)
{
	for (size_t i = 0; i < rules_n; i++)
		if (str_is(code, rules[i].code))
			return true;
	return false;
}

struct str rule_text_key(struct arena *a, const struct rule *rule)
{
	return arena_printf(a, "reason.%s", rule->code);
}

uint64_t rule_reads(const struct rule *rule, enum ruled_act act)
{
	uint64_t gate = 0;

	if (rule->gated && act == ACT_REGISTER_TEMPORARY)
		gate = F_BIT(TERM_FROM) | F_BIT(TERM_END) | F_BIT(DATE);
	else if (rule->gated && act == ACT_REGISTER_FOREIGNER)
		gate = READS_EXEMPTION | F_BIT(STAY_UNTIL);
	return rule->reads | gate;
}
