/* mrz: document numbers, short and long. */
#include "documents.h"

int main(int argc, char **argv)
{
	OK(argc == 2);
	if (argc == 2)
		documents(argv[1], mrz_parse);
	return t_done();
}
