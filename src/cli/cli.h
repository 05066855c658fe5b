/*
 * The command line: one table of commands (commands.c), one file a command
 * (cmd_NAME.c).  cli_main reads the global options, finds the command, reads its
 * options by its own table, and calls it; help and "did you mean" come from the
 * tables alone.
 *
 * Exit status (interface.md section 2): 0 done; 1 done, but the answer is no;
 * 2 wrong usage; 3 a file, the database or the system failed.  Results go to
 * standard output, everything else to standard error.
 */
#ifndef CLI_H
#define CLI_H

#include "rules.h"
#include "text.h"

enum { CLI_DONE = 0, CLI_NO = 1, CLI_USAGE = 2, CLI_FAILED = 3 };

/* An option of one command; a table ends with name NULL. */
struct cli_option {
	const char *name;  /* "--listen" */
	const char *value; /* "ADDR:PORT", the same in every language; NULL: it takes none */
	enum msg about;
	bool many; /* may be given more than once */
};
/* Rows of such tables: an option without a text does not compile. */
#define FLAG(name_, about_)                        \
	{                                          \
		.name = (name_), .about = (about_) \
	}
#define OPTION(name_, value_, about_)                                 \
	{                                                             \
		.name = (name_), .value = (value_), .about = (about_) \
	}
#define OPTIONS(name_, value_, about_)                                              \
	{                                                                           \
		.name = (name_), .value = (value_), .about = (about_), .many = true \
	}

struct cli;
struct command {
	const char *name; /* "decide"; of two words, "journal verify" */
	int (*run)(struct cli *c);
	const char *usage;                /* what follows the name: "KIND FILE"; NULL: nothing */
	const struct cli_option *options; /* may be NULL */
	size_t args_min, args_max;        /* SIZE_MAX: any number */
	enum msg about;                   /* one line, without full stop */
	enum msg more;                    /* further help; MSG_NONE: none */
	bool needs_pack;                  /* cli->pack is loaded before run */
};
/* What every row of the table of commands starts with. */
#define COMMAND(name_, about_, run_) .name = (name_), .about = (about_), .run = (run_)
extern const struct command commands[];
extern const size_t commands_n;

#define CLI_GIVEN_MAX 64
/* What a command gets. */
struct cli {
	const struct command *command;
	const char *group;      /* "journal" while its second word is looked for, else NULL */
	const char *db;         /* "sqlite:PATH" or "postgresql://…"; holds no password */
	const char *rules_file; /* NULL: the built-in pack */
	enum lang lang;         /* of --lang, else of the environment, else English */
	bool lang_given;        /* by --lang */
	struct wording words;   /* of errors in answers: in lang */
	struct pack *pack;
	char **args; /* what is no option */
	size_t args_n;
	struct {
		const struct cli_option *option;
		const char *value;
	} given[CLI_GIVEN_MAX];
	size_t given_n;
};

/* The program.  argv stays the caller's and is reordered. */
int cli_main(int argc, char **argv);

/* The value of an option of the command ("" of a flag): NULL where it was not given. */
const char *cli_value(const struct cli *c, const char *name);
bool cli_flag(const struct cli *c, const char *name);
/* The values of an option that may be given more than once; *i starts at 0. */
const char *cli_next(const struct cli *c, const char *name, size_t *i);
/* A whole number from low to high; false after a message (return CLI_USAGE). */
bool cli_number(
    const struct cli *c, const char *name, int64_t low, int64_t high, int64_t *out) MUST_USE;

/*
 * What stands for the {placeholders} of a text: ARGS({"file", STR_Z(path)}, {"n", STR_INT(n)}).
 * Lives as long as the block around it; NULL where a text has none.
 */
#define ARGS(...)  ((const struct text_arg[]){__VA_ARGS__, {NULL, {NULL, 0}}})
#define STR_INT(i) cli_int((char[24]){0}, (int64_t)(i))
struct str cli_int(char z[24], int64_t i);

/* A line on standard error: "mekenjai COMMAND: …"; returns the status that fits. */
int cli_usage(const struct cli *c, enum msg m, const struct text_arg *args);
int cli_failed(const struct cli *c, enum msg m, const struct text_arg *args);
/* The message of a failure; its detail is English, from the library that failed. */
int cli_failure(const struct cli *c, enum rc rc, const struct err *e);
/* A plain line there: what was done.  cli_noted_n: of a text with plural forms. */
void cli_noted(const struct cli *c, enum msg m, const struct text_arg *args);
void cli_noted_n(const struct cli *c, enum msg m, int64_t n, const struct text_arg *args);
/* The same lines into b, for standard output. */
void cli_put(const struct cli *c, struct buf *b, enum msg m, const struct text_arg *args);
void cli_put_n(
    const struct cli *c, struct buf *b, enum msg m, int64_t n, const struct text_arg *args);
/* A text in the language of the command. */
const char *cli_text(const struct cli *c, enum msg m);

/* All of standard output or a message; CLI_DONE or CLI_FAILED. */
int cli_write(const struct cli *c, struct str s);
/* A whole file of at most max bytes into b. */
enum rc cli_read_file(const char *path, size_t max, struct buf *b, struct err *e) MUST_USE;

/* The name among n that s probably meant; NULL if none is near. */
const char *cli_did_you_mean(const char *s, const char *const *names, size_t n);

/*
 * For cli.c: a status, or -1 to go on.  Without a command, read the options that
 * stand before it and say in *used where it stands; with one, read all.
 */
int cli_read_options(struct cli *c, int argc, char **argv, int *used);
/* Does the address of a database hold a password? */
bool cli_db_has_password(const char *url);
/* The language that the environment asks for: LC_ALL, LC_MESSAGES or LANG; else English. */
enum lang cli_lang_of_environment(void);
/* The last good --lang, wherever it stands, so that what is said before it is read is
 * in its language as well. */
enum lang cli_lang_ahead(int argc, char **argv, enum lang otherwise);
void cli_help(const struct cli *c); /* of the command, or of the program */

/* The commands. */
int cmd_act(struct cli *c);
int cmd_backup(struct cli *c);
int cmd_bench(struct cli *c);
int cmd_certificate_key(struct cli *c);
int cmd_certificate_verify(struct cli *c);
int cmd_decide(struct cli *c);
int cmd_demo(struct cli *c);
int cmd_feed_precincts(struct cli *c);
int cmd_import(struct cli *c);
int cmd_init(struct cli *c);
int cmd_journal_export(struct cli *c);
int cmd_journal_seal(struct cli *c);
int cmd_journal_verify(struct cli *c);
int cmd_mrz(struct cli *c);
int cmd_query_residences(struct cli *c);
int cmd_query_residents(struct cli *c);
int cmd_rebuild(struct cli *c);
int cmd_restore(struct cli *c);
int cmd_routes(struct cli *c);
int cmd_rules(struct cli *c);
int cmd_scan(struct cli *c);
int cmd_serve(struct cli *c);
int cmd_rules_replay(struct cli *c);
int cmd_token_add(struct cli *c);
int cmd_token_list(struct cli *c);
int cmd_token_revoke(struct cli *c);
int cmd_user_add(struct cli *c);
int cmd_user_disable(struct cli *c);
int cmd_user_enable(struct cli *c);
int cmd_user_list(struct cli *c);
int cmd_user_password(struct cli *c);

#endif
