/*
 * For tests that run on both engines: the address is the last argument, of a
 * database that is empty and the test's own.
 */
#ifndef STORE_H
#define STORE_H

#include "db.h"
#include "t.h"

#include <stdlib.h>

/* A message for the reader of the log, where there is one. */
static inline void note_err(struct err *e)
{
	if (e->rc != RC_OK)
		note(e->msg);
	*e = (struct err){0};
}

static inline struct db *must_open(const char *url, unsigned roles)
{
	struct err e = {0};
	struct db *db;

	if (db_open(url, roles, &db, &e) == RC_OK)
		return db;
	(void)printf("Bail out! %s\n", e.msg);
	(void)fflush(stdout);
	_Exit(1);
}

/* The work of a test that cannot go on without it. */
static inline void must(enum rc rc, struct err *e)
{
	if (rc == RC_OK)
		return;
	(void)printf("Bail out! %s\n", e->msg);
	(void)fflush(stdout);
	_Exit(1);
}

static inline bool is_pg(const struct db *db)
{
	return strcmp(db_engine(db), "pg") == 0;
}

#endif
