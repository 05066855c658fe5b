/* Picks the role: so far there is one, a command. */
#include "cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
