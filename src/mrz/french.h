/* Where the fields of France's identity card until 2021 stand (icao-facts section 10). */
#ifndef FRENCH_H
#define FRENCH_H

#include "mrz_impl.h"

static const struct mrz_span french_surname = {0, 5, 25}, french_department = {0, 30, 3},
			     french_office = {0, 33, 3}, french_issued = {1, 0, 4},
			     french_serial = {1, 0, 12}, french_serial_check = {1, 12, 1},
			     french_given = {1, 13, 14}, french_birth = {1, 27, 6},
			     french_birth_check = {1, 33, 1}, french_sex = {1, 34, 1},
			     french_composite = {1, 35, 1};
/* The composite covers line 1 and then line 2 but for itself. */
#define FRENCH_COVERED 71

#endif
