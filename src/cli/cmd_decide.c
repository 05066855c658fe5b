/*
 * mekenjai decide: facts in, verdicts out, a line each (decide.md).  What has
 * been read is answered before more is read, so it works as a partner in a
 * dialogue as well as on a file.
 */
#include "cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES ((size_t)1024 * 1024) /* with its end; longer ones are invalid */

struct stream {
	struct cli *c;
	char *p; /* 2 * LINE_MAX_BYTES */
	size_t n;
	bool skipping; /* the rest of a line that was too long */
	struct arena arena;
	struct buf out;
};

static void answer(struct stream *s, struct str line)
{
	(void)rules_answer_line(s->c->pack, line, &s->arena, &s->out);
	buf_char(&s->out, '\n');
	arena_free(&s->arena);
}

static void answer_too_long(struct stream *s)
{
	struct issues l = {.arena = &s->arena};

	issue_add(&l, STR(""), PROBLEM_TOO_LONG, STR("1,048,575"));
	rules_write_invalid(&s->out, &l);
	buf_char(&s->out, '\n');
	arena_free(&s->arena);
}

/* Answer all whole lines that are there and keep the rest. */
static void answer_lines(struct stream *s)
{
	char *from = s->p;
	char *end = s->p + s->n;
	char *nl;

	while ((nl = memchr(from, '\n', (size_t)(end - from))) != NULL) {
		struct str line = {from, (size_t)(nl - from)};

		if (!s->skipping && line.n < LINE_MAX_BYTES)
			answer(s, line);
		else if (!s->skipping)
			answer_too_long(s);
		s->skipping = false;
		from = nl + 1;
	}
	s->n = (size_t)(end - from);
	if (s->skipping) {
		s->n = 0;
	} else if (s->n >= LINE_MAX_BYTES) {
		answer_too_long(s);
		s->skipping = true;
		s->n = 0;
	}
	memmove(s->p, from, s->n);
}

static int run(struct stream *s)
{
	for (;;) {
		ssize_t n = read(STDIN_FILENO, s->p + s->n, 2 * LINE_MAX_BYTES - s->n);
		int status;

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cli_failed(s->c, "standard input: %s", strerrordesc_np(errno));
		if (n == 0 && s->n > 0) /* the last line may lack its end */
			s->p[s->n++] = '\n';
		s->n += (size_t)n;
		answer_lines(s);
		status = cli_write(s->c, buf_text(&s->out));
		buf_clear(&s->out);
		if (status != CLI_DONE || n == 0)
			return status;
	}
}

int cmd_decide(struct cli *c)
{
	struct stream s = {.c = c, .p = xmalloc(2 * LINE_MAX_BYTES)};
	int status = run(&s);

	buf_free(&s.out);
	free(s.p);
	return status;
}
