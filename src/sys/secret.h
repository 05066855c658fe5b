/*
 * Passwords: Argon2id through libsodium (64 MiB, about 70 ms of one core:
 * limits.md section 7), so callers hash in the small pool, never on an event thread.
 */
#ifndef SECRET_H
#define SECRET_H

#include "base.h"

#define SECRET_HASH 128  /* a hash as text, with its parameters, salt and NUL */
#define SECRET_MAX  1024 /* bytes of a password; longer is refused, not cut */

/* RC_BAD_INPUT: empty or too long.  RC_SYS: no memory for the function. */
enum rc secret_hash(struct str password, char out[SECRET_HASH], struct err *e) MUST_USE;
/* Is it the password?  A hash that is no hash says no. */
bool secret_check(struct str hash, struct str password);
/* Takes as long as a check that says no: for users who do not exist. */
void secret_check_nobody(struct str password);
/* Equal?  In a time that depends on the lengths alone. */
bool secret_equal(struct str a, struct str b);
/* Overwrite; the compiler may not leave it out. */
void secret_wipe(void *p, size_t n);

/*
 * One line from fd, without its line end: from a terminal after the prompt (on
 * fd's terminal, no echo), from anything else as it is.  RC_BAD_INPUT: nothing there, too
 * long, a NUL, or not UTF-8.  Reads one byte at a time, so what follows stays unread.
 */
enum rc secret_read(int fd, const char *prompt, char out[SECRET_MAX + 1], struct err *e) MUST_USE;

#endif
