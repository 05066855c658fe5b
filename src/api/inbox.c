/*
 * What inspectors are told (point 18), and who is registered in a precinct.  No more of a
 * person than the point needs: name, citizenship, the end of the document's number.
 */
#include "api_impl.h"

#include "inbox.h"

#include <string.h>

#define NOTICES_MAX 200
#define STAYS_MAX   1000
#define WAIT_MAX    30

/* At his own precincts the reason of looking is the work itself. */
static void see(struct visit *v, struct str person, const char *what, struct str precinct)
{
	if (v->purpose.n == 0)
		v->purpose = STR("precinct");
	visit_access(v, person, arena_printf(v->a, "%s %.*s", what, STR_FMT(precinct)), false);
}

/* The host's name; that of a person is noted as looked at. */
static struct str host_name(
    struct visit *v, struct str host, const json_t *person, struct str precinct)
{
	if (person == NULL)
		return str_starts(host, "org:") ? (struct str){host.p + 4, host.n - 4} : host;
	see(v, host, "host", precinct);
	return person_name(v->a, person);
}

static void put_person(struct visit *v, json_t *o, const json_t *data)
{
	struct str document = document_masked(v->a, data);

	json_put(o, "name", json_text(person_name(v->a, data)));
	json_put(o, "citizenship", json_text(json_get_str(data, "citizenship")));
	if (document.n > 0)
		json_put(o, "document", json_text(document));
}

static void put_days(json_t *o, day_t from, day_t until)
{
	json_put(o, "from", json_day(from));
	if (until == DAY_NONE)
		return;
	json_put(o, "until", json_day(until));
	json_put(o, "days", json_integer(until - from));
}

/* ---- the precincts of who asks ---- */

static enum rc own_precincts(struct visit *v, struct precincts *out)
{
	if (visit_may(v, ROLE_INSPECTOR))
		return precincts_of(v->db, v->a, v->user->name, v->user->precincts,
		    v->user->precincts_n, out, &v->e);
	if (visit_may(v, ROLE_SENIOR))
		return precincts_below(v->db, v->a, v->user->unit, out, &v->e);
	return precincts_all(v->db, v->a, out, &v->e);
}

/* One of them; RC_FORBIDDEN: another's. */
static enum rc narrow(struct visit *v, struct str id, struct precincts *l)
{
	const struct precinct *p = precinct_in(l, id);
	struct precinct other;
	enum rc rc;

	if (p == NULL) {
		rc = precinct_read(v->db, v->a, id, &other, &v->e);
		return rc == RC_OK ? RC_FORBIDDEN : rc;
	}
	*l = (struct precincts){&l->v[p - l->v], 1};
	return RC_OK;
}

/* ---- the inbox ---- */

static json_t *notice_json(struct visit *v, const struct notice *x)
{
	json_t *o = json_object();

	json_put(o, "act", json_integer(x->act));
	json_put(o, "line", json_integer(x->line));
	json_put(o, "what", json_text(x->what));
	json_put(o, "state",
	    json_string(x->followed_by == 0   ? "current"
			: notice_withdrawn(x) ? "withdrawn"
					      : "followed"));
	json_put(o, "registration", json_text(x->registration));
	put_person(v, o, x->person_data);
	json_put(o, "address", json_text(dwelling_address(v->a, x->dwelling_data)));
	json_put(o, "host", json_text(host_name(v, x->host, x->host_data, x->precinct)));
	put_days(o, x->from, x->until);
	json_put(o, "unit", json_text(x->unit));
	if (x->precinct.n > 0)
		json_put(o, "precinct", json_text(x->precinct));
	json_put(o, "officer", json_text(x->officer));
	json_put(o, "recorded_at", json_text(time_str(v->a, x->recorded_us)));
	if (x->followed_by != 0)
		json_put(o, "followed_by",
		    json_pack("{s:I,s:s%}", "act", (json_int_t)x->followed_by, "what", x->follow.p,
			x->follow.n));
	if (x->read_us != 0) {
		json_put(o, "read_by", json_text(x->read_by));
		json_put(o, "read_at", json_text(time_str(v->a, x->read_us)));
	}
	see(v, x->person, "inbox", x->precinct);
	return o;
}

/* "1044.0": the act and the line of the last item that was shown. */
static bool ask_place(struct visit *v, struct notice_page *out)
{
	struct str s = visit_query(v, "after");
	const char *dot = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;
	size_t at = dot != NULL ? (size_t)(dot - s.p) : 0;

	*out = (struct notice_page){0};
	if (form_count(&v->x->req.query, "after") == 0)
		return true;
	if (dot != NULL && ask_id((struct str){s.p, at}, &out->act) && out->act > 0 &&
	    ask_id((struct str){dot + 1, s.n - at - 1}, &out->line))
		return true;
	(void)visit_problem_at(v, 400, "after", PROBLEM_BAD_QUERY, STR("ACT.LINE"));
	return false;
}

static const char *const states[] = {"all", "current", "followed", "unread", "unassigned"};
enum { STATE_UNASSIGNED = NOTICES_UNREAD + 1 };

static bool ask_state(struct visit *v, int *out)
{
	struct str s = visit_query(v, "state");
	int n = visit_may(v, ROLE_SENIOR) ? (int)ARRAY_LEN(states) : STATE_UNASSIGNED;

	*out = 0;
	if (form_count(&v->x->req.query, "state") == 0)
		return true;
	for (; *out < n; (*out)++)
		if (str_is(s, states[*out]))
			return true;
	(void)visit_problem_at(v, 400, "state", PROBLEM_WORD,
	    n == STATE_UNASSIGNED ? STR("all, current, followed, unread")
				  : STR("all, current, followed, unread, unassigned"));
	return false;
}

