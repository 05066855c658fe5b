/* What the two files of sqlgen share. */
#ifndef SQLGEN_H
#define SQLGEN_H

#include "buf.h"

#define PARAMS_MAX 40 /* DB_PARAMS_MAX of db.h */

enum part { COMMON, SQLITE, PG, PARTS };

struct place {
	const char *file;
	int line;
};

struct stmt {
	char *name;
	struct place at;
	struct buf roles; /* a C expression */
	bool writes;
	struct buf raw[PARTS]; /* as it stands in the file */
	bool given[PARTS];
	struct place part_at[PARTS]; /* of the first line of raw */
	struct buf sql[2];           /* for the engines, without comments */
	uint64_t params[2];          /* bit n: $n is used */
};

/* "FILE:LINE: message", and the end of the program. */
void die(struct place at, const char *fmt, ...) PRINTF(2, 3) __attribute__((noreturn));

/*
 * The text of a part for an engine (0 SQLite, 1 PostgreSQL), without comments,
 * blank lines and the semicolon, into out.  Gives the parameters it uses.
 */
uint64_t scan(const struct stmt *s, int engine, enum part p, struct buf *out);

#endif
