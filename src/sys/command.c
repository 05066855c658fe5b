/* Two pipes, read until they end or the time is over. */
#include "command.h"

#include "clock.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#define SAID_MAX ((size_t)4096)

enum { OUT_PIPE, SAID_PIPE, PIPES };

struct run {
	pid_t pid;
	int fd[PIPES]; /* -1: ended */
	struct buf *got[PIPES];
	size_t max;
};

static int spawn(char *const argv[], const int theirs[PIPES], pid_t *pid)
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
		rc = posix_spawn_file_actions_adddup2(&files, theirs[OUT_PIPE], STDOUT_FILENO);
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

static enum rc start(char *const argv[], struct run *r, struct err *e)
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
	if (rc == 0)
		return RC_OK;
	return fail(
	    e, rc == ENOENT ? RC_NOT_FOUND : RC_SYS, "%s: %s", argv[0], strerrordesc_np(rc));
}

/* false: the output is longer than it may be. */
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
	if (i == SAID_PIPE && (size_t)n > SAID_MAX - r->got[i]->n)
		n = (ssize_t)(SAID_MAX - r->got[i]->n);
	if (i == OUT_PIPE && (size_t)n > r->max - r->got[i]->n)
		return false;
	buf_put(r->got[i], part, (size_t)n);
	return true;
}

/* Both pipes to their ends. */
static enum rc listen_to(struct run *r, int64_t ms, struct err *e)
{
	const int64_t until = clock_ticks() + ms;

	while (r->fd[OUT_PIPE] >= 0 || r->fd[SAID_PIPE] >= 0) {
		struct pollfd p[PIPES] = {{r->fd[0], POLLIN, 0}, {r->fd[1], POLLIN, 0}};
		const int64_t left = until - clock_ticks();

		if (left <= 0)
			return fail(e, RC_RETRY, "nothing within %lld ms", (long long)ms);
		if (poll(p, PIPES, (int)left) < 0 && errno != EINTR)
			return fail(e, RC_SYS, "poll: %s", strerrordesc_np(errno));
		for (int i = 0; i < PIPES; i++)
			if (p[i].revents != 0 && !take(r, i))
				return fail(e, RC_BAD_INPUT, "more than %zu bytes", r->max);
	}
	return RC_OK;
}

enum rc command_run(char *const argv[], const struct command_bounds *bounds, struct buf *out,
    struct buf *said, int *status, struct err *e)
{
	struct run r = {.got = {out, said}, .max = bounds->max};
	enum rc rc = start(argv, &r, e);
	int st = 0;

	*status = -1;
	if (rc != RC_OK)
		return rc;
	rc = listen_to(&r, bounds->ms, e);
	if (rc != RC_OK)
		(void)kill(r.pid, SIGKILL);
	for (int i = 0; i < PIPES; i++)
		if (r.fd[i] >= 0)
			(void)close(r.fd[i]);
	while (waitpid(r.pid, &st, 0) < 0 && errno == EINTR)
		;
	*status = WIFEXITED(st) ? WEXITSTATUS(st) : 128 + WTERMSIG(st);
	return rc;
}
