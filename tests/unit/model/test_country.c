/* model: country codes. */
#include "country.h"
#include "values.h"

static struct str becomes_country(struct arena *a, const char *form, struct str s)
{
	struct str code = country_code(s);

	(void)a;
	(void)form;
	return code.n > 0 ? code : STR("-");
}

int main(int argc, char **argv)
{
	const char *const *all;
	size_t n;

	OK(argc == 2);
	if (argc == 2)
		values(argv[1], becomes_country);
	all = country_all(&n);
	OK(n == 249 + 15 && all[n] == NULL);
	for (size_t i = 1; i < n; i++)
		OK(strcmp(all[i - 1], all[i]) < 0);
	return t_done();
}
