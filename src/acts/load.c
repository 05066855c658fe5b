/* Loading files: a file in parts, each a transaction that can be made again. */
#include "load_row.h"

#include "journal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* Rows that are held in memory: of one part, and units whose superior has not come yet. */
struct rows {
	struct arena arena;
	struct csv_record *v;
	bool *bad; /* malformed as CSV */
	size_t n, cap, bad_cap, bytes;
};

/* The whole way through a file. */
struct pass {
	struct db *db;
	const struct act_env *env;
	struct load_job *job;
	struct csv_header header;
	bool keep;        /* for good, else in one transaction that is taken back */
	bool last;        /* of the part: nothing comes after it */
	int parts;        /* committed */
	int acts;         /* recorded */
	int64_t list;     /* wanted --full: the first act of this list */
	struct rows now;  /* the part that is being loaded */
	struct rows left; /* rows that still wait at its end */
	struct load_part part;
};

static bool is_wanted(const struct load_job *job)
{
	return strcmp(job->kind->name, "wanted") == 0;
}

/* ---- rows in memory ---- */

static void rows_add(struct rows *r, const struct csv_record *from, bool bad)
{
	struct csv_record *to;

	r->v = ARENA_GROW(&r->arena, r->v, r->n, &r->cap);
	r->bad = ARENA_GROW(&r->arena, r->bad, r->n, &r->bad_cap);
	r->bad[r->n] = bad;
	to = &r->v[r->n++];
	*to = (struct csv_record){.line = from->line, .problem = from->problem};
	if (bad) {
		to->arg = arena_str(&r->arena, from->arg);
		return;
	}
	to->n = from->n;
	to->field = ARENA_ARRAY(&r->arena, struct str, from->n + 1);
	for (size_t i = 0; i < from->n; i++) {
		to->field[i] = arena_str(&r->arena, from->field[i]);
		r->bytes += from->field[i].n;
	}
}

static void rows_free(struct rows *r)
{
	arena_free(&r->arena);
	*r = (struct rows){0};
}

/* What waited goes first into the next part. */
static void rows_carry(struct pass *p)
{
	rows_free(&p->now);
	for (size_t i = 0; i < p->left.n; i++)
		rows_add(&p->now, &p->left.v[i], false);
	rows_free(&p->left);
	p->now.bytes = 0; /* else a part of waiting rows would never take new ones */
}

static enum rc read_rows(struct pass *p, struct csv *csv, struct err *e)
{
	struct csv_record r;

	p->last = false;
	for (size_t i = 0; i < LOAD_PART && p->now.bytes < LOAD_BYTES; i++) {
		enum csv_step s = csv_next(csv, &r, e);

		if (s == CSV_FAILED)
			return e->rc;
		p->last = s == CSV_END;
		if (p->last)
			break;
		p->job->rows++;
		rows_add(&p->now, &r, s == CSV_BAD);
	}
	return RC_OK;
}

/* ---- one part ---- */

static void reject_malformed(struct load_part *p, const struct csv_record *r)
{
	struct arena a = {0};
	struct issues l = {.arena = &a};

	issue_add(&l, STR(""), r->problem, r->arg);
	load_reject(p, r->line, &l);
	arena_free(&a);
}

/* All rows of `from'; those that must wait go to `left'. */
static enum rc take_rows(
    struct pass *p, const struct rows *from, bool last_chance, struct rows *left, struct err *e)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < from->n; i++) {
		bool waits = false;

		if (from->bad[i])
			reject_malformed(&p->part, &from->v[i]);
		else
			rc = load_row(&p->part, &from->v[i], last_chance, &waits, e);
		if (waits)
			rows_add(left, &from->v[i], false);
	}
	return rc;
}

/* Rows that waited for one that has come since, as long as any does. */
static enum rc take_waiting(struct pass *p, struct err *e)
{
	enum rc rc = RC_OK;
	size_t before;

	do {
		struct rows again = p->left;

		before = again.n;
		p->left = (struct rows){0};
		rc = take_rows(p, &again, false, &p->left, e);
		rows_free(&again);
	} while (rc == RC_OK && p->left.n > 0 && p->left.n < before);
	if (rc == RC_OK && p->last) {
		struct rows never = p->left;

		p->left = (struct rows){0};
		rc = take_rows(p, &never, true, &p->left, e);
		rows_free(&never);
	}
	return rc;
}

static enum rc start_part(struct pass *p, struct arena *a, struct err *e)
{
	struct load_part *part = &p->part;

