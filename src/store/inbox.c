/* Reading what inspectors are told. */
#include "inbox.h"

#include "utf8.h"

#include <stdlib.h>

bool notice_withdrawn(const struct notice *x)
{
	return x->followed_by != 0 && (str_is(x->follow, "annulled") || str_is(x->follow, "moved"));
}

/* Of a host who is a person. */
static json_t *host_data(struct arena *a, const struct db_cur *c, int col)
{
	return db_is_null(c, col) ? NULL : json_stored(a, db_text(c, col, a));
}

static enum rc list(struct db *db, struct arena *a, enum stmt_id stmt, const struct db_val *v,
    size_t n, struct notices *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct notices){0};
	db_start(db, &c, stmt, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct notice){
		    .act = db_int(&c, 0),
		    .line = db_int(&c, 1),
		    .registration = db_text(&c, 2, a),
		    .person = db_text(&c, 3, a),
		    .dwelling = db_text(&c, 4, a),
		    .what = db_text(&c, 5, a),
		    .unit = db_text(&c, 6, a),
		    .precinct = db_text(&c, 7, a),
		    .officer = db_text(&c, 8, a),
		    .from = (day_t)db_int(&c, 9),
		    .until = db_is_null(&c, 10) ? DAY_NONE : (day_t)db_int(&c, 10),
		    .recorded_us = db_int(&c, 11),
		    .followed_by = db_int(&c, 12),
		    .read_by = db_text(&c, 13, a),
		    .read_us = db_int(&c, 14),
		    .person_data = json_stored(a, db_text(&c, 15, a)),
		    .dwelling_data = json_stored(a, db_text(&c, 16, a)),
		    .host = db_text(&c, 17, a),
		    .host_data = host_data(a, &c, 18),
		    .follow = db_text(&c, 19, a),
		};
	}
	return db_end(&c);
}

enum rc notice_read(
    struct db *db, struct arena *a, int64_t act, int64_t line, struct notice *out, struct err *e)
{
	struct notices l;
	enum rc rc = list(db, a, STMT_INBOX_ITEM, DB_ARGS(DB_INT(act), DB_INT(line)), &l, e);

	if (rc == RC_OK && l.n > 0)
		*out = l.v[0];
	return rc == RC_OK && l.n == 0 ? RC_NOT_FOUND : rc;
}

enum rc notices_of_stay(
    struct db *db, struct arena *a, struct str registration, struct notices *out, struct err *e)
{
	return list(db, a, STMT_INBOX_OF_STAY, DB_ARGS(DB_TEXT(registration)), out, e);
}

enum rc precinct_annulled(struct db *db, struct arena *a, struct str precinct, int64_t since_us,
    struct notices *out, struct err *e)
{
	return list(db, a, STMT_INBOX_ANNULLED,
	    DB_ARGS(DB_TEXT(precinct), DB_INT(since_us), DB_INT(PRECINCT_STAYS_MAX)), out, e);
}

/* ---- several precincts as one list ---- */

static int newest_first(const void *x, const void *y)
{
	const struct notice *p = x, *q = y;

	if (p->act != q->act)
		return p->act > q->act ? -1 : 1;
	return p->line == q->line ? 0 : p->line > q->line ? -1 : 1;
}

struct pages {
	struct arena *a;
	struct notices all;
	size_t cap;
};

static void add_page(struct pages *p, const struct notices *l)
{
	for (size_t i = 0; i < l->n; i++) {
		p->all.v = ARENA_GROW(p->a, p->all.v, p->all.n, &p->cap);
		p->all.v[p->all.n++] = l->v[i];
	}
}

/* Of pages with one item more than is asked for: the newest of all. */
static void merge(struct pages *p, size_t limit, struct notices *out)
{
	if (p->all.n > 1)
		qsort(p->all.v, p->all.n, sizeof(*p->all.v), newest_first);
	p->all.more = p->all.n > limit;
	*out = p->all;
	if (out->more)
		out->n = limit;
}

/* Further items: of a precinct by INBOX_PAGE or INBOX_UNREAD, of a unit by INBOX_UNASSIGNED. */
static enum rc read_page(struct db *db, enum stmt_id stmt, struct str of, int64_t which,
    const struct notice_page *page, struct pages *p, struct err *e)
{
	struct notices one;
	const struct db_val v[] = {DB_TEXT(of), DB_INT(page->act != 0 ? page->act : INT64_MAX),
	    DB_INT(page->line), DB_INT((int64_t)page->limit + 1), DB_INT(which)};
	enum rc rc = list(db, p->a, stmt, v,
	    stmt == STMT_INBOX_UNASSIGNED ? ARRAY_LEN(v) - 1 : ARRAY_LEN(v), &one, e);

	add_page(p, &one);
	return rc;
}

enum rc notices_of(struct db *db, struct arena *a, const struct precincts *l,
    const struct notice_page *page, struct notices *out, struct err *e)
{
	bool unread = page->state == NOTICES_UNREAD;
	struct pages p = {.a = a};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < l->n; i++)
		rc = read_page(db, unread ? STMT_INBOX_UNREAD : STMT_INBOX_PAGE, l->v[i].id,
		    unread ? 0 : (int64_t)page->state, page, &p, e);
	merge(&p, page->limit, out);
	return rc;
}

