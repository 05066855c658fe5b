/* Unpredictable bytes (the kernel's, through libsodium), and what is made of them. */
#ifndef RANDOM_H
#define RANDOM_H

#include "base.h"

void random_bytes(void *p, size_t n);

/*
 * An identifier: a letter, '-', ten of a-z and 0-9, such as "P-k3x09qz7ab".
 * 51 bits: two in a register of 20 million meet with a chance below 10 %, so whoever
 * stores one has a unique index and asks again.
 */
#define RANDOM_ID 13
void random_id(char out[RANDOM_ID], char letter);
struct str random_id_str(struct arena *a, char letter);

/* 2 * bytes lower-case hexadecimal digits: tokens, CSRF secrets. */
struct str random_token(struct arena *a, size_t bytes);

#endif
