/*
 * A made-up Almaty for an empty register: units of the 8 districts, precincts, real
 * streets, flats with owners and tenants, families with histories, foreigners, a
 * wanted list; then some hundreds of real acts, refusals and waiting cases among
 * them.  Everything goes the ways that real data go: files are loaded, acts are
 * performed.  The same seed gives the same people, dwellings and requests; what the
 * register names itself (registrations, cases) it names anew each time.
 *
 * The town lives until the end of 2015 as files, and through the first half of 2016
 * as acts, when the Rules that the built-in pack holds were in force.
 */
#ifndef DEMO_H
#define DEMO_H

#include "acts.h"

#define DEMO_PERSONS     2000
#define DEMO_PERSONS_MIN 50
#define DEMO_PERSONS_MAX 5000000

struct demo {
	int64_t persons; /* about so many */
	uint64_t seed;
	void (*progress)(void *ctx, int64_t rows); /* may be NULL */
	void *ctx;
	/* what came of it */
	size_t rows, granted, refused, waiting, annulled, other;
};

/* Into a register that has its schema and no acts.  On failure what was loaded stays. */
enum rc demo_fill(struct db *db, const struct act_env *env, struct demo *d, struct err *e) MUST_USE;

/* Those who sign in: a role each.  precinct: of the inspector; holder and dwelling: of a host. */
struct demo_user {
	const char *name, *role, *unit, *district, *precinct, *holder, *dwelling;
};
extern const struct demo_user demo_users[];
extern const size_t demo_users_n;

/* What the first of the hosts reports: guests who wait for a decision.  When there are users. */
enum rc demo_report(struct db *db, const struct act_env *env, struct err *e) MUST_USE;

#endif
