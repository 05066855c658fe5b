/* What precincts were told in a stretch of time: for the files of a day. */
#include "inbox.h"

#include <stdlib.h>

/* What is asked of both statements, and found so far. */
struct gathering {
	struct arena *a;
	struct db_val v[2];
	struct told *out;
	size_t cap;
};

static enum rc add(struct db *db, enum stmt_id stmt, struct gathering *g, struct err *e)
{
	struct told *out = g->out;
	struct arena *a = g->a;
	struct db_cur c;

	db_start(db, &c, stmt, g->v, ARRAY_LEN(g->v), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &g->cap);
		out->v[out->n++] = (struct told_item){
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
		    .position = db_int(&c, 13),
		    .by = db_int(&c, 14),
		    .assigned = stmt == STMT_INBOX_TOLD_LATER,
		};
	}
	return db_end(&c);
}

static int by_position(const void *x, const void *y)
{
	const struct told_item *p = x, *q = y;

	if (p->position != q->position)
		return p->position < q->position ? -1 : 1;
	return p->line < q->line ? -1 : p->line > q->line;
}

enum rc told_between(struct db *db, struct arena *a, int64_t from_us, int64_t until_us,
    struct told *out, struct err *e)
{
	struct gathering g = {a, {DB_INT(from_us), DB_INT(until_us)}, out, 0};
	enum rc rc;

	*out = (struct told){0};
	rc = add(db, STMT_INBOX_TOLD, &g, e);
	if (rc == RC_OK)
		rc = add(db, STMT_INBOX_TOLD_LATER, &g, e);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), by_position);
	return rc;
}
