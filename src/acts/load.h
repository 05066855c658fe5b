/*
 * Loading files (interface.md section 3): CSV rows become evidence and what
 * follows from it.  A load is an act; a large file is several, each a
 * transaction of at most LOAD_PART rows, so that the desk goes on beside it and a
 * load that was killed goes on where it stopped when it is run again.
 */
#ifndef LOAD_H
#define LOAD_H

#include "acts.h"
#include "kind.h"

#include <stdio.h>

#define LOAD_PART  2000
#define LOAD_BYTES ((size_t)4 << 20) /* of rows; a part ends there too */

/* What came of the rows. */
struct load_count {
	size_t loaded, same, updated, bad, warnings;
};

struct load_job {
	const struct kind *kind;
	FILE *in;
	const char *name;      /* of the file, for the act */
	struct hash file_hash; /* of its bytes */
	bool update;           /* rows that differ are corrections */
	bool strict;           /* load nothing if any row is bad */
	bool dry_run;          /* only report */
	bool full;             /* wanted: this is the whole list */
	FILE *rejected;        /* line,field,reason as CSV; may be NULL */
	const struct wording *words; /* of the reasons */
	void (*progress)(void *ctx, size_t rows);
	void *progress_ctx;
	/* what came of it */
	size_t rows;
	struct load_count count;
	size_t
	    released; /* cases that waited for this list alone: screened, and released or handed on */
	size_t late; /* checks made up of acts that had not waited */
};

/* Outside a transaction, by ROLE_OWNER or ROLE_ADMIN.  RC_BAD_INPUT: the header row is
 * wrong, and nothing was loaded. */
enum rc acts_load(
    struct db *db, const struct act_env *env, struct load_job *job, struct err *e) MUST_USE;

#endif
