/* The jail with real children: one works, the others do what they may not and are stopped. */
#include "jail.h"
#include "t.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void good(const void *ctx, struct str in, int out)
{
	const char *seven = ctx;
	char *m = malloc(1 << 20);

	if (m != NULL && in.n <= 64 && *seven == '7') {
		memcpy(m, in.p, in.n);
		if (write(out, m, in.n) < 0)
			_exit(1);
	}
	free(m);
}
static void opens(const void *ctx, struct str in, int out)
{
	(void)ctx;
	(void)in;
	if (open("/etc/passwd", O_RDONLY) >= 0 && write(out, "x", 1) != 1)
		_exit(1);
}
static void dials(const void *ctx, struct str in, int out)
{
	(void)ctx;
	(void)in;
	(void)out;
	(void)socket(AF_INET, SOCK_STREAM, 0);
}
static void loops(const void *ctx, struct str in, int out)
{
	volatile unsigned long i = 0;

	(void)ctx;
	(void)in;
	(void)out;
	for (;;)
		i++;
}

static void hoards(const void *ctx, struct str in, int out)
{
	char *m = malloc(512u << 20); /* over the limit: NULL, and nothing is answered */

	(void)ctx;
	(void)in;
	if (m != NULL && write(out, "x", 1) != 1)
		_exit(1);
	free(m);
}
static int inherited = -1;
static void reads_inherited(const void *ctx, struct str in, int out)
{
	char c;

	(void)ctx;
	(void)in;
	if (read(inherited, &c, 1) == 1 && write(out, &c, 1) != 1)
		_exit(1);
}
static void babbles(const void *ctx, struct str in, int out)
{
	(void)ctx;
	(void)in;
	for (;;)
		if (write(out, "yes and no ", 11) < 0)
			_exit(0);
}

static enum rc run(
    void (*work)(const void *, struct str, int), struct str in, char *answer, size_t cap, size_t *n)
{
	const struct jail j = {work, "7", 1};
	struct err e = {0};
	enum rc rc = jail_run(&j, in, answer, cap, n, &e);

	if (rc != RC_OK)
		note(e.msg);
	return rc;
}

int main(void)
{
	char ans[64];
	size_t n;

	OK(run(good, STR("P<UZB"), ans, sizeof(ans), &n) == RC_OK);
	OK(n == 5 && memcmp(ans, "P<UZB", 5) == 0);
	OK(run(opens, STR(""), ans, sizeof(ans), &n) == RC_BAD_INPUT);
	OK(run(dials, STR(""), ans, sizeof(ans), &n) == RC_BAD_INPUT);
	OK(run(loops, STR(""), ans, sizeof(ans), &n) == RC_BAD_INPUT);
	OK(run(hoards, STR(""), ans, sizeof(ans), &n) == RC_OK && n == 0);
	inherited = open("/etc/passwd", O_RDONLY);
	OK(inherited > 2);
	OK(run(reads_inherited, STR(""), ans, sizeof(ans), &n) == RC_OK && n == 0);
	OK(close(inherited) == 0);
	OK(run(babbles, STR(""), ans, sizeof(ans), &n) == RC_BAD_INPUT);
	return t_done();
}
