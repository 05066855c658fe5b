/*
 * Three-letter country codes: ISO 3166-1 alpha-3 and those of passports that
 * decide.md section 5 lists.  `D', as German passports write it, means DEU.
 */
#ifndef COUNTRY_H
#define COUNTRY_H

#include "base.h"

/* The code as kept: `D' gives DEU; empty where it is no country code. */
struct str country_code(struct str s);
/* All codes in order, for lists to choose from; the one at n is NULL. */
const char *const *country_all(size_t *n);

#endif
