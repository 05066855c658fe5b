/* Lines of standard input, as many at once as are there. */
#include "lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct input {
	char *p; /* 2 * LINE_BYTES */
	size_t n;
	bool skipping; /* the rest of a line that was too long */
};

/* The whole lines in the buffer, at most max; gives how many bytes they took. */
static size_t split(struct input *in, struct line_list *out, size_t max)
{
	size_t from = 0;
	const char *nl;

	out->n = 0;
	while (out->n < max && (nl = memchr(in->p + from, '\n', in->n - from)) != NULL) {
		size_t len = (size_t)(nl - in->p) - from;

		if (!in->skipping)
			out->v[out->n++] = len < LINE_BYTES ? (struct str){in->p + from, len}
							    : (struct str){NULL, 0};
		in->skipping = false;
		from += len + 1;
	}
	return from;
}

static bool answer_all(struct input *in, struct line_list *l, size_t max, lines_fn fn, void *ctx)
{
	size_t used;

	do {
		used = split(in, l, max);
		if (l->n > 0 && !fn(ctx, l))
			return false;
		memmove(in->p, in->p + used, in->n - used);
		in->n -= used;
	} while (used > 0 && l->n == max);
	if (in->skipping) {
		in->n = 0;
	} else if (in->n >= LINE_BYTES) {
		in->skipping = true;
		in->n = 0;
		l->v[0] = (struct str){NULL, 0};
		l->n = 1;
		return fn(ctx, l);
	}
	return true;
}

int lines_each(struct cli *c, size_t max, lines_fn fn, void *ctx)
{
	struct input in = {.p = xmalloc(2 * LINE_BYTES)};
	struct line_list l = {.v = xcalloc(max, sizeof(*l.v))};
	int status = CLI_DONE;
	ssize_t n = 1;

	while (n != 0) {
		n = read(STDIN_FILENO, in.p + in.n, 2 * LINE_BYTES - 1 - in.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			status = cli_failed(
			    c, MSG_CLI_STDIN, ARGS({"why", str_of(strerrordesc_np(errno))}));
			break;
		}
		if (n == 0 && in.n > 0) /* the last line may lack its end */
			in.p[in.n++] = '\n';
		in.n += (size_t)n;
		if (!answer_all(&in, &l, max, fn, ctx)) {
			status = CLI_FAILED;
			break;
		}
	}
	free(in.p);
	free(l.v);
	return status;
}
