/* One row of a file: what it refers to, whether it is there already, what it becomes. */
#include "load_row.h"

#include "derive.h"
#include "ident.h"
#include "journal.h"
#include "partdate.h"
#include "records.h"

#include <sodium.h>
#include <string.h>

/* What is to be done with a row. */
enum fate { FATE_LOAD, FATE_SAME, FATE_UPDATE, FATE_BAD };

void load_reject(struct load_part *p, uint64_t line, const struct issues *l)
{
	struct arena a = {0};

	p->count.bad++;
	for (const struct issue *i = l->first; i != NULL && p->job->rejected != NULL; i = i->next) {
		struct str field[3] = {arena_printf(&a, "%llu", (unsigned long long)line), i->field,
		    issue_worded(&a, p->job->words, i)};

		csv_write(&p->rejected, field, ARRAY_LEN(field));
	}
	arena_free(&a);
}

/* ---- what a row refers to ---- */

static enum rc refers(struct load_part *p, enum stmt_id stmt, const json_t *row, const char *field,
    struct issues *l, struct err *e)
{
	struct str id = json_get_str(row, field);
	struct db_cur c;

	if (id.n == 0 || str_starts(id, "org:"))
		return RC_OK;
	db_start(p->db, &c, stmt, DB_ARGS(DB_TEXT(id)), e);
	if (!db_next(&c, e))
		issue_add(l, str_of(field), PROBLEM_NO_SUCH, id);
	return db_end(&c);
}

static const struct {
	const char *kind, *field;
	enum stmt_id stmt;
} references[] = {
    {"units", "parent", STMT_UNIT_BY_ID},
    {"precincts", "unit", STMT_UNIT_BY_ID},
    {"dwellings", "unit", STMT_UNIT_BY_ID},
    {"dwellings", "precinct", STMT_PRECINCT_BY_ID},
    {"holdings", "dwelling", STMT_DWELLING_BY_ID},
    {"holdings", "holder", STMT_PERSON_BY_ID},
    {"residences", "person", STMT_PERSON_BY_ID},
    {"residences", "dwelling", STMT_DWELLING_BY_ID},
};

static enum rc check_person(struct load_part *p, const json_t *row, struct issues *l, struct err *e)
{
	struct str id = json_get_str(row, "id");
	struct person known;
	enum rc rc = person_by_iin(p->db, p->a, json_get_str(row, "iin"), &known, e);

	if (rc == RC_OK && !str_eq(known.id, id))
		issue_add(l, STR("iin"), PROBLEM_IIN_TAKEN, known.id);
	if (rc == RC_OK || rc == RC_NOT_FOUND)
		rc = person_by_document(p->db, p->a, row, &known, e);
	if (rc == RC_OK && !str_eq(known.id, id))
		issue_add(l, STR("document_number"), PROBLEM_DOCUMENT_TAKEN, known.id);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* A unit is neither its own superior nor above its superior. */
static enum rc check_ring(struct load_part *p, const json_t *row, struct issues *l, struct err *e)
{
	struct str id = json_get_str(row, "id"), parent = json_get_str(row, "parent");
	bool ring = parent.n > 0 && str_eq(id, parent);
	enum rc rc = RC_OK;

	if (parent.n > 0 && !ring)
		rc = unit_within(p->db, p->a, parent, id, &ring, e);
	if (ring)
		*l = (struct issues){.arena = l->arena};
	if (ring)
		issue_add(
		    l, STR("parent"), PROBLEM_CONTRADICTS, STR("a unit is not its own superior"));
	return rc;
}

static enum rc check_references(
    struct load_part *p, const json_t *row, struct issues *l, struct err *e)
{
	const char *kind = p->job->kind->name;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(references); i++)
		if (strcmp(references[i].kind, kind) == 0)
			rc = refers(p, references[i].stmt, row, references[i].field, l, e);
	if (rc == RC_OK && strcmp(kind, "persons") == 0)
		rc = check_person(p, row, l, e);
	if (rc == RC_OK && strcmp(kind, "units") == 0)
		rc = check_ring(p, row, l, e);
	return rc;
}

/* ---- is it there already? ---- */

static enum rc known_data(
    struct load_part *p, enum stmt_id stmt, struct str id, json_t **out, struct err *e)
{
	struct db_cur c;

