/*
 * Gives a fuzz target every file of a folder, without libFuzzer, so that what was
 * once found stays found.  An empty folder is a failure: it would test nothing.
 */
#include "t.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>

/* libFuzzer's name for a target; what is given to it is borrowed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* The file's bytes in a block of exactly their size, so that a sanitizer sees one byte too far. */
static uint8_t *load(const char *folder, const char *name, size_t *n)
{
	char path[4096];
	uint8_t *b = NULL;
	FILE *f;
	long size;

	if ((size_t)snprintf(path, sizeof(path), "%s/%s", folder, name) >= sizeof(path))
		return NULL;
	f = fopen(path, "rb");
	if (f == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 && fseek(f, 0, SEEK_SET) == 0) {
		*n = (size_t)size;
		b = malloc(*n + (*n == 0));
		if (b != NULL && fread(b, 1, *n, f) != *n) {
			free(b);
			b = NULL;
		}
	}
	(void)fclose(f);
	return b;
}

static int visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	struct dirent **list = NULL;
	int found = argc == 2 ? scandir(argv[1], &list, visible, alphasort) : -1;

	OK(found > 0);
	for (int i = 0; i < found; i++) {
		size_t n = 0;
		uint8_t *b = load(argv[1], list[i]->d_name, &n);

		note(list[i]->d_name); /* before the target runs: a crash names its input */
		OK(b != NULL && LLVMFuzzerTestOneInput(b, n) == 0);
		free(b);
		free(list[i]);
	}
	free(list);
	return t_done();
}
