/* POST /scans: pictures of one document read; GET /scans/latest: what a full-page reader brought. */
#include "api_impl.h"
#include "intake.h"

#include <string.h>

#define SCANNER_FIELD "scanner"

/* What prepare() found, for run(). */
struct scanned {
	struct str text; /* the answer's members */
	int status;      /* 200, or of the problem */
	struct str field, arg;
	enum problem problem;
};

static void refuse(struct scanned *s, int status, struct str field, enum problem p, struct str arg)
{
	*s = (struct scanned){.status = status, .field = field, .problem = p, .arg = arg};
}

/* All pictures had a fault: say the first one's. */
static bool all_faulty(struct scanned *s, const struct answer *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i].fault == PICTURE_FINE)
			return false;
	refuse(s, picture_fault_status(a[0].fault), STR("picture"),
	    picture_fault_problem(a[0].fault), STR(""));
	return true;
}

static enum rc see(struct visit *v, struct scanned *s, const struct str *picture, size_t n)
{
	struct answer *a = ARENA_ARRAY(v->a, struct answer, n);
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		enum rc rc = readers_see(
		    intake_readers(visit_intake(v)), picture[i], v->env.today, &a[i], &v->e);

		if (rc != RC_OK)
			return rc;
	}
	if (all_faulty(s, a, n))
		return RC_OK;
	answer_write(&b, a, n, v->env.today);
	s->text = arena_str(v->a, buf_text(&b));
	buf_free(&b);
	return RC_OK;
}

/* Parts named `picture', one to VOTE_MAX of them, and nothing else. */
static enum rc see_parts(struct visit *v, struct scanned *s)
{
	struct str picture[VOTE_MAX];
	size_t n = 0;

	for (size_t i = 0; i < v->form.n; i++) {
		const struct pair *p = &v->form.p[i];

		if (str_is(p->name, "csrf"))
			continue;
		if (!str_is(p->name, "picture")) {
			refuse(s, 400, p->name, PROBLEM_UNKNOWN_FIELD, STR(""));
			return RC_OK;
		}
		if (n == VOTE_MAX) {
			refuse(
			    s, 400, p->name, PROBLEM_TOO_MANY, arena_printf(v->a, "%d", VOTE_MAX));
			return RC_OK;
		}
		picture[n++] = p->value;
	}
	if (n == 0) {
		refuse(s, 400, STR("picture"), PROBLEM_MISSING, STR(""));
		return RC_OK;
	}
	return see(v, s, picture, n);
}

/* {"scanner": true} */
static enum rc see_scanner(struct visit *v, struct scanned *s)
{
	struct err e = {0};
	const json_t *o = json_read_in(v->a, v->x->req.body, &e);
	struct str picture;
	enum rc rc;

	if (o == NULL || !json_is_object(o)) {
		refuse(s, 400, STR(""), PROBLEM_BAD_JSON, arena_str(v->a, str_of(e.msg)));
		return RC_OK;
	}
	if (json_object_size(o) != 1 || !json_get_bool(o, SCANNER_FIELD)) {
		refuse(s, 400, STR(SCANNER_FIELD), PROBLEM_MISSING, STR(""));
		return RC_OK;
	}
	rc = intake_scan(visit_intake(v), v->a, &picture, &e);
	if (rc == RC_NOT_FOUND)
		refuse(s, 422, STR(SCANNER_FIELD), PROBLEM_NO_SCANNER, STR(""));
	else if (rc != RC_OK)
		refuse(s, 422, STR(SCANNER_FIELD), PROBLEM_SCANNER_FAILED,
		    arena_str(v->a, str_of(e.msg)));
	else
		return see(v, s, &picture, 1);
	return RC_OK;
}

enum rc api_scan_prepare(struct visit *v)
{
	struct scanned *s = ARENA_NEW(v->a, struct scanned);
	const struct request *q = &v->x->req;

	v->own = s;
	s->status = 200;
	if (str_is(q->type, "multipart/form-data"))
		return see_parts(v, s);
	if (str_is(q->type, "application/json"))
		return see_scanner(v, s);
	if (str_starts(q->type, "image/"))
		return see(v, s, &q->body, 1);
	refuse(s, 415, STR("Content-Type"), PROBLEM_WORD,
	    STR("image/jpeg, image/png, image/tiff, multipart/form-data, application/json"));
	return RC_OK;
}

/* Figures as they were written: a parser of JSON would give them seventeen digits. */
static enum rc answer(struct visit *v, struct str members)
{
	struct reply *r = &v->x->reply;

	r->status = 200;
	r->type = STR("application/json");
	buf_char(&r->body, '{');
	buf_str(&r->body, members);
	buf_char(&r->body, '}');
	return RC_OK;
}

enum rc api_scan(struct visit *v)
{
	const struct scanned *s = v->own;

	if (!ask_query(v))
		return RC_OK;
	if (s->status == 200)
		return answer(v, s->text);
	return visit_problem_at(v, s->status, arena_z(v->a, s->field), s->problem, s->arg);
}

enum rc api_scan_latest(struct visit *v)
{
	struct buf b = {0};
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	/* who only asks what headers there would be takes nothing away */
	if (v->x->req.method == METHOD_HEAD || !intake_latest(visit_intake(v), &b))
		return visit_problem(v, 404, NULL, NULL);
	rc = answer(v, buf_text(&b));
	buf_free(&b);
	return rc;
}
