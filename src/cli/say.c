/* What a command says, in the language of the person. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

struct str cli_int(char z[24], int64_t i)
{
	int n = snprintf(z, 24, "%lld", (long long)i);

	return (struct str){z, n > 0 ? (size_t)n : 0};
}

const char *cli_text(const struct cli *c, enum msg m)
{
	return text(c->lang, m);
}

static size_t count(const struct text_arg *args)
{
	size_t n = 0;

	while (args != NULL && args[n].name != NULL)
		n++;
	return n;
}

void cli_put(const struct cli *c, struct buf *b, enum msg m, const struct text_arg *args)
{
	struct arena a = {0};

	buf_str(b, text_fill(&a, c->lang, m, args, count(args)));
	buf_char(b, '\n');
	arena_free(&a);
}

void cli_put_n(
    const struct cli *c, struct buf *b, enum msg m, int64_t n, const struct text_arg *args)
{
	struct arena a = {0};

	buf_str(b, text_plural(&a, c->lang, m, n, args, count(args)));
	buf_char(b, '\n');
	arena_free(&a);
}

/* A line at once, so that lines of two programs do not mix. */
static void tell(struct buf *b)
{
	(void)fwrite(b->p, 1, b->n, stderr);
	buf_free(b);
}

static void complain(const struct cli *c, enum msg m, const struct text_arg *args)
{
	struct buf b = {0};

	buf_printf(&b, "mekenjai%s%s: ", c->command != NULL ? " " : "",
	    c->command != NULL ? c->command->name : "");
	cli_put(c, &b, m, args);
	tell(&b);
}

int cli_usage(const struct cli *c, enum msg m, const struct text_arg *args)
{
	complain(c, m, args);
	return CLI_USAGE;
}

int cli_failed(const struct cli *c, enum msg m, const struct text_arg *args)
{
	complain(c, m, args);
	return CLI_FAILED;
}

int cli_failure(const struct cli *c, enum rc rc, const struct err *e)
{
	static const enum msg says[] = {
	    [RC_OK] = MSG_CLI_FAILURE_SYS,
	    [RC_BAD_INPUT] = MSG_CLI_FAILURE_BAD_INPUT,
	    [RC_FORBIDDEN] = MSG_CLI_FAILURE_FORBIDDEN,
	    [RC_NOT_FOUND] = MSG_CLI_FAILURE_NOT_FOUND,
	    [RC_CONFLICT] = MSG_CLI_FAILURE_CONFLICT,
	    [RC_RETRY] = MSG_CLI_FAILURE_RETRY,
	    [RC_DB] = MSG_CLI_FAILURE_DB,
	    [RC_SYS] = MSG_CLI_FAILURE_SYS,
	};

	return cli_failed(
	    c, says[rc], ARGS({"detail", str_of(e->rc != RC_OK ? e->msg : rc_text(rc))}));
}

void cli_noted(const struct cli *c, enum msg m, const struct text_arg *args)
{
	struct buf b = {0};

	cli_put(c, &b, m, args);
	tell(&b);
}

void cli_noted_n(const struct cli *c, enum msg m, int64_t n, const struct text_arg *args)
{
	struct buf b = {0};

	cli_put_n(c, &b, m, n, args);
	tell(&b);
}

enum lang cli_lang_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *z =
		    getenv(names[i]); /* NOLINT(concurrency-mt-unsafe): before any thread */
		enum lang lang;
		bool ok;

		if (z == NULL || *z == '\0')
			continue; /* the first that is set counts, as for every program */
		lang = lang_parse((struct str){z, strcspn(z, ".@")}, &ok);
		return ok ? lang : LANG_EN;
	}
	return LANG_EN;
}

enum lang cli_lang_ahead(int argc, char **argv, enum lang otherwise)
{
	for (int i = 1; i < argc && argv[i] != NULL && strcmp(argv[i], "--") != 0; i++) {
		const char *z = NULL;

		if (strncmp(argv[i], "--lang=", 7) == 0)
			z = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			z = argv[i + 1];
		for (int l = 0; z != NULL && l < LANG__MAX; l++)
			if (strcmp(z, lang_code((enum lang)l)) == 0)
				otherwise = (enum lang)l;
	}
	return otherwise;
}
