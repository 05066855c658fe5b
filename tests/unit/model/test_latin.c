/* model: Latin letters of passports. */
#include "latin.h"
#include "t.h"

int main(void)
{
	/* spellings of ICAO Doc 9303-3 for Russian; plain letters for Kazakh */
	static const char *const pairs[][2] = {{"Щербаков", "SHCHERBAKOV"}, {"Юрий", "IURII"},
	    {"Подъячев", "PODIEIACHEV"}, {"Цой", "TSOI"}, {"Әбілқасым", "ABILKASYM"},
	    {"Шыңғыс", "SHYNGYS"}, {"Анна-Мария Ким", "ANNA-MARIIA KIM"}, {"Müller", "MÜLLER"},
	    {"Мальцев", "MALTSEV"}, {"", ""}};
	struct arena a = {0};

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		OK(str_is(latin_of(&a, str_of(pairs[i][0])), pairs[i][1]));
	arena_free(&a);
	return t_done();
}
