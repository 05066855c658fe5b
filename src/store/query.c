/* Who lives there, where a person lives: answered from the events. */
#include "query.h"

#include "history.h"
#include "residence.h"

struct presences {
	struct presence *v;
	size_t n, cap;
};

static enum rc is_known(struct db *db, enum stmt_id stmt, struct str id, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	db_start(db, &c, stmt, DB_ARGS(DB_TEXT(id)), e);
	found = db_next(&c, e);
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

static void add_person(struct arena *a, const struct person_events *p, struct str dwelling,
    const struct asked *q, struct presences *out)
{
	struct stay *s = ARENA_ARRAY(a, struct stay, p->events.n + 1);
	size_t n = history_stays(p->events.v, p->events.n, q->known_on, s);

	for (size_t i = 0; i < n; i++) {
		if (s[i].abroad || s[i].opened->kind == STAY_FOREIGN ||
		    !str_eq(s[i].opened->dwelling, dwelling))
			continue;
		out->v = ARENA_GROW(a, out->v, out->n, &out->cap);
		out->v[out->n++] = (struct presence){.person = p->person,
		    .from = s[i].from,
		    .from_last = s[i].from_last,
		    .until = s[i].until,
		    .until_last = s[i].until_last,
		    .partly = s[i].partly};
	}
}

static json_t *names_json(const struct str *v, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		(void)json_array_append_new(list, json_text(v[i]));
	return list;
}

static json_t *segments_json(struct arena *a, const struct presences *p, const struct asked *q)
{
	size_t n;
	struct segment *s = history_segments(a, p->v, p->n, q->from, q->until, &n);
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *o = json_object();

		json_put(o, "from", json_day(s[i].from));
		json_put(o, "until", json_day(s[i].until));
		json_put(o, "residents", names_json(s[i].residents, s[i].n_residents));
		json_put(o, "possible", names_json(s[i].possible, s[i].n_possible));
		(void)json_array_append_new(list, o);
	}
	return list;
}

enum rc query_residents(struct db *db, struct arena *a, struct str dwelling, const struct asked *q,
    json_t **out, struct err *e)
{
	struct presences p = {0};
	struct person_events *persons = NULL;
	size_t n = 0;
	enum rc known = is_known(db, STMT_DWELLING_BY_ID, dwelling, e);
	enum rc rc = known == RC_NOT_FOUND ? RC_OK : known;

	if (rc == RC_OK)
		rc = events_of_dwelling(db, a, dwelling, &persons, &n, e);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		add_person(a, &persons[i], dwelling, q, &p);
	if (rc != RC_OK)
		return rc;
	*out = json_keep(a, json_object());
	json_put(*out, "dwelling", json_text(dwelling));
	json_put(*out, "from", json_day(q->from));
	json_put(*out, "until", json_day(q->until));
	json_put(*out, "segments", segments_json(a, &p, q));
	return known;
}

static json_t *residence_json(const struct stay *s)
{
	json_t *o = json_object();

	json_put(o, "registration", json_text(s->opened->registration));
	if (!s->abroad)
		json_put(o, "dwelling", json_text(s->opened->dwelling));
	else
		json_put(o, "abroad", json_true());
	json_put(o, "kind", json_string(stay_kind_word(s->opened->kind)));
	json_put(o, "from", json_text(s->opened->from_text));
	if (s->closed != NULL)
		json_put(o, "until", json_text(s->closed->from_text));
	else if (s->until != DAY_NONE)
		json_put(o, "until", json_day(s->until));
	return o;
}

enum rc query_residences(struct db *db, struct arena *a, struct str person, const struct asked *q,
    json_t **out, struct err *e)
{
	json_t *list = json_array();
	struct events ev;
	struct stay *s;
	enum rc rc = is_known(db, STMT_PERSON_BY_ID, person, e);

	*out = json_keep(a, json_object());
	json_put(*out, "person", json_text(person));
	json_put(*out, "residences", list);
	if (rc == RC_OK)
		rc = events_of_person(db, a, person, &ev, e);
	if (rc != RC_OK)
		return rc;
	s = ARENA_ARRAY(a, struct stay, ev.n + 1);
	for (size_t n = history_stays(ev.v, ev.n, q->known_on, s); n > 0; n--)
		if (s[n - 1].opened->kind != STAY_FOREIGN &&
		    stay_listed(&s[n - 1], q->from, q->until))
			(void)json_array_append_new(list, residence_json(&s[n - 1]));
	return RC_OK;
}
