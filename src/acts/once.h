/* Idempotency keys. */
#ifndef ONCE_H
#define ONCE_H

#include "task.h"

/* Perform the request, or give the answer that the same key had: once a user and key. */
enum rc once(struct task *t, struct str key, enum rc (*perform)(struct task *));

/* The parts of it, for what is no act.  request: a hash of what was asked. */
struct once_answer {
	struct str owner, key, request;
	int status;
	const json_t *json;
	int64_t now_us;
};
/* Was x's key used in the last thirty days by its owner?  Then x->request is for what. */
enum rc once_find(
    struct db *db, struct arena *a, struct once_answer *x, bool *found, struct err *e) MUST_USE;
enum rc once_keep(struct db *db, const struct once_answer *x, struct err *e) MUST_USE;

#endif
