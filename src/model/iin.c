/* Check digit: two passes of weights modulo 11 (law/facts.md 8.1). */
#include "iin.h"

int iin_check_digit(const char digits[11])
{
	int first = 0, second = 0;

	for (int i = 0; i < 11; i++) {
		first += (digits[i] - '0') * (i + 1);
		second += (digits[i] - '0') * ((i + 2) % 11 + 1); /* 3 4 ... 11 1 2 */
	}
	if (first % 11 < 10)
		return first % 11;
	return second % 11 < 10 ? second % 11 : -1;
}

enum iin_fault iin_fault(struct str s)
{
	if (s.n != IIN_DIGITS)
		return IIN_FORM;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return IIN_FORM;
	return iin_check_digit(s.p) == s.p[11] - '0' ? IIN_OK : IIN_CHECK;
}

static int two(struct str s, size_t at)
{
	return (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
}

bool iin_without_century(struct str iin)
{
	return iin.p[6] < '1' || iin.p[6] > '6';
}

bool iin_differs_birth(struct str iin, day_t birth)
{
	int y, m, d;

	date_civil(birth, &y, &m, &d);
	if (two(iin, 0) != y % 100 || two(iin, 2) != m || two(iin, 4) != d)
		return true;
	return !iin_without_century(iin) && y / 100 != 18 + (iin.p[6] - '1') / 2;
}

bool iin_differs_sex(struct str iin, struct str sex)
{
	bool male = (iin.p[6] - '0') % 2 == 1;

	if (iin_without_century(iin))
		return false;
	return (str_is(sex, "M") && !male) || (str_is(sex, "F") && male);
}
