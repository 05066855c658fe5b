/* What the register stands on, whether it works, its description, and sign-in by JSON. */
#include "api_impl.h"

#include "text.h"

/* ---- GET /systems ---- */

struct last {
	int64_t act, at_us;
};

static enum rc last_act(struct visit *v, enum stmt_id stmt, const char *load, struct last *out)
{
	struct db_cur c;

	*out = (struct last){0};
	if (load == NULL)
		db_start(v->db, &c, stmt, DB_NO_ARGS, &v->e);
	else
		db_start(v->db, &c, stmt, DB_ARGS(DB_TEXT(str_of(load))), &v->e);
	if (db_next(&c, &v->e))
		*out = (struct last){db_int(&c, 0), db_int(&c, 1)};
	return db_end(&c);
}

/* rows -1: not known. */
static json_t *system_json(
    struct visit *v, const char *id, enum msg name, int64_t rows, struct last last)
{
	json_t *o =
	    json_pack("{s:s,s:s,s:s}", "system", id, "name", text(v->lang, name), "where", "here");

	if (rows >= 0)
		json_put(o, "rows", json_integer(rows));
	if (last.act != 0) {
		json_put(o, "last_act", json_integer(last.act));
		json_put(o, "last_at", json_text(time_str(v->a, last.at_us)));
		json_put(o, "age_seconds", json_integer((v->env.now_us - last.at_us) / 1000000));
	}
	return o;
}

/* What the answer rests on: each asked for once. */
struct standing {
	int64_t persons, wanted, open, stays, waiting;
	struct last acts, stay, load;
};

static enum rc ask_standing(struct visit *v, struct standing *s)
{
	const struct {
		enum stmt_id stmt;
		int64_t *out;
	} counts[] = {
	    {STMT_ROWS_OF_PERSON, &s->persons},
	    {STMT_ROWS_OF_WANTED, &s->wanted},
	    {STMT_OPEN_CASES, &s->open},
	    {STMT_ROWS_OF_STAY, &s->stays},
	    {STMT_ROWS_OF_STAY_WAITING, &s->waiting},
	};
	enum rc rc = last_act(v, STMT_ACT_LAST, NULL, &s->acts);
	bool found;

	if (rc == RC_OK)
		rc = last_act(v, STMT_ACT_LAST_OF_STAY, NULL, &s->stay);
	if (rc == RC_OK)
		rc = last_act(v, STMT_LOAD_LAST, "load_wanted", &s->load);
	for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(counts); i++)
		rc = db_one_int(v->db, counts[i].stmt, DB_NO_ARGS, counts[i].out, &found, &v->e);
	return rc;
}

/* waiting -1: nothing can wait there. */
static void put_system(json_t *list, json_t *take, const char *state, int64_t waiting)
{
	json_put(take, "state", json_string(state));
	if (waiting >= 0)
		json_put(take, "waiting", json_integer(waiting));
	(void)json_array_append_new(list, take);
}

enum rc api_systems(struct visit *v)
{
	json_t *o = json_keep(v->a, json_object()), *list = json_array();
	struct standing s = {0};
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	json_put(o, "systems", list);
	rc = ask_standing(v, &s);
	if (rc != RC_OK)
		return rc;
	put_system(list, system_json(v, "population_desk", MSG_SYSTEM_POPULATION_DESK, -1, s.acts),
	    "up", s.open);
	put_system(
	    list, system_json(v, "population", MSG_SYSTEM_POPULATION, s.persons, s.acts), "up", -1);
	put_system(list, system_json(v, "foreigners", MSG_SYSTEM_FOREIGNERS, s.stays, s.stay), "up",
	    s.waiting);
	put_system(list, system_json(v, "wanted", MSG_SYSTEM_WANTED, s.wanted, s.load),
	    s.load.act != 0 ? "up" : "never_loaded", -1);
	return visit_json(v, 200, o);
}

/* ---- GET /healthz ---- */

enum rc api_healthz(struct visit *v)
{
	const char *why;

	if (gate_healthy(v->gate, &why))
		return visit_json(v, 200, json_keep(v->a, json_pack("{s:s}", "status", "ok")));
	return visit_problem_more(
	    v, 503, NULL, NULL, json_keep(v->a, json_pack("{s:s}", "detail", why)));
}

/* ---- GET /openapi.json ---- */

enum rc api_openapi_json(struct visit *v)
{
	struct reply *r = &v->x->reply;

	reply_cache(r, "no-cache");
	r->type = STR("application/json");
	buf_str(&r->body, api_openapi(v->a, api_rows, api_rows_n));
	return RC_OK;
}

/* ---- POST /sessions ---- */

enum rc api_session(struct visit *v)
{
	struct sign_in *s;
	enum rc rc = sign_in_finish(v, &s);
	json_t *o;

	if (rc != RC_OK)
		return rc;
	if (s->end == SIGN_IN_WAIT) {
		struct str seconds = arena_printf(v->a, "%lld", (long long)s->wait_s);

		v->keep = true;
		(void)visit_problem_at(v, 429, "", PROBLEM_RETRY_IN, seconds);
		reply_header(&v->x->reply, "Retry-After", seconds);
		return RC_OK;
	}
	if (s->end == SIGN_IN_WRONG) {
		v->keep = true;
		return visit_problem_at(v, 401, "password", PROBLEM_SIGN_IN, STR(""));
	}
	o = json_keep(v->a, json_object());
	json_put(o, "user", json_text(s->session.user.name));
	json_put(o, "role", json_string(user_role_word(s->session.user.role)));
	json_put(o, "csrf", json_text(s->session.csrf));
	json_put(o, "ends_at", json_text(time_str(v->a, s->session.ends_us)));
	return visit_json(v, 201, o);
}
