/*
 * Names and values as browsers write them: %XX decoding, and
 * application/x-www-form-urlencoded (WHATWG URL, section 5), which queries and forms share.
 * Strict: a bad escape, a NUL or bytes that are no UTF-8 refuse the whole.  NFC is the reader's.
 */
#ifndef FORM_H
#define FORM_H

#include "base.h"
#include "buf.h"

struct pair {
	struct str name, value;
};

/* In order; a name may come more than once. */
struct form {
	struct pair *p;
	size_t n;
};

#define FORM_MAX  1000 /* fields of a form */
#define QUERY_MAX 100  /* of a query */

/* RC_BAD_INPUT: badly written, or more than max pairs.  The empty text has no pairs. */
enum rc form_read(
    struct arena *a, struct str text, size_t max, struct form *out, struct err *e) MUST_USE;

/* The first of that name; the empty text where there is none. */
struct str form_get(const struct form *f, const char *name);
/* The i-th of that name (from 0); false where there is none. */
bool form_nth(const struct form *f, const char *name, size_t i, struct str *out);
size_t form_count(const struct form *f, const char *name);

/* s without escapes ('+' is a blank only where plus is), NUL-terminated as well;
 * false where s is not rightly written.  Line ends and tabs are let through. */
enum plus { PLUS_IS_PLUS, PLUS_IS_BLANK };
bool url_decode(struct arena *a, struct str s, enum plus plus, struct str *out) MUST_USE;
/* s with everything escaped but the unreserved signs of RFC 3986: fits any place of a URL. */
void url_quote(struct buf *b, struct str s);

#endif
