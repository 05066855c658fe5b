/*
 * POST /notices, GET /notices and GET /notices/ID: what hosts report of their guests.  A host
 * sees what he sent himself, and of each guest no more than the state: whatever a case waits
 * for, the words are the same (point 17).
 */
#include "notice.h"
#include "api_impl.h"
#include "text.h"

#define LIST_MAX 200
#define LIST_ONE 50

/* ---- sending ---- */

/* The body, looked at in the pool. */
struct posted {
	struct notice_rows rows;
	struct issues bad;
	struct str host, dwelling;
	int status; /* of `bad' */
};

static void read_json(struct visit *v, struct posted *p)
{
	const char *key;
	json_t *value;

	json_object_foreach(v->json, key, value)
	{
		bool text = str_is(str_of(key), "host") || str_is(str_of(key), "dwelling");

		if (!text && !str_is(str_of(key), "guests"))
			issue_add(&p->bad, str_of(key), PROBLEM_UNKNOWN_FIELD, STR(""));
		else if (text && !json_is_string(value))
			issue_add(&p->bad, str_of(key), PROBLEM_NOT_TEXT, STR(""));
	}
	p->host = json_get_str(v->json, "host");
	p->dwelling = json_get_str(v->json, "dwelling");
	notice_read_json(v->a, json_object_get(v->json, "guests"), v->x->req.body, v->env.today,
	    &p->rows, &p->bad);
}

enum rc api_notice_prepare(struct visit *v)
{
	struct posted *p = ARENA_NEW(v->a, struct posted);
	const struct request *q = &v->x->req;

	v->own = p;
	p->bad.arena = v->a;
	p->status = 400;
	if (v->json != NULL) {
		read_json(v, p);
	} else if (str_is(q->type, "text/csv")) {
		p->host = visit_query(v, "host");
		p->dwelling = visit_query(v, "dwelling");
		notice_read_csv(v->a, q->body, v->env.today, &p->rows, &p->bad);
	} else {
		p->status = 415;
	}
	return RC_OK;
}

static json_t *rejected_json(struct visit *v, const struct report *n)
{
	json_t *list = json_array();
	struct rejected_row *row;
	size_t rows = notice_rejected(v->a, n->rejected, &row);

	for (size_t i = 0; i < rows; i++) {
		json_t *o = json_object();

		json_put(o, "line", json_integer(row[i].line));
		json_put(o, "field", json_text(row[i].issue.field));
		json_put(o, "code", json_string(problem_code(row[i].issue.problem)));
		json_put(o, "error", json_text(text_problem(v->a, v->lang, &row[i].issue)));
		(void)json_array_append_new(list, o);
	}
	return list;
}

static json_t *receipt_json(struct visit *v, const struct report *n)
{
	json_t *o = json_keep(v->a, json_object());

	json_put(o, "notice", json_text(n->id));
	json_put(o, "received_at", json_text(time_str(v->a, n->received_us)));
	json_put(o, "host", json_text(n->host));
	json_put(o, "dwelling", json_text(n->dwelling));
	json_put(o, "guests", json_integer(n->guests));
	json_put(o, "sha256", json_text(n->sha256));
	return o;
}

enum rc api_notice_post(struct visit *v)
{
	const struct posted *p = v->own;
	struct issues l = {.arena = v->a};
	struct notice_sender from = {.holder = v->user->holder,
	    .house = v->user->dwelling,
	    .host = p->host,
	    .dwelling = p->dwelling,
	    .rows = &p->rows};
	struct notice_taken taken;
	json_t *o;
	enum rc rc;

	if (!ask_query(v) || !ask_key(v, &from.key))
		return RC_OK;
	if (p->bad.n > 0 || p->status == 415)
		return visit_problem(v, p->status, NULL, &p->bad);
	rc = notice_take(v->db, v->a, &v->env, &from, &taken, &l, &v->e);
	if (rc != RC_OK)
		return rc;
	if (l.n > 0)
		return visit_problem(v, taken.status, NULL, &l);
	o = receipt_json(v, &taken.notice);
	json_put(o, "rejected", rejected_json(v, &taken.notice));
	reply_header(&v->x->reply, "Location",
	    arena_printf(v->a, "/api/v1/notices/%.*s", STR_FMT(taken.notice.id)));
	return visit_json(v, taken.status, o);
}

/* ---- reading ---- */

