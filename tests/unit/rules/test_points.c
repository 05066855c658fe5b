/* The points of fields: every fact has an answer, and the answer is what the rule table says. */
#include "rules_t.h"

static bool has_point(struct str field, enum ruled_act act, int point)
{
	return rules_field_point(act, field) == point;
}

/* Does some rule of this act at this point look at the field? */
static bool read_at(int id, enum ruled_act act, int point)
{
	for (size_t i = 0; i < rules_n; i++)
		if (rules[i].point == point && (rules[i].acts & ACT_BIT(act)) != 0 &&
		    (rule_reads(&rules[i], act) & UINT64_C(1) << id) != 0)
			return true;
	return false;
}

/* How many points of this act look at the field? */
static int points_reading(int id, enum ruled_act act)
{
	int n = 0;

	for (int point = 1; point <= 21; point++)
		n += read_at(id, act, point);
	return n;
}

/* A point that is given is one whose rules look at the field; where one alone does, it is given. */
static void every_field(void)
{
	for (int id = 0; id < F__MAX; id++)
		for (int a = 0; a < ACT__MAX; a++) {
			enum ruled_act act = (enum ruled_act)a;
			struct str path = str_of(fields[id].path);
			bool listed;
			int point = 0;

			if ((fields[id].acts & ACT_BIT(act)) == 0)
				continue;
			listed = rules_field_listed(act, path, &point);
			if (!listed || (point != 0 && !read_at(id, act, point)) ||
			    (point == 0 && points_reading(id, act) == 1))
				note(fields[id].path);
			OK(listed);
			OK(point == 0 || read_at(id, act, point));
			OK(point != 0 || points_reading(id, act) != 1);
		}
}

static void every_object(void)
{
	for (int id = IN_ROOT + 1; id < IN__MAX; id++)
		for (int act = 0; act < ACT__MAX; act++) {
			int point;

			OK((objects[id].acts & ACT_BIT(act)) == 0 ||
			    rules_field_listed(
				(enum ruled_act)act, str_of(objects[id].path), &point));
		}
}

int main(void)
{
	every_field();
	every_object();
	OK(has_point(STR("basis"), ACT_REGISTER_PERMANENT, 7));
	OK(has_point(STR("basis.until"), ACT_REGISTER_TEMPORARY, 7));
	OK(has_point(STR("consents.0.given_on"), ACT_REGISTER_PERMANENT, 7));
	OK(has_point(STR("consents.0.given_on"), ACT_DEREGISTER, 13));
	OK(has_point(STR("dwelling.total_area"), ACT_REGISTER_PERMANENT, 12));
	OK(has_point(STR("applicant.capacity"), ACT_REGISTER_PERMANENT, 10));
	OK(has_point(STR("applicant.co_owners"), ACT_DEREGISTER, 13));
	OK(has_point(STR("ground"), ACT_DEREGISTER, 3));
	OK(has_point(STR("ground"), ACT_EXTEND_STAY, 19));
	OK(has_point(STR("term.from"), ACT_REGISTER_TEMPORARY, 4));
	OK(has_point(STR("violation"), ACT_ANNUL, 20));
	/* another act's field, a longer word, a part of the form, nothing at all */
	OK(has_point(STR("term.from"), ACT_REGISTER_PERMANENT, 0));
	OK(has_point(STR("basisx"), ACT_REGISTER_PERMANENT, 0));
	OK(has_point(STR("date"), ACT_REGISTER_PERMANENT, 0));
	OK(has_point(STR("key"), ACT_REGISTER_PERMANENT, 0));
	OK(has_point(STR(""), ACT_REGISTER_PERMANENT, 0));
	return t_done();
}
