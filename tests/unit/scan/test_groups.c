/* Two or three rows as far apart as the standard says; a page of text is none of these. */
#include "groups.h"
#include "rows.h"
#include "t.h"

static struct rows_page page;

static int best_rows(struct arena *a, int *groups)
{
	static struct chain chain[CHAINS_MAX];
	const struct direction right = {1, 0};
	struct group g[GROUPS_BEST] = {{0}};
	struct blobs b = blobs_find(a, page.ink, PAGE_W, PAGE_H);
	int n = chains_find(a, &b, right, chain);

	*groups = groups_find(a, chain, n, g);
	return g[0].rows;
}

int main(void)
{
	struct arena a = {0};
	int n;

	rows_line(&page, 100, 300, 44, 16, 0, 0);
	rows_line(&page, 100, 340, 44, 16, 0, 0);
	OK(best_rows(&a, &n) == 2);
	OK(n == 1);

	memset(&page, 0, sizeof(page));
	for (int r = 0; r < 3; r++)
		rows_line(&page, 100, 300 + 26.7 * r, 30, 16, 0, 0);
	OK(best_rows(&a, &n) == 3);

	memset(&page, 0, sizeof(page)); /* too far apart */
	rows_line(&page, 100, 300, 44, 16, 0, 0);
	rows_line(&page, 100, 400, 44, 16, 0, 0);
	(void)best_rows(&a, &n);
	OK(n == 0);

	memset(&page, 0, sizeof(page)); /* another pitch */
	rows_line(&page, 100, 300, 44, 16, 0, 0);
	rows_line(&page, 100, 340, 34, 21, 0, 0);
	(void)best_rows(&a, &n);
	OK(n == 0);
	arena_free(&a);
	return t_done();
}
