/*
 * What hosts report: notices, and the guests in them (issue of hotels, points 11 and 16).  A
 * notice is no act: it is working state, and each guest waits there until an officer decides
 * him.  What became of a guest follows from acts (derive_guest.h).
 *
 * A host's handle (ROLE_HOST) reads what his own account sent, and nothing else: the functions
 * that take an `account' answer RC_NOT_FOUND, or nothing, for what another sent.
 */
#ifndef GUEST_H
#define GUEST_H

#include "db.h"
#include "json.h"

enum guest_state {
	GUEST_WAITING,      /* nobody has decided */
	GUEST_REGISTERED,   /* granted */
	GUEST_REVIEW,       /* a case: whatever it waits for, a host is told no more */
	GUEST_REFUSED,      /* with the reasons that refused */
	GUEST_NOT_REQUIRED, /* the Rules ask for no registration */
	GUEST_DISMISSED,    /* a duplicate, one who never came: with a note */
	GUEST__MAX
};
const char *guest_state_word(enum guest_state s); /* "waiting" … */
/* GUEST__MAX for no such word. */
enum guest_state guest_state_of(struct str word);

struct guest {
	struct str notice;
	int64_t line; /* of the file, or the place in the list, from 1 */
	struct str unit, dwelling, host, account;
	day_t entry;
	/* What the host wrote, canonical after src/model/kind_guest.c: surname, given, birth_date,
	 * sex, citizenship, document_number, document_country, document_type, document_expires, mrz
	 * (lines with | between them), entry_date, stay_until, purpose, visa_category, visa_until,
	 * card_mark, room. */
	json_t *data;
	enum guest_state state;
	int64_t act;     /* the application or dismissal; 0: none */
	struct str note; /* of a dismissal */
	json_t *reasons; /* of a refusal: [{point, code}]; NULL: none */
	int64_t received_us, changed_us;
};
struct guests {
	struct guest *v;
	size_t n;
};

struct report {
	struct str id; /* N-… */
	struct str account, host, dwelling, unit;
	int64_t received_us;
	struct str sha256; /* of what was sent, hex */
	int64_t guests;
	json_t *rejected; /* [{line, field, code, arg}]: rows that were not taken */
};
struct reports {
	struct report *v;
	size_t n;
};

/* "N-…/3": how a guest is named in an act, an address or a form. */
struct str guest_name(struct arena *a, struct str notice, int64_t line);
bool guest_name_parse(struct str name, struct str *notice, int64_t *line);

/* By who works at the desk; the caller sees to it that the unit is his. */
enum rc guest_read(struct db *db, struct arena *a, struct str notice, int64_t line,
    struct guest *out, struct err *e) MUST_USE;
/* Where a list of waiting guests goes on: behind the last one shown; {0}: from the first. */
struct guest_place {
	day_t entry; /* 0 and an empty notice: from the first */
	struct str notice;
	int64_t line;
};
/* Waiting ones of a unit, by the day of entry, at most `limit'. */
enum rc guests_waiting(struct db *db, struct arena *a, struct str unit, struct guest_place after,
    int64_t limit, struct guests *out, struct err *e) MUST_USE;
/* How many wait. */
enum rc guests_waiting_count(struct db *db, struct str unit, int64_t *n, struct err *e) MUST_USE;

enum rc report_read(
    struct db *db, struct arena *a, struct str id, struct report *out, struct err *e) MUST_USE;
enum rc report_read_own(struct db *db, struct arena *a, struct str id, struct str account,
    struct report *out, struct err *e) MUST_USE;
/* Newest first, behind the one named (empty: from the newest), which must be the account's. */
enum rc reports_own(struct db *db, struct arena *a, struct str account, struct str after,
    int64_t limit, struct reports *out, struct err *e) MUST_USE;
/* The guests of a notice of this account, by line; and how many there are in each state. */
enum rc notice_guests(struct db *db, struct arena *a, const struct report *n, struct guests *out,
    struct err *e) MUST_USE;
enum rc notice_counts(
    struct db *db, const struct report *n, int64_t counts[GUEST__MAX], struct err *e) MUST_USE;

/* ---- for src/acts/notice.c ---- */

/* The same content from the same account, for the same dwelling and host: RC_NOT_FOUND if none. */
enum rc notice_same(struct db *db, struct arena *a, const struct report *like, struct report *out,
    struct err *e) MUST_USE;
/* How many this account sent after that time. */
enum rc notices_since(
    struct db *db, struct str account, int64_t after_us, int64_t *n, struct err *e) MUST_USE;
/* Writes the notice; then its guests, one by one. */
enum rc notice_put(struct db *db, const struct report *n, struct err *e) MUST_USE;
enum rc notice_put_guest(struct db *db, const struct report *n, int64_t line, const json_t *data,
    struct err *e) MUST_USE;
/* The dwelling to which a host's account is bound; RC_NOT_FOUND: it has none. */
struct host_dwelling {
	struct str id, unit;
	json_t *data;
};
enum rc host_dwelling(struct db *db, struct arena *a, struct str account, struct host_dwelling *out,
    struct err *e) MUST_USE;

#endif
