/* mrz: what follows from lines: fields, check digits, errors. */
#include "documents.h"

int main(int argc, char **argv)
{
	OK(argc == 2);
	if (argc == 2)
		documents(argv[1], mrz_parse);
	return t_done();
}
