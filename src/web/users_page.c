/* /users and /units: for the administrator, who sees accounts and no personal data; the auditor reads. */
#include "lists.h"
#include "pages.h"
#include "users.h"

#include <string.h>

static const char *const roles[] = {
    "officer", "senior", "inspector", "akimat", "duty", "auditor", "admin", "host"};

/* ---- the list ---- */

static struct table_view *users_table(struct visit *v, const struct users *u)
{
	static const enum msg heads[] = {MSG_COLUMN_USER, MSG_COLUMN_ROLE, MSG_COLUMN_UNIT,
	    MSG_COLUMN_STATE, MSG_COLUMN_CHANGED, MSG_COLUMN_DO};
	struct table_view *t = list_table(
	    v, "users", SAY(v, USERS_TITLE), SAY(v, USERS_NONE), heads, ARRAY_LEN(heads));
	bool may = visit_may(v, ROLE_ADMIN);

	for (size_t i = 0; i < u->n; i++) {
		const struct user *x = &u->v[i];
		struct cell_view *c = table_row(v->a, t);

		c[0].text = x->name;
		c[1].text = word(v, "role", str_of(user_role_word(x->role)));
		c[2].text = name_of_unit(v, x->unit);
		c[3] = (struct cell_view){
		    .text = str_of(x->disabled ? SAY(v, USER_DISABLED) : SAY(v, USER_ACTIVE)),
		    .tag = x->disabled ? "grey" : "green"};
		c[4] = act_cell(v, x->changed_by);
		if (may)
			c[5] = (struct cell_view){.text = str_of(SAY(v, USER_OPEN)),
			    .url = url_path(v->a, STR("users"), x->name, STR(""))};
	}
	return t;
}

static enum rc users_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct users u;
	struct table_view *t;
	enum rc rc = users_list(v->db, v->a, visit_query(v, "after"), LIST_PAGE + 1, &u, &v->e);

	if (rc != RC_OK)
		return rc;
	w->title = str_of(SAY(v, USERS_TITLE));
	if (visit_may(v, ROLE_ADMIN))
		action_add(w, SAY(v, USER_NEW), URL_LIT("users/new"), NULL, NULL);
	if (u.n > LIST_PAGE) {
		u.n = LIST_PAGE;
		t = users_table(v, &u);
		t->more = url_query(v->a, URL_LIT("users"), "after", u.v[u.n - 1].name);
	} else {
		t = users_table(v, &u);
	}
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	return desk_plain(v, 200, w);
}
const struct row users_row = {.run = users_run};

/* ---- a new account ---- */

/* The password of the form, looked at and hashed in the pool; NULL: none was typed. */
struct typed {
	struct issues bad;
	bool given;
	char hash[SECRET_HASH];
};

static enum rc hash_prepare(struct visit *v)
{
	struct typed *t = ARENA_NEW(v->a, struct typed);
	struct str password = form_get(&v->form, "password");
	struct str name = desk_get(v, "name");

	if (name.n == 0)
		name = visit_param(v, "name");
	t->bad = (struct issues){.arena = v->a};
	t->given = password.n > 0;
	v->own = t;
	if (!t->given)
		return RC_OK;
	users_password_form(name, password, "password", &t->bad);
	return t->bad.n > 0 ? RC_OK : users_hash(password, t->hash, &v->e);
}

/* A copy of what the pool found: run() may be called again and must not add to it. */
static struct issues *found_bad(struct visit *v, bool needed)
{
	const struct typed *t = v->own;
	struct issues *l = ARENA_NEW(v->a, struct issues);

	*l = (struct issues){.arena = v->a};
	for (const struct issue *i = t->bad.first; i != NULL; i = i->next)
		issue_add(l, i->field, i->problem, i->arg);
	if (needed && !t->given)
		issue_add(l, STR("password"), PROBLEM_MISSING, STR(""));
	return l;
}

/* What a form says of an account, beside name and password: as typed, or as it is. */
struct of_account {
	struct str role, unit, district, precincts, holder, dwelling;
};

static struct of_account typed_account(const struct visit *v)
{
	return (struct of_account){desk_get(v, "role"), desk_get(v, "unit"),
	    desk_get(v, "district"), desk_get(v, "precincts"), desk_get(v, "holder"),
	    desk_get(v, "dwelling")};
}

static enum rc account_inputs(struct visit *v, struct inputs_view *form, const struct of_account *x)
{
	struct html_field *f = input_add(v->a, form, INPUT_SELECT, "role", x->role);
	enum rc rc;

