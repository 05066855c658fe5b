/* The table of commands: what `mekenjai --help' shows. */
#include "cli.h"

static const struct cli_option rules_options[] = {
    {.name = "--pack", .about = "print the rule pack, in the form that --rules reads"},
    {0},
};

const struct command commands[] = {
    {.name = "decide",
	.usage = "< FACTS.ndjson",
	.about = "judge facts: one JSON object a line in, one verdict a line out",
	.more =
	    "Opens no database, no clock and no network.  A line that cannot be read is answered\n"
	    "\"invalid\" with what is wrong; it never stops the run.\n",
	.needs_pack = true,
	.run = cmd_decide},
    {.name = "rules",
	.usage = "[--pack]",
	.about = "print the rule table as Markdown, or the rule pack",
	.options = rules_options,
	.needs_pack = true,
	.run = cmd_rules},
};
const size_t commands_n = ARRAY_LEN(commands);
