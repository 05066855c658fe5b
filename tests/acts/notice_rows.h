/* For the tests of notices: rows as a host sends them. */
#ifndef TEST_NOTICE_ROWS_H
#define TEST_NOTICE_ROWS_H

#include "notice.h"
#include "store.h"

#define TODAY ((day_t)16557) /* 2015-05-02 */

static inline bool issue_is(const struct issues *l, const char *field, enum problem p)
{
	for (const struct issue *i = l->first; i != NULL; i = i->next)
		if (str_is(i->field, field) && i->problem == p)
			return true;
	return false;
}

#define HEAD                                                                                   \
	"surname,birth_date,sex,citizenship,document_number,document_expires,entry_date,stay_" \
	"until\n"
#define GOOD  "KAYA,1990-01-01,M,TUR,K1,2025-01-01,2015-05-01,2015-06-06\n"
#define OTHER "KAYA,1990-01-01,M,TUR,K2,2025-01-01,2015-05-02,2015-06-06\n"

static inline struct issues csv(struct arena *a, struct str text, struct notice_rows *rows)
{
	struct issues bad = {.arena = a};

	notice_read_csv(a, text, TODAY, rows, &bad);
	return bad;
}

static inline struct notice_rows json_rows(struct arena *a, const char *text, struct issues *bad)
{
	struct notice_rows rows;
	struct err e = {0};
	const json_t *list = json_object_get(json_read_in(a, str_of(text), &e), "guests");

	note_err(&e);
	*bad = (struct issues){.arena = a};
	notice_read_json(a, list, str_of(text), TODAY, &rows, bad);
	return rows;
}

#define GUEST(number, until, more)                                                             \
	"{\"surname\":\"KAYA\",\"given\":\"ALI\",\"birth_date\":\"1990-01-01\",\"sex\":\"M\"," \
	"\"citizenship\":\"TUR\",\"document_number\":\"" number "\",\"document_expires\":\""   \
	"2025-01-01\",\"entry_date\":\"2015-05-01\",\"stay_until\":\"" until "\"" more "}"

#endif
