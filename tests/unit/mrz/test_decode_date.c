/* mrz: of all dates the likeliest for each residue, as trying all gives it. */
#include "cells.h"
#include "decode_impl.h"
#include "mrz_rules.h"
#include "t.h"

static void by_trying(const struct run *r, float best[10])
{
	for (int i = 0; i < 10; i++)
		best[i] = IMPOSSIBLE;
	for (int i = 0; i < 1000000; i++) {
		struct mrz_date d;
		char six[8];
		float score = 0;
		int own, composite = 0, ahead = (i / 10000 - 25 + 150) % 100 - 50;

		(void)snprintf(six, sizeof(six), "%06d", i);
		if (!mrz_date_read(six, &d) || d.day == 0)
			continue;
		for (int k = 0; k < 6; k++) {
			score += r->lp[k][six[k] - '0'];
			composite += (six[k] - '0') * r->composite[k];
		}
		own = rule_digit(six);
		score += r->lp[6][own];
		if (ahead > 15 || ahead < -25)
			score -= COST_FAR_EXPIRY;
		composite = (composite + own * r->composite[6]) % 10;
		best[composite] = score > best[composite] ? score : best[composite];
	}
}

/* Fillers for unknown parts are found where they are clear. */
static void unknown(struct run *r, float lp[7][MRZ_SYMBOLS], const char *seven)
{
	struct part p;
	bool found = false;

	for (int k = 0; k < 7; k++)
		sure_cell(lp[k], seven[k], 15);
	part_date(&p, r, DATE_BIRTH, 2025);
	for (int i = 0; i < 10; i++)
		found = found || (p.score[i] > -8 && strcmp(p.text[i], seven) == 0);
	t_ok(found, __FILE__, __LINE__, seven);
	part_date(&p, r, DATE_EXPIRY, 2025);
	for (int i = 0; i < 10; i++)
		if (strcmp(p.text[i], seven) == 0)
			OK(0);
}

int main(void)
{
	static float lp[7][MRZ_SYMBOLS];
	struct run run = {.n = 7};
	struct part p;
	struct prng r;
	float best[10];
	int differ = 0;

	prng_seed(&r, 3);
	for (int k = 0; k < 7; k++) {
		noise_cell(lp[k], &r);
		run.lp[k] = lp[k];
		run.composite[k] = (int8_t)mrz_weight(k + 1);
	}
	part_date(&p, &run, DATE_EXPIRY, 2025);
	by_trying(&run, best);
	for (int i = 0; i < 10; i++)
		differ += fabsf(p.score[i] - best[i]) > 0.001F;
	OK(differ == 0);
	unknown(&run, lp, "74<<<<1");
	unknown(&run, lp, "7405<<6");
	unknown(&run, lp, "<<<<<<0");
	unknown(&run, lp, "7400001");
	return t_done();
}
