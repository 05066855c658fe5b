/*
 * Reading and writing JSON (jansson).  One way in: strict, duplicates refused,
 * depth at most 32.  One way out: compact, keys sorted, which is our canonical form.
 */
#ifndef JSON_H
#define JSON_H

#include "base.h"
#include "buf.h"
#include "date.h"

#include <jansson.h>

/* The value, owned by the caller (json_decref); NULL and e on anything that
 * decide.md section 1 calls a line that is not a JSON object. */
json_t *json_read(struct str text, struct err *e) MUST_USE;

/* The same, kept by the arena: no json_decref needed. */
json_t *json_read_in(struct arena *a, struct str text, struct err *e) MUST_USE;
/* What we stored as an object ourselves; damage, which `journal verify' names, reads as {}. */
json_t *json_stored(struct arena *a, struct str text);
/* Let the arena own v (NULL is allowed); gives v back. */
json_t *json_keep(struct arena *a, json_t *v);

/* Canonical text of v: compact, keys sorted by code point, appended to b. */
void json_write(struct buf *b, const json_t *v);
struct str json_canonical(struct arena *a, const json_t *v);

/* Short ways to build and to look; none of them takes ownership of v. */
void json_put(json_t *o, const char *key, json_t *take); /* takes `take'; NULL is left out */
json_t *json_text(struct str s);
json_t *json_day(day_t d); /* "YYYY-MM-DD"; JSON null for DAY_NONE */
struct str json_get_str(const json_t *o, const char *key); /* empty where absent or no text */
day_t json_get_day(const json_t *o, const char *key);      /* DAY_NONE where absent or no date */
bool json_get_bool(const json_t *o, const char *key);
int64_t json_get_int(const json_t *o, const char *key, int64_t otherwise);

/* jansson counts references in what it reads, and so takes no const. */
static inline json_t *json_deconst(const json_t *v)
{
	union {
		const json_t *in;
		json_t *out;
	} u = {v};

	return u.out;
}

#endif
