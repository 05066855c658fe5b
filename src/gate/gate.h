/*
 * The gate between HTTP and the house: who is asking, may he, on which handle of
 * the register, in which language, and what is noted of what he saw.  Every row of
 * the one route table (src/serve/routes.c) passes here; pages (src/web) and the JSON
 * API (src/api) are written against this header alone and know no threads.
 *
 * What the gate does for a row, in this order: who is signed in (desk session by
 * cookie, or bearer token for the API) → is his role among `who' (403; a row without
 * `who' is closed to everybody) → CSRF for every POST with a cookie (token in the
 * form or header, and Origin/Sec-Fetch-Site) → the body, read → run() with the right
 * handle → access rows → answer.
 *
 * run() may be called several times for one request (a lost race, a neighbour in the
 * same transaction that failed): it starts from an empty reply each time, and keeps
 * nothing but what it wrote to the register and to the reply.
 */
#ifndef GATE_H
#define GATE_H

#include "acts.h"
#include "code.h"
#include "exchange.h"
#include "lang.h"
#include "session.h"
#include "stay.h"
#include "user.h"

/* flags of a row */
enum {
	ROUTE_WRITES =
	    1,          /* run() on the writer's thread, in a savepoint of its transaction; answered
			       after the durable commit.  Else on an event thread, reading only */
	ROUTE_SLOW = 2, /* before run(): begin() on the writer, prepare() in the small pool
			       (passwords); see struct row */
	ROUTE_API = 4,  /* JSON: problem+json for errors, bearer tokens, no CSRF with a token */
	ROUTE_PUBLIC = 8,   /* nobody need be signed in (`who' is ANYONE) */
	ROUTE_PURPOSE = 16, /* reads persons: a purpose must be known (Purpose header; at the desk a
			       form's field `purpose', or the one kept by visit_keep_purpose) */
	ROUTE_PLAIN =
	    32, /* assets and the like: the same for all; run() gets no register, no user */
	ROUTE_WAITS = 64, /* run() may call visit_park */
	ROUTE_POOL = 128, /* reads and then computes for milliseconds: run() is in the small pool */
	ROUTE_PICTURES = 256 /* with ROUTE_SLOW: prepare() in a small pool of its own, so that
				pictures keep nobody from signing in */
};
#define ANYONE ROLES_ALL

struct gate;   /* the running server: handles, writer, pool, router */
struct intake; /* src/reader/intake.h */

/* One request inside the house.  Everything lives in its arena. */
struct visit {
	struct exchange *x; /* request, route parameters, reply to fill */
	struct gate *gate;
	struct arena *a;
	struct db *db;           /* set while begin() and run() run; its roles are the user's */
	struct user *user;       /* NULL on public rows without a session */
	struct session *session; /* NULL with a bearer token, and where user is */
	enum lang lang;     /* ?lang=, the cookie `lang', the user's, Accept-Language; else ru */
	struct act_env env; /* for acts_perform: who, pack, now, today, rehearsal */
	struct str purpose;
	struct form form;      /* the body of a POSTed form, read */
	json_t *json;          /* the body of a JSON request, read; an object */
	bool screening_loaded; /* a wanted list was ever loaded: the banner of every page */
	bool keep;             /* set by run() of ROUTE_WRITES: keep what was written although the
				  reply's status is 400 or more (a refusal is a recorded act); without
				  it such a reply undoes everything, also what was half done */
	void *own;             /* begin()'s and prepare()'s for run() */
	struct err e;          /* the failure that run() returned */
};

/* What a row of the route table points to as `own': its functions.  The row's own `run' is
 * gate_row, for all of them. */
struct row {
	/* Fill v->x->reply.  RC_OK: answered, whatever with.  RC_RETRY: the writer runs it again.
	 * Any other failure: the gate answers (403, 404 … by rc_http) in the right clothes. */
	enum rc (*run)(struct visit *v);
	/* ROUTE_SLOW: on the writer, in a transaction of its own, before prepare(); may be NULL.
	 * A status of 400 or more in the reply ends the request with it (and v->keep counts). */
	enum rc (*begin)(struct visit *v);
	/* ROUTE_SLOW: in the pool, without a database. */
	enum rc (*prepare)(struct visit *v);
	const char *in, *out; /* names of schemas for the OpenAPI document; NULL: none */
};
void gate_row(struct exchange *x);

/* ---- the running gate: for src/serve ---- */

struct gate_config {
	const char *db; /* as db_open takes it */
	const struct pack *pack;
	bool change_rules; /* --change-rules: take the pack into use, which is an act */
	const struct route *routes;
	size_t n_routes;
	bool behind_proxy;     /* cookies are Secure, origins are https */
	struct intake *intake; /* whence documents come; outlives the gate */
	/* An error page of the desk; v->user may be NULL, v->db is NULL.  401: lead to the sign-in. */
	void (*error_page)(struct visit *v, int status, const char *why);
	/* Asks for the purpose, on a desk's row of ROUTE_PURPOSE without one. */
	void (*purpose_page)(struct visit *v);
	/* Where certificates are asked after as long as nobody said (act_env); NULL: not known. */
	const char *own_address;
};

/*
 * Check and open all that the server stands on.  RC_CONFLICT: the schema is not up to
 * date, or the register was last used with another pack; RC_BAD_INPUT: a bad table.
 */
