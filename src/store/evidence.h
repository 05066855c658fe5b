/*
 * The evidence: acts, what files brought, and the chain over them.  Rows are
 * written once and never changed.  Everything else in the register follows from
 * them through derive.h.
 */
#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "db.h"
#include "json.h"

/*
 * One recorded act.  `body' is the journal entry (canonical JSON, nothing
 * personal), `text' the personal side (NULL once lawfully erased): request,
 * facts, papers, consents, the full verdict.  Whoever makes an act lets an arena
 * keep both (json_keep); act_read does.
 */
struct act {
	int64_t id;
	struct str kind;
	day_t day;           /* civil date of the application */
	int64_t recorded_us; /* when the register learned of it, UTC */
	struct str unit, officer, subject, dwelling, outcome;
	int64_t target;   /* 0: none */
	int64_t position; /* 0: not sealed yet */
	json_t *body, *text;
};
day_t act_known_day(const struct act *act);      /* the civil day in Almaty of recorded_us */
const json_t *act_effect(const struct act *act); /* what it changed: see derive.h; NULL: nothing */

/* An id for the next act: never given twice to a recorded act. */
enum rc act_next_id(struct db *db, int64_t *id, struct err *e) MUST_USE;

/*
 * Write an act with its body and text.  The caller has filled all but position;
 * `body' comes with what is particular to the act (verdict, effect, pack, …): the
 * columns, and the salted hash of the text, are put into it here.
 */
enum rc act_record(struct db *db, struct act *act, struct err *e) MUST_USE;

/* All of it lives in a; text is NULL where the handle's roles read no personal text.
 * RC_NOT_FOUND where there is none. */
enum rc act_read(
    struct db *db, struct arena *a, int64_t id, struct act *out, struct err *e) MUST_USE;
/* The next act with an id above `after'; *found false at the end.  Owner only. */
enum rc act_page(struct db *db, struct arena *a, int64_t after, struct act *out, size_t cap,
    size_t *n, struct err *e) MUST_USE;

/* Sealed acts after a position, at most cap, in order of position; without their text. */
enum rc act_feed(struct db *db, struct arena *a, int64_t after, struct act *out, size_t cap,
    size_t *n, struct err *e) MUST_USE;

/* Is the act annulled now?  by: the act that annuls it. */
enum rc act_annulled(
    struct db *db, int64_t id, bool *annulled, int64_t *by, struct err *e) MUST_USE;

/*
 * Give every act that has none its position and hashes, in the order of ids.
 * Call it inside the transaction of the acts on SQLite; on PostgreSQL after the
 * commit, in a transaction of its own under the sealer's lock: evidence_seal
 * does either.
 */
enum rc evidence_seal_in_tx(struct db *db, struct err *e) MUST_USE;
enum rc evidence_seal(struct db *db, struct err *e) MUST_USE;
#define SEAL_LOCK 0x6d656b656e6a6169 /* "mekenjai" */

/* The rows of a load, in order of their lines. */
typedef enum rc (*loaded_fn)(void *ctx, int64_t line, struct str text, struct err *e);
enum rc loaded_each(struct db *db, int64_t act, loaded_fn fn, void *ctx, struct err *e) MUST_USE;

enum rc setting_get(
    struct db *db, struct arena *a, const char *name, struct str *out, struct err *e) MUST_USE;
enum rc setting_put(struct db *db, const char *name, struct str value, struct err *e) MUST_USE;

#endif
