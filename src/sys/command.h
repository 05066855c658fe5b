/*
 * Another program run as a process of its own, with nothing open but its output, which is
 * read to its end: for tools that are too large or too foreign to be linked.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "buf.h"

struct command_bounds {
	int64_t ms; /* then it is killed */
	size_t max; /* bytes of output */
};

/*
 * argv ends with NULL; the program is looked for on PATH.  out: its standard output; said: its
 * standard error, the first 4,096 bytes.  Both are the caller's to free, whatever comes back.
 * *status: its exit status, 128 and a signal's number where one ended it.
 * RC_NOT_FOUND: no such program; RC_RETRY: it took too long; RC_BAD_INPUT: it wrote more than
 * max bytes; RC_SYS: the system.
 */
enum rc command_run(char *const argv[], const struct command_bounds *bounds, struct buf *out,
    struct buf *said, int *status, struct err *e) MUST_USE;

#endif
