/* What people type for a date. */
#include "t.h"
#include "text.h"

/* tests/data/dates.tsv, which the script of the pages is held to as well. */
static void dates(const char *path)
{
	const day_t latest = date_from_civil(2015, 3, 2);
	struct arena a = {0};
	char line[200];
	FILE *f = fopen(path, "r");
	int n = 0;

	OK(f != NULL);
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		char *want = strchr(line, '\t');
		day_t got = DAY_NONE;
		day_t day = DAY_NONE;
		bool ok;

		if (line[0] == '#' || want == NULL)
			continue;
		*want++ = '\0';
		want[strcspn(want, "\n")] = '\0';
		note(line);
		ok = text_date_parse(str_of(line), latest, &got);
		OK(ok == date_parse(str_of(want), &day));
		OK(got == day);
		n++;
	}
	if (f != NULL)
		(void)fclose(f);
	OK(n > 30);
	for (day_t d = DAY_MIN; d <= DAY_MAX; d += 367) {
		day_t back = DAY_NONE;

		OK(text_date_parse(text_date(&a, d), latest, &back) && back == d);
	}
	OK(text_date(&a, DAY_NONE).n == 0);
	arena_free(&a);
}

int main(int argc, char **argv)
{
	dates(argc > 1 ? argv[1] : "");
	return t_done();
}
