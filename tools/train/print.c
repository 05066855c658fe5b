/* Drawing a line: for each pixel, which ink, which paper, which light. */
#include "print.h"

#include <math.h>

static void choose_letter(struct random *r, float jitter, float bend, struct letter *l)
{
	l->dx = normal(r) * jitter;
	l->dy = normal(r) * jitter;
	l->swell = normal(r) * 0.25F;
	for (size_t i = 0; i < ARRAY_LEN(l->bend); i++)
		l->bend[i] = normal(r) * bend;
}

static void choose_light(struct random *r, struct print *p, float width)
{
	p->paper = range(r, 110, 250);
	p->ink = chance(r, 0.12F) ? range(r, 0.5F, 0.72F) : range(r, 0.05F, 0.5F);
	p->ink *= p->paper;
	p->light_x = range(r, -0.35F, 0.35F);
	p->light_y = range(r, -0.1F, 0.1F);
	p->guilloche.period = range(r, 2.5F, 14);
	p->guilloche.depth = chance(r, 0.65F) ? range(r, 0, 0.30F) : 0;
	p->guilloche.angle = range(r, 0, 3.14F);
	p->guilloche.swing = range(r, 0, 8);
	p->guilloche.swing_period = range(r, 20, 90);
	p->glare.x = range(r, 0, width);
	p->glare.width = range(r, 0.5F, 4) * p->pitch;
	p->glare.strength = chance(r, 0.15F) ? range(r, 40, 220) : 0;
	p->bands = chance(r, 0.12F) ? 1 + below(r, 2) : 0;
	for (int i = 0; i < p->bands; i++) {
		struct band *b = &p->band[i];

		b->x = range(r, 0, width);
		b->y = range(r, 0, 2.9F) * p->pitch;
		b->angle = range(r, 0, 3.14F);
		b->half = range(r, 0.04F, 0.5F) * p->pitch;
		b->shade = range(r, -0.35F, 0.45F);
	}
}

/*
 * Mostly near what the standard says, sometimes far: were every shape as likely, O could not
 * be told from 0, which differ by their proportions.
 */
static float near(struct random *r, float standard, float deviation)
{
	const float d = normal(r) * deviation;

	return standard + fmaxf(-3 * deviation, fminf(d, 3 * deviation));
}

void print_choose(struct random *r, struct print *p)
{
	const float jitter = chance(r, 0.5F) ? range(r, 0, 0.05F) : 0;
	const float bend = chance(r, 0.6F) ? fabsf(near(r, 0, 0.025F)) : 0;
	const float swell = range(r, -1.7F, 2.4F);

	p->pitch = chance(r, 0.6F) ? range(r, 7, 15) : range(r, 15, LARGEST_PITCH);
	p->turn = chance(r, 0.6F) ? range(r, -0.015F, 0.015F) : range(r, -0.05F, 0.05F);
	p->font = chance(r, 0.25F) ? 1 : 0;
	p->across = near(r, 0.99F, 0.045F);
	p->down = near(r, 1, 0.03F);
	p->slant = near(r, 0, 0.022F);
	p->wave = range(r, 0, 0.03F);
	p->wave_x = range(r, 0, 6);
	p->wave_y = range(r, 0, 6);
	p->rough = chance(r, 0.25F) ? range(r, 0, 1.5F) : 0;
	p->voids = chance(r, 0.3F) ? range(r, 0, 1.4F) : 0;
	choose_light(r, p, p->pitch * STRIP_COLUMNS);
	for (int i = 0; i < STRIP_COLUMNS; i++) {
		choose_letter(r, jitter, bend, &p->letter[i]);
		p->letter[i].swell += swell;
	}
}

/* The point of the font's shape that lands at (u, v) of a print that differs from it. */
static void bent(const struct letter *l, float *u, float *v)
{
	const float x = *u, y = *v;
	const float *b = l->bend;

	*u += b[0] * x * y + b[1] * (y * y - 0.15F) + b[2] * y * (y * y - 0.2F) * 2;
	*v += b[3] * x * y + b[4] * (x * x - 0.05F) + b[5] * x;
}

/* No ink of a letter is farther than this from its middle, in pitches. */
#define REACH 0.75F

