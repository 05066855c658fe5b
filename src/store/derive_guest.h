/*
 * What acts make of the guests that hosts reported (effect `guest', and cases that are closed).
 * host_guest is working state: while tables are made anew (db_is_shadowed) it is left as it is.
 * Not for others.
 */
#ifndef DERIVE_GUEST_H
#define DERIVE_GUEST_H

#include "derive.h"

enum rc derive_guest(
    struct db *db, const struct act *act, const json_t *effect, struct err *e) MUST_USE;
/* `closed': an element of case_close, {id, state}. */
enum rc guest_case_closed(
    struct db *db, const struct act *act, const json_t *closed, struct err *e) MUST_USE;

/* The act by which he was registered does not count any more, or counts again. */
enum rc guest_annulled(
    struct db *db, const struct act *act, int64_t root, bool again, struct err *e) MUST_USE;

#endif
