/* A child behind seccomp and Landlock. */
#include "jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* No file may be opened from here on.  A kernel without Landlock: -1. */
static int no_files(void)
{
	struct landlock_ruleset_attr at = {.handled_access_fs = (1ULL << 13) - 1};
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	long fd;

	if (abi < 1)
		return -1;
	if (abi >= 2)
		at.handled_access_fs |= 1ULL << 13;
	if (abi >= 3)
		at.handled_access_fs |= 1ULL << 14;
	fd = syscall(SYS_landlock_create_ruleset, &at, sizeof(at), 0);
	if (fd < 0 || syscall(SYS_landlock_restrict_self, fd, 0) != 0)
		return -1;
	return close((int)fd);
}

static int only_calls(void)
{
	static const int ok[] = {
	    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(exit_group), SCMP_SYS(exit), SCMP_SYS(brk),
	    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
	    SCMP_SYS(rt_sigreturn), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
	    SCMP_SYS(sysinfo), /* qsort asks how much memory there is */
	};
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int rc = ctx == NULL ? -1 : 0;

	for (size_t i = 0; rc == 0 && i < ARRAY_LEN(ok); i++)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, ok[i], 0);
	/* Memory, but never executable memory. */
	if (rc == 0)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (rc == 0)
		rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
		    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	if (rc == 0)
		rc = seccomp_load(ctx);
	seccomp_release(ctx);
	return rc;
}

static void child(const struct jail *j, struct str in, int out)
{
	const struct rlimit mem = {256u << 20, 256u << 20}, cpu = {j->seconds, j->seconds + 1};
	const struct rlimit none = {0, 0};

	(void)alarm(2 * j->seconds);
	(void)signal(SIGPIPE, SIG_DFL);
	/* read() is allowed, so what the parent has open must not be there to be read. */
	if ((out > 0 && close_range(0, (unsigned)out - 1, 0) != 0) ||
	    close_range((unsigned)out + 1, ~0U, 0) != 0)
		_exit(96);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0
#ifndef NO_MEMORY_LIMIT /* address sanitizer maps terabytes */
	    || setrlimit(RLIMIT_AS, &mem) != 0
#endif
	    || setrlimit(RLIMIT_CPU, &cpu) != 0 || setrlimit(RLIMIT_CORE, &none) != 0 ||
	    setrlimit(RLIMIT_FSIZE, &none) != 0)
		_exit(97);
	(void)mem;
	(void)no_files(); /* a second wall; the filter below is the first */
	if (only_calls() != 0)
		_exit(98);
	j->work(j->ctx, in, out);
	_exit(0);
}

/* Everything until the child closes its end; false if that is more than cap. */
static bool take_answer(int fd, char *answer, size_t cap, size_t *n)
{
	ssize_t got;
	char more;

	for (;;) {
		got = *n < cap ? read(fd, answer + *n, cap - *n) : read(fd, &more, 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return true;
		if (*n == cap)
			return false;
		*n += (size_t)got;
	}
}

enum rc jail_run(
    const struct jail *j, struct str in, char *answer, size_t cap, size_t *n, struct err *e)
{
	int fd[2], st = 0;
	bool long_answer;
	pid_t pid;

	*n = 0;
	if (pipe2(fd, O_CLOEXEC) != 0)
		return fail(e, RC_SYS, "pipe: %s", strerrordesc_np(errno));
	pid = fork();
	if (pid < 0) {
		(void)close(fd[0]);
		(void)close(fd[1]);
		return fail(e, RC_SYS, "fork: %s", strerrordesc_np(errno));
	}
	if (pid == 0) {
		(void)close(fd[0]);
		child(j, in, fd[1]);
	}
	(void)close(fd[1]);
	long_answer = !take_answer(fd[0], answer, cap, n);
	(void)close(fd[0]);
	if (long_answer)
		(void)kill(pid, SIGKILL);
	while (waitpid(pid, &st, 0) < 0 && errno == EINTR)
		;
	if (long_answer)
		return fail(e, RC_BAD_INPUT, "the reader answered more than %zu bytes", cap);
	if (WIFSIGNALED(st))
		return fail(e, RC_BAD_INPUT, "the reader was stopped by signal %d", WTERMSIG(st));
	if (WEXITSTATUS(st) != 0)
		return fail(e, RC_SYS, "the reader left with %d", WEXITSTATUS(st));
	return RC_OK;
}
