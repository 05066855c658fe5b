/* Reading persons. */
#include "records.h"

#include "derive.h"
#include "key.h"
#include "utf8.h"

static struct person row(struct db_cur *c, struct arena *a)
{
	return (struct person){
	    .id = db_text(c, 0, a),
	    .data = json_stored(a, db_text(c, 1, a)),
	    .birth = (day_t)db_int(c, 2),
	    .first_act = db_int(c, 3),
	    .last_act = db_int(c, 4),
	};
}

static enum rc one(struct db *db, struct arena *a, enum stmt_id stmt, struct str key,
    struct person *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	db_start(db, &c, stmt, DB_ARGS(DB_TEXT(key)), e);
	found = db_next(&c, e);
	if (found)
		*out = row(&c, a);
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

enum rc person_read(
    struct db *db, struct arena *a, struct str id, struct person *out, struct err *e)
{
	return one(db, a, STMT_PERSON_BY_ID, id, out, e);
}

enum rc person_by_iin(
    struct db *db, struct arena *a, struct str iin, struct person *out, struct err *e)
{
	if (iin.n == 0)
		return RC_NOT_FOUND;
	return one(db, a, STMT_PERSON_BY_IIN, iin, out, e);
}

enum rc person_by_document(
    struct db *db, struct arena *a, const json_t *data, struct person *out, struct err *e)
{
	struct str key = person_document_key(a, data);

	if (key.n == 0)
		return RC_NOT_FOUND;
	return one(db, a, STMT_PERSON_BY_DOCUMENT, key, out, e);
}

#define PERSONS_MAX 50 /* as the statements say */

static enum rc several(struct db *db, struct arena *a, enum stmt_id stmt, const struct db_val *v,
    size_t n, struct persons *out, struct err *e)
{
	struct db_cur c;

	*out = (struct persons){.v = ARENA_ARRAY(a, struct person, PERSONS_MAX)};
	db_start(db, &c, stmt, v, n, e);
	while (out->n < PERSONS_MAX && db_next(&c, e))
		out->v[out->n++] = row(&c, a);
	return db_end(&c);
}

enum rc persons_by_number(
    struct db *db, struct arena *a, struct str number, struct persons *out, struct err *e)
{
	return several(db, a, STMT_PERSON_BY_DOCUMENT_NUMBER,
	    DB_ARGS(DB_TEXT(names_document_key(a, number))), out, e);
}

enum rc persons_by_passport(struct db *db, struct arena *a, struct str number, struct str country,
    struct persons *out, struct err *e)
{
	return several(db, a, STMT_PERSON_BY_NUMBER_AND_COUNTRY,
	    DB_ARGS(DB_TEXT(names_document_key(a, number)), DB_TEXT(country)), out, e);
}

enum rc persons_by_name(struct db *db, struct arena *a, struct str surname, struct str given,
    day_t birth, struct persons *out, struct err *e)
{
	struct str sk = names_key(a, surname);
	struct str from = names_key(a, given);
	struct str until =
	    arena_printf(a, "%.*s\xf4\x8f\xbf\xbf", STR_FMT(from)); /* past every continuation */

	if (birth == DAY_NONE)
		return several(db, a, STMT_PERSON_BY_NAME_ANY_DAY,
		    DB_ARGS(DB_TEXT(sk), DB_TEXT(from), DB_TEXT(until)), out, e);
	return several(db, a, STMT_PERSON_BY_NAME,
	    DB_ARGS(DB_TEXT(sk), DB_TEXT(from), DB_TEXT(until), DB_INT(birth)), out, e);
}

struct str person_name(struct arena *a, const json_t *data)
{
	struct str surname = json_get_str(data, "surname");
	struct str given = json_get_str(data, "given");
	struct str patronymic = json_get_str(data, "patronymic");

	return str_trim(arena_printf(
	    a, "%.*s %.*s %.*s", STR_FMT(surname), STR_FMT(given), STR_FMT(patronymic)));
}

enum rc person_states(struct db *db, struct arena *a, struct str id, struct person_state **out,
    size_t *n, struct err *e)
{
	struct person_state *v = NULL;
	size_t cap = 0;
	struct db_cur c;

	*n = 0;
	db_start(db, &c, STMT_PERSON_STATES, DB_ARGS(DB_TEXT(id)), e);
	while (db_next(&c, e)) {
		v = ARENA_GROW(a, v, *n, &cap);
		v[(*n)++] = (struct person_state){
		    db_int(&c, 0), (day_t)db_int(&c, 1), json_stored(a, db_text(&c, 2, a))};
	}
	*out = v;
	return db_end(&c);
}
