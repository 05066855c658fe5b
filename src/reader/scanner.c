/* scanimage is started with two pipes, read until it ends or its time is over. */
#include "scanner.h"

#include "buf.h"
#include "clock.h"
#include "utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define WORDS_MAX 32
#define SAID_MAX  4096 /* of what it says on standard error */

enum { PICTURE_PIPE, SAID_PIPE, PIPES };

struct run {
	pid_t pid;
	int fd[PIPES]; /* -1: ended */
	struct buf got[PIPES];
	size_t max[PIPES];
};

/* "pnm:0 --mode Gray" as the words of a command; false: too many. */
static bool words(struct arena *a, const char *device, char *argv[WORDS_MAX])
{
	size_t n = 0;
	char *at = arena_z(a, str_of(device)), *rest = NULL;

	argv[n++] = arena_z(a, STR("scanimage"));
	argv[n++] = arena_z(a, STR("--format=png"));
	argv[n++] = arena_z(a, STR("--device-name"));
	for (at = strtok_r(at, " ", &rest); at != NULL; at = strtok_r(NULL, " ", &rest)) {
		if (n == WORDS_MAX - 1)
			return false;
		argv[n++] = at;
	}
	argv[n] = NULL;
	return n > 3;
}

static int spawn(char *argv[], const int theirs[PIPES], pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none, all;
	int rc;

	(void)sigemptyset(&none);
	(void)sigfillset(&all);
	(void)posix_spawn_file_actions_init(&files);
	(void)posix_spawnattr_init(&how);
	rc = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (rc == 0)
		rc = posix_spawn_file_actions_adddup2(&files, theirs[PICTURE_PIPE], STDOUT_FILENO);
	if (rc == 0)
		rc = posix_spawn_file_actions_adddup2(&files, theirs[SAID_PIPE], STDERR_FILENO);
	if (rc == 0)
		rc = posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	if (rc == 0)
		rc = posix_spawnattr_setsigmask(&how, &none);
	if (rc == 0)
		rc = posix_spawnattr_setsigdefault(&how, &all);
	if (rc == 0)
		rc = posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	if (rc == 0)
		rc = posix_spawnp(pid, argv[0], &files, &how, argv, environ);
	(void)posix_spawnattr_destroy(&how);
	(void)posix_spawn_file_actions_destroy(&files);
	return rc;
}

static enum rc start(char *argv[], struct run *r, struct err *e)
{
	int pipes[PIPES][2] = {{-1, -1}, {-1, -1}}, theirs[PIPES], rc = 0;

	for (int i = 0; i < PIPES; i++) {
		if (rc == 0 && pipe2(pipes[i], O_CLOEXEC) != 0)
			rc = errno;
		r->fd[i] = pipes[i][0];
		theirs[i] = pipes[i][1];
	}
	if (rc == 0)
		rc = spawn(argv, theirs, &r->pid);
	for (int i = 0; i < PIPES; i++) {
		if (theirs[i] >= 0)
			(void)close(theirs[i]);
		if (rc != 0 && r->fd[i] >= 0)
			(void)close(r->fd[i]);
	}
	return rc == 0 ? RC_OK : fail(e, RC_SYS, "scanimage: %s", strerrordesc_np(rc));
}

/* false: the picture is longer than it may be. */
static bool take(struct run *r, int i)
{
	char part[65536];
	ssize_t n = read(r->fd[i], part, sizeof(part));

	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0) {
		(void)close(r->fd[i]);
		r->fd[i] = -1;
		return true;
	}
	if (r->got[i].n + (size_t)n <= r->max[i])
		buf_put(&r->got[i], part, (size_t)n);
	else if (i == PICTURE_PIPE)
		return false;
	return true;
}

/* Both pipes to their ends, or false and why. */
static bool listen_to(struct run *r, struct err *e)
{
	const int64_t until = clock_ticks() + SCANNER_SECONDS * 1000;

	while (r->fd[PICTURE_PIPE] >= 0 || r->fd[SAID_PIPE] >= 0) {
		struct pollfd p[PIPES] = {{r->fd[0], POLLIN, 0}, {r->fd[1], POLLIN, 0}};
		const int64_t left = until - clock_ticks();

		if (left <= 0) {
			(void)fail(e, RC_SYS, "nothing within %d seconds", SCANNER_SECONDS);
			return false;
		}
		if (poll(p, PIPES, (int)left) < 0 && errno != EINTR) {
			(void)fail(e, RC_SYS, "poll: %s", strerrordesc_np(errno));
			return false;
		}
		for (int i = 0; i < PIPES; i++)
			if (p[i].revents != 0 && !take(r, i)) {
				(void)fail(e, RC_SYS, "more than %zu bytes", r->max[i]);
				return false;
			}
	}
	return true;
}

/* Its last line on standard error, if that is text. */
static void complain(const struct buf *said, int st, struct err *e)
{
	struct str s = str_trim(buf_text(said));
	const char *nl = s.n > 0 ? memrchr(s.p, '\n', s.n) : NULL;

	if (nl != NULL)
		s = (struct str){nl + 1, s.n - (size_t)(nl + 1 - s.p)};
	if (s.n > 0 && s.n < 300 && utf8_valid(s))
		(void)fail(e, RC_SYS, "%.*s", STR_FMT(s));
	else
		(void)fail(e, RC_SYS, "scanimage ended with %d",
		    WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st));
}

enum rc scanner_take(
    const char *device, struct arena *a, size_t max, struct str *picture, struct err *e)
{
	char *argv[WORDS_MAX];
	struct run r = {.max = {max, SAID_MAX}};
	bool heard;
	int st = 0;

	if (!words(a, device, argv))
		return fail(e, RC_SYS, "%s: not a device and its options", device);
	if (start(argv, &r, e) != RC_OK)
		return RC_SYS;
	heard = listen_to(&r, e);
	if (!heard)
		(void)kill(r.pid, SIGKILL);
	for (int i = 0; i < PIPES; i++)
		if (r.fd[i] >= 0)
			(void)close(r.fd[i]);
	while (waitpid(r.pid, &st, 0) < 0 && errno == EINTR)
		;
	if (heard && (!WIFEXITED(st) || WEXITSTATUS(st) != 0 || r.got[PICTURE_PIPE].n == 0)) {
		complain(&r.got[SAID_PIPE], st, e);
		heard = false;
	}
	if (heard)
		*picture = arena_str(a, buf_text(&r.got[PICTURE_PIPE]));
	buf_free(&r.got[PICTURE_PIPE]);
	buf_free(&r.got[SAID_PIPE]);
	return heard ? RC_OK : RC_SYS;
}
