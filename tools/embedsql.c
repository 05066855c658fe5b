/*
 * embedsql: the files of migrations/ become one C file, so that the program
 * carries them along.
 *
 *     embedsql OUT.c 0000_bookkeeping.sql 0001_init.sql ...
 *
 * Number 0 makes the table in which the others are recorded; the others are
 * numbered without a gap.
 */
#include "buf.h"

#include <ctype.h>
#include <errno.h>

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void die(const char *path, const char *msg)
{
	(void)fprintf(stderr, "%s: %s\n", path, msg);
	_Exit(1);
}

/* "0007_fees.sql": four digits equal to want, a name of a-z, 0-9, _. */
static struct str check_name(const char *path, int want)
{
	const char *z = base_name(path);
	struct str name = {z, strlen(z)};
	int number = 0;

	if (name.n < 10 || z[4] != '_' || strcmp(z + name.n - 4, ".sql") != 0)
		die(path, "a migration is called NNNN_name.sql");
	for (int i = 0; i < 4; i++) {
		if (!isdigit((unsigned char)z[i]))
			die(path, "a migration is called NNNN_name.sql");
		number = number * 10 + (z[i] - '0');
	}
	if (number != want)
		die(path, "migrations are given in order and without a gap");
	name = (struct str){z + 5, name.n - 9};
	for (size_t i = 0; i < name.n; i++)
		if (!islower((unsigned char)name.p[i]) && !isdigit((unsigned char)name.p[i]) &&
		    name.p[i] != '_')
			die(path, "a name has a-z, 0-9 and _ only");
	return name;
}

static void put_file(FILE *o, const char *path)
{
	FILE *f = fopen(path, "r");
	int ch;

	if (f == NULL)
		die(path, strerrordesc_np(errno));
	(void)fputs("\n    \"", o);
	while ((ch = fgetc(f)) != EOF) {
		if (ch == '\n')
			(void)fputs("\\n\"\n    \"", o);
		else if (ch == '"' || ch == '\\')
			(void)fprintf(o, "\\%c", ch);
		else if (ch == '\t')
			(void)fputs("\\t", o);
		else if (ch < 32)
			die(path, "a control character");
		else
			(void)fputc(ch, o);
	}
	(void)fputc('"', o);
	if (ferror(f) != 0)
		die(path, "cannot be read");
	(void)fclose(f);
}

int main(int argc, char **argv)
{
	FILE *o;

	if (argc < 3)
		die("embedsql", "usage: embedsql OUT.c 0000_bookkeeping.sql ...");
	for (int i = 2; i < argc; i++)
		(void)check_name(argv[i], i - 2);
	o = fopen(argv[1], "w");
	if (o == NULL)
		die(argv[1], strerrordesc_np(errno));
	(void)fputs("/* Made by embedsql from migrations/. */\n#include \"db_impl.h\"\n\n"
		    "const char db_bookkeeping[] =",
	    o);
	put_file(o, argv[2]);
	(void)fputs(";\n\nconst struct migration db_migrations[] = {\n", o);
	for (int i = 3; i < argc; i++) {
		struct str name = check_name(argv[i], i - 2);

		(void)fprintf(o, "{%d, \"%.*s\",", i - 2, STR_FMT(name));
		put_file(o, argv[i]);
		(void)fputs("},\n", o);
	}
	/* the end, also so that there is an array before there is a migration */
	(void)fprintf(o, "{0, NULL, NULL},\n};\nconst size_t db_migrations_n = %d;\n", argc - 3);
	if (fclose(o) != 0)
		die(argv[1], strerrordesc_np(errno));
	return 0;
}
