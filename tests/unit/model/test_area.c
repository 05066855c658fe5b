/* model: areas and shares. */
#include "area.h"
#include "values.h"

static struct str becomes_area(struct arena *a, const char *form, struct str s)
{
	char area[AREA_TEXT] = "-", share[SHARE_TEXT] = "-";
	bool is_area = strcmp(form, "area") == 0;
	int64_t hundredths;
	struct share sh;

	if (is_area && area_parse(s, &hundredths))
		area_print(hundredths, area);
	if (!is_area && share_parse(s, &sh))
		share_print(sh, share);
	return arena_str(a, str_of(is_area ? area : share));
}

int main(int argc, char **argv)
{
	OK(argc == 2);
	if (argc == 2)
		values(argv[1], becomes_area);
	return t_done();
}
