/* Turns a text file into a C array: text2c NAME IN OUT. */
#include <stdio.h>

int main(int argc, char **argv)
{
	FILE *in;
	FILE *out;
	int c;
	int n = 0;

	if (argc != 4)
		return 2;
	in = fopen(argv[2], "rb");
	out = in != NULL ? fopen(argv[3], "wb") : NULL;
	if (out == NULL)
		return 3;
	(void)fprintf(out,
	    "/* Made from a file of data/ by tools/text2c.c. */\nstatic const char %s[] = {",
	    argv[1]);
	while ((c = fgetc(in)) != EOF)
		(void)fprintf(out, "%s(char)%d,", n++ % 16 == 0 ? "\n\t" : " ", c);
	(void)fprintf(out, "\n\t0};\n");
	return ferror(in) != 0 || fclose(in) != 0 || fclose(out) != 0 ? 3 : 0;
}
