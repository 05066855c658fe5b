/* mekenjai query residents|residences: interface.md section 5. */
#include "query.h"
#include "register.h"

#include <string.h>

static bool period(const struct cli *c, struct asked *q)
{
	day_t on;

	if (!cli_day(c, "--on", &on) || !cli_day(c, "--from", &q->from) ||
	    !cli_day(c, "--until", &q->until) || !cli_day(c, "--known-on", &q->known_on))
		return false;
	if (on != DAY_NONE && q->from == DAY_NONE && q->until == DAY_NONE) {
		q->from = on;
		q->until = on + 1;
		return true;
	}
	if (on != DAY_NONE || q->from == DAY_NONE || q->until == DAY_NONE) {
		(void)cli_usage(c, MSG_CLI_QUERY_PERIOD, NULL);
		return false;
	}
	if (q->until > q->from)
		return true;
	(void)cli_usage(c, MSG_CLI_QUERY_UNTIL, NULL);
	return false;
}

typedef enum rc (*question)(
    struct db *, struct arena *, struct str, const struct asked *, json_t **, struct err *);

static int ask(struct cli *c, const char *option, question fn)
{
	const char *id = cli_value(c, option);
	struct arena a = {0};
	struct buf b = {0};
	struct err e = {0};
	struct act_env env;
	struct asked q;
	struct db *db;
	json_t *answer;
	int status;
	enum rc rc;

	if (id == NULL)
		return cli_usage(c, MSG_CLI_NEEDS_OPTION, ARGS({"option", str_of(option)}));
	if (!period(c, &q))
		return CLI_USAGE;
	status = cli_register(c, &db, &env);
	if (status != CLI_DONE)
		return status;
	rc = fn(db, &a, str_of(id), &q, &answer, &e);
	if (rc != RC_OK && rc != RC_NOT_FOUND) {
		status = cli_failure(c, rc, &e);
	} else {
		json_write(&b, answer);
		buf_char(&b, '\n');
		status = cli_write(c, buf_text(&b));
	}
	if (rc ==
	    RC_NOT_FOUND) { /* nobody lives in what is not there: an empty answer, and a word about it */
		(void)cli_failed(c, MSG_CLI_QUERY_UNKNOWN, ARGS({"id", str_of(id)}));
		status = CLI_NO;
	}
	buf_free(&b);
	arena_free(&a);
	db_close(db);
	return status;
}

int cmd_query_residents(struct cli *c)
{
	return ask(c, "--dwelling", query_residents);
}

int cmd_query_residences(struct cli *c)
{
	return ask(c, "--person", query_residences);
}
