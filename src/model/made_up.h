/*
 * Made-up people and addresses, for demo registers, benchmarks and tests: names as
 * they are met in Almaty, put together at random, IINs that agree with them, and
 * the city's real streets.  Nobody here exists but by chance.  The same seed gives
 * the same data on every machine, call for call.
 */
#ifndef MADE_UP_H
#define MADE_UP_H

#include "date.h"
#include "json.h"
#include "prng.h"

struct made_up {
	struct prng r;
	uint64_t documents; /* numbers given, so that no two are the same */
	uint16_t *iins;     /* how many IINs each birth date and sex has given */
};
void made_up_start(struct made_up *m, uint64_t seed);
void made_up_end(struct made_up *m); /* frees */

enum made_up_people {
	MADE_UP_KAZAKH,
	MADE_UP_RUSSIAN,
	MADE_UP_UIGHUR,
	MADE_UP_UZBEK,
	MADE_UP_KOREAN,
	MADE_UP_GERMAN,
	MADE_UP_UKRAINIAN,
	MADE_UP_PEOPLE__MAX
};
/* One of them, about as often as they are met in the city. */
enum made_up_people made_up_people(struct made_up *m);

struct made_up_person {
	enum made_up_people people; /* of residents */
	char sex;                   /* 'M', 'F' */
	day_t birth;
	struct str surname, given, patronymic, surname_latin, given_latin;
	char citizenship[4];
	const char *status;
	char iin[13]; /* unique; empty for foreigners, and for whoever is the
				     * ten-thousandth of one birth date and sex */
	const char *document_type;
	struct str document_number;
	day_t document_expires; /* DAY_NONE for birth certificates */
	/* What children need: the rows of the family's name and of the given name that
	 * their patronymic is made of. */
	size_t surname_row, given_row;
};

/* A resident, born on that day, as of `on' (a child has a birth certificate until 16). */
void made_up_resident(struct made_up *m, struct arena *a, enum made_up_people people, day_t birth,
    day_t on, struct made_up_person *out);
/* A child of father (a made-up resident): his surname in the child's form, his given
 * name in the patronymic. */
void made_up_child(struct made_up *m, struct arena *a, const struct made_up_person *father,
    day_t birth, day_t on, struct made_up_person *out);
/* His wife takes his surname. */
void made_up_wife(struct made_up *m, struct arena *a, const struct made_up_person *husband,
    day_t birth, day_t on, struct made_up_person *out);
/* A foreigner with a passport: Latin names, no IIN. */
void made_up_foreigner(
    struct made_up *m, struct arena *a, day_t birth, day_t on, struct made_up_person *out);
/* A day of birth that makes somebody `from' to `until' years old on that day. */
day_t made_up_birth(struct made_up *m, int from, int until, day_t on);

/* The record of the kind `persons', without an id; owned by the caller. */
json_t *made_up_record(const struct made_up_person *p);

/* The districts of the city (law/facts.md 8.2) and their streets. */
struct made_up_district {
	const char *kato, *ru, *kk;
};
const struct made_up_district *made_up_districts(size_t *n); /* 8 */
struct made_up_street {
	const char *kato, *ru, *kk;
};
const struct made_up_street *made_up_streets(size_t *n);
/* A street of the district, as likely as its others; NULL for no such district. */
const struct made_up_street *made_up_street(struct made_up *m, struct str kato);

#endif
