/* Options by table: globals everywhere, a command's own after its name. */
#include "cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct cli_option globals[] = {
    OPTION("--db", "URL", MSG_CLI_OPTION_DB),
    OPTION("--rules", "FILE", MSG_CLI_OPTION_RULES),
    OPTION("--lang", "ru|kk|en", MSG_CLI_OPTION_LANG),
    FLAG("--help", MSG_CLI_OPTION_HELP),
    FLAG("--version", MSG_CLI_OPTION_VERSION),
    {0},
};

static const struct cli_option *option_in(
    const struct cli_option *table, const char *name, size_t n)
{
	for (; table != NULL && table->name != NULL; table++)
		if (strlen(table->name) == n && memcmp(table->name, name, n) == 0)
			return table;
	return NULL;
}

static int edit_distance(const char *a, const char *b)
{
	int row[32];
	size_t n = strlen(b);

	if (n >= ARRAY_LEN(row) || strlen(a) >= ARRAY_LEN(row))
		return 99;
	for (size_t j = 0; j <= n; j++)
		row[j] = (int)j;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		int diagonal = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= n; j++) {
			int swap = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < swap)
				swap = row[j] + 1;
			if (row[j - 1] + 1 < swap)
				swap = row[j - 1] + 1;
			row[j] = swap;
		}
	}
	return row[n];
}

const char *cli_did_you_mean(const char *s, const char *const *names, size_t n)
{
	const char *best = NULL;
	int least = strlen(s) < 5 ? 2 : 3; /* not reached by what is merely as short */

	for (size_t i = 0; i < n; i++) {
		int d = edit_distance(s, names[i]);

		if (d < least) {
			least = d;
			best = names[i];
		}
	}
	return best;
}

static int unknown_option(const struct cli *c, const char *name)
{
	const char *names[64];
	size_t n = 0;
	const char *near;

	for (const struct cli_option *o = globals; o->name != NULL; o++)
		names[n++] = o->name;
	for (const struct cli_option *o = c->command ? c->command->options : NULL;
	     o != NULL && o->name != NULL && n < ARRAY_LEN(names); o++)
		names[n++] = o->name;
	near = cli_did_you_mean(name, names, n);
	return cli_usage(c, near != NULL ? MSG_CLI_NO_OPTION_NEAR : MSG_CLI_NO_OPTION,
	    ARGS({"option", str_of(name)}, {"near", str_of(near)}));
}

/* libpq takes %70assword for password too. */
static bool names_password(const char *s)
{
	struct buf plain = {0};
	bool found;

	for (; *s != '\0'; s++) {
		unsigned char c;

		if (*s == '%' && s[1] != '\0' && hash_unhex((struct str){s + 1, 2}, &c, 1)) {
			buf_char(&plain, (char)c);
			s += 2;
		} else {
			buf_char(&plain, *s);
		}
	}
	buf_char(&plain, '\0');
	found = plain.p != NULL && strcasestr(plain.p, "passw") != NULL;
	buf_free(&plain);
	return found;
}

bool cli_db_has_password(const char *url)
{
	const char *rest = strstr(url, "://");
	const char *query = strchr(url, '?');
	const char *authority_end;
	const char *at;

	if (strncmp(url, "sqlite:", 7) == 0)
		return false;
	if (rest == NULL) /* key=value words, as libpq takes them */
		return names_password(url);
	if (query != NULL && names_password(query))
		return true;
	rest += 3;
	authority_end = rest + strcspn(rest, "/?#");
	at = memrchr(rest, '@', (size_t)(authority_end - rest));
	return at != NULL && memchr(rest, ':', (size_t)(at - rest)) != NULL;
}

static int set_lang(struct cli *c, const char *value)
{
	for (int i = 0; i < LANG__MAX; i++) {
		if (strcmp(value, lang_code((enum lang)i)) != 0)
			continue;
		c->lang = (enum lang)i;
		c->lang_given = true;
		return -1;
	}
	return cli_usage(c, MSG_CLI_LANG_WORD, ARGS({"value", str_of(value)}));
}

static int take_global(struct cli *c, const struct cli_option *o, const char *value)
{
	if (strcmp(o->name, "--db") == 0)
		c->db = value;
	else if (strcmp(o->name, "--rules") == 0)
		c->rules_file = value;
	else if (strcmp(o->name, "--lang") == 0)
		return set_lang(c, value);
	else if (strcmp(o->name, "--version") == 0)
		return cli_write(c, STR("mekenjai " VERSION "\n"));
	else {
		cli_help(c);
		return CLI_DONE;
	}
	return -1;
}