	rows_free(&p->left);
	buf_free(&part->rejected);
	*part = (struct load_part){.db = p->db, .job = p->job, .header = &p->header};
	part->act = (struct act){
	    .kind = arena_printf(a, "load_%s", p->job->kind->name),
	    .day = p->env->today,
	    .recorded_us = p->env->now_us,
	    .officer = p->env->who.name,
	    .unit = p->env->who.unit,
	    .outcome = STR("grant"),
	};
	hasher_start(&part->hash);
	return act_next_id(p->db, &part->act.id, e);
}

/* Is there anything to record?  That a list was loaded is known from its act, if it is empty too. */
static bool worth_an_act(const struct pass *p)
{
	return p->part.n > 0 || (p->last && is_wanted(p->job) && (p->acts == 0 || p->job->full));
}

/* The act of the part: written after its rows, since it carries their hash. */
static enum rc end_part(struct pass *p, struct arena *a, struct err *e)
{
	struct load_part *part = &p->part;
	struct hash rows = hasher_end(&part->hash);
	int64_t list = p->list != 0 ? p->list : part->act.id;
	json_t *load = json_object();
	enum rc rc = RC_OK;

	json_put(load, "kind", json_string(p->job->kind->name));
	json_put(load, "rows", json_integer((json_int_t)part->n));
	json_put(load, "hash", json_text(hash_hex(a, hash_str(&rows))));
	json_put(load, "file", json_text(hash_hex(a, hash_str(&p->job->file_hash))));
	json_put(load, "part", json_integer(p->parts + 1));
	if (p->job->full &&
	    p->last) { /* what the new list does not have goes when all of it is there */
		json_put(load, "full", json_true());
		json_put(load, "list", json_integer(list));
		rc = db_run(p->db, STMT_WANTED_CLEAR, DB_ARGS(DB_INT(list)), e);
	}
	part->act.body = json_keep(a, json_pack("{s:{s:o}}", "effect", "load", load));
	if (rc == RC_OK && worth_an_act(p))
		rc = act_record(p->db, &part->act, e);
	return rc;
}

static enum rc part_work(struct db *db, void *ctx, struct err *e)
{
	struct pass *p = ctx;
	struct arena a = {0};
	enum rc rc = start_part(p, &a, e);

	if (rc == RC_OK)
		rc = take_rows(p, &p->now, false, &p->left, e);
	if (rc == RC_OK)
		rc = take_waiting(p, e);
	if (rc == RC_OK)
		rc = end_part(p, &a, e);
	if (rc == RC_OK && p->keep && strcmp(db_engine(db), "sqlite") == 0)
		rc = evidence_seal_in_tx(db, e);
	if (p->part.hash.ctx != NULL) /* the part failed half-way, and may be made again */
		(void)hasher_end(&p->part.hash);
	p->part.act.body = NULL;
	arena_free(&a);
	return rc;
}

/* The part is done: what it counted and said is the job's. */
static enum rc part_done(struct pass *p, struct err *e)
{
	struct load_count *to = &p->job->count;
	const struct load_count *from = &p->part.count;
	struct buf *b = &p->part.rejected;

	p->parts++;
	if (worth_an_act(p)) {
		p->acts++;
		if (p->list == 0)
			p->list = p->part.act.id;
	}
	to->loaded += from->loaded;
	to->same += from->same;
	to->updated += from->updated;
	to->bad += from->bad;
	to->warnings += from->warnings;
	if (b->n > 0 && p->job->rejected != NULL && fwrite(b->p, 1, b->n, p->job->rejected) != b->n)
		return fail(e, RC_SYS, "%s: what was rejected cannot be written: %s", p->job->name,
		    strerrordesc_np(errno));
	if (p->job->progress != NULL)
		p->job->progress(p->job->progress_ctx, p->job->rows);
	return RC_OK;
}

static enum rc one_part(struct pass *p, struct csv *csv, struct err *e)
{
	enum rc rc;

	rows_carry(p);
	rc = read_rows(p, csv, e);
	if (rc == RC_OK)
		rc = p->keep ? db_tx(p->db, true, part_work, p, e) : part_work(p->db, p, e);
	if (rc == RC_OK && p->keep && strcmp(db_engine(p->db), "sqlite") != 0)
		rc = evidence_seal(p->db, e);
	return rc == RC_OK ? part_done(p, e) : rc;
}

/* ---- the file ---- */

static enum rc read_header(
    struct load_job *job, struct csv *csv, struct arena *a, struct csv_header *h, struct err *e)
{
	struct issues l = {.arena = a};
	struct csv_record r;
	enum csv_step s = csv_next(csv, &r, e);
	enum csv_others others = is_wanted(job) ? CSV_OTHERS_IGNORED : CSV_OTHERS_REFUSED;

