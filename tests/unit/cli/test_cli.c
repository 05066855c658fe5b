/* The command line from outside: options, help, exit status. */
#include "program.h"

static const char *program;

/* Run in this language with these words; the status and, in stdout or stderr, the text. */
static void expect_in(
    const char *lang, int status, const char *text, const char *const given[WORDS_MAX])
{
	const char *words[WORDS_MAX] = {"--lang", lang};
	struct buf out = {0};
	struct buf err = {0};
	int got;

	for (size_t i = 0; given[i] != NULL && i + 3 < WORDS_MAX; i++)
		words[i + 2] = given[i];
	got = run_program(program, words, STR(""), &out, &err);
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
#define EXPECT(status, text, ...) \
	expect_in("en", status, text, (const char *const[WORDS_MAX]){__VA_ARGS__})
#define EXPECT_IN(lang, status, text, ...) \
	expect_in(lang, status, text, (const char *const[WORDS_MAX]){__VA_ARGS__})

int main(int argc, char **argv)
{
	const char *pack = "/nonexistent/pack.json";
	const char *rules = "rules";

	(void)unsetenv("MEKENJAI_DB");    /* NOLINT(concurrency-mt-unsafe): one thread */
	(void)unsetenv("MEKENJAI_RULES"); /* NOLINT(concurrency-mt-unsafe): one thread */
	program = argc > 1 ? argv[1] : "mekenjai";
	EXPECT(0, "commands:\n", "--help");
	EXPECT(0, "commands:\n", "-h");
	EXPECT(0, "mekenjai " VERSION "\n", "--version");
	EXPECT(0, "--pack", rules, "--help");
	EXPECT(0, "usage: mekenjai [OPTIONS] decide", "decide", "-h");
	EXPECT(2, "no command", NULL);
	EXPECT(2, "did you mean decide?", "decid");
	EXPECT(2, "see mekenjai --help", "frobnicate");
	EXPECT(2, "did you mean --pack?", rules, "--pak");
	EXPECT(2, "no option --frobnicate", "--frobnicate", rules);
	EXPECT(2, "--lang xx", "--lang", "xx", rules);
	EXPECT(2, "needs a value", "--rules");
	EXPECT(2, "takes no value", rules, "--pack=1");
	EXPECT(2, "given twice", rules, "--pack", "--pack");
	EXPECT(2, "wrong number of arguments", rules, "x");
	EXPECT(2, "wrong number of arguments", rules, "--", "--pack");
	EXPECT(2, "password", "--db", "postgresql://u:secret@h/d", rules);
	EXPECT(2, "password", rules, "--db=postgresql://u@h/d?password=secret");
	EXPECT(3, "/nonexistent/pack.json", "--rules", pack, rules);
	EXPECT_IN("ru", 2, "возможно, decide?", "decid");
	EXPECT_IN("kk", 2, "мүмкін, decide?", "decid");
	EXPECT_IN("kk", 0, "командалар:\n", "--help");
	EXPECT_IN("en", 0, "команды:\n", "--lang", "ru", "--help"); /* the last one counts */
	EXPECT_IN("kk", 2, "--lang xx: ru, kk немесе en", "--lang", "xx", rules);
	EXPECT_IN("ru", 3, "сбой системы: /nonexistent/pack.json", "--rules", pack, rules);
	EXPECT(0, "\"almaty-260\"", "--lang=kk", rules, "--pack");
	(void)setenv("MEKENJAI_RULES", pack, 1); /* NOLINT(concurrency-mt-unsafe): one thread */
	EXPECT(3, "/nonexistent/pack.json", rules);
	EXPECT(0, "commands:\n", "--help"); /* help needs no pack */
	(void)unsetenv("MEKENJAI_RULES");   /* NOLINT(concurrency-mt-unsafe): one thread */
	/* NOLINTNEXTLINE(concurrency-mt-unsafe): one thread */
	(void)setenv("MEKENJAI_DB", "postgresql://u:secret@h/d", 1);
	EXPECT(2, "password", rules);
	return t_done();
}
