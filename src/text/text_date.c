/* Dates as people write and read them. */
#include "text.h"

#include <string.h>

struct str text_date(struct arena *a, day_t d)
{
	int y;
	int m;
	int day;

	if (d == DAY_NONE)
		return STR("");
	date_civil(d, &y, &m, &day);
	return arena_printf(a, "%02d.%02d.%04d", day, m, y);
}

/* Up to three runs of digits and what stands between them. */
struct pieces {
	int value[3], len[3];
	char sep[2];
	int n;
};

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool cut(struct str s, struct pieces *p)
{
	size_t i = 0;

	*p = (struct pieces){0};
	while (i < s.n) {
		if (p->n == 3 || !digit(s.p[i]))
			return false;
		for (; i < s.n && digit(s.p[i]); i++) {
			if (++p->len[p->n] > 8)
				return false;
			p->value[p->n] = p->value[p->n] * 10 + (s.p[i] - '0');
		}
		p->n++;
		if (i == s.n)
			return true;
		if (p->n == 3 || s.p[i] == '\0' || strchr("./- ", s.p[i]) == NULL)
			return false;
		p->sep[p->n - 1] = s.p[i++];
	}
	return false; /* empty, or it ends with a separator */
}

static bool whole_year(int y, int m, int d, day_t *out)
{
	char z[40];

	(void)snprintf(z, sizeof(z), "%04d-%02d-%02d", y, m, d);
	return date_parse(str_of(z), out);
}

static bool short_year(int yy, int m, int d, day_t latest, day_t *out)
{
	int y;
	int lm;
	int ld;

	date_civil(latest, &y, &lm, &ld);
	y = y / 100 * 100 + yy;
	for (int back = 0; back < 2; back++, y -= 100)
		if (whole_year(y, m, d, out) && *out <= latest)
			return true;
	return false;
}

bool text_date_parse(struct str s, day_t latest, day_t *out)
{
	struct pieces p;
	day_t day = DAY_NONE;
	bool ok = false;

	if (!cut(str_trim(s), &p))
		return false;
	if (p.n == 1 && p.len[0] == 6)
		ok = short_year(
		    p.value[0] % 100, p.value[0] / 100 % 100, p.value[0] / 10000, latest, &day);
	else if (p.n == 1 && p.len[0] == 8)
		ok = whole_year(
		    p.value[0] % 10000, p.value[0] / 10000 % 100, p.value[0] / 1000000, &day);
	else if (p.n != 3 || p.sep[0] != p.sep[1] || p.len[1] > 2)
		return false;
	else if (p.len[0] == 4 && p.sep[0] == '-' && p.len[2] <= 2)
		ok = whole_year(p.value[0], p.value[1], p.value[2], &day);
	else if (p.len[0] <= 2 && p.len[2] == 4)
		ok = whole_year(p.value[2], p.value[1], p.value[0], &day);
	else if (p.len[0] <= 2 && p.len[2] == 2)
		ok = short_year(p.value[2], p.value[1], p.value[0], latest, &day);
	if (ok)
		*out = day;
	return ok;
}
