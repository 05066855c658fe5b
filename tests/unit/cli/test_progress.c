/* A line that grows on a terminal, and nothing where there is none. */
#include "progress.h"
#include "t.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const struct cli english = {.lang = LANG_EN};

static void in_a_file(void)
{
	struct progress p = {.c = &english, .text = MSG_CLI_PROGRESS_ACTS, .next = 1};
	FILE *f = tmpfile();

	if (f == NULL)
		abort();
	(void)dup2(fileno(f), STDERR_FILENO);
	progress_step(&p, 5);
	progress_end(&p);
	OK(!p.shown && lseek(fileno(f), 0, SEEK_END) == 0);
	(void)fclose(f);
}

static void on_a_terminal(void)
{
	struct progress p = {.c = &english, .text = MSG_CLI_PROGRESS_ACTS};
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave;
	char name[64], text[64] = "";
	ssize_t n;

	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 ||
	    ptsname_r(master, name, sizeof(name)) != 0 ||
	    (slave = open(name, O_RDWR | O_NOCTTY)) < 0)
		abort();
	(void)dup2(slave, STDERR_FILENO);
	progress_step(&p, 1); /* work that may soon be done: says nothing yet */
	OK(!p.shown && p.next > 0);
	p.next = 1; /* long ago */
	progress_step(&p, 1200);
	OK(p.shown && p.next > 1);
	p.next = INT64_MAX;
	progress_step(&p, 1201); /* not so soon again */
	progress_end(&p);
	OK(!p.shown);
	progress_end(&p);
	(void)fflush(stderr);
	n = read(master, text, sizeof(text) - 1);
	OK(n > 0 && strcmp(text, "\r1200 acts\033[K\r\n") == 0);
	(void)close(slave);
	(void)close(master);
}

int main(void)
{
	in_a_file();
	on_a_terminal();
	return t_done();
}
