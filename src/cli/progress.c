/* How far a long command has come. */
#include "progress.h"

#include "clock.h"

#include <stdio.h>
#include <unistd.h>

void progress_step(void *ctx, int64_t n)
{
	struct progress *p = ctx;
	int64_t now = clock_ticks();

	if (p->next == 0)
		p->next = now + 1000;
	if (now < p->next || isatty(STDERR_FILENO) == 0)
		return;
	p->next = now + 250;
	p->shown = true;
	(void)fprintf(stderr, "\r%lld %s", (long long)n, p->unit);
}

void progress_end(struct progress *p)
{
	if (p->shown)
		(void)fprintf(stderr, "\n");
	p->shown = false;
}
