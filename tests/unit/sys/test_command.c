/* Output and errors to their ends, and programs that do not end. */
#include "command.h"

#include "t.h"

static struct buf out, said;
static int status;

static enum rc run(const char *script, int64_t ms, size_t max)
{
	const struct command_bounds bounds = {ms, max};
	struct arena a = {0};
	struct err e = {0};
	char *argv[] = {
	    arena_z(&a, STR("sh")), arena_z(&a, STR("-c")), arena_z(&a, str_of(script)), NULL};
	enum rc rc;

	buf_clear(&out);
	buf_clear(&said);
	rc = command_run(argv, &bounds, &out, &said, &status, &e);
	if (rc != RC_OK)
		note(e.msg);
	arena_free(&a);
	return rc;
}

int main(void)
{
	const struct command_bounds bounds = {1000, 10};
	char none[] = "mekenjai-no-such-program";
	char *argv[] = {none, NULL};

	OK(run("echo out; echo said >&2; exit 3", 20000, 100) == RC_OK && status == 3);
	OK(str_is(buf_text(&out), "out\n") && str_is(buf_text(&said), "said\n"));
	OK(run("cat; kill -9 $$", 20000, 100) == RC_OK && status == 137); /* nothing to read */
	OK(run("head -c 3000000 /dev/zero; head -c 9000 /dev/zero >&2", 20000, 3000000) == RC_OK &&
	    out.n == 3000000 && said.n == 4096);
	OK(run("head -c 101 /dev/zero", 20000, 100) == RC_BAD_INPUT);
	OK(run("exec sleep 600", 50, 100) == RC_RETRY && status == 137);
	OK(command_run(argv, &bounds, &out, &said, &status, NULL) == RC_NOT_FOUND);
	buf_free(&out);
	buf_free(&said);
	return t_done();
}
