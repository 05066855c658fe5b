/* `bench': which one, how large, and what it says; a register is not needed. */
#include "program.h"

static int run(const char *program, const char *const *words, struct buf *out, struct buf *err)
{
	int status;

	buf_clear(out);
	buf_clear(err);
	status = run_program(program, words, STR(""), out, err);
	buf_char(out, '\0');
	buf_char(err, '\0');
	return status;
}

int main(int argc, char **argv)
{
	const char *const one[] = {"bench", "decide", "--size", "60", NULL};
	const char *const wrong[] = {"bench", "deside", NULL};
	const char *const bogus[] = {"bench", "zzzzzzzz", NULL};
	const char *const small[] = {"bench", "decide", "--size", "59", NULL};
	const char *const nowhere[] = {
	    "--db", "sqlite:/dev/null/x/register.db", "bench", "decide", NULL};
	struct buf out = {0}, err = {0};

	OK(argc == 2);
	OK(run(argv[1], one, &out, &err) == 0);
	OK(strncmp(out.p, "decide: 240 verdicts: ", 22) == 0 && err.n == 1);
	OK(strstr(out.p, "\n  ratio ") != NULL);
	OK(run(argv[1], wrong, &out, &err) == 2 && strstr(err.p, "did you mean decide?") != NULL);
	OK(out.n == 1);
	OK(run(argv[1], bogus, &out, &err) == 2 && strstr(err.p, "verify") != NULL);
	OK(run(argv[1], small, &out, &err) == 2);
	OK(run(argv[1], nowhere, &out, &err) == 0); /* this one needs no register */
	buf_free(&out);
	buf_free(&err);
	return t_done();
}
