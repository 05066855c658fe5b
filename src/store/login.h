/*
 * The throttle of sign-ins, per user and per address.  An attempt is counted before the
 * password is looked at, so that many at once are as many as one after the other; a
 * success takes its count back.  Counters are by what was typed: whether such an account
 * exists changes neither the answer nor the time.  For the gate, in a writing transaction.
 */
#ifndef LOGIN_H
#define LOGIN_H

#include "db.h"

#define LOGIN_WINDOW_US \
	((int64_t)15 * 60 * 1000000) /* so long after the last one all is forgotten */
#define LOGIN_USER_TRIES    5        /* free attempts */
#define LOGIN_ADDRESS_TRIES 20
#define LOGIN_WAIT_US  \
	((int64_t)30 * \
	    1000000)     /* the first wait; each further failure doubles it, up to the window */
#define LOGIN_ROWS 50000 /* counters kept, whatever is tried */

/*
 * Somebody says he is `user' (as typed, in any case of letters), from `address' (of IPv6
 * the first 64 bits count).  *wait_us 0: counted, go on and check the password; else
 * neither: so long he must wait.
 */
enum rc login_attempt(struct db *db, struct str user, struct str address, int64_t now_us,
    int64_t *wait_us, struct err *e) MUST_USE;
/* The password was right: the user's counter ends, and the address gets its attempt back. */
enum rc login_succeeded(struct db *db, struct str user, struct str address, struct err *e) MUST_USE;

/* Whom an address belongs to, for counting: of IPv6 the first 64 bits. */
struct str login_network(struct arena *a, struct str address);

#endif
