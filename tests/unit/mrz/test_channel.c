/* mrz: look-alikes as probabilities. */
#include "channel.h"
#include "t.h"

#include <math.h>

/* A probability each, that sum to one; what was read is the likeliest. */
static int bad_cells(const struct mrz_cells *c, const struct mrz_rows *lines)
{
	int bad = 0;

	for (int k = 0; k < c->columns; k++) {
		const float *lp = c->lp[0][k];
		float sum = 0, best = lp[mrz_symbol(lines->row[0][k])];

		for (int s = 0; s < MRZ_SYMBOLS; s++) {
			sum += expf(lp[s]);
			bad += lp[s] > best;
		}
		bad += sum < 0.999F || sum > 1.001F;
	}
	return bad;
}

int main(void)
{
	struct mrz_rows lines = {{"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<", ""}};
	struct mrz_cells c;

	mrz_channel(&lines, 1, MRZ_SYMBOLS, &c);
	OK(c.rows == 1 && c.columns == MRZ_SYMBOLS);
	OK(bad_cells(&c, &lines) == 0);
	OK(mrz_confusable('0', 'O') && mrz_confusable('K', '<') && mrz_confusable('6', 'G'));
	OK(!mrz_confusable('0', '0') && !mrz_confusable('W', '7') && !mrz_confusable('<', '9'));
	/* a look-alike is likelier than a stranger */
	OK(c.lp[0][0][mrz_symbol('O')] > c.lp[0][0][mrz_symbol('X')] + 10);
	return t_done();
}
