/* The shapes of OCR-B, from the fonts of Debian's package fonts-ocr-b, as distance fields. */
#ifndef GLYPHS_H
#define GLYPHS_H

#include "base.h"

enum {
	GLYPHS = 37,      /* NET_ALPHABET */
	GLYPH_FONTS = 2,  /* Regular, and Sharp: stroke ends cut square */
	GLYPH_PITCH = 44, /* points of a field in a pitch */
	GLYPH_W = 72,
	GLYPH_H = 88,
	GLYPH_FAR = 9, /* distances are cut here; in points */
};

struct glyphs {
	float field[GLYPH_FONTS][GLYPHS][GLYPH_H * GLYPH_W];
};

/* Reads the fonts of folder; RC_SYS when one cannot be read or is no such font. */
enum rc glyphs_load(const char *folder, struct glyphs *g, struct err *e) MUST_USE;

/*
 * How far the point (x, y) is inside the ink, in points of the field, negative outside.
 * x, y are in pitches from the middle of the character, y down.
 */
float glyph_depth(const struct glyphs *g, int font, int glyph, float x, float y);

#endif
