/* Reading dwellings, holdings and units. */
#include "records.h"

#include "derive.h"

#include "key.h"

#include <string.h>

static struct dwelling dwelling_row(struct db_cur *c, struct arena *a)
{
	return (struct dwelling){
	    .id = db_text(c, 0, a),
	    .data = json_stored(a, db_text(c, 1, a)),
	    .unit = db_text(c, 2, a),
	};
}

enum rc dwelling_read(
    struct db *db, struct arena *a, struct str id, struct dwelling *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	db_start(db, &c, STMT_DWELLING_BY_ID, DB_ARGS(DB_TEXT(id)), e);
	found = db_next(&c, e);
	if (found) {
		*out = dwelling_row(&c, a);
		out->first_act = db_int(&c, 3);
		out->last_act = db_int(&c, 4);
	}
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

enum rc dwelling_states(struct db *db, struct arena *a, struct str id, struct dwelling_state **out,
    size_t *n, struct err *e)
{
	struct dwelling_state *v = NULL;
	size_t cap = 0;
	struct db_cur c;

	*n = 0;
	db_start(db, &c, STMT_DWELLING_STATES, DB_ARGS(DB_TEXT(id)), e);
	while (db_next(&c, e)) {
		v = ARENA_GROW(a, v, *n, &cap);
		v[(*n)++] = (struct dwelling_state){db_int(&c, 0), (day_t)db_int(&c, 1),
		    (day_t)db_int(&c, 2), json_stored(a, db_text(&c, 3, a))};
	}
	*out = v;
	return db_end(&c);
}

void record_patch(json_t *data, const json_t *patch)
{
	const char *key;
	json_t *v;

	json_object_foreach(json_deconst(patch), key, v)
	{
		if (json_is_null(v))
			(void)json_object_del(data, key);
		else
			json_put(data, key, json_incref(v));
	}
}

/*
 * What is recorded from ever is a whole record (a file, a new house), and what was said
 * before it is corrected by it; changes recorded after it count from their days.
 */
json_t *dwelling_at(struct arena *a, const struct dwelling_state *s, size_t n, day_t day)
{
	json_t *data = json_keep(a, json_object());
	int64_t base = 0;
	size_t first = 0;

	while (first < n && s[first].from <= DAY_MIN) {
		base = s[first].act;
		first++;
	}
	if (first > 0)
		record_patch(data, s[first - 1].data);
	for (size_t i = first; i < n && s[i].from <= day; i++)
		if (s[i].act > base)
			record_patch(data, s[i].data);
	return data;
}

enum rc dwelling_on(
    struct db *db, struct arena *a, struct str id, day_t day, struct dwelling *out, struct err *e)
{
	struct dwelling_state *s = NULL;
	size_t n = 0;
	enum rc rc = dwelling_read(db, a, id, out, e);

	if (rc == RC_OK)
		rc = dwelling_states(db, a, id, &s, &n, e);
	if (rc == RC_OK)
		out->data = dwelling_at(a, s, n, day);
	return rc;
}

struct str dwelling_address(struct arena *a, const json_t *data)
{
	struct str street = json_get_str(data, "street");
	struct str house = json_get_str(data, "house");
	struct str flat = json_get_str(data, "flat");

	if (flat.n == 0)
		return arena_printf(a, "%.*s, %.*s", STR_FMT(street), STR_FMT(house));
	return arena_printf(a, "%.*s, %.*s, %.*s", STR_FMT(street), STR_FMT(house), STR_FMT(flat));
}

static enum rc dwelling_list(struct db *db, struct arena *a, enum stmt_id stmt,
    const struct db_val *v, size_t n, struct dwellings *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct dwellings){0};
	db_start(db, &c, stmt, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = dwelling_row(&c, a);
	}
	return db_end(&c);
}

enum rc dwellings_find(struct db *db, struct arena *a, struct str street, struct str house,
    struct str flat, struct dwellings *out, struct err *e)
{
	struct str sk = names_street_key(a, street);
	struct str hk = names_house_key(a, house);

