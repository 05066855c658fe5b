/*
 * The likeliest name: no check digit covers it, but a grammar does (icao-facts section 8):
 * L+ (< L+)* ( << L+ (< L+)* )? <*  and, as deviations met, an empty first half, << L+ ...
 * Where a picture leaves letters open, how they follow each other in names decides.
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
#define CANDIDATES     7 /* symbols of a cell that are looked at */
#define NO_LETTER      CANDIDATES

/*
 * A place on the way: the state, and of letter states which candidate stands in this cell
 * and which in the one before (NO_LETTER at the edge of a word, and in other states).
 */
struct place {
	uint8_t state, before, here;
};
struct way {
	bool digits; /* they stand for letters, and how these follow each other is not known */
	uint8_t symbol[NAME_MAX_CELLS][CANDIDATES + 1];
	int n[NAME_MAX_CELLS];
	float score[S__MAX][CANDIDATES + 1][CANDIDATES + 1];
	struct place from[NAME_MAX_CELLS][S__MAX][CANDIDATES + 1][CANDIDATES + 1];
};

static bool is_letter_state(int state)
{
	return state < LETTER_STATES;
}

/* The likeliest symbols of a cell, likeliest first. */
static void find_candidates(struct way *w, int k, const float *lp)
{
	int n = 0;

	for (int s = w->digits ? 0 : 10; s < MRZ_FILLER; s++) {
		int at = n < CANDIDATES ? n++ : CANDIDATES;

		while (at > 0 && lp[w->symbol[k][at - 1]] < lp[s]) {
			if (at < CANDIDATES)
				w->symbol[k][at] = w->symbol[k][at - 1];
			at--;
		}
		if (at < CANDIDATES)
			w->symbol[k][at] = (uint8_t)s;
	}
	w->symbol[k][NO_LETTER] = NAME_EDGE;
	w->n[k] = n;
}

/* What it is worth that this comes behind that, as names go; `here' is in cell k. */
static float follows(const struct way *w, int k, struct place p, int here)
{
	int a = k > 1 ? w->symbol[k - 2][p.before] : NAME_EDGE;
	int b = k > 0 ? w->symbol[k - 1][p.here] : NAME_EDGE;
	int c = w->symbol[k][here];

	if (w->digits || (b == NAME_EDGE && c == NAME_EDGE))
		return 0;
	return LETTER_WEIGHT * mrz_name_letter(b == NAME_EDGE ? NAME_EDGE : a, b, c);
}

static float *score_of(struct way *w, struct place p)
{
	return &w->score[p.state][p.before][p.here];
}

static void no_scores(float score[S__MAX][CANDIDATES + 1][CANDIDATES + 1])
{
	for (int i = 0; i < S__MAX; i++)
		for (int a = 0; a <= CANDIDATES; a++)
			for (int b = 0; b <= CANDIDATES; b++)
				score[i][a][b] = IMPOSSIBLE;
}

/* The i-th place of a cell. */
#define PLACES (S__MAX * (CANDIDATES + 1) * (CANDIDATES + 1))
static struct place place(int i)
{
	return (struct place){(uint8_t)(i / ((CANDIDATES + 1) * (CANDIDATES + 1))),
	    (uint8_t)(i / (CANDIDATES + 1) % (CANDIDATES + 1)), (uint8_t)(i % (CANDIDATES + 1))};
}

struct stage {
	float score[S__MAX][CANDIDATES + 1][CANDIDATES + 1];
};

/* From one place into a state of cell k, by each of its candidates. */
static void go(struct way *w, struct stage *next, int k, struct place from, int to, const float *lp)
{
	bool letters = is_letter_state(to);
	float so_far = *score_of(w, from);
	int first = letters ? 0 : NO_LETTER, end = letters ? w->n[k] : NO_LETTER + 1;
	uint8_t before = letters ? from.here : NO_LETTER;

	for (int here = first; here < end; here++) {
		float cell = lp[letters ? w->symbol[k][here] : MRZ_FILLER];
		float score = so_far + cell + follows(w, k, from, here);

		if (score <= next->score[to][before][here])
			continue;
		next->score[to][before][here] = score;
		w->from[k][to][before][here] = from;
	}
}

static void name_step(struct way *w, int k, const float *lp)
{
	struct stage next;

	no_scores(next.score);
	for (int i = 0; i < PLACES; i++) {
		struct place from = place(i);

		if (*score_of(w, from) <= IMPOSSIBLE / 2)
			continue;
		for (size_t m = 0; m < ARRAY_LEN(moves); m++)
			if (moves[m].from == from.state)
				go(w, &next, k, from, moves[m].to, lp);
	}
	memcpy(w->score, next.score, sizeof(next.score));
}

static void name_start(struct way *w, const float *lp)
{
	struct place edge = {S_OPENING, NO_LETTER, NO_LETTER};

	no_scores(w->score);
	for (int here = 0; here < w->n[0]; here++)
		w->score[S_PRIMARY][NO_LETTER][here] =
		    lp[w->symbol[0][here]] + follows(w, 0, edge, here);
	*score_of(w, edge) = lp[MRZ_FILLER] - COST_NO_SURNAME;
}

float best_name(const float *const *lp, int n, bool digits, char *out)
{
	struct way w = {.digits = digits};
	struct place p = {0, 0, 0};
	float best = IMPOSSIBLE;

	for (int k = 0; k < n; k++)
		find_candidates(&w, k, lp[k]);
	name_start(&w, lp[0]);
	for (int k = 1; k < n; k++)
		name_step(&w, k, lp[k]);
	for (int i = 0; i < PLACES; i++) {
		if (*score_of(&w, place(i)) <= best)
			continue;
		p = place(i);
		best = *score_of(&w, p);
	}
	for (int k = n - 1; k >= 0; k--) {
		int symbol = is_letter_state(p.state) ? w.symbol[k][p.here] : MRZ_FILLER;

		out[k] = mrz_symbol_char(symbol);
		p = w.from[k][p.state][p.before][p.here];
	}
	return best;
}
