/* The list of acts: each filter, its order, and that no act falls between two pages. */
#include "t.h"
#include "actlist.h"
#include "evidence.h"

static struct db *db;

static void add(struct arena *a, const char *kind, day_t day, const char *unit, const char *officer,
    const char *subject, const char *dwelling)
{
	struct act act = {.kind = str_of(kind),
	    .day = day,
	    .recorded_us = 1,
	    .unit = str_of(unit),
	    .officer = str_of(officer),
	    .subject = str_of(subject),
	    .dwelling = str_of(dwelling),
	    .outcome = STR("grant"),
	    .body = json_keep(a, json_object()),
	    .text = json_keep(a, json_object())};
	struct err e = {0};

	OK(act_next_id(db, &act.id, &e) == RC_OK);
	OK(act_record(db, &act, &e) == RC_OK);
}

/* The officers of all acts that the filter finds, page after page. */
static const char *found(struct arena *a, struct act_filter f)
{
	struct act_lines l;
	struct buf b = {0};
	struct err e = {0};
	const char *z;

	f.limit = 2;
	do {
		if (actlist(db, a, &f, &l, &e) != RC_OK)
			return e.msg[0] != '\0' ? arena_z(a, str_of(e.msg)) : "?";
		for (size_t i = 0; i < l.n; i++)
			buf_str(&b, l.v[i].officer);
		if (l.n > 0)
			f.before = l.v[l.n - 1].id;
	} while (l.n == 2);
	z = arena_z(a, buf_text(&b));
	buf_free(&b);
	return z;
}

static void finds(const char *wanted, struct act_filter f)
{
	struct arena a = {0};
	const char *got = found(&a, f);

	if (strcmp(got, wanted) != 0)
		note(got);
	OK(strcmp(got, wanted) == 0);
	arena_free(&a);
}

#define ANY .from = DAY_NONE, .until = DAY_NONE

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct err e = {0};

	if (argc < 2)
		return 2;
	OK(db_open(argv[1], ROLE_OWNER, &db, &e) == RC_OK);
	OK(db_migrate(db, db_migrations, db_migrations_n, 0, &e) == RC_OK);
	OK(db_begin(db, true, &e) == RC_OK);
	/* the officer's name is the order of recording */
	add(&a, "deregister", 10, "U1", "a", "P1", "D1");
	add(&a, "annul", 30, "U1", "b", "P1", "D2");
	add(&a, "deregister", 20, "U2", "c", "P2", "D1");
	add(&a, "resolve", 20, "U2", "d", "P1", "D1");
	add(&a, "load_units", 5, "", "e", "", "");
	OK(db_commit(db, &e) == RC_OK);
	finds("edcba", (struct act_filter){ANY});
	finds("ca", (struct act_filter){.kind = STR("deregister"), ANY});
	finds("a", (struct act_filter){.kind = STR("deregister"), .from = DAY_NONE, .until = 10});
	finds("ba", (struct act_filter){.unit = STR("U1"), ANY});
	finds("b", (struct act_filter){.unit = STR("U1"), .kind = STR("annul"), ANY});
	finds("c", (struct act_filter){.officer = STR("c"), ANY});
	finds("", (struct act_filter){.officer = STR("c"), .unit = STR("U1"), ANY});
	finds("dba", (struct act_filter){.subject = STR("P1"), ANY});
	finds("da", (struct act_filter){.subject = STR("P1"), .dwelling = STR("D1"), ANY});
	finds("dca", (struct act_filter){.dwelling = STR("D1"), ANY});
	finds("dc", (struct act_filter){.dwelling = STR("D1"), .from = 11, .until = 20});
	/* a period alone goes by days: 30, 20, 20, 10 */
	finds("bdca", (struct act_filter){.from = 10, .until = DAY_NONE});
	finds("dca", (struct act_filter){.from = 6, .until = 29});
	finds("", (struct act_filter){.kind = STR("x' OR 1=1"), ANY});
	db_close(db);
	arena_free(&a);
	return t_done();
}
