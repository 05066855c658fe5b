/*
 * How often one address may ask what anybody may ask.  In memory alone: a flood of
 * questions costs the register no writing, and what it can hold is bounded.  An address has
 * THROTTLE_BURST questions at once, and one more every THROTTLE_EVERY_MS.
 *
 * Pure but for its lock and the secret that spreads addresses over the table: the time is passed in.
 */
#ifndef THROTTLE_H
#define THROTTLE_H

#include "base.h"

#include <pthread.h>

#define THROTTLE_BURST    20
#define THROTTLE_EVERY_MS 3000
#define THROTTLE_SETS     2048
#define THROTTLE_WAYS     4

struct throttle {
	pthread_mutex_t mu;
	unsigned char secret[16]; /* nobody can aim at another's place */
	/* `free_at': when all its questions are given back; 0: nobody's */
	struct throttled {
		uint64_t who;
		int64_t free_at;
	} slot[THROTTLE_SETS][THROTTLE_WAYS];
};
void throttle_init(struct throttle *t, const unsigned char secret[16]);
void throttle_end(struct throttle *t);

/*
 * One question of `who' (login_network) at now_ms of a clock that never jumps.  0: it may be
 * answered; else in so many milliseconds the next one may, and this one does not count.
 */
int64_t throttle_ask(struct throttle *t, struct str who, int64_t now_ms);

#endif
