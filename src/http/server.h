/*
 * The HTTP server: libmicrohttpd behind the request guard, with deadlines for
 * everything.  TLS and HTTP/2 are the proxy's in front.
 *
 * Life of a request: head (guard, row; refusals are answered without reading a large
 * body) → body, bounded by the row → handle() on an event thread → exchange_answer() →
 * reply with the security headers → next request on the connection.
 */
#ifndef SERVER_H
#define SERVER_H

#include "exchange.h"

struct server_config {
	const char *listen; /* "127.0.0.1:8080" */
	/* The address of the proxy in front, or NULL: then only loopback is listened on, no
	 * forwarded header is believed, and cookies are not Secure. */
	const char *behind_proxy;
	const struct router *router;

	/* A complete request for a row.  Must not block. */
	void (*handle)(struct exchange *x);
	/* A refusal (400, 404, 405, 413, 414, 415, 431, 500, 503) in the clothes of the
	 * house: fill x->reply; its status is set afterwards.  x->req may be half filled (no
	 * path, no headers) and x->match empty.  NULL: problem+json. */
	void (*refuse)(struct exchange *x, int status, const char *why);
	void *ctx; /* becomes x->ctx */

	/* 0 takes the figure in brackets. */
	unsigned threads;     /* event threads [cores] */
	unsigned connections; /* at once [2,000] */
	unsigned per_address; /* of them from one peer, where no proxy is in front [200] */
	int64_t idle_ms;      /* waiting for the whole head of the next request [20,000] */
	int64_t body_ms;      /* the whole body [30,000] */
	int64_t answer_ms;    /* our own work; then 503 [120,000] */
	int64_t write_ms;     /* the client taking the whole reply [120,000] */
};

struct server;

/* RC_BAD_INPUT: a listen address that is none or is not loopback without a proxy. */
enum rc server_open(struct server **out, const struct server_config *c, struct err *e) MUST_USE;
uint16_t server_port(const struct server *s);

/*
 * Take no more connections, finish what runs for at most ms, answer the rest with
 * 503, end, free.  What is still with workers may be answered later, into nothing.
 * false: an event thread hangs in handle(); nothing was freed, the process must end.
 */
bool server_stop(struct server *s, int64_t ms);

#endif
