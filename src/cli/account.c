/* Passwords from people, and changes of accounts. */
#include "account.h"

#include "evidence.h"

#include <string.h>
#include <unistd.h>

int account_issues(const struct cli *c, const struct issues *l)
{
	struct arena a = {0};

	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		struct str text = text_issue(&a, c->lang, i);

		(void)cli_failed(c, MSG_CLI_ISSUE, ARGS({"issue", text}));
	}
	arena_free(&a);
	return l->n > 0 ? CLI_NO : CLI_DONE;
}

static enum rc change(struct db *db, void *ctx, struct err *e)
{
	struct account_job *job = ctx;
	enum rc rc;

	job->l = (struct issues){.arena = job->l.arena};
	rc = job->work(job, e);
	if (rc == RC_OK && job->l.n == 0 && strcmp(db_engine(db), "sqlite") == 0)
		rc = evidence_seal_in_tx(db, e);
	return rc;
}

int account_change(struct account_job *job)
{
	struct err e = {0};
	enum rc rc = db_tx(job->db, true, change, job, &e);

	if (rc != RC_OK)
		return cli_failure(job->c, rc, &e);
	if (job->l.n == 0 && strcmp(db_engine(job->db), "sqlite") != 0 &&
	    evidence_seal(job->db, &e) != RC_OK)
		(void)cli_failure(
		    job->c, RC_DB, &e); /* the act stands; the next one to seal takes it along */
	return account_issues(job->c, &job->l);
}

static int ask_line(const struct cli *c, enum msg prompt, char out[SECRET_MAX + 1])
{
	struct buf b = {0};
	struct err e = {0};
	enum rc rc;

	buf_printf(&b, "%s: ", cli_text(c, prompt));
	buf_char(&b, '\0');
	rc = secret_read(STDIN_FILENO, b.p, out, &e);
	buf_free(&b);

	if (rc == RC_BAD_INPUT)
		return cli_usage(c, MSG_CLI_PASSWORD_WRONG, ARGS({"detail", str_of(e.msg)}));
	return rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
}

static int ask(const struct cli *c, char out[SECRET_MAX + 1])
{
	char again[SECRET_MAX + 1];
	int status;

	if (cli_flag(c, "--password-stdin"))
		return ask_line(c, MSG_CLI_PASSWORD, out);
	if (isatty(STDIN_FILENO) == 0)
		return cli_usage(c, MSG_CLI_NO_TERMINAL, NULL);
	status = ask_line(c, MSG_CLI_PASSWORD, out);
	if (status == CLI_DONE)
		status = ask_line(c, MSG_CLI_ONCE_MORE, again);
	if (status == CLI_DONE && !secret_equal(str_of(out), str_of(again)))
		status = cli_usage(c, MSG_CLI_PASSWORDS_DIFFER, NULL);
	secret_wipe(again, sizeof(again));
	return status;
}

int account_password(const struct cli *c, struct str name, char hash[SECRET_HASH])
{
	char password[SECRET_MAX + 1];
	struct arena a = {0};
	struct issues l = {.arena = &a};
	struct err e = {0};
	enum rc rc;
	int status = ask(c, password);

	if (status == CLI_DONE) {
		users_password_form(name, str_of(password), "password", &l);
		status = account_issues(c, &l);
	}
	if (status == CLI_DONE) {
		rc = users_hash(str_of(password), hash, &e);
		status = rc == RC_OK ? CLI_DONE : cli_failure(c, rc, &e);
	}
	secret_wipe(password, sizeof(password));
	arena_free(&a);
	return status;
}
