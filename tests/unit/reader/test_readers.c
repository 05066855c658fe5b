/*
 * Reader processes and the intake around them; this program is their program too, as the
 * server's is.
 */
#include "intake.h"
#include "process.h"
#include "t.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TODAY 20779

static struct str load(struct arena *a, const char *folder, const char *name)
{
	char *bytes = arena_alloc(a, 1 << 20, 1);
	FILE *f = fopen(arena_printf(a, "%s/%s", folder, name).p, "rb");
	size_t n = f != NULL ? fread(bytes, 1, 1 << 20, f) : 0;

	if (f != NULL)
		(void)fclose(f);
	return (struct str){bytes, n};
}

static void pictures(const char *folder)
{
	struct arena a = {0};
	struct readers *r = NULL;
	struct answer got;
	struct str picture = load(&a, folder, "0004_scan.jpg");
	struct str huge = {picture.p, PICTURE_BYTES_MAX + 1};

	OK(readers_open(&r, 1, NULL) == RC_OK);
	OK(readers_see(r, picture, TODAY, &got, NULL) == RC_OK && got.fault == PICTURE_FINE &&
	    got.found && got.zone.cells.columns == 44);
	OK(readers_see(r, STR("no picture"), TODAY, &got, NULL) == RC_OK &&
	    got.fault == PICTURE_NO_PICTURE && !got.found);
	OK(readers_see(r, STR(""), TODAY, &got, NULL) == RC_OK && got.fault == PICTURE_NO_PICTURE);
	picture.n /= 2;
	OK(readers_see(r, picture, TODAY, &got, NULL) == RC_OK && got.fault == PICTURE_DAMAGED);
	OK(readers_see(r, huge, TODAY, &got, NULL) == RC_OK && got.fault == PICTURE_TOO_LONG);
	picture = load(&a, folder, "0039_negative.jpg");
	OK(readers_see(r, picture, TODAY, &got, NULL) == RC_OK && got.fault == PICTURE_FINE &&
	    !got.found);
	readers_close(r);
	arena_free(&a);
}

static void watched(const char *folder)
{
	char dir[] = "/tmp/mekenjai-intake.XXXXXX", path[256];
	const struct intake_config c = {.watch = mkdtemp(dir)};
	struct arena a = {0};
	struct str picture = load(&a, folder, "0004_scan.jpg"), none = {0};
	struct intake *i = NULL;
	struct buf b = {0};
	FILE *f;

	OK(intake_open(&i, &c, NULL) == RC_OK);
	OK(!intake_latest(i, &b));
	OK(intake_scan(i, &a, &none, NULL) == RC_NOT_FOUND);
	(void)snprintf(path, sizeof(path), "%s/p.jpg", dir);
	f = fopen(path, "wb");
	OK(f != NULL && fwrite(picture.p, 1, picture.n, f) == picture.n && fclose(f) == 0);
	while (!intake_latest(i, &b)) /* the test's own time limit ends it */
		(void)usleep(20000);
	OK(memmem(b.p, b.n, "\"GRIGORYAN\"", 11) != NULL);
	OK(access(path, F_OK) != 0);
	buf_clear(&b);
	OK(!intake_latest(i, &b)); /* who came first has it */
	intake_close(i);
	OK(rmdir(dir) == 0);
	OK(intake_open(&i, &(struct intake_config){.watch = "/nowhere"}, NULL) == RC_SYS);
	buf_free(&b);
	arena_free(&a);
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], PROCESS_ROLE) == 0)
		return process_main();
	if (argc != 2)
		return 2;
	OK(process_main() == -1); /* nobody is at the other end */
	pictures(argv[1]);
	watched(argv[1]);
	return t_done();
}
