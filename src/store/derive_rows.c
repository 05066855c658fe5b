/* Rows of derived tables, written from acts and from lines of files. */
#include "derive_rows.h"

#include "derive_stay.h"
#include "key.h"
#include "partdate.h"
#include "records.h"
#include "residence.h"

#include <string.h>

struct str person_document_key(struct arena *a, const json_t *data)
{
	struct str number = json_get_str(data, "document_number");
	struct str type = json_get_str(data, "document_type");
	struct str country = json_get_str(data, "document_country");

	if (number.n == 0)
		return (struct str){"", 0};
	return arena_printf(a, "%.*s/%.*s/%.*s", STR_FMT(type), STR_FMT(country),
	    STR_FMT(names_document_key(a, number)));
}

/* Keys of a name by which the person can be found. */
static enum rc search_key(
    struct db *db, struct str id, day_t birth, struct str surname, struct str given, struct err *e)
{
	if (surname.n == 0 && given.n == 0)
		return RC_OK;
	return db_run(db, STMT_SEARCH_KEY_PUT,
	    DB_ARGS(DB_TEXT(surname), DB_TEXT(given), DB_INT(birth), DB_TEXT(id)), e);
}

static enum rc document_key(
    struct db *db, int64_t act, struct str id, const json_t *data, struct err *e)
{
	struct arena a = {0};
	struct str key = person_document_key(&a, data);
	enum rc rc = RC_OK;

	if (key.n > 0)
		rc = db_run(db, STMT_PERSON_DOCUMENT_PUT,
		    DB_ARGS(DB_TEXT(key), DB_TEXT(id),
			DB_TEXT(names_document_key(&a, json_get_str(data, "document_number"))),
			DB_TEXT(json_get_str(data, "document_country")), DB_INT(act)),
		    e);
	arena_free(&a);
	return rc;
}

enum rc row_person(
    struct db *db, int64_t act, day_t known, struct str id, const json_t *data, struct err *e)
{
	struct arena a = {0};
	struct str text = json_canonical(&a, data);
	struct str surname = names_key(&a, json_get_str(data, "surname"));
	struct str given = names_key(&a, json_get_str(data, "given"));
	struct str surname_latin = names_key(&a, json_get_str(data, "surname_latin"));
	struct str given_latin = names_key(&a, json_get_str(data, "given_latin"));
	struct str number = json_get_str(data, "document_number");
	day_t birth = json_get_day(data, "birth_date");
	enum rc rc;

	rc = db_run(db, STMT_PERSON_PUT,
	    DB_ARGS(DB_TEXT(id), DB_TEXT(text), DB_TEXT_OR_NULL(json_get_str(data, "iin")),
		DB_TEXT_OR_NULL(person_document_key(&a, data)),
		DB_TEXT_OR_NULL(names_document_key(&a, number)), DB_TEXT(surname), DB_TEXT(given),
		DB_INT(birth), DB_INT(act)),
	    e);
	if (rc == RC_OK)
		rc = db_run(db, STMT_PERSON_STATE_PUT,
		    DB_ARGS(DB_TEXT(id), DB_INT(act), DB_INT(known), DB_TEXT(text)), e);
	if (rc == RC_OK)
		rc = search_key(db, id, birth, surname, given, e);
	if (rc == RC_OK)
		rc = search_key(db, id, birth, surname_latin, given_latin, e);
	if (rc == RC_OK)
		rc = document_key(db, act, id, data, e);
	arena_free(&a);
	return rc;
}

/* The dwelling as the register answers now: all its states in order of their days. */
static enum rc dwelling_present(
    struct db *db, struct arena *a, struct str id, json_t **out, struct err *e)
{
	struct dwelling_state *s;
	size_t n;
	enum rc rc = dwelling_states(db, a, id, &s, &n, e);

	if (rc == RC_OK)
		*out = dwelling_at(a, s, n, DAY_MAX);
	return rc;
}

enum rc row_dwelling(struct db *db, const struct dwelling_change *c, struct err *e)
{
	struct arena a = {0};
	struct dwelling before = {0};
	json_t *now = NULL;
	enum rc rc = dwelling_read(db, &a, c->id, &before, e);

