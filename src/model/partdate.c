/* Partly unknown dates. */
#include "partdate.h"

#include <string.h>

bool partdate_parse(struct str s, struct partdate *out)
{
	char whole[] = "2000-01-01";
	day_t d;
	int y, m, day;

	*out = (struct partdate){0};
	if (s.n == 0)
		return true;
	if (s.n != 4 && s.n != 7 && s.n != 10)
		return false;
	memcpy(whole, s.p, s.n);
	if (!date_parse(str_of(whole), &d))
		return false;
	date_civil(d, &y, &m, &day);
	out->year = (int16_t)y;
	out->month = (int8_t)(s.n >= 7 ? m : 0);
	out->day = (int8_t)(s.n == 10 ? day : 0);
	return true;
}

void partdate_print(struct partdate p, char out[PARTDATE_TEXT])
{
	out[0] = '\0';
	if (p.year == 0)
		return;
	date_print(partdate_first(p), out);
	if (p.month == 0)
		out[4] = '\0';
	else if (p.day == 0)
		out[7] = '\0';
}

struct partdate partdate_of(day_t d)
{
	int y, m, day;

	date_civil(d, &y, &m, &day);
	return (struct partdate){(int16_t)y, (int8_t)m, (int8_t)day};
}

bool partdate_whole(struct partdate p)
{
	return p.day != 0;
}

day_t partdate_first(struct partdate p)
{
	if (p.year == 0)
		return DAY_MIN;
	return date_from_civil(p.year, p.month != 0 ? p.month : 1, p.day != 0 ? p.day : 1);
}

day_t partdate_last(struct partdate p)
{
	if (p.year == 0)
		return DAY_MAX;
	if (p.month == 0)
		return date_from_civil(p.year, 12, 31);
	if (p.day == 0)
		return date_add_months(date_from_civil(p.year, p.month, 1), 1) - 1;
	return date_from_civil(p.year, p.month, p.day);
}
