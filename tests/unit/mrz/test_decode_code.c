/* mrz: codes and sex by their lists. */
#include "cells.h"
#include "decode_impl.h"
#include "t.h"

static float lp[3][MRZ_SYMBOLS];
static const float *const cells[3] = {lp[0], lp[1], lp[2]};

static void show(const char *code)
{
	for (int k = 0; code[k] != '\0'; k++)
		sure_cell(lp[k], code[k], 15);
}

static void states(void)
{
	char out[4] = "";

	show("KAZ");
	OK(best_code(cells, 4, out) > -1 && strcmp(out, "KAZ") == 0);
	show("D<<");
	OK(best_code(cells, 4, out) > -1 && strcmp(out, "D<<") == 0);
	show("XQZ"); /* no State: it stays what it is */
	OK(best_code(cells, 4, out) < -8 && strcmp(out, "XQZ") == 0);
	show("<<<");
	OK(best_code(cells, 4, out) < -3 && strcmp(out, "<<<") == 0);
	show("VNN"); /* unless a listed one is nearly as likely */
	lp[2][mrz_symbol('M')] = -4;
	(void)best_code(cells, 4, out);
	OK(strcmp(out, "VNM") == 0);
}

static void openings(void)
{
	char out[3] = "";

	show("P<");
	OK(best_opening(MRZ_TD3, cells, out) > -1 && strcmp(out, "P<") == 0);
	OK(best_opening(MRZ_MRVA, cells, out) < -10 && out[0] == 'V');
	show("C1");
	OK(best_opening(MRZ_TD1, cells, out) < -2 && strcmp(out, "C1") == 0);
}

static void sexes(void)
{
	char out;

	show("F");
	OK(best_sex(lp[0], &out) > -1 && out == 'F');
	show("X");
	OK(best_sex(lp[0], &out) < -5 && out == 'X');
	show("N");
	lp[0][mrz_symbol('M')] = -3;
	OK(best_sex(lp[0], &out) > -4 && out == 'M');
}

int main(void)
{
	states();
	openings();
	sexes();
	return t_done();
}
