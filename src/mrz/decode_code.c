/* The likeliest document code, State and sex: by their lists, since no check digit covers them. */
#include "decode_impl.h"

#include <string.h>

static int best_letter(const float *lp)
{
	int best = 10;

	for (int s = 11; s < MRZ_FILLER; s++)
		if (lp[s] > lp[best])
			best = s;
	return best;
}

static float three(const float *const *lp, const char *code)
{
	return lp[0][mrz_symbol(code[0])] + lp[1][mrz_symbol(code[1])] + lp[2][mrz_symbol(code[2])];
}

/* Three letters of no list. */
static float unlisted(const float *const *lp, char *out)
{
	for (int k = 0; k < 3; k++)
		out[k] = mrz_symbol_char(best_letter(lp[k]));
	return three(lp, out) - COST_CODE_UNKNOWN;
}

float best_code(const float *const *lp, float blank_cost, char *out)
{
	float best = unlisted(lp, out);
	float blank = three(lp, "<<<") - blank_cost;

	if (blank > best) {
		best = blank;
		memset(out, '<', 3);
	}
	for (size_t i = 0; i < mrz_code_count(); i++) {
		enum mrz_code standing;
		const char *code = mrz_code_at(i, &standing);
		float score;

		if (code == NULL)
			continue;
		score = three(lp, code) - (float)(standing == MRZ_CODE_OLD ? COST_CODE_OLD : 0);
		if (score > best) {
			best = score;
			memcpy(out, code, 3);
		}
	}
	return best;
}

float best_opening(enum mrz_format f, const float *const *lp, char *out)
{
	float best = IMPOSSIBLE;

	for (int i = 0; i < MRZ_SYMBOLS * MRZ_SYMBOLS; i++) {
		int a = i / MRZ_SYMBOLS, b = i % MRZ_SYMBOLS;
		char first = mrz_symbol_char(a), second = mrz_symbol_char(b);
		enum mrz_opening o = mrz_opening(f, first, second);
		float score =
		    lp[0][a] + lp[1][b] - (float)(o == MRZ_OPENING_ODD ? COST_OPENING_ODD : 0);

		if (o != MRZ_OPENING_WRONG && score > best) {
			best = score;
			out[0] = first;
			out[1] = second;
		}
	}
	return best;
}

float best_sex(const float *lp, char *out)
{
	static const struct {
		char letter;
		float cost;
	} sexes[] = {{'M', 0}, {'F', 0}, {'<', 0}, {'X', COST_SEX_X}};
	float best = IMPOSSIBLE;

	for (size_t i = 0; i < ARRAY_LEN(sexes); i++) {
		float score = lp[mrz_symbol(sexes[i].letter)] - sexes[i].cost;

		if (score > best) {
			best = score;
			*out = sexes[i].letter;
		}
	}
	return best;
}
