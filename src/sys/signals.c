/* TERM, INT and HUP by sigtimedwait. */
#include "signals.h"

#include "clock.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>

static void ours(sigset_t *set)
{
	(void)sigemptyset(set);
	(void)sigaddset(set, SIGTERM);
	(void)sigaddset(set, SIGINT);
	(void)sigaddset(set, SIGHUP);
}

enum rc signals_prepare(struct err *e)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	sigset_t set;

	ours(&set);
	if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0 || sigaction(SIGPIPE, &ignore, NULL) != 0 ||
	    sigaction(SIGXFSZ, &ignore, NULL) != 0)
		return fail(e, RC_SYS, "cannot set up signals");
	return RC_OK;
}

enum signal_got signals_wait(int64_t ms)
{
	int64_t end = clock_ticks() + ms, left = ms;
	struct timespec t;
	sigset_t set;
	int got;

	ours(&set);
	for (;;) {
		t = (struct timespec){.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000};
		got = ms < 0 ? sigwaitinfo(&set, NULL) : sigtimedwait(&set, NULL, &t);
		if (got == SIGHUP)
			return SIGNAL_REOPEN;
		if (got > 0)
			return SIGNAL_STOP;
		if (errno != EINTR)
			return SIGNAL_NONE;
		left = end > clock_ticks() ? end - clock_ticks() : 0;
	}
}