	*out = NULL;
	db_start(p->db, &c, stmt, DB_ARGS(DB_TEXT(id)), e);
	if (db_next(&c, e)) {
		*out = json_read_in(p->a, db_text(&c, 1, p->a), NULL);
		json_put(*out, "id", json_text(id));
	}
	return db_end(&c);
}

static void put_if(json_t *o, const char *key, struct str s)
{
	if (s.n > 0)
		json_put(o, key, json_text(s));
}

/* A holding has no id in files: dwelling, holder, kind and first day say which one it is. */
static enum rc known_holding(struct load_part *p, json_t *row, json_t **out, struct err *e)
{
	struct db_cur c;

	*out = NULL;
	db_start(p->db, &c, STMT_HOLDING_SAME,
	    DB_ARGS(DB_TEXT(json_get_str(row, "dwelling")), DB_TEXT(json_get_str(row, "holder")),
		DB_TEXT(json_get_str(row, "kind")), DB_INT(json_get_day(row, "from"))),
	    e);
	if (db_next(&c, e)) {
		json_t *paper = json_read_in(p->a, db_text(&c, 7, p->a), NULL);

		*out = json_keep(p->a, json_copy(row));
		(void)json_object_del(*out, "share");
		(void)json_object_del(*out, "until");
		put_if(*out, "share", db_text(&c, 4, p->a));
		if (!db_is_null(&c, 6))
			json_put(*out, "until", json_day((day_t)db_int(&c, 6)));
		json_put(*out, "paper", json_text(json_get_str(paper, "number")));
		json_put(row, "id", json_text(db_text(&c, 0, p->a)));
	}
	return db_end(&c);
}

#define NEVER_WRONG (-999999) /* as the statement says */

/* One end of a date that may be partly unknown, as residences are kept (store/derive_rows.c). */
static day_t end_of(const json_t *row, const char *key, day_t (*end)(struct partdate))
{
	struct str s = json_get_str(row, key);
	struct partdate d;

	return s.n > 0 && partdate_parse(s, &d) ? end(d) : DAY_NONE;
}

/* Put what is known over a copy of the row, where it is not the same day. */
static void known_day(
    json_t *o, const json_t *row, const char *key, day_t (*end)(struct partdate), day_t known)
{
	if (end_of(row, key, end) == known)
		return;
	(void)json_object_del(o, key);
	if (known != DAY_NONE)
		json_put(o, key, json_day(known));
}

/* A residence is known by person, dwelling, kind, start and the day it was found wrong. */
static enum rc known_residence(struct load_part *p, json_t *row, json_t **out, struct err *e)
{
	day_t wrong = end_of(row, "wrong_since", partdate_first);
	struct db_cur c;

	*out = NULL;
	db_start(p->db, &c, STMT_EVENT_SAME_ROW,
	    DB_ARGS(DB_TEXT(json_get_str(row, "person")),
		DB_INT(str_is(json_get_str(row, "kind"), "temporary")),
		DB_TEXT(json_get_str(row, "from")), DB_TEXT(json_get_str(row, "dwelling")),
		DB_INT(wrong == DAY_NONE ? NEVER_WRONG : wrong)),
	    e);
	if (db_next(&c, e)) {
		*out = json_keep(p->a, json_copy(row));
		known_day(*out, row, "until", partdate_first,
		    db_is_null(&c, 1) ? DAY_NONE : (day_t)db_int(&c, 1));
		if (json_get_str(row, "recorded_on").n > 0)
			known_day(*out, row, "recorded_on", partdate_last, (day_t)db_int(&c, 2));
		json_put(row, "registration", json_text(db_text(&c, 0, p->a)));
	}
	return db_end(&c);
}

static const struct {
	const char *kind;
	enum stmt_id stmt;
} with_ids[] = {
    {"units", STMT_UNIT_BY_ID},
    {"precincts", STMT_PRECINCT_BY_ID},
    {"dwellings", STMT_DWELLING_BY_ID},
    {"persons", STMT_PERSON_BY_ID},
    {"wanted", STMT_WANTED_BY_ID},
};

static enum rc known(struct load_part *p, json_t *row, json_t **out, struct err *e)
{
	const char *kind = p->job->kind->name;

