/* A strip: what is written, what the camera does to it, where the reader looks. */
#include "strip.h"
#include "cell.h"
#include "print.h"

#include <math.h>

/* Letters that a reader takes for each other get more than their share. */
static const char alike[] = "0OQDG8B5S2Z1IL7K<X4A6CUVWMNHEFPR";

static int class_of(char c)
{
	const char *at = strchr(NET_ALPHABET, c);

	return at == NULL ? -1 : (int)(at - NET_ALPHABET);
}

static void choose_text(struct random *r, struct letter *l)
{
	for (int i = 0; i < STRIP_COLUMNS; i++) {
		const float p = unit(r);

		if (p < 0.035F)
			l[i].glyph = -1;
		else if (p < 0.15F)
			l[i].glyph = class_of('<');
		else
			l[i].glyph = below(r, 36);
	}
	if (chance(r, 0.2F)) { /* the line begins or ends */
		const int n = below(r, STRIP_COLUMNS * 2 / 5);
		const bool front = chance(r, 0.5F);

		for (int i = 0; i < n; i++)
			l[front ? i : STRIP_COLUMNS - 1 - i].glyph = -1;
	}
	if (chance(r, 0.35F))
		for (int i = 0; i < STRIP_COLUMNS; i++)
			if (l[i].glyph >= 0 && chance(r, 0.7F))
				l[i].glyph = class_of(alike[below(r, sizeof(alike) - 1)]);
}

/* The lens: at least what sampling itself blurs, at most what still can be read. */
static float choose_blur(struct random *r, float pitch)
{
	float sigma = range(r, 0.25F, 0.62F) * (pitch < 14 ? 1 : pitch / 14);

	if (chance(r, 0.35F))
		sigma = range(r, 0.6F, 1.05F) * (pitch < 13 ? 0.85F : pitch / 13);
	if (chance(r, 0.18F))
		sigma *= range(r, 1, 1.45F);
	return sigma < 0.14F * pitch ? sigma : 0.14F * pitch;
}

/* Towards black and white, as copiers and "document" modes of cameras do it. */
static void harden(struct picture *p, float middle, float gain)
{
	for (int i = 0; i < p->w * p->h; i++)
		p->v[i] = 128 + (p->v[i] - middle) * gain;
}

static void sharpen(struct random *r, struct picture *p)
{
	const float sigma = range(r, 0.7F, 1.6F);

	picture_sharpen(p, sigma, range(r, 0.3F, 1.5F));
}

static void file(struct random *r, struct picture *p)
{
	picture_develop(p);
	if (chance(r, 0.8F))
		picture_jpeg(p, (int)range(r, 35, 95));
}

/* Somebody made a small picture large, and kept it again. */
static void enlarge(struct random *r, struct print *of, struct picture *p)
{
	const float most = LARGEST_PITCH / of->pitch;
	const float factor = range(r, 1, most < 3 ? most : 3);

	picture_enlarge(p, factor, chance(r, 0.25F));
	of->pitch *= factor;
	file(r, p);
}

static void photograph(struct random *r, struct print *of, struct picture *p)
{
	const float middle = (of->paper + of->ink) / 2;
	float noise, coarse;

	picture_blur(p, choose_blur(r, of->pitch));
	if (chance(r, 0.15F))
		picture_smear(p, 2 + (int)(unit(r) * of->pitch * 0.2F));
	if (chance(r, 0.2F))
		sharpen(r, p);
	if (chance(r, 0.12F))
		harden(p, middle, chance(r, 0.3F) ? 20 : range(r, 1.2F, 4));
	noise = range(r, 0, 13);
	noise *= unit(r);
	coarse = chance(r, 0.3F) ? range(r, 0.6F, 1) : 0;
	picture_noise(p, r, noise, coarse);
	file(r, p);
	if (chance(r, 0.12F) && of->pitch < LARGEST_PITCH)
		enlarge(r, of, p);
}

/* How the reader's grid lies on the line: not quite. */
struct grid {
	float dx, dy;
	float along, down; /* lengths of its vectors, in pitches */
	float turn;
};

