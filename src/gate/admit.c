/* Who asks, in which language, may he, and is the request whole. */
#include "gate_impl.h"

#include "multipart.h"

#include "clock.h"
#include "secret.h"
#include "text.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

#define LANG_COOKIE    "lang"
#define PURPOSE_COOKIE "purpose"

/* ---- language ---- */

/* "kk-KZ;q=0.8" → the weight in thousandths; 1000 without one. */
static long weight(struct str one)
{
	const char *q = memmem(one.p, one.n, ";q=", 3);
	char z[8] = "";
	size_t n;

	if (q == NULL)
		return 1000;
	n = one.n - (size_t)(q - one.p) - 3;
	memcpy(z, q + 3, n < sizeof(z) - 1 ? n : sizeof(z) - 1);
	return (long)(strtod(z, NULL) * 1000);
}

/* Up to the first c. */
static struct str before(struct str s, char c)
{
	const char *at = s.n > 0 ? memchr(s.p, c, s.n) : NULL;

	return at != NULL ? (struct str){s.p, (size_t)(at - s.p)} : s;
}

static bool accepted(struct str header, enum lang *out)
{
	long best = 0;

	while (header.n > 0) {
		struct str one = before(header, ',');
		size_t used = one.n < header.n ? one.n + 1 : one.n;
		enum lang lang;
		bool ok;
		long w;

		header.p += used;
		header.n -= used;
		one = str_trim(one);
		w = weight(one);
		lang = lang_parse(str_trim(before(one, ';')), &ok);
		if (ok && w > best) {
			best = w;
			*out = lang;
		}
	}
	return best > 0;
}

static bool said(struct str s, enum lang *out)
{
	bool ok = false;
	enum lang lang = s.n > 0 ? lang_parse(s, &ok) : LANG_RU;

	if (ok)
		*out = lang;
	return ok;
}

/* A program says what it wants with each request; a person at the desk has said it once. */
void visit_language(struct call *c)
{
	struct visit *v = &c->v;
	const struct request *q = &v->x->req;
	struct str header = request_header(q, "Accept-Language");
	bool api = v->x->match.route != NULL && (v->x->match.route->flags & ROUTE_API) != 0;

	v->lang = LANG_RU;
	c->lang_asked = said(form_get(&q->query, "lang"), &v->lang);
	if (c->lang_asked || (api && accepted(header, &v->lang)))
		return;
	if (said(request_cookie(q, LANG_COOKIE, v->x->secure_cookies), &v->lang) ||
	    (v->user != NULL && said(v->user->lang, &v->lang)))
		return;
	(void)accepted(header, &v->lang);
}

/* ---- who ---- */

static void touch_run(struct call *c);

static struct str bearer(const struct request *q)
{
	struct str h = request_header(q, "Authorization");

	if (h.n > 7 && strncasecmp(h.p, "Bearer ", 7) == 0)
		return str_trim((struct str){h.p + 7, h.n - 7});
	return (struct str){0};
}

static enum rc find_token(struct call *c, struct db *db, struct str secret, struct err *e)
{
	struct visit *v = &c->v;
	struct token *t = ARENA_NEW(v->a, struct token);
	enum rc rc = token_find(db, v->a, secret, clock_now(), t, e);

	if (rc != RC_OK)
		return rc;
	v->user = &t->user;
	c->has_token = true;
	if (t->touch)
		touch_run(c);
	return RC_OK;
}

static enum rc find_session(struct call *c, struct db *db, struct err *e)
{
	struct visit *v = &c->v;
	struct str token = request_cookie(&v->x->req, SESSION_COOKIE, v->x->secure_cookies);
	struct session *s = ARENA_NEW(v->a, struct session);
	enum rc rc;

	if (token.n == 0)
		return RC_NOT_FOUND;
	rc = session_find(db, v->a, token, clock_now(), s, e);
	if (rc != RC_OK)
		return rc;
	s->token = token;
	v->session = s;
	v->user = &s->user;
	if (s->touch)
		touch_run(c);
	return RC_OK;
}

