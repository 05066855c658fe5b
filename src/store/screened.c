/* Reading what the check of point 17 found. */
#include "screened.h"

enum rc matches_found(struct db *db, struct arena *a, int64_t before_us, int64_t before_act,
    int64_t limit, struct matches *out, struct err *e)
{
	size_t cap = 0;
	struct db_cur c;

	*out = (struct matches){0};
	db_start(db, &c, STMT_SCREENING_HITS,
	    DB_ARGS(DB_INT(before_us), DB_INT(before_act), DB_INT(limit)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct match){
		    .act = db_int(&c, 0),
		    .person = db_text(&c, 1, a),
		    .kind = db_text(&c, 2, a),
		    .dwelling = db_text(&c, 3, a),
		    .recorded_us = db_int(&c, 4),
		    .wanted = json_read_in(a, db_text(&c, 5, a), NULL),
		};
	}
	return db_end(&c);
}
