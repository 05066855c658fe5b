/* model: names. */
#include "name.h"
#include "values.h"

static struct str becomes_name(struct arena *a, const char *form, struct str s)
{
	struct str tidy = name_tidy(a, s);

	return (strcmp(form, "latin") == 0 ? name_latin(tidy) : name_ok(tidy)) ? tidy : STR("-");
}

int main(int argc, char **argv)
{
	OK(argc == 2);
	if (argc == 2)
		values(argv[1], becomes_name);
	return t_done();
}
