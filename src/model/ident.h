/*
 * The form of identifiers (interface.md section 3): 1 to 40 of A-Z a-z 0-9 . _ -,
 * never 12 digits alone, which would be an IIN and personal data in a URL.  Those
 * that the register makes are a letter, '-' and ten of a-z 0-9; files may refer to
 * them, but not bring them.
 */
#ifndef IDENT_H
#define IDENT_H

#include "base.h"

#define IDENT_MAX    40
#define IDENT_RANDOM 10 /* letters and digits of an identifier that the register makes */

bool ident_ok(struct str s);
bool ident_made(struct str s);
/*
 * The register's own form: kind, '-', and ten signs out of 64 random bits (36^10 is
 * 52 bits; the caller's, since nothing here is random).  out is
 * NUL-terminated.
 */
#define IDENT_MADE_TEXT (IDENT_RANDOM + 3)
void ident_make(char kind, uint64_t random, char out[IDENT_MADE_TEXT]);

#endif