static enum rc page(struct visit *v, int state, struct notice_page *asked, json_t *o)
{
	struct str precinct = visit_query(v, "precinct");
	json_t *list = json_array();
	struct precincts mine;
	struct notices l = {0};
	int64_t unread = 0;
	enum rc rc = own_precincts(v, &mine);

	json_put(o, "items", list);
	if (rc == RC_OK && precinct.n > 0)
		rc = narrow(v, precinct, &mine);
	if (rc == RC_OK && state == STATE_UNASSIGNED)
		rc = notices_unassigned(v->db, v->a, v->user->unit, asked, &l, &v->e);
	else if (rc == RC_OK)
		rc = notices_of(v->db, v->a, &mine, asked, &l, &v->e);
	if (rc == RC_OK)
		rc = notices_unread(v->db, &mine, &unread, &v->e);
	for (size_t i = 0; rc == RC_OK && i < l.n; i++)
		(void)json_array_append_new(list, notice_json(v, &l.v[i]));
	json_put(o, "unread", json_integer(unread));
	if (l.more)
		json_put(o, "next",
		    json_text(arena_printf(v->a, "%lld.%lld", (long long)l.v[l.n - 1].act,
			(long long)l.v[l.n - 1].line)));
	return rc;
}

enum rc api_inbox(struct visit *v)
{
	json_t *o = json_keep(v->a, json_object());
	struct notice_page asked;
	int64_t limit, wait;
	int state;
	enum rc rc;

	if (!ask_query(v) || !ask_place(v, &asked) || !ask_state(v, &state) ||
	    !ask_int(v, "limit", 1, NOTICES_MAX, 50, &limit) ||
	    !ask_int(v, "wait", 0, WAIT_MAX, 0, &wait))
		return RC_OK;
	asked.limit = (size_t)limit;
	asked.state = state == STATE_UNASSIGNED ? NOTICES_CURRENT : (enum notice_state)state;
	rc = page(v, state, &asked, o);
	if (rc == RC_OK)
		rc = answer_tagged(v, 0, o);
	if (rc == RC_OK && wait > 0 &&
	    (v->x->reply.status == 304 || json_array_size(json_object_get(o, "items")) == 0))
		(void)!visit_park(v, wait);
	return rc;
}

/* ---- who is registered in a precinct ---- */

static json_t *stay_json(struct visit *v, const struct precinct_stay *x, struct str precinct)
{
	json_t *o = json_object();

	json_put(o, "registration", json_text(x->registration));
	put_person(v, o, x->person_data);
	json_put(o, "address", json_text(dwelling_address(v->a, x->dwelling_data)));
	json_put(o, "host", json_text(host_name(v, x->host, x->host_data, precinct)));
	put_days(o, x->from, x->until);
	json_put(o, "unit", json_text(x->unit));
	json_put(o, "officer", json_text(x->officer));
	json_put(o, "completed", json_boolean(x->completed_by != 0));
	if (x->visit != 0) {
		json_t *visit = json_pack("{s:I}", "act", (json_int_t)x->visit);

		json_put(visit, "date", json_day(x->visit_day));
		json_put(visit, "result", json_text(x->visit_result));
		json_put(o, "visit", visit);
	}
	see(v, x->person, "precinct", precinct);
	return o;
}

static bool ask_on(struct visit *v, day_t *out)
{
	*out = v->env.today;
	if (form_count(&v->x->req.query, "on") == 0 || date_parse(visit_query(v, "on"), out))
		return true;
	(void)visit_problem_at(v, 400, "on", PROBLEM_NO_DATE, STR(""));
	return false;
}

/* Where a page begins: behind a registration that was shown. */
static bool start(struct visit *v, const struct precinct_stays *l, size_t *out)
{
	struct str after = visit_query(v, "after");

	*out = 0;
	if (form_count(&v->x->req.query, "after") == 0)
		return true;
	for (*out = 1; *out <= l->n; (*out)++)
		if (str_eq(l->v[*out - 1].registration, after))
			return true;
	(void)visit_problem_at(v, 400, "after", PROBLEM_NO_SUCH, after);
	return false;
}

enum rc api_precinct_stays(struct visit *v)
{
	struct str id = visit_param(v, "id");
	json_t *o = json_keep(v->a, json_object()), *list = json_array();
	struct precincts mine;
	struct precinct_stays l;
	size_t from = 0;
	int64_t limit;
	day_t on;
	enum rc rc;

	json_put(o, "stays", list);
	if (!ask_query(v) || !ask_on(v, &on) || !ask_int(v, "limit", 1, STAYS_MAX, 200, &limit))
		return RC_OK;
	rc = own_precincts(v, &mine);
	if (rc == RC_OK)
		rc = narrow(v, id, &mine);
	if (rc == RC_OK)
		rc = precinct_stays(v->db, v->a, id, on, on, &l, &v->e);
	if (rc != RC_OK || !start(v, &l, &from))
		return rc;
	json_put(o, "precinct", json_text(id));
	json_put(o, "on", json_day(on));
	for (size_t i = from; i < l.n && i < from + (size_t)limit; i++)
		(void)json_array_append_new(list, stay_json(v, &l.v[i], id));
	if (l.n > from + (size_t)limit)
		json_put(o, "next", json_text(l.v[from + (size_t)limit - 1].registration));
	return answer_tagged(v, 0, o);
}
