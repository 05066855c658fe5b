/*
 * Registrations of foreign nationals: who is registered in a dwelling, one stay with its whole
 * history, the stays of a person.  `until' of a stay is the first day that no longer counts;
 * on its certificates it is the last that does (interface.md section 5).
 */
#include "api_impl.h"

#define STAYS_MAX 200

/* What was decided, and the days as they are now; without who decided. */
static json_t *stay_json(struct visit *v, const struct stay_row *s)
{
	json_t *o = json_keep(v->a, json_copy(s->data));

	json_put(o, "registration", json_text(s->registration));
	json_put(o, "person", json_text(s->person));
	json_put(o, "dwelling", json_text(s->dwelling));
	json_put(o, "host", json_text(s->host));
	if (s->unit.n > 0)
		json_put(o, "unit", json_text(s->unit));
	if (s->entry != DAY_NONE)
		json_put(o, "entry_date", json_day(s->entry));
	if (s->counts) {
		json_put(o, "from", json_day(s->from));
		json_put(o, "until", json_day(s->until));
	}
	json_put(o, "standing", json_string(stay_standing(s, v->env.today)));
	json_put(o, "act", json_integer(s->act));
	json_put(o, "decided_by", json_integer(s->decided_by));
	if (s->completed_by != 0)
		json_put(o, "completed_by", json_integer(s->completed_by));
	if (s->closed_by != 0)
		json_put(o, "closed_by", json_integer(s->closed_by));
	return o;
}

/* Whose records the answer shows. */
static void note(struct visit *v, const struct stay_row *s, struct str detail)
{
	visit_access(v, s->person, detail, false);
	if (s->host.n > 0 && !str_starts(s->host, "org:"))
		visit_access(v, s->host, STR("host"), false);
}

static void add_rows(struct visit *v, const struct stay_rows *l, struct str detail, json_t *o)
{
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++) {
		note(v, &l->v[i], detail);
		(void)json_array_append(list, stay_json(v, &l->v[i]));
	}
	json_put(o, "stays", list);
}

/* ---- GET /stays ---- */

/* Where the page begins: after a stay that was shown before. */
static enum rc start(struct visit *v, struct stay_page *page)
{
	struct stay_row s;
	enum rc rc;

	page->after = visit_query(v, "after");
	if (page->after.n == 0)
		return RC_OK;
	rc = stay_read(v->db, v->a, page->after, &s, &v->e);
	if (rc == RC_OK)
		page->after_act = s.act;
	return rc == RC_NOT_FOUND ? visit_problem_at(v, 400, "after", PROBLEM_NO_SUCH, page->after)
				  : rc;
}

/* on=DATE, else today; all=true: all that ever were. */
static bool which(struct visit *v, struct stay_page *page)
{
	struct str all = visit_query(v, "all");

	page->dwelling = visit_query(v, "dwelling");
	if (page->dwelling.n == 0) {
		(void)visit_problem_at(v, 400, "dwelling", PROBLEM_MISSING, STR(""));
		return false;
	}
	if (!ask_day(v, "on", &page->on))
		return false;
	if (all.n > 0 && !str_is(all, "true") && !str_is(all, "false")) {
		(void)visit_problem_at(v, 400, "all", PROBLEM_NOT_BOOL, STR(""));
		return false;
	}
	if (str_is(all, "true") && page->on != DAY_NONE) {
		(void)visit_problem_at(v, 400, "all", PROBLEM_BAD_QUERY, STR("on, all"));
		return false;
	}
	if (page->on == DAY_NONE && !str_is(all, "true"))
		page->on = v->env.today;
	return ask_int(v, "limit", 1, STAYS_MAX, STAYS_MAX, &page->limit);
}

enum rc api_stays(struct visit *v)
{
	json_t *o = json_keep(v->a, json_object());
	struct stay_page page = {0};
	struct stay_rows l;
	struct dwelling d;
	enum rc rc;

