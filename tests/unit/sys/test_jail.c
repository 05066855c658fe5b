/* The jail with real children: one works, the others do what they may not and are stopped. */
#include "jail.h"
#include "t.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void good(struct str in, int out)
{
	char *m = malloc(1 << 20);

	if (m != NULL && in.n <= 64) {
		memcpy(m, in.p, in.n);
		if (write(out, m, in.n) < 0)
			_exit(1);
	}
	free(m);
}
static void opens(struct str in, int out)
{
	(void)in;
	if (open("/etc/passwd", O_RDONLY) >= 0 && write(out, "x", 1) != 1)
		_exit(1);
}
static void dials(struct str in, int out)
{
	(void)in;
	(void)out;
	(void)socket(AF_INET, SOCK_STREAM, 0);
}
static void loops(struct str in, int out)
{
	volatile unsigned long i = 0;

	(void)in;
	(void)out;
	for (;;)
		i++;
}

static void hoards(struct str in, int out)
{
	char *m = malloc(512u << 20); /* over the limit: NULL, and nothing is answered */

	(void)in;
	if (m != NULL && write(out, "x", 1) != 1)
		_exit(1);
	free(m);
}
static int inherited = -1;
static void reads_inherited(struct str in, int out)
{
	char c;

	(void)in;
	if (read(inherited, &c, 1) == 1 && write(out, &c, 1) != 1)
		_exit(1);
}
static void babbles(struct str in, int out)
{
	(void)in;
	for (;;)
		if (write(out, "yes and no ", 11) < 0)
			_exit(0);
}

int main(void)
{
	struct err e = {0};
	char ans[64];
	size_t n;

	OK(jail_run(good, STR("P<UZB"), ans, sizeof(ans), &n, 1, &e) == RC_OK);
	OK(n == 5 && memcmp(ans, "P<UZB", 5) == 0);
	OK(jail_run(opens, STR(""), ans, sizeof(ans), &n, 1, &e) == RC_BAD_INPUT);
	OK(jail_run(dials, STR(""), ans, sizeof(ans), &n, 1, NULL) == RC_BAD_INPUT);
	OK(jail_run(loops, STR(""), ans, sizeof(ans), &n, 1, NULL) == RC_BAD_INPUT);
	OK(jail_run(hoards, STR(""), ans, sizeof(ans), &n, 1, NULL) == RC_OK && n == 0);
	inherited = open("/etc/passwd", O_RDONLY);
	OK(inherited > 2);
	OK(jail_run(reads_inherited, STR(""), ans, sizeof(ans), &n, 1, NULL) == RC_OK && n == 0);
	OK(close(inherited) == 0);
	OK(jail_run(babbles, STR(""), ans, sizeof(ans), &n, 1, NULL) == RC_BAD_INPUT);
	note(e.msg);
	return t_done();
}
