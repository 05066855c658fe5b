/* What typed symbols may have stood for: look-alikes as probabilities for the decoder. */
#include "channel.h"

#include <math.h>

static const struct {
	char read, meant;
	float nats;
} look_alikes[] = {
#define MRZ_LOOK_ALIKE(read, meant, nats) {read, meant, nats},
#include "look_alikes.def"
#undef MRZ_LOOK_ALIKE
};

#define NEVER 25.0F /* nats for what no reader takes for the other */

bool mrz_confusable(char read, char meant)
{
	for (size_t i = 0; i < ARRAY_LEN(look_alikes); i++)
		if (look_alikes[i].read == read && look_alikes[i].meant == meant)
			return true;
	return false;
}

static void cell(char read, float lp[MRZ_SYMBOLS])
{
	float sum = 0;

	for (int s = 0; s < MRZ_SYMBOLS; s++)
		lp[s] = -NEVER;
	lp[mrz_symbol(read)] = 0;
	for (size_t i = 0; i < ARRAY_LEN(look_alikes); i++)
		if (look_alikes[i].read == read)
			lp[mrz_symbol(look_alikes[i].meant)] = -look_alikes[i].nats;
	for (int s = 0; s < MRZ_SYMBOLS; s++)
		sum += expf(lp[s]);
	for (int s = 0; s < MRZ_SYMBOLS; s++)
		lp[s] -= logf(sum);
}

void mrz_channel(const struct mrz_rows *lines, int rows, int columns, struct mrz_cells *out)
{
	out->rows = rows;
	out->columns = columns;
	for (int r = 0; r < rows; r++)
		for (int k = 0; k < columns; k++)
			cell(lines->row[r][k], out->lp[r][k]);
}