	f->group = "role";
	f->words = roles;
	f->n_words = ARRAY_LEN(roles);
	rc = units_input(v, form, x->unit, &f);
	f->optional = true;
	f = input_add(v->a, form, INPUT_TEXT, "district", x->district);
	f->label = SAY(v, USER_DISTRICT);
	f->optional = true;
	form->v[form->n - 1].new_row = true;
	f = input_add(v->a, form, INPUT_TEXT, "precincts", x->precincts);
	f->label = SAY(v, USER_PRECINCTS);
	f->optional = true;
	f = input_add(v->a, form, INPUT_TEXT, "holder", x->holder);
	f->label = SAY(v, USER_HOLDER);
	f->hint = SAY(v, USER_HOLDER_HINT);
	f->optional = true;
	form->v[form->n - 1].new_row = true;
	f = input_add(v->a, form, INPUT_TEXT, "dwelling", x->dwelling);
	f->label = SAY(v, USER_DWELLING);
	f->optional = true;
	return rc;
}

static enum rc show_new(struct visit *v, const struct issues *bad, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	const struct of_account typed = typed_account(v);
	struct html_field *f;
	enum rc rc;

	form->issues = bad;
	form->head = (struct html_form_head){.action = URL_LIT("users/new"), .key = desk_key(v)};
	f = input_add(v->a, form, INPUT_TEXT, "name", desk_get(v, "name"));
	f->label = text_field(v->lang, STR("login"));
	f->max = USER_NAME_MAX;
	rc = account_inputs(v, form, &typed);
	f = input_add(v->a, form, INPUT_PASSWORD, "password", STR(""));
	f->autocomplete = "new-password";
	f->hint = SAY(v, USER_PASSWORD_HINT);
	form->v[form->n - 1].new_row = true;
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, RECORD_SAVE), .key = "ctrl+enter"};
	w->title = str_of(SAY(v, USER_NEW));
	w->issues = bad;
	action_add(w, SAY(v, RECORD_BACK), URL_LIT("users"), NULL, "secondary");
	block_add(v->a, &w->top, BLOCK_FORM, NULL)->of.form = form;
	return rc == RC_OK ? desk_plain(v, status, w) : rc;
}

static enum rc user_new_run(struct visit *v)
{
	return show_new(v, NULL, 200);
}
const struct row user_new_row = {.run = user_new_run};

/* "p1, p2": the ids between commas and blanks. */
static struct str *words_of_text(struct visit *v, struct str s, size_t *n)
{
	struct str *out = NULL;
	size_t cap = 0;

	*n = 0;
	while (s.n > 0 && *n < USER_PRECINCTS_MAX + 1) {
		size_t k = 0;

		while (k < s.n && s.p[k] != ',' && s.p[k] != ' ')
			k++;
		if (k > 0) {
			out = ARENA_GROW(v->a, out, *n, &cap);
			out[(*n)++] = (struct str){s.p, k};
		}
		s.p += k + (k < s.n);
		s.n -= k + (k < s.n);
	}
	return out;
}

/* The precincts stand in one box, and what is wrong with one of them beside it. */
static struct issues *at_boxes(struct visit *v, const struct issues *found)
{
	struct issues *l = ARENA_NEW(v->a, struct issues);

	*l = (struct issues){.arena = v->a};
	for (const struct issue *i = found->first; i != NULL; i = i->next)
		issue_add(l,
		    str_starts(i->field, "precincts.") ? STR("precincts")
		    : i->problem == PROBLEM_STALE      ? STR("")
						       : i->field,
		    i->problem, i->arg);
	return l;
}

static enum rc user_add_run(struct visit *v)
{
	const struct typed *t = v->own;
	struct issues *bad = found_bad(v, true);
	struct user_new u = {.name = desk_get(v, "name"),
	    .role = desk_get(v, "role"),
	    .unit = desk_get(v, "unit"),
	    .district = desk_get(v, "district"),
	    .holder = desk_get(v, "holder"),
	    .dwelling = desk_get(v, "dwelling"),
	    .hash = str_of(t->hash)};
	int64_t act;
	enum rc rc = RC_OK;

