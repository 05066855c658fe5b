/* Districts and streets; the lists are in places.def. */
#include "made_up.h"

static const struct made_up_district districts[] = {
#define DISTRICT(kato, ru, kk) {kato, ru, kk},
#include "places.def"
#undef DISTRICT
};

static const struct made_up_street streets[] = {
#define STREET(kato, ru, kk) {kato, ru, kk},
#include "places.def"
#undef STREET
};

const struct made_up_district *made_up_districts(size_t *n)
{
	*n = ARRAY_LEN(districts);
	return districts;
}

const struct made_up_street *made_up_streets(size_t *n)
{
	*n = ARRAY_LEN(streets);
	return streets;
}

const struct made_up_street *made_up_street(struct made_up *m, struct str kato)
{
	size_t n = 0, at;

	for (size_t i = 0; i < ARRAY_LEN(streets); i++)
		n += str_is(kato, streets[i].kato);
	if (n == 0)
		return NULL;
	at = prng_below(&m->r, n);
	for (size_t i = 0;; i++)
		if (str_is(kato, streets[i].kato) && at-- == 0)
			return &streets[i];
}
