/* Frames of one document help each other; another document's do not count. */
#include "t.h"
#include "vote.h"

#include <math.h>

static void show(struct ballot *b, const char *first, const char *second, float clear)
{
	const char *line[] = {first, second};

	memset(b, 0, sizeof(*b));
	b->clear = (double)clear;
	b->cells.rows = 2;
	b->cells.columns = 44;
	for (int r = 0; r < 2; r++)
		for (int k = 0; k < 44; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				b->cells.lp[r][k][s] =
				    s == mrz_symbol(line[r][k]) ? logf(.9F) : logf(.1F / 36);
}

static char seen(const struct mrz_cells *c, int r, int k)
{
	int best = 0;

	for (int s = 1; s < MRZ_SYMBOLS; s++)
		if (c->lp[r][k][s] > c->lp[r][k][best])
			best = s;
	return mrz_symbol_char(best);
}

static const char first[] = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";
static const char second[] = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
static const char misread[] = "L898902C36UTO7408122F1204159ZE184Z26B<<<<<10";
static const char other[] = "K123456784KAZ9001014M3001014<<<<<<<<<<<<<<02";

int main(void)
{
	struct ballot v[3];
	struct mrz_cells out;
	double sum = 0;

	show(&v[0], first, misread, -.1F);
	show(&v[1], first, second, -.2F);
	show(&v[2], first, second, -.3F);
	OK(vote(v, 1, &out) == 1 && seen(&out, 1, 33) == 'Z');
	/* two that say 2 outvote the clearest, which says Z, but not by much */
	v[0].cells.lp[1][33][mrz_symbol('Z')] = logf(.5F);
	v[0].cells.lp[1][33][mrz_symbol('2')] = logf(.4F);
	OK(vote(v, 3, &out) == 3 && seen(&out, 1, 33) == '2');
	for (int s = 0; s < MRZ_SYMBOLS; s++)
		sum += exp((double)out.lp[1][33][s]);
	OK(fabs(sum - 1) < 1e-4);
	show(&v[1], other, other, -.2F);
	OK(vote(v, 2, &out) == 1 && seen(&out, 1, 0) == 'L');
	v[1].cells.columns = 36;
	OK(vote(v, 2, &out) == 1);
	return t_done();
}
