/* mekenjai user add, list, password, disable, enable. */
#include "account.h"

#include <string.h>

#define LIST_PAGE 200

/* An open register and a job on it; account_end in every case. */
static int begin(struct cli *c, struct account_job *job, struct arena *a)
{
	*job = (struct account_job){.c = c, .l = {.arena = a}};
	return cli_register(c, &job->db, &job->env);
}

static int end(struct account_job *job, struct arena *a, int status)
{
	db_close(job->db);
	arena_free(a);
	return status;
}

static struct str given(const struct cli *c, const char *option)
{
	return str_of(cli_value(c, option));
}

/* ---- add ---- */

struct adding {
	struct user_new u;
	char hash[SECRET_HASH];
	int64_t act;
};

static int read_role(struct cli *c, struct arena *a, struct adding *n)
{
	static const char *const words[] = {
	    "officer", "senior", "inspector", "akimat", "duty", "auditor", "admin", "host"};
	struct str all = user_role_words(a);
	const char *near;

	n->u.role = given(c, "--role");
	if (user_role(n->u.role) != 0)
		return CLI_DONE;
	if (n->u.role.n == 0)
		return cli_usage(c, MSG_CLI_USER_ROLE_NEEDED, ARGS({"roles", all}));
	near = cli_did_you_mean(n->u.role.p, words, ARRAY_LEN(words));
	return cli_usage(c, near != NULL ? MSG_CLI_USER_ROLE_NEAR : MSG_CLI_USER_ROLE_WRONG,
	    ARGS({"role", n->u.role}, {"near", str_of(near)}, {"roles", all}));
}

static int read_new(struct cli *c, struct arena *a, struct adding *n)
{
	const struct issue bad_name = {.problem = PROBLEM_USER_NAME};
	struct str *precincts = NULL;
	size_t cap = 0, i = 0;
	const char *z;

	n->u = (struct user_new){
	    .name = str_of(c->args[0]),
	    .unit = given(c, "--unit"),
	    .district = given(c, "--district"),
	    .person = given(c, "--person"),
	    .holder = given(c, "--holder"),
	    .dwelling = given(c, "--dwelling"),
	    .lang = str_of(lang_code(c->lang_given ? c->lang : LANG_RU)),
	};
	while ((z = cli_next(c, "--precinct", &i)) != NULL) {
		precincts = ARENA_GROW(a, precincts, n->u.precincts_n, &cap);
		precincts[n->u.precincts_n++] = str_of(z);
	}
	n->u.precincts = precincts;
	if (!user_name_ok(n->u.name))
		return cli_usage(c, MSG_CLI_USER_NAME,
		    ARGS({"name", n->u.name}, {"problem", text_problem(a, c->lang, &bad_name)}));
	return read_role(c, a, n);
}

static enum rc add(struct account_job *job, struct err *e)
{
	struct adding *n = job->ctx;

	return users_add(job->db, &job->env, &n->u, &n->act, &job->l, e);
}

/* Whether all else is right is said before anybody types a password twice. */
static int check(struct account_job *job, const struct user_new *u)
{
	struct err e = {0};
	enum rc rc = users_check(job->db, u, &job->l, &e);

	return rc == RC_OK ? account_issues(job->c, &job->l) : cli_failure(job->c, rc, &e);
}

int cmd_user_add(struct cli *c)
{
	struct arena a = {0};
	struct account_job job;
	struct adding n = {0};
	int status = read_new(c, &a, &n);

	if (status != CLI_DONE) {
		arena_free(&a);
		return status;
	}
	status = begin(c, &job, &a);
	if (status == CLI_DONE)
		status = check(&job, &n.u);
	if (status == CLI_DONE)
		status = account_password(c, n.u.name, n.hash);
	if (status == CLI_DONE) {
		cli_now(&job.env); /* typing takes its time */
		n.u.hash = str_of(n.hash);
		job.work = add;
		job.ctx = &n;
		status = account_change(&job);
	}
	if (status == CLI_DONE)
		cli_noted(c, MSG_CLI_USER_ADDED,
		    ARGS({"name", n.u.name}, {"role", n.u.role}, {"act", STR_INT(n.act)}));
	return end(&job, &a, status);
}