	u.precincts = words_of_text(v, desk_get(v, "precincts"), &u.precincts_n);
	if (bad->n > 0)
		rc = users_check(v->db, &u, bad, &v->e);
	else
		rc = users_add(v->db, &v->env, &u, &act, bad, &v->e);
	if (rc != RC_OK)
		return rc;
	return bad->n > 0 ? show_new(v, at_boxes(v, bad), 400) : visit_see_other(v, STR("/users"));
}
const struct row user_add_row = {.run = user_add_run, .prepare = hash_prepare};

/* ---- one account ---- */

static struct str precincts_text(struct visit *v, const struct user *u)
{
	struct str s = {"", 0};

	for (size_t i = 0; i < u->precincts_n; i++)
		s = arena_printf(
		    v->a, "%.*s%s%.*s", STR_FMT(s), i > 0 ? ", " : "", STR_FMT(u->precincts[i]));
	return s;
}

static enum rc change_form(struct visit *v, const struct user *u, const struct of_account *typed,
    const struct issues *bad, struct inputs_view **out)
{
	struct of_account is = {
	    str_of(user_role_word(u->role)), u->unit, u->district, {0}, u->holder, u->dwelling};
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);

	is.precincts = precincts_text(v, u);
	form->issues = typed != NULL ? bad : NULL;
	form->head =
	    (struct html_form_head){.action = url_path(v->a, STR("users"), u->name, STR("change")),
		.key = desk_key(v),
		.version = int_words(v, u->changed_by)};
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, RECORD_SAVE), .key = "ctrl+enter"};
	*out = form;
	return account_inputs(v, form, typed != NULL ? typed : &is);
}

static struct inputs_view *password_form(
    struct visit *v, const struct user *u, const struct issues *bad)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	form->issues = bad;
	form->head = (struct html_form_head){
	    .action = url_path(v->a, STR("users"), u->name, STR("password")), .key = desk_key(v)};
	f = input_add(v->a, form, INPUT_PASSWORD, "password", STR(""));
	f->autocomplete = "new-password";
	f->hint = SAY(v, USER_PASSWORD_HINT);
	form->button[form->n_buttons++] = (struct button){.label = SAY(v, USER_SET_PASSWORD)};
	return form;
}

static struct inputs_view *disable_form(struct visit *v, const struct user *u)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);

	form->head = (struct html_form_head){.action = url_path(v->a, STR("users"), u->name,
						 u->disabled ? STR("enable") : STR("disable")),
	    .key = desk_key(v)};
	form->button[form->n_buttons++] =
	    (struct button){.label = u->disabled ? SAY(v, USER_ENABLE) : SAY(v, USER_DISABLE),
		.kind = u->disabled ? "secondary" : "warning"};
	return form;
}

static bool is_stale(const struct issues *bad)
{
	for (const struct issue *i = bad != NULL ? bad->first : NULL; i != NULL; i = i->next)
		if (i->problem == PROBLEM_STALE)
			return true;
	return false;
}

/* typed: what a change that was refused had; NULL: the account as it is. */
static enum rc show_user(struct visit *v, const struct user *u, const struct of_account *typed,
    const struct issues *bad, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);
	struct inputs_view *change;
	enum rc rc = change_form(v, u, typed, bad, &change);

	if (rc != RC_OK)
		return rc;
	w->title = u->name;
	w->caption = str_of(SAY(v, USERS_TITLE));
	w->issues = bad;
	summary_add(v->a, s, label(v, "role"), word(v, "role", str_of(user_role_word(u->role))));
	summary_add(v->a, s, label(v, "unit"), name_of_unit(v, u->unit));
	summary_add(v->a, s, str_of(SAY(v, USER_DISTRICT)), word(v, "district", u->district));
	summary_add(v->a, s, str_of(SAY(v, USER_HOLDER)), u->holder);
	summary_add(v->a, s, str_of(SAY(v, USER_DWELLING)), name_of_dwelling(v, u->dwelling));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_STATE)),
	    str_of(u->disabled ? SAY(v, USER_DISABLED) : SAY(v, USER_ACTIVE)));
	if (is_stale(bad))
		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text =
		    stale_words(v, u->changed_by);
	block_add(v->a, &w->left, BLOCK_SUMMARY, NULL)->of.summary = s;
	block_add(v->a, &w->left, BLOCK_FORM, SAY(v, USER_CHANGE))->of.form = change;
	block_add(v->a, &w->right, BLOCK_FORM, SAY(v, USER_PASSWORD))->of.form =
	    password_form(v, u, typed == NULL ? bad : NULL);
	block_add(v->a, &w->right, BLOCK_FORM, NULL)->of.form = disable_form(v, u);
	action_add(w, SAY(v, RECORD_BACK), URL_LIT("users"), NULL, "secondary");
	return desk_plain(v, status, w);
}

