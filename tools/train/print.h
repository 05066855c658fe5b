/* A line of OCR-B as paper, printer and lamp make it, before any lens. */
#ifndef PRINT_H
#define PRINT_H

#include "glyphs.h"
#include "picture.h"
#include "strip.h"

#define LARGEST_PITCH 28.0F /* pixels; PICTURE_MAX has room for it */

/* One place of the line.  Lengths in pitches, where nothing else is said. */
struct letter {
	int glyph; /* -1: blank */
	float dx, dy;
	float swell;   /* ink beyond the drawn edge; points of a glyph field */
	float bend[6]; /* how the shape differs from the font's: see bent() */
};

/* A thick stroke across everything: a watermark word, a stamp, a hologram's edge. */
struct band {
	float x, y, angle; /* of its middle line, in pixels */
	float half;        /* half its width, in pixels */
	float shade;       /* -1 to 1: how far towards black, towards white */
};

struct print {
	struct letter letter[STRIP_COLUMNS];
	float pitch; /* pixels */
	float turn;  /* of the line, radians */
	int font;
	float across, down, slant; /* of the shapes; 1, 1, 0: the font's */
	float wave, wave_x, wave_y;
	float rough, voids; /* edges, and holes in the ink */
	float paper, ink;   /* grey */
	float light_x, light_y;
	struct {
		float period, depth, angle, swing, swing_period;
	} guilloche; /* pixels; depth 0 to 1 */
	struct {
		float x, width, strength;
	} glare; /* pixels, grey */
	struct band band[2];
	int bands;
};

/* Everything but the letters' glyphs by luck. */
void print_choose(struct random *r, struct print *p);

/* p drawn into a picture of the size that it needs. */
void print_draw(const struct print *p, const struct glyphs *g, struct picture *to);

/* Where the point (column, y) of the line is in the picture: pixels. */
void print_where(const struct print *p, const struct picture *in, const float at[2], float xy[2]);

#endif
