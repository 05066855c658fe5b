/* What is wrong with a password or an account, before anything is written. */
#include "users.h"

#include "kind_value.h"
#include "records.h"
#include "utf8.h"

#include <string.h>

/* ---- passwords ---- */

void users_password_form(struct str name, struct str password, const char *field, struct issues *l)
{
	struct arena a = {0};

	if (!utf8_valid(password))
		issue_add(l, str_of(field), PROBLEM_BAD_UTF8, STR(""));
	else if (utf8_length(password) < PASSWORD_MIN)
		issue_add(l, str_of(field), PROBLEM_SHORT_PASSWORD,
		    arena_printf(l->arena, "%d", PASSWORD_MIN));
	else if (password.n > SECRET_MAX)
		issue_add(
		    l, str_of(field), PROBLEM_TOO_LONG, arena_printf(l->arena, "%d", SECRET_MAX));
	else if (utf8_valid(name) &&
		 str_eq(utf8_fold(&a, utf8_trim(password)), utf8_fold(&a, name)))
		issue_add(l, str_of(field), PROBLEM_PASSWORD_NAME, STR(""));
	arena_free(&a);
}

enum rc users_hash(struct str password, char out[SECRET_HASH], struct err *e)
{
	struct arena a = {0};
	enum rc rc;

	if (!utf8_valid(password))
		return fail(e, RC_BAD_INPUT, "a password must be UTF-8");
	rc = secret_hash(utf8_nfc(&a, password), out, e);
	arena_free(&a);
	return rc;
}

bool users_password_ok(const struct login *who, struct str password)
{
	struct arena a = {0};
	struct str nfc = utf8_valid(password) ? utf8_nfc(&a, password) : password;
	bool ok = false;

	if (who->found && !who->user.disabled)
		ok = secret_check(who->hash, nfc);
	else
		secret_check_nobody(nfc);
	arena_free(&a);
	return ok;
}

/* ---- what is wrong with an account ---- */

/* Roles whose work is on the dwellings of a unit. */
static bool role_has_unit(unsigned role)
{
	return (role & (ROLE_OFFICER | ROLE_SENIOR | ROLE_INSPECTOR)) != 0;
}

static enum rc check_unit(
    struct db *db, const struct user_new *u, unsigned role, struct issues *l, struct err *e)
{
	struct arena a = {0};
	struct unit unit;
	enum rc rc = RC_OK;

	if (u->unit.n > 0 && role == ROLE_HOST)
		issue_add(l, STR("unit"), PROBLEM_MUST_BE_EMPTY, u->role);
	else if (u->unit.n > 0)
		rc = unit_read(db, &a, u->unit, &unit, e);
	else if (role_has_unit(role))
		issue_add(l, STR("unit"), PROBLEM_MISSING, STR(""));
	if (rc == RC_NOT_FOUND) {
		issue_add(l, STR("unit"), PROBLEM_NO_SUCH, u->unit);
		rc = RC_OK;
	}
	arena_free(&a);
	return rc;
}

static bool kato_ok(struct str s)
{
	bool ok = s.n == 9;

	for (size_t i = 0; i < s.n && ok; i++)
		ok = s.p[i] >= '0' && s.p[i] <= '9';
	return ok;
}

/* Something for another role would look as if it had an effect. */
static void check_district(const struct user_new *u, unsigned role, struct issues *l)
{
	if (role == ROLE_AKIMAT && u->district.n == 0)
		issue_add(l, STR("district"), PROBLEM_MISSING, STR(""));
	else if (u->district.n > 0 && role != ROLE_AKIMAT)
		issue_add(l, STR("district"), PROBLEM_MUST_BE_EMPTY, u->role);
	else if (u->district.n > 0 && !kato_ok(u->district))
		issue_add(l, STR("district"), PROBLEM_KATO, STR(""));
}

/* May be none: the file of precincts names inspectors too (interface.md section 3). */
static enum rc check_precincts(
    struct db *db, const struct user_new *u, unsigned role, struct issues *l, struct err *e)
{
	struct db_cur c;
	enum rc rc = RC_OK;

	if (u->precincts_n > USER_PRECINCTS_MAX)
		issue_add(l, STR("precincts"), PROBLEM_TOO_MANY,
		    arena_printf(l->arena, "%d", USER_PRECINCTS_MAX));
	else if (u->precincts_n > 0 && role != ROLE_INSPECTOR)
		issue_add(l, STR("precincts"), PROBLEM_MUST_BE_EMPTY, u->role);
	else
		for (size_t i = 0; i < u->precincts_n && rc == RC_OK; i++) {
			struct str at = arena_printf(l->arena, "precincts.%zu", i);

			for (size_t j = 0; j < i; j++)
				if (str_eq(u->precincts[i], u->precincts[j]) && !issue_at(l, at))
					issue_add(l, at, PROBLEM_TWICE, STR(""));
			db_start(db, &c, STMT_PRECINCT_BY_ID, DB_ARGS(DB_TEXT(u->precincts[i])), e);
			if (!db_next(&c, e))
				issue_add(l, at, PROBLEM_NO_SUCH, u->precincts[i]);
			rc = db_end(&c);
		}
	return rc;
}

