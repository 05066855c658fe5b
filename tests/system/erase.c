/* Erase the text of an act as the law may ask for, for tests: erase URL ACT. */
#include "db.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct err e = {0};
	struct db *db = NULL;
	enum rc rc = argc == 3 ? db_open(argv[1], ROLE_OWNER, &db, &e) : RC_BAD_INPUT;

	if (rc == RC_OK)
		rc = db_begin(db, true, &e);
	if (rc == RC_OK)
		rc = db_script(db,
		    arena_printf(&a,
			"--only sqlite\nDROP TRIGGER IF EXISTS act_text_kept;\n--end\n"
			"--only pg\nDROP TRIGGER IF EXISTS act_text_frozen ON act_text;\n--end\n"
			"DELETE FROM act_text WHERE act = %ld;\n",
			strtol(argv[2], NULL, 10))
			.p,
		    &e);
	if (rc == RC_OK)
		rc = db_commit(db, &e);
	if (rc != RC_OK)
		(void)fprintf(stderr, "erase: %s\n", e.msg);
	db_close(db);
	arena_free(&a);
	return rc == RC_OK ? 0 : 1;
}