/* How much of the pixel around (x, y), in pitches of the line, is ink. */
static float ink_at(
    const struct print *p, const struct glyphs *g, float x, float y, float roughness)
{
	const int column = (int)floorf(x);
	float most = 0;

	if (fabsf(y) > REACH)
		return 0;
	for (int k = column - 1; k <= column + 1; k++) {
		const struct letter *l = &p->letter[k < 0 ? 0 : k < STRIP_COLUMNS ? k : 0];
		float u, v, cover;

		if (k < 0 || k >= STRIP_COLUMNS || l->glyph < 0)
			continue;
		u = (x - ((float)k + 0.5F) - l->dx + p->slant * y) / p->across;
		if (fabsf(u) > REACH)
			continue;
		v = (y - l->dy) / p->down;
		bent(l, &u, &v);
		cover = (glyph_depth(g, p->font, l->glyph, u, v) + l->swell + roughness) *
			    p->pitch / GLYPH_PITCH +
			0.5F;
		cover = cover < 1 ? cover : 1;
		most = cover > most ? cover : most;
	}
	return most;
}

static float paper_at(const struct print *p, const struct picture *to, float x, float y)
{
	const float turn = 6.2832F;
	float v = p->paper * (1 + p->light_x * (x / (float)to->w - 0.5F) +
				 p->light_y * (y / (float)to->h - 0.5F));

	if (p->guilloche.depth > 0) {
		const float c = cosf(p->guilloche.angle), s = sinf(p->guilloche.angle);
		const float swing =
		    sinf((x * s - y * c) * turn / p->guilloche.swing_period) * p->guilloche.swing;
		const float line = cosf((x * c + y * s + swing) * turn / p->guilloche.period);

		if (line > 0.3F)
			v *= 1 - p->guilloche.depth * (line - 0.3F) / 0.7F;
	}
	return v;
}

static float banded(const struct band *b, float x, float y, float v)
{
	const float away = fabsf((y - b->y) * cosf(b->angle) - (x - b->x) * sinf(b->angle));

	if (away > b->half)
		return v;
	return b->shade < 0 ? v * (1 + b->shade) : v + (255 - v) * b->shade;
}

/* Grain of paper and ink, -1 to 1; 0 where there is no letter. */
static float fleck_at(const struct print *p, const float at[2], float y)
{
	if ((p->rough <= 0 && p->voids <= 0) || fabsf(y) > REACH)
		return 0;
	return sinf(at[0] * 1.7F + p->wave_x * 9) * sinf(at[1] * 2.3F + p->wave_y * 7) *
	       sinf(at[0] * 0.31F + at[1] * 0.57F);
}

static float pixel(const struct print *p, const struct glyphs *g, const struct picture *to,
    const float at[2], const float line[2])
{
	const float fleck = fleck_at(p, at, line[1]);
	const float paper = paper_at(p, to, at[0], at[1]);
	float ink = ink_at(p, g, line[0], line[1], p->rough * fleck);
	float v;

	if (ink > 0 && fleck > 0.2F) {
		const float left = 1 - p->voids * (fleck - 0.2F);

		ink *= left > 0 ? left : 0;
	}
	v = paper * (1 - ink) + p->ink * ink * (paper / p->paper);
	for (int i = 0; i < p->bands; i++)
		v = banded(&p->band[i], at[0], at[1], v);
	if (p->glare.strength > 0) {
		const float t = (at[0] - p->glare.x) / p->glare.width;

		v += p->glare.strength * expf(-t * t);
	}
	return v;
}

void print_draw(const struct print *p, const struct glyphs *g, struct picture *to)
{
	const float c = cosf(p->turn), s = sinf(p->turn);

	to->w = (int)(p->pitch * STRIP_COLUMNS);
	to->h = (int)(p->pitch * 2.9F);
	for (int y = 0; y < to->h; y++) {
		for (int x = 0; x < to->w; x++) {
			const float rx = ((float)x - (float)(to->w - 1) / 2) / p->pitch;
			const float ry = ((float)y - (float)(to->h - 1) / 2) / p->pitch;
			float line[2] = {c * rx + s * ry + STRIP_COLUMNS * 0.5F, c * ry - s * rx};

			line[0] += p->wave * sinf(line[1] * 3 + p->wave_x + line[0] * 0.4F);
			line[1] += p->wave * sinf(line[0] * 0.9F + p->wave_y);
			to->v[y * to->w + x] =
			    pixel(p, g, to, (const float[]){(float)x, (float)y}, line);
		}
	}
}

void print_where(const struct print *p, const struct picture *in, const float at[2], float xy[2])
{
	const float c = cosf(p->turn), s = sinf(p->turn);
	const float x = at[0] - STRIP_COLUMNS * 0.5F, y = at[1];

	xy[0] = (c * x - s * y) * p->pitch + (float)(in->w - 1) / 2;
	xy[1] = (s * x + c * y) * p->pitch + (float)(in->h - 1) / 2;
}
