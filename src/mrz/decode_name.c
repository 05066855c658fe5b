/*
 * The likeliest texts of what has no check digit: names by their grammar, codes by their
 * lists, sex by its letters.
 *
 * Names (icao-facts section 8):  L+ (< L+)* ( << L+ (< L+)* )? <*  and, as deviations met,
 * an empty first half, << L+ ..., and a name that is blank.  Between cells that a picture
 * leaves open, how letters follow each other in names decides.
 */
#include "decode_impl.h"
#include "name_letters.h"

#include <string.h>

enum state {
	S_PRIMARY,   /* a letter of the first half */
	S_SECONDARY, /* a letter of the second half */
	S_BREAK,     /* one filler behind the first half */
	S_BREAK_2,   /* the second */
	S_GAP,       /* one filler behind a word of the second half */
	S_TAIL,      /* fillers to the end */
	S_OPENING,   /* a filler in the first place: the first half is empty */
	S__MAX
};
#define LETTER_STATES 2 /* the first two: which letter it is matters to the next one */

/* Which state may follow which.  A name starts in S_PRIMARY or S_OPENING. */
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

/* A state, and for letter states the symbol; others use symbol 0. */
struct place {
	uint8_t state, symbol;
};
struct way {
	bool digits; /* they stand for letters, and how these follow each other is not known */
	float score[S__MAX][MRZ_FILLER];
	struct place from[NAME_MAX_CELLS][S__MAX][MRZ_FILLER];
};

static bool is_letter_state(int state)
{
	return state < LETTER_STATES;
}

static int symbols_of(int state)
{
	return is_letter_state(state) ? MRZ_FILLER : 1;
}

/* What it is worth that this place follows that one, as names go. */
static float follows(const struct way *w, struct place a, struct place b)
{
	int before = is_letter_state(a.state) ? a.symbol : NAME_EDGE;
	int after = is_letter_state(b.state) ? b.symbol : NAME_EDGE;

	if (w->digits || (before == NAME_EDGE && after == NAME_EDGE))
		return 0;
	return PAIR_WEIGHT * mrz_name_pair(before, after);
}

static void offer_move(
    const struct way *w, float *best, struct place *from, struct place a, struct place b)
{
	float score = w->score[a.state][a.symbol] + follows(w, a, b);

	if (w->score[a.state][a.symbol] > IMPOSSIBLE / 2 && score > *best) {
		*best = score;
		*from = a;
	}
}

/* The best way into one place; its own cell not counted. */
static float reach(const struct way *w, struct place b, struct place *from)
{
	float best = IMPOSSIBLE;

	for (size_t i = 0; i < ARRAY_LEN(moves); i++) {
		if (moves[i].to != b.state)
			continue;
		for (int s = 0; s < symbols_of(moves[i].from); s++)
			offer_move(w, &best, from, (struct place){moves[i].from, (uint8_t)s}, b);
	}
	return best;
}

/* Symbols so unlikely in their cell that no name can want them are passed over. */
#define HOPELESS (-30.0F)

static bool possible(const struct way *w, int symbol, const float *lp)
{
	return (w->digits || symbol >= 10) && lp[symbol] > HOPELESS;
}

static void name_step(struct way *w, int k, const float *lp)
{
	float next[S__MAX][MRZ_FILLER];

	for (int state = 0; state < S__MAX; state++) {
		for (int s = 0; s < MRZ_FILLER; s++) {
			struct place b = {(uint8_t)state, (uint8_t)s};
			int symbol = is_letter_state(state) ? s : MRZ_FILLER;

			next[state][s] = IMPOSSIBLE;
			if (s < symbols_of(state) &&
			    (symbol == MRZ_FILLER || possible(w, symbol, lp)))
				next[state][s] = reach(w, b, &w->from[k][state][s]) + lp[symbol];
		}
	}
	memcpy(w->score, next, sizeof(next));
}

static void name_start(struct way *w, const float *lp)
{
	for (int state = 0; state < S__MAX; state++)
		for (int s = 0; s < MRZ_FILLER; s++)
			w->score[state][s] = IMPOSSIBLE;
	for (int s = w->digits ? 0 : 10; s < MRZ_FILLER; s++)
		w->score[S_PRIMARY][s] =
		    lp[s] + (w->digits ? 0 : PAIR_WEIGHT * mrz_name_pair(NAME_EDGE, s));
	w->score[S_OPENING][0] = lp[MRZ_FILLER] - COST_NO_SURNAME;
}

static float name_end(const struct way *w, struct place *last)
{
	float best = IMPOSSIBLE;

	for (int state = 0; state < S__MAX; state++) {
		for (int s = 0; s < symbols_of(state); s++) {
			if (w->score[state][s] <= best)
				continue;
			best = w->score[state][s];
			*last = (struct place){(uint8_t)state, (uint8_t)s};
		}
	}
	return best;
}

float best_name(const float *const *lp, int n, bool digits, char *out)
{
	struct way w = {.digits = digits};
	struct place p = {0, 0};
	float best;

	name_start(&w, lp[0]);
	for (int k = 1; k < n; k++)
		name_step(&w, k, lp[k]);
	best = name_end(&w, &p);
	for (int k = n - 1; k >= 0; k--) {
		out[k] = mrz_symbol_char(is_letter_state(p.state) ? p.symbol : MRZ_FILLER);
		p = w.from[k][p.state][p.symbol];
	}
	return best;
}

static float three(const float *const *lp, const char *code)
{
	return lp[0][mrz_symbol(code[0])] + lp[1][mrz_symbol(code[1])] + lp[2][mrz_symbol(code[2])];
}

static int best_letter(const float *lp)
{
	int best = 10;

	for (int s = 11; s < MRZ_FILLER; s++)
		if (lp[s] > lp[best])
			best = s;
	return best;
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
