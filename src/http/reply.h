/*
 * What goes back: a status, headers, and a body that is either built here or
 * stands still somewhere (an asset).  Filled by the upper layer, sent by the server,
 * which adds the security headers of style.md c.6.
 */
#ifndef REPLY_H
#define REPLY_H

#include "base.h"
#include "buf.h"
#include "request.h"

/* A file compiled into the program; everything lives for ever. */
struct reply_file {
	const char *type; /* "text/css; charset=utf-8" */
	struct str plain;
	struct str gzip;  /* empty: not worth it */
	const char *etag; /* without quotes: the content's hash */
	bool immutable;   /* its hash stands in its URL */
};

struct reply_header {
	struct str name, value;
	struct reply_header *next;
};

struct reply {
	struct arena *arena;
	int status;       /* 200 unless set */
	struct str type;  /* Content-Type; empty: none, as with 204 */
	struct buf body;  /* taken over by the server */
	struct str fixed; /* sent instead of body where fixed.p is set; must outlive everything */
	struct reply_header *header;
	bool cacheable; /* somebody set Cache-Control; else no-store */
	bool broken;    /* a header that cannot be sent was put: 500 instead */
};

/* Forget all that was put, for a page that fails half way. */
void reply_reset(struct reply *r);
/* Another header; the value is copied.  A control character in it (a line end: response
 * splitting) spoils the whole reply rather than going out. */
void reply_header(struct reply *r, const char *name, struct str value);
/* Set-Cookie: HttpOnly, SameSite=Lax, Path=/; secure adds Secure and "__Host-".
 * max_age_s 0 removes it, below 0 lets it live as long as the browser. */
void reply_cookie(
    struct reply *r, const char *name, struct str value, int64_t max_age_s, bool secure);
/* 303 to a place of ours. */
void reply_see_other(struct reply *r, struct str location);
/* ETag; 304 without a body if the request has it already: then true. */
bool reply_etag(struct reply *r, const struct request *q, struct str tag);
/* Cache-Control instead of no-store. */
void reply_cache(struct reply *r, const char *control);
/* The asset, gzip where the client takes it, 304 where it has it. */
void reply_asset(struct reply *r, const struct request *q, const struct reply_file *a);
/* The server's own, on every reply: security headers, no-store unless cacheable, the
 * request's id; behind_tls adds HSTS. */
void reply_secure(struct reply *r, bool behind_tls, struct str id);
/* application/problem+json (RFC 9457) without `errors': the server's own refusals. */
void reply_problem(struct reply *r, int status, const char *title, const char *detail);

#endif
