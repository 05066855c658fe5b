/* Making the derived tables anew for good, and saying what differed. */
#ifndef REBUILD_H
#define REBUILD_H

#include "db.h"

struct rebuild {
	void (*progress)(void *ctx, int64_t acts); /* may be NULL */
	/* The first REBUILD_TOLD rows of each table that were not what the acts give. */
	db_difference_fn differs;
	void *ctx;
	/* what came of it */
	int64_t acts;
	size_t tables; /* how many were replaced */
};
#define REBUILD_TOLD 5

/*
 * db: a fresh handle of ROLE_OWNER, closed by the caller afterwards.  One
 * transaction: acts of others wait until it is done.  RC_RETRY: they did not wait
 * for us; try again.
 */
enum rc rebuild_register(struct db *db, struct rebuild *r, struct err *e) MUST_USE;

#endif
