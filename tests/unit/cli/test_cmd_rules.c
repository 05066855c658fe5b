/* docs/rules.md is what `rules' prints; what `rules --pack' prints is a pack. */
#include "program.h"

static void run(const char *program, const char *option, struct buf *out)
{
	const char *const words[] = {"rules", option, NULL};
	struct buf err = {0};

	OK(run_program(program, words, STR(""), out, &err) == 0 && err.n == 0);
	buf_free(&err);
}

static void put_file(struct buf *b, const char *path)
{
	FILE *f = fopen(path, "rb");
	int c;

	OK(f != NULL);
	while (f != NULL && (c = getc(f)) != EOF)
		buf_char(b, (char)c);
	if (f != NULL)
		(void)fclose(f);
}

int main(int argc, char **argv)
{
	struct buf rules = {0};
	struct buf docs = {0};
	struct buf pack = {0};
	struct buf again = {0};
	char path[] = "/tmp/mekenjai-pack-XXXXXX";
	int fd = mkstemp(path);

	OK(argc == 3 && fd >= 0);
	run(argv[1], NULL, &rules);
	put_file(&docs, argv[2]);
	if (!str_eq(buf_text(&rules), buf_text(&docs)))
		note("docs/rules.md is stale: build/mekenjai rules > docs/rules.md");
	OK(rules.n > 0 && str_eq(buf_text(&rules), buf_text(&docs)));

	run(argv[1], "--pack", &pack);
	OK(pack.n > 0 && write(fd, pack.p, pack.n) == (ssize_t)pack.n);
	(void)setenv("MEKENJAI_RULES", path, 1); /* NOLINT(concurrency-mt-unsafe): one thread */
	run(argv[1], NULL, &again);
	OK(str_eq(buf_text(&again), buf_text(&rules)));
	buf_clear(&again);
	run(argv[1], "--pack", &again);
	OK(str_eq(buf_text(&again), buf_text(&pack)));
	(void)unlink(path);
	(void)close(fd);
	buf_free(&rules);
	buf_free(&docs);
	buf_free(&pack);
	buf_free(&again);
	return t_done();
}
