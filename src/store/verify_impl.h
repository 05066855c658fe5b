/* What the files of `verify' share. */
#ifndef VERIFY_IMPL_H
#define VERIFY_IMPL_H

#include "verify.h"

#include "evidence.h"
#include "seal.h"

struct check {
	struct db *db;
	struct verify *v;
	struct arena own; /* for as long as the check lasts */
	struct seal *seal;
	size_t n_seals, next_seal;
	struct loads {
		int64_t act, rows;
		bool named; /* an entry speaks of them */
	} * load;
	size_t n_loads;
	struct str *pack; /* hashes of those that are what they should be */
	size_t n_packs;
	int64_t position;
	struct hash chain;
};

/* One fault: told, if not too many were, and counted. */
void verify_fault(struct check *c, const struct fault *f);

/* A row as it stands in the tables. */
struct entry {
	int64_t id, day, recorded_us, target, position;
	struct str kind, unit, officer, subject, dwelling, outcome;
	struct str body, text, salt, leaf, chain;
	bool has_text;
};
/* Everything about one row that is not its place in the chain. */
enum rc verify_entry(
    struct check *c, struct arena *a, const struct entry *n, struct err *e) MUST_USE;

#endif