static int take_own(struct cli *c, const struct cli_option *o, const char *value)
{
	for (size_t i = 0; i < c->given_n && !o->many; i++)
		if (c->given[i].option == o)
			return cli_usage(c, MSG_CLI_TWICE, ARGS({"option", str_of(o->name)}));
	if (c->given_n == CLI_GIVEN_MAX)
		return cli_usage(c, MSG_CLI_TOO_MANY, ARGS({"n", STR_INT(CLI_GIVEN_MAX)}));
	c->given[c->given_n].option = o;
	c->given[c->given_n++].value = value;
	return -1;
}

/* One option at argv[*i]; moves *i over a value that is an argument of its own. */
static int read_option(struct cli *c, int argc, char **argv, int *i)
{
	char *word = argv[*i];
	size_t n = strcspn(word, "=");
	const struct cli_option *own = option_in(c->command ? c->command->options : NULL, word, n);
	const struct cli_option *o = own != NULL ? own : option_in(globals, word, n);
	const char *value = word[n] == '=' ? word + n + 1 : NULL;

	if (strcmp(word, "-h") == 0)
		o = option_in(globals, "--help", 6);
	if (o == NULL) {
		word[n] = '\0';
		return unknown_option(c, word);
	}
	if (o->value == NULL && value != NULL)
		return cli_usage(c, MSG_CLI_NO_VALUE, ARGS({"option", str_of(o->name)}));
	if (o->value != NULL && value == NULL) {
		if (*i + 1 >= argc)
			return cli_usage(c, MSG_CLI_NEEDS_VALUE,
			    ARGS({"option", str_of(o->name)}, {"value", str_of(o->value)}));
		value = argv[++*i];
	}
	if (value == NULL) /* a flag */
		value = "";
	return own != NULL ? take_own(c, o, value) : take_global(c, o, value);
}

int cli_read_options(struct cli *c, int argc, char **argv, int *used)
{
	bool plain = false;
	int i = 0;
	int status = -1;

	for (; i < argc && status < 0; i++) {
		if (plain || argv[i][0] != '-' || argv[i][1] == '\0') {
			if (c->command == NULL)
				break;
			c->args[c->args_n++] = argv[i];
		} else if (strcmp(argv[i], "--") == 0) {
			plain = true;
		} else {
			status = read_option(c, argc, argv, &i);
		}
	}
	*used = i;
	return status;
}

static void help_options(const struct cli *c, struct buf *b, const struct cli_option *o)
{
	for (; o != NULL && o->name != NULL; o++) {
		size_t from = b->n;

		buf_printf(b, "  %s%s%s", o->name, o->value != NULL ? " " : "",
		    o->value != NULL ? o->value : "");
		while (b->n - from < 28)
			buf_char(b, ' ');
		buf_printf(b, " %s", cli_text(c, o->about));
		if (o->many)
			buf_printf(b, " (%s)", cli_text(c, MSG_CLI_REPEATED));
		buf_char(b, '\n');
	}
}

/* The commands whose name starts with `prefix' as a whole word; "" for all. */
static void help_commands(const struct cli *c, struct buf *b, const char *prefix)
{
	size_t n = strlen(prefix);

	for (size_t i = 0; i < commands_n; i++) {
		size_t from = b->n;

		if (n > 0 &&
		    (strncmp(commands[i].name, prefix, n) != 0 || commands[i].name[n] != ' '))
			continue;
		buf_printf(b, "  %s", commands[i].name);
		while (b->n - from < 22)
			buf_char(b, ' ');
		buf_printf(b, " %s\n", cli_text(c, commands[i].about));
	}
}

static void help_command(const struct cli *c, struct buf *b)
{
	const struct command *m = c->command;

	buf_printf(b, "%s: mekenjai [OPTIONS] %s%s%s\n\n%s\n", cli_text(c, MSG_CLI_USAGE), m->name,
	    m->usage != NULL ? " " : "", m->usage != NULL ? m->usage : "", cli_text(c, m->about));
	if (m->more != MSG_NONE)
		buf_printf(b, "\n%s\n", cli_text(c, m->more));
	if (m->options != NULL)
		buf_printf(b, "\n%s:\n", cli_text(c, MSG_CLI_OWN_OPTIONS));
	help_options(c, b, m->options);
}

void cli_help(const struct cli *c)
{
	struct buf b = {0};

	if (c->command != NULL) {
		help_command(c, &b);
	} else {
		buf_printf(&b, "%s: mekenjai [OPTIONS] COMMAND ...\n\n%s\n\n%s:\n",
		    cli_text(c, MSG_CLI_USAGE), cli_text(c, MSG_CLI_ABOUT),
		    cli_text(c, MSG_CLI_COMMANDS));
		help_commands(c, &b, c->group != NULL ? c->group : "");
	}
	buf_printf(&b, "\n%s:\n", cli_text(c, MSG_CLI_OPTIONS));
	help_options(c, &b, globals);
	(void)cli_write(c, buf_text(&b));
	buf_free(&b);
}
