/*
 * A register as an earlier release left it, for tests: old_register [stopped] URL.  Its schema is
 * that of migration 2, with persons.  Whoever enters persons today writes into person_document
 * too: it stands there for as long as that takes.  `stopped': and then `init' was stopped once
 * the new tables were there, and before anything was in them.
 */
#include "acts.h"
#include "evidence.h"

#include <stdio.h>

#define OLD 2
#define NOW INT64_C(1425276000000000) /* 2 March 2015, noon in Almaty */

static enum rc script(struct db *db, const char *text, struct err *e)
{
	enum rc rc = db_begin(db, true, e);

	if (rc == RC_OK)
		rc = db_script(db, text, e);
	return rc == RC_OK ? db_commit(db, e) : rc;
}

static json_t *person(const char *surname, const char *number)
{
	return json_pack("{s:s, s:{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}}", "act",
	    "add_person", "set", "surname", surname, "given", "Анна", "birth_date", "1980-01-02",
	    "sex", "F", "citizenship", "TUR", "status", "foreigner", "document_type",
	    "foreign_passport", "document_number", number, "document_country", "TUR");
}

static enum rc enter(struct db *db, struct err *e)
{
	static const char *const names[][2] = {
	    {"Ким", "U1000001"}, {"Цой", "U1000002"}, {"Югай", "U1000003"}};
	struct pack *pack = pack_builtin();
	const struct act_env env = {.pack = pack,
	    .who = {.name = STR("cli"), .role = ROLE_OWNER},
	    .now_us = NOW,
	    .today = date_in_almaty(NOW)};
	struct arena a = {0};
	struct act_answer answer;
	enum rc rc = db_begin(db, true, e);

	for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(names); i++) {
		rc = acts_perform(
		    db, &a, &env, json_keep(&a, person(names[i][0], names[i][1])), &answer, e);
		if (rc == RC_OK && answer.status != 201)
			rc = fail(e, RC_BAD_INPUT, "answered with %d", answer.status);
	}
	if (rc == RC_OK)
		rc = db_commit(db, e);
	if (rc == RC_OK)
		rc = evidence_seal(db, e);
	arena_free(&a);
	pack_free(pack);
	return rc;
}

static enum rc stop_half_way(struct db *db, struct err *e)
{
	enum rc rc = db_begin(db, true, e);

	if (rc == RC_OK)
		rc = setting_put(db, "derived", STR("due"), e);
	if (rc == RC_OK)
		rc = db_commit(db, e);
	return rc == RC_OK ? db_migrate(db, db_migrations, db_migrations_n, NOW, e) : rc;
}

int main(int argc, char **argv)
{
	struct err e = {0};
	struct db *db = NULL;
	enum rc rc = argc >= 2 ? db_open(argv[argc - 1], ROLE_OWNER, &db, &e) : RC_BAD_INPUT;

	if (rc == RC_OK)
		rc = db_migrate(db, db_migrations, OLD, NOW, &e);
	if (rc == RC_OK)
		rc = script(db,
		    "CREATE TABLE person_document (document {{text}}, person {{text}}, number "
		    "{{text}}, country {{text}}, act {{int}}, PRIMARY KEY (document, person));\n",
		    &e);
	if (rc == RC_OK)
		rc = enter(db, &e);
	if (rc == RC_OK)
		rc = script(db, "DROP TABLE person_document;\n", &e);
	if (rc == RC_OK && argc == 3)
		rc = stop_half_way(db, &e);
	if (rc != RC_OK)
		(void)fprintf(stderr, "old_register: %s\n", e.msg);
	db_close(db);
	return rc == RC_OK ? 0 : 1;
}
