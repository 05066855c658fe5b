/* Who is registered in a precinct, in the order in which one walks through it. */
#include "inbox.h"

#include <stdlib.h>
#include <string.h>

/* A number at the front of *s, as its digits without zeros before; none: empty. */
static struct str digits(struct str *s)
{
	struct str d;

	while (s->n > 1 && s->p[0] == '0' && s->p[1] >= '0' && s->p[1] <= '9')
		*s = (struct str){s->p + 1, s->n - 1};
	d = (struct str){s->p, 0};
	while (s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9') {
		*s = (struct str){s->p + 1, s->n - 1};
		d.n++;
	}
	return d;
}

int walking_order(struct str a, struct str b)
{
	while (a.n > 0 && b.n > 0) {
		struct str x = digits(&a), y = digits(&b);

		if (x.n != y.n)
			return x.n == 0 || y.n == 0 ? (x.n == 0 ? 1 : -1) : x.n < y.n ? -1 : 1;
		if (x.n > 0 && memcmp(x.p, y.p, x.n) != 0)
			return memcmp(x.p, y.p, x.n);
		if (x.n > 0)
			continue;
		if (a.p[0] != b.p[0])
			return (unsigned char)a.p[0] < (unsigned char)b.p[0] ? -1 : 1;
		a = (struct str){a.p + 1, a.n - 1};
		b = (struct str){b.p + 1, b.n - 1};
	}
	return a.n > 0 ? 1 : b.n > 0 ? -1 : 0;
}

static int by_address(const void *x, const void *y)
{
	static const char *const names[] = {"street", "house", "flat"};
	const struct precinct_stay *p = x, *q = y;
	int order = 0;

	for (size_t i = 0; i < ARRAY_LEN(names) && order == 0; i++)
		order = walking_order(json_get_str(p->dwelling_data, names[i]),
		    json_get_str(q->dwelling_data, names[i]));
	return order != 0 ? order : str_cmp(p->registration, q->registration);
}

/* What is asked of both statements, and found so far. */
struct gathering {
	struct arena *a;
	struct db_val v[4];
	struct precinct_stays *out;
	size_t cap;
};

static enum rc add(struct db *db, enum stmt_id stmt, struct gathering *g, struct err *e)
{
	struct precinct_stays *out = g->out;
	struct arena *a = g->a;
	struct db_cur c;

	db_start(db, &c, stmt, g->v, ARRAY_LEN(g->v), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &g->cap);
		out->v[out->n++] = (struct precinct_stay){
		    .registration = db_text(&c, 0, a),
		    .person = db_text(&c, 1, a),
		    .dwelling = db_text(&c, 2, a),
		    .host = db_text(&c, 3, a),
		    .unit = db_text(&c, 4, a),
		    .officer = db_text(&c, 5, a),
		    .decided_by = db_int(&c, 6),
		    .completed_by = db_int(&c, 7),
		    .from = (day_t)db_int(&c, 8),
		    .until = (day_t)db_int(&c, 9),
		    .closed_by = db_int(&c, 10),
		    .person_data = json_stored(a, db_text(&c, 11, a)),
		    .dwelling_data = json_stored(a, db_text(&c, 12, a)),
		    .visit = db_int(&c, 13),
		    .visit_day = db_is_null(&c, 14) ? DAY_NONE : (day_t)db_int(&c, 14),
		    .visit_result = db_text(&c, 15, a),
		    .again = db_int(&c, 16) != 0,
		    .host_data = db_is_null(&c, 17) ? NULL : json_stored(a, db_text(&c, 17, a)),
		};
	}
	return db_end(&c);
}

enum rc precinct_stays(struct db *db, struct arena *a, struct str precinct, day_t first, day_t last,
    struct precinct_stays *out, struct err *e)
{
	struct gathering g = {a,
	    {DB_TEXT(precinct), DB_INT(first), DB_INT(last), DB_INT(PRECINCT_STAYS_MAX)}, out, 0};
	enum rc rc;

	*out = (struct precinct_stays){0};
	rc = add(db, STMT_PRECINCT_STAY, &g, e);
	if (rc == RC_OK)
		rc = add(db, STMT_PRECINCT_STAY_GIVEN, &g, e);
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), by_address);
	return rc;
}

enum rc precinct_count(struct db *db, struct str precinct, day_t on, int64_t *n, struct err *e)
{
	bool found;

	return db_one_int(
	    db, STMT_PRECINCT_STAY_COUNT, DB_ARGS(DB_TEXT(precinct), DB_INT(on)), n, &found, e);
}
