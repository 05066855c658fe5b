/*
 * A day's files for those who are fed (interface.md section 8): each appears whole or not
 * at all, and `manifest-D.json', written last, names them with rows, SHA-256, the journal
 * positions that they cover, and an Ed25519 signature by the key that seals the journal.
 * The same day gives the same bytes, however often it is asked for.
 *
 * A manifest, canonical JSON and a line end:
 *   {"date", "feed", "files": [{"file", "rows", "sha256", …}], "key", "positions": {"from",
 *    "to"}, "rehearsal"?, "signature"}
 * key and signature in hexadecimal digits; signed is the canonical JSON of all but `signature'.
 */
#ifndef FEED_H
#define FEED_H

#include "db.h"
#include "json.h"
#include "seal.h"

struct feed {
	struct arena *a;
	const char *dir;  /* is there */
	const char *name; /* "precincts" */
	day_t day;
	bool rehearsal;
	json_t *files;       /* of the manifest; so far */
	int64_t first, last; /* positions; 0: none yet */
	size_t rows;         /* of all files */
};

/* Begin; RC_CONFLICT where the folder has that day's manifest of another feed. */
enum rc feed_begin(struct feed *f, struct err *e) MUST_USE;
/* The entry of this position is covered. */
void feed_covers(struct feed *f, int64_t position);
/* Write a file; more: what else the manifest says of it, an object or NULL. */
enum rc feed_file(struct feed *f, struct str name, struct str content, size_t rows,
    const json_t *more, struct err *e) MUST_USE;
/* Write the manifest, which makes the files count. */
enum rc feed_end(struct feed *f, const unsigned char secret[SEAL_SECRET], struct err *e) MUST_USE;

/* Does a manifest's signature hold under the key that it names? */
bool feed_manifest_good(struct arena *a, const json_t *manifest);

/* Is the day over in Almaty, with a minute for what was recorded at its very end? */
bool feed_day_over(day_t day, int64_t now_us);

/*
 * What precincts were told on a day (point 18): a file `precinct-ID-D.csv' for each that was
 * told something, `unit-ID-D.csv' for what no precinct has.  Everything in it is as of the act.
 * In a reading transaction of the caller, for the owner.
 */
enum rc feed_precincts(struct db *db, struct feed *f, struct err *e) MUST_USE;

#endif