enum rc gate_open(struct gate **out, const struct gate_config *c, struct err *e) MUST_USE;
const struct router *gate_router(const struct gate *g);
/* For struct server_config, with the gate as ctx. */
void gate_handle(struct exchange *x);
void gate_refuse(struct exchange *x, int status, const char *why);
/* Answer all that is parked and park nothing more: before server_stop. */
void gate_quiet(struct gate *g);
/* Do what is left, end all threads, free; after server_stop.  NULL is fine. */
void gate_close(struct gate *g);

/* ---- what was seen ---- */

/* Note that this answer names a person (or, person empty, that it searches): who, when,
 * why, by which route.  Written by the writer within a second; the answer waits where `waits'. */
void visit_access(struct visit *v, struct str person, struct str detail, bool waits);
/* Remember a purpose at the desk for what follows a search (a cookie of the session). */
void visit_keep_purpose(struct visit *v, struct str purpose);
#define PURPOSE_MAX 300 /* bytes */

/* ---- answers ---- */

/* prepare() alone: a handle of its own on the register, for the program's own work on behalf
 * of the user (loading a file); close it with db_close. */
enum rc visit_open(struct visit *v, struct db **out) MUST_USE;

/* The register's secret key, with which certificates are signed; wipe it after use.  That the
 * file is not there is RC_SYS: no fault of who asked. */
#define VISIT_SECRET 32
enum rc visit_secret(struct visit *v, unsigned char secret[VISIT_SECRET]) MUST_USE;

/* Where pictures of documents are read. */
struct intake *visit_intake(const struct visit *v);

enum rc visit_json(struct visit *v, int status, const json_t *o);
/*
 * RFC 9457.  title NULL: the status's own.  l may be NULL; `more', an object or NULL, gives
 * further members.  Always RC_OK.
 */
enum rc visit_problem(struct visit *v, int status, const char *title, const struct issues *l);
enum rc visit_problem_more(
    struct visit *v, int status, const char *title, const struct issues *l, const json_t *more);
/* One field, one problem: the usual 400. */
enum rc visit_problem_at(
    struct visit *v, int status, const char *field, enum problem p, struct str arg);
enum rc visit_see_other(struct visit *v, struct str path); /* after a POST of the desk */
struct str visit_param(const struct visit *v, const char *name);
struct str visit_query(const struct visit *v, const char *name);
bool visit_may(const struct visit *v, unsigned roles);
/* The title of an error in the visit's language: "Nothing is here". */
const char *visit_status_text(const struct visit *v, int status);

/*
 * ROUTE_WAITS, in run(): there is nothing new yet.  The request sleeps and run() is called
 * again when acts were recorded, for at most `seconds' from the request's beginning; after
 * that visit_park gives false: answer now.
 */
bool visit_park(struct visit *v, int64_t seconds) MUST_USE;

/* ---- signing in: begin, prepare and run of the row that takes a name and a password ---- */

enum sign_in_end { SIGN_IN_DONE, SIGN_IN_WRONG, SIGN_IN_WAIT };
struct sign_in {
	struct str user, password; /* as typed */
	enum sign_in_end end;
	int64_t wait_s;         /* SIGN_IN_WAIT: so long */
	struct session session; /* SIGN_IN_DONE; the cookie is in the reply */
	/* the gate's */
	struct login login;
	bool right;
};
/*
 * sign_in_begin reads `user' and `password' out of the form or the JSON body and counts
 * the attempt; sign_in_prepare looks at the password.  run() calls sign_in_finish and answers
 * by what stands in it; it must set v->keep where it answers 400 or more.
 */
enum rc sign_in_begin(struct visit *v);
enum rc sign_in_prepare(struct visit *v);
enum rc sign_in_finish(struct visit *v, struct sign_in **out);
/*
 * Somebody signed in types his own password once more, in the field `old', to change it.
 * own_password_begin counts the attempt as a sign-in does; sign_in_prepare looks at it;
 * own_password_check, in run(), says how it ended and, where it was right, takes the
 * attempt back.  v->own is the struct sign_in, whose session is filled by
 * own_password_reopen alone: once all his sessions were ended it opens a new one for
 * this browser.  run() sets v->keep as above.
 */
enum rc own_password_begin(struct visit *v);
enum rc own_password_check(struct visit *v, struct sign_in *s);
enum rc own_password_reopen(struct visit *v, struct sign_in *s);
/* End the session and take the cookie away. */
enum rc sign_out(struct visit *v);
#define SESSION_COOKIE "session"

/* ---- a certificate is asked after, by anybody: run() of public rows ---- */

enum checked_end {
	CHECKED_FOUND,
	CHECKED_NONE, /* no certificate has this code */
	CHECKED_FORM, /* this is no code */
	CHECKED_WAIT  /* this address has asked too often */
};
struct checked {
	enum checked_end end;
	enum issued_state state; /* FOUND */
	char code[CODE_GROUPED]; /* as it is printed, in groups; FOUND and NONE */
	int64_t wait_s;          /* WAIT: so long */
};
/*
 * What anyone may know of a certificate: valid, expired or annulled, and nothing else.  The
 * question is counted by address (throttle.h), once, however often run() is called; a code
 * that nobody has makes the same work as one that somebody has.
 */
enum rc visit_check(struct visit *v, struct str typed, struct checked *out);
/* That as JSON, or the problem. */
enum rc visit_check_json(struct visit *v, const struct checked *c);
/* Retry-After, where it is WAIT. */
void visit_check_wait(struct visit *v, const struct checked *c);

/* ---- health ---- */

/* Could an act be recorded now?  why: for the log and the answer, English. */
bool gate_healthy(struct gate *g, const char **why);

#endif
