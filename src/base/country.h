/*
 * Country codes as passports and this register write them: ISO 3166-1 alpha-3
 * as it stands today, and the codes that ICAO 9303 part 3 adds (decide.md section 5).
 */
#ifndef COUNTRY_H
#define COUNTRY_H

#include "base.h"

/* Upper case, one of the present list or of the passport codes ("D" is one). */
bool country_known(struct str code);
/* The one spelling of a known code: "D" of a German passport is "DEU". */
struct str country_normal(struct str code);

/* All known codes in ascending order, for lists on pages. */
size_t country_count(void);
const char *country_at(size_t i);

#endif
