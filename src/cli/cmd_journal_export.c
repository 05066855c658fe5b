/*
 * mekenjai journal export: the sealed journal as NDJSON, in order of position, for who
 * owns the register.  `entry' is what `chain' is made of; `text' is the personal side,
 * whose hash behind `salt' the entry has; `rows' is what a load brought.
 */
#include "evidence.h"
#include "register.h"

#include <string.h>

#define PAGE  200
#define FLUSH ((size_t)1 << 16)

static enum rc add_row(void *ctx, int64_t line, struct str text, struct err *e)
{
	struct buf *b = ctx;

	(void)e;
	if (b->p[b->n - 1] == '}')
		buf_char(b, ',');
	buf_printf(b, "{\"line\":%lld,\"row\":", (long long)line);
	buf_str(b, text);
	buf_char(b, '}');
	return RC_OK;
}

/* Canonical JSON stands in the tables as it is exported: nothing is read and written anew. */
static enum rc entry(struct db *db, struct db_cur *c, struct arena *a, struct buf *b, struct err *e)
{
	struct str body = db_text(c, 10, a);
	enum rc rc = RC_OK;

	buf_printf(b, "{\"chain\":\"%.*s\",\"entry\":", STR_FMT(hash_hex(a, db_blob(c, 15, a))));
	buf_str(b, body);
	buf_printf(b, ",\"position\":%lld", (long long)db_int(c, 11));
	if (str_starts(db_text(c, 1, a), "load_")) {
		buf_z(b, ",\"rows\":[");
		rc = loaded_each(db, db_int(c, 0), add_row, b, e);
		buf_char(b, ']');
	}
	if (!db_is_null(c, 12)) {
		buf_printf(
		    b, ",\"salt\":\"%.*s\",\"text\":", STR_FMT(hash_hex(a, db_blob(c, 13, a))));
		buf_str(b, db_text(c, 12, a));
	}
	buf_z(b, "}\n");
	return rc;
}

static enum rc page(struct cli *c, struct db *db, int64_t *after, size_t *n, struct err *e)
{
	struct buf b = {0};
	struct db_cur cur;
	enum rc rc = RC_OK, end;

	*n = 0;
	db_start(db, &cur, STMT_ACT_SEALED_AFTER, DB_ARGS(DB_INT(*after), DB_INT(PAGE)), e);
	while (rc == RC_OK && db_next(&cur, e)) {
		struct arena a = {0};

		rc = entry(db, &cur, &a, &b, e);
		*after = db_int(&cur, 11);
		(*n)++;
		arena_free(&a);
		if (rc == RC_OK && b.n > FLUSH) {
			rc = cli_write(c, buf_text(&b)) == CLI_DONE ? RC_OK : RC_SYS;
			buf_clear(&b);
		}
	}
	end = db_end(&cur);
	rc = rc == RC_OK ? end : rc;
	if (rc == RC_OK && cli_write(c, buf_text(&b)) != CLI_DONE)
		rc = RC_SYS;
	buf_free(&b);
	return rc;
}

int cmd_journal_export(struct cli *c)
{
	struct act_env env;
	struct err e = {0};
	struct db *db = NULL;
	int64_t after = 0;
	int status;
	enum rc rc;
	size_t n;

	if (cli_value(c, "--after") != NULL && !cli_number(c, "--after", 0, INT64_MAX, &after))
		return CLI_USAGE;
	status = cli_register(c, &db, &env);
	if (status != CLI_DONE)
		return status;
	do
		rc = page(c, db, &after, &n, &e);
	while (rc == RC_OK && n == PAGE);
	if (rc != RC_OK) /* what cannot be written was said already */
		status = e.rc != RC_OK ? cli_failure(c, rc, &e) : CLI_FAILED;
	db_close(db);
	return status;
}
