/*
 * The request guard of limits.md section 1: what the HTTP library lets pass
 * and two servers in a row could read differently (request smuggling, CWE-444).  Pure.
 */
#ifndef GUARD_H
#define GUARD_H

#include "form.h"

#define GUARD_HEADERS 64    /* more are 431 */
#define GUARD_BYTES   14336 /* of names and values together; more are 431 */

/* What was found out about the body. */
struct guarded {
	bool has_body, chunked;
	uint64_t length; /* of a body that is not chunked */
	struct str host;
	const char *why; /* English, for the detail of the refusal */
};

/*
 * 0: fine.  Else 400 or 431, after which the connection must close, since nobody knows
 * where the next request begins.  Names must be tokens; values have no control characters;
 * exactly one Host; at most one Content-Length of digits only, never with Transfer-Encoding; that
 * is "chunked" and nothing else; no second header of a kind that decides something.
 */
int guard_headers(const struct pair *header, size_t n, struct guarded *out);

/* The request target: printable ASCII that begins with '/', no "#".  0, 400, or 414 over 4,096 bytes. */
#define GUARD_TARGET 4096
int guard_target(struct str target);

#endif
