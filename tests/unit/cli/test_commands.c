/* Every command's help is complete in every language, as the program prints it. */
#include "cli.h"
#include "program.h"

#include <string.h>

static const char *program;

static bool cyrillic(const char *z)
{
	return strpbrk(z, "\xd0\xd1\xd2\xd3") != NULL;
}

/* A text of the help: there in three languages, and no English in two of them. */
static void translated(enum msg m)
{
	const char *en = text(LANG_EN, m);

	OK(m != MSG_NONE && *en != '\0');
	for (int l = 0; l < LANG__MAX; l++) {
		const char *z = text((enum lang)l, m);

		if (cyrillic(z) != (l != LANG_EN))
			note(z);
		OK(cyrillic(z) == (l != LANG_EN));
	}
	OK(strcmp(text(LANG_RU, m), text(LANG_KK, m)) != 0);
}

/* A key is that of the command, so no row has another one's text. */
static void key_of_name(const char *family, const struct command *c, enum msg m)
{
	struct arena a = {0};
	char *key = arena_z(&a, arena_printf(&a, "cli.%s.%s", family, c->name));
	enum msg found = MSG_NONE;

	for (char *blank = key; (blank = strchr(blank, ' ')) != NULL;)
		*blank = '-';
	OK(text_find(str_of(key), &found) && found == m);
	arena_free(&a);
}

static bool says(const struct buf *out, const char *z)
{
	if (strstr(out->p, z) == NULL)
		note(z);
	return strstr(out->p, z) != NULL;
}

static void help_in(const struct command *c, enum lang lang)
{
	char *name = xstrdup(c->name);
	char *second = strchr(name, ' ');
	const char *words[] = {"--help", "--lang", lang_code(lang), name, NULL, NULL};
	struct buf out = {0};
	struct buf err = {0};

	if (second != NULL) {
		*second = '\0';
		words[4] = second + 1;
	}
	/* --help before the command is that of the program: the command's comes after it */
	for (size_t i = 0; words[i] != NULL; i++)
		words[i] = words[i + 1] != NULL ? words[i + 1] : "--help";
	OK(run_program(program, words, STR(""), &out, &err) == 0 && err.n == 0);
	buf_char(&out, '\0');
	OK(says(&out, text(lang, c->about)));
	OK(says(&out, text(lang, MSG_CLI_USAGE)));
	OK(c->usage == NULL || says(&out, c->usage));
	OK(c->more == MSG_NONE || says(&out, text(lang, c->more)));
	for (const struct cli_option *o = c->options; o != NULL && o->name != NULL; o++)
		OK(says(&out, o->name) && says(&out, text(lang, o->about)));
	buf_free(&out);
	buf_free(&err);
	free(name);
}

int main(int argc, char **argv)
{
	program = argc > 1 ? argv[1] : "mekenjai";
	for (size_t i = 0; i < commands_n; i++) {
		const struct command *c = &commands[i];

		translated(c->about);
		key_of_name("command", c, c->about);
		if (c->more != MSG_NONE) {
			translated(c->more);
			key_of_name("more", c, c->more);
		}
		for (const struct cli_option *o = c->options; o != NULL && o->name != NULL; o++)
			translated(o->about);
		for (int l = 0; l < LANG__MAX; l++)
			help_in(c, (enum lang)l);
	}
	return t_done();
}
