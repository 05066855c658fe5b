/* The network sees characters on a picture's true grid, and none beside it. */
#include "look.h"

#include "pictures.h"
#include "t.h"

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct look l;
	struct grey g = {0};
	static float lp[64][NET_CLASSES];
	/* 0004_scan.jpg: 44 columns of 15 pixels, as its maker noted down */
	struct zone z = {.rows = 2, .columns = 44, .tall = 1};
	float right, off;

	OK(argc == 2 && pictures_load(&a, argv[1], "0004_scan.jpg", &g));
	look_open(&l, &a, pictures_net(), &g);
	z.row[0] = (struct curve){{197.9, 14.952, 0}, {501.1, .432, 0}};
	z.row[1] = (struct curve){{196.8, 14.952, 0}, {538.5, .432, 0}};
	look_measure(&l, &z);
	OK(z.contrast[0] > 20 && z.contrast[1] > 20);
	right = look_score(&l, &z, 0, 0, 3);
	off = look_score(&l, &z, .5F, 0, 3);
	OK(right > -.5F);
	OK(off < right - .3F);
	look_row(&l, &z, 0, 0, 44, lp);
	OK(look_best(lp[0]) == 25 && look_best(lp[43]) == 36); /* P … < */
	look_row(&l, &z, 0, -60, 12, lp);                      /* outside the picture */
	OK(lp[0][NET_NOTHING] > lp[0][look_best(lp[0])]);
	OK(l.seen > 0 && l.levels == 1);
	arena_free(&a);
	return t_done();
}
