/* What the record of access says, newest first, for tests: seen URL. */
#include "access.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	struct access_filter all = {0};
	struct access_rows rows = {0};
	struct arena a = {0};
	struct err e = {0};
	struct db *db;
	enum rc rc;

	if (argc != 2 || db_open(argv[1], ROLE_OWNER, &db, &e) != RC_OK)
		return 2;
	rc = access_read(db, &a, &all, 1000, &rows, &e);
	for (size_t i = 0; rc == RC_OK && i < rows.n; i++)
		(void)printf("%.*s|%.*s|%.*s|%.*s|%.*s\n", STR_FMT(rows.v[i].reader),
		    STR_FMT(rows.v[i].route), STR_FMT(rows.v[i].purpose), STR_FMT(rows.v[i].person),
		    STR_FMT(rows.v[i].detail));
	arena_free(&a);
	db_close(db);
	return rc == RC_OK ? 0 : 1;
}
