/* look DIR: writes the sample page in each language, and the assets, for a person's eyes (tests/unit/web/look.sh). */
#include "asset.h"
#include "sample.h"

#include <stdio.h>

static int put(const char *dir, const char *name, struct str s)
{
	char path[512];
	FILE *f;
	int bad;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (f == NULL)
		return 1;
	bad = fwrite(s.p, 1, s.n, f) != s.n;
	return fclose(f) != 0 || bad;
}

int main(int argc, char **argv)
{
	int bad = 0;

	if (argc != 2)
		return 2;
	for (int l = 0; l < LANG__MAX; l++) {
		struct sample_view v;
		struct arena a = {0};
		struct buf b = {0};
		struct ui ui;
		char name[32];

		sample_fill(&a, (enum lang)l, STR("Сәрсенбаева Құралай"), &ui, &v);
		page_sample(&b, &ui, &v);
		(void)snprintf(name, sizeof(name), "%s.html", lang_code((enum lang)l));
		bad |= put(argv[1], name, buf_text(&b));
		buf_free(&b);
		arena_free(&a);
	}
	for (size_t i = 0; i < n_assets; i++)
		bad |= put(argv[1], assets[i].url + 1, assets[i].raw);
	return bad;
}