static bool same_upside_down(int glyph)
{
	return glyph == 1 || strchr("0HINOSXZ8", NET_ALPHABET[glyph]) != NULL;
}

static float either_side(struct random *r, float from, float to)
{
	const float side = chance(r, 0.5F) ? -1 : 1;

	return side * range(r, from, to);
}

/* Where the reader looks for a column's letter. */
struct look {
	float x, y; /* from the letter's middle, in pitches */
	bool turned;
	int label;
};

/*
 * Mostly at the letter; sometimes, so that the network learns to say NET_NOTHING, at the
 * gap between two, at the gap above or below, or with the page upside down.
 */
static struct look choose_look(struct random *r, int glyph)
{
	const float kind = unit(r);
	struct look l = {0, 0, false, glyph < 0 ? NET_NOTHING : glyph};

	l.x = normal(r) * 0.03F;
	l.y = normal(r) * 0.03F;
	if (glyph < 0)
		return l;
	if (kind < 0.03F) {
		l.x += either_side(r, 0.4F, 0.5F);
		l.label = NET_NOTHING;
	} else if (kind < 0.05F) {
		l.y += either_side(r, 0.55F, 1.1F);
		l.label = NET_NOTHING;
	} else if (kind < 0.085F && !same_upside_down(glyph)) {
		l.turned = true;
		l.label = glyph == 6 ? 9 : glyph == 9 ? 6 : NET_NOTHING;
	}
	return l;
}

static void sample(struct random *r, const struct print *of, const struct picture *p,
    const struct grid *grid, int column, struct look l, float cell[NET_CELL])
{
	const struct grey grey = {p->w, p->h, p->px};
	const float c = cosf(of->turn + grid->turn), s = sinf(of->turn + grid->turn);
	const float at[2] = {(float)column + 0.5F + grid->dx + l.x, grid->dy + l.y};
	const float sign = l.turned ? -1 : 1;
	const float e = of->pitch * grid->along * sign, f = of->pitch * grid->down * sign;
	const float skew_e = normal(r) * 0.02F;
	const float skew_f = normal(r) * 0.03F;
	struct place place;
	float xy[2];

	print_where(of, p, at, xy);
	place = (struct place){xy[0], xy[1], e * c, e * (s + skew_e), f * (skew_f - s), f * c};
	cell_sample(&grey, &place, cell);
}

static int by_size(const void *a, const void *b)
{
	const float x = *(const float *)a, y = *(const float *)b;

	return x < y ? -1 : x > y;
}

static void normalise(struct random *r, struct strip *s)
{
	float contrast[STRIP_CELLS];
	size_t n = 0;
	float usual = 20;

	for (int i = 0; i < STRIP_CELLS; i++)
		if (s->label[i] != NET_NOTHING)
			contrast[n++] = cell_contrast(s->cell[i]);
	qsort(contrast, n, sizeof(*contrast), by_size);
	if (n > 0)
		usual = contrast[n / 2] * range(r, 0.85F, 1.1F);
	for (int i = 0; i < STRIP_CELLS; i++)
		cell_normalise(s->cell[i], usual);
}

void strip_make(const struct glyphs *g, struct random *r, struct picture *work, struct strip *s)
{
	struct print print;
	struct grid grid;

	print_choose(r, &print);
	choose_text(r, print.letter);
	print_draw(&print, g, work);
	photograph(r, &print, work);
	grid.dx = normal(r) * 0.035F;
	grid.dy = normal(r) * 0.05F;
	grid.along = 1 + normal(r) * 0.025F;
	grid.down = 1 + normal(r) * 0.045F;
	grid.turn = normal(r) * 0.012F;
	for (int i = 0; i < STRIP_CELLS; i++) {
		const int column = STRIP_FIRST + i;
		const struct look l = choose_look(r, print.letter[column].glyph);

		sample(r, &print, work, &grid, column, l, s->cell[i]);
		s->label[i] = l.label;
	}
	normalise(r, s);
}
