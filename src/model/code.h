/*
 * The codes by which anyone may ask after a certificate: sixteen signs out of 80 random
 * bits, in Crockford's base 32 (0-9 A-Z without I, L, O and U, which are misread or
 * misspelt).  Stored and sent without hyphens, printed in groups of four.  The bits
 * are the caller's, since nothing here is random.
 */
#ifndef CODE_H
#define CODE_H

#include "base.h"

#define CODE_BYTES   10 /* of randomness */
#define CODE_SIGNS   16
#define CODE_TEXT    (CODE_SIGNS + 1)
#define CODE_GROUPED (CODE_SIGNS + 4) /* "XXXX-XXXX-XXXX-XXXX" and its NUL */

/* out is NUL-terminated. */
void code_make(const unsigned char random[CODE_BYTES], char out[CODE_TEXT]);
void code_group(const char code[CODE_TEXT], char out[CODE_GROUPED]);

/*
 * What a person typed from paper, as code_make writes it: either case, blanks and
 * hyphens anywhere, O for 0, I and L for 1, and Cyrillic letters of the same shape.
 */
bool code_parse(struct str s, char out[CODE_TEXT]) MUST_USE;

#endif
