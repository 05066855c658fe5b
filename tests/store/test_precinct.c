/* Precincts: whose they are, which nobody has, and who is there in walking order. */
#include "inbox.h"
#include "town.h"
#include "user.h"

static struct town t;
static struct db *db;

static void walking(void)
{
	static const char *const order[][2] = {{"9", "10"}, {"10", "10А"}, {"2", "10"}, {"", "1"},
	    {"1", "А"}, {"10/2", "10/11"}, {"007", "8"}, {"Абая", "Саина"}};

	for (size_t i = 0; i < ARRAY_LEN(order); i++) {
		OK(walking_order(str_of(order[i][0]), str_of(order[i][1])) < 0);
		OK(walking_order(str_of(order[i][1]), str_of(order[i][0])) > 0);
		OK(walking_order(str_of(order[i][0]), str_of(order[i][0])) == 0);
	}
	OK(walking_order(STR("07"), STR("7")) == 0);
}

static void whose(void)
{
	const struct str own[] = {STR("p2"), STR("p9")};
	struct precincts l;
	struct precinct p;
	struct err e = {0};

	OK(precincts_all(db, &t.own, &l, &e) == RC_OK && l.n == 2);
	OK(l.v[0].covered && !l.v[1].covered); /* the file names an inspector, in other letters */
	OK(precinct_read(db, &t.own, STR("p1"), &p, &e) == RC_OK && p.covered);
	OK(precinct_read(db, &t.own, STR("p2"), &p, &e) == RC_OK && !p.covered);
	OK(precinct_read(db, &t.own, STR("p9"), &p, &e) == RC_NOT_FOUND);
	OK(precincts_of(db, &t.own, STR("insp"), NULL, 0, &l, &e) == RC_OK && l.n == 1);
	OK(precincts_of(db, &t.own, STR("other"), own, 2, &l, &e) == RC_OK && l.n == 1);
	OK(precinct_in(&l, STR("p2")) != NULL && precinct_in(&l, STR("p1")) == NULL);
	OK(precincts_below(db, &t.own, STR("almaty"), &l, &e) == RC_OK && l.n == 2);
	OK(precincts_below(db, &t.own, STR(""), &l, &e) == RC_OK && l.n == 0);
}

/* Who may not sign in any more has no precinct. */
static void disabled(void)
{
	struct precinct p;
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	must(user_disable(db, STR("insp"), 7, 1, &e), &e);
	must(db_commit(db, &e), &e);
	OK(precinct_read(db, &t.own, STR("p1"), &p, &e) == RC_OK && !p.covered);
}

static void there(void)
{
	struct precinct_stays l;
	struct notices gone;
	struct err e = {0};
	int64_t n = 0;

	town_foreigners(&t); /* two in D1, one in D3, which the senior gave to p1 */
	OK(precinct_count(db, STR("p1"), t.env.today, &n, &e) == RC_OK && n == 2);
	OK(precinct_stays(db, &t.own, STR("p1"), t.env.today, t.env.today, &l, &e) == RC_OK);
	OK(l.n == 3 && str_is(l.v[0].dwelling, "D1") && str_is(l.v[2].dwelling, "D3"));
	OK(l.v[0].host_data == NULL && str_is(l.v[0].host, "org:Hotel") && !l.v[0].again);
	OK(precinct_stays(db, &t.own, STR("p1"), 0, 1, &l, &e) == RC_OK && l.n == 0);
	OK(precinct_stays(db, &t.own, STR("p2"), t.env.today, t.env.today, &l, &e) == RC_OK &&
	    l.n == 0);
	OK(precinct_annulled(db, &t.own, STR("p1"), 0, &gone, &e) == RC_OK && gone.n == 0);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	walking();
	db = must_open(argv[argc - 1], ROLE_OWNER);
	town_start(&t, db, 1);
	town_precincts(&t);
	whose();
	there();
	disabled();
	town_end(&t);
	db_close(db);
	return t_done();
}
