/*
 * One table says what there is: method, path, who may, what body is taken.  The
 * router finds the row and refuses what fits none; who may is for the layer above, which
 * must treat a row without `who' as closed.
 */
#ifndef ROUTER_H
#define ROUTER_H

#include "request.h"

struct exchange;

/* Bodies that a row takes. */
enum {
	TAKES_FORM = 1,      /* application/x-www-form-urlencoded */
	TAKES_JSON = 2,      /* application/json, and application/anything+json */
	TAKES_MULTIPART = 4, /* multipart/form-data */
	TAKES_BYTES = 8,     /* any other type */
};

/* NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): in the order of reading */
struct route {
	enum method method;
	/* Segments of literal text, "{name}" (one whole segment), or "{name}.ext". */
	const char *path;
	unsigned who;                    /* roles: the upper layer's bits; 0 is nobody */
	unsigned flags;                  /* the upper layer's */
	unsigned takes;                  /* TAKES_…; 0: no body */
	size_t max_body;                 /* bytes; needed where takes is not 0 */
	void (*run)(struct exchange *x); /* the upper layer's: the server never calls it */
	const void *own;                 /* the upper layer's: form table, API description */
	const char *about;               /* one line of English for the documents */
};

#define ROUTE_PARAMS 8
struct route_match {
	const struct route *route;
	struct pair param[ROUTE_PARAMS]; /* decoded, never empty */
	size_t n_params;
	unsigned allow; /* 1 << enum method for all methods that the path has */
};

struct router;

/*
 * Index the table, which must outlive the router.  RC_BAD_INPUT: a path that is
 * none, a row without run or about, a body without bound or the other way round, or two
 * rows of one method that could both match a path in the same way.
 */
enum rc router_open(
    struct router **out, const struct route *rows, size_t n, struct err *e) MUST_USE;
void router_close(struct router *r);

/*
 * 0: found.  404, 405 (then m->allow says what there is) or 400 (a badly written
 * path).  HEAD finds the row of GET.  Where several rows fit, the first segment in which
 * they differ decides: literal before "{x}.ext" before "{x}".
 */
int router_find(const struct router *r, enum method method, struct str path, struct arena *a,
    struct route_match *m);

/* "GET, HEAD, POST". */
struct str route_allow(struct arena *a, unsigned allow);

/* Which TAKES_… a media type is; 0: none is given. */
unsigned body_kind(struct str type);

/* May a body of that type and announced length come to the row?  0, 413 or 415. */
int route_body(const struct route *row, struct str type, bool has_body, uint64_t length);

/* The parameter; empty where there is none of that name. */
struct str route_param(const struct route_match *m, const char *name);

#endif
