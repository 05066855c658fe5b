/*
 * The program's own migrations make a schema that every statement of sql/ fits,
 * so that no statement can land that one of the engines does not understand.
 */
#include "store.h"

#include "db_impl.h"

int main(int argc, char **argv)
{
	struct err e = {0};
	struct db *db;
	size_t pending = 99;

	if (argc < 2)
		return 1;
	db = must_open(argv[argc - 1], ROLE_OWNER);
	OK(db_migrate(db, db_migrations, db_migrations_n, 1, &e) == RC_OK);
	note_err(&e);
	OK(db_pending(db, db_migrations, db_migrations_n, &pending, &e) == RC_OK);
	OK(pending == 0);
	OK(db_check(db, &e) == RC_OK);
	note_err(&e);
	for (int i = 0; i < STMT__MAX; i++) {
		OK(db_prepare(db, (enum stmt_id)i, &e) == RC_OK);
		OK((stmt_defs[i].roles & ROLE_OWNER) != 0);
		note_err(&e);
	}
	db_close(db);
	return t_done();
}
