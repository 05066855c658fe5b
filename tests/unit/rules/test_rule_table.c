/* The table itself: order, codes, and that nothing that is needed goes unread. */
#include "rules_t.h"

static void order_and_codes(void)
{
	for (size_t i = 0; i < rules_n; i++) {
		const struct rule *r = &rules[i];

		OK(i == 0 || r->point >= r[-1].point);
		OK(r->point >= 1 && r->point <= 21 && r->acts != 0 && r->reads != 0 &&
		    r->when[0] != '\0');
		OK(rule_code_known(str_of(r->code)));
		for (size_t k = 0; k < i;
		     k++) /* a code once for an act: a reason stands once in a verdict */
			OK(strcmp(rules[k].code, r->code) != 0 || (rules[k].acts & r->acts) == 0);
		for (int act = 0; act < ACT__MAX; act++)
			if ((r->acts & ACT_BIT(act)) != 0)
				OK(rule_find((enum ruled_act)act, str_of(r->code)) == r);
	}
	OK(!rule_code_known(STR("no-such-rule")) && !rule_code_known(STR("")));
	OK(rule_find(ACT_ANNUL, STR("outside-city")) == NULL);
}

/* A draft without a needed field must be open: some rule of the act reads it. */
static void all_needed_is_read(void)
{
	for (int act = 0; act < ACT__MAX; act++) {
		uint64_t read = 0;

		for (size_t i = 0; i < rules_n; i++)
			if ((rules[i].acts & ACT_BIT(act)) != 0)
				read |= rule_reads(&rules[i], (enum ruled_act)act);
		for (int id = 0; id < F__MAX; id++) {
			bool needed = (fields[id].needed & ACT_BIT(act)) != 0;

			if (needed && (read & UINT64_C(1) << id) == 0)
				note(fields[id].path);
			OK(!needed || (read & UINT64_C(1) << id) != 0);
		}
	}
}

/* A rule reads only what its acts have. */
static void only_own_fields(void)
{
	for (size_t i = 0; i < rules_n; i++)
		for (int id = 0; id < F__MAX; id++)
			if ((rules[i].reads & UINT64_C(1) << id) != 0)
				OK((rules[i].acts & ~fields[id].acts) == 0);
}

int main(void)
{
	struct arena a = {0};

	order_and_codes();
	all_needed_is_read();
	only_own_fields();
	OK(str_is(rule_text_key(&a, &rules[0]), "reason.outside-city"));
	arena_free(&a);
	return t_done();
}
