/* Answers: JSON, problems, redirects, and errors in the clothes of the row. */
#include "gate_impl.h"

#include "clock.h"
#include "sealkey.h"
#include "text.h"

#include <string.h>

#define TRY_AGAIN_S 2

enum rc visit_json(struct visit *v, int status, const json_t *o)
{
	struct reply *r = &v->x->reply;

	r->status = status;
	r->type = STR("application/json");
	json_write(&r->body, o);
	return RC_OK;
}

enum rc visit_see_other(struct visit *v, struct str path)
{
	struct reply *r = &v->x->reply;
	struct reply_header *kept = r->header, **end;

	/* a cookie that was set on the way (a session, a purpose) goes out with the redirection */
	reply_see_other(r, path);
	for (end = &r->header; *end != NULL; end = &(*end)->next)
		continue;
	*end = kept;
	return RC_OK;
}

struct str visit_param(const struct visit *v, const char *name)
{
	return route_param(&v->x->match, name);
}

struct str visit_query(const struct visit *v, const char *name)
{
	return form_get(&v->x->req.query, name);
}

bool visit_may(const struct visit *v, unsigned roles)
{
	return v->user != NULL && (v->user->role & roles) != 0;
}

const char *visit_status_text(const struct visit *v, int status)
{
	static const struct {
		int status;
		enum msg m;
	} known[] = {
	    {400, MSG_STATUS_400},
	    {401, MSG_STATUS_401},
	    {403, MSG_STATUS_403},
	    {404, MSG_STATUS_404},
	    {405, MSG_STATUS_405},
	    {409, MSG_STATUS_409},
	    {410, MSG_STATUS_410},
	    {412, MSG_STATUS_412},
	    {413, MSG_STATUS_413},
	    {414, MSG_STATUS_414},
	    {415, MSG_STATUS_415},
	    {422, MSG_STATUS_422},
	    {429, MSG_STATUS_429},
	    {431, MSG_STATUS_431},
	    {503, MSG_STATUS_503},
	};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (known[i].status == status)
			return text(v->lang, known[i].m);
	return text(v->lang, MSG_STATUS_500);
}

static json_t *errors(struct visit *v, const struct issues *l)
{
	json_t *list = json_array();

	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		json_t *o = json_object();

		json_put(o, "field", json_text(i->field));
		json_put(o, "code", json_text(str_of(problem_code(i->problem))));
		json_put(o, "error", json_text(text_problem(v->a, v->lang, i)));
		if (i->point.n > 0)
			json_put(o, "point", json_text(i->point));
		(void)json_array_append_new(list, o);
	}
	return list;
}

enum rc visit_problem_more(
    struct visit *v, int status, const char *title, const struct issues *l, const json_t *more)
{
	struct reply *r = &v->x->reply;
	json_t *o = json_keep(v->a, json_object());
	struct str detail = {0};

	reply_reset(r);
	r->status = status;
	r->type = STR("application/problem+json");
	for (const struct issue *i = l != NULL ? l->first : NULL; i != NULL; i = i->next)
		detail = arena_printf(v->a, "%.*s%s%.*s", STR_FMT(detail), detail.n > 0 ? "; " : "",
		    STR_FMT(text_issue(v->a, v->lang, i)));
	json_put(o, "type", json_string("about:blank"));
	json_put(o, "title", json_string(title != NULL ? title : visit_status_text(v, status)));
	json_put(o, "status", json_integer(status));
	json_put(o, "instance", json_text(v->x->req.id));
	if (detail.n > 0)
		json_put(o, "detail", json_text(detail));
	if (l != NULL)
		json_put(o, "errors", errors(v, l));
	if (more != NULL)
		(void)json_object_update_missing(o, json_deconst(more));
	json_write(&r->body, o);
	reply_header(r, "Content-Language", str_of(lang_code(v->lang)));
	if (status == 401)
		reply_header(r, "WWW-Authenticate", STR("Bearer realm=\"mekenjai\""));
	if (status == 503)
		reply_header(r, "Retry-After", arena_printf(v->a, "%d", TRY_AGAIN_S));
	return RC_OK;
}

enum rc visit_problem(struct visit *v, int status, const char *title, const struct issues *l)
{
	return visit_problem_more(v, status, title, l, NULL);
}

enum rc visit_problem_at(
    struct visit *v, int status, const char *field, enum problem p, struct str arg)
{
	struct issues l = {.arena = v->a};

	issue_add(&l, str_of(field), p, arg);
	return visit_problem(v, status, NULL, &l);
}

/* `why' is for whoever wrote the client, and in English; `detail' is in the reader's language. */
static void problem_why(struct visit *v, int status, const char *why)
{
	json_t *more = NULL;

	if (why != NULL && why[0] != '\0')
		more = json_keep(
		    v->a, json_pack("{s:s}", v->lang == LANG_EN ? "detail" : "reason", why));
	(void)visit_problem_more(v, status, NULL, NULL, more);
}

void gate_error(struct call *c, int status, const char *why)
{
	struct visit *v = &c->v;
	struct reply *r = &v->x->reply;
	const struct route *row = v->x->match.route;
	bool api =
	    row != NULL ? (row->flags & ROUTE_API) != 0 : str_starts(v->x->req.path, "/api/");

	v->db = NULL;
	if (api || v->gate->c.error_page == NULL) {
		problem_why(v, status, why);
	} else {
		reply_reset(r);
		r->status = status;
		v->gate->c.error_page(v, status, why);
		if (status == 503)
			reply_header(r, "Retry-After", arena_printf(v->a, "%d", TRY_AGAIN_S));
	}
}

void gate_log(const struct call *c, enum rc rc, const struct err *e)
{
	struct arena a = {0};
	struct str id = c != NULL ? c->v.x->req.id : STR("-");
	const struct route *row = c != NULL ? c->v.x->match.route : NULL;

	/* The path as the table has it: what stands in a URL names people's records. */
	(void)fprintf(stderr, "%.*s %.*s %s %s: %s\n", STR_FMT(time_str(&a, clock_now())),
	    STR_FMT(id), row != NULL ? method_name(row->method) : "-",
	    row != NULL ? row->path : "-", e->rc != RC_OK ? e->msg : rc_text(rc));
	arena_free(&a);
}

void gate_failure(struct call *c, enum rc rc, const struct err *e)
{
	const struct route *row = c->v.x->match.route;
	int status = rc_http(rc);

	/* What could not be written may be written later: the disk has room again, the
	 * database is back. */
	if (status == 500 && (row->flags & ROUTE_WRITES) != 0)
		status = 503;
	if (status >= 500)
		gate_log(c, rc, e);
	gate_error(c, status, NULL);
}

enum rc visit_open(struct visit *v, struct db **out)
{
	return db_open(v->gate->url, ROLE_OWNER, out, &v->e);
}

_Static_assert(VISIT_SECRET == SEAL_SECRET, "one key seals and signs");

enum rc visit_secret(struct visit *v, unsigned char secret[VISIT_SECRET])
{
	struct str path = sealkey_path(v->a, v->gate->url);
	struct err why = {0};
	enum rc rc = path.n == 0 ? RC_NOT_FOUND : sealkey_read(path.p, secret, &why);

	return rc == RC_OK ? RC_OK : fail(&v->e, RC_SYS, "the key that signs: %s", why.msg);
}
