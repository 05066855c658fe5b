/*
 * The key that seals: an Ed25519 secret in a file of its own, outside the database and
 * outside its backups, which only its owner can read.  Who can change the database but
 * not read this file cannot seal what he changed.
 */
#ifndef SEALKEY_H
#define SEALKEY_H

#include "seal.h"

/* MEKENJAI_KEY; else PATH.key beside an SQLite register, var/mekenjai.key for a
 * server's.  Empty for a register in memory. */
struct str sealkey_path(struct arena *a, const char *url);

/* Make the file with a fresh key, unless it is there. */
enum rc sealkey_make(const char *path, bool *made, struct err *e) MUST_USE;

/* RC_NOT_FOUND: no file; RC_FORBIDDEN: others can read it; RC_BAD_INPUT: no key in it. */
enum rc sealkey_read(const char *path, unsigned char secret[SEAL_SECRET], struct err *e) MUST_USE;

#endif
