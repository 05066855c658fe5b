/*
 * /password: everybody changes his own.  The old one is looked at as at a sign-in, counted
 * and in the small pool; the new one ends all his sessions, and this browser gets another.
 */
#include "pages.h"
#include "users.h"

#include <string.h>

/* wait_s > 0: so long to wait before anything is looked at. */
static enum rc show(struct visit *v, const struct issues *bad, int64_t wait_s, int status)
{
	static const struct {
		const char *name, *autocomplete;
	} boxes[] = {
	    {"old", "current-password"}, {"password", "new-password"}, {"again", "new-password"}};
	const char *labels[] = {SAY(v, PASSWORD_OLD), SAY(v, PASSWORD_NEW), SAY(v, PASSWORD_AGAIN)};
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);

	form->issues = bad;
	form->head = (struct html_form_head){.action = URL_LIT("password")};
	for (size_t i = 0; i < ARRAY_LEN(boxes); i++) {
		struct html_field *f =
		    input_add(v->a, form, INPUT_PASSWORD, boxes[i].name, STR(""));

		f->label = labels[i];
		f->autocomplete = boxes[i].autocomplete;
		f->css = "app-w-full";
		f->hint =
		    strcmp(boxes[i].name, "password") == 0 ? SAY(v, USER_PASSWORD_HINT) : NULL;
		form->v[form->n - 1].new_row = true;
	}
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, PASSWORD_CHANGE), .key = "ctrl+enter"};
	w->title = str_of(SAY(v, PASSWORD_TITLE));
	w->caption = v->user->name;
	w->issues = bad;
	if (wait_s > 0)
		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text =
		    text_plural(v->a, v->lang, MSG_LOGIN_WAIT, (wait_s + 59) / 60, NULL, 0);
	block_add(v->a, &w->left, BLOCK_FORM, NULL)->of.form = form;
	block_add(v->a, &w->right, BLOCK_TEXT, NULL)->of.text = str_of(SAY(v, PASSWORD_SESSIONS));
	return desk_plain(v, status, w);
}

static enum rc own_password_run(struct visit *v)
{
	return show(v, NULL, 0, 200);
}
const struct row own_password_row = {.run = own_password_run};

/* The passwords of the form, looked at in the pool. */
struct both {
	struct sign_in *old;
	struct issues bad;
	char hash[SECRET_HASH];
};

static enum rc change_prepare(struct visit *v)
{
	struct both *t = ARENA_NEW(v->a, struct both);
	struct str password = form_get(&v->form, "password");
	enum rc rc;

	t->old = v->own;
	t->bad = (struct issues){.arena = v->a};
	rc = sign_in_prepare(v);
	v->own = t;
	if (rc != RC_OK || !t->old->right)
		return rc;
	users_password_form(v->user->name, password, "password", &t->bad);
	if (t->bad.n == 0 && !str_eq(password, form_get(&v->form, "again")))
		issue_add(&t->bad, STR("again"), PROBLEM_NOT_SAME, STR(""));
	return t->bad.n > 0 ? RC_OK : users_hash(password, t->hash, &v->e);
}

static enum rc change_run(struct visit *v)
{
	struct both *t = v->own;
	struct issues *bad = ARENA_NEW(v->a, struct issues);
	int64_t act;
	enum rc rc = own_password_check(v, t->old);

	if (rc != RC_OK)
		return rc;
	v->keep = true; /* the attempt counts, or was taken back */
	*bad = (struct issues){.arena = v->a};
	if (t->old->end == SIGN_IN_WAIT)
		return show(v, NULL, t->old->wait_s > 0 ? t->old->wait_s : 1, 429);
	if (t->old->end != SIGN_IN_DONE) {
		issue_add(bad, STR("old"), PROBLEM_WRONG_PASSWORD, STR(""));
		return show(v, bad, 0, 400);
	}
	if (t->bad.n > 0)
		return show(v, &t->bad, 0, 400);
	rc = users_set_password(v->db, &v->env, v->user->name, str_of(t->hash), &act, bad, &v->e);
	if (rc == RC_OK)
		rc = own_password_reopen(v, t->old);
	return rc == RC_OK ? visit_see_other(v, STR("/")) : rc;
}
const struct row own_password_change_row = {
    .run = change_run, .begin = own_password_begin, .prepare = change_prepare};
