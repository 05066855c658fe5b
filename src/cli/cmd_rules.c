/* mekenjai rules [--pack]: what the program judges by, for people and for --rules. */
#include "cli.h"

int cmd_rules(struct cli *c)
{
	struct buf b = {0};
	int status;

	if (cli_flag(c, "--pack"))
		return cli_write(c, c->pack->text);
	rules_print(&b, c->pack);
	status = cli_write(c, buf_text(&b));
	buf_free(&b);
	return status;
}
