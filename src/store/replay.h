/*
 * Every act ever recorded, once more through derive(): what the derived tables
 * are made of when they are made anew.  In the order of ids, which is an order in
 * which the acts may have been decided: an act sees only acts with smaller ids, or
 * does not touch what others of its time touched (SERIALIZABLE).
 */
#ifndef REPLAY_H
#define REPLAY_H

#include "evidence.h"

struct replay {
	void (*progress)(void *ctx, int64_t acts); /* may be NULL */
	void *ctx;
	int64_t skip; /* derive all but this act: tests of annulment; 0: none */
	int64_t acts; /* how many were derived */
	int64_t at;   /* the act that it stopped at, where it failed */
};

/* In a transaction, on a handle with shadows of the derived tables (db_shadow). */
enum rc replay_all(struct db *db, struct replay *r, struct err *e) MUST_USE;

#endif
