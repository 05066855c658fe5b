/* The list of country codes: what is on it, what is not, and its order. */
#include "country.h"
#include "t.h"

int main(void)
{
	static const char *const known[] = {"KAZ", "DEU", "D", "ABW", "ZWE", "SSD", "RKS", "XXA",
	    "XXX", "UNO", "GBN", "EUE", "XOM"};
	static const char *const unknown[] = {"", "kaz", "KA", "KAZ ", "SUN", "ANT", "YUG", "ROM",
	    "ZAR", "DE", "d", "XXD", "AAA", "ZZZ"};

	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		OK(country_known(str_of(known[i])));
	for (size_t i = 0; i < ARRAY_LEN(unknown); i++)
		OK(!country_known(str_of(unknown[i])));
	OK(!country_known((struct str){"KAZ\0", 4}));
	OK(country_count() == 249 + 16); /* ISO 3166-1 and the passports' own */
	for (size_t i = 1; i < country_count(); i++)
		OK(strcmp(country_at(i - 1), country_at(i)) < 0);
	OK(str_is(country_normal(STR("D")), "DEU") && str_is(country_normal(STR("DEU")), "DEU"));
	return t_done();
}
