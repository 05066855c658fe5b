/*
 * Signing in.  The attempt is counted, durably, before the password is looked at; the
 * password is looked at in the small pool, for nobody as long as for somebody; only then is
 * there a session.
 */
#include "gate_impl.h"

#include "login.h"
#include "users.h"

#define US 1000000

static struct str field(const struct visit *v, const char *name)
{
	return v->json != NULL ? json_get_str(v->json, name) : form_get(&v->form, name);
}

/* The address of the proxy's client where there is a proxy. */
static struct str address(const struct visit *v)
{
	return v->x->req.client;
}

static enum rc attempt(struct visit *v)
{
	struct sign_in *s = v->own;
	int64_t wait = 0;
	enum rc rc;

	rc = login_attempt(v->db, s->user, address(v), v->env.now_us, &wait, &v->e);
	if (rc != RC_OK)
		return rc;
	s->wait_s = (wait + US - 1) / US;
	s->end = wait > 0 ? SIGN_IN_WAIT : SIGN_IN_WRONG;
	if (wait > 0)
		return RC_OK;
	return user_login(v->db, v->a, s->user, &s->login, &v->e);
}

/* Whoever is signed in already in this browser: signing in is the gate's work, not his. */
static enum rc as_gate(struct visit *v, enum rc (*work)(struct visit *v))
{
	unsigned roles = db_roles(v->db);
	enum rc rc;

	db_set_roles(v->db, ROLE_GATE);
	rc = work(v);
	db_set_roles(v->db, roles);
	return rc;
}

enum rc sign_in_begin(struct visit *v)
{
	struct sign_in *s = ARENA_NEW(v->a, struct sign_in);

	*s = (struct sign_in){.user = field(v, "user"), .password = field(v, "password")};
	v->own = s;
	return as_gate(v, attempt);
}

enum rc own_password_begin(struct visit *v)
{
	struct sign_in *s = ARENA_NEW(v->a, struct sign_in);

	*s = (struct sign_in){.user = v->user->name, .password = form_get(&v->form, "old")};
	v->own = s;
	return as_gate(v, attempt);
}

enum rc sign_in_prepare(struct visit *v)
{
	struct sign_in *s = v->own;

	if (s->end == SIGN_IN_WAIT)
		return RC_OK;
	s->right = users_password_ok(&s->login, s->password);
	return RC_OK;
}

/* Was it right, and is it still?  Then the attempt is taken back. */
static enum rc check(struct visit *v, struct sign_in *s)
{
	struct login l;
	enum rc rc;

	if (!s->right)
		return RC_OK;
	s->end = SIGN_IN_WRONG; /* run() may be called again */
	/* Disabled, or another password, in between? */
	rc = user_login(v->db, v->a, s->user, &l, &v->e);
	if (rc != RC_OK || !l.found || l.user.disabled || !str_eq(l.hash, s->login.hash))
		return rc;
	rc = login_succeeded(v->db, s->user, address(v), &v->e);
	s->session.user = l.user;
	if (rc == RC_OK)
		s->end = SIGN_IN_DONE;
	return rc;
}

static enum rc open_session(struct visit *v, struct sign_in *s)
{
	struct session_new n = {.user = s->session.user.name,
	    .address = address(v),
	    .now_us = v->env.now_us,
	    .idle_us = SESSION_IDLE_US,
	    .absolute_us = SESSION_ABSOLUTE_US};
	struct user user = s->session.user;
	enum rc rc = session_open(v->db, v->a, &n, &s->session, &v->e);

	if (rc != RC_OK)
		return rc;
	s->session.user = user;
	reply_cookie(&v->x->reply, SESSION_COOKIE, s->session.token, -1, v->x->secure_cookies);
	return RC_OK;
}

static enum rc finish(struct visit *v)
{
	struct sign_in *s = v->own;
	enum rc rc = check(v, s);

	if (rc != RC_OK || s->end != SIGN_IN_DONE)
		return rc;
	if (v->session != NULL) /* another one was open in this browser */
		rc = session_close(v->db, v->session->token, &v->e);
	return rc == RC_OK ? open_session(v, s) : rc;
}

enum rc sign_in_finish(struct visit *v, struct sign_in **out)
{
	*out = v->own;
	return as_gate(v, finish);
}

enum rc own_password_check(struct visit *v, struct sign_in *s)
{
	unsigned roles = db_roles(v->db);
	enum rc rc;

	db_set_roles(v->db, ROLE_GATE);
	rc = check(v, s);
	db_set_roles(v->db, roles);
	return rc;
}

enum rc own_password_reopen(struct visit *v, struct sign_in *s)
{
	unsigned roles = db_roles(v->db);
	enum rc rc;

	db_set_roles(v->db, ROLE_GATE);
	rc = open_session(v, s);
	db_set_roles(v->db, roles);
	return rc;
}

enum rc sign_out(struct visit *v)
{
	enum rc rc = RC_OK;
	unsigned roles = db_roles(v->db);

	db_set_roles(v->db, ROLE_GATE);
	if (v->session != NULL)
		rc = session_close(v->db, v->session->token, &v->e);
	db_set_roles(v->db, roles);
	reply_cookie(&v->x->reply, SESSION_COOKIE, STR(""), 0, v->x->secure_cookies);
	reply_cookie(&v->x->reply, "purpose", STR(""), 0, v->x->secure_cookies);
	return rc;
}
