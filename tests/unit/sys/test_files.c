/* Files appear whole or not at all; what is read is bounded. */
#include "files.h"
#include "t.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int names_in(const char *dir)
{
	DIR *d = opendir(dir);
	int n = -2; /* . and .. */

	while (d != NULL && readdir(d) != NULL) /* NOLINT(concurrency-mt-unsafe): one thread */
		n++;
	if (d != NULL)
		(void)closedir(d);
	return n;
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_mode & 0777 : 0;
}

static void file_cases(void)
{
	char dir[] = "/tmp/mekenjai-test.XXXXXX", path[64], none[64];
	struct arena a = {0};
	struct file_out o;
	struct str s;
	struct err e = {0};

	OK(mkdtemp(dir) != NULL);
	(void)snprintf(path, sizeof(path), "%s/a", dir);
	(void)snprintf(none, sizeof(none), "%s/no/a", dir);
	(void)umask(022);
	OK(file_read(&a, path, 10, &s, NULL) == RC_NOT_FOUND);
	OK(file_is_private(path, NULL) == RC_NOT_FOUND);
	OK(file_write(path, STR("one"), FILE_PUBLIC, &e) == RC_OK);
	OK(mode_of(path) == 0644 && file_is_private(path, NULL) == RC_FORBIDDEN);
	OK(file_write(path, STR("two\0x"), FILE_PRIVATE, &e) == RC_OK);
	OK(mode_of(path) == 0600 && file_is_private(path, NULL) == RC_OK);
	OK(file_read(&a, path, 5, &s, &e) == RC_OK && str_eq(s, STR("two\0x")));
	OK(file_read(&a, path, 4, &s, NULL) == RC_BAD_INPUT && s.n == 0);
	OK(file_read(&a, dir, 100, &s, NULL) == RC_BAD_INPUT);
	OK(file_write(path, STR(""), FILE_PUBLIC, &e) == RC_OK);
	OK(file_read(&a, path, 0, &s, &e) == RC_OK && s.n == 0 && s.p[0] == '\0');
	OK(names_in(dir) == 1);

	/* Abandoned or failed: what was there stays, nothing is left beside it. */
	OK(file_write(path, STR("kept"), FILE_PUBLIC, &e) == RC_OK);
	OK(file_begin(&o, path, FILE_PUBLIC, &e) == RC_OK && fputs("half", o.f) >= 0);
	OK(names_in(dir) == 2);
	file_abandon(&o);
	file_abandon(&o);
	OK(names_in(dir) == 1);
	OK(file_read(&a, path, 9, &s, &e) == RC_OK && str_is(s, "kept"));
	OK(file_write(none, STR("x"), FILE_PUBLIC, NULL) == RC_SYS);
	OK(file_begin(&o, path, FILE_PUBLIC, &e) == RC_OK && fputs("x", o.f) >= 0);
	OK(unlink(o.tmp) == 0 && file_commit(&o, NULL) == RC_SYS); /* it cannot be renamed */
	OK(file_read(&a, path, 9, &s, &e) == RC_OK && str_is(s, "kept"));
	OK(e.rc == RC_OK);
	OK(unlink(path) == 0 && rmdir(dir) == 0);
	arena_free(&a);
}

static void full_disk(void)
{
	struct file_out o = {0};

	/* /dev/full stands in for a disk without room: the commit must say so. */
	o.f = fopen("/dev/full", "w");
	(void)snprintf(o.path, sizeof(o.path), "/tmp/mekenjai-never");
	(void)snprintf(o.tmp, sizeof(o.tmp), "/tmp/mekenjai-never.t");
	OK(o.f != NULL && fputs("x", o.f) >= 0 && file_commit(&o, NULL) == RC_SYS);
	OK(access("/tmp/mekenjai-never", F_OK) != 0);
}

int main(void)
{
	file_cases();
	full_disk();
	return t_done();
}
