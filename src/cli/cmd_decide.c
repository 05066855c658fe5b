/* mekenjai decide: facts in, verdicts out, a line each (decide.md). */
#include "lines.h"

#define AT_ONCE 4096

struct judging {
	struct cli *c;
	struct arena arena;
	struct buf out;
};

static void answer_too_long(struct judging *j)
{
	struct issues l = {.arena = &j->arena};

	issue_add(&l, STR(""), PROBLEM_TOO_LONG, STR("1,048,575"));
	rules_write_invalid(&j->out, &l, &j->c->words);
}

static bool answer(void *ctx, const struct line_list *lines)
{
	struct judging *j = ctx;

	buf_clear(&j->out);
	for (size_t i = 0; i < lines->n; i++) {
		if (lines->v[i].p == NULL)
			answer_too_long(j);
		else
			(void)rules_answer_line(
			    j->c->pack, lines->v[i], &j->c->words, &j->arena, &j->out);
		buf_char(&j->out, '\n');
		arena_free(&j->arena);
	}
	return cli_write(j->c, buf_text(&j->out)) == CLI_DONE;
}

int cmd_decide(struct cli *c)
{
	struct judging j = {.c = c};
	int status = lines_each(c, AT_ONCE, answer, &j);

	buf_free(&j.out);
	return status;
}