	if (rc == RC_OK || rc == RC_NOT_FOUND)
		rc = db_run(db, STMT_DWELLING_STATE_PUT,
		    DB_ARGS(DB_TEXT(c->id), DB_INT(c->act->id), DB_INT(c->line),
			DB_INT(c->from == DAY_NONE ? DAY_MIN : c->from),
			DB_INT(act_known_day(c->act)), DB_TEXT(json_canonical(&a, c->patch))),
		    e);
	if (rc == RC_OK)
		rc = dwelling_present(db, &a, c->id, &now, e);
	if (rc == RC_OK)
		rc = db_run(db, STMT_DWELLING_PUT,
		    DB_ARGS(DB_TEXT(c->id), DB_TEXT(json_canonical(&a, now)),
			DB_TEXT(json_get_str(now, "unit")),
			DB_TEXT_OR_NULL(json_get_str(now, "precinct")),
			DB_TEXT(json_get_str(now, "kato")),
			DB_TEXT(names_street_key(&a, json_get_str(now, "street"))),
			DB_TEXT(names_house_key(&a, json_get_str(now, "house"))),
			DB_TEXT(names_house_key(&a, json_get_str(now, "flat"))),
			DB_INT(c->act->id)),
		    e);
	if (rc == RC_OK && before.id.n > 0 && !str_eq(before.unit, json_get_str(now, "unit")))
		rc = stay_unit_changed(db, c->id, json_get_str(now, "unit"), e);
	if (rc == RC_OK && before.id.n > 0 &&
	    !str_eq(json_get_str(before.data, "precinct"), json_get_str(now, "precinct")))
		rc = stay_precinct_changed(db, c->act, c->id, json_get_str(now, "precinct"), e);
	arena_free(&a);
	return rc;
}

enum rc row_holding(struct db *db, int64_t act, day_t known, const json_t *holding,
    const json_t *paper, struct err *e)
{
	struct arena a = {0};
	json_t *none = json_keep(&a, json_object());
	enum rc rc = db_run(db, STMT_HOLDING_PUT,
	    DB_ARGS(DB_TEXT(json_get_str(holding, "id")),
		DB_TEXT(json_get_str(holding, "dwelling")),
		DB_TEXT(json_get_str(holding, "holder")), DB_TEXT(json_get_str(holding, "kind")),
		DB_TEXT_OR_NULL(json_get_str(holding, "share")),
		DB_INT(json_get_day(holding, "from")),
		DB_INT_OR_NULL(json_get_day(holding, "until"), DAY_NONE),
		DB_TEXT(json_canonical(&a, paper != NULL ? paper : none)), DB_INT(act),
		DB_INT(known)),
	    e);

	arena_free(&a);
	return rc;
}

enum rc row_event(
    struct db *db, struct str person, const struct event *ev, day_t wrong_since, struct err *e)
{
	return db_run(db, STMT_EVENT_PUT,
	    DB_ARGS(DB_INT(ev->act), DB_INT(ev->line), DB_TEXT(person), DB_INT(ev->what),
		DB_INT(ev->kind), DB_TEXT_OR_NULL(ev->registration), DB_TEXT_OR_NULL(ev->dwelling),
		DB_INT(ev->from), DB_INT(ev->from_last), DB_TEXT(ev->from_text),
		DB_INT_OR_NULL(ev->until, DAY_NONE), DB_INT(ev->known),
		DB_INT_OR_NULL(wrong_since, DAY_NONE)),
	    e);
}

/* What a line of a file gives: one function a kind. */
struct line {
	struct db *db;
	const struct act *load;
	int64_t line;
	day_t known;
	const json_t *row;
	struct arena *a;
};

/* The row without the fields that are not part of the record itself. */
static json_t *without_id(const struct line *l)
{
	json_t *v = json_keep(l->a, json_copy(json_deconst(l->row)));

	(void)json_object_del(v, "id");
	return v;
}

static enum rc line_unit(const struct line *l, struct err *e)
{
	return db_run(l->db, STMT_UNIT_PUT,
	    DB_ARGS(DB_TEXT(json_get_str(l->row, "id")),
		DB_TEXT(json_canonical(l->a, without_id(l))),
		DB_TEXT_OR_NULL(json_get_str(l->row, "parent")), DB_INT(l->load->id)),
	    e);
}

static enum rc line_precinct(const struct line *l, struct err *e)
{
	return db_run(l->db, STMT_PRECINCT_PUT,
	    DB_ARGS(DB_TEXT(json_get_str(l->row, "id")),
		DB_TEXT(json_canonical(l->a, without_id(l))), DB_TEXT(json_get_str(l->row, "unit")),
		DB_INT(l->load->id)),
	    e);
}

