/*
 * A request as the house sees it: complete, decoded, copied; valid until its
 * exchange is freed.  Everything in it comes from outside and is only known to be well-formed.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include "base.h"
#include "form.h"

enum method {
	METHOD_OTHER, /* known to nobody here: 405 */
	METHOD_GET,
	METHOD_HEAD,
	METHOD_POST,
	METHOD_PUT,
	METHOD_PATCH,
	METHOD_DELETE,
	METHOD_OPTIONS,
	METHOD__MAX
};
enum method method_of(const char *name);
const char *method_name(enum method m);

struct request {
	enum method method;
	struct str path;   /* as it came, still escaped; begins with '/' */
	struct form query; /* decoded */
	struct pair *header;
	size_t n_headers;
	struct str host;
	struct str type; /* media type in lower case without parameters; "" where none is given */
	struct str body;
	struct str peer;   /* who is at the other end of the socket */
	struct str client; /* whom the trusted proxy names, else the peer */
	bool secure;       /* the client came by TLS: the trusted proxy says so */
	struct str id;     /* "Q-" and ten signs: stands in logs, answers and error pages */
	int64_t at;        /* when its head was complete, UTC microseconds */
};

/* The value without blanks around it; empty where there is none.  Names by ASCII
 * without regard to case.  The guard let through at most one of those that decide anything. */
struct str request_header(const struct request *r, const char *name);
bool request_has_header(const struct request *r, const char *name);

/*
 * The cookie of that name; empty where there is none, and where there are several
 * (somebody planted one: none is to be believed).  Where we set Secure cookies, the name on
 * the wire is "__Host-NAME", which no other host can plant; reply_cookie does the same.
 */
struct str request_cookie(const struct request *r, const char *name, bool secure);

/* What a media type header means: lower case, no parameters, into the arena.  Empty: no such
 * thing.  *charset_ok: no charset, or UTF-8. */
struct str media_type(struct arena *a, struct str header, bool *charset_ok);

/* Accept-Encoding: may the body be gzip? */
bool accepts_gzip(struct str header);
/* Accept: index of the offer liked best (the first of equals); n where none is.  An empty header likes all. */
size_t accept_best(struct str header, const char *const *offers, size_t n);
/* If-None-Match or If-Match: is the tag (with its quotes) in the list?  "*" is.  Weak comparison. */
bool etag_listed(struct str header, struct str tag);

#endif
