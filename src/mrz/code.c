/* Codes of States and of documents: which are known, which deviate and are in use. */
#include "country.h"
#include "mrz_impl.h"

#include <string.h>

static const char added[][4] = {
#define MRZ_PASSPORT_CODE(three) three,
#include "codes_passport.def"
#undef MRZ_PASSPORT_CODE
};

static const char old[][4] = {
#define MRZ_OLD_CODE(three) three,
#include "codes.def"
#undef MRZ_OLD_CODE
};

size_t mrz_code_count(void)
{
	return country_count() + ARRAY_LEN(added) + ARRAY_LEN(old);
}

/* The register's spelling of Germany, and its short one, are no codes of a document. */
static bool of_documents(const char *code)
{
	return strlen(code) == 3 && strcmp(code, "DEU") != 0;
}

const char *mrz_code_at(size_t i, enum mrz_code *standing)
{
	*standing = MRZ_CODE_KNOWN;
	if (i < country_count())
		return of_documents(country_at(i)) ? country_at(i) : NULL;
	i -= country_count();
	if (i < ARRAY_LEN(added))
		return added[i];
	*standing = MRZ_CODE_OLD;
	return old[i - ARRAY_LEN(added)];
}

enum mrz_code mrz_code(const char three[3])
{
	if (mrz_blank(three, 3))
		return MRZ_CODE_BLANK;
	for (size_t i = 0; i < mrz_code_count(); i++) {
		enum mrz_code standing;
		const char *code = mrz_code_at(i, &standing);

		if (code != NULL && memcmp(code, three, 3) == 0)
			return standing;
	}
	return MRZ_CODE_UNKNOWN;
}

static bool letter(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Pairs outside the standard that documents in use bear (icao-facts section 4). */
static bool card_odd(char first, char second)
{
	static const char pairs[][3] = {"C1", "C2", "RP", "TA", "TD"};

	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		if (pairs[i][0] == first && pairs[i][1] == second)
			return true;
	return false;
}

static enum mrz_opening card_opening(enum mrz_format f, char first, char second)
{
	bool forbidden = second == 'V' || (first == 'A' && second == (f == MRZ_TD1 ? 'I' : 'C'));

	if (card_odd(first, second))
		return MRZ_OPENING_ODD;
	if ((first != 'A' && first != 'C' && first != 'I') || (!letter(second) && second != '<'))
		return MRZ_OPENING_WRONG;
	return forbidden ? MRZ_OPENING_ODD : MRZ_OPENING_USUAL;
}

enum mrz_opening mrz_opening(enum mrz_format f, char first, char second)
{
	char must = 0;

	switch (f) {
	case MRZ_TD1:
	case MRZ_TD2: return card_opening(f, first, second);
	case MRZ_TD3: must = 'P'; break;
	case MRZ_MRVA:
	case MRZ_MRVB: must = 'V'; break;
	case MRZ_FRENCH:
		return first == 'I' && second == 'D' ? MRZ_OPENING_USUAL : MRZ_OPENING_WRONG;
	case MRZ_UNKNOWN:
	case MRZ_FORMAT__MAX: return MRZ_OPENING_WRONG;
	}
	return first == must && (letter(second) || second == '<') ? MRZ_OPENING_USUAL
								  : MRZ_OPENING_WRONG;
}

bool mrz_russian_internal(enum mrz_format f, const struct mrz_rows *lines)
{
	return f == MRZ_TD3 && memcmp(lines->row[0], "PNRUS", 5) == 0;
}
