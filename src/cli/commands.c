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
    OPTION("--listen", "ADDR:PORT", MSG_CLI_OPTION_LISTEN),
    OPTION("--behind-proxy", "ADDR", MSG_CLI_OPTION_BEHIND_PROXY),
    OPTION("--public", "URL", MSG_CLI_OPTION_PUBLIC),
    OPTION("--clock", "TIME", MSG_CLI_OPTION_CLOCK),
    OPTION("--watch", "DIR", MSG_CLI_OPTION_WATCH),
    OPTION("--scanner", "DEVICE", MSG_CLI_OPTION_SCANNER),
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

static const struct cli_option mrz_options[] = {
    OPTION("--on", "DATE", MSG_CLI_OPTION_READ_ON),
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

static const struct cli_option feed_options[] = {
    OPTION("--date", "DATE", MSG_CLI_OPTION_DATE),
    OPTION("--out", "DIR", MSG_CLI_OPTION_OUT),
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
    OPTION("--role", "R", MSG_CLI_OPTION_ROLE),
    OPTION("--unit", "U", MSG_CLI_OPTION_UNIT),
    OPTION("--district", "KATO", MSG_CLI_OPTION_DISTRICT),
    OPTIONS("--precinct", "ID", MSG_CLI_OPTION_PRECINCT),
    OPTION("--person", "ID", MSG_CLI_OPTION_HIMSELF),
    OPTION("--holder", "H", MSG_CLI_OPTION_HOST_HOLDER),
    OPTION("--dwelling", "ID", MSG_CLI_OPTION_HOST_DWELLING),
    FLAG("--password-stdin", MSG_CLI_OPTION_PASSWORD_STDIN),
    {0},
};

static const struct cli_option user_password_options[] = {
    FLAG("--password-stdin", MSG_CLI_OPTION_PASSWORD_STDIN),
    {0},
};

static const struct cli_option token_add_options[] = {
    OPTION("--user", "NAME", MSG_CLI_OPTION_USER),
    OPTION("--ttl", "DAYS", MSG_CLI_OPTION_TTL),
    OPTION("--label", "TEXT", MSG_CLI_OPTION_LABEL),
    {0},
};

static const struct cli_option token_list_options[] = {
    OPTION("--user", "NAME", MSG_CLI_OPTION_USER),
    {0},
};

static const struct cli_option certificate_options[] = {
    OPTIONS("--key", "HEX|FILE", MSG_CLI_OPTION_CERTIFICATE_KEY),
    {0},
};

#define ONE_ARGUMENT .args_min = 1, .args_max = 1

const struct command commands[] = {
    {COMMAND("serve", MSG_CLI_COMMAND_SERVE, cmd_serve),
	.usage = "[--listen ADDR:PORT] [--behind-proxy ADDR] [--public URL] [--watch DIR] "
		 "[--scanner DEVICE]",
	.options = serve_options, .needs_pack = true},
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
	.options = residences_options},
    {COMMAND("feed precincts", MSG_CLI_COMMAND_FEED_PRECINCTS, cmd_feed_precincts),
	.usage = "--date DATE --out DIR", .options = feed_options},
    {COMMAND("user add", MSG_CLI_COMMAND_USER_ADD, cmd_user_add),
	.usage = "NAME --role R [--unit U] [--district KATO] [--precinct ID]... [--person ID] "
		 "[--holder H --dwelling ID] [--password-stdin]",
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
    {COMMAND("certificate verify", MSG_CLI_COMMAND_CERTIFICATE_VERIFY, cmd_certificate_verify),
	.usage = "[--key HEX|FILE]... [TEXT|-]", .more = MSG_CLI_MORE_CERTIFICATE_VERIFY,
	.options = certificate_options, .args_max = 1},
    {COMMAND("certificate key", MSG_CLI_COMMAND_CERTIFICATE_KEY, cmd_certificate_key),
	.more = MSG_CLI_MORE_CERTIFICATE_KEY},
    {COMMAND("rules replay", MSG_CLI_COMMAND_RULES_REPLAY, cmd_rules_replay),
	.more = MSG_CLI_MORE_RULES_REPLAY, .needs_pack = true},
    {COMMAND("backup", MSG_CLI_COMMAND_BACKUP, cmd_backup), .usage = "FILE", ONE_ARGUMENT},
    {COMMAND("restore", MSG_CLI_COMMAND_RESTORE, cmd_restore), .usage = "FILE", ONE_ARGUMENT},
    {COMMAND("rebuild", MSG_CLI_COMMAND_REBUILD, cmd_rebuild)},
    {COMMAND("decide", MSG_CLI_COMMAND_DECIDE, cmd_decide), .usage = "< FACTS.ndjson",
	.more = MSG_CLI_MORE_DECIDE, .needs_pack = true},
    {COMMAND("mrz", MSG_CLI_COMMAND_MRZ, cmd_mrz), .usage = "[--on DATE] < LINES.ndjson",
	.more = MSG_CLI_MORE_MRZ, .options = mrz_options},
    {COMMAND("scan", MSG_CLI_COMMAND_SCAN, cmd_scan), .usage = "[--on DATE] FILE...",
	.more = MSG_CLI_MORE_SCAN, .options = mrz_options, .args_min = 1, .args_max = SIZE_MAX},
    {COMMAND("rules", MSG_CLI_COMMAND_RULES, cmd_rules), .usage = "[--pack]",
	.options = rules_options, .needs_pack = true},
    {COMMAND("routes", MSG_CLI_COMMAND_ROUTES, cmd_routes), .usage = "[--openapi]",
	.options = routes_options},
    {COMMAND("bench", MSG_CLI_COMMAND_BENCH, cmd_bench), .usage = "[NAME [FOLDER]] [--size N]",
	.more = MSG_CLI_MORE_BENCH, .options = bench_options, .args_max = 2, .needs_pack = true},
};
const size_t commands_n = ARRAY_LEN(commands);
