/* Reading precincts, and who has which. */
#include "precinct.h"

#include "records.h"
#include "user.h"

#define UNIT_DEPTH 32 /* a ring of units is refused when it is loaded */

static struct precinct precinct_row(struct db_cur *c, struct arena *a)
{
	return (struct precinct){
	    .id = db_text(c, 0, a),
	    .data = json_stored(a, db_text(c, 1, a)),
	    .unit = db_text(c, 2, a),
	};
}

static enum rc read_all(struct db *db, struct arena *a, struct precincts *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct precincts){0};
	db_start(db, &c, STMT_PRECINCT_ALL, DB_NO_ARGS, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = precinct_row(&c, a);
	}
	return db_end(&c);
}

static bool names_one(struct arena *a, const struct precinct *p, struct str key)
{
	return str_eq(user_name_key(a, json_get_str(p->data, "inspector")), key);
}

/* One account: the precincts that it lists, and those that name it. */
static void cover(struct arena *a, struct precincts *l, struct str name, const json_t *own)
{
	struct str key = user_name_key(a, name);

	for (size_t i = 0; i < l->n; i++) {
		struct precinct *p = &l->v[i];

		p->covered = p->covered || names_one(a, p, key);
		for (size_t k = 0; k < json_array_size(own) && !p->covered; k++)
			p->covered =
			    str_eq(p->id, str_of(json_string_value(json_array_get(own, k))));
	}
}

enum rc precincts_all(struct db *db, struct arena *a, struct precincts *out, struct err *e)
{
	struct db_cur c;
	enum rc rc = read_all(db, a, out, e);

	if (rc != RC_OK)
		return rc;
	db_start(db, &c, STMT_INSPECTOR_ALL, DB_NO_ARGS, e);
	while (db_next(&c, e))
		cover(a, out, db_text(&c, 0, a), json_stored(a, db_text(&c, 1, a)));
	return db_end(&c);
}

enum rc precinct_read(
    struct db *db, struct arena *a, struct str id, struct precinct *out, struct err *e)
{
	struct precincts one = {.v = out};
	struct db_cur c;
	enum rc rc;

	*out = (struct precinct){0};
	db_start(db, &c, STMT_PRECINCT_BY_ID, DB_ARGS(DB_TEXT(id)), e);
	if (db_next(&c, e)) {
		*out = precinct_row(&c, a);
		one.n = 1;
	}
	rc = db_end(&c);
	if (rc != RC_OK || one.n == 0)
		return rc == RC_OK ? RC_NOT_FOUND : rc;
	db_start(db, &c, STMT_INSPECTOR_ALL, DB_NO_ARGS, e);
	while (db_next(&c, e))
		cover(a, &one, db_text(&c, 0, a), json_stored(a, db_text(&c, 1, a)));
	return db_end(&c);
}

const struct precinct *precinct_in(const struct precincts *l, struct str id)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->v[i].id, id))
			return &l->v[i];
	return NULL;
}

enum rc precincts_of(struct db *db, struct arena *a, struct str name, const struct str *own,
    size_t n, struct precincts *out, struct err *e)
{
	struct str key = user_name_key(a, name);
	size_t kept = 0;
	enum rc rc = read_all(db, a, out, e);

	for (size_t i = 0; rc == RC_OK && i < out->n; i++) {
		bool has = names_one(a, &out->v[i], key);

		for (size_t k = 0; k < n && !has; k++)
			has = str_eq(out->v[i].id, own[k]);
		if (!has)
			continue;
		out->v[kept] = out->v[i];
		out->v[kept++].covered = true;
	}
	out->n = kept;
	return rc;
}

/* ---- units ---- */

static struct str parent_of(const struct units *all, struct str id)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].id, id))
			return all->v[i].parent;
	return STR("");
}

enum rc units_below(
    struct db *db, struct arena *a, struct str top, struct str **out, size_t *n, struct err *e)
{
	struct units all;
	enum rc rc = units_all(db, a, &all, e);

	*n = 0;
	if (rc != RC_OK)
		return rc;
	*out = ARENA_ARRAY(a, struct str, all.n + 1);
	for (size_t i = 0; i < all.n && top.n > 0; i++) {
		struct str at = all.v[i].id;

		for (int up = 0; at.n > 0 && !str_eq(at, top) && up < UNIT_DEPTH; up++)
			at = parent_of(&all, at);
		if (str_eq(at, top))
			(*out)[(*n)++] = all.v[i].id;
	}
	return RC_OK;
}

enum rc precincts_below(
    struct db *db, struct arena *a, struct str unit, struct precincts *out, struct err *e)
{
	struct str *below = NULL;
	size_t n = 0, kept = 0;
	enum rc rc = precincts_all(db, a, out, e);

	if (rc == RC_OK)
		rc = units_below(db, a, unit, &below, &n, e);
	for (size_t i = 0; rc == RC_OK && i < out->n; i++)
		for (size_t k = 0; k < n; k++)
			if (str_eq(out->v[i].unit, below[k])) {
				out->v[kept++] = out->v[i];
				break;
			}
	out->n = kept;
	return rc;
}