	if (s == CSV_FAILED)
		return e->rc;
	if (s == CSV_END)
		return fail(e, RC_BAD_INPUT,
		    "the file is empty: a header row naming the columns is needed");
	if (s == CSV_BAD)
		return fail(e, RC_BAD_INPUT, "line %llu: %s", (unsigned long long)r.line,
		    problem_text(r.problem));
	if (kind_header(job->kind, &r, others, h, &l))
		return RC_OK;
	return fail(e, RC_BAD_INPUT, "header row: column %.*s %.*s", STR_FMT(l.first->field),
	    STR_FMT(issue_english(a, l.first)));
}

static enum rc parts(struct pass *p, struct csv *csv, struct err *e)
{
	enum rc rc = p->keep ? RC_OK : db_begin(p->db, true, e);

	while (rc == RC_OK && !p->last)
		rc = one_part(p, csv, e);
	if (!p->keep)
		db_rollback(p->db);
	return rc;
}

/* The file once, from its beginning. */
static enum rc pass_once(
    struct db *db, const struct act_env *env, struct load_job *job, bool keep, struct err *e)
{
	struct arena a = {0};
	struct pass p = {.db = db, .env = env, .job = job, .keep = keep};
	struct csv *csv;
	enum rc rc;

	job->rows = 0;
	job->count = (struct load_count){0};
	if (fseek(job->in, 0, SEEK_SET) != 0)
		return fail(e, RC_SYS, "%s cannot be read twice: give a file, no pipe", job->name);
	csv = csv_from_file(job->in);
	rc = read_header(job, csv, &a, &p.header, e);
	if (rc == RC_OK)
		rc = parts(&p, csv, e);
	rows_free(&p.now);
	rows_free(&p.left);
	buf_free(&p.part.rejected);
	csv_free(csv);
	arena_free(&a);
	return rc;
}

#define TRIES 8 /* as db_tx */

/* A whole file in one transaction may lose a race: then it is read again, and what was
 * said about its rows is said again. */
static enum rc try_out(
    struct db *db, const struct act_env *env, struct load_job *job, struct err *e)
{
	long said = job->rejected != NULL ? ftell(job->rejected) : 0;
	enum rc rc = RC_RETRY;

	for (int i = 0; rc == RC_RETRY && i < TRIES; i++) {
		*e = (struct err){0};
		if (i > 0 && job->rejected != NULL &&
		    (fflush(job->rejected) != 0 || fseek(job->rejected, said, SEEK_SET) != 0 ||
			ftruncate(fileno(job->rejected), said) != 0))
			return fail(
			    e, RC_SYS, "%s: what was rejected cannot be written again", job->name);
		rc = pass_once(db, env, job, false, e);
	}
	return rc;
}

struct releasing {
	const struct act_env *env;
	size_t released, late;
};

static enum rc release(struct db *db, void *ctx, struct err *e)
{
	struct releasing *r = ctx;
	enum rc rc = acts_release_screened(db, r->env, &r->released, e);

	return rc == RC_OK ? acts_screen_late(db, r->env, &r->late, e) : rc;
}

/* A hundred at a time, until nothing waits for the list alone.  It is the program's own
 * work, whoever loaded the list. */
static enum rc release_all(
    struct db *db, const struct act_env *env, struct load_job *job, struct err *e)
{
	struct releasing r = {.env = env};
	unsigned roles = db_roles(db);
	enum rc rc;

	db_set_roles(db, ROLE_OWNER);
	do {
		rc = db_tx(db, true, release, &r, e);
		job->released += r.released;
		job->late += r.late;
	} while (rc == RC_OK && r.released + r.late > 0);
	if (rc == RC_OK)
		rc = evidence_seal(db, e);
	db_set_roles(db, roles);
	return rc;
}

enum rc acts_load(struct db *db, const struct act_env *env, struct load_job *job, struct err *e)
{
	FILE *rejected = job->rejected;
	enum rc rc;

	job->released = job->late = 0;
	if (job->dry_run)
		return try_out(db, env, job, e);
	if (job->strict) {
		rc = try_out(db, env, job, e);
		if (rc != RC_OK || job->count.bad > 0) {
			job->count.loaded = job->count.updated = 0;
			return rc;
		}
		job->rejected = NULL; /* the same lines are not written twice */
	}
	rc = pass_once(db, env, job, true, e);
	job->rejected = rejected;
	if (rc == RC_OK && is_wanted(job))
		rc = release_all(db, env, job, e);
	return rc;
}
