/* Whole pictures: what they say, what says nothing, and pictures of nonsense. */
#include "scan.h"

#include "pictures.h"
#include "t.h"

#define TODAY 20779 /* 2026-11-22 */

static const struct net *net;

/* lines: joined by '|'; "" nothing is to be found. */
static bool says(const char *folder, const char *name, const char *lines)
{
	struct arena a = {0};
	struct grey g;
	struct reading r;
	char got[MRZ_ROWS * MRZ_LINE + 1] = "";
	size_t n = 0;

	if (!pictures_load(&a, folder, name, &g))
		return false;
	scan_picture(net, &g, TODAY, &r);
	for (int i = 0; r.found && i < r.document.rows; i++) {
		if (i > 0)
			got[n++] = '|';
		memcpy(got + n, r.document.lines.row[i], (size_t)r.document.columns);
		n += (size_t)r.document.columns;
	}
	arena_free(&a);
	return strlen(lines) == n && memcmp(lines, got, n) == 0;
}

static void truths(const char *folder)
{
	char path[4096], line[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/truth.tsv", folder);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		char *tab = strchr(line, '\t');

		if (tab == NULL)
			continue;
		*tab = '\0';
		tab[1 + strcspn(tab + 1, "\n")] = '\0';
		note(line);
		/* half of it burnt out: below */
		if (strcmp(line, "0058_photo_hard.jpg") != 0)
			OK(says(folder, line, tab + 1));
	}
	OK(f != NULL);
	if (f != NULL)
		(void)fclose(f);
}

static void burnt_out(const char *folder)
{
	struct arena a = {0};
	struct grey g;
	struct reading r = {0};

	OK(pictures_load(&a, folder, "0058_photo_hard.jpg", &g));
	scan_picture(net, &g, TODAY, &r);
	OK(!r.document.accept);
	arena_free(&a);
}

/* Nothing to be read and much to be looked at. */
static void nonsense(void)
{
	static const int sides[][2] = {{16, 16}, {16, 900}, {20000, 16}, {700, 500}};
	uint32_t seed = 7;
	int found = 0;

	for (size_t s = 0; s < ARRAY_LEN(sides); s++)
		for (int kind = 0; kind < 3; kind++) {
			const int w = sides[s][0], h = sides[s][1];
			uint8_t *px = xmalloc((size_t)w * (size_t)h);
			struct reading r;

			for (int i = 0; i < w * h; i++) {
				const int x = i % w, y = i / w;

				seed = seed * 1664525 + 1013904223;
				px[i] = 128;
				if (kind == 0)
					px[i] = (uint8_t)(seed >> 24);
				else if (kind == 1)
					px[i] = x / 9 % 2 == 1 && y / 9 % 2 == 1 ? 255 : 0;
			}
			scan_picture(net, &(struct grey){w, h, px}, TODAY, &r);
			found += r.found && r.document.accept;
			free(px);
		}
	OK(found == 0);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	net = pictures_net();
	truths(argv[1]);
	burnt_out(argv[1]);
	nonsense();
	return t_done();
}
