/* FreeType draws each character and makes the distance field of what it drew. */
#include "glyphs.h"
#include "net.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H

/* A character's advance in these fonts; 10 point then give the 2.54 mm of ISO 1073-2. */
#define ADVANCE_EM 0.723F

static void copy_field(FT_GlyphSlot s, int left, int top, float *field)
{
	for (int i = 0; i < GLYPH_W * GLYPH_H; i++)
		field[i] = -GLYPH_FAR;
	for (int y = 0; y < (int)s->bitmap.rows; y++) {
		for (int x = 0; x < (int)s->bitmap.width; x++) {
			const int v = s->bitmap.buffer[y * s->bitmap.pitch + x];
			const int fx = left + x, fy = top + y;

			if (fx >= 0 && fx < GLYPH_W && fy >= 0 && fy < GLYPH_H)
				field[fy * GLYPH_W + fx] = (float)(v - 128) * GLYPH_FAR / 128;
		}
	}
}

static FT_Error draw(FT_Face face, char c)
{
	FT_Error bad = FT_Load_Char(face, (FT_ULong)c, FT_LOAD_NO_HINTING | FT_LOAD_RENDER);

	return bad != 0 ? bad : FT_Render_Glyph(face->glyph, FT_RENDER_MODE_SDF);
}

static FT_Error load_font(FT_Library lib, const char *path, float field[][GLYPH_H * GLYPH_W])
{
	FT_Face face;
	FT_Error bad = FT_New_Face(lib, path, 0, &face);
	int capital = 0, advance = 0;

	if (bad != 0)
		return bad;
	bad = FT_Set_Char_Size(face, 0, (int)(GLYPH_PITCH / ADVANCE_EM * 64), 72, 72);
	if (bad == 0)
		bad = FT_Load_Char(face, 'H', FT_LOAD_NO_HINTING | FT_LOAD_RENDER);
	if (bad == 0) {
		capital = face->glyph->bitmap_top;
		advance = (int)(face->glyph->advance.x / 64);
		bad = advance == GLYPH_PITCH || advance == GLYPH_PITCH - 1 ? 0 : 1;
	}
	for (int i = 0; i < GLYPHS && bad == 0; i++) {
		FT_GlyphSlot s = face->glyph;

		bad = draw(face, NET_ALPHABET[i]);
		if (bad == 0)
			copy_field(s, GLYPH_W / 2 - advance / 2 + s->bitmap_left,
			    GLYPH_H / 2 + capital / 2 - s->bitmap_top, field[i]);
	}
	(void)FT_Done_Face(face);
	return bad;
}

enum rc glyphs_load(const char *folder, struct glyphs *g, struct err *e)
{
	static const char *const name[GLYPH_FONTS] = {"OCRB.otf", "OCRBS.otf"};
	const FT_Int spread = GLYPH_FAR;
	FT_Library lib;
	enum rc rc = RC_OK;

	if (FT_Init_FreeType(&lib) != 0)
		return fail(e, RC_SYS, "FreeType does not start");
	if (FT_Property_Set(lib, "bsdf", "spread", &spread) != 0)
		rc = fail(e, RC_SYS, "FreeType makes no distance fields");
	for (int i = 0; i < GLYPH_FONTS && rc == RC_OK; i++) {
		char path[512];

		(void)snprintf(path, sizeof(path), "%s/%s", folder, name[i]);
		if (load_font(lib, path, g->field[i]) != 0)
			rc = fail(e, RC_SYS, "%s: no OCR-B font (package fonts-ocr-b)", path);
	}
	(void)FT_Done_FreeType(lib);
	return rc;
}

float glyph_depth(const struct glyphs *g, int font, int glyph, float x, float y)
{
	const float fx = GLYPH_W * 0.5F + x * GLYPH_PITCH;
	const float fy = GLYPH_H * 0.5F + y * GLYPH_PITCH;
	const float *p;
	float dx, dy;

	if (!(fx >= 0 && fy >= 0 && fx < GLYPH_W - 1 && fy < GLYPH_H - 1))
		return -GLYPH_FAR;
	p = g->field[font][glyph] + (size_t)fy * GLYPH_W + (size_t)fx;
	dx = fx - (float)(int)fx;
	dy = fy - (float)(int)fy;
	return (p[0] * (1 - dx) + p[1] * dx) * (1 - dy) +
	       (p[GLYPH_W] * (1 - dx) + p[GLYPH_W + 1] * dx) * dy;
}