static enum rc line_dwelling(const struct line *l, struct err *e)
{
	struct dwelling_change c = {
	    l->load, l->line, DAY_NONE, json_get_str(l->row, "id"), without_id(l)};

	return row_dwelling(l->db, &c, e);
}

static enum rc line_person(const struct line *l, struct err *e)
{
	return row_person(
	    l->db, l->load->id, l->known, json_get_str(l->row, "id"), without_id(l), e);
}

static enum rc line_holding(const struct line *l, struct err *e)
{
	json_t *paper = json_keep(l->a, json_object());

	json_put(paper, "number", json_text(json_get_str(l->row, "paper")));
	return row_holding(l->db, l->load->id, l->known, l->row, paper, e);
}

/* One end of a date that may be partly unknown; DAY_NONE where there is none. */
static day_t part_day(const json_t *row, const char *key, day_t (*end)(struct partdate))
{
	struct str s = json_get_str(row, key);
	struct partdate d;

	return s.n > 0 && partdate_parse(s, &d) ? end(d) : DAY_NONE;
}

static enum rc line_residence(const struct line *l, struct err *e)
{
	struct str person = json_get_str(l->row, "person");
	struct str from = json_get_str(l->row, "from");
	day_t recorded = part_day(l->row, "recorded_on", partdate_last);
	struct event ev = {
	    .what = json_get_bool(l->row, "abroad") ? EVENT_ABROAD : EVENT_REGISTER,
	    .kind =
		str_is(json_get_str(l->row, "kind"), "temporary") ? STAY_TEMPORARY : STAY_PERMANENT,
	    .act = l->load->id,
	    .line = l->line,
	    .registration = json_get_str(l->row, "registration"),
	    .dwelling = json_get_str(l->row, "dwelling"),
	    .from_text = from,
	    .until = part_day(l->row, "until", partdate_first),
	    .known = recorded != DAY_NONE ? recorded : l->known,
	};
	struct partdate d;
	enum rc rc;

	if (!partdate_parse(from, &d))
		return fail(e, RC_DB, "a loaded residence has no such date: %.*s", STR_FMT(from));
	ev.from = partdate_first(d);
	ev.from_last = partdate_last(d);
	/* The same registration again is a correction: the earlier row is wrong from now on. */
	rc =
	    db_run(l->db, STMT_EVENT_WRONG, DB_ARGS(DB_TEXT(ev.registration), DB_INT(l->known)), e);
	if (rc == RC_OK)
		rc = row_event(
		    l->db, person, &ev, part_day(l->row, "wrong_since", partdate_first), e);
	return rc == RC_OK ? residence_recompute(l->db, person, l->load, e) : rc;
}

static enum rc line_wanted(const struct line *l, struct err *e)
{
	struct str id = json_get_str(l->row, "id");

	if (json_get_bool(l->row, "removed"))
		return db_run(l->db, STMT_WANTED_REMOVE, DB_ARGS(DB_TEXT(id)), e);
	return db_run(l->db, STMT_WANTED_PUT,
	    DB_ARGS(DB_TEXT(id), DB_TEXT(json_canonical(l->a, without_id(l))),
		DB_TEXT_OR_NULL(json_get_str(l->row, "iin")),
		DB_TEXT_OR_NULL(names_document_key(l->a, json_get_str(l->row, "doc_number"))),
		DB_INT(l->load->id)),
	    e);
}

static const struct {
	const char *kind;
	enum rc (*put)(const struct line *, struct err *);
} lines[] = {
    {"units", line_unit},
    {"precincts", line_precinct},
    {"dwellings", line_dwelling},
    {"persons", line_person},
    {"holdings", line_holding},
    {"residences", line_residence},
    {"wanted", line_wanted},
};

enum rc derive_row(struct db *db, const struct act *load, struct str kind, int64_t line,
    const json_t *row, struct err *e)
{
	struct arena a = {0};
	struct line l = {db, load, line, act_known_day(load), row, &a};
	enum rc rc;

	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		if (str_is(kind, lines[i].kind)) {
			rc = lines[i].put(&l, e);
			arena_free(&a);
			return rc;
		}
	arena_free(&a);
	return fail(e, RC_DB, "act %lld loaded an unknown kind", (long long)load->id);
}
