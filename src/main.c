/* Picks the role: a command (serve is one), or the reader of pictures that serve starts. */
#include "cli.h"
#include "process.h"

#include <string.h>

int main(int argc, char **argv)
{
	int status = argc == 2 && strcmp(argv[1], PROCESS_ROLE) == 0 ? process_main() : -1;

	return status >= 0 ? status : cli_main(argc, argv);
}