/* A bearer token is for the API alone, and where there is one no cookie counts. */
static enum rc find_user(struct call *c, struct db *db, struct err *e)
{
	const struct request *q = &c->v.x->req;
	bool api = (c->v.x->match.route->flags & ROUTE_API) != 0;

	if (api && request_has_header(q, "Authorization"))
		return find_token(c, db, bearer(q), e);
	return find_session(c, db, e);
}

/* ---- the last use of a session or token, written a while after ---- */

struct touch {
	struct job job;
	struct arena a;
	struct str secret;
	bool token;
};

static enum rc touch_write(void *pen, struct job *j, struct err *e)
{
	struct touch *t = (struct touch *)j;
	struct db *db = pen_db(pen);

	return t->token ? token_touch(db, t->secret, clock_now(), e)
			: session_touch(db, t->secret, clock_now(), e);
}

static void touch_done(struct job *j, enum rc rc, const struct err *e)
{
	struct touch *t = (struct touch *)j;

	(void)rc; /* the next request tries again */
	(void)e;
	arena_free(&t->a);
	free(t);
}

static void touch_run(struct call *c)
{
	struct touch *t = xcalloc(1, sizeof(*t));
	struct str secret = c->has_token ? bearer(&c->v.x->req) : c->v.session->token;

	t->job = (struct job){.run = touch_write, .done = touch_done, .lazy = true};
	t->secret = arena_str(&t->a, secret);
	t->token = c->has_token;
	if (writer_put(c->v.gate->writer, &t->job) != RC_OK)
		touch_done(&t->job, RC_RETRY, NULL);
}

/* ---- another site's page ---- */

/*
 * Browsers say from where a form was sent.  What says nothing is no browser, or an old
 * one, and has the form's secret to show.
 */
static bool same_origin(const struct visit *v)
{
	const struct request *q = &v->x->req;
	struct str site = request_header(q, "Sec-Fetch-Site");
	struct str origin = request_header(q, "Origin");
	struct str own =
	    arena_printf(v->a, "http%s://%.*s", q->secure ? "s" : "", STR_FMT(q->host));

	if (site.n > 0 && !str_is(site, "same-origin") && !str_is(site, "none"))
		return false;
	return origin.n == 0 || str_eq(origin, own);
}

static bool secret_shown(const struct visit *v)
{
	struct str shown = request_header(&v->x->req, "X-CSRF-Token");

	if (shown.n == 0)
		shown = form_get(&v->form, "csrf");
	return secret_equal(shown, v->session->csrf);
}

static bool csrf_ok(const struct call *c)
{
	const struct visit *v = &c->v;
	enum method m = v->x->req.method;

	if (m == METHOD_GET || m == METHOD_HEAD || c->has_token)
		return true;
	/* A row that is public (signing in) has no secret yet: where it came from must do. */
	return same_origin(v) &&
	       (v->session == NULL || (v->x->match.route->flags & ROUTE_PUBLIC) != 0 ||
		   secret_shown(v));
}

/* ---- the body and the purpose ---- */

#define PARTS_MAX 100

static bool read_body(struct call *c)
{
	struct visit *v = &c->v;
	const struct request *q = &v->x->req;
	const struct route *row = v->x->match.route;
	struct err e = {0};

	if ((row->takes & TAKES_FORM) != 0 &&
	    str_is(q->type, "application/x-www-form-urlencoded")) {
		if (form_read(v->a, q->body, FORM_MAX, &v->form, &e) == RC_OK)
			return true;
		gate_error(c, 400, e.msg);
		return false;
	}
	if ((row->takes & TAKES_MULTIPART) != 0 && str_is(q->type, "multipart/form-data")) {
		if (multipart_read(v->a, request_header(q, "Content-Type"), q->body, PARTS_MAX,
			&v->form, &e) == RC_OK)
			return true;
		gate_error(c, 400, e.msg);
		return false;
	}
	if ((row->takes & TAKES_JSON) == 0 || body_kind(q->type) != TAKES_JSON)
		return true;
	v->json = json_read_in(v->a, q->body, &e);
	if (json_is_object(v->json))
		return true;
	v->json = NULL;
	if (e.rc == RC_OK)
		(void)visit_problem_at(v, 400, "", PROBLEM_NOT_OBJECT, STR(""));
	else
		(void)visit_problem_at(
		    v, 400, "", PROBLEM_BAD_JSON, arena_str(v->a, str_of(e.msg)));
	return false;
}

