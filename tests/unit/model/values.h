/*
 * A table of values as they come and what becomes of them: each line of
 * tests/data/values/FORM.txt is a form, a text, and what it becomes, or `-' where it
 * is refused, with tabs between.
 */
#ifndef VALUES_H
#define VALUES_H

#include "base.h"
#include "t.h"

/* What becomes of s; the answer is in the arena or in s. */
typedef struct str becomes(struct arena *a, const char *form, struct str s);

static inline void values(const char *path, becomes *f)
{
	struct arena a = {0};
	FILE *file = fopen(path, "r");
	char line[512];
	size_t n = 0;

	OK(file != NULL);
	while (file != NULL && fgets(line, sizeof(line), file) != NULL) {
		char *text = strchr(line, '\t'),
		     *want = text != NULL ? strchr(text + 1, '\t') : NULL;

		if (want == NULL)
			continue;
		*text++ = *want++ = '\0';
		want[strcspn(want, "\n")] = '\0';
		note(arena_printf(&a, "%s: %s", line, text).p);
		OK(str_is(f(&a, line, str_of(text)), want));
		n++;
	}
	OK(n >= 10);
	if (file != NULL)
		(void)fclose(file);
	arena_free(&a);
}

#endif
