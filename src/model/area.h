/*
 * Areas and shares as whole numbers (decide.md sections 1 and 9).  An area is a
 * decimal string of square metres, [0-9]{1,7}(\.[0-9]{1,2})?, above zero, kept as
 * hundredths; a share is a fraction above 0 and at most 1.
 */
#ifndef AREA_H
#define AREA_H

#include "base.h"

#define AREA_TEXT 24
bool area_parse(struct str s, int64_t *hundredths) MUST_USE;
void area_print(int64_t hundredths, char out[AREA_TEXT]); /* "45.50" */

#define SHARE_MAX 1000000 /* of either number */
struct share {
	int32_t num, den;
};
/* `1/2', `2/4' (gives 1/2), `1' (gives 1/1). */
bool share_parse(struct str s, struct share *out) MUST_USE;
#define SHARE_TEXT 24
void share_print(struct share s, char out[SHARE_TEXT]);

#endif
