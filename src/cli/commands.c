/*
 * The table of commands: what `mekenjai --help' shows.  What a person reads is named by
 * its key (cli.command.NAME, cli.option.NAME, cli.more.NAME in i18n/); names of options
 * and the words in capitals that stand for values are the same in every language.
 */
#include "cli.h"

static const struct cli_option rules_options[] = {
    FLAG("--pack", MSG_CLI_OPTION_PACK),
    {0},
};

static const struct cli_option init_options[] = {
    FLAG("--rehearsal", MSG_CLI_OPTION_REHEARSAL),
    {0},
};

static const struct cli_option demo_options[] = {
    OPTION("--persons", "N", MSG_CLI_OPTION_PERSONS),
    OPTION("--seed", "S", MSG_CLI_OPTION_SEED),
    {0},
};

static const struct cli_option serve_options[] = {
    {.name = "--listen",
	.value = "ADDR:PORT",
	.about = "where to listen; 127.0.0.1:8080 unless given, port 0 takes a free one"},
    {.name = "--behind-proxy",
	.value = "ADDR",
	.about = "the proxy with TLS in front: needed where ADDR is not loopback"},
    {.name = "--clock", .value = "TIME", .about = "rehearsal registers: what time it is"},
    {.name = "--change-rules",
	.about = "work the register by this rule pack from now on, which is recorded"},
    OPTION("--listen", "ADDR:PORT", MSG_CLI_OPTION_LISTEN),
    OPTION("--behind-proxy", "ADDR", MSG_CLI_OPTION_BEHIND_PROXY),
    OPTION("--clock", "TIME", MSG_CLI_OPTION_CLOCK),
    FLAG("--change-rules", MSG_CLI_OPTION_CHANGE_RULES),
    {0},
};

static const struct cli_option routes_options[] = {
    FLAG("--openapi", MSG_CLI_OPTION_OPENAPI),
    {0},
};

static const struct cli_option export_options[] = {
    OPTION("--after", "N", MSG_CLI_OPTION_AFTER),
    {0},
};

static const struct cli_option bench_options[] = {
    OPTION("--size", "N", MSG_CLI_OPTION_SIZE),
    {0},
};

static const struct cli_option act_options[] = {
    OPTION("--clock", "TIME", MSG_CLI_OPTION_CLOCK),
    {0},
};

static const struct cli_option import_options[] = {
    FLAG("--strict", MSG_CLI_OPTION_STRICT),
    FLAG("--update", MSG_CLI_OPTION_UPDATE),
    FLAG("--dry-run", MSG_CLI_OPTION_DRY_RUN),
    FLAG("--full", MSG_CLI_OPTION_FULL),
    OPTION("--clock", "TIME", MSG_CLI_OPTION_CLOCK),
    {0},
};

static const struct cli_option residents_options[] = {
    OPTION("--dwelling", "ID", MSG_CLI_OPTION_DWELLING),
    OPTION("--on", "DATE", MSG_CLI_OPTION_ON),
    OPTION("--from", "DATE", MSG_CLI_OPTION_FROM),
    OPTION("--until", "DATE", MSG_CLI_OPTION_UNTIL),
    OPTION("--known-on", "DATE", MSG_CLI_OPTION_KNOWN_ON),
    {0},
};

static const struct cli_option residences_options[] = {
    OPTION("--person", "ID", MSG_CLI_OPTION_PERSON),
    OPTION("--on", "DATE", MSG_CLI_OPTION_ON),
    OPTION("--from", "DATE", MSG_CLI_OPTION_FROM),
    OPTION("--until", "DATE", MSG_CLI_OPTION_UNTIL),
    OPTION("--known-on", "DATE", MSG_CLI_OPTION_KNOWN_ON),
    {0},
};

