/* Lines in the language of the person; which language that is. */
#include "cli.h"
#include "t.h"

#include <stdlib.h>

static void environment(const char *all, const char *messages, const char *lang, enum lang expected)
{
	/* NOLINTBEGIN(concurrency-mt-unsafe): one thread */
	(void)setenv("LC_ALL", all, 1);
	(void)setenv("LC_MESSAGES", messages, 1);
	(void)setenv("LANG", lang, 1);
	/* NOLINTEND(concurrency-mt-unsafe) */
	OK(cli_lang_of_environment() == expected);
}

static void environments(void)
{
	environment("", "", "", LANG_EN);
	environment("", "", "ru_RU.UTF-8", LANG_RU);
	environment("", "", "kk", LANG_KK);
	environment("", "", "kk.UTF-8", LANG_KK);
	environment("", "", "kk_KZ@cyrillic", LANG_KK);
	environment("", "ru_RU.UTF-8", "kk_KZ.UTF-8", LANG_RU);
	environment("kk_KZ.UTF-8", "ru_RU.UTF-8", "C", LANG_KK);
	environment("C", "ru_RU.UTF-8", "ru_RU.UTF-8", LANG_EN); /* the first that is set */
	environment("de_DE.UTF-8", "", "ru_RU.UTF-8", LANG_EN);
	environment("rub", "", "", LANG_EN);
}

#define WORDS 4
static void ahead(enum lang otherwise, enum lang expected, const char *const words[WORDS])
{
	char *argv[WORDS + 2] = {xstrdup("mekenjai")};
	int n = 1;

	for (; n <= WORDS && words[n - 1] != NULL; n++)
		argv[n] = xstrdup(words[n - 1]);
	OK(cli_lang_ahead(n, argv, otherwise) == expected);
	while (n > 0)
		free(argv[--n]);
}
#define AHEAD(otherwise, expected, ...) \
	ahead(otherwise, expected, (const char *const[WORDS]){__VA_ARGS__})

static void aheads(void)
{
	AHEAD(LANG_EN, LANG_EN, "rules");
	AHEAD(LANG_EN, LANG_KK, "--frob", "--lang", "kk");
	AHEAD(LANG_EN, LANG_RU, "--lang=kk", "x", "--lang=ru");
	AHEAD(LANG_KK, LANG_KK, "--lang=xx");
	AHEAD(LANG_RU, LANG_RU, "--lang");
	AHEAD(LANG_EN, LANG_EN, "--", "--lang=kk");
}

static void rows(enum lang lang, int64_t n, const char *expected)
{
	struct cli c = {.lang = lang};
	struct buf b = {0};

	cli_put_n(&c, &b, MSG_CLI_PROGRESS_ROWS, n, NULL);
	OK(str_is(buf_text(&b), expected));
	buf_free(&b);
}

static void lines(void)
{
	struct cli c = {.lang = LANG_RU};
	struct buf b = {0};

	rows(LANG_RU, 1, "1 строка\n");
	rows(LANG_RU, 22, "22 строки\n");
	rows(LANG_RU, 12, "12 строк\n");
	rows(LANG_KK, 5, "5 жол\n");
	rows(LANG_EN, 1, "1 row\n");
	rows(LANG_EN, 0, "0 rows\n");
	cli_put(&c, &b, MSG_CLI_NUMBER,
	    ARGS({"option", STR("--ttl")}, {"value", STR("{low}")}, {"low", STR_INT(1)},
		{"high", STR_INT(INT64_MIN)}));
	/* what a person typed is no place for another value */
	OK(str_is(buf_text(&b), "--ttl {low}: нужно целое число от 1 до -9223372036854775808\n"));
	buf_free(&b);
}

int main(void)
{
	environments();
	aheads();
	lines();
	return t_done();
}
