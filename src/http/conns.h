/*
 * Who is connected and since when in which state: the deadlines that the HTTP
 * library does not have (a client that sends a byte a second is never idle to it).  Knows
 * sockets and time, no HTTP.  Thread-safe.
 */
#ifndef CONNS_H
#define CONNS_H

#include "base.h"

enum conn_state {
	CONN_WAITING, /* for the head of a request: idle, or sending it drop by drop */
	CONN_READING, /* its body */
	CONN_RUNNING, /* we work on the answer */
	CONN_WRITING, /* the answer */
	CONN__STATES
};

struct conn;
struct conns;

/*
 * ms[state]: how long a connection may stay in a state; 0 is for ever.  Over it the
 * socket is shut down; in CONN_RUNNING late(arg, work) is called instead, once, on the
 * sweeper's thread, with conns unlocked.  `hold' and `drop' take and give a reference to
 * work around that call; hold is called with conns locked.
 */
struct conns_work {
	void (*hold)(void *work);
	void (*late)(void *work);
	void (*drop)(void *work);
};
enum rc conns_open(struct conns **out, const int64_t ms[CONN__STATES], const struct conns_work *w,
    struct err *e) MUST_USE;
void conns_close(struct conns *c); /* all connections must have left; NULL is fine */

struct conn *conns_enter(struct conns *c, int fd);
void conns_leave(struct conns *c, struct conn *one); /* before the fd is closed */
/* From now on in this state; work is the exchange, needed for CONN_RUNNING. */
void conns_state(struct conns *c, struct conn *one, enum conn_state s, void *work);

size_t conns_count(struct conns *c, enum conn_state s);
void conns_shut(struct conns *c, enum conn_state s); /* the sockets of all in that state */
void conns_late(struct conns *c);                    /* late() for all that run */

#endif
