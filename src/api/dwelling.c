/* Dwellings: address search, one dwelling, who lives there and lived. */
#include "api_impl.h"

#include "residence.h"

#include <string.h>

static json_t *dwelling_json(struct visit *v, const struct dwelling *d)
{
	json_t *o = json_copy(d->data);

	json_put(o, "id", json_text(d->id));
	json_put(o, "unit", json_text(d->unit));
	json_put(o, "address", json_text(dwelling_address(v->a, d->data)));
	return o;
}

#define FOUND_MAX 200 /* as dwellings_find says */

enum rc api_dwelling_search(struct visit *v)
{
	static const char *const asked[] = {"street", "house", "flat", NULL};
	struct dwellings found = {0};
	json_t *o, *list;
	enum rc rc;

	if (!ask_query(v) || !ask_fields(v, asked))
		return RC_OK;
	if (ask_text(v, "street").n == 0)
		return visit_problem_at(v, 400, "street", PROBLEM_MISSING, STR(""));
	if (ask_text(v, "flat").n > 0 && ask_text(v, "house").n == 0)
		return visit_problem_at(v, 400, "house", PROBLEM_MISSING, STR(""));
	rc = dwellings_find(v->db, v->a, ask_text(v, "street"), ask_text(v, "house"),
	    ask_text(v, "flat"), &found, &v->e);
	if (rc != RC_OK)
		return rc;
	o = json_keep(v->a, json_object());
	list = json_array();
	for (size_t i = 0; i < found.n; i++)
		(void)json_array_append_new(list, dwelling_json(v, &found.v[i]));
	json_put(o, "dwellings", list);
	json_put(o, "more", json_boolean(found.n == FOUND_MAX));
	return visit_json(v, 200, o);
}

/* How many live there today, by permanent or temporary registration, each once. */
static enum rc count_residents(struct visit *v, struct str id, int64_t *n)
{
	struct residences l;
	enum rc rc = residences_of_dwelling_on(v->db, v->a, id, v->env.today, &l, &v->e);

	*n = rc == RC_OK ? (int64_t)residences_persons(&l, NULL) : 0;
	return rc;
}

/* Holders are persons: for those who said why they ask. */
static enum rc add_holdings(struct visit *v, struct str id, json_t *o)
{
	struct holdings l;
	json_t *list = json_array();
	enum rc rc = holdings_of_dwelling(v->db, v->a, id, &l, &v->e);

	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		const struct holding *h = &l.v[i];
		json_t *one = json_object();

		json_put(one, "holding", json_text(h->id));
		json_put(one, "holder", json_text(h->holder));
		json_put(one, "kind", json_text(h->kind));
		if (h->share.n > 0)
			json_put(one, "share", json_text(h->share));
		json_put(one, "from", json_day(h->from));
		if (h->until != DAY_NONE)
			json_put(one, "until", json_day(h->until));
		(void)json_array_append_new(list, one);
		if (!str_starts(h->holder, "org:"))
			visit_access(v, h->holder, STR("holder"), false);
	}
	json_put(o, "holdings", list);
	return rc;
}

enum rc api_dwelling(struct visit *v)
{
	struct str id = visit_param(v, "id");
	struct dwelling d;
	int64_t residents = 0;
	json_t *o;
	enum rc rc;

	if (!ask_query(v))
		return RC_OK;
	rc = dwelling_read(v->db, v->a, id, &d, &v->e);
	if (rc == RC_OK)
		rc = count_residents(v, id, &residents);
	if (rc != RC_OK)
		return rc;
	o = json_keep(v->a, dwelling_json(v, &d));
	json_put(o, "version", json_integer(d.last_act));
	json_put(o, "registered", json_integer(residents));
	if (v->purpose.n > 0 && visit_may(v, READERS))
		rc = add_holdings(v, id, o);
	return rc == RC_OK ? answer_tagged(v, d.last_act, o) : rc;
}

/* Each person that the answer names, once. */
static void note_names(struct visit *v, const json_t *names, json_t *seen, struct str dwelling)
{
	for (size_t i = 0; i < json_array_size(names); i++) {
		const char *id = json_string_value(json_array_get(names, i));

		if (json_object_get(seen, id) != NULL)
			continue;
		json_put(seen, id, json_true());
		visit_access(v, str_of(id),
		    arena_printf(v->a, "residents of %.*s", STR_FMT(dwelling)), false);
	}
}

enum rc api_dwelling_residents(struct visit *v)
{
	struct str id = visit_param(v, "id");
	json_t *seen = json_keep(v->a, json_object());
	const json_t *segments;
	struct asked q;
	json_t *o;
	enum rc rc;

	if (!ask_query(v) || !ask_period(v, &q))
		return RC_OK;
	rc = query_residents(v->db, v->a, id, &q, &o, &v->e);
	if (rc != RC_OK)
		return rc;
	segments = json_object_get(o, "segments");
	for (size_t i = 0; i < json_array_size(segments); i++) {
		const json_t *s = json_array_get(segments, i);

		note_names(v, json_object_get(s, "residents"), seen, id);
		note_names(v, json_object_get(s, "possible"), seen, id);
	}
	return answer_tagged(v, 0, o);
}
