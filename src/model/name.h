/*
 * Personal names: letters of any script with their marks, space, hyphen,
 * apostrophe (' and its kin ’ ‘ ʼ ʻ) and full stop, at least one letter, no mark
 * without a letter before it (interface.md section 3).
 */
#ifndef NAME_H
#define NAME_H

#include "base.h"

/* Normalised: NFC, no blanks at the ends, any run of blanks inside one space.
 * s is valid UTF-8. */
struct str name_tidy(struct arena *a, struct str s);
bool name_ok(struct str tidy);
/* All its letters are Latin. */
bool name_latin(struct str tidy);

#endif