static const struct cli_option user_add_options[] = {
    {.name = "--role",
	.value = "R",
	.about = "officer, senior, inspector, akimat, duty, auditor or admin"},
    {.name = "--unit", .value = "U", .about = "the unit that he works for"},
    {.name = "--district", .value = "KATO", .about = "akimat: the district"},
    {.name = "--precinct", .value = "ID", .about = "inspector: a precinct of his", .many = true},
    {.name = "--person",
	.value = "ID",
	.about = "whom the register knows him as: he decides no case of his own"},
    {.name = "--password-stdin", .about = "the password is a line of standard input"},
    OPTION("--role", "R", MSG_CLI_OPTION_ROLE),
    OPTION("--unit", "U", MSG_CLI_OPTION_UNIT),
    OPTION("--district", "KATO", MSG_CLI_OPTION_DISTRICT),
    OPTIONS("--precinct", "ID", MSG_CLI_OPTION_PRECINCT),
    OPTION("--person", "ID", MSG_CLI_OPTION_HIMSELF),
    FLAG("--password-stdin", MSG_CLI_OPTION_PASSWORD_STDIN),
    {0},
};

static const struct cli_option user_password_options[] = {
    FLAG("--password-stdin", MSG_CLI_OPTION_PASSWORD_STDIN),
    {0},
};

static const struct cli_option token_add_options[] = {
    {.name = "--user", .value = "NAME", .about = "whose it is"},
    {.name = "--ttl",
	.value = "DAYS",
	.about = "how long it is good for: 1 to 366, 90 if not given"},
    {.name = "--label", .value = "TEXT", .about = "what it is for"},
    OPTION("--user", "NAME", MSG_CLI_OPTION_USER),
    OPTION("--ttl", "DAYS", MSG_CLI_OPTION_TTL),
    OPTION("--label", "TEXT", MSG_CLI_OPTION_LABEL),
    {0},
};

static const struct cli_option token_list_options[] = {
    OPTION("--user", "NAME", MSG_CLI_OPTION_USER),
    {0},
};

#define ONE_ARGUMENT .args_min = 1, .args_max = 1

