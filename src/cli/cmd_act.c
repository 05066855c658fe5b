/*
 * mekenjai act: NDJSON acts against the register (interface.md section 4), verdicts
 * out.  Lines that are there together share a transaction, each in a savepoint of
 * its own; a line is answered only after the commit.
 */
#include "evidence.h"
#include "lines.h"
#include "register.h"

#include <string.h>

#define BATCH 60 /* as the server's writer */

struct run {
	struct cli *c;
	struct db *db;
	struct act_env env;
	const struct line_list *lines;
	struct buf out;
};

static void answer_malformed(struct run *r, struct arena *a, enum problem p, struct str arg)
{
	struct issues l = {.arena = a};

	issue_add(&l, STR(""), p, arg);
	rules_write_invalid(&r->out, &l, &r->c->words);
	buf_char(&r->out, '\n');
}

static enum rc one(struct run *r, struct str line, struct err *e)
{
	struct arena a = {0};
	struct err bad = {0};
	struct act_answer answer;
	json_t *request = NULL;
	enum rc rc = RC_OK;

	if (line.p == NULL) {
		answer_malformed(r, &a, PROBLEM_TOO_LONG, STR("1,048,575"));
	} else if ((request = json_read_in(&a, line, &bad)) == NULL || !json_is_object(request)) {
		answer_malformed(r, &a, PROBLEM_BAD_JSON, str_of(bad.msg));
	} else {
		rc = db_savepoint(r->db, e);
		if (rc == RC_OK)
			rc = acts_perform(r->db, &a, &r->env, request, &answer, e);
		if (rc == RC_OK)
			rc = db_release(r->db, e);
		if (rc == RC_OK) {
			json_write(&r->out, answer.json);
			buf_char(&r->out, '\n');
		}
	}
	arena_free(&a);
	return rc;
}

static enum rc batch(struct db *db, void *ctx, struct err *e)
{
	struct run *r = ctx;
	enum rc rc = RC_OK;

	buf_clear(&r->out);
	for (size_t i = 0; rc == RC_OK && i < r->lines->n; i++)
		rc = one(r, r->lines->v[i], e);
	if (rc == RC_OK && strcmp(db_engine(db), "sqlite") == 0)
		rc = evidence_seal_in_tx(db, e);
	return rc;
}

static bool answer_lines(void *ctx, const struct line_list *lines)
{
	struct run *r = ctx;
	struct err e = {0};
	enum rc rc;

	r->lines = lines;
	cli_now(&r->env);
	rc = db_tx(r->db, true, batch, r, &e);
	if (rc != RC_OK) {
		(void)cli_failure(r->c, rc, &e);
		return false;
	}
	if (strcmp(db_engine(r->db), "sqlite") != 0 && evidence_seal(r->db, &e) != RC_OK)
		(void)cli_failure(
		    r->c, RC_DB, &e); /* the acts stand; the next one to seal takes them along */
	return cli_write(r->c, buf_text(&r->out)) == CLI_DONE;
}

int cmd_act(struct cli *c)
{
	struct run r = {.c = c};
	int status = cli_register(c, &r.db, &r.env);

	if (status != CLI_DONE)
		return status;
	status = lines_each(c, BATCH, answer_lines, &r);
	buf_free(&r.out);
	db_close(r.db);
	return status;
}
