/* How letters follow each other in names, from data/names-latin.txt. */
#ifndef NAME_LETTERS_H
#define NAME_LETTERS_H

#include "mrz_impl.h"

#define NAME_EDGE   (-1) /* before the first letter of a word, behind the last */
#define PAIR_WEIGHT 0.6F /* how far the decoder trusts it against a picture */

/* Nats above an average pair, of two letters (symbols 10 to 35) or an edge. */
float mrz_name_pair(int before, int after);
/*
 * Would a look-alike in one letter's place make a clearly likelier name?  Then somebody
 * should look, although no rule is broken.
 */
bool mrz_name_doubtful(const char *s, int n);

#endif
