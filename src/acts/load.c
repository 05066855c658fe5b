/* Loading files. */
#include "load.h"

#include "csv.h"
#include "derive.h"
#include "ident.h"
#include "journal.h"
#include "records.h"

#include <sodium.h>
#include <string.h>

struct part {
	struct db *db;
	struct load_job *job;
	struct arena *a; /* of the row */
	struct act act;  /* the load */
	struct arena own;
	struct hasher hash;
	size_t n;
	int64_t list; /* wanted --full: the first act of this list */
	int number;
};

/* What is to be done with a row. */
enum fate { FATE_LOAD, FATE_SAME, FATE_UPDATE, FATE_BAD };

static void reject(struct load_job *job, uint64_t line, const struct issues *l)
{
	struct buf b = {0};
	struct arena a = {0};

	job->bad++;
	for (const struct issue *i = l->first; i != NULL && job->rejected != NULL; i = i->next) {
		struct str field[3] = {arena_printf(&a, "%llu", (unsigned long long)line), i->field,
		    issue_worded(&a, job->words, i)};

		csv_write(&b, field, ARRAY_LEN(field));
	}
	if (job->rejected != NULL)
		(void)fwrite(b.p, 1, b.n, job->rejected);
	buf_free(&b);
	arena_free(&a);
}

/* ---- what a row refers to ---- */

static enum rc refers(struct part *p, enum stmt_id stmt, const json_t *row, const char *field, struct issues *l,
    struct err *e)
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

static enum rc check_person(struct part *p, const json_t *row, struct issues *l, struct err *e)
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

static enum rc check_references(struct part *p, const json_t *row, struct issues *l, struct err *e)
{
	const char *kind = p->job->kind->name;
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(references); i++)
		if (strcmp(references[i].kind, kind) == 0)
			rc = refers(p, references[i].stmt, row, references[i].field, l, e);
	if (rc == RC_OK && strcmp(kind, "persons") == 0)
		rc = check_person(p, row, l, e);
	if (strcmp(kind, "units") == 0 && str_eq(json_get_str(row, "id"), json_get_str(row, "parent")) &&
	    !issue_at(l, STR("parent")))
		issue_add(l, STR("parent"), PROBLEM_CONTRADICTS, STR("a unit is not its own superior"));
	return rc;
}

/* ---- is it there already? ---- */

static enum rc known_data(struct part *p, enum stmt_id stmt, struct str id, json_t **out, struct err *e)
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
static enum rc known_holding(struct part *p, json_t *row, json_t **out, struct err *e)
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

/* A residence is known by person, dwelling, kind, start and the day it was found wrong. */
static enum rc known_residence(struct part *p, json_t *row, json_t **out, struct err *e)
{
	day_t wrong = json_get_day(row, "wrong_since");
	struct str until = json_get_str(row, "until");
	day_t recorded = json_get_day(row, "recorded_on");
	struct db_cur c;

