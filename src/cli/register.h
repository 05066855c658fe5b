/* What a command needs that works on the register. */
#ifndef REGISTER_H
#define REGISTER_H

#include "acts.h"
#include "cli.h"

/*
 * Open the register of --db as its owner; its schema must be up to date (else the
 * message says to run `mekenjai init').  env: who, pack, now, today, rehearsal;
 * `--clock' of the command is obeyed, in a rehearsal register alone.  CLI_DONE, or
 * another status after a message; close *out with db_close.
 */
int cli_register(struct cli *c, struct db **out, struct act_env *env);

/* Set env's clock to now (or to the --clock that runs on). */
void cli_now(struct act_env *env);

/* The key that seals, made if it is not there; CLI_DONE or a message. */
int cli_key(const struct cli *c);

/*
 * Make the schema of the register at `url', or bring it up to date.  Where that makes new
 * derived tables beside acts that there are already, all that follows from the acts is made anew; a
 * stop in between is made up for at the next call, and until then cli_register refuses the
 * register.  *done: migrations; *rebuilt: derived tables were made anew.
 */
struct upgraded {
	size_t done;
	bool rebuilt;
};
enum rc cli_upgrade(
    const struct cli *c, const char *url, struct upgraded *out, struct err *e) MUST_USE;
/* Is the schema up to date, but not what follows from the acts? */
enum rc cli_upgrade_due(struct db *db, bool *due, struct err *e) MUST_USE;

/* Remove the file of an SQLite register with its log; no error where there is none. */
void register_unlink(const char *path);

/* "--on" or "--from" and "--until", "--known-on": false after a message. */
bool cli_day(const struct cli *c, const char *option, day_t *out);

#endif