	if (!ask_query(v) || !which(v, &page))
		return RC_OK;
	rc = dwelling_read(v->db, v->a, page.dwelling, &d, &v->e);
	if (rc == RC_OK)
		rc = start(v, &page);
	if (rc != RC_OK || v->x->reply.status != 200)
		return rc;
	rc = stays_page(v->db, v->a, &page, &l, &v->e);
	if (rc != RC_OK)
		return rc;
	json_put(o, "dwelling", json_text(page.dwelling));
	if (page.on != DAY_NONE)
		json_put(o, "on", json_day(page.on));
	add_rows(v, &l, arena_printf(v->a, "stays of %.*s", STR_FMT(page.dwelling)), o);
	if (l.n == (size_t)page.limit)
		json_put(o, "next", json_text(l.v[l.n - 1].registration));
	return answer_tagged(v, 0, o);
}

enum rc api_add_stays(struct visit *v, struct str person, json_t *o)
{
	struct stay_rows l;
	enum rc rc = stays_of_person(v->db, v->a, person, &l, &v->e);

	if (rc == RC_OK)
		add_rows(v, &l, STR("stays"), o);
	return rc;
}

/* ---- GET /stays/ID ---- */

/* Who did it says which check was pending, where a case was cleared. */
static bool shows_officer(const struct visit *v, struct str kind)
{
	return !api_tells_of_screening(kind) || role_sees_screening(v->user->role);
}

static json_t *version_json(struct visit *v, const struct stay_version *s)
{
	bool ends = s->until == DAY_NONE; /* an end has one day: the first that no longer counts */
	json_t *o = json_object();

	json_put(o, "act", json_integer(s->act));
	json_put(o, "kind", json_text(s->kind));
	if (shows_officer(v, s->kind)) {
		json_put(o, "unit", json_text(s->unit));
		json_put(o, "officer", json_text(s->officer));
	}
	if (!ends)
		json_put(o, "from", json_day(s->from));
	json_put(o, "until", json_day(ends ? s->from : s->until));
	json_put(o, "recorded_at", json_text(time_str(v->a, s->recorded_us)));
	if (s->annulled_by != 0)
		json_put(o, "annulled_by", json_integer(s->annulled_by));
	return o;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

struct versions {
	struct stay_version *v;
	size_t n;
	int64_t last; /* act */
};

static enum rc read_versions(struct visit *v, const struct stay_row *s, struct versions *out)
{
	enum rc rc = stay_versions(v->db, v->a, s->registration, &out->v, &out->n, &v->e);

	out->last = later(later(s->act, s->decided_by), later(s->completed_by, s->closed_by));
	for (size_t i = 0; rc == RC_OK && i < out->n; i++)
		out->last = later(out->last, later(out->v[i].act, out->v[i].annulled_by));
	return rc;
}

enum rc api_stay_version(struct visit *v, struct str registration, int64_t *version)
{
	struct versions l;
	struct stay_row s;
	enum rc rc = stay_read(v->db, v->a, registration, &s, &v->e);

	if (rc == RC_OK)
		rc = read_versions(v, &s, &l);
	if (rc == RC_OK)
		*version = l.last;
	return rc;
}

static void add_versions(
    struct visit *v, const struct stay_row *s, const struct versions *l, json_t *o)
{
	json_t *list = json_array();

	for (size_t i = 0; i < l->n; i++) {
		(void)json_array_append_new(list, version_json(v, &l->v[i]));
		if (l->v[i].act == s->decided_by && shows_officer(v, l->v[i].kind))
			json_put(o, "officer", json_text(s->officer));
	}
	json_put(o, "versions", list);
	json_put(o, "version", json_integer(l->last));
}

enum rc api_stay(struct visit *v)
{
	struct versions versions;
	json_t *o, *certificates = NULL;
	struct stay_row s;
	bool may = false;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	rc = stay_read(v->db, v->a, visit_param(v, "id"), &s, &v->e);
	if (rc == RC_OK)
		rc = api_duty_may(v, s.person, &may);
	if (rc == RC_OK && !may)
		return RC_FORBIDDEN;
	if (rc == RC_OK)
		rc = read_versions(v, &s, &versions);
	if (rc == RC_OK)
		rc = api_certificates(v, s.registration, &certificates);
	if (rc != RC_OK)
		return rc;
	note(v, &s, arena_printf(v->a, "stay %.*s", STR_FMT(s.registration)));
	o = stay_json(v, &s);
	add_versions(v, &s, &versions, o);
	json_put(o, "certificates", certificates);
	return answer_tagged(v, versions.last, o);
}
