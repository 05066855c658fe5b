/* The table of commands: what `mekenjai --help' shows. */
#include "cli.h"

static const struct cli_option rules_options[] = {
    {.name = "--pack", .about = "print the rule pack, in the form that --rules reads"},
    {0},
};

static const struct cli_option init_options[] = {
    {.name = "--rehearsal", .about = "mark the register for good as one for trying things out"},
    {0},
};

static const struct cli_option demo_options[] = {
    {.name = "--persons", .value = "N", .about = "about so many residents (2000)"},
    {.name = "--seed", .value = "S", .about = "the same seed makes the same town (1)"},
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
    {0},
};

static const struct cli_option routes_options[] = {
    {.name = "--openapi", .about = "print the OpenAPI document of the JSON API instead"},
    {0},
};

static const struct cli_option export_options[] = {
    {.name = "--after", .value = "N", .about = "only what stands after this position"},
    {0},
};

static const struct cli_option act_options[] = {
    {.name = "--clock", .value = "TIME", .about = "rehearsal registers: what time it is"},
    {0},
};

static const struct cli_option import_options[] = {
    {.name = "--strict", .about = "load nothing if any row is bad"},
    {.name = "--update", .about = "rows that differ from what is known are corrections"},
    {.name = "--dry-run", .about = "only report"},
    {.name = "--full", .about = "wanted: the file is the whole list"},
    {.name = "--clock", .value = "TIME", .about = "rehearsal registers: what time it is"},
    {0},
};

static const struct cli_option bench_options[] = {
    {.name = "--size", .value = "N", .about = "how many persons the register has (3000)"},
    {0},
};

#define PERIOD                                                                                     \
	{.name = "--on", .value = "DATE", .about = "the day"},                                     \
	    {.name = "--from", .value = "DATE", .about = "the first day of the period"},           \
	    {.name = "--until", .value = "DATE", .about = "the first day that is not part of it"}, \
	{                                                                                          \
		.name = "--known-on", .value = "DATE", .about = "as known at the end of that day"  \
	}

static const struct cli_option residents_options[] = {
    {.name = "--dwelling", .value = "ID", .about = "who lives there"},
    PERIOD,
    {0},
};

static const struct cli_option residences_options[] = {
    {.name = "--person", .value = "ID", .about = "where this person lives"},
    PERIOD,
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
    {0},
};

static const struct cli_option user_password_options[] = {
    {.name = "--password-stdin", .about = "the password is a line of standard input"},
    {0},
};

static const struct cli_option token_add_options[] = {
    {.name = "--user", .value = "NAME", .about = "whose it is"},
    {.name = "--ttl",
	.value = "DAYS",
	.about = "how long it is good for: 1 to 366, 90 if not given"},
    {.name = "--label", .value = "TEXT", .about = "what it is for"},
    {0},
};

static const struct cli_option token_list_options[] = {
    {.name = "--user", .value = "NAME", .about = "whose they are"},
    {0},
};

const struct command commands[] = {
    {.name = "serve",
	.usage = "[--listen ADDR:PORT] [--behind-proxy ADDR]",
	.about = "the server: desk and API",
	.options = serve_options,
	.needs_pack = true,
	.run = cmd_serve},
    {.name = "init",
	.usage = "[--rehearsal]",
	.about = "make the register, or bring its schema up to date",
	.options = init_options,
	.run = cmd_init},
    {.name = "import",
	.usage = "KIND FILE",
	.about =
	    "load a CSV file: units, precincts, dwellings, persons, holdings, residences, wanted",
	.options = import_options,
	.args_min = 2,
	.args_max = 2,
	.needs_pack = true,
	.run = cmd_import},
    {.name = "act",
	.usage = "< ACTS.ndjson",
	.about = "acts against the register: one JSON object a line in, one answer a line out",
	.options = act_options,
	.needs_pack = true,
	.run = cmd_act},
    {.name = "query residents",
	.usage = "--dwelling ID (--on DATE | --from DATE --until DATE)",
	.about = "who lives in a dwelling",
	.options = residents_options,
	.run = cmd_query_residents},
    {.name = "query residences",
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
};
const size_t commands_n = ARRAY_LEN(commands);
