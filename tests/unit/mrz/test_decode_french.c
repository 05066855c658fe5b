/* mrz: the old French card decoded: its three check digits hold, whatever the cells. */
#include "cells.h"
#include "decode_impl.h"
#include "mrz_rules.h"
#include "t.h"

int main(void)
{
	static struct mrz_cells c;
	static const char *const lines[MRZ_ROWS] = {
	    "IDFRALEGRAND<<<<<<<<<<<<<<<<<<923085", "1506923102850CORINNE<<ALIX<8512062F2"};
	struct prng r;
	struct mrz_rows out = {{""}};
	struct reading reading = {.cells = &c, .this_year = 2025};
	int wrong = 0;

	prng_seed(&r, 5);
	for (int i = 0; i < 50; i++) {
		const char *rows[3] = {out.row[0], out.row[1], out.row[2]};

		noise_cells(&c, 2, 36, &r);
		wrong += decode_french(&reading, &out) < IMPOSSIBLE / 2;
		wrong += !rules_hold("FRA-ID-OLD", rows) || strncmp(out.row[0], "IDFRA", 5) != 0;
	}
	OK(wrong == 0);
	sure_cells(&c, 2, 36, lines);
	sure_cell(c.lp[1][28], 'S', 4); /* a 5 of the birth date */
	OK(decode_french(&reading, &out) > -12);
	OK(strcmp(out.row[0], lines[0]) == 0 && strcmp(out.row[1], lines[1]) == 0);
	return t_done();
}
