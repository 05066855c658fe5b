/* How letters follow each other in names, from data/names-latin.txt. */
#ifndef NAME_LETTERS_H
#define NAME_LETTERS_H

#include "mrz_impl.h"

#define NAME_EDGE     9    /* stands for the edge of a word, below the symbols of A to Z */
#define LETTER_WEIGHT 0.7F /* how far the decoder trusts names against a picture */

/* Nats above an average letter, of c behind a and b: symbols 10 to 35, or the edge. */
float mrz_name_letter(int a, int b, int c);
/*
 * Would a look-alike in one letter's place make a clearly likelier name?  Then somebody
 * should look, although no rule is broken.
 */
bool mrz_name_doubtful(const char *s, int n);

#endif