	*out = NULL;
	db_start(p->db, &c, STMT_EVENT_SAME_ROW,
	    DB_ARGS(DB_TEXT(json_get_str(row, "person")), DB_INT(str_is(json_get_str(row, "kind"), "temporary")),
	        DB_TEXT(json_get_str(row, "from")), DB_TEXT(json_get_str(row, "dwelling")),
	        DB_INT(wrong == DAY_NONE ? NEVER_WRONG : wrong)),
	    e);
	if (db_next(&c, e)) {
		*out = json_keep(p->a, json_copy(row));
		if (until.n == 0 || until.n == DATE_TEXT - 1) {
			(void)json_object_del(*out, "until");
			if (!db_is_null(&c, 1))
				json_put(*out, "until", json_day((day_t)db_int(&c, 1)));
		}
		if (recorded != DAY_NONE)
			json_put(*out, "recorded_on", json_day((day_t)db_int(&c, 2)));
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

static enum rc known(struct part *p, json_t *row, json_t **out, struct err *e)
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

static enum rc fate_of(struct part *p, json_t *row, struct issues *l, enum fate *fate, struct err *e)
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

static void make_ids(struct part *p, json_t *row)
{
	char z[IDENT_MADE_TEXT];
	const char *kind = p->job->kind->name;
	const char *key = strcmp(kind, "holdings") == 0 ? "id" : strcmp(kind, "residences") == 0 ? "registration" : NULL;
	uint64_t r;

	if (key == NULL || json_object_get(row, key) != NULL)
		return;
	randombytes_buf(&r, sizeof(r));
	ident_make(key[0] == 'i' ? 'H' : 'R', r, z);
	json_put(row, key, json_string(z));
}

static enum rc start_part(struct part *p, const struct act_env *env, struct err *e)
{
	enum rc rc;

	p->n = 0;
	p->number++;
	p->own = (struct arena){0};
	p->act = (struct act){
		.kind = arena_printf(&p->own, "load_%s", p->job->kind->name),
		.day = env->today,
		.recorded_us = env->now_us,
		.officer = env->who.name,
		.unit = env->who.unit,
		.outcome = STR("grant"),
	};
	rc = act_next_id(p->db, &p->act.id, e);
	hasher_start(&p->hash);
	if (rc == RC_OK && p->job->full) {
		if (p->list == 0)
			p->list = p->act.id;
		rc = db_run(p->db, STMT_WANTED_CLEAR, DB_ARGS(DB_INT(p->list)), e);
	}
	return rc;
}

static enum rc write_row(struct part *p, uint64_t line, json_t *row, struct err *e)
{
	struct str text;
	enum rc rc;

	make_ids(p, row);
	text = json_canonical(p->a, row);
	rc = db_run(p->db, STMT_LOADED_INSERT, DB_ARGS(DB_INT(p->act.id), DB_INT((int64_t)line), DB_TEXT(text)), e);
	if (rc == RC_OK)
		rc = derive_row(p->db, &p->act, str_of(p->job->kind->name), (int64_t)line, row, e);
	journal_row(&p->hash, text);
	p->n++;
	return rc;
}

/* The act of the part: written after its rows, since it carries their hash. */
static enum rc end_part(struct part *p, struct err *e)
{
	struct hash rows = hasher_end(&p->hash);
	bool empty_list = strcmp(p->job->kind->name, "wanted") == 0 && p->number == 1;
	json_t *load = json_object();
	enum rc rc = RC_OK;

	json_put(load, "kind", json_string(p->job->kind->name));
	json_put(load, "rows", json_integer((json_int_t)p->n));
	json_put(load, "hash", json_text(hash_hex(&p->own, hash_str(&rows))));
	json_put(load, "file", json_text(hash_hex(&p->own, hash_str(&p->job->file_hash))));
	json_put(load, "part", json_integer(p->number));
	if (p->job->full) {
		json_put(load, "full", json_true());
		json_put(load, "list", json_integer(p->list));
	}
	p->act.body = json_keep(&p->own, json_pack("{s:{s:o}}", "effect", "load", load));
	if (p->n > 0 || empty_list)
		rc = act_record(p->db, &p->act, e);
	arena_free(&p->own);
	return rc;
}

static enum rc take_row(struct part *p, const struct csv_header *h, const struct csv_record *r, struct err *e)
{
	struct arena a = {0};
	struct issues l = {.arena = &a}, warnings = {.arena = &a};
	enum fate fate = FATE_BAD;
	json_t *row;
	enum rc rc = RC_OK;

	p->a = &a;
	row = json_keep(&a, kind_from_record(p->job->kind, h, r, &l, &warnings));
	if (row != NULL)
		rc = fate_of(p, row, &l, &fate, e);
	p->job->warnings += warnings.n > 0;
	if (rc == RC_OK && fate == FATE_BAD)
		reject(p->job, r->line, &l);
	p->job->same += fate == FATE_SAME;
	if (rc == RC_OK && (fate == FATE_LOAD || fate == FATE_UPDATE)) {
		rc = write_row(p, r->line, row, e);
		p->job->loaded += fate == FATE_LOAD;
		p->job->updated += fate == FATE_UPDATE;
	}
	arena_free(&a);
	return rc;
}

static enum rc read_header(struct load_job *job, struct csv *csv, struct arena *a, struct csv_header *h, struct err *e)
{
	struct issues l = {.arena = a};
	struct csv_record r;
	enum csv_step s = csv_next(csv, &r, e);
	enum csv_others others = strcmp(job->kind->name, "wanted") == 0 ? CSV_OTHERS_IGNORED : CSV_OTHERS_REFUSED;

	if (s == CSV_FAILED)
		return e->rc;
	if (s == CSV_END)
		return fail(e, RC_BAD_INPUT, "the file is empty: a header row naming the columns is needed");
	if (s == CSV_BAD)
		return fail(e, RC_BAD_INPUT, "line %llu: %s", (unsigned long long)r.line, problem_text(r.problem));
	if (kind_header(job->kind, &r, others, h, &l))
		return RC_OK;
	return fail(e, RC_BAD_INPUT, "header row: column %.*s %.*s", STR_FMT(l.first->field),
	    STR_FMT(issue_english(a, l.first)));
}

static void bad_record(struct load_job *job, const struct csv_record *r)
{
	struct arena a = {0};
	struct issues l = {.arena = &a};

	issue_add(&l, STR(""), r->problem, r->arg);
	reject(job, r->line, &l);
	arena_free(&a);
}

/* Rows until the part is full or the file ends; *more says which. */
static enum rc fill_part(struct part *p, struct csv *csv, const struct csv_header *h, size_t cap, bool *more,
    struct err *e)
{
	struct csv_record r;
	enum rc rc = RC_OK;

	*more = true;
	for (size_t taken = 0; rc == RC_OK && taken < cap; taken++) {
		enum csv_step s = csv_next(csv, &r, e);

		if (s == CSV_FAILED)
			return e->rc;
		*more = s != CSV_END;
		if (!*more)
			break;
		p->job->rows++;
		if (s == CSV_BAD)
			bad_record(p->job, &r);
		else
			rc = take_row(p, h, &r, e);
	}
	return rc;
}

static enum rc one_part(struct part *p, const struct act_env *env, struct csv *csv, const struct csv_header *h,
    bool keep, bool *more, struct err *e)
{
	enum rc rc = db_begin(p->db, true, e);

	if (rc == RC_OK)
		rc = start_part(p, env, e);
	if (rc == RC_OK)
		rc = fill_part(p, csv, h, keep ? LOAD_PART : SIZE_MAX, more, e);
	if (rc == RC_OK)
		rc = end_part(p, e);
	if (rc == RC_OK && keep && strcmp(db_engine(p->db), "sqlite") == 0)
		rc = evidence_seal_in_tx(p->db, e);
	if (rc == RC_OK && keep)
		rc = db_commit(p->db, e);
	if (rc != RC_OK || !keep)
		db_rollback(p->db);
	if (rc == RC_OK && keep && strcmp(db_engine(p->db), "sqlite") != 0)
		rc = evidence_seal(p->db, e);
	return rc;
}

/* The whole file once; keep: for good, else in one transaction that is taken back. */
static enum rc pass(struct db *db, const struct act_env *env, struct load_job *job, bool keep, struct err *e)
{
	struct arena a = {0};
	struct part p = {.db = db, .job = job};
	struct csv *csv;
	struct csv_header h;
	bool more = true;
	enum rc rc;

	job->rows = job->loaded = job->same = job->updated = job->bad = job->warnings = 0;
	if (fseek(job->in, 0, SEEK_SET) != 0)
		return fail(e, RC_SYS, "%s cannot be read twice: give a file, no pipe", job->name);
	csv = csv_from_file(job->in);
	rc = read_header(job, csv, &a, &h, e);
	while (rc == RC_OK && more) {
		rc = one_part(&p, env, csv, &h, keep, &more, e);
		if (job->progress != NULL)
			job->progress(job->progress_ctx, job->rows);
	}
	csv_free(csv);
	arena_free(&a);
	return rc;
}

static enum rc release(struct db *db, void *ctx, struct err *e)
{
	const void *const *args = ctx;
	struct load_job *job = (struct load_job *)(uintptr_t)args[1];

	enum rc rc = acts_release_screened(db, args[0], &job->released, e);
	size_t late = 0;

	if (rc == RC_OK)
		rc = acts_screen_late(db, args[0], &late, e);
	job->released += late;
	return rc;
}

/* A hundred at a time, until nothing waits for the list alone. */
static enum rc release_all(struct db *db, const struct act_env *env, struct load_job *job, struct err *e)
{
	const void *args[2] = {env, job};
	size_t all = 0;
	enum rc rc;

	do {
		rc = db_tx(db, true, release, args, e);
		all += job->released;
	} while (rc == RC_OK && job->released > 0);
	job->released = all;
	return rc == RC_OK ? evidence_seal(db, e) : rc;
}

enum rc acts_load(struct db *db, const struct act_env *env, struct load_job *job, struct err *e)
{
	FILE *rejected = job->rejected;
	enum rc rc;

	if (job->dry_run)
		return pass(db, env, job, false, e);
	if (job->strict) {
		rc = pass(db, env, job, false, e);
		if (rc != RC_OK || job->bad > 0) {
			job->loaded = job->updated = 0;
			return rc;
		}
		job->rejected = NULL; /* the same lines are not written twice */
	}
	rc = pass(db, env, job, true, e);
	job->rejected = rejected;
	if (rc == RC_OK && strcmp(job->kind->name, "wanted") == 0)
		rc = release_all(db, env, job, e);
	return rc;
}
