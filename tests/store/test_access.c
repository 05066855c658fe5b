/* The record of access: written by anybody, read by the auditor, changed by nobody. */
#include "accounts.h"

#include "access.h"
#include "db_impl.h"

static struct db *db;
static struct arena a;

static void row(int64_t at, const char *reader, const char *person, const char *detail)
{
	struct access_row r = {.at_us = at,
	    .reader = str_of(reader),
	    .route = STR("GET /persons/ID"),
	    .purpose = STR("application"),
	    .person = str_of(person),
	    .detail = str_of(detail)};
	struct err e = {0};

	must_begin(db);
	must(access_write(db, &r, &e), &e);
	must_commit(db);
}

static enum rc page(struct str person, struct str reader, const struct access_row *before,
    int64_t limit, struct access_rows *out, struct err *e)
{
	return access_read(db, &a, &(struct access_filter){person, reader, before}, limit, out, e);
}

static void pages(void)
{
	struct err e = {0};
	struct access_rows l, next;

	OK(page(STR(""), STR(""), NULL, 10, &l, &e) == RC_OK && l.n == 4);
	OK(str_is(l.v[0].detail, "4") && str_is(l.v[3].detail, "1"));
	OK(str_is(l.v[3].reader, "aida") && str_is(l.v[3].route, "GET /persons/ID") &&
	    l.v[3].at_us == NOW);
	OK(str_is(l.v[3].purpose, "application") && str_is(l.v[3].person, "P-1") &&
	    l.v[2].person.n == 0);
	/* two rows of the same instant, one on each page */
	OK(page(STR(""), STR(""), NULL, 2, &l, &e) == RC_OK && l.n == 2 &&
	    str_is(l.v[1].detail, "3"));
	OK(page(STR(""), STR(""), &l.v[1], 2, &next, &e) == RC_OK && next.n == 2);
	OK(str_is(next.v[0].detail, "2") && str_is(next.v[1].detail, "1"));
	OK(page(STR(""), STR(""), &next.v[1], 2, &l, &e) == RC_OK && l.n == 0);

	OK(page(STR("P-1"), STR(""), NULL, 10, &l, &e) == RC_OK && l.n == 2);
	OK(str_is(l.v[0].detail, "3") && str_is(l.v[1].detail, "1"));
	OK(page(STR("P-1"), STR(""), &l.v[0], 10, &next, &e) == RC_OK && next.n == 1);
	OK(page(STR(""), STR("aida"), NULL, 10, &l, &e) == RC_OK && l.n == 2);
	OK(str_is(l.v[0].detail, "2") && str_is(l.v[1].detail, "1"));
	OK(page(STR(""), STR("aida"), &l.v[1], 10, &next, &e) == RC_OK && next.n == 0);
}

static void for_the_auditor(void)
{
	struct err e = {0};
	struct access_rows l;

	db_set_roles(db, ROLES_PEOPLE & ~(unsigned)ROLE_AUDITOR);
	OK(page(STR("P-1"), STR(""), NULL, 10, &l, &e) == RC_FORBIDDEN && l.n == 0);
	e = (struct err){0};
	db_set_roles(db, ROLE_AUDITOR);
	OK(page(STR("P-1"), STR(""), NULL, 10, &l, &e) == RC_OK && l.n == 2);
}

static void frozen(void)
{
	struct err e = {0};

	db_set_roles(db, ROLE_OWNER);
	must_begin(db);
	OK(db->ops->script(db, "UPDATE access SET reader = 'nobody'", &e) == RC_CONFLICT);
	db_rollback(db);
	must_begin(db);
	OK(db->ops->script(db, "DELETE FROM access", &e) == RC_CONFLICT);
	db_rollback(db);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 1;
	db = new_register(argv[argc - 1]);
	row(NOW, "aida", "P-1", "1");
	row(NOW + 1, "aida", "", "2");
	row(NOW + 1, "berik", "P-1", "3");
	row(NOW + 2, "berik", "P-2", "4");
	pages();
	for_the_auditor();
	frozen();
	db_close(db);
	arena_free(&a);
	return t_done();
}