/* ---- list ---- */

static void print_user(struct buf *b, const struct user *u)
{
	buf_printf(b, "%.*s\t%s\t%.*s\t%.*s\t", STR_FMT(u->name), user_role_word(u->role),
	    STR_FMT(u->unit), STR_FMT(u->district));
	for (size_t i = 0; i < u->precincts_n; i++)
		buf_printf(b, "%s%.*s", i > 0 ? "," : "", STR_FMT(u->precincts[i]));
	buf_printf(b, "\t%.*s\t%.*s\t%s\t%.*s\t%.*s\n", STR_FMT(u->person), STR_FMT(u->lang),
	    u->disabled ? "disabled" : "active", STR_FMT(u->holder), STR_FMT(u->dwelling));
}

int cmd_user_list(struct cli *c)
{
	struct arena a = {0};
	struct account_job job;
	struct buf b = {0};
	struct err e = {0};
	struct users l = {0};
	struct str after = {"", 0};
	enum rc rc = RC_OK;
	int status = begin(c, &job, &a);

	buf_z(&b, "name\trole\tunit\tdistrict\tprecincts\tperson\tlang\tstate\tholder\tdwelling\n");
	while (status == CLI_DONE) {
		rc = users_list(job.db, &a, after, LIST_PAGE, &l, &e);
		if (rc != RC_OK) {
			status = cli_failure(c, rc, &e);
			break;
		}
		for (size_t i = 0; i < l.n; i++)
			print_user(&b, &l.v[i]);
		if (l.n < LIST_PAGE)
			break;
		after = l.v[l.n - 1].name;
	}
	if (status == CLI_DONE)
		status = cli_write(c, buf_text(&b));
	buf_free(&b);
	return end(&job, &a, status);
}

/* ---- one that is there ---- */

struct named {
	struct str name;
	char hash[SECRET_HASH];
	int64_t act;
};

static enum rc set_password(struct account_job *job, struct err *e)
{
	struct named *n = job->ctx;

	return users_set_password(
	    job->db, &job->env, n->name, str_of(n->hash), &n->act, &job->l, e);
}

static enum rc disable(struct account_job *job, struct err *e)
{
	struct named *n = job->ctx;

	return users_disable(job->db, &job->env, n->name, &n->act, &job->l, e);
}

static enum rc enable(struct account_job *job, struct err *e)
{
	struct named *n = job->ctx;

	return users_enable(job->db, &job->env, n->name, &n->act, &job->l, e);
}

/* Nobody types a password for a user who is not there. */
static int must_exist(struct account_job *job, struct str name)
{
	struct user u;
	struct err e = {0};
	enum rc rc = user_read(job->db, job->l.arena, name, &u, &e);

	if (rc == RC_NOT_FOUND) {
		issue_add(&job->l, STR("name"), PROBLEM_NO_SUCH, name);
		return account_issues(job->c, &job->l);
	}
	return rc == RC_OK ? CLI_DONE : cli_failure(job->c, rc, &e);
}

static int on_named(
    struct cli *c, enum rc (*work)(struct account_job *, struct err *), enum msg done)
{
	struct arena a = {0};
	struct account_job job;
	struct named n = {.name = str_of(c->args[0])};
	int status = begin(c, &job, &a);

	if (status == CLI_DONE && work == set_password) {
		status = must_exist(&job, n.name);
		if (status == CLI_DONE)
			status = account_password(c, n.name, n.hash);
	}
	if (status == CLI_DONE) {
		cli_now(&job.env);
		job.work = work;
		job.ctx = &n;
		status = account_change(&job);
	}
	if (status == CLI_DONE && n.act != 0)
		cli_noted(c, done, ARGS({"name", n.name}, {"act", STR_INT(n.act)}));
	return end(&job, &a, status);
}

int cmd_user_password(struct cli *c)
{
	return on_named(c, set_password, MSG_CLI_USER_PASSWORD_SET);
}

int cmd_user_disable(struct cli *c)
{
	return on_named(c, disable, MSG_CLI_USER_DISABLED);
}

int cmd_user_enable(struct cli *c)
{
	return on_named(c, enable, MSG_CLI_USER_ENABLED);
}
