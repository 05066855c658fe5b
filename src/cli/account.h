/* What the commands about users and tokens share. */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "register.h"
#include "users.h"

/*
 * A change: work runs in a writing transaction, perhaps several times, and puts what
 * stands against it into l, which is empty each time.
 */
struct account_job {
	struct cli *c;
	struct db *db;
	struct act_env env;
	struct issues l;
	enum rc (*work)(struct account_job *job, struct err *e);
	void *ctx;
};
/* CLI_DONE: done and sealed.  CLI_NO: refused, and said why. */
int account_change(struct account_job *job);
/* A line for each issue; CLI_NO where there is one. */
int account_issues(const struct cli *c, const struct issues *l);

/*
 * The password for `name', hashed: with --password-stdin a line of standard input, else
 * asked for twice on the terminal.  Judged by users_password_form.
 */
int account_password(const struct cli *c, struct str name, char hash[SECRET_HASH]);

#endif
