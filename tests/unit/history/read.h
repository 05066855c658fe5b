/* Reading the case files of this folder: lines of words, days and intervals of days. */
#ifndef READ_H
#define READ_H

#include "date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS 12

struct words {
	char line[400];
	char *w[WORDS];
	size_t n;
};

/* The next line that is not empty and no remark, split at blanks. */
static inline bool words_next(FILE *f, struct words *l)
{
	while (fgets(l->line, sizeof(l->line), f) != NULL) {
		char *at = NULL;

		l->n = 0;
		for (char *w = strtok_r(l->line, " \t\n", &at); w != NULL && l->n < WORDS;
		     w = strtok_r(NULL, " \t\n", &at))
			l->w[l->n++] = w;
		if (l->n > 0 && l->w[0][0] != '#')
			return true;
	}
	return false;
}

/* The first or the last day of "2010-05-04", "2010-05", "2010"; "-": none. */
static inline day_t day_of(const char *w, bool last)
{
	char *rest;
	long y, m = last ? 12 : 1, d = 1;
	bool whole = false;

	if (strcmp(w, "-") == 0)
		return DAY_NONE;
	if (strcmp(w, "?") == 0)
		return last ? DAY_MAX : DAY_MIN;
	y = strtol(w, &rest, 10);
	if (*rest == '-')
		m = strtol(rest + 1, &rest, 10);
	if (*rest == '-') {
		d = strtol(rest + 1, &rest, 10);
		whole = true;
	}
	if (rest == w || *rest != '\0')
		abort();
	return whole || !last ? date_from_civil((int)y, (int)m, (int)d)
			      : date_add_months(date_from_civil((int)y, (int)m, 1), 1) - 1;
}

/* "a..b", or "a" for both. */
static inline void days_of(char *w, day_t *a, day_t *b)
{
	char *dots = strstr(w, "..");

	if (dots != NULL)
		*dots = '\0';
	*a = day_of(w, false);
	*b = dots != NULL ? day_of(dots + 2, false) : *a;
}

/* A fixed stream of numbers below n: the same in every run. */
static inline uint32_t pick(uint64_t *seed, uint32_t n)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*seed >> 33) % n;
}

#endif
