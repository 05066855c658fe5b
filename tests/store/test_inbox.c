/* Reading what inspectors are told: pages of several precincts, what nobody has, visits. */
#include "evidence.h"
#include "inbox.h"
#include "town.h"

static struct town t;
static struct db *db;

/* A stay in a dwelling; gives its registration. */
static struct str guest(const char *number, const char *surname, const char *dwelling, int64_t *act)
{
	const json_t *said = town_ask(&t,
	    json_pack("{s:s, s:{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}, s:{s:b, s:s, s:s}, "
		      "s:s, s:s, s:s, s:s, s:s}",
		"act", "register_foreigner", "document", "type", "ordinary", "number", number,
		"country", "TUR", "expires", "2030-01-01", "surname", surname, "given", "Ali",
		"birth_date", "1980-01-01", "sex", "M", "citizenship", "TUR", "visa", "required", 1,
		"category", "work", "until", "2015-01-01", "dwelling", dwelling, "host", "P2",
		"entry_date", "2014-05-01", "stay_until", "2014-08-01", "purpose", "work"));

	OK(str_is(json_get_str(said, "outcome"), "grant"));
	*act = json_get_int(said, "act", 0);
	return json_get_str(said, "registration");
}

static struct notices of(const struct precincts *l, struct notice_page page)
{
	struct notices out = {0};
	struct err e = {0};

	page.limit = page.limit == 0 ? 9 : page.limit;
	OK(notices_of(db, &t.own, l, &page, &out, &e) == RC_OK);
	return out;
}

/* D1 is in p1, D2 in p2, D3 in none. */
static void pages(int64_t in_p1, int64_t in_p2)
{
	struct precinct v[] = {{.id = STR("p1")}, {.id = STR("p2")}};
	const struct precincts both = {v, 2}, first = {v, 1};
	struct notices l;

	l = of(&both, (struct notice_page){0});
	OK(l.n == 2 && !l.more && l.v[0].act == in_p2 && l.v[1].act == in_p1);
	OK(str_is(l.v[0].what, "registered") && l.v[0].followed_by == 0 && l.v[0].read_us == 0);
	OK(str_is(l.v[0].host, "P2") && l.v[0].host_data != NULL);
	OK(str_is(document_masked(&t.own, l.v[1].person_data), "***4321"));
	l = of(&both, (struct notice_page){.limit = 1});
	OK(l.n == 1 && l.more && l.v[0].act == in_p2);
	l = of(&both, (struct notice_page){.act = l.v[0].act, .line = l.v[0].line, .limit = 1});
	OK(l.n == 1 && !l.more && l.v[0].act == in_p1);
	l = of(&first, (struct notice_page){.state = NOTICES_UNREAD});
	OK(l.n == 1 && l.v[0].act == in_p1);
	OK(of(&first, (struct notice_page){.state = NOTICES_FOLLOWED}).n == 0);
	OK(of(&(struct precincts){0}, (struct notice_page){0}).n == 0);
}

static void counted(const char *precinct, int64_t want)
{
	struct precinct v[] = {{.id = str_of(precinct)}};
	const struct precincts one = {v, 1};
	struct err e = {0};
	int64_t n = -1;

	OK(notices_unread(db, &one, &n, &e) == RC_OK && n == want);
}

static void read_once(int64_t act)
{
	struct precinct v[] = {{.id = STR("p1")}};
	const struct precincts one = {v, 1};
	struct err e = {0};
	struct notice x;

	counted("p1", 1);
	(void)town_ask(&t,
	    json_pack("{s:s, s:[{s:I}]}", "act", "read_notices", "items", "act", (json_int_t)act));
	counted("p1", 0);
	OK(notice_read(db, &t.own, act, 0, &x, &e) == RC_OK && str_is(x.read_by, "test"));
	OK(notice_read(db, &t.own, act, 1, &x, &e) == RC_NOT_FOUND);
	OK(of(&one, (struct notice_page){.state = NOTICES_UNREAD}).n == 0);
}

/* What follows leaves the items before it where they are. */
static void followed(struct str registration, int64_t act)
{
	struct precinct v[] = {{.id = STR("p1")}};
	const struct precincts one = {v, 1};
	struct notices l;

	(void)town_ask(
	    &t, json_pack("{s:s, s:s, s:s, s:s}", "act", "shorten_stay", "registration",
		    arena_z(&t.own, registration), "requested_until", "2014-06-15", "ground", "x"));
	l = of(&one, (struct notice_page){.state = NOTICES_FOLLOWED});
	OK(l.n == 1 && l.v[0].act == act && str_is(l.v[0].follow, "shortened") &&
	    !notice_withdrawn(&l.v[0]));
	OK(of(&one, (struct notice_page){.state = NOTICES_CURRENT}).n == 1);
}

