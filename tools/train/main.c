/*
 * train: the network that reads OCR-B, from Debian's fonts.
 *
 *   train FONTS STEPS SEED THREADS OUT
 *   train FONTS look SEED OUT.pgm      a sheet of what it is trained with
 *   train FONTS score SEED WEIGHTS     the error of a weights file on fresh examples
 */
#include "train.h"

#include <errno.h>

enum { REPORT = 500, SHEET_COLUMNS = 24, SHEET_ROWS = 60, SCORE_STRIPS = 4000 };

static _Noreturn void die(const char *what, const char *why)
{
	(void)fprintf(stderr, "train: %s: %s\n", what, why);
	_Exit(1);
}

static void report(int step, const struct score *s)
{
	(void)printf("%6d steps  loss %.4f  error %.3f %%\n", step, s->loss / s->cells,
	    100.0 * s->wrong / s->cells);
	(void)fflush(stdout);
}

static void write_file(const char *path, struct str s)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(s.p, 1, s.n, f) != s.n || fclose(f) != 0)
		die(path, strerrordesc_np(errno));
}

static struct str read_file(struct arena *a, const char *path)
{
	enum { LARGEST = 1 << 20 };
	char *p = ARENA_ARRAY(a, char, LARGEST);
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		die(path, strerrordesc_np(errno));
	n = fread(p, 1, LARGEST, f);
	(void)fclose(f);
	return (struct str){p, n};
}

/* One strip a line: what the network gets, ink dark. */
static void sheet(struct arena *a, const struct glyphs *g, uint64_t seed, const char *path)
{
	const size_t width = (size_t)SHEET_COLUMNS * NET_WIDTH;
	const size_t size = width * SHEET_ROWS * NET_HEIGHT;
	struct picture *work = ARENA_NEW(a, struct picture);
	struct strip *s = ARENA_NEW(a, struct strip);
	char *out = ARENA_ARRAY(a, char, size + 64);
	const int head = snprintf(out, 64, "P5 %zu %d 255\n", width, SHEET_ROWS * NET_HEIGHT);

	for (size_t i = 0; i < size; i++) {
		const size_t y = i / width, x = i % width;
		float v;

		if (i % (width * NET_HEIGHT) == 0) {
			struct random r = random_of(seed, 0, y);

			strip_make(g, &r, work, s);
		}
		v = s->cell[x / NET_WIDTH][y % NET_HEIGHT * NET_WIDTH + x % NET_WIDTH];
		v = 255 - 200 * (v + 0.1F);
		out[(size_t)head + i] = (char)(unsigned char)(v < 0 ? 0 : v > 255 ? 255 : v);
	}
	write_file(path, (struct str){out, (size_t)head + size});
}

static uint64_t number(const char *text)
{
	char *end;
	unsigned long long v;

	errno = 0;
	v = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0')
		die(text, "is no number");
	return v;
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct glyphs *g = ARENA_NEW(&a, struct glyphs);
	struct net *n = ARENA_NEW(&a, struct net);
	struct err e = {0};
	struct score s;

	if (argc < 5)
		die("usage",
		    "FONTS STEPS SEED THREADS OUT | look SEED OUT.pgm | score SEED WEIGHTS");
	if (glyphs_load(argv[1], g, &e) != RC_OK)
		die("fonts", e.msg);
	if (strcmp(argv[2], "look") == 0) {
		sheet(&a, g, number(argv[3]), argv[4]);
	} else {
		if (argc == 5) {
			if (net_load(read_file(&a, argv[4]), n, &e) != RC_OK)
				die(argv[4], e.msg);
		} else {
			const struct training t = {g, number(argv[3]), (int)number(argv[2]),
			    (int)number(argv[4]), REPORT, report};

			if (train(&t, n, &e) != RC_OK)
				die("training", e.msg);
			write_file(argv[5], net_save(&a, n));
		}
		s = held_out(g, n, number(argv[3]) + 1, SCORE_STRIPS);
		(void)printf("held out: %d cells  loss %.4f  error %.3f %%\n", s.cells,
		    s.loss / s.cells, 100.0 * s.wrong / s.cells);
	}
	arena_free(&a);
	return 0;
}
