/* The table that tools/msgc.c makes of i18n/; only text.c looks into it. */
#ifndef TEXT_TABLE_H
#define TEXT_TABLE_H

#include "lang.h"
#include "msg.gen.h"

#include <stdbool.h>

struct msg_row {
	const char *key;
	bool plural;
	const char
	    *text[LANG__MAX]; /* of a plural: the forms one after another, each ended by a NUL */
};
/* By enum msg, which is in the order of the keys. */
extern const struct msg_row msg_rows[MSG__MAX];

#endif
