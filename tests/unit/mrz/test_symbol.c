/* mrz: symbols, their values, check digits. */
#include "mrz_impl.h"
#include "t.h"

static int digit(const char *z)
{
	return mrz_check_digit(z, strlen(z));
}

int main(void)
{
	/* the standard's own */
	OK(digit("520727") == 3);
	OK(digit("AB2134<<<") == 5);
	OK(digit("HA672242<658022549601086<<<<<<<<<<<<<<0") == 8);
	OK(digit("HA672242<658022549601086<<<<<<<") == 8);
	OK(digit("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<") == 2);
	OK(digit("D23145890734") == 9 && digit("600001795015") == 2);
	OK(digit("") == 0 && digit("<<<<<<") == 0 && digit("#!") == 0);
	for (int s = 0; s < MRZ_SYMBOLS; s++)
		if (mrz_symbol(mrz_symbol_char(s)) != s)
			OK(0);
	OK(mrz_symbol('a') == -1 && mrz_symbol(' ') == -1 && mrz_symbol('\0') == -1);
	OK(mrz_symbol_char(-1) == '?' && mrz_symbol_char(MRZ_SYMBOLS) == '?');
	OK(mrz_value(MRZ_FILLER) == 0 && mrz_value(mrz_symbol('Z')) == 35);
	OK(mrz_blank("<<<", 3) && !mrz_blank("<A<", 3) && mrz_blank("", 0));
	OK(mrz_format_word(MRZ_UNKNOWN) == NULL && strcmp(mrz_format_word(MRZ_TD1), "TD1") == 0);
	for (enum mrz_problem a = 0; a < MRZ_P__MAX; a++)
		for (enum mrz_problem b = 0; b < a; b++)
			if (strcmp(mrz_problem_word(a), mrz_problem_word(b)) == 0)
				OK(0);
	OK(mrz_problem_warns(MRZ_P_EXPIRED) && !mrz_problem_warns(MRZ_P_CHECK));
	return t_done();
}
