/*
 * The journal's arithmetic: what an entry hashes to, and how entries chain.
 * Pure.  An entry is canonical JSON; its leaf is SHA-256(0x00, entry), which is
 * the leaf hash of RFC 9162 section 2.1, so that a proof tree can be made later
 * from what is already there.  The chain is SHA-256(0x01, previous chain, leaf).
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "hash.h"

struct hash journal_leaf(struct str entry);
struct hash journal_chain(const struct hash *previous, const struct hash *leaf);
extern const struct hash journal_start; /* the chain before the first entry: zeros */

/* SHA-256(salt, text): what an entry says of the personal text beside it. */
struct hash journal_text(struct str salt, struct str text);
#define JOURNAL_SALT 16

/* The hash of the rows of a load: each as its length in decimal, a colon, its bytes. */
void journal_row(struct hasher *h, struct str row);

#endif