static void note(struct visit *v, const struct report *n)
{
	if (v->purpose.n == 0)
		v->purpose = STR("notice");
	visit_access(v, STR(""), arena_printf(v->a, "notice %.*s", STR_FMT(n->id)), false);
}

static json_t *counts_json(const int64_t counts[GUEST__MAX])
{
	json_t *o = json_object();

	for (enum guest_state s = 0; s < GUEST__MAX; s++)
		json_put(o, guest_state_word(s), json_integer(counts[s]));
	return o;
}

static json_t *reasons_json(struct visit *v, const json_t *reasons)
{
	json_t *list = json_array();

	for (size_t i = 0; i < json_array_size(reasons); i++) {
		json_t *o = json_copy(json_array_get(reasons, i));
		const char *words = text_reason(v->lang, json_get_str(o, "code"));

		if (words != NULL)
			json_put(o, "text", json_string(words));
		(void)json_array_append_new(list, o);
	}
	return list;
}

static json_t *state_json(struct visit *v, const struct guest *g)
{
	static const char *const shown[] = {"surname", "given", "birth_date", "document_number",
	    "entry_date", "stay_until", "room"};
	json_t *o = json_object();

	json_put(o, "line", json_integer(g->line));
	for (size_t i = 0; i < ARRAY_LEN(shown); i++)
		if (json_object_get(g->data, shown[i]) != NULL)
			json_put(o, shown[i], json_text(json_get_str(g->data, shown[i])));
	json_put(o, "state", json_string(guest_state_word(g->state)));
	json_put(o, "changed_at", json_text(time_str(v->a, g->changed_us)));
	if (g->reasons != NULL)
		json_put(o, "reasons", reasons_json(v, g->reasons));
	if (g->note.n > 0)
		json_put(o, "note", json_text(g->note));
	return o;
}

/* His own, or at the desk one of his unit: others are not there. */
static enum rc find(struct visit *v, struct report *n)
{
	struct str id = visit_param(v, "id");
	bool mine = false;
	enum rc rc = RC_OK;

	if (visit_may(v, ROLE_HOST))
		return report_read_own(v->db, v->a, id, v->user->name, n, &v->e);
	rc = report_read(v->db, v->a, id, n, &v->e);
	if (rc != RC_OK)
		return rc;
	mine = str_eq(n->unit, v->user->unit) || visit_may(v, ROLE_AUDITOR);
	if (!mine && visit_may(v, ROLE_SENIOR))
		rc = unit_within(v->db, v->a, n->unit, v->user->unit, &mine, &v->e);
	return rc == RC_OK && !mine ? RC_NOT_FOUND : rc;
}

enum rc api_notice(struct visit *v)
{
	json_t *o, *list = json_array();
	struct report n;
	struct guests l = {0};
	enum rc rc = RC_OK;

	json_keep(v->a, list);
	if (!ask_query(v))
		return RC_OK;
	rc = find(v, &n);
	if (rc == RC_OK)
		rc = notice_guests(v->db, v->a, &n, &l, &v->e);
	if (rc != RC_OK)
		return rc;
	note(v, &n);
	o = receipt_json(v, &n);
	for (size_t i = 0; i < l.n; i++)
		(void)json_array_append_new(list, state_json(v, &l.v[i]));
	json_put(o, "states", json_incref(list));
	json_put(o, "rejected", rejected_json(v, &n));
	return answer_tagged(v, 0, o);
}

enum rc api_notices(struct visit *v)
{
	json_t *o = json_keep(v->a, json_object()), *list = json_array();
	struct reports l = {0};
	struct str after = visit_query(v, "after");
	int64_t limit, counts[GUEST__MAX];
	enum rc rc;

	json_put(o, "notices", list);
	if (!ask_query(v) || !ask_int(v, "limit", 1, LIST_MAX, LIST_ONE, &limit))
		return RC_OK;
	rc = reports_own(v->db, v->a, v->user->name, after, limit, &l, &v->e);
	if (rc == RC_NOT_FOUND)
		return visit_problem_at(v, 400, "after", PROBLEM_NO_SUCH, after);
	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		json_t *one = receipt_json(v, &l.v[i]);

		rc = notice_counts(v->db, &l.v[i], counts, &v->e);
		json_put(one, "states", counts_json(counts));
		(void)json_array_append(list, one);
	}
	if (rc == RC_OK && (int64_t)l.n == limit)
		json_put(o, "next", json_text(l.v[l.n - 1].id));
	return rc == RC_OK ? visit_json(v, 200, o) : rc;
}