const struct command commands[] = {
    {COMMAND("serve", MSG_CLI_COMMAND_SERVE, cmd_serve),
	.usage = "[--listen ADDR:PORT] [--behind-proxy ADDR]", .options = serve_options,
	.needs_pack = true},
    {COMMAND("init", MSG_CLI_COMMAND_INIT, cmd_init), .usage = "[--rehearsal]",
	.options = init_options},
    {COMMAND("import", MSG_CLI_COMMAND_IMPORT, cmd_import), .usage = "KIND FILE",
	.options = import_options, .args_min = 2, .args_max = 2, .needs_pack = true},
    {COMMAND("act", MSG_CLI_COMMAND_ACT, cmd_act), .usage = "< ACTS.ndjson", .options = act_options,
	.needs_pack = true},
    {COMMAND("query residents", MSG_CLI_COMMAND_QUERY_RESIDENTS, cmd_query_residents),
	.usage = "--dwelling ID (--on DATE | --from DATE --until DATE)",
	.options = residents_options},
    {COMMAND("query residences", MSG_CLI_COMMAND_QUERY_RESIDENCES, cmd_query_residences),
	.usage = "--person ID (--on DATE | --from DATE --until DATE)",
	.about = "where a person lives",
	.options = residences_options,
	.run = cmd_query_residences},
    {.name = "user add",
	.usage = "NAME --role R [--unit U] [--district KATO] [--precinct ID]... [--person ID] "
		 "[--password-stdin]",
	.about = "a new user; his language is that of --lang",
	.options = user_add_options,
	.args_min = 1,
	.args_max = 1,
	.run = cmd_user_add},
    {.name = "user list", .usage = "", .about = "all users, one a line", .run = cmd_user_list},
    {.name = "user password",
	.usage = "NAME [--password-stdin]",
	.about = "set a user's password and end his sessions",
	.options = user_password_options,
	.args_min = 1,
	.args_max = 1,
	.run = cmd_user_password},
    {.name = "user disable",
	.usage = "NAME",
	.about = "keep a user out: ends his sessions, revokes his tokens",
	.args_min = 1,
	.args_max = 1,
	.run = cmd_user_disable},
    {.name = "user enable",
	.usage = "NAME",
	.about = "let a disabled user in again",
	.args_min = 1,
	.args_max = 1,
	.run = cmd_user_enable},
    {.name = "token add",
	.usage = "--user NAME [--ttl DAYS] [--label TEXT]",
	.about = "a bearer token for the API, printed once",
	.options = token_add_options,
	.run = cmd_token_add},
    {.name = "token list",
	.usage = "--user NAME",
	.about = "a user's tokens, without their secrets",
	.options = token_list_options,
	.run = cmd_token_list},
    {.name = "token revoke",
	.usage = "ID",
	.about = "end a token",
	.args_min = 1,
	.args_max = 1,
	.run = cmd_token_revoke},
    {.name = "demo",
	.usage = "",
	.about =
	    "fill an empty register with a made-up Almaty; prints its users and their passwords",
	.options = demo_options,
	.needs_pack = true,
	.run = cmd_demo},
    {.name = "journal verify",
	.usage = "",
	.about = "recompute the journal and everything that follows from it, and compare",
	.more = "Exit status 1 where something does not agree; each fault is a line on standard "
		"output.\n",
	.run = cmd_journal_verify},
    {.name = "journal export",
	.usage = "[--after N]",
	.about = "the sealed journal as NDJSON, personal texts and loaded rows with it",
	.options = export_options,
	.run = cmd_journal_export},
    {.name = "journal seal",
	.usage = "",
	.about = "sign the head of the journal for today (a running server does it by itself)",
	.more =
	    "The key is in PATH.key beside an SQLite register, var/mekenjai.key for a server's,\n"
	    "or in the file that MEKENJAI_KEY names; `init' makes it.\n",
	.run = cmd_journal_seal},
    {.name = "rules replay",
	.usage = "",
	.about = "decide recorded facts again under the pack that judged them (or --rules)",
	.more = "Prints a line for each decision that differs; exit status 1 where there is one.\n",
	.needs_pack = true,
	.run = cmd_rules_replay},
    {.name = "backup",
	.usage = "FILE",
	.about = "a consistent copy of a live register, in one file of one form for both engines",
	.args_min = 1,
	.args_max = 1,
	.run = cmd_backup},
    {.name = "restore",
	.usage = "FILE",
	.about = "what backup wrote, into an empty register; it verifies before it is used",
	.args_min = 1,
	.args_max = 1,
	.run = cmd_restore},
    {.name = "rebuild",
	.usage = "",
	.about = "make every derived table anew from the acts, and say whether anything differed",
	.run = cmd_rebuild},
    {.name = "decide",
	.usage = "< FACTS.ndjson",
	.about = "judge facts: one JSON object a line in, one verdict a line out",
	.more =
	    "Opens no database, no clock and no network.  A line that cannot be read is answered\n"
	    "\"invalid\" with what is wrong; it never stops the run.\n",
	.needs_pack = true,
	.run = cmd_decide},
    {.name = "routes",
	.usage = "[--openapi]",
	.about = "print the route table: who may what, by which address",
	.options = routes_options,
	.run = cmd_routes},
    {.name = "bench",
	.usage = "[NAME]",
	.about = "the project's own benchmarks: its figure, the raw engine's, and their ratio",
	.more = "Each works in a register of its own beside that of --db, and takes it away; on "
		"PostgreSQL\n"
		"in the database of --db, which must be empty.  NAME is decide, act, query, "
		"import, verify\n"
		"or history; without one, all run.\n",
	.options = bench_options,
	.args_max = 1,
	.needs_pack = true,
	.run = cmd_bench},
    {.name = "rules",
	.usage = "[--pack]",
	.about = "print the rule table as Markdown, or the rule pack",
	.options = rules_options,
	.needs_pack = true,
	.run = cmd_rules},
	.options = residences_options},
    {COMMAND("user add", MSG_CLI_COMMAND_USER_ADD, cmd_user_add),
	.usage = "NAME --role R [--unit U] [--district KATO] [--precinct ID]... [--person ID] "
		 "[--password-stdin]",
	.options = user_add_options, ONE_ARGUMENT},
    {COMMAND("user list", MSG_CLI_COMMAND_USER_LIST, cmd_user_list)},
    {COMMAND("user password", MSG_CLI_COMMAND_USER_PASSWORD, cmd_user_password),
	.usage = "NAME [--password-stdin]", .options = user_password_options, ONE_ARGUMENT},
    {COMMAND("user disable", MSG_CLI_COMMAND_USER_DISABLE, cmd_user_disable), .usage = "NAME",
	ONE_ARGUMENT},
    {COMMAND("user enable", MSG_CLI_COMMAND_USER_ENABLE, cmd_user_enable), .usage = "NAME",
	ONE_ARGUMENT},
    {COMMAND("token add", MSG_CLI_COMMAND_TOKEN_ADD, cmd_token_add),
	.usage = "--user NAME [--ttl DAYS] [--label TEXT]", .options = token_add_options},
    {COMMAND("token list", MSG_CLI_COMMAND_TOKEN_LIST, cmd_token_list), .usage = "--user NAME",
	.options = token_list_options},
    {COMMAND("token revoke", MSG_CLI_COMMAND_TOKEN_REVOKE, cmd_token_revoke), .usage = "ID",
	ONE_ARGUMENT},
    {COMMAND("demo", MSG_CLI_COMMAND_DEMO, cmd_demo), .usage = "[--persons N] [--seed S]",
	.options = demo_options, .needs_pack = true},
    {COMMAND("journal verify", MSG_CLI_COMMAND_JOURNAL_VERIFY, cmd_journal_verify),
	.more = MSG_CLI_MORE_JOURNAL_VERIFY},
    {COMMAND("journal export", MSG_CLI_COMMAND_JOURNAL_EXPORT, cmd_journal_export),
	.usage = "[--after N]", .options = export_options},
    {COMMAND("journal seal", MSG_CLI_COMMAND_JOURNAL_SEAL, cmd_journal_seal),
	.more = MSG_CLI_MORE_JOURNAL_SEAL},
    {COMMAND("rules replay", MSG_CLI_COMMAND_RULES_REPLAY, cmd_rules_replay),
	.more = MSG_CLI_MORE_RULES_REPLAY, .needs_pack = true},
    {COMMAND("backup", MSG_CLI_COMMAND_BACKUP, cmd_backup), .usage = "FILE", ONE_ARGUMENT},
    {COMMAND("restore", MSG_CLI_COMMAND_RESTORE, cmd_restore), .usage = "FILE", ONE_ARGUMENT},
    {COMMAND("rebuild", MSG_CLI_COMMAND_REBUILD, cmd_rebuild)},
    {COMMAND("decide", MSG_CLI_COMMAND_DECIDE, cmd_decide), .usage = "< FACTS.ndjson",
	.more = MSG_CLI_MORE_DECIDE, .needs_pack = true},
    {COMMAND("rules", MSG_CLI_COMMAND_RULES, cmd_rules), .usage = "[--pack]",
	.options = rules_options, .needs_pack = true},
    {COMMAND("routes", MSG_CLI_COMMAND_ROUTES, cmd_routes), .usage = "[--openapi]",
	.options = routes_options},
    {COMMAND("bench", MSG_CLI_COMMAND_BENCH, cmd_bench), .usage = "[NAME] [--size N]",
	.more = MSG_CLI_MORE_BENCH, .options = bench_options, .args_max = 1, .needs_pack = true},
};
const size_t commands_n = ARRAY_LEN(commands);
