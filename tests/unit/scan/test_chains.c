/* Directions and chains of boxes that stand like letters. */
#include "rows.h"
#include "t.h"

static struct rows_page page;
static struct chain chain[CHAINS_MAX];

static int find(struct arena *a, struct direction *d)
{
	struct direction all[DIRECTIONS_MAX];
	struct blobs b = blobs_find(a, page.ink, PAGE_W, PAGE_H);

	if (chain_directions(&b, all) == 0)
		return 0;
	*d = all[0];
	return chains_find(a, &b, all[0], chain);
}

static void at(double degrees, double x, double y)
{
	struct arena a = {0};
	struct direction d = {0};
	int n;

	memset(&page, 0, sizeof(page));
	rows_line(&page, x, y, 44, 16, degrees, 0);
	n = find(&a, &d);
	OK(n == 1);
	OK(n == 1 && chain[0].n == 44);
	OK(n == 1 && fabsf(chain[0].pitch - 16) < .3F && chain[0].regularity > .95F);
	/* the same line, whichever way it is seen to run */
	OK(fabs(fabs((double)d.c * cos(degrees * M_PI / 180) +
		     (double)d.s * sin(degrees * M_PI / 180)) -
		1) < .01);
	arena_free(&a);
}

int main(void)
{
	struct arena a = {0};
	struct direction d = {0};
	int n;

	at(0, 100, 300);
	at(17, 100, 200);
	at(-60, 400, 680);
	at(90, 500, 5);

	memset(&page, 0, sizeof(page)); /* a gap, as wide as a name's fillers that were not seen */
	rows_line(&page, 100, 300, 20, 16, 0, 0);
	rows_line(&page, 100 + 16 * 25, 300, 19, 16, 0, 0);
	n = find(&a, &d);
	OK(n == 1 && chain[0].n == 39 && chain[0].regularity > .95F);

	memset(&page, 0, sizeof(page)); /* too few to be a row */
	rows_line(&page, 100, 300, 9, 16, 0, 0);
	OK(find(&a, &d) == 0);
	memset(&page, 0, sizeof(page));
	OK(find(&a, &d) == 0);
	arena_free(&a);
	return t_done();
}
