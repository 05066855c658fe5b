/*
 * Dates of which a part may be unknown: a day, a month `1994-05', a year `1994',
 * or nothing.  Such a date stands for the interval of days that it may be
 * (interface.md sections 3 and 5).
 */
#ifndef PARTDATE_H
#define PARTDATE_H

#include "base.h"
#include "date.h"

struct partdate {
	int16_t year; /* 0 = unknown, and all after it */
	int8_t month;
	int8_t day;
};
#define PARTDATE_TEXT DATE_TEXT

/* Exactly YYYY-MM-DD, YYYY-MM, YYYY or nothing; an existing day, 1850 to 2199. */
bool partdate_parse(struct str s, struct partdate *out) MUST_USE;
void partdate_print(struct partdate p, char out[PARTDATE_TEXT]);
struct partdate partdate_of(day_t d);
bool partdate_whole(struct partdate p); /* the day is known */
/* The first and the last day that it may be; DAY_MIN and DAY_MAX where nothing is known. */
day_t partdate_first(struct partdate p);
day_t partdate_last(struct partdate p);

#endif
