/*
 * A few threads for what takes over a millisecond and is no read: passwords,
 * PDF, a remote databank.  Bounded, so that a flood is refused and not stored.
 */
#ifndef POOL_H
#define POOL_H

#include "base.h"

/* Embed it in what the work needs; the memory is the caller's until run returns or later. */
struct task {
	void (*run)(struct task *t);
	struct task *next; /* the pool's while it waits */
};

struct pool;

/* n threads; at most cap tasks wait. */
enum rc pool_open(struct pool **out, unsigned n, size_t cap, struct err *e) MUST_USE;
/* RC_RETRY when it is full or closing: nothing was taken, the task is still yours. */
enum rc pool_put(struct pool *p, struct task *t) MUST_USE;
size_t pool_waiting(struct pool *p);
/* Take no more, finish what is there, free.  NULL is fine. */
void pool_close(struct pool *p);

#endif
