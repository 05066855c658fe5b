/*
 * A host's notice of guests (interface.md section 9, POST /notices): many guests in one file or
 * list, taken in at once with a receipt.  It is no act: nothing is registered by it, and
 * an officer decides each guest.
 *
 * Reading and writing are apart: notice_read_csv and notice_read_json look at every row without
 * the register, in any thread; notice_take writes, inside a writing transaction of the caller.
 * A row is taken whole or not at all; what is wrong with it is listed with line and field.
 */
#ifndef NOTICE_H
#define NOTICE_H

#include "acts.h"
#include "guest.h"

#define NOTICE_GUESTS_MAX 500
#define NOTICE_BYTES_MAX  ((size_t)1024 * 1024)
#define NOTICES_A_DAY     500 /* of an account: what a hotel sends, and no more */

/* Rows looked at. */
struct notice_rows {
	struct notice_row {
		int64_t line;
		json_t *data; /* canonical after kind_guest */
	} * v;
	size_t n, cap;
	json_t *rejected;  /* [{line, field, code, arg}] */
	size_t rejected_n; /* rows */
	struct str sha256; /* of what was sent, hex */
};

/*
 * What is wrong with the whole goes to `bad': nothing there, a header row that is none, more
 * than NOTICE_GUESTS_MAX rows, no row that could be taken (then each row's issues, at
 * "guests.LINE.FIELD").  today: of receiving.  Everything lives in a, which is bad's arena.
 */
void notice_read_csv(
    struct arena *a, struct str content, day_t today, struct notice_rows *out, struct issues *bad);
/* guests: a list of objects; `mrz' may be a list of lines there.  content is what sha256 is of. */
void notice_read_json(struct arena *a, const json_t *guests, struct str content, day_t today,
    struct notice_rows *out, struct issues *bad);

/* Who sends it, and what. */
struct notice_sender {
	struct str holder, house;  /* a host's own: what his account is bound to */
	struct str host, dwelling; /* as given: needed from an officer, who has it on paper */
	struct str key;            /* idempotency key; empty: none */
	const struct notice_rows *rows;
};

struct notice_taken {
	struct report notice;
	int status; /* 201; where l has an issue 400, 403, 409 or 429 */
};
/*
 * The same content for the same dwelling and host, from the same account, is the same notice: it
 * is given again and nothing is written.  Issues at host, dwelling, key and guests.
 */
enum rc notice_take(struct db *db, struct arena *a, const struct act_env *env,
    const struct notice_sender *from, struct notice_taken *out, struct issues *l,
    struct err *e) MUST_USE;

/* The list `rejected' as issues of one line each, for who reads them: field and problem. */
struct rejected_row {
	int64_t line;
	struct issue issue;
};
size_t notice_rejected(struct arena *a, const json_t *rejected, struct rejected_row **out);

#endif
