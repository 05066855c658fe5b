/*
 * Strangers' bytes are parsed in a child that can read what it was given, use
 * memory, answer and exit: an allow-list of system calls (seccomp), no files (Landlock, where
 * the kernel has it), no descriptors but its answer, 256 MiB, a bound of CPU time.
 * The caller must have one thread only (the reader process): the child of a threaded
 * process may not even call malloc.
 */
#ifndef JAIL_H
#define JAIL_H

#include "base.h"

/* What the child does, and for how long. */
struct jail {
	void (*work)(const void *ctx, struct str in, int out);
	const void *ctx;
	unsigned seconds; /* of CPU time; twice as much by the clock */
};

/*
 * Run work(ctx, in, out) in such a child and copy its answer, at most cap bytes.
 * RC_OK: it ended by itself; distrust the answer all the same.  RC_BAD_INPUT: it was
 * stopped (it did what it may not, took too long or too much, or answered more than cap
 * bytes): the input is to blame.  RC_SYS: there is no jail; nothing was run in the open.
 */
enum rc jail_run(const struct jail *j, struct str in, char *answer, size_t cap, size_t *n,
    struct err *e) MUST_USE;

#endif
