/* Lines of standard input: whole, long, without an end; and the reader that has enough. */
#include "lines.h"
#include "t.h"

#include <stdlib.h>
#include <unistd.h>

struct seen {
	char text[256]; /* the lines, each with "|" behind it; "!" for one that was too long */
	size_t calls, most, longest;
	size_t stop_at; /* 0: never */
};

static bool take(void *ctx, const struct line_list *l)
{
	struct seen *s = ctx;

	s->calls++;
	if (l->n > s->most)
		s->most = l->n;
	for (size_t i = 0; i < l->n; i++) {
		size_t at = strlen(s->text);

		if (l->v[i].n > s->longest)
			s->longest = l->v[i].n;
		(void)snprintf(s->text + at, sizeof(s->text) - at, "%.*s|",
		    l->v[i].p == NULL ? 1 : (int)(l->v[i].n > 20 ? 20 : l->v[i].n),
		    l->v[i].p == NULL ? "!" : l->v[i].p);
	}
	return s->stop_at == 0 || s->calls < s->stop_at;
}

static int read_all(const char *p, size_t n, size_t max, struct seen *s)
{
	struct cli c = {0};
	FILE *f = tmpfile();
	int status;

	if (f == NULL || fwrite(p, 1, n, f) != n)
		abort();
	rewind(f);
	(void)dup2(fileno(f), STDIN_FILENO);
	status = lines_each(&c, max, take, s);
	(void)fclose(f);
	return status;
}

static void short_ones(void)
{
	struct seen s = {0}, none = {0}, few = {0};

	OK(read_all("a\nbb\n\nc", 7, 10, &s) == CLI_DONE);
	OK(strcmp(s.text, "a|bb||c|") ==
	    0); /* an empty line is a line; the last may lack its end */
	OK(read_all("", 0, 10, &none) == CLI_DONE && none.calls == 0);
	OK(read_all("1\n2\n3\n4\n5\n", 10, 2, &few) == CLI_DONE);
	OK(few.most == 2 && strcmp(few.text, "1|2|3|4|5|") == 0);
}

static void enough(void)
{
	struct seen s = {.stop_at = 2};

	OK(read_all("1\n2\n3\n", 6, 1, &s) == CLI_FAILED);
	OK(strcmp(s.text, "1|2|") == 0);
}

/* size bytes of one line, its end counted, then "next". */
static void long_line(size_t size, bool good)
{
	char *p = xmalloc(size + 6);
	struct seen s = {0};

	memset(p, 'x', size - 1);
	(void)snprintf(p + size - 1, 7, "\nnext\n");
	OK(read_all(p, size + 5, 8, &s) == CLI_DONE);
	OK(strcmp(s.text, good ? "xxxxxxxxxxxxxxxxxxxx|next|" : "!|next|") == 0);
	OK(s.longest == (good ? size - 1 : 4));
	free(p);
}

int main(void)
{
	short_ones();
	enough();
	long_line(LINE_BYTES, true);
	long_line(LINE_BYTES + 1, false);
	long_line(2 * LINE_BYTES, false);
	long_line(5 * LINE_BYTES + 3, false);
	return t_done();
}