	*out = (struct dwellings){0};
	if (sk.n == 0) /* the beginning of every street */
		return RC_OK;
	if (house.n == 0)
		return dwelling_list(db, a, STMT_DWELLING_ON_STREET,
		    DB_ARGS(DB_TEXT(sk),
			DB_TEXT(arena_printf(a, "%.*s\xf4\x8f\xbf\xbf", STR_FMT(sk))), DB_INT(200)),
		    out, e);
	if (flat.n == 0)
		return dwelling_list(
		    db, a, STMT_DWELLING_IN_HOUSE, DB_ARGS(DB_TEXT(sk), DB_TEXT(hk)), out, e);
	return dwelling_list(db, a, STMT_DWELLING_AT,
	    DB_ARGS(DB_TEXT(sk), DB_TEXT(hk), DB_TEXT(names_house_key(a, flat))), out, e);
}

static struct holding holding_row(struct db_cur *c, struct arena *a)
{
	return (struct holding){
	    .id = db_text(c, 0, a),
	    .dwelling = db_text(c, 1, a),
	    .holder = db_text(c, 2, a),
	    .kind = db_text(c, 3, a),
	    .share = db_text(c, 4, a),
	    .from = (day_t)db_int(c, 5),
	    .until = db_is_null(c, 6) ? DAY_NONE : (day_t)db_int(c, 6),
	    .paper = json_stored(a, db_text(c, 7, a)),
	    .opened_by = db_int(c, 8),
	    .closed_by = db_int(c, 9),
	};
}

static enum rc holding_list(struct db *db, struct arena *a, enum stmt_id stmt, struct str key,
    struct holdings *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct holdings){0};
	db_start(db, &c, stmt, DB_ARGS(DB_TEXT(key)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = holding_row(&c, a);
	}
	return db_end(&c);
}

enum rc holding_read(
    struct db *db, struct arena *a, struct str id, struct holding *out, struct err *e)
{
	struct holdings h;
	enum rc rc = holding_list(db, a, STMT_HOLDING_BY_ID, id, &h, e);

	if (rc == RC_OK && h.n > 0)
		*out = h.v[0];
	return rc == RC_OK && h.n == 0 ? RC_NOT_FOUND : rc;
}

enum rc holdings_of_dwelling(
    struct db *db, struct arena *a, struct str dwelling, struct holdings *out, struct err *e)
{
	return holding_list(db, a, STMT_HOLDING_OF_DWELLING, dwelling, out, e);
}

enum rc holdings_of_holder(
    struct db *db, struct arena *a, struct str holder, struct holdings *out, struct err *e)
{
	return holding_list(db, a, STMT_HOLDING_OF_HOLDER, holder, out, e);
}

bool holding_live(const struct holding *h, day_t on)
{
	return h->from <= on && (h->until == DAY_NONE || on < h->until);
}

enum rc unit_read(struct db *db, struct arena *a, struct str id, struct unit *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	db_start(db, &c, STMT_UNIT_BY_ID, DB_ARGS(DB_TEXT(id)), e);
	found = db_next(&c, e);
	if (found)
		*out = (struct unit){.id = db_text(&c, 0, a),
		    .data = json_stored(a, db_text(&c, 1, a)),
		    .parent = db_text(&c, 2, a)};
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

#define UNIT_DEPTH 20 /* a chain of command longer than this is a ring in the data */

enum rc units_all(struct db *db, struct arena *a, struct units *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct units){0};
	db_start(db, &c, STMT_UNIT_ALL, DB_NO_ARGS, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct unit){.id = db_text(&c, 0, a),
		    .data = json_stored(a, db_text(&c, 1, a)),
		    .parent = db_text(&c, 2, a)};
	}
	return db_end(&c);
}

enum rc unit_superiors(struct db *db, struct arena *a, struct str id, json_t **out, struct err *e)
{
	struct unit u = {.parent = id};
	enum rc rc = RC_OK;

	*out = json_keep(a, json_array());
	for (int i = 0; rc == RC_OK && u.parent.n > 0 && i < UNIT_DEPTH; i++) {
		rc = unit_read(db, a, u.parent, &u, e);
		if (rc == RC_OK && i > 0)
			(void)json_array_append_new(*out, json_text(u.id));
	}
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc unit_within(
    struct db *db, struct arena *a, struct str below, struct str top, bool *within, struct err *e)
{
	json_t *up;
	enum rc rc = RC_OK;

	*within = str_eq(below, top);
	if (*within || below.n == 0 || top.n == 0)
		return rc;
	rc = unit_superiors(db, a, below, &up, e);
	for (size_t i = 0; rc == RC_OK && i < json_array_size(up) && !*within; i++)
		*within = str_eq(top, str_of(json_string_value(json_array_get(up, i))));
	return rc;
}
