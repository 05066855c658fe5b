/*
 * Registrations of foreign nationals and the certificates of them: reading.
 * Writing is derive.h's.  A function that looks one thing up returns RC_NOT_FOUND where
 * there is none.
 */
#ifndef STAY_H
#define STAY_H

#include "db.h"
#include "json.h"

struct stay_row {
	struct str registration, person, dwelling;
	struct str host; /* a person's id, or org: and a name */
	struct str unit, officer;
	day_t entry;
	json_t *data;         /* purpose, citizenship, document, visa, card_mark …, as decided */
	int64_t act;          /* the decision */
	int64_t decided_by;   /* the last act that gave it days */
	int64_t completed_by; /* the issue of a certificate after that; 0: it waits (point 16) */
	bool annulled;        /* its registration was */
	bool counts;          /* false: annulled, or ended on its first day; no days then */
	day_t from, until;    /* until: the first day that no longer counts */
	int64_t closed_by;    /* the act that ended it before its term; 0: none */
};
struct stay_rows {
	struct stay_row *v;
	size_t n;
};
bool stay_live(const struct stay_row *s, day_t on); /* counts, and on lies in its days */

/* decided, completed, departed, over, annulled: what a page calls it on a day. */
const char *stay_standing(const struct stay_row *s, day_t on);

enum rc stay_read(struct db *db, struct arena *a, struct str registration, struct stay_row *out,
    struct err *e) MUST_USE;
/* Newest first; those that no longer count too. */
enum rc stays_of_person(struct db *db, struct arena *a, struct str person, struct stay_rows *out,
    struct err *e) MUST_USE;
enum rc stays_of_dwelling(struct db *db, struct arena *a, struct str dwelling, int64_t limit,
    struct stay_rows *out, struct err *e) MUST_USE;
/* Those who are registered on a day. */
enum rc stays_of_dwelling_on(struct db *db, struct arena *a, struct str dwelling, day_t on,
    struct stay_rows *out, struct err *e) MUST_USE;
/* One page of them, those decided last first. */
struct stay_page {
	struct str dwelling;
	day_t on; /* those who are registered on it; DAY_NONE: all that ever were */
	/* after this stay, by its decision and its registration; act 0: from the beginning */
	int64_t after_act;
	struct str after;
	int64_t limit;
};
enum rc stays_page(struct db *db, struct arena *a, const struct stay_page *page,
    struct stay_rows *out, struct err *e) MUST_USE;
enum rc stays_of_precinct_on(struct db *db, struct arena *a, struct str precinct, day_t on,
    int64_t limit, struct stay_rows *out, struct err *e) MUST_USE;
/* Of a unit, decided and without a certificate, not over on the day: those decided first. */
struct stay_queue {
	struct str unit;
	day_t on;
	int64_t after; /* decided after this act; 0: from the beginning */
	int64_t limit;
};
enum rc stays_waiting(struct db *db, struct arena *a, const struct stay_queue *q,
    struct stay_rows *out, struct err *e) MUST_USE;

/* What happened to a stay, oldest first: its whole history of versions (point 19). */
struct stay_version {
	int64_t act;
	struct str kind; /* of the act: register_foreigner, resolve, extend_stay, annul … */
	struct str unit, officer;
	day_t from, until; /* as this act set them; DAY_NONE: it did not */
	int64_t recorded_us;
	int64_t annulled_by; /* 0: it counts */
};
enum rc stay_versions(struct db *db, struct arena *a, struct str registration,
    struct stay_version **out, size_t *n, struct err *e) MUST_USE;

struct issued {
	struct str id, code, kind; /* stay, address */
	struct str registration, person;
	int64_t act;      /* the issue; its text has `printed' */
	int64_t decision; /* the act whose decision it prints */
	day_t until;      /* the printed last day; DAY_NONE: none is printed */
	int64_t reprint;  /* 0: the first */
};
struct issued_list {
	struct issued *v;
	size_t n;
};
enum rc issued_read(
    struct db *db, struct arena *a, struct str id, struct issued *out, struct err *e) MUST_USE;
enum rc issued_by_code(
    struct db *db, struct arena *a, struct str code, struct issued *out, struct err *e) MUST_USE;
/* Newest first. */
enum rc issued_of(struct db *db, struct arena *a, struct str registration, struct issued_list *out,
    struct err *e) MUST_USE;

/*
 * What anyone may know of a certificate (interface.md section 9).  ANNULLED: the registration
 * does not count, or was shortened and the paper promises days that there are no more.
 * EXPIRED: its last day is over, or the stay ended early (departed, moved).
 */
enum issued_state { ISSUED_VALID, ISSUED_EXPIRED, ISSUED_ANNULLED };
const char *issued_state_word(enum issued_state s); /* valid, expired, annulled */
enum rc issued_state_on(struct db *db, const struct issued *c, day_t on, enum issued_state *out,
    struct err *e) MUST_USE;

/*
 * Somebody asks after a code.  The register does the same work whether there is such a
 * certificate or not, so that nobody learns from the time it takes.
 */
enum rc issued_ask(struct db *db, struct arena *a, struct str code, day_t on, bool *found,
    enum issued_state *out, struct err *e) MUST_USE;

#endif
