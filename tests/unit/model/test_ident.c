/* model: the form of identifiers. */
#include "ident.h"
#include "values.h"

static struct str becomes_ident(struct arena *a, const char *form, struct str s)
{
	bool ok = strcmp(form, "made") == 0 ? ident_made(s) : ident_ok(s);

	(void)a;
	return ok ? s : STR("-");
}

int main(int argc, char **argv)
{
	char z[IDENT_MADE_TEXT];

	OK(argc == 2);
	if (argc == 2)
		values(argv[1], becomes_ident);
	ident_make('P', UINT64_MAX, z);
	OK(ident_made(str_of(z)) && ident_ok(str_of(z)) && z[0] == 'P');
	ident_make('P', 35, z);
	OK(strcmp(z, "P-z000000000") == 0);
	return t_done();
}
