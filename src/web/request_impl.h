/* The tables of request.c that stand in files of their own. */
#ifndef REQUEST_IMPL_H
#define REQUEST_IMPL_H

#include "request.h"

enum take {
	AS_TEXT,
	AS_DATE,  /* a day that lies in the past or today: two-digit years count back from today */
	AS_UNTIL, /* a day that may lie ahead */
	AS_FLAG,  /* "true", else absent */
	AS_BOOL,  /* "true" or "false", else absent */
	AS_INT,
	AS_AREA,   /* a comma is a full stop */
	AS_DIGITS, /* blanks are taken out */
	AS_UPPER
};

struct path {
	const char *name; /* '#' stands for a number */
	enum take take;
};

#define PAPER_OBJECT(at)                                                    \
	{at "kind", AS_TEXT}, {at "number", AS_TEXT}, {at "date", AS_DATE}, \
	{                                                                   \
		at "issuer", AS_TEXT                                        \
	}
#define COMMON                 \
	{"date", AS_DATE},     \
	{                      \
		"key", AS_TEXT \
	}

struct path_table {
	const char *act;
	const struct path *path;
	size_t n;
};
/* Of foreign nationals (request_foreign.c). */
extern const struct path_table foreign_tables[];
extern const size_t foreign_tables_n;

#endif
