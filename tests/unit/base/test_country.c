/* base: country codes. */
#include "country.h"
#include "t.h"

int main(void)
{
	static const char *const good[] = {"KAZ", "DEU", "D", "XXA", "UNO", "RKS", "ABW", "ZWE"};
	static const char *const bad[] = {
	    "kaz", "KZ", "SUN", "YUG", "ZZZ", "AAA", "", "KAZZ", "DE"};

	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		OK(country_known(str_of(good[i])));
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		OK(!country_known(str_of(bad[i])));
	OK(str_is(country_normal(STR("D")), "DEU") && str_is(country_normal(STR("KAZ")), "KAZ"));
	OK(country_count() == 249 + 16);
	for (size_t i = 1; i < country_count(); i++)
		OK(strcmp(country_at(i - 1), country_at(i)) < 0);
	return t_done();
}
