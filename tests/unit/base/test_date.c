/* base: civil dates, and instants as people in Almaty see them. */
#include "date.h"
#include "t.h"

static void dates(struct arena *a)
{
	day_t d;

	OK(date_parse(STR("1850-01-01"), &d) && d == DAY_MIN);
	OK(date_parse(STR("2199-12-31"), &d) && d == DAY_MAX);
	OK(date_parse(STR("2016-02-29"), &d) && str_is(date_str(a, d), "2016-02-29"));
	OK(!date_parse(STR("2015-02-29"), &d) && !date_parse(STR("1849-12-31"), &d));
	OK(!date_parse(STR("2015-2-1"), &d) && !date_parse(STR("2015-02-0x"), &d));
	OK(date_parse(STR("2015-01-31"), &d) &&
	    str_is(date_str(a, date_add_months(d, 1)), "2015-02-28"));
	OK(str_is(date_str(a, date_add_months(d, -2)), "2014-11-30"));
	OK(str_is(date_str(a, date_add_months(d, 23)), "2016-12-31"));
	for (d = DAY_MIN; d <= DAY_MAX; d++) {
		char z[DATE_TEXT];
		day_t back;

		date_print(d, z);
		if (!date_parse(str_of(z), &back) || back != d)
			break;
	}
	OK(d == DAY_MAX + 1);
	{
		day_t born = DAY_NONE, on = DAY_NONE;

		OK(date_parse(STR("2000-02-29"), &born) && date_parse(STR("2018-02-28"), &on));
		OK(date_reached_age(born, 18, on) && !date_reached_age(born, 18, on - 1));
	}
}

static void times(struct arena *a)
{
	int64_t us;

	OK(time_parse(STR("2015-03-02T10:11:12.5Z"), &us));
	OK(str_is(time_str(a, us), "2015-03-02T10:11:12.500000Z"));
	OK(str_is(time_people(a, us), "02.03.2015 16:11"));
	OK(!time_parse(STR("2015-03-02T10:11:12"), &us) &&
	    !time_parse(STR("2015-03-02T10:11:12.Z"), &us));
	/* Almaty was at +06 until the end of February 2024, and is at +05 since. */
	OK(time_parse(STR("2015-03-02T18:00:00Z"), &us));
	OK(str_is(date_str(a, date_in_almaty(us)), "2015-03-03"));
	OK(time_parse(STR("2025-03-02T18:59:59Z"), &us));
	OK(str_is(date_str(a, date_in_almaty(us)), "2025-03-02"));
}

int main(void)
{
	struct arena a = {0};

	dates(&a);
	times(&a);
	arena_free(&a);
	return t_done();
}