static void withdrawn(void)
{
	struct notices l;
	struct err e = {0};
	int64_t act;
	struct str registration = guest("U0000009", "Polat", "D1", &act);

	(void)town_ask(&t,
	    json_pack("{s:s, s:I, s:{s:s, s:s}, s:s}", "act", "annul", "target", (json_int_t)act,
		"authority", "kind", "superior", "unit", "almaty", "violation", "wrong"));
	OK(notices_of_stay(db, &t.own, registration, &l, &e) == RC_OK && l.n >= 2);
	OK(str_is(l.v[0].what, "annulled") && l.v[0].followed_by == 0);
	OK(l.v[1].followed_by == l.v[0].act && notice_withdrawn(&l.v[1]));
}

static const struct notice_page page = {.limit = 9};

static size_t unassigned(void)
{
	struct notices l;
	struct err e = {0};

	OK(notices_unassigned(db, &t.own, STR("almaty"), &page, &l, &e) == RC_OK);
	return l.n;
}

/* p2 has no inspector, and D3 no precinct. */
static void nobodys(int64_t in_none)
{
	struct notices l;
	struct told told;
	struct err e = {0};

	OK(unassigned() == 2);
	OK(notices_unassigned(db, &t.own, STR("medeu"), &page, &l, &e) == RC_OK && l.n == 0);
	(void)town_ask(&t, json_pack("{s:s, s:{s:I}, s:s}", "act", "assign_notice", "item", "act",
			       (json_int_t)in_none, "precinct", "p1"));
	OK(unassigned() == 1);
	OK(evidence_seal(db, &e) == RC_OK);
	OK(told_between(db, &t.own, 0, INT64_MAX, &told, &e) == RC_OK && told.n >= 5);
	OK(told.v[told.n - 1].assigned && told.v[told.n - 1].act == in_none);
}

static void visits(struct str registration)
{
	struct str unit[] = {STR("almaty"), STR("auezov")};
	struct err e = {0};
	struct visits l;
	struct visited one;
	struct stay_met s;

	(void)town_ask(&t, json_pack("{s:s, s:s, s:s, s:s}", "act", "visit", "registration",
			       arena_z(&t.own, registration), "result", "lives", "note", "a dog"));
	OK(visits_unanswered(db, &t.own, unit, 2, 9, &l, &e) == RC_OK && l.n == 1);
	OK(str_is(l.v[0].note, "a dog") && str_is(l.v[0].result, "lives"));
	OK(visits_unanswered(db, &t.own, unit, 1, 9, &l, &e) == RC_OK && l.n == 0);
	OK(visits_of_stay(db, &t.own, registration, &l, &e) == RC_OK && l.n == 1);
	(void)town_ask(&t, json_pack("{s:s, s:I, s:s}", "act", "answer_visit", "visit",
			       (json_int_t)l.v[0].act, "note", "known"));
	OK(visit_read(db, &t.own, l.v[0].act, &one, &e) == RC_OK && str_is(one.answer, "known"));
	OK(visits_unanswered(db, &t.own, unit, 2, 9, &l, &e) == RC_OK && l.n == 0);
	OK(visit_read(db, &t.own, 1, &one, &e) == RC_NOT_FOUND);
	OK(stay_meet(db, &t.own, registration, &s, &e) == RC_OK && str_is(s.precinct, "p2"));
	OK(stay_meet(db, &t.own, STR("S-none"), &s, &e) == RC_NOT_FOUND);
}

static void masks(void)
{
	static const char *const numbers[][2] = {{"U7654321", "***4321"}, {"1234", "***4"},
	    {"AB", "***"}, {"7", "***"}, {"Щ1234567", "***4567"}};
	struct arena a = {0};

	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		const json_t *p =
		    json_keep(&a, json_pack("{s:s}", "document_number", numbers[i][0]));

		OK(str_is(document_masked(&a, p), numbers[i][1]));
	}
	OK(document_masked(&a, json_keep(&a, json_object())).n == 0);
	arena_free(&a);
}

int main(int argc, char **argv)
{
	struct str in_p1, in_p2, in_none;
	int64_t a1, a2, a3;

	if (argc < 2)
		return 1;
	db = must_open(argv[argc - 1], ROLE_OWNER);
	town_start(&t, db, 1);
	town_precincts(&t);
	in_p1 = guest("U7654321", "Demir", "D1", &a1);
	in_p2 = guest("U0000002", "Kaya", "D2", &a2);
	pages(a1, a2);
	in_none = guest("U0000003", "Yilmaz", "D3", &a3);
	OK(in_none.n > 0);
	read_once(a1);
	followed(in_p1, a1);
	withdrawn();
	nobodys(a3);
	visits(in_p2);
	masks();
	town_end(&t);
	db_close(db);
	return t_done();
}
