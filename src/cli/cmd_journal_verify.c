/* mekenjai journal verify: the whole journal, and what follows from it. */
#include "verified.h"

int cmd_journal_verify(struct cli *c)
{
	struct act_env env;
	struct db *db = NULL;
	int status = cli_register(c, &db, &env);

	if (status == CLI_DONE)
		status = cli_verified(c, db);
	db_close(db);
	return status;
}
