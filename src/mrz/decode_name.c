/*
 * The likeliest texts of what has no check digit: names by their grammar, codes by their
 * lists, sex by its letters.
 *
 * Names (icao-facts section 8):  L+ (< L+)* ( << L+ (< L+)* )? <*  and, as deviations met,
 * an empty first half, << L+ ..., and a name that is blank.
 */
#include "decode_impl.h"

#include <string.h>

enum state {
	S_PRIMARY,   /* a letter of the first half */
	S_BREAK,     /* one filler behind it */
	S_BREAK_2,   /* the second */
	S_SECONDARY, /* a letter of the second half */
	S_GAP,       /* one filler behind it */
	S_TAIL,      /* fillers to the end */
	S_OPENING,   /* a filler in the first place: the first half is empty */
	S__MAX
};

/* Which state may follow which, letters first.  A name starts in S_PRIMARY or S_OPENING. */
static const struct move {
	uint8_t from, to;
} moves[] = {
    {S_PRIMARY, S_PRIMARY},
    {S_BREAK, S_PRIMARY},
    {S_BREAK_2, S_SECONDARY},
    {S_SECONDARY, S_SECONDARY},
    {S_GAP, S_SECONDARY},
    {S_PRIMARY, S_BREAK},
    {S_BREAK, S_BREAK_2},
    {S_BREAK_2, S_TAIL},
    {S_SECONDARY, S_GAP},
    {S_GAP, S_TAIL},
    {S_TAIL, S_TAIL},
    {S_OPENING, S_BREAK_2},
};

#define NAME_MAX_CELLS 40

struct way {
	float score[S__MAX];
	uint8_t from[NAME_MAX_CELLS][S__MAX];
	uint8_t letter[NAME_MAX_CELLS];
};

static bool writes_letter(int state)
{
	return state == S_PRIMARY || state == S_SECONDARY;
}

static uint8_t best_letter(const float *lp, bool digits)
{
	int best = 10;

	for (int s = digits ? 0 : 10; s < MRZ_FILLER; s++)
		if (lp[s] > lp[best])
			best = s;
	return (uint8_t)best;
}

static void name_step(struct way *w, int k, const float *lp)
{
	float next[S__MAX];

	for (int s = 0; s < S__MAX; s++)
		next[s] = IMPOSSIBLE;
	for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
		struct move m = moves[i];
		float cell = lp[writes_letter(m.to) ? w->letter[k] : MRZ_FILLER];
		float score = w->score[m.from] + cell;

		if (score > next[m.to]) {
			next[m.to] = score;
			w->from[k][m.to] = m.from;
		}
	}
	memcpy(w->score, next, sizeof(next));
}

float best_name(const float *const *lp, int n, bool digits, char *out)
{
	struct way w = {.from = {{0}}};
	int state = 0;
	float best = IMPOSSIBLE;

	for (int s = 0; s < S__MAX; s++)
		w.score[s] = IMPOSSIBLE;
	for (int k = 0; k < n; k++)
		w.letter[k] = best_letter(lp[k], digits);
	w.score[S_PRIMARY] = lp[0][w.letter[0]];
	w.score[S_OPENING] = lp[0][MRZ_FILLER] - COST_NO_SURNAME;
	for (int k = 1; k < n; k++)
		name_step(&w, k, lp[k]);
	for (int s = 0; s < S__MAX; s++) {
		if (w.score[s] > best) {
			best = w.score[s];
			state = s;
		}
	}
	for (int k = n - 1; k >= 0; k--) {
		out[k] = mrz_symbol_char(writes_letter(state) ? w.letter[k] : MRZ_FILLER);
		state = w.from[k][state];
	}
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
		out[k] = mrz_symbol_char(best_letter(lp[k], false));
	return three(lp, out) - COST_CODE_UNKNOWN;
}

float best_code(const float *const *lp, float blank_cost, char *out)
{
	float best = unlisted(lp, out);
	float blank = three(lp, "<<<") - blank_cost;

	if (blank > best) {
		best = blank;
		memcpy(out, "<<<", 3);
	}
	for (size_t i = 0; i < mrz_code_count(); i++) {
		enum mrz_code standing;
		const char *code = mrz_code_at(i, &standing);
		float score;

		if (code == NULL)
			continue;
		score = three(lp, code) - (standing == MRZ_CODE_OLD ? COST_CODE_OLD : 0);
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
		float score = lp[0][a] + lp[1][b] - (o == MRZ_OPENING_ODD ? COST_OPENING_ODD : 0);

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
