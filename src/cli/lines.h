/*
 * NDJSON from standard input: what has been read is answered before more is
 * read, so a command works as a partner in a dialogue as well as on a file.
 */
#ifndef LINES_H
#define LINES_H

#include "cli.h"

#define LINE_BYTES ((size_t)1024 * 1024) /* with its end; longer ones are malformed */

struct line_list {
	struct str *v; /* without line ends; p NULL: the line was too long */
	size_t n;
};
/* All whole lines that are there, at most `max' at once; false ends the run. */
typedef bool (*lines_fn)(void *ctx, const struct line_list *lines);

/* CLI_DONE, or CLI_FAILED after a message. */
int lines_each(struct cli *c, size_t max, lines_fn fn, void *ctx);

#endif
