/* Clock, randomness, files, passwords, signals. */
#include "clock.h"
#include "files.h"
#include "random.h"
#include "secret.h"
#include "signals.h"
#include "t.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static void clock_cases(void)
{
	int64_t real = clock_now(), ticks = clock_ticks();

	OK(real > 1700000000LL * 1000000);
	clock_stand(5);
	OK(clock_now() == 5 && clock_now() == 5);
	clock_run_from(1000000);
	OK(clock_now() >= 1000000 && clock_now() < real);
	clock_real();
	OK(clock_now() >= real);
	OK(clock_ticks() >= ticks);
}

static void random_cases(void)
{
	struct arena a = {0};
	char id[RANDOM_ID], other[RANDOM_ID];
	bool seen[256] = {false}, fine = true;
	int n = 0;

	for (int i = 0; i < 400; i++) {
		random_id(id, 'P');
		fine = fine && strlen(id) == 12 && id[0] == 'P' && id[1] == '-' &&
		       strspn(id + 2, "abcdefghijklmnopqrstuvwxyz0123456789") == 10;
		for (int k = 2; k < 12; k++)
			seen[(unsigned char)id[k]] = true;
	}
	for (int i = 0; i < 256; i++)
		n += seen[i];
	OK(fine);
	OK(n == 36);
	random_id(other, 'P');
	OK(strcmp(id, other) != 0);
	OK(random_token(&a, 32).n == 64);
	OK(!str_eq(random_token(&a, 16), random_token(&a, 16)));
	OK(random_id_str(&a, 'D').p[0] == 'D');
	arena_free(&a);
}

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

static enum rc from_pipe(const char *text, size_t n, char out[SECRET_MAX + 1], char *next)
{
	int fd[2];
	enum rc rc;

	if (pipe(fd) != 0 || write(fd[1], text, n) != (ssize_t)n || close(fd[1]) != 0)
		return RC__MAX;
	rc = secret_read(fd[0], "?", out, NULL);
	*next = '\0';
	(void)!read(fd[0], next, 1);
	(void)close(fd[0]);
	return rc;
}

static void secret_cases(void)
{
	static char hash[SECRET_HASH], again[SECRET_HASH], line[SECRET_MAX + 1];
	static char big[SECRET_MAX + 2];
	char next;

	memset(big, 'x', sizeof(big));
	OK(secret_hash(STR("құпия сөз"), hash, NULL) == RC_OK);
	OK(strncmp(hash, "$argon2id$", 10) == 0);
	OK(secret_check(str_of(hash), STR("құпия сөз")));
	OK(!secret_check(str_of(hash), STR("құпия сөз ")));
	OK(!secret_check(str_of(hash), STR("")));
	OK(!secret_check(STR(""), STR("x")) && !secret_check(STR("$argon2id$v=19$"), STR("x")));
	OK(secret_hash(STR("құпия сөз"), again, NULL) == RC_OK && strcmp(hash, again) != 0);
	OK(secret_hash(STR(""), again, NULL) == RC_BAD_INPUT);
	OK(secret_hash((struct str){big, SECRET_MAX + 1}, again, NULL) == RC_BAD_INPUT);
	secret_check_nobody(STR("x"));
	OK(secret_equal(STR("ab"), STR("ab")) && secret_equal(STR(""), STR("")));
	OK(!secret_equal(STR("ab"), STR("ac")) && !secret_equal(STR("ab"), STR("abc")));

	OK(from_pipe("secret\nrest", 11, line, &next) == RC_OK);
	OK(strcmp(line, "secret") == 0 && next == 'r');
	OK(from_pipe("secret\r\n", 8, line, &next) == RC_OK && strcmp(line, "secret") == 0);
	OK(from_pipe("last", 4, line, &next) == RC_OK && strcmp(line, "last") == 0);
	OK(from_pipe("", 0, line, &next) == RC_BAD_INPUT);
	OK(from_pipe("\n", 1, line, &next) == RC_BAD_INPUT);
	OK(from_pipe("a\0b\n", 4, line, &next) == RC_BAD_INPUT && line[0] == '\0');
	OK(from_pipe("\xff\n", 2, line, &next) == RC_BAD_INPUT);
	OK(from_pipe(big, sizeof(big), line, &next) == RC_BAD_INPUT);
}

/* On a terminal nothing of the password comes back, and echo is on again afterwards. */
static void terminal_cases(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave = -1, err = dup(STDERR_FILENO);
	char name[64], line[SECRET_MAX + 1], echo[64];
	struct termios t;
	ssize_t n;
	pid_t pid;

	OK(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	OK(ptsname_r(master, name, sizeof(name)) == 0);
	slave = open(name, O_RDWR | O_NOCTTY);
	OK(slave >= 0 && dup2(slave, STDERR_FILENO) >= 0);
	pid = fork();
	if (pid == 0) {
		/* Type after the prompt has come: then echo is off already or will not matter. */
		n = read(master, echo, sizeof(echo));
		while (tcgetattr(slave, &t) == 0 && (t.c_lflag & ECHO) != 0)
			(void)usleep(1000);
		(void)!write(master, "hush\n", 5);
		_exit(n > 0 ? 0 : 1);
	}
	OK(secret_read(slave, "Password: ", line, NULL) == RC_OK && strcmp(line, "hush") == 0);
	(void)dup2(err, STDERR_FILENO);
	OK(tcgetattr(slave, &t) == 0 && (t.c_lflag & ECHO) != 0);
	OK(fcntl(master, F_SETFL, O_NONBLOCK) == 0);
	n = read(master, echo, sizeof(echo));
	OK(n > 0 && memmem(echo, (size_t)n, "hush", 4) == NULL);
	(void)close(slave);
	(void)close(master);
	(void)close(err);
}

static void signal_cases(void)
{
	int fd[2];

	OK(signals_prepare(NULL) == RC_OK);
	OK(signals_wait(0) == SIGNAL_NONE);
	OK(kill(getpid(), SIGTERM) == 0 && signals_wait(-1) == SIGNAL_STOP);
	OK(kill(getpid(), SIGHUP) == 0 && signals_wait(5000) == SIGNAL_REOPEN);
	OK(kill(getpid(), SIGINT) == 0 && signals_wait(5000) == SIGNAL_STOP);
	OK(pipe(fd) == 0 && close(fd[0]) == 0);
	OK(write(fd[1], "x", 1) == -1 && errno == EPIPE); /* and we are still there */
	(void)close(fd[1]);
}

int main(void)
{
	clock_cases();
	random_cases();
	file_cases();
	full_disk();
	secret_cases();
	terminal_cases();
	signal_cases();
	return t_done();
}
