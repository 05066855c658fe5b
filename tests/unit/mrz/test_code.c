/* mrz: codes of States and of documents. */
#include "mrz_impl.h"
#include "t.h"

static void states(void)
{
	static const struct {
		const char *code;
		enum mrz_code is;
	} table[] = {{"KAZ", MRZ_CODE_KNOWN}, {"D<<", MRZ_CODE_KNOWN}, {"GBN", MRZ_CODE_KNOWN},
	    {"XXA", MRZ_CODE_KNOWN}, {"XXX", MRZ_CODE_KNOWN}, {"UNK", MRZ_CODE_KNOWN},
	    {"XDC", MRZ_CODE_KNOWN}, {"RKS", MRZ_CODE_KNOWN}, {"UTO", MRZ_CODE_KNOWN},
	    {"SUN", MRZ_CODE_OLD}, {"SI<", MRZ_CODE_OLD}, {"XKX", MRZ_CODE_OLD},
	    {"ANT", MRZ_CODE_OLD}, {"DEU", MRZ_CODE_UNKNOWN}, {"YTO", MRZ_CODE_UNKNOWN},
	    {"D  ", MRZ_CODE_UNKNOWN}, {"UT0", MRZ_CODE_UNKNOWN}, {"<<<", MRZ_CODE_BLANK},
	    {"<D<", MRZ_CODE_UNKNOWN}};

	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		t_ok(mrz_code(table[i].code) == table[i].is, __FILE__, __LINE__, table[i].code);
}

/* Each is three symbols, and none stands twice. */
static void lists(void)
{
	int wrong = 0;

	for (size_t i = 0; i < mrz_code_count(); i++) {
		enum mrz_code a, b;
		const char *code = mrz_code_at(i, &a);

		if (code == NULL)
			continue;
		wrong += strlen(code) != 3;
		for (size_t k = 0; k < i; k++) {
			const char *other = mrz_code_at(k, &b);

			wrong += other != NULL && strcmp(other, code) == 0;
		}
	}
	OK(wrong == 0);
}

static void openings(void)
{
	static const struct {
		const char *code;
		enum mrz_format format;
		enum mrz_opening is;
	} table[] = {{"P<", MRZ_TD3, MRZ_OPENING_USUAL}, {"PN", MRZ_TD3, MRZ_OPENING_USUAL},
	    {"I<", MRZ_TD3, MRZ_OPENING_WRONG}, {"P1", MRZ_TD3, MRZ_OPENING_WRONG},
	    {"ID", MRZ_TD1, MRZ_OPENING_USUAL}, {"AC", MRZ_TD1, MRZ_OPENING_USUAL},
	    {"IV", MRZ_TD1, MRZ_OPENING_ODD}, {"AI", MRZ_TD1, MRZ_OPENING_ODD},
	    {"AC", MRZ_TD2, MRZ_OPENING_ODD}, {"P<", MRZ_TD2, MRZ_OPENING_WRONG},
	    {"C1", MRZ_TD1, MRZ_OPENING_ODD}, {"I1", MRZ_TD1, MRZ_OPENING_WRONG},
	    {"RP", MRZ_TD1, MRZ_OPENING_ODD}, {"TX", MRZ_TD1, MRZ_OPENING_WRONG},
	    {"V<", MRZ_MRVA, MRZ_OPENING_USUAL}, {"VC", MRZ_MRVB, MRZ_OPENING_USUAL},
	    {"P<", MRZ_MRVB, MRZ_OPENING_WRONG}, {"ID", MRZ_FRENCH, MRZ_OPENING_USUAL},
	    {"I<", MRZ_FRENCH, MRZ_OPENING_WRONG}, {"P<", MRZ_UNKNOWN, MRZ_OPENING_WRONG}};

	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		t_ok(
		    mrz_opening(table[i].format, table[i].code[0], table[i].code[1]) == table[i].is,
		    __FILE__, __LINE__, table[i].code);
}

int main(void)
{
	states();
	lists();
	openings();
	return t_done();
}
