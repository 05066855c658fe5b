/* A row that ran on into the print beside it comes apart again. */
#include "t.h"
#include "rows.h"

int main(void)
{
	static const int uneven[] = {9, 23, 12, 27, 10, 21, 26, 11, 25, 9, 22, 12, 26, 10, 24, 11};
	static struct rows_page page;
	static struct chain chain[CHAINS_MAX];
	const struct direction right = {1, 0};
	struct arena a = {0};
	struct blobs b;
	double x = 60;
	int n, all;

	for (size_t i = 0; i < ARRAY_LEN(uneven); i++) {
		rows_box(&page, x, 301, 8, 14);
		x += uneven[i];
	}
	rows_line(&page, x, 300, 36, 16, 0, 0);
	b = blobs_find(&a, page.ink, PAGE_W, PAGE_H);
	n = chains_find(&a, &b, right, chain);
	OK(n == 1 && chain[0].n == 52);
	all = chains_cut(&a, &b, right, chain, n);
	OK(all == 2);
	OK(all == 2 && chain[1].n >= 36 && chain[1].n <= 38 && chain[1].regularity > .9F);
	OK(all == 2 && fabsf(chain[1].u1 - chain[0].u1) < 1);

	memset(&page, 0, sizeof(page)); /* one that is regular throughout is left alone */
	rows_line(&page, 60, 300, 44, 16, 0, 0);
	b = blobs_find(&a, page.ink, PAGE_W, PAGE_H);
	n = chains_find(&a, &b, right, chain);
	OK(n == 1 && chains_cut(&a, &b, right, chain, n) == 1);
	arena_free(&a);
	return t_done();
}