static enum rc user_run(struct visit *v)
{
	struct user u;
	enum rc rc = user_read(v->db, v->a, visit_param(v, "name"), &u, &v->e);

	return rc == RC_OK ? show_user(v, &u, NULL, NULL, 200) : rc;
}
const struct row user_row = {.run = user_run};

/* What an act on an account came to: the page again, with what was wrong. */
static enum rc after(
    struct visit *v, enum rc rc, const struct of_account *typed, const struct issues *bad)
{
	struct user u;

	if (rc == RC_OK)
		rc = user_read(v->db, v->a, visit_param(v, "name"), &u, &v->e);
	if (rc != RC_OK)
		return rc;
	if (bad->n > 0)
		return show_user(v, &u, typed, bad, is_stale(bad) ? 409 : 400);
	return visit_see_other(v, url_path(v->a, STR("users"), u.name, STR("")).s);
}

/* The form has neither the person nor the language: they stay as they are. */
static enum rc user_change_run(struct visit *v)
{
	struct issues bad = {.arena = v->a};
	const struct of_account typed = typed_account(v);
	struct user_new n = {.name = visit_param(v, "name"),
	    .role = typed.role,
	    .unit = typed.unit,
	    .district = typed.district,
	    .holder = typed.holder,
	    .dwelling = typed.dwelling,
	    .version = number_of(desk_get(v, "version"))};
	struct user was;
	int64_t act;
	enum rc rc = user_read(v->db, v->a, n.name, &was, &v->e);

	if (rc != RC_OK)
		return rc;
	n.person = was.person;
	n.lang = was.lang;
	n.precincts = words_of_text(v, typed.precincts, &n.precincts_n);
	if (n.version == 0) /* a form of ours always says what it showed */
		issue_add(&bad, STR("name"), PROBLEM_STALE, STR(""));
	else
		rc = users_change(v->db, &v->env, &n, &act, &bad, &v->e);
	return after(v, rc, &typed, at_boxes(v, &bad));
}
const struct row user_change_row = {.run = user_change_run};

static enum rc user_password_run(struct visit *v)
{
	const struct typed *t = v->own;
	struct issues *bad = found_bad(v, true);
	int64_t act;
	enum rc rc = RC_OK;

	if (bad->n == 0)
		rc = users_set_password(
		    v->db, &v->env, visit_param(v, "name"), str_of(t->hash), &act, bad, &v->e);
	return after(v, rc, NULL, bad);
}
const struct row user_password_row = {.run = user_password_run, .prepare = hash_prepare};

static enum rc disable_or_enable(struct visit *v, bool disable)
{
	struct issues *bad = ARENA_NEW(v->a, struct issues);
	struct str name = visit_param(v, "name");
	int64_t act;

	*bad = (struct issues){.arena = v->a};
	if (disable)
		return after(v, users_disable(v->db, &v->env, name, &act, bad, &v->e), NULL, bad);
	return after(v, users_enable(v->db, &v->env, name, &act, bad, &v->e), NULL, bad);
}

static enum rc user_disable_run(struct visit *v)
{
	return disable_or_enable(v, true);
}
const struct row user_disable_row = {.run = user_disable_run};

static enum rc user_enable_run(struct visit *v)
{
	return disable_or_enable(v, false);
}
const struct row user_enable_row = {.run = user_enable_run};

/* ---- units ---- */

static enum rc units_run(struct visit *v)
{
	static const enum msg heads[] = {
	    MSG_COLUMN_ID, MSG_COLUMN_NAME, MSG_COLUMN_PARENT, MSG_COLUMN_DISTRICT};
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct table_view *t = list_table(
	    v, "units", SAY(v, UNITS_TITLE), SAY(v, UNITS_NONE), heads, ARRAY_LEN(heads));
	struct units units;
	enum rc rc = units_all(v->db, v->a, &units, &v->e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < units.n; i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = units.v[i].id, .mono = true};
		c[1].text = unit_words(v, &units.v[i]);
		c[2].text = name_of_unit(v, units.v[i].parent);
		c[3].text = word(v, "district", json_get_str(units.v[i].data, "district"));
	}
	w->title = str_of(SAY(v, UNITS_TITLE));
	block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text = str_of(SAY(v, UNITS_LOAD));
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	return desk_plain(v, 200, w);
}
const struct row units_row = {.run = units_run};
