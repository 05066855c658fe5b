/* Bytes become text here, and only here (utf8proc for tables). */
#ifndef UTF8_H
#define UTF8_H

#include "base.h"

bool utf8_valid(struct str s);    /* strict: no overlong, no surrogate, no NUL */
size_t utf8_length(struct str s); /* code points of a valid text */
/* Next code point of a valid text, advancing *s; -1 at the end. */
int32_t utf8_next(struct str *s);
void utf8_put(char out[4], size_t *n, int32_t cp);
bool utf8_blank(struct str s); /* empty, or nothing but White_Space */
bool utf8_white(int32_t cp);
bool utf8_letter(int32_t cp); /* general category L or M */
bool utf8_mark(int32_t cp);   /* general category M: stands on the letter before it */
/* Controls, line and paragraph separators, marks that turn the direction of text,
 * byte order marks and noncharacters: what no field of one line may hold. */
bool utf8_control(int32_t cp);
struct str utf8_trim(struct str s); /* without White_Space at both ends; s is valid */
struct str utf8_nfc(struct arena *a, struct str s); /* s is valid; the answer is NFC */
/* NFC and full case folding: equal keys for texts that differ in case only. */
struct str utf8_fold(struct arena *a, struct str s);

/* Upper case letter by letter, NFC; s is valid. */
struct str utf8_upper(struct arena *a, struct str s);
/* Case folded and without marks: `Č' gives `c', `Й' gives `и'; s is valid. */
struct str utf8_bare(struct arena *a, struct str s);

#endif
