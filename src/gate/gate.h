/*
 * The gate between HTTP and the house: who is asking, may he, on which handle of
 * the register, in which language, and what is noted of what he saw.  Every row of
 * the one route table (src/serve/routes.c) passes here; pages (src/web) and the JSON
 * API (src/api) are written against this header alone and know no threads.
 *
 * What the gate does for a row, in this order: who is signed in (desk session by
 * cookie, or bearer token for the API) → is his role among `who' (403; a row without
 * `who' is closed to everybody) → CSRF for every POST with a cookie (token in the
 * form or header, and Origin/Sec-Fetch-Site) → body already read, bounded by the
 * row → run() with the right handle → access rows → answer.
 */
#ifndef GATE_H
#define GATE_H

#include "acts.h"
#include "exchange.h"
#include "lang.h"
#include "session.h"
#include "user.h"

/* flags of a row */
enum {
	ROUTE_WRITES = 1,  /* run() on the writer's thread, in a savepoint of its transaction; answered
	                      after the durable commit.  Else on an event thread, reading only */
	ROUTE_SLOW = 2,    /* before run(): prepare() in the small pool (passwords); see struct row */
	ROUTE_API = 4,     /* JSON: problem+json for errors, bearer tokens, no CSRF with a token */
	ROUTE_PUBLIC = 8,  /* nobody need be signed in (`who' is ANYONE) */
	ROUTE_PURPOSE = 16 /* reads persons: a purpose must be known (Purpose header; at the desk the
	                      session's, asked once a search) */
};
#define ANYONE ROLES_ALL

struct gate; /* the running server: handles, writer, pool, router; gate_open in serve */

/* One request inside the house.  Everything lives in its arena. */
struct visit {
	struct exchange *x;      /* request, route parameters, reply to fill */
	struct gate *gate;
	struct arena *a;
	struct db *db;           /* set while run() runs; its roles are the user's */
	struct user *user;       /* NULL on public rows without a session */
	struct session *session; /* NULL with a bearer token */
	enum lang lang;          /* ?lang=, the user's, the cookie's, Accept-Language; else ru */
	struct act_env env;      /* for acts_perform: who, pack, now, today, rehearsal */
	struct str purpose;
	struct form form;        /* the body of a POSTed form, read */
	json_t *json;            /* the body of a JSON request, read; an object */
	bool screening_loaded;   /* a wanted list was ever loaded: the banner of every page */
	void *own;               /* prepare()'s for run() */
	struct err e;
};

/* What a row of the route table points to as `own': its functions. */
struct row {
	/* Fill v->x->reply.  RC_OK: answered, whatever with.  RC_RETRY: the writer runs it again.
	 * Any other failure: the gate answers 500 (403, 404 … by rc_http) in the right clothes. */
	enum rc (*run)(struct visit *v);
	/* ROUTE_SLOW: in the pool, without a database. */
	enum rc (*prepare)(struct visit *v);
	const char *in, *out; /* names of schemas for the OpenAPI document; NULL: none */
};

/* Note that this answer names a person (or searches): who, when, why, by which route.
 * Written by the writer within a second; the answer waits where `waits'. */
void visit_access(struct visit *v, struct str person, struct str detail, bool waits);

/* Answers. */
enum rc visit_json(struct visit *v, int status, const json_t *o);
enum rc visit_problem(struct visit *v, int status, const char *title, const struct issues *l);
enum rc visit_see_other(struct visit *v, struct str path); /* after a POST of the desk */
struct str visit_param(const struct visit *v, const char *name);
bool visit_may(const struct visit *v, unsigned roles);

#endif
