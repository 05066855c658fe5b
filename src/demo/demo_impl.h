/* What the files of the demo share. */
#ifndef DEMO_IMPL_H
#define DEMO_IMPL_H

#include "demo.h"
#include "made_up.h"

/* What the acts must know of a dwelling: who holds it, in numbers of persons; 0: nobody,
 * or an organisation. */
struct home {
	uint32_t holder, second; /* second: holds the other half */
	uint8_t people;
	bool let;    /* state or rented housing: the holder is the tenant */
	bool org;    /* an organisation owns it */
	uint16_t m2; /* useful area */
};

/* Who holds dwelling DEMO_WANTED_AT of each DEMO_WANTED_OF is on the list of wanted persons. */
enum { DEMO_WANTED_AT = 11, DEMO_WANTED_OF = 300 };

enum demo_file { UNITS, PRECINCTS, DWELLINGS, PERSONS, HOLDINGS, RESIDENCES, WANTED, DEMO_FILES };
extern const char *const demo_kinds[DEMO_FILES];

enum demo_word {
#define WORD(name, text) name,
#include "words.def"
#undef WORD
	DEMO_WORDS
};
extern const char *const demo_words[DEMO_WORDS];

struct town {
	struct db *db;
	const struct act_env *env;
	struct demo *d;
	struct made_up m;
	FILE *file[DEMO_FILES];
	struct home *home; /* of dwelling i + 1 */
	size_t homes, home_cap;
	uint32_t persons;
};

/* Two hotels, by hand: beside what is made up at random. */
#define HOTEL_ONE "org:Hotel Alatau"
#define HOTEL_TWO "org:Hotel Dostyk"

extern const day_t demo_until; /* the first day of the acts: 2016-01-01 */

enum rc demo_write_files(struct town *t, struct err *e) MUST_USE;
enum rc demo_live(struct town *t, struct err *e) MUST_USE;
enum rc demo_stays(struct town *t, struct err *e) MUST_USE; /* stays.c */

#endif
