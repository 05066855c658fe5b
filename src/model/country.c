/* Country codes, in the order of bytes: a test holds that. */
#include "country.h"

#include <stdlib.h>
#include <string.h>

static const char *const codes[] = {
#define COUNTRY(code) #code,
#include "country.def"
#undef COUNTRY
    NULL,
};

static int by_code(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

struct str country_code(struct str s)
{
	char z[4] = "";
	const char *const *found;

	if (str_is(s, "D"))
		return STR("DEU");
	if (s.n != 3)
		return STR("");
	memcpy(z, s.p, 3);
	found = bsearch(z, codes, ARRAY_LEN(codes) - 1, sizeof(codes[0]), by_code);
	return found != NULL ? str_of(*found) : STR("");
}

const char *const *country_all(size_t *n)
{
	*n = ARRAY_LEN(codes) - 1;
	return codes;
}