enum rc notices_unassigned(struct db *db, struct arena *a, struct str unit,
    const struct notice_page *page, struct notices *out, struct err *e)
{
	struct pages p = {.a = a};
	struct precincts all;
	struct str *below = NULL;
	size_t n = 0;
	enum rc rc = precincts_below(db, a, unit, &all, e);

	if (rc == RC_OK)
		rc = units_below(db, a, unit, &below, &n, e);
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = read_page(db, STMT_INBOX_UNASSIGNED, below[i], 0, page, &p, e);
	for (size_t i = 0; rc == RC_OK && i < all.n; i++)
		if (!all.v[i].covered)
			rc = read_page(db, STMT_INBOX_UNREAD, all.v[i].id, 1, page, &p, e);
	merge(&p, page->limit, out);
	return rc;
}

enum rc notices_unread(struct db *db, const struct precincts *l, int64_t *n, struct err *e)
{
	enum rc rc = RC_OK;

	*n = 0;
	for (size_t i = 0; rc == RC_OK && i < l->n; i++) {
		int64_t one;
		bool found;

		rc = db_one_int(
		    db, STMT_INBOX_UNREAD_COUNT, DB_ARGS(DB_TEXT(l->v[i].id)), &one, &found, e);
		*n += one;
	}
	return rc;
}

/* ---- visits ---- */

static struct str note_of(struct arena *a, const struct db_cur *c, int col)
{
	return db_is_null(c, col) ? STR("")
				  : json_get_str(json_stored(a, db_text(c, col, a)), "note");
}

/* Appends. */
static enum rc visits(struct db *db, struct arena *a, enum stmt_id stmt, const struct db_val *v,
    size_t n, struct visits *out, struct err *e)
{
	size_t cap = out->n;
	struct db_cur c;

	db_start(db, &c, stmt, v, n, e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct visited){
		    .act = db_int(&c, 0),
		    .registration = db_text(&c, 1, a),
		    .dwelling = db_text(&c, 2, a),
		    .unit = db_text(&c, 3, a),
		    .day = (day_t)db_int(&c, 4),
		    .inspector = db_text(&c, 5, a),
		    .officer = db_text(&c, 6, a),
		    .result = db_text(&c, 7, a),
		    .answered_by = db_int(&c, 8),
		    .person = db_text(&c, 9, a),
		    .note = note_of(a, &c, 10),
		    .answer = note_of(a, &c, 11),
		    .answered_who = db_text(&c, 12, a),
		};
	}
	return db_end(&c);
}

enum rc visits_of_stay(
    struct db *db, struct arena *a, struct str registration, struct visits *out, struct err *e)
{
	*out = (struct visits){0};
	return visits(db, a, STMT_VISIT_OF_STAY, DB_ARGS(DB_TEXT(registration)), out, e);
}

static int oldest_first(const void *x, const void *y)
{
	const struct visited *p = x, *q = y;

	return p->act == q->act ? 0 : p->act < q->act ? -1 : 1;
}

enum rc visits_unanswered(struct db *db, struct arena *a, const struct str *unit, size_t n,
    size_t limit, struct visits *out, struct err *e)
{
	struct visits all = {0};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = visits(db, a, STMT_VISIT_UNANSWERED,
		    DB_ARGS(DB_TEXT(unit[i]), DB_INT(0), DB_INT((int64_t)limit)), &all, e);
	if (all.n > 1)
		qsort(all.v, all.n, sizeof(*all.v), oldest_first);
	*out = (struct visits){all.v, all.n < limit ? all.n : limit};
	return rc;
}

enum rc visit_read(struct db *db, struct arena *a, int64_t act, struct visited *out, struct err *e)
{
	struct visits l = {0};
	enum rc rc = visits(db, a, STMT_VISIT_BY_ACT, DB_ARGS(DB_INT(act)), &l, e);

	if (rc == RC_OK && l.n > 0)
		*out = l.v[0];
	return rc == RC_OK && l.n == 0 ? RC_NOT_FOUND : rc;
}

enum rc stay_meet(
    struct db *db, struct arena *a, struct str registration, struct stay_met *out, struct err *e)
{
	struct db_cur c;
	bool found;
	enum rc rc;

	*out = (struct stay_met){0};
	db_start(db, &c, STMT_STAY_VISITED, DB_ARGS(DB_TEXT(registration)), e);
	found = db_next(&c, e);
	if (found)
		*out = (struct stay_met){
		    .person = db_text(&c, 0, a),
		    .dwelling = db_text(&c, 1, a),
		    .host = db_text(&c, 2, a),
		    .unit = db_text(&c, 3, a),
		    .officer = db_text(&c, 4, a),
		    .from = db_is_null(&c, 5) ? DAY_NONE : (day_t)db_int(&c, 5),
		    .until = db_is_null(&c, 6) ? DAY_NONE : (day_t)db_int(&c, 6),
		    .person_data = json_stored(a, db_text(&c, 7, a)),
		    .dwelling_data = json_stored(a, db_text(&c, 8, a)),
		    .dwelling_unit = db_text(&c, 9, a),
		    .precinct = db_text(&c, 10, a),
		    .told = db_text(&c, 11, a),
		    .host_data = host_data(a, &c, 12),
		};
	rc = db_end(&c);
	return rc == RC_OK && !found ? RC_NOT_FOUND : rc;
}

#define SIGNS_SHOWN 4

struct str document_masked(struct arena *a, const json_t *person)
{
	struct str s = json_get_str(person, "document_number");
	size_t n = utf8_length(s), hidden = n > SIGNS_SHOWN * 3 / 2 ? n - SIGNS_SHOWN : n / 2 + 1;

	if (s.n == 0)
		return STR("");
	while (hidden-- > 0)
		(void)utf8_next(&s);
	return arena_printf(a, "***%.*s", STR_FMT(s));
}
