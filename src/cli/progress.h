/* A line on standard error that grows, where that is a terminal and the work is long. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "cli.h"

struct progress {
	const struct cli *c;
	enum msg text; /* a plural: MSG_CLI_PROGRESS_ACTS */
	int64_t next;  /* clock_ticks of the next line; 0: not started */
	bool shown;
};
/* ctx is the struct progress, so that it suits those who call back. */
void progress_step(void *ctx, int64_t n);
void progress_end(struct progress *p);

#endif
