/* mekenjai journal seal: sign the head of the journal for today, as the server does at midnight. */
#include "register.h"
#include "sealkey.h"

#include "secret.h"

static int seal(struct cli *c, struct db *db, day_t today)
{
	unsigned char secret[SEAL_SECRET];
	struct arena a = {0};
	struct err e = {0};
	struct str path = sealkey_path(&a, c->db);
	bool sealed = false;
	enum rc rc = sealkey_read(path.p, secret, &e);

	if (rc == RC_OK)
		rc = seal_day(db, today, secret, &sealed, &e);
	secret_wipe(secret, sizeof(secret));
	if (rc == RC_OK)
		cli_noted(
		    c, sealed ? MSG_CLI_SEAL_DONE : MSG_CLI_SEAL_NOTHING, ARGS({"file", path}));
	arena_free(&a);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

int cmd_journal_seal(struct cli *c)
{
	struct act_env env;
	struct db *db = NULL;
	int status = cli_register(c, &db, &env);

	if (status == CLI_DONE)
		status = seal(c, db, env.today);
	db_close(db);
	return status;
}
