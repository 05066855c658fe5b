/* mrz: tables over residues give what trying every text gives. */
#include "cells.h"
#include "decode_impl.h"
#include "t.h"

#define CELLS 3 /* 50,653 texts */

static int kind_of(int symbol)
{
	return symbol == MRZ_FILLER ? K_FILLER : symbol < 10 ? K_DIGIT : K_LETTER;
}

/* The score of a text by the rules of decode_impl.h. */
static float score_of(const struct run *r, const int *text, int n, float after_filler)
{
	float score = 0;

	for (int k = 0; k < n; k++) {
		int before = k > 0 ? kind_of(text[k - 1]) : K_START, now = kind_of(text[k]);

		score += r->lp[k][text[k]];
		if (before == K_FILLER && now != K_FILLER)
			score -= after_filler;
		if (before == K_DIGIT && now == K_LETTER)
			score -= COST_AFTER_DIGIT;
	}
	return score;
}

/* checked: a fourth cell holds the check digit of the three. */
static void by_trying(const struct run *r, bool checked, float best[10])
{
	for (int i = 0; i < 10; i++)
		best[i] = IMPOSSIBLE;
	for (int i = 0; i < 37 * 37 * 37; i++) {
		int text[CELLS] = {i / 37 / 37, i / 37 % 37, i % 37}, own = 0, composite = 0;
		float score = score_of(r, text, CELLS, 3);

		for (int k = 0; k < CELLS; k++) {
			own += mrz_value(text[k]) * mrz_weight(k);
			composite += mrz_value(text[k]) * r->composite[k];
		}
		if (checked) {
			score += r->lp[CELLS][own % 10];
			composite += own % 10 * r->composite[CELLS];
		}
		if (score > best[composite % 10])
			best[composite % 10] = score;
	}
}

static int differ(const struct part *p, const float best[10])
{
	int n = 0;

	for (int i = 0; i < 10; i++)
		n += fabsf(p->score[i] - best[i]) > 0.001F;
	return n;
}

static void exact(struct prng *r)
{
	static float lp[CELLS + 1][MRZ_SYMBOLS];
	struct run run = {.n = CELLS};
	struct part p;
	float best[10];

	for (int k = 0; k <= CELLS; k++) {
		noise_cell(lp[k], r);
		run.lp[k] = lp[k];
		run.composite[k] = (int8_t)mrz_weight(k + 2);
	}
	part_free(&p, &run, ANY, 3);
	by_trying(&run, false, best);
	OK(differ(&p, best) == 0);
	run.n = CELLS + 1;
	part_checked(&p, &run, ANY, 3);
	by_trying(&run, true, best);
	OK(differ(&p, best) == 0);
}

/* Of three parts and a check digit, the best of the thousand ways. */
static void joined(struct prng *r)
{
	struct part p[3];
	float check[10], best = IMPOSSIBLE, got;
	int chosen[PARTS_MAX], digit;

	for (int i = 0; i < 3; i++) {
		part_start(&p[i]);
		for (int k = 0; k < 10; k++)
			p[i].score[k] = -(float)prng_below(r, 1000) / 10;
	}
	for (int k = 0; k < 10; k++)
		check[k] = -(float)prng_below(r, 1000) / 10;
	for (int i = 0; i < 1000; i++) {
		int a = i / 100, b = i / 10 % 10, c = i % 10;
		float score =
		    p[0].score[a] + p[1].score[b] + p[2].score[c] + check[(a + b + c) % 10];

		best = score > best ? score : best;
	}
	got = parts_join(p, 3, check, chosen, &digit);
	OK(fabsf(got - best) < 0.001F);
	OK((chosen[0] + chosen[1] + chosen[2]) % 10 == digit);
	OK(fabsf(p[0].score[chosen[0]] + p[1].score[chosen[1]] + p[2].score[chosen[2]] +
		 check[digit] - best) < 0.001F);
}

int main(void)
{
	struct prng r;

	prng_seed(&r, 1);
	for (int i = 0; i < 5; i++) {
		exact(&r);
		joined(&r);
	}
	return t_done();
}
