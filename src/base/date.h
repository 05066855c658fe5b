/*
 * Civil dates as whole numbers: days since 1970-01-01, proleptic Gregorian.
 * Years 1850 to 2199 (decide.md section 9); outside them a date does not parse.
 */
#ifndef DATE_H
#define DATE_H

#include "base.h"

typedef int32_t day_t;
#define DAY_NONE  INT32_MIN       /* no date given, no end */
#define DAY_MIN   ((day_t)-43829) /* 1850-01-01 */
#define DAY_MAX   ((day_t)84005)  /* 2199-12-31 */
#define DATE_TEXT 11              /* "YYYY-MM-DD" and its NUL */

/* Exactly ten ASCII characters YYYY-MM-DD that name an existing day. */
bool date_parse(struct str s, day_t *out) MUST_USE;
void date_print(day_t d, char out[DATE_TEXT]);
struct str date_str(struct arena *a, day_t d); /* DAY_NONE gives the empty text */

day_t date_from_civil(int y, int m, int d);
void date_civil(day_t day, int *y, int *m, int *d);
/* The same day number n months later, or the last day of that month. */
day_t date_add_months(day_t day, int n);
/* Has someone born on `born' reached `years' on `on'?  29 February: 28 February
 * in a common year (decide.md section 1). */
bool date_reached_age(day_t born, int years, day_t on);

/* The civil date in Almaty of an instant in UTC microseconds (tz database). */
day_t date_in_almaty(int64_t us);
/* "2015-03-02T10:11:12.123456Z" and back. */
struct str time_str(struct arena *a, int64_t us);
bool time_parse(struct str s, int64_t *us) MUST_USE;
/* "02.03.2015 16:11" in Almaty, for people. */
struct str time_people(struct arena *a, int64_t us);

#endif
