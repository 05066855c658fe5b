/* A few processes, handed out one at a time, started again when they have gone. */
#include "readers.h"

#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define READERS_MOST     8
#define DEADLINE_SECONDS 20 /* of one answer; the jail's own is shorter */

struct one {
	pid_t pid;
	int fd; /* -1: none runs */
	bool busy;
};

struct readers {
	pthread_mutex_t mu;
	pthread_cond_t freed;
	unsigned n;
	struct one one[READERS_MOST];
};

/* The child's descriptors, signals and group: as good as a new session, so that ^C at the
 * terminal is the server's to answer. */
static int spawn(int theirs, pid_t *pid)
{
	static char name[] = "mekenjai", role[] = PROCESS_ROLE;
	char *argv[] = {name, role, NULL}, *environment[] = {NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t none, all;
	int rc;

	(void)sigemptyset(&none);
	(void)sigfillset(&all);
	(void)posix_spawn_file_actions_init(&files);
	(void)posix_spawnattr_init(&how);
	rc = posix_spawn_file_actions_adddup2(&files, theirs, PROCESS_SOCKET);
	if (rc == 0)
		rc = posix_spawn_file_actions_addclosefrom_np(&files, PROCESS_SOCKET + 1);
	if (rc == 0)
		rc = posix_spawnattr_setsigmask(&how, &none);
	if (rc == 0)
		rc = posix_spawnattr_setsigdefault(&how, &all);
	if (rc == 0)
		rc = posix_spawnattr_setpgroup(&how, 0);
	if (rc == 0)
		rc = posix_spawnattr_setflags(
		    &how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	if (rc == 0)
		rc = posix_spawn(pid, "/proc/self/exe", &files, &how, argv, environment);
	(void)posix_spawnattr_destroy(&how);
	(void)posix_spawn_file_actions_destroy(&files);
	return rc;
}

static enum rc start(struct one *o, struct err *e)
{
	const struct timeval deadline = {.tv_sec = DEADLINE_SECONDS};
	int fd[2], theirs, rc;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) != 0)
		return fail(e, RC_SYS, "socketpair: %s", strerrordesc_np(errno));
	/* dup2 onto itself would leave it closed on exec */
	theirs = fcntl(fd[1], F_DUPFD_CLOEXEC, PROCESS_SOCKET + 1);
	(void)close(fd[1]);
	if (theirs < 0 ||
	    setsockopt(fd[0], SOL_SOCKET, SO_RCVTIMEO, &deadline, sizeof(deadline)) != 0 ||
	    setsockopt(fd[0], SOL_SOCKET, SO_SNDTIMEO, &deadline, sizeof(deadline)) != 0)
		rc = errno;
	else
		rc = spawn(theirs, &o->pid);
	if (theirs >= 0)
		(void)close(theirs);
	if (rc != 0) {
		(void)close(fd[0]);
		return fail(e, RC_SYS, "the reader: %s", strerrordesc_np(rc));
	}
	o->fd = fd[0];
	return RC_OK;
}

/* It ends by itself once its socket does, unless it is stuck. */
static void end(struct one *o, int sig)
{
	int st;

	if (o->fd < 0)
		return;
	(void)close(o->fd);
	o->fd = -1;
	if (sig != 0)
		(void)kill(o->pid, sig);
	while (waitpid(o->pid, &st, 0) < 0 && errno == EINTR)
		;
}

enum rc readers_open(struct readers **out, unsigned n, struct err *e)
{
	struct readers *r = xcalloc(1, sizeof(*r));
	enum rc rc = RC_OK;

	r->n = n < READERS_MOST ? n : READERS_MOST;
	(void)pthread_mutex_init(&r->mu, NULL);
	(void)pthread_cond_init(&r->freed, NULL);
	for (unsigned i = 0; i < READERS_MOST; i++)
		r->one[i].fd = -1;
	for (unsigned i = 0; rc == RC_OK && i < r->n; i++)
		rc = start(&r->one[i], e);
	*out = r;
	if (rc != RC_OK) {
		readers_close(r);
		*out = NULL;
	}
	return rc;
}

static struct one *take(struct readers *r)
{
	struct one *found = NULL;

	(void)pthread_mutex_lock(&r->mu);
	while (found == NULL) {
		for (unsigned i = 0; i < r->n && found == NULL; i++)
			if (!r->one[i].busy)
				found = &r->one[i];
		if (found == NULL)
			(void)pthread_cond_wait(&r->freed, &r->mu);
	}
	found->busy = true;
	(void)pthread_mutex_unlock(&r->mu);
	return found;
}

static void give(struct readers *r, struct one *o)
{
	(void)pthread_mutex_lock(&r->mu);
	o->busy = false;
	(void)pthread_cond_signal(&r->freed);
	(void)pthread_mutex_unlock(&r->mu);
}

/* false: the process is of no use any more. */
static bool ask(const struct one *o, struct str picture, day_t today, struct process_answer *a,
    char words[ANSWER_BYTES_MAX])
{
	const struct process_request q = {today, (uint32_t)picture.n};

	return process_send(o->fd, &q, sizeof(q)) && process_send(o->fd, picture.p, picture.n) &&
	       process_receive(o->fd, a, sizeof(*a)) && a->end < PROCESS_END__MAX &&
	       a->n <= ANSWER_BYTES_MAX && process_receive(o->fd, words, a->n);
}

static enum rc understand(
    const struct process_answer *a, const char *words, struct answer *out, struct err *e)
{
	if (a->end == PROCESS_NO_JAIL)
		return fail(e, RC_SYS, "the reader has no jail for pictures");
	if (a->end != PROCESS_SAID || answer_parse((struct str){words, a->n}, out, NULL) != RC_OK)
		*out = (struct answer){.fault = PICTURE_STOPPED};
	return RC_OK;
}

enum rc readers_see(
    struct readers *r, struct str picture, day_t today, struct answer *out, struct err *e)
{
	struct one *o;
	struct process_answer a;
	char words[ANSWER_BYTES_MAX];
	enum rc rc = RC_OK;
	bool said = false;

	if (picture.n > PICTURE_BYTES_MAX) {
		*out = (struct answer){.fault = PICTURE_TOO_LONG};
		return RC_OK;
	}
	o = take(r);
	/* one that has gone since its last picture is started again */
	for (int attempt = 0; attempt < 2 && rc == RC_OK && !said; attempt++) {
		if (o->fd < 0)
			rc = start(o, e);
		said = rc == RC_OK && ask(o, picture, today, &a, words);
		if (rc == RC_OK && !said)
			end(o, SIGKILL);
	}
	if (said)
		rc = understand(&a, words, out, e);
	else if (rc == RC_OK)
		rc = fail(e, RC_SYS, "the reader process has gone");
	give(r, o);
	return rc;
}

void readers_close(struct readers *r)
{
	if (r == NULL)
		return;
	for (unsigned i = 0; i < r->n; i++)
		end(&r->one[i], 0);
	(void)pthread_cond_destroy(&r->freed);
	(void)pthread_mutex_destroy(&r->mu);
	free(r);
}
