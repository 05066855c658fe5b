/* Texts with {placeholders}. */
#ifndef FILL_H
#define FILL_H

#include "base.h"

/* What stands for {name} in a text. */
struct text_arg {
	const char *name;
	struct str value;
};

/* The text with its {placeholders} filled; one without an argument stays as it is. */
struct str str_fill(struct arena *a, const char *z, const struct text_arg *args, size_t n_args);

#endif
