/*
 * Derived tables are a function of the acts: after any acts at random they are
 * what a rebuild gives; and an annulment leaves where people live as if the act had
 * never been.
 */
#include "derive.h"
#include "rebuild.h"
#include "replay.h"
#include "town.h"

static size_t told;

static void differs(void *ctx, const struct db_table *t, const char *key, enum db_difference d)
{
	(void)ctx;
	(void)d;
	if (told++ < 10)
		(void)printf("# %s: %s differs\n", t->name, key);
}

static void same_again(const char *url)
{
	struct rebuild r = {.differs = differs};
	struct db *db = must_open(url, ROLE_OWNER);
	struct err e = {0};

	told = 0;
	OK(rebuild_register(db, &r, &e) == RC_OK);
	note_err(&e);
	OK(r.tables == 0 && told == 0);
	OK(r.acts > 0);
	db_close(db);
}

static size_t residences_without(const char *url, int64_t act)
{
	struct replay r = {.skip = act};
	struct db *db = must_open(url, ROLE_OWNER);
	struct err e = {0};

	told = 0;
	must(db_shadow(db, derived_tables, derived_tables_n, false, &e), &e);
	must(replay_all(db, &r, &e), &e);
	for (size_t i = 0; i < derived_tables_n; i++)
		if (strcmp(derived_tables[i].name, "residence") == 0)
			must(db_shadow_compare(db, &derived_tables[i], 100, differs, NULL, &e), &e);
	db_rollback(db);
	db_close(db);
	return told;
}

/* Does the act itself say where somebody lives?  (A cleared case says it in its resolution.) */
static bool moves(struct town *t, int64_t id)
{
	struct err e = {0};
	struct act act;
	const json_t *effect;

	must(act_read(t->db, &t->own, id, &act, &e), &e);
	effect = act_effect(&act);
	return json_object_get(effect, "register") != NULL ||
	       json_object_get(effect, "remove") != NULL ||
	       json_object_get(effect, "remove_all") != NULL;
}

static void as_if_never(struct town *t, const char *url)
{
	size_t with = 0, without = 0, seen = 0;

	for (size_t i = 0; i < t->n_acts && (with < 4 || without < 4); i++) {
		struct err e = {0};
		bool annulled;
		int64_t by;

		if (!moves(t, t->act[i]))
			continue;
		seen++;
		must(act_annulled(t->db, t->act[i], &annulled, &by, &e), &e);
		if (annulled && with < 4) {
			with++;
			OK(residences_without(url, t->act[i]) == 0);
		} else if (!annulled && without < 4) {
			without++;
			if (residences_without(url, t->act[i]) > 0)
				without += 4; /* one shows that the comparison sees a difference */
		}
	}
	OK(seen > 0 && with > 0);
	OK(without >= 4);
}

/* What was changed by hand is found, and set right. */
static void mended(const char *url)
{
	struct rebuild r = {.differs = differs};
	struct db *db = must_open(url, ROLE_OWNER);
	struct err e = {0};

	must(db_begin(db, true, &e), &e);
	must(db_script(db,
		 "UPDATE person SET birth_day = birth_day + 1 WHERE id = 'P1'; DELETE FROM unit;",
		 &e),
	    &e);
	must(db_commit(db, &e), &e);
	db_close(db);
	db = must_open(url, ROLE_OWNER);
	told = 0;
	OK(rebuild_register(db, &r, &e) == RC_OK);
	note_err(&e);
	OK(r.tables == 2 && told == 3);
	db_close(db);
	same_again(url);
}

int main(int argc, char **argv)
{
	const char *url = argv[argc - 1];
	struct town t;

	if (argc < 2)
		return 1;
	town_start(&t, must_open(url, ROLE_OWNER), 20150304);
	town_precincts(&t);
	same_again(url);
	for (int i = 0; i < 3; i++) {
		town_live(&t, 100);
		same_again(url);
	}
	town_foreigners(&t); /* with a visit, and a notice that a senior gives to a precinct */
	same_again(url);
	(void)printf(
	    "# %zu asked, %zu granted, %zu refused, %zu to review, %zu invalid, %zu annulments\n",
	    t.asked, t.granted, t.refused, t.reviews, t.invalid, t.n_annulling);
	OK(t.granted > 100 && t.refused > 5 && t.reviews > 5 && t.n_annulling > 5);
	as_if_never(&t, url);
	mended(url);
	db_close(t.db);
	town_end(&t);
	return t_done();
}
