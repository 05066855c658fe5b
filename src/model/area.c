/* Areas and shares. */
#include "area.h"

#include <stdio.h>

/* Takes leading digits off s, at most `most' of them; how many there were. */
static size_t digits(struct str *s, size_t most, int64_t *out)
{
	size_t n = 0;

	for (*out = 0; n < most && n < s->n && s->p[n] >= '0' && s->p[n] <= '9'; n++)
		*out = *out * 10 + (s->p[n] - '0');
	s->p += n;
	s->n -= n;
	return n;
}

bool area_parse(struct str s, int64_t *hundredths)
{
	int64_t whole, part = 0;
	size_t places;

	if (digits(&s, 7, &whole) == 0)
		return false;
	if (s.n > 0) {
		if (s.p[0] != '.')
			return false;
		s = (struct str){s.p + 1, s.n - 1};
		places = digits(&s, 2, &part);
		if (places == 0 || s.n > 0)
			return false;
		part *= places == 1 ? 10 : 1;
	}
	*hundredths = whole * 100 + part;
	return *hundredths > 0;
}

void area_print(int64_t hundredths, char out[AREA_TEXT])
{
	(void)snprintf(out, AREA_TEXT, "%lld.%02u", (long long)(hundredths / 100),
	    (unsigned)(hundredths % 100) % 100U);
}

static int64_t common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

bool share_parse(struct str s, struct share *out)
{
	int64_t num, den = 1, d;

	if (digits(&s, 7, &num) == 0)
		return false;
	if (s.n > 0) {
		if (s.p[0] != '/')
			return false;
		s = (struct str){s.p + 1, s.n - 1};
		if (digits(&s, 7, &den) == 0 || s.n > 0)
			return false;
	}
	if (num < 1 || num > den || den > SHARE_MAX)
		return false;
	d = common_divisor(num, den);
	*out = (struct share){(int32_t)(num / d), (int32_t)(den / d)};
	return true;
}

void share_print(struct share s, char out[SHARE_TEXT])
{
	(void)snprintf(out, SHARE_TEXT, "%d/%d", (int)s.num, (int)s.den);
}
