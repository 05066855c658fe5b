/*
 * The demo's town: it fills a register that verifies, with something of everything,
 * and the same seed makes the same town.
 */
#include "demo.h"
#include "journal.h"
#include "pack.h"
#include "store.h"
#include "verify.h"

#define PERSONS 300

static void fill(struct db *db, uint64_t seed, struct demo *d)
{
	struct pack *pack = pack_builtin();
	struct act_env env = {.pack = pack,
	    .who = {.name = STR("cli"), .role = ROLE_OWNER},
	    .now_us = INT64_C(1500000000) * 1000000};
	struct err e = {0};

	env.today = date_in_almaty(env.now_us);
	*d = (struct demo){.persons = PERSONS, .seed = seed};
	must(db_migrate(db, db_migrations, db_migrations_n, 1, &e), &e);
	must(demo_fill(db, &env, d, &e), &e);
	pack_free(pack);
}

/* What the files brought, less what the register named itself. */
static struct hash fingerprint(struct db *db)
{
	static const enum stmt_id statements[] = {STMT_UNIT_ALL, STMT_PRECINCT_ALL};
	struct arena a = {0};
	struct hasher h;

	hasher_start(&h);
	for (size_t i = 0; i < ARRAY_LEN(statements); i++) {
		struct err e = {0};
		struct db_cur c;

		db_start(db, &c, statements[i], DB_NO_ARGS, &e);
		while (db_next(&c, &e))
			journal_row(&h, db_text(&c, 1, &a));
		must(db_end(&c), &e);
	}
	for (int i = 1; i <= PERSONS; i++) {
		const enum stmt_id by[] = {STMT_PERSON_BY_ID, STMT_DWELLING_BY_ID};

		for (size_t k = 0; k < ARRAY_LEN(by); k++) {
			struct str id = arena_printf(&a, "%c%d", k == 0 ? 'P' : 'D', i);
			struct err e = {0};
			struct db_cur c;

			db_start(db, &c, by[k], DB_ARGS(DB_TEXT(id)), &e);
			if (db_next(&c, &e))
				journal_row(&h, db_text(&c, 1, &a));
			must(db_end(&c), &e);
		}
	}
	arena_free(&a);
	return hasher_end(&h);
}

static void fault(void *ctx, const struct fault *f)
{
	struct arena a = {0};

	(void)ctx;
	note(arena_z(&a, fault_english(&a, f)));
	arena_free(&a);
}

int main(int argc, char **argv)
{
	struct verify v = {.fault = fault};
	struct err e = {0};
	struct hash first, again, other;
	struct demo d, twin;
	struct db *db;

	if (argc < 2)
		return 1;
	db = must_open(argv[argc - 1], ROLE_OWNER);
	fill(db, 5, &d);
	OK(d.granted > 20 && d.refused > 0 && d.rows > PERSONS);
	first = fingerprint(db);
	db_close(db);
	db = must_open(argv[argc - 1], ROLE_OWNER);
	OK(verify_register(db, &v, &e) == RC_OK && v.faults == 0 && v.acts > 30);
	note_err(&e);
	db_close(db);

	db = must_open("sqlite::memory:", ROLE_OWNER);
	fill(db, 5, &twin);
	again = fingerprint(db);
	OK(memcmp(&first, &again, sizeof(first)) == 0);
	OK(d.rows == twin.rows && d.granted == twin.granted && d.refused == twin.refused &&
	    d.waiting == twin.waiting);
	db_close(db);
	db = must_open("sqlite::memory:", ROLE_OWNER);
	fill(db, 6, &twin);
	other = fingerprint(db);
	OK(memcmp(&first, &other, sizeof(first)) != 0);
	db_close(db);
	return t_done();
}