static enum rc check_person(
    struct db *db, const struct user_new *u, struct issues *l, struct err *e)
{
	int64_t one;
	bool there;
	enum rc rc;

	if (u->person.n == 0)
		return RC_OK;
	/* That there is such a person, and nothing of him: an administrator reads no personal data. */
	rc = db_one_int(db, STMT_PERSON_THERE, DB_ARGS(DB_TEXT(u->person)), &one, &there, e);
	if (rc == RC_OK && !there)
		issue_add(l, STR("person"), PROBLEM_NO_SUCH, u->person);
	return rc;
}

/* As the file of holdings has a holder. */
static const struct column host_columns[] = {
    {"holder", COLUMN_HOLDER, NEEDED_YES, .max = 200},
    {"host", COLUMN_HOLDER, NEEDED_YES, .max = 200},
    {"dwelling", COLUMN_REF, NEEDED_YES},
};

/* That there is such a record, and nothing of what is in it. */
static enum rc must_be_there(struct db *db, enum stmt_id stmt, const char *field, struct str id,
    struct issues *l, struct err *e)
{
	struct db_cur c;

	if (issue_at(l, str_of(field)))
		return RC_OK;
	db_start(db, &c, stmt, DB_ARGS(DB_TEXT(id)), e);
	if (!db_next(&c, e))
		issue_add(l, str_of(field), PROBLEM_NO_SUCH, id);
	return db_end(&c);
}

static void check_form(const struct column *c, struct str s, struct issues *l)
{
	json_t *v = kind_value(c, str_of(c->name), s, l);

	if (v == NULL && !issue_at(l, str_of(c->name)))
		issue_add(l, str_of(c->name), PROBLEM_MISSING, STR(""));
	json_decref(v);
}

enum rc users_check_host(struct db *db, const struct host_of *h, struct issues *l, struct err *e)
{
	const struct column *holder = &host_columns[strcmp(h->field, "host") == 0];
	enum rc rc = RC_OK;

	check_form(holder, h->holder, l);
	check_form(&host_columns[2], h->dwelling, l);
	if (!str_starts(h->holder, "org:"))
		rc = must_be_there(db, STMT_PERSON_THERE, h->field, h->holder, l, e);
	if (rc == RC_OK)
		rc = must_be_there(db, STMT_DWELLING_BY_ID, "dwelling", h->dwelling, l, e);
	return rc;
}

/* A host reports for somebody, and from one place; nobody else has either. */
static enum rc check_host(
    struct db *db, const struct user_new *u, unsigned role, struct issues *l, struct err *e)
{
	if (role == ROLE_HOST)
		return users_check_host(
		    db, &(struct host_of){u->holder, u->dwelling, "holder"}, l, e);
	if (u->holder.n > 0)
		issue_add(l, STR("holder"), PROBLEM_MUST_BE_EMPTY, u->role);
	if (u->dwelling.n > 0)
		issue_add(l, STR("dwelling"), PROBLEM_MUST_BE_EMPTY, u->role);
	return RC_OK;
}

enum rc users_check_rest(struct db *db, const struct user_new *u, struct issues *l, struct err *e)
{
	unsigned role = user_role(u->role);
	enum rc rc;

	if (role == 0)
		issue_add(l, STR("role"), u->role.n == 0 ? PROBLEM_MISSING : PROBLEM_WORD,
		    user_role_words(l->arena));
	if (u->lang.n > 0 && !str_is(u->lang, "ru") && !str_is(u->lang, "kk") &&
	    !str_is(u->lang, "en"))
		issue_add(l, STR("lang"), PROBLEM_WORD, STR("ru, kk, en"));
	rc = check_unit(db, u, role, l, e);
	if (role != 0)
		check_district(u, role, l);
	if (role != 0 && rc == RC_OK)
		rc = check_precincts(db, u, role, l, e);
	if (rc == RC_OK)
		rc = check_person(db, u, l, e);
	if (rc == RC_OK && role != 0)
		rc = check_host(db, u, role, l, e);
	return rc;
}

enum rc users_check(struct db *db, const struct user_new *u, struct issues *l, struct err *e)
{
	bool is_free;
	struct str by;
	enum rc rc = RC_OK;

	if (u->name.n == 0) {
		issue_add(l, STR("name"), PROBLEM_MISSING, STR(""));
	} else if (!user_name_ok(u->name)) {
		issue_add(l, STR("name"), PROBLEM_USER_NAME, STR(""));
	} else {
		rc = user_name_free(db, l->arena, u->name, &is_free, &by, e);
		if (rc == RC_OK && !is_free)
			issue_add(l, STR("name"), PROBLEM_USER_TAKEN, by);
	}
	return rc == RC_OK ? users_check_rest(db, u, l, e) : rc;
}
