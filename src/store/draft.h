/*
 * Drafts: what somebody has begun to fill in, kept between requests and sign-ins.  A draft
 * is its owner's alone: every function asks for the owner, and another's is not found.
 * Answers live in the arena.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include "db.h"
#include "json.h"

#define DRAFT_BYTES     ((size_t)256 * 1024) /* of a body */
#define DRAFTS_OF_OWNER 200

struct draft {
	struct str id; /* empty before the first draft_put, which makes it: "W-…" */
	struct str owner, kind;
	json_t *body;
	int64_t version; /* 0 before the first draft_put; then 1, 2, … */
	int64_t changed_us;
};
struct drafts {
	struct draft *v;
	size_t n;
};
/*
 * A new one, or a new state of the one whose id and version are given; both are
 * brought up to date in *d.  RC_CONFLICT: it has another version now, or is gone; the
 * transaction goes on.  RC_BAD_INPUT: too large, or the owner has too many.
 */
enum rc draft_put(
    struct db *db, struct arena *a, struct draft *d, int64_t now_us, struct err *e) MUST_USE;
enum rc draft_get(struct db *db, struct arena *a, struct str owner, struct str id,
    struct draft *out, struct err *e) MUST_USE;
/* Last changed first, at most `limit'. */
enum rc drafts_of(struct db *db, struct arena *a, struct str owner, int64_t limit,
    struct drafts *out, struct err *e) MUST_USE;
/* Nothing where there is none. */
enum rc draft_delete(struct db *db, struct str owner, struct str id, struct err *e) MUST_USE;

#endif