	*out = NULL;
	for (size_t i = 0; i < ARRAY_LEN(with_ids); i++)
		if (strcmp(kind, with_ids[i].kind) == 0)
			return known_data(p, with_ids[i].stmt, json_get_str(row, "id"), out, e);
	if (strcmp(kind, "holdings") == 0)
		return known_holding(p, row, out, e);
	return known_residence(p, row, out, e);
}

static enum rc fate_of(
    struct load_part *p, json_t *row, struct issues *l, enum fate *fate, struct err *e)
{
	json_t *there;
	struct str differs;
	enum rc rc = check_references(p, row, l, e);

	*fate = FATE_BAD;
	if (rc != RC_OK || l->n > 0)
		return rc;
	*fate = FATE_LOAD;
	if (p->job->full)
		return RC_OK;
	rc = known(p, row, &there, e);
	if (rc == RC_OK && json_get_bool(row, "removed"))
		*fate = there == NULL ? FATE_SAME : FATE_LOAD;
	if (rc != RC_OK || there == NULL || json_get_bool(row, "removed"))
		return rc;
	differs = kind_differences_text(p->a, p->job->kind, there, row);
	*fate = differs.n == 0 ? FATE_SAME : FATE_UPDATE;
	if (differs.n > 0 && !p->job->update && strcmp(p->job->kind->name, "wanted") != 0) {
		issue_add(l, STR(""), PROBLEM_KNOWN_DIFFERS, differs);
		*fate = FATE_BAD;
	}
	return RC_OK;
}

/* ---- writing ---- */

static void make_ids(struct load_part *p, json_t *row)
{
	char z[IDENT_MADE_TEXT];
	const char *kind = p->job->kind->name;
	const char *key = strcmp(kind, "holdings") == 0     ? "id"
			  : strcmp(kind, "residences") == 0 ? "registration"
							    : NULL;
	uint64_t r;

	if (key == NULL || json_object_get(row, key) != NULL)
		return;
	randombytes_buf(&r, sizeof(r));
	ident_make(key[0] == 'i' ? 'H' : 'R', r, z);
	json_put(row, key, json_string(z));
}

static enum rc write_row(struct load_part *p, uint64_t line, json_t *row, struct err *e)
{
	struct str text;
	enum rc rc;

	make_ids(p, row);
	text = json_canonical(p->a, row);
	rc = db_run(p->db, STMT_LOADED_INSERT,
	    DB_ARGS(DB_INT(p->act.id), DB_INT((int64_t)line), DB_TEXT(text)), e);
	if (rc == RC_OK)
		rc = derive_row(p->db, &p->act, str_of(p->job->kind->name), (int64_t)line, row, e);
	journal_row(&p->hash, text);
	p->n++;
	return rc;
}

/* Nothing is wrong but a superior unit that is not there: it may stand further down. */
static bool may_come(const struct load_part *p, const struct issues *l)
{
	return strcmp(p->job->kind->name, "units") == 0 && l->n == 1 &&
	       l->first->problem == PROBLEM_NO_SUCH;
}

static enum rc take(
    struct load_part *p, const struct csv_record *r, bool last_chance, bool *waits, struct err *e)
{
	struct issues l = {.arena = p->a}, warnings = {.arena = p->a};
	enum fate fate = FATE_BAD;
	json_t *row = json_keep(p->a, kind_from_record(p->job->kind, p->header, r, &l, &warnings));
	enum rc rc = row != NULL ? fate_of(p, row, &l, &fate, e) : RC_OK;

	*waits = rc == RC_OK && fate == FATE_BAD && !last_chance && may_come(p, &l);
	if (rc != RC_OK || *waits)
		return rc;
	p->count.warnings += warnings.n > 0;
	p->count.same += fate == FATE_SAME;
	p->count.loaded += fate == FATE_LOAD;
	p->count.updated += fate == FATE_UPDATE;
	if (fate == FATE_BAD)
		load_reject(p, r->line, &l);
	return fate == FATE_LOAD || fate == FATE_UPDATE ? write_row(p, r->line, row, e) : RC_OK;
}

enum rc load_row(
    struct load_part *p, const struct csv_record *r, bool last_chance, bool *waits, struct err *e)
{
	struct arena a = {0};
	enum rc rc;

	p->a = &a;
	rc = take(p, r, last_chance, waits, e);
	arena_free(&a);
	return rc;
}
