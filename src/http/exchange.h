/*
 * One request and its reply.  It is complete when the upper layer's `handle' gets
 * it, on an event thread that must not block: answer at once, or hand it to a worker
 * and answer later from any thread.
 */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "guard.h"
#include "reply.h"
#include "request.h"
#include "router.h"

struct exchange {
	struct request req;
	struct route_match match;
	struct reply reply;
	struct arena arena;
	bool secure_cookies; /* behind a proxy: for request_cookie and reply_cookie */
	void *ctx;           /* the server's configuration says what */
	void *own;           /* the upper layer's for this exchange; in the arena */
};

/*
 * The reply is filled: send it.  Exactly once for each exchange that handle got, from
 * any thread.  The exchange is not yours any more afterwards; it may have gone.
 */
void exchange_answer(struct exchange *x);

/* What the library read, before anybody has looked at it. */
struct head {
	const char *method;
	struct str target;
	const struct pair *header;
	size_t n_headers;
	const char *peer;  /* numeric address */
	const char *proxy; /* whom to believe, or NULL */
};

/* Why not, if not. */
struct refusal {
	int status;      /* 0: go on */
	const char *why; /* English */
	bool close;      /* nobody knows where the next request begins */
};

/*
 * Fill x->req and x->match from the head, copying everything into the arena: the guard,
 * the target, the query, the row, what body may come.
 */
struct refusal exchange_head(
    struct exchange *x, const struct router *r, const struct head *h, struct guarded *g);

#endif
