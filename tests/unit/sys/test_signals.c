/* Signals are waited for, and a broken pipe is an error and no death. */
#include "signals.h"
#include "t.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

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
	signal_cases();
	return t_done();
}
