/* mekenjai serve, mekenjai routes. */
#include "serve.h"

#include "api.h"
#include "certificate.h"
#include "evidence.h"
#include "register.h"

#include <stdlib.h>
#include <string.h>

/* ---- where certificates are asked after ---- */

static enum rc put_public(struct db *db, void *ctx, struct err *e)
{
	const struct str *given = ctx;
	struct arena a = {0};
	struct str now;
	enum rc rc = setting_get(db, &a, "public_address", &now, e);

	if (rc == RC_OK && !str_eq(now, *given))
		rc = setting_put(db, "public_address", *given, e);
	arena_free(&a);
	return rc;
}

/* Stands on every certificate from now on, until another one is given. */
static int set_public(struct cli *c, struct db *db)
{
	const char *z = cli_value(c, "--public");
	struct str given = str_of(z != NULL ? z : secure_getenv("MEKENJAI_PUBLIC"));
	struct err e = {0};
	enum rc rc;

	if (given.n == 0 && z == NULL)
		return CLI_DONE;
	if (given.n > 0 && given.p[given.n - 1] == '/')
		given.n--;
	if (!certificate_address(given))
		return cli_usage(c, MSG_CLI_PUBLIC_FORM, ARGS({"value", given}));
	rc = db_tx(db, true, put_public, &given, &e);
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

/* The clock of a rehearsal, and that the register is one, are looked at as any command does. */
int cmd_serve(struct cli *c)
{
	const char *listen = cli_value(c, "--listen");
	struct serve_config sc = {.db = c->db,
	    .pack = c->pack,
	    .listen = listen != NULL ? listen : "127.0.0.1:8080",
	    .behind_proxy = cli_value(c, "--behind-proxy"),
	    .watch = cli_value(c, "--watch"),
	    .scanner = cli_value(c, "--scanner"),
	    .change_rules = cli_flag(c, "--change-rules")};
	struct err e = {0};
	struct act_env env;
	struct db *db;
	int status = cli_register(c, &db, &env);
	enum rc rc;

	if (status != CLI_DONE)
		return status;
	status = set_public(c, db);
	db_close(db);
	if (status != CLI_DONE)
		return status;
	rc = serve(&sc, &e);
	if (rc == RC_BAD_INPUT)
		return cli_usage(c, MSG_CLI_FAILURE_BAD_INPUT, ARGS({"detail", str_of(e.msg)}));
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

int cmd_routes(struct cli *c)
{
	struct arena a = {0};
	struct buf b = {0};
	int status;

	if (cli_flag(c, "--openapi")) {
		buf_str(&b, api_openapi(&a, api_rows, api_rows_n));
		buf_char(&b, '\n');
	} else {
		routes_print(&b);
	}
	status = cli_write(c, buf_text(&b));
	buf_free(&b);
	arena_free(&a);
	return status;
}
