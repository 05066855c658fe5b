/* Passwords: hashing, comparing, asking on a pipe and on a terminal. */
#include "t.h"
#include "secret.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

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
	char next = 0;

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
	int status = 1;

	OK(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	OK(ptsname_r(master, name, sizeof(name)) == 0);
	slave = open(name, O_RDWR | O_NOCTTY);
	OK(slave >= 0 && dup2(slave, STDERR_FILENO) >= 0);
	(void)fflush(stdout); /* or the child may say it all again */
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
	OK(waitpid(pid, &status, 0) == pid && status == 0);
	(void)dup2(err, STDERR_FILENO);
	OK(tcgetattr(slave, &t) == 0 && (t.c_lflag & ECHO) != 0);
	OK(fcntl(master, F_SETFL, O_NONBLOCK) == 0);
	n = read(master, echo, sizeof(echo));
	OK(n > 0 && memmem(echo, (size_t)n, "hush", 4) == NULL);
	(void)close(slave);
	(void)close(master);
	(void)close(err);
}

int main(void)
{
	secret_cases();
	terminal_cases();
	return t_done();
}
