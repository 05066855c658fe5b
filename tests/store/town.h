/*
 * A small town for tests: a register with units, dwellings, persons, holdings and
 * histories from files, and then acts at random through acts_perform.  The same
 * seed gives the same requests (ids that the register makes are its own).
 */
#ifndef TOWN_H
#define TOWN_H

#include "acts.h"
#include "prng.h"
#include "store.h"

enum {
	TOWN_PERSONS = 40,
	TOWN_DWELLINGS = 16,
	TOWN_KEPT = 512, /* of each list */
};

struct town {
	struct db *db;
	struct prng r;
	struct act_env env;
	struct pack *pack;
	struct arena own;
	int persons;
	struct str registration[TOWN_KEPT], reg_dwelling[TOWN_KEPT], holding[TOWN_KEPT],
	    open[TOWN_KEPT];
	int64_t act[TOWN_KEPT], annulling[TOWN_KEPT];
	size_t n_registrations, n_holdings, n_open, n_acts, n_annulling;
	size_t asked, granted, refused, reviews, invalid; /* of all requests */
};

/* Make the schema and load the files. */
void town_start(struct town *t, struct db *db, uint64_t seed);
/* So many acts, a day or so apart. */
void town_live(struct town *t, int acts);
/* Two foreign nationals of one name, each with a stay. */
void town_foreigners(struct town *t);
/* Two precincts, an inspector in p1; every third dwelling is in neither. */
void town_precincts(struct town *t);
/* One request; gives the answer, which lives until the town ends. */
const json_t *town_ask(struct town *t, json_t *take);
void town_load(struct town *t, const char *kind, const char *csv, bool update);
void town_end(struct town *t);

#endif
