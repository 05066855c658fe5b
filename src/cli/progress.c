/* How far a long command has come. */
#include "progress.h"

#include "clock.h"

#include <stdio.h>
#include <unistd.h>

static void show(const struct progress *p, int64_t n)
{
	struct arena a = {0};
	struct str line = text_plural(&a, p->c->lang, p->text, n, NULL, 0);

	/* a shorter word may follow a longer one: what is left of it is wiped */
	(void)fprintf(stderr, "\r%.*s\033[K", STR_FMT(line));
	arena_free(&a);
}

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
	show(p, n);
}

void progress_end(struct progress *p)
{
	if (p->shown)
		(void)fprintf(stderr, "\n");
	p->shown = false;
}
