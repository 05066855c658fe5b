/* Civil dates and instants; the calendar of Almaty comes from the tz database. */
#include "date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Days from civil and back: H. Hinnant, "chrono-compatible low-level date algorithms". */
day_t date_from_civil(int y, int m, int d)
{
	int yy = m <= 2 ? y - 1 : y;
	int era = (yy >= 0 ? yy : yy - 399) / 400;
	int yoe = yy - era * 400;
	int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

void date_civil(day_t day, int *y, int *m, int *d)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*d = doy - (153 * mp + 2) / 5 + 1;
	*m = mp < 10 ? mp + 3 : mp - 9;
	*y = yoe + era * 400 + (*m <= 2);
}

static bool leap(int y)
{
	return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int month_days(int y, int m)
{
	static const int n[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return m == 2 && leap(y) ? 29 : n[m - 1];
}

static int digits(const char *p, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

bool date_parse(struct str s, day_t *out)
{
	int y, m, d;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-')
		return false;
	y = digits(s.p, 4);
	m = digits(s.p + 5, 2);
	d = digits(s.p + 8, 2);
	if (y < 1850 || y > 2199 || m < 1 || m > 12 || d < 1 || d > month_days(y, m))
		return false;
	*out = date_from_civil(y, m, d);
	return true;
}

void date_print(day_t day, char out[DATE_TEXT])
{
	int y, m, d;

	date_civil(day, &y, &m, &d);
	out[0] = (char)('0' + y / 1000 % 10);
	out[1] = (char)('0' + y / 100 % 10);
	out[2] = (char)('0' + y / 10 % 10);
	out[3] = (char)('0' + y % 10);
	out[4] = '-';
	out[5] = (char)('0' + m / 10);
	out[6] = (char)('0' + m % 10);
	out[7] = '-';
	out[8] = (char)('0' + d / 10);
	out[9] = (char)('0' + d % 10);
	out[10] = '\0';
}

struct str date_str(struct arena *a, day_t d)
{
	char z[DATE_TEXT];

	if (d == DAY_NONE)
		return (struct str){"", 0};
	date_print(d, z);
	return arena_str(a, (struct str){z, 10});
}

day_t date_add_months(day_t day, int n)
{
	int y, m, d;

	date_civil(day, &y, &m, &d);
	m += n - 1;
	y += m >= 0 ? m / 12 : -((11 - m) / 12);
	m = (m % 12 + 12) % 12 + 1;
	if (d > month_days(y, m))
		d = month_days(y, m);
	return date_from_civil(y, m, d);
}

bool date_reached_age(day_t born, int years, day_t on)
{
	return on >= date_add_months(born, 12 * years);
}

/* Before main: afterwards a thread may be reading the environment (libpq does). */
__attribute__((constructor)) static void almaty(void)
{
	(void)setenv("TZ", "Asia/Almaty", 1); /* NOLINT(concurrency-mt-unsafe): one thread yet */
	tzset();
}

static void almaty_tm(int64_t us, struct tm *tm)
{
	time_t t = (time_t)(us >= 0 ? us / 1000000 : -((999999 - us) / 1000000));

	if (localtime_r(&t, tm) == NULL)
		abort();
}

day_t date_in_almaty(int64_t us)
{
	struct tm tm;

	almaty_tm(us, &tm);
	return date_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

#define DAY_US ((int64_t)86400 * 1000000)

struct str time_str(struct arena *a, int64_t us)
{
	int64_t day = us >= 0 ? us / DAY_US : -((DAY_US - 1 - us) / DAY_US);
	int64_t rest = us - day * DAY_US;
	int64_t s = rest / 1000000;
	char z[DATE_TEXT];

	date_print((day_t)day, z);
	return arena_printf(a, "%sT%02d:%02d:%02d.%06dZ", z, (int)(s / 3600), (int)(s / 60 % 60),
	    (int)(s % 60), (int)(rest % 1000000));
}

bool time_parse(struct str s, int64_t *us)
{
	day_t day;
	int h, m, sec;
	int64_t frac = 0;
	size_t i = 19;

	if (s.n < 20 || !date_parse((struct str){s.p, 10}, &day) || s.p[10] != 'T' ||
	    s.p[13] != ':' || s.p[16] != ':')
		return false;
	h = digits(s.p + 11, 2);
	m = digits(s.p + 14, 2);
	sec = digits(s.p + 17, 2);
	if (h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59)
		return false;
	if (s.p[i] == '.') {
		int64_t unit = 100000;

		for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++, unit /= 10)
			frac += unit * (s.p[i] - '0');
		if (i == 20)
			return false;
	}
	if (i + 1 != s.n || s.p[i] != 'Z')
		return false;
	*us = (int64_t)day * DAY_US + (((int64_t)h * 60 + m) * 60 + sec) * 1000000 + frac;
	return true;
}

struct str time_people(struct arena *a, int64_t us)
{
	struct tm tm;

	almaty_tm(us, &tm);
	return arena_printf(a, "%02d.%02d.%04d %02d:%02d", tm.tm_mday, tm.tm_mon + 1,
	    tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
}
