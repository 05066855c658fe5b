/* model: partly unknown dates. */
#include "partdate.h"
#include "values.h"

static struct str becomes_partdate(struct arena *a, const char *form, struct str s)
{
	char z[PARTDATE_TEXT] = "-";
	struct partdate p;

	(void)form;
	if (partdate_parse(s, &p))
		partdate_print(p, z);
	return arena_str(a, str_of(z));
}

static void dates(void)
{
	struct partdate p;
	int wrong = 0;

	OK(partdate_parse(STR("1996-02"), &p) && !partdate_whole(p));
	OK(partdate_first(p) == date_from_civil(1996, 2, 1));
	OK(partdate_last(p) == date_from_civil(1996, 2, 29));
	OK(partdate_parse(STR("1994"), &p) && partdate_first(p) == date_from_civil(1994, 1, 1) &&
	    partdate_last(p) == date_from_civil(1994, 12, 31));
	OK(partdate_parse(STR(""), &p) && partdate_first(p) == DAY_MIN &&
	    partdate_last(p) == DAY_MAX);
	OK(partdate_parse(STR("2199-12"), &p) && partdate_last(p) == DAY_MAX);
	for (day_t d = DAY_MIN; d <= DAY_MAX; d += 17) {
		char z[PARTDATE_TEXT];

		partdate_print(partdate_of(d), z);
		if (!partdate_parse(str_of(z), &p) || !partdate_whole(p) ||
		    partdate_first(p) != d || partdate_last(p) != d)
			wrong++;
	}
}

int main(int argc, char **argv)
{
	OK(argc == 2);
	if (argc == 2)
		values(argv[1], becomes_partdate);
	dates();
	return t_done();
}
