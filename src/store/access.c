/* Writing and reading the record of access. */
#include "access.h"

#include <assert.h>

enum rc access_write(struct db *db, const struct access_row *row, struct err *e)
{
	return db_run(db, STMT_ACCESS_INSERT,
	    DB_ARGS(DB_INT(row->at_us), DB_TEXT(row->reader), DB_TEXT(row->route),
		DB_TEXT(row->purpose), DB_TEXT_OR_NULL(row->person), DB_TEXT(row->detail)),
	    e);
}

enum rc access_read(struct db *db, struct arena *a, const struct access_filter *which,
    int64_t limit, struct access_rows *out, struct err *e)
{
	struct db_val at = DB_INT(which->before != NULL ? which->before->at_us : INT64_MAX);
	struct db_val id = DB_INT(which->before != NULL ? which->before->id : 0);
	size_t cap = 0;
	struct db_cur c;

	assert(which->person.n == 0 || which->reader.n == 0);
	*out = (struct access_rows){0};
	if (which->person.n > 0)
		db_start(db, &c, STMT_ACCESS_PAGE_OF_PERSON,
		    DB_ARGS(DB_TEXT(which->person), at, id, DB_INT(limit)), e);
	else if (which->reader.n > 0)
		db_start(db, &c, STMT_ACCESS_PAGE_OF_READER,
		    DB_ARGS(DB_TEXT(which->reader), at, id, DB_INT(limit)), e);
	else
		db_start(db, &c, STMT_ACCESS_PAGE, DB_ARGS(at, id, DB_INT(limit)), e);
	while (db_next(&c, e)) {
		out->v = ARENA_GROW(a, out->v, out->n, &cap);
		out->v[out->n++] = (struct access_row){
		    .at_us = db_int(&c, 0),
		    .reader = db_text(&c, 1, a),
		    .route = db_text(&c, 2, a),
		    .purpose = db_text(&c, 3, a),
		    .person = db_text(&c, 4, a),
		    .detail = db_text(&c, 5, a),
		    .id = db_int(&c, 6),
		};
	}
	return db_end(&c);
}
