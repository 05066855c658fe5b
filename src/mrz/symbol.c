/* The 37 symbols, their values and check digits, and the fixed words of answers. */
#include "mrz_impl.h"

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

int mrz_symbol(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	return c == '<' ? MRZ_FILLER : -1;
}

char mrz_symbol_char(int symbol)
{
	if (symbol < 0 || symbol >= MRZ_SYMBOLS)
		return '?';
	return alphabet[symbol];
}

int mrz_value(int symbol)
{
	return symbol == MRZ_FILLER ? 0 : symbol;
}

int mrz_weight(int i)
{
	static const int weights[] = {7, 3, 1};

	return weights[i % 3];
}

int mrz_check_digit(const char *s, size_t n)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++) {
		int symbol = mrz_symbol(s[i]);

		sum += symbol < 0 ? 0 : mrz_value(symbol) * mrz_weight((int)(i % 3));
	}
	return sum % 10;
}

bool mrz_blank(const char *s, int n)
{
	for (int i = 0; i < n; i++)
		if (s[i] != '<')
			return false;
	return true;
}

const char *mrz_format_word(enum mrz_format f)
{
	static const char *const words[MRZ_FORMAT__MAX] = {
	    [MRZ_TD1] = "TD1",
	    [MRZ_TD2] = "TD2",
	    [MRZ_TD3] = "TD3",
	    [MRZ_MRVA] = "MRVA",
	    [MRZ_MRVB] = "MRVB",
	    [MRZ_FRENCH] = "FRA-ID-OLD",
	};

	return words[f];
}

const char *mrz_field_word(enum mrz_field f)
{
	static const char *const words[] = {
#define MRZ_FIELD(name, word) [MRZ_F_##name] = (word),
#include "fields.def"
#undef MRZ_FIELD
	};

	return words[f];
}

const char *mrz_verdict_word(enum mrz_verdict v)
{
	static const char *const words[] = {
	    [MRZ_UNCHECKED] = "unchecked",
	    [MRZ_OK] = "ok",
	    [MRZ_REPAIRED] = "repaired",
	    [MRZ_FAILED] = "failed",
	};

	return words[v];
}

const char *mrz_check_word(enum mrz_check c)
{
	static const char *const words[] = {
	    [MRZ_C_NUMBER] = "document_number",
	    [MRZ_C_BIRTH] = "birth_date",
	    [MRZ_C_EXPIRY] = "expiry_date",
	    [MRZ_C_OPTIONAL] = "optional",
	    [MRZ_C_COMPOSITE] = "composite",
	};

	return words[c];
}

enum weight { WARNS, STOPS };
static const struct {
	const char *word;
	enum weight weight;
} problems[] = {
#define MRZ_PROBLEM(name, word, weight) [MRZ_P_##name] = {word, weight},
#include "problems.def"
#undef MRZ_PROBLEM
};

const char *mrz_problem_word(enum mrz_problem p)
{
	return problems[p].word;
}

bool mrz_problem_warns(enum mrz_problem p)
{
	return problems[p].weight == WARNS;
}
