/* Reading and writing accounts. */
#include "user.h"

#include "json.h"

static const struct {
	unsigned role;
	const char *word;
} roles[] = {
    {ROLE_OFFICER, "officer"},
    {ROLE_SENIOR, "senior"},
    {ROLE_INSPECTOR, "inspector"},
    {ROLE_AKIMAT, "akimat"},
    {ROLE_DUTY, "duty"},
    {ROLE_AUDITOR, "auditor"},
    {ROLE_ADMIN, "admin"},
    {ROLE_HOST, "host"},
};

unsigned user_role(struct str word)
{
	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (str_is(word, roles[i].word))
			return roles[i].role;
	return 0;
}

const char *user_role_word(unsigned role)
{
	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (roles[i].role == role)
			return roles[i].word;
	return "";
}

struct str user_role_words(struct arena *a)
{
	struct str all = {"", 0};

	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		all = arena_printf(a, "%.*s%s%s", STR_FMT(all), i > 0 ? ", " : "", roles[i].word);
	return all;
}

static bool name_sign(char c)
{
	c = ascii_lower(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

struct str user_name_key(struct arena *a, struct str name)
{
	char *z = arena_z(a, name);

	for (size_t i = 0; i < name.n; i++)
		z[i] = ascii_lower(z[i]);
	return (struct str){z, name.n};
}

bool user_name_ok(struct str name)
{
	static const char *const own[] = {"cli", "mekenjai", "system"};
	struct arena a = {0};
	struct str key;
	bool ok = name.n > 0 && name.n <= USER_NAME_MAX;

	for (size_t i = 0; i < name.n && ok; i++)
		ok = name_sign(name.p[i]);
	if (!ok)
		return false;
	key = user_name_key(&a, name);
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		ok = ok && !str_is(key, own[i]);
	arena_free(&a);
	return ok;
}

static void read_precincts(struct arena *a, struct str text, struct user *out)
{
	const json_t *list = json_read_in(a, text, NULL);
	size_t n = json_array_size(list);

	out->precincts = n > 0 ? ARENA_ARRAY(a, struct str, n) : NULL;
	out->precincts_n = 0;
	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_array_get(list, i);

		if (json_is_string(v))
			out->precincts[out->precincts_n++] =
			    (struct str){json_string_value(v), json_string_length(v)};
	}
}

void user_from_row(struct db_cur *c, struct arena *a, struct user *out)
{
	*out = (struct user){
	    .name = db_text(c, 0, a),
	    .role = user_role(db_text(c, 1, a)),
	    .unit = db_text(c, 2, a),
	    .district = db_text(c, 3, a),
	    .person = db_text(c, 5, a),
	    .lang = db_text(c, 6, a),
	    .disabled = db_int(c, 7) != 0,
	    .created_by = db_int(c, 8),
	    .changed_by = db_int(c, 9),
	    .holder = db_text(c, 10, a),
	    .dwelling = db_text(c, 11, a),
	};
	read_precincts(a, db_text(c, 4, a), out);
}

enum rc user_read(struct db *db, struct arena *a, struct str name, struct user *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	*out = (struct user){0};
	db_start(db, &c, STMT_USER_BY_NAME, DB_ARGS(DB_TEXT(name)), e);
	found = db_next(&c, e);
	if (found)
		user_from_row(&c, a, out);
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

enum rc user_name_free(
    struct db *db, struct arena *a, struct str name, bool *is_free, struct str *by, struct err *e)
{
	struct db_cur c;

	*is_free = true;
	*by = (struct str){"", 0};
	db_start(db, &c, STMT_USER_BY_KEY, DB_ARGS(DB_TEXT(user_name_key(a, name))), e);
	if (db_next(&c, e)) {
		*is_free = false;
		*by = db_text(&c, 0, a);
	}
	return db_end(&c);
}

enum rc users_list(struct db *db, struct arena *a, struct str after, int64_t limit,
    struct users *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct users){0};
	db_start(
	    db, &c, STMT_USER_PAGE, DB_ARGS(DB_TEXT(user_name_key(a, after)), DB_INT(limit)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		user_from_row(&c, a, &out->v[out->n++]);
	}
	return db_end(&c);
}

enum rc user_login(
    struct db *db, struct arena *a, struct str name, struct login *out, struct err *e)
{
	struct db_cur c;

	*out = (struct login){0};
	db_start(db, &c, STMT_USER_LOGIN, DB_ARGS(DB_TEXT(user_name_key(a, name))), e);
	if (db_next(&c, e)) {
		out->found = true;
		user_from_row(&c, a, &out->user);
		out->hash = db_text(&c, 12, a);
	}
	return db_end(&c);
}

static struct str precincts_text(struct arena *a, const struct user *u)
{
	json_t *list = json_keep(a, json_array());

	for (size_t i = 0; i < u->precincts_n; i++)
		(void)json_array_append_new(list, json_text(u->precincts[i]));
	return json_canonical(a, list);
}

enum rc user_add(struct db *db, const struct user *u, struct str hash, struct err *e)
{
	struct arena a = {0};
	enum rc rc = db_run(db, STMT_USER_INSERT,
	    DB_ARGS(DB_TEXT(u->name), DB_TEXT(user_name_key(&a, u->name)),
		DB_TEXT(str_of(user_role_word(u->role))), DB_TEXT_OR_NULL(u->unit),
		DB_TEXT_OR_NULL(u->district), DB_TEXT(precincts_text(&a, u)),
		DB_TEXT_OR_NULL(u->person), DB_TEXT(hash), DB_TEXT(u->lang), DB_INT(u->changed_by),
		DB_TEXT_OR_NULL(u->holder), DB_TEXT_OR_NULL(u->dwelling)),
	    e);

	arena_free(&a);
	return rc;
}

enum rc user_change(struct db *db, const struct user *u, struct err *e)
{
	struct arena a = {0};
	enum rc rc = db_run(db, STMT_USER_UPDATE,
	    DB_ARGS(DB_TEXT(u->name), DB_TEXT(str_of(user_role_word(u->role))),
		DB_TEXT_OR_NULL(u->unit), DB_TEXT_OR_NULL(u->district),
		DB_TEXT(precincts_text(&a, u)), DB_TEXT_OR_NULL(u->person), DB_TEXT(u->lang),
		DB_INT(u->changed_by), DB_TEXT_OR_NULL(u->holder), DB_TEXT_OR_NULL(u->dwelling)),
	    e);

	arena_free(&a);
	return rc;
}

enum rc user_set_password(
    struct db *db, struct str name, struct str hash, int64_t act, struct err *e)
{
	return db_run(
	    db, STMT_USER_PASSWORD, DB_ARGS(DB_TEXT(name), DB_TEXT(hash), DB_INT(act)), e);
}

enum rc user_disable(struct db *db, struct str name, int64_t act, int64_t now_us, struct err *e)
{
	enum rc rc =
	    db_run(db, STMT_USER_DISABLED, DB_ARGS(DB_TEXT(name), DB_INT(1), DB_INT(act)), e);

	if (rc == RC_OK)
		rc = db_run(db, STMT_SESSION_CLOSE_ALL, DB_ARGS(DB_TEXT(name)), e);
	if (rc == RC_OK)
		rc = db_run(db, STMT_TOKEN_REVOKE_ALL, DB_ARGS(DB_TEXT(name), DB_INT(now_us)), e);
	return rc;
}

enum rc user_enable(struct db *db, struct str name, int64_t act, struct err *e)
{
	return db_run(db, STMT_USER_DISABLED, DB_ARGS(DB_TEXT(name), DB_INT(0), DB_INT(act)), e);
}
