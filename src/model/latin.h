/*
 * Cyrillic names in the Latin letters of passports: the table of ICAO Doc 9303-3
 * section 6 for Russian, and for the Kazakh letters, which that table leaves to
 * the issuing state, the nearest plain letter.  Upper case.
 */
#ifndef LATIN_H
#define LATIN_H

#include "base.h"

/* What has no row (Latin, hyphens, blanks) stays, in upper case. s is valid. */
struct str latin_of(struct arena *a, struct str s);

#endif
