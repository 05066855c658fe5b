/*
 * base: CSV.  The hostile and odd files of tests/data/csv are read and what was
 * understood is compared with the .txt beside each: a line a record, fields in
 * [..], or `bad LINE problem'.
 */
#include "csv.h"
#include "t.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

static struct str slurp(struct arena *a, const char *dir, const char *name)
{
	FILE *f = fopen(arena_printf(a, "%s/%s", dir, name).p, "rb");
	char *p = arena_alloc(a, 1 << 16, 1);
	size_t n = f != NULL ? fread(p, 1, 1 << 16, f) : 0;

	if (f != NULL)
		(void)fclose(f);
	return (struct str){p, n};
}

static void understood(struct buf *b, struct csv *c)
{
	struct csv_record r;
	struct err e = {0};
	enum csv_step step;

	while ((step = csv_next(c, &r, &e)) == CSV_RECORD || step == CSV_BAD) {
		buf_printf(b, "%llu", (unsigned long long)r.line);
		if (step == CSV_BAD)
			buf_printf(b, " bad %s", problem_code(r.problem));
		for (size_t i = 0; step == CSV_RECORD && i < r.n; i++)
			buf_printf(b, " [%.*s]", STR_FMT(r.field[i]));
		buf_char(b, '\n');
	}
	OK(step == CSV_END);
	csv_free(c);
}

static void one_file(struct arena *a, const char *dir, const char *name, size_t stem)
{
	struct buf by_text = {0}, by_file = {0}, by_fd = {0};
	const char *path = arena_printf(a, "%s/%s", dir, name).p;
	struct str want = slurp(a, dir, arena_printf(a, "%.*s.txt", (int)stem, name).p);
	FILE *f = fopen(path, "rb");
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	note(name);
	OK(f != NULL && fd >= 0);
	if (f == NULL || fd < 0)
		return;
	understood(&by_text, csv_from_text(slurp(a, dir, name)));
	understood(&by_file, csv_from_file(f));
	understood(&by_fd, csv_from_fd(fd));
	OK(str_eq(buf_text(&by_text), want));
	OK(str_eq(buf_text(&by_file), want));
	OK(str_eq(buf_text(&by_fd), want));
	(void)fclose(f);
	(void)close(fd);
	buf_free(&by_text);
	buf_free(&by_file);
	buf_free(&by_fd);
}

static int is_csv(const struct dirent *f)
{
	size_t len = strlen(f->d_name);

	return len > 4 && strcmp(f->d_name + len - 4, ".csv") == 0;
}

static void files(struct arena *a, const char *dir)
{
	struct dirent **list = NULL;
	int n = scandir(dir, &list, is_csv, alphasort);

	OK(n >= 8);
	for (int i = 0; i < n; i++) {
		one_file(a, dir, list[i]->d_name, strlen(list[i]->d_name) - 4);
		free(list[i]);
	}
	free(list);
}

/* Limits, on texts too long to keep as files. */
static void limits(void)
{
	struct buf b = {0};
	struct csv_record r;
	struct err e = {0};
	struct csv *c;

	for (size_t i = 0; i <= CSV_FIELD_MAX; i++)
		buf_char(&b, 'x');
	buf_z(&b, ",1\n\"");
	for (size_t i = 0; i < 3 * CSV_FIELD_MAX; i++)
		buf_char(&b, i % 100 == 99 ? '\n' : 'y');
	for (int i = 0; i < 300; i++)
		buf_char(&b, ',');
	buf_z(&b, "\nlast,1\n");
	c = csv_from_text(buf_text(&b));
	OK(csv_next(c, &r, &e) == CSV_BAD && r.problem == PROBLEM_TOO_LONG && r.line == 1);
	OK(csv_next(c, &r, &e) == CSV_BAD && r.problem == PROBLEM_CSV_QUOTE && r.line == 2);
	OK(csv_next(c, &r, &e) == CSV_RECORD && r.line == 3 && r.n == 1 && r.field[0].n == 99);
	while (csv_next(c, &r, &e) == CSV_RECORD)
		continue;
	OK(r.problem == PROBLEM_TOO_MANY);
	OK(csv_next(c, &r, &e) == CSV_RECORD && str_is(r.field[0], "last") && r.n == 2);
	OK(csv_next(c, &r, &e) == CSV_END);
	csv_free(c);
	buf_free(&b);
}

static void headers(struct arena *a)
{
	static const char *const columns[] = {"id", "name", "from"};
	struct issues l = {.arena = a};
	struct csv_header h;
	struct csv_record r;
	struct err e = {0};
	struct csv *c = csv_from_text(STR(" from ,id\n1,2\nid,id,sham\n1\n"));

	OK(csv_next(c, &r, &e) == CSV_RECORD);
	OK(csv_header_read(&h, &r, columns, 3, CSV_OTHERS_REFUSED, &l) && h.n == 2 && l.n == 0);
	OK(csv_next(c, &r, &e) == CSV_RECORD);
	OK(str_is(csv_field(&h, &r, 0), "2") && csv_field(&h, &r, 1).n == 0 &&
	    str_is(csv_field(&h, &r, 2), "1"));
	OK(csv_next(c, &r, &e) == CSV_RECORD);
	OK(!csv_header_read(&h, &r, columns, 3, CSV_OTHERS_REFUSED, &l) && l.n == 2);
	OK(l.first->problem == PROBLEM_TWICE && str_is(l.first->field, "id"));
	OK(l.last->problem == PROBLEM_UNKNOWN_FIELD && str_is(l.last->field, "sham"));
	l = (struct issues){.arena = a};
	OK(!csv_header_read(&h, &r, columns, 3, CSV_OTHERS_IGNORED, &l) && l.n == 1);
	OK(csv_next(c, &r, &e) == CSV_RECORD);
	OK(csv_field(&h, &r, 0).n == 1 && csv_field(&h, &r, 2).n == 0);
	csv_free(c);
}

static void failing(void)
{
	struct csv *c = csv_from_fd(-1);
	struct csv_record r;
	struct err e = {0};

	OK(csv_next(c, &r, &e) == CSV_FAILED && e.rc == RC_SYS && e.msg[0] != '\0');
	csv_free(c);
}

int main(int argc, char **argv)
{
	struct arena a = {0};

	OK(argc == 2);
	if (argc == 2)
		files(&a, argv[1]);
	limits();
	headers(&a);
	failing();
	arena_free(&a);
	return t_done();
}
