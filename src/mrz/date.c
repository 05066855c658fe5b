/*
 * Dates of six symbols, and the century that they leave out (icao-facts section 6): a
 * birth lies in the latest century that is not after today, an expiry within fifty years
 * of today.
 */
#include "mrz_impl.h"

#include <stdio.h>
#include <string.h>

enum { UNKNOWN_PART = 0, NO_PART = -1 };

static int two(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

static bool digits(const char *s, int n)
{
	for (int i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

/* A month or a day: fillers, and zeros as some States write them, stand for unknown. */
static int part(const char *s, int most)
{
	int v;

	if (mrz_blank(s, 2))
		return UNKNOWN_PART;
	if (!digits(s, 2))
		return NO_PART;
	v = two(s);
	return v <= most ? v : NO_PART;
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of(int month, int year)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && leap(year));
}

bool mrz_date_read(const char six[6], struct mrz_date *out)
{
	static const int most[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	memset(out, 0, sizeof(*out));
	out->on = DAY_NONE;
	out->month = part(six + 2, 12);
	out->day = part(six + 4, 31);
	if (out->month < 0 || out->day < 0 || (out->month == 0 && out->day > 0))
		return false;
	if (out->month > 0 && out->day > most[out->month - 1])
		return false;
	if (mrz_blank(six, 2)) {
		out->year = -1;
		return true;
	}
	out->year = two(six);
	/* of a leap day the year must be one in some century: 00 may be 2000 */
	return digits(six, 2) && !(out->month == 2 && out->day == 29 && out->year % 4 != 0);
}

void mrz_date_settle(struct mrz_date *d, int year)
{
	d->year = year;
	if (year > 0 && d->month > 0 && d->day > 0)
		d->on = date_from_civil(year, d->month, d->day);
	(void)snprintf(d->text, sizeof(d->text), "%04u-%02u-%02u", (unsigned)year % 10000,
	    (unsigned)d->month % 100, (unsigned)d->day % 100);
}

/* The first day that it may be, in this year. */
static day_t first_day(const struct mrz_date *d, int year)
{
	return date_from_civil(year, d->month > 0 ? d->month : 1, d->day > 0 ? d->day : 1);
}

static bool exists(const struct mrz_date *d, int year)
{
	return d->month == 0 || d->day <= days_of(d->month, year);
}

static int year_of(day_t on)
{
	int y, m, d;

	date_civil(on, &y, &m, &d);
	return y;
}

/* Nobody is older than this, and hardly anybody as old as the other. */
enum { OLDEST = 120, HARDLY = 105 };

static int birth_year(const struct mrz_date *d, day_t today, bool *sure)
{
	int now = year_of(today), chosen = 0;

	*sure = true;
	for (int year = now - now % 100 + d->year; year >= now - OLDEST; year -= 100) {
		if (!exists(d, year) || first_day(d, year) > today)
			continue;
		if (chosen == 0)
			chosen = year;
		else if (now - year <= HARDLY)
			*sure = false;
	}
	return chosen;
}

static int expiry_year(const struct mrz_date *d, day_t today)
{
	int now = year_of(today);

	for (int year = now - now % 100 - 100 + d->year; year <= now + 49; year += 100)
		if (year >= now - 50 && exists(d, year))
			return year;
	return 0;
}

static void settle_or_refuse(
    struct mrz_document *doc, struct mrz_date *d, int year, enum mrz_field f)
{
	if (year > 0)
		mrz_date_settle(d, year);
	else
		mrz_error_add(doc, mrz_field_word(f), MRZ_P_DATE);
}

void mrz_judge_date(struct mrz_document *d, const char six[6], enum mrz_field f, day_t today)
{
	struct mrz_date *out = f == MRZ_F_BIRTH ? &d->birth : &d->expiry;
	int year;

	if (!mrz_date_read(six, out)) {
		mrz_error_add(d, mrz_field_word(f), MRZ_P_DATE);
		return;
	}
	if (out->year < 0 || out->month == 0 || out->day == 0)
		mrz_error_add(d, mrz_field_word(f), MRZ_P_DATE_PART);
	if (out->year < 0) {
		mrz_date_settle(out, 0);
		return;
	}
	if (f == MRZ_F_BIRTH) {
		year = birth_year(out, today, &out->century_sure);
	} else {
		year = expiry_year(out, today);
		out->century_sure = true;
	}
	settle_or_refuse(d, out, year, f);
}

void mrz_judge_dates(struct mrz_document *d, day_t today)
{
	const struct mrz_date *born = &d->birth, *ends = &d->expiry;

	if (born->year > 0 && !born->century_sure)
		mrz_error_add(d, mrz_field_word(MRZ_F_BIRTH), MRZ_P_CENTURY);
	if (ends->year <= 0)
		return;
	if (born->year > 0 &&
	    (ends->year < born->year ||
		(ends->on != DAY_NONE && born->on != DAY_NONE && ends->on < born->on)))
		mrz_error_add(d, mrz_field_word(MRZ_F_EXPIRY), MRZ_P_DATE_ORDER);
	if (ends->on != DAY_NONE && ends->on < today)
		mrz_error_add(d, mrz_field_word(MRZ_F_EXPIRY), MRZ_P_EXPIRED);
}
