/* The command line from outside: options, help, exit status. */
#include "program.h"

static char *program;

/* Run with these words (up to six); the status and, in stdout or stderr, the text. */
static void expect(int status, const char *text, char *const words[6])
{
	char *argv[8] = {program};
	struct buf out = {0};
	struct buf err = {0};
	int got;

	for (int i = 0; i < 6 && words[i] != NULL; i++)
		argv[i + 1] = words[i];
	got = run_program(argv, STR(""), &out, &err);
	buf_char(&out, '\0');
	buf_char(&err, '\0');
	if (got != status)
		note(err.p);
	OK(got == status);
	OK(strstr(status == 0 ? out.p : err.p, text) != NULL);
	OK(status == 0 ? err.n == 1 : out.n == 1); /* results on one side, messages on the other */
	buf_free(&out);
	buf_free(&err);
}
#define EXPECT(status, text, ...) expect(status, text, (char *const[6]){__VA_ARGS__})

static char *str(const char *z)
{
	return xstrdup(z); /* execv wants what it does not change to be writable */
}

int main(int argc, char **argv)
{
	char *pack = str("/nonexistent/pack.json");
	char *rules = str("rules");

	(void)unsetenv("MEKENJAI_DB");
	(void)unsetenv("MEKENJAI_RULES");
	program = argc > 1 ? argv[1] : str("mekenjai");
	EXPECT(0, "commands:\n", str("--help"));
	EXPECT(0, "commands:\n", str("-h"));
	EXPECT(0, "mekenjai " VERSION "\n", str("--version"));
	EXPECT(0, "--pack", rules, str("--help"));
	EXPECT(0, "usage: mekenjai [OPTIONS] decide", str("decide"), str("-h"));
	EXPECT(2, "no command", NULL);
	EXPECT(2, "did you mean decide?", str("decid"));
	EXPECT(2, "see mekenjai --help", str("frobnicate"));
	EXPECT(2, "did you mean --pack?", rules, str("--pak"));
	EXPECT(2, "no option --frobnicate", str("--frobnicate"), rules);
	EXPECT(2, "--lang xx", str("--lang"), str("xx"), rules);
	EXPECT(2, "needs a value", str("--rules"));
	EXPECT(2, "takes no value", rules, str("--pack=1"));
	EXPECT(2, "given twice", rules, str("--pack"), str("--pack"));
	EXPECT(2, "wrong number of arguments", rules, str("x"));
	EXPECT(2, "wrong number of arguments", rules, str("--"), str("--pack"));
	EXPECT(2, "password", str("--db"), str("postgresql://u:secret@h/d"), rules);
	EXPECT(2, "password", rules, str("--db=postgresql://u@h/d?password=secret"));
	EXPECT(3, "/nonexistent/pack.json", str("--rules"), pack, rules);
	EXPECT(0, "\"almaty-260\"", str("--lang=kk"), rules, str("--pack"));
	(void)setenv("MEKENJAI_RULES", pack, 1);
	EXPECT(3, "/nonexistent/pack.json", rules);
	EXPECT(0, "commands:\n", str("--help")); /* help needs no pack */
	(void)unsetenv("MEKENJAI_RULES");
	(void)setenv("MEKENJAI_DB", "postgresql://u:secret@h/d", 1);
	EXPECT(2, "password", rules);
	return t_done();
}
