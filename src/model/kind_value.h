/* One field of a record: for kind.c, and for who has one value alone. */
#ifndef KIND_VALUE_H
#define KIND_VALUE_H

#include "kind.h"

/*
 * The canonical value of a text that came for column c at path `at', owned by the
 * caller; NULL with an issue in l where it is wrong, or without one where it is
 * empty (blank).  What is made on the way lives in l's arena.
 */
json_t *kind_value(
    const struct column *c, struct str at, struct str raw, struct issues *l) MUST_USE;

/* "set" and "sex" give "set.sex". */
struct str kind_path(struct arena *a, struct str at, const char *name);

#endif
