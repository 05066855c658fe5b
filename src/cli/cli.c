/* From argv to a command, and what every command needs from the outside. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PACK_FILE_MAX ((size_t)4 * 1024 * 1024)

int cli_write(const struct cli *c, struct str s)
{
	while (s.n > 0) {
		ssize_t n = write(STDOUT_FILENO, s.p, s.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cli_failed(
			    c, MSG_CLI_STDOUT, ARGS({"why", str_of(strerrordesc_np(errno))}));
		s.p += n;
		s.n -= (size_t)n;
	}
	return CLI_DONE;
}

enum rc cli_read_file(const char *path, size_t max, struct buf *b, struct err *e)
{
	enum rc rc = RC_OK;
	char part[16384];
	ssize_t n;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fail(e, RC_SYS, "%s: %s", path, strerrordesc_np(errno));
	while ((n = read(fd, part, sizeof(part))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			rc = fail(e, RC_SYS, "%s: %s", path, strerrordesc_np(errno));
			break;
		}
		buf_put(b, part, (size_t)n);
		if (b->n > max) {
			rc = fail(e, RC_BAD_INPUT, "%s: larger than %zu bytes", path, max);
			break;
		}
	}
	(void)close(fd);
	return rc;
}

const char *cli_next(const struct cli *c, const char *name, size_t *i)
{
	while (*i < c->given_n) {
		size_t at = (*i)++;

		if (strcmp(c->given[at].option->name, name) == 0)
			return c->given[at].value;
	}
	return NULL;
}

const char *cli_value(const struct cli *c, const char *name)
{
	size_t i = 0;

	return cli_next(c, name, &i);
}

bool cli_flag(const struct cli *c, const char *name)
{
	return cli_value(c, name) != NULL;
}

bool cli_number(const struct cli *c, const char *name, int64_t low, int64_t high, int64_t *out)
{
	const char *value = cli_value(c, name);
	char *end;

	if (value == NULL)
		return true;
	errno = 0;
	*out = strtoll(value, &end, 10);
	if (errno == 0 && end != value && *end == '\0' && *out >= low && *out <= high)
		return true;
	(void)cli_usage(c, MSG_CLI_NUMBER,
	    ARGS({"option", str_of(name)}, {"value", str_of(value)}, {"low", STR_INT(low)},
		{"high", STR_INT(high)}));
	return false;
}

static const struct command *command_named(const char *first, const char *second)
{
	size_t n = strlen(first);

	for (size_t i = 0; i < commands_n; i++) {
		const char *name = commands[i].name;

		if (strncmp(name, first, n) != 0)
			continue;
		if (name[n] == '\0' && second == NULL)
			return &commands[i];
		if (name[n] == ' ' && second != NULL && strcmp(name + n + 1, second) == 0)
			return &commands[i];
	}
	return NULL;
}

static bool is_group(const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < commands_n; i++)
		if (strncmp(commands[i].name, word, n) == 0 && commands[i].name[n] == ' ')
			return true;
	return false;
}

static int unknown_command(const struct cli *c, const char *word)
{
	const char **names = xcalloc(commands_n, sizeof(*names));
	const char *near;
	int status;

	for (size_t i = 0; i < commands_n; i++)
		names[i] = commands[i].name;
	near = cli_did_you_mean(word, names, commands_n);
	status = cli_usage(c, near != NULL ? MSG_CLI_NO_COMMAND_NEAR : MSG_CLI_NO_COMMAND,
	    ARGS({"word", str_of(word)}, {"near", str_of(near)}));
	free(names);
	return status;
}

/* Find the command at argv[0]; *used words make its name. */
static int find_command(struct cli *c, int argc, char **argv, int *used)
{
	const char *second = argc > 1 && argv[1][0] != '-' ? argv[1] : NULL;

	*used = 2;
	c->command = second != NULL ? command_named(argv[0], second) : NULL;
	if (c->command != NULL)
		return -1;
	*used = 1;
	c->command = command_named(argv[0], NULL);
	if (c->command != NULL)
		return -1;
	if (!is_group(argv[0]))
		return unknown_command(c, argv[0]);
	if (second != NULL) {
		char both[64];

		(void)snprintf(both, sizeof(both), "%s %s", argv[0], second);
		return unknown_command(c, both);
	}
	c->group = argv[0];
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
		cli_help(c);
		return CLI_DONE;
	}
	return cli_usage(c, MSG_CLI_SECOND_WORD, ARGS({"word", str_of(argv[0])}));
}

static int load_pack(struct cli *c)
{
	struct buf text = {0};
	struct err e = {0};

	if (c->rules_file == NULL) {
		c->pack = pack_builtin();
		return -1;
	}
	if (cli_read_file(c->rules_file, PACK_FILE_MAX, &text, &e) == RC_OK)
		c->pack = pack_load(buf_text(&text), c->rules_file, &e);
	buf_free(&text);
	return c->pack != NULL ? -1 : cli_failure(c, e.rc, &e);
}

static int run(struct cli *c, int argc, char **argv)
{
	int used;
	int status = cli_read_options(c, argc, argv, &used);

	if (status >= 0)
		return status;
	argc -= used;
	argv += used;
	if (argc == 0)
		return cli_usage(c, MSG_CLI_NO_WORD, NULL);
	status = find_command(c, argc, argv, &used);
	if (status < 0)
		status = cli_read_options(c, argc - used, argv + used, &used);
	if (status >= 0)
		return status;
	if (c->args_n < c->command->args_min || c->args_n > c->command->args_max)
		return cli_usage(c, MSG_CLI_ARGUMENTS,
		    ARGS({"command", str_of(c->command->name)},
			{"usage", str_of(c->command->usage)}));
	if (cli_db_has_password(c->db))
		return cli_usage(c, MSG_CLI_DB_PASSWORD, NULL);
	if (c->command->needs_pack)
		status = load_pack(c);
	c->words = (struct wording){text_problem, c->lang};
	return status >= 0 ? status : c->command->run(c);
}

static const char *from_environment(const char *name, const char *otherwise)
{
	const char *value = getenv(name); /* NOLINT(concurrency-mt-unsafe): before any thread */

	return value != NULL && *value != '\0' ? value : otherwise;
}

int cli_main(int argc, char **argv)
{
	struct cli c = {.lang = cli_lang_ahead(argc, argv, cli_lang_of_environment())};
	int status;

	c.db = from_environment("MEKENJAI_DB", "sqlite:var/mekenjai.db");
	c.rules_file = from_environment("MEKENJAI_RULES", NULL);
	c.args = xcalloc((size_t)argc + 1, sizeof(*c.args));
	status = run(&c, argc > 0 ? argc - 1 : 0, argv + (argc > 0));
	pack_free(c.pack);
	free(c.args);
	return status;
}