static struct str purpose_ok(struct visit *v, struct str s, bool escaped)
{
	struct str out = s, rest;

	if (escaped && !url_decode(v->a, s, PLUS_IS_PLUS, &out))
		return (struct str){0};
	if (!utf8_valid(out) || out.n > PURPOSE_MAX)
		return (struct str){0};
	out = utf8_trim(out);
	for (rest = out; rest.n > 0;)
		if (utf8_control(utf8_next(&rest)))
			return (struct str){0};
	return out;
}

/* A header's text may be UTF-8 as it is, or %-escaped where a client sends ASCII alone. */
struct str purpose_given(struct visit *v)
{
	struct str s = purpose_ok(v, request_header(&v->x->req, "Purpose"), true);

	if (s.n == 0)
		s = purpose_ok(v, form_get(&v->form, "purpose"), false);
	if (s.n == 0 && v->session != NULL)
		s = purpose_ok(
		    v, request_cookie(&v->x->req, PURPOSE_COOKIE, v->x->secure_cookies), true);
	return s;
}

void visit_keep_purpose(struct visit *v, struct str purpose)
{
	struct str good = purpose_ok(v, purpose, false);
	struct buf b = {0};

	if (good.n == 0)
		return;
	v->purpose = good;
	url_quote(&b, good);
	reply_cookie(
	    &v->x->reply, PURPOSE_COOKIE, arena_str(v->a, buf_text(&b)), -1, v->x->secure_cookies);
	buf_free(&b);
}

static bool purpose_known(struct call *c)
{
	struct visit *v = &c->v;
	const struct route *row = v->x->match.route;

	v->purpose = purpose_given(v);
	if ((row->flags & ROUTE_PURPOSE) == 0 || v->purpose.n > 0)
		return true;
	if ((row->flags & ROUTE_API) == 0 && v->gate->c.purpose_page != NULL)
		v->gate->c.purpose_page(v);
	else
		(void)visit_problem_at(v, 400, "Purpose", PROBLEM_MISSING, STR(""));
	return false;
}

bool admit(struct call *c, struct db *db)
{
	struct visit *v = &c->v;
	const struct route *row = v->x->match.route;
	struct err e = {0};
	enum rc rc = find_user(c, db, &e);

	visit_language(c);
	if (rc != RC_OK && rc != RC_NOT_FOUND) {
		gate_log(c, rc, &e);
		gate_error(c, 503, NULL);
		return false;
	}
	if (v->user == NULL && (row->flags & ROUTE_PUBLIC) == 0) {
		gate_error(c, 401, NULL);
		return false;
	}
	if ((row->flags & ROUTE_PUBLIC) == 0 && !visit_may(v, row->who)) {
		gate_error(c, 403, NULL);
		return false;
	}
	if (!read_body(c))
		return false;
	if (!csrf_ok(c)) {
		gate_error(
		    c, 403, "the form's secret is missing or old, or another site sent this");
		return false;
	}
	if (v->user != NULL)
		v->env.who = (struct actor){.name = v->user->name,
		    .unit = v->user->unit,
		    .person = v->user->person,
		    .precincts = v->user->precincts,
		    .precincts_n = v->user->precincts_n,
		    .role = v->user->role};
	return purpose_known(c);
}
