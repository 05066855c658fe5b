/*
 * What inspectors are told of the stays of foreign nationals (point 18): items of the
 * inbox, who took note, what nobody has, who is registered in a precinct, and visits.
 * Reading; derive_stay.h writes.  Answers live in the arena.
 *
 * An item is never taken away: once something else came of the stay it is followed by
 * a later one, and where that says that the stay is gone from here, withdrawn.
 */
#ifndef INBOX_H
#define INBOX_H

#include "date.h"
#include "precinct.h"

struct notice {
	int64_t act, line; /* which name it */
	struct str registration, person, dwelling;
	struct str
	    what; /* registered, extended, shortened, departed, moved, annulled, restored, changed */
	struct str unit;     /* of the dwelling */
	struct str precinct; /* empty: nobody's yet */
	struct str officer;  /* who answers for it */
	day_t from, until; /* the stay as of the act; until is the first day that does not count */
	int64_t recorded_us;
	int64_t followed_by; /* act; 0: it tells how it is */
	struct str follow;   /* what that one says */
	struct str read_by;  /* the first who took note; empty: nobody did */
	int64_t read_us;
	json_t *person_data, *dwelling_data; /* as they are now */
	struct str host;                     /* a person's id, or org: and a name */
	json_t *host_data;                   /* of a host who is a person; else NULL */
};
struct notices {
	struct notice *v;
	size_t n;
	bool more; /* there are further ones */
};
bool notice_withdrawn(const struct notice *x);

enum notice_state { NOTICES_ALL, NOTICES_CURRENT, NOTICES_FOLLOWED, NOTICES_UNREAD };
/* A page of items, newest first: at most `limit' of those before one (act 0: from the newest). */
struct notice_page {
	enum notice_state state;
	int64_t act, line;
	size_t limit;
};
/* Of these precincts together. */
enum rc notices_of(struct db *db, struct arena *a, const struct precincts *l,
    const struct notice_page *page, struct notices *out, struct err *e) MUST_USE;
/* What nobody has of a unit and those below it: without a precinct, or unread in a precinct
 * without inspector; only what still tells how it is, whatever state the page says. */
enum rc notices_unassigned(struct db *db, struct arena *a, struct str unit,
    const struct notice_page *page, struct notices *out, struct err *e) MUST_USE;
enum rc notices_of_stay(struct db *db, struct arena *a, struct str registration,
    struct notices *out, struct err *e) MUST_USE;
/* RC_NOT_FOUND: none. */
enum rc notice_read(struct db *db, struct arena *a, int64_t act, int64_t line, struct notice *out,
    struct err *e) MUST_USE;
enum rc notices_unread(
    struct db *db, const struct precincts *l, int64_t *n, struct err *e) MUST_USE;

/* ---- what was told when ---- */

/* An item as it was told at first, or as a senior gave it to a precinct later (`assigned'). */
struct told_item {
	int64_t act, line; /* of the item */
	struct str registration, person, dwelling, what, unit, officer;
	struct str precinct; /* empty: none */
	day_t from, until;
	int64_t recorded_us; /* of `by' */
	int64_t followed_by;
	int64_t position, by; /* the act that told it: itself, or the assignment */
	bool assigned;
};
struct told {
	struct told_item *v;
	size_t n;
};
/* By sealed acts of [from_us, until_us), in order of their positions.  Owner alone. */
enum rc told_between(struct db *db, struct arena *a, int64_t from_us, int64_t until_us,
    struct told *out, struct err *e) MUST_USE;

/* ---- visits ---- */

struct visited {
	int64_t act;
	struct str registration, dwelling, person;
	struct str unit, officer; /* to whom the note goes back */
	day_t day;
	struct str inspector, result; /* lives, not_found, left, others */
	struct str note;
	int64_t answered_by; /* act; 0: not yet */
	struct str answer, answered_who;
};
struct visits {
	struct visited *v;
	size_t n;
};
enum rc visits_of_stay(struct db *db, struct arena *a, struct str registration, struct visits *out,
    struct err *e) MUST_USE; /* newest first */
/* Of these units, oldest first, at most `limit'. */
enum rc visits_unanswered(struct db *db, struct arena *a, const struct str *unit, size_t n,
    size_t limit, struct visits *out, struct err *e) MUST_USE;
enum rc visit_read(
    struct db *db, struct arena *a, int64_t act, struct visited *out, struct err *e) MUST_USE;

/* ---- who is there ---- */

struct precinct_stay {
	struct str registration, person, dwelling, host, unit, officer;
	int64_t decided_by, completed_by; /* acts; completed_by 0: no certificate yet */
	day_t from, until;
	int64_t closed_by; /* act; 0: the term ends it, or ended it */
	json_t *person_data, *dwelling_data, *host_data;
	int64_t visit; /* the last one's act; 0: none */
	day_t visit_day;
	struct str visit_result;
	bool again; /* the person was registered anew since */
};
struct precinct_stays {
	struct precinct_stay *v;
	size_t n;
};
#define PRECINCT_STAYS_MAX 5000
/* Whose term reaches into [first, last], in walking order: street, house, flat as numbers go. */
enum rc precinct_stays(struct db *db, struct arena *a, struct str precinct, day_t first, day_t last,
    struct precinct_stays *out, struct err *e) MUST_USE;
/* How many there are on a day. */
enum rc precinct_count(
    struct db *db, struct str precinct, day_t on, int64_t *n, struct err *e) MUST_USE;
/* Annulled at or after that moment, and still. */
enum rc precinct_annulled(struct db *db, struct arena *a, struct str precinct, int64_t since_us,
    struct notices *out, struct err *e) MUST_USE;
/* "9" before "10", "10" before "10А"; as strcmp. */
int walking_order(struct str a, struct str b);

/* A stay as an inspector meets it; RC_NOT_FOUND: there is none.  until DAY_NONE: it counts no more. */
struct stay_met {
	struct str person, dwelling, host, unit, officer, dwelling_unit;
	struct str precinct; /* of the dwelling */
	struct str told;     /* the precinct that was told last */
	day_t from, until;
	json_t *person_data, *dwelling_data, *host_data;
};
enum rc stay_meet(struct db *db, struct arena *a, struct str registration, struct stay_met *out,
    struct err *e) MUST_USE;

/* What an inspector needs of a document's number: its last signs, "***4567". */
struct str document_masked(struct arena *a, const json_t *person);

#endif
