/* Reading cases: by id, act, person, dwelling, family; the open ones page by page. */
#include "town.h"
#include "workcase.h"

static struct town t;
static struct db *db;

/* A move of somebody who is looked for: granted only when a case is decided. */
static struct str apply(const char *person, const char *dwelling)
{
	const json_t *said = town_ask(&t,
	    json_pack("{s:s, s:s, s:s, s:{s:s}, s:{s:s, s:b}, s:s}", "act", "register_permanent",
		"person", person, "dwelling", dwelling, "applicant", "capacity", "self", "basis",
		"kind", "use", "consent", 1, "holder_relation", "none"));

	OK(str_is(json_get_str(said, "outcome"), "review"));
	return json_get_str(said, "case");
}

static void one_case(struct str id)
{
	struct err e = {0};
	struct workcase c = {0}, same = {0};

	OK(workcase_read(db, &t.own, id, &c, &e) == RC_OK);
	OK(str_eq(c.id, id) && workcase_open(&c) && str_is(c.kind, "register_permanent"));
	OK(str_is(c.person, "P7") && str_is(c.dwelling, "D1") && str_is(c.unit, "auezov"));
	OK(c.day == t.env.today && c.opened_us == t.env.now_us && c.closed_by == 0);
	OK(json_array_size(c.reasons) > 0 && (c.waits & WAITS_DUTY) != 0 && c.family == c.act);
	OK(workcase_by_act(db, &t.own, c.act, &same, &e) == RC_OK && str_eq(same.id, id));
	OK(workcase_open_for(db, &t.own, STR("P7"), STR("D1"), &same, &e) == RC_OK &&
	    str_eq(same.id, id));
	OK(workcase_open_for(db, &t.own, STR("P7"), STR("D2"), &same, &e) == RC_NOT_FOUND);
	OK(workcase_read(db, &t.own, STR("C-none"), &same, &e) == RC_NOT_FOUND);
	OK(workcase_by_act(db, &t.own, 1, &same, &e) == RC_NOT_FOUND);
}

static void lists(struct str first, struct str second)
{
	struct err e = {0};
	struct workcases l = {0};

	OK(workcases_of_person(db, &t.own, STR("P7"), &l, &e) == RC_OK && l.n == 1);
	OK(workcases_of_dwelling(db, &t.own, STR("D2"), &l, &e) == RC_OK && l.n == 1 &&
	    str_eq(l.v[0].id, second));
	OK(workcases_of_person(db, &t.own, STR("P1"), &l, &e) == RC_OK && l.n == 0);

	/* a page of one, and the page after it */
	OK(workcases_open(db, &t.own, STR(""), (struct case_place){0}, 1, &l, &e) == RC_OK);
	OK(l.n == 1 && str_eq(l.v[0].id, first));
	OK(workcases_open(db, &t.own, STR(""), (struct case_place){l.v[0].opened_us, first}, 9, &l,
	       &e) == RC_OK);
	OK(l.n == 1 && str_eq(l.v[0].id, second));
	OK(workcases_open(db, &t.own, STR("auezov"), (struct case_place){0}, 9, &l, &e) == RC_OK &&
	    l.n == 2);
	OK(workcases_open(db, &t.own, STR("almaty"), (struct case_place){0}, 9, &l, &e) == RC_OK &&
	    l.n == 0);
}

static void decided(struct str id)
{
	struct err e = {0};
	struct workcase c = {0};
	struct workcases l = {0};
	const json_t *said =
	    town_ask(&t, json_pack("{s:s, s:s, s:s, s:s}", "act", "resolve", "case",
			     arena_z(&t.own, id), "decision", "withdraw", "note", "he went home"));

	OK(workcase_read(db, &t.own, id, &c, &e) == RC_OK && !workcase_open(&c));
	OK(str_is(c.state, "withdrawn") && c.closed_by == json_get_int(said, "act", 0));
	OK(workcase_open_for(db, &t.own, c.person, c.dwelling, &c, &e) == RC_NOT_FOUND);
	OK(workcases_open(db, &t.own, STR(""), (struct case_place){0}, 9, &l, &e) == RC_OK &&
	    l.n == 1);
}

/* Two who take effect together share a family. */
static void family(void)
{
	struct err e = {0};
	struct workcases l = {0};
	struct workcase c = {0};

	(void)town_ask(
	    &t, json_pack("{s:s, s:s, s:{s:s}, s:{s:s, s:b}, s:b, s:[{s:s, s:s}, {s:s, s:s}]}",
		    "act", "register_permanent", "dwelling", "D4", "applicant", "capacity", "self",
		    "basis", "kind", "use", "consent", 1, "all_or_none", 1, "persons", "person",
		    "P7", "holder_relation", "none", "person", "P21", "holder_relation", "none"));
	OK(workcase_open_for(db, &t.own, STR("P7"), STR("D4"), &c, &e) == RC_OK);
	OK(workcases_of_family(db, &t.own, c.family, &l, &e) == RC_OK && l.n == 2);
	OK(l.v[0].family == l.v[1].family && !str_eq(l.v[0].person, l.v[1].person));
}

int main(int argc, char **argv)
{
	struct str first, second;

	if (argc < 2)
		return 1;
	db = must_open(argv[argc - 1], ROLE_OWNER);
	town_start(&t, db, 1);
	first = apply("P7", "D1");
	one_case(first);
	t.env.now_us += 1000000;
	second = apply("P13", "D2");
	lists(first, second);
	decided(second);
	family();
	town_end(&t);
	db_close(db);
	return t_done();
}
