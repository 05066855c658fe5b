/* Decoding: the header is checked first, nothing but the kind found reaches its library. */
#include "picture.h"

#include <leptonica/allheaders.h>

/* Grey of one pixel of 32 bits: R, G, B, alpha from the top. */
static uint8_t grey_of(l_uint32 v, bool alpha)
{
	uint32_t r = v >> 24, g = v >> 16 & 255, b = v >> 8 & 255;
	const uint32_t most = r > g ? r > b ? r : b : g > b ? g : b;
	uint32_t grey = (((r * 77 + g * 151 + b * 28) >> 8) + most) / 2;

	/* what is transparent lies on paper */
	if (alpha)
		grey = (grey * (v & 255) + 255 * (255 - (v & 255))) / 255;
	return (uint8_t)grey;
}

static void convert(const PIX *const_pix, uint8_t *out)
{
	union {
		const PIX *in;
		PIX *out;
	} pix = {const_pix}; /* the library knows no const */
	const size_t w = (size_t)pixGetWidth(pix.out), h = (size_t)pixGetHeight(pix.out);
	const size_t row = (size_t)pixGetWpl(pix.out);
	const l_uint32 *data = pixGetData(pix.out);
	const bool colour = pixGetDepth(pix.out) == 32, alpha = pixGetSpp(pix.out) == 4;

	for (size_t y = 0; y < h; y++) {
		const l_uint32 *p = data + y * row;

		for (size_t x = 0; x < w; x++)
			*out++ = colour ? grey_of(p[x], alpha) : GET_DATA_BYTE(p, x);
	}
}

/* Where the pixel at (x, y) of the upright picture is stored; w, h: as stored. */
static size_t stored_at(unsigned orientation, size_t x, size_t y, size_t w, size_t h)
{
	switch (orientation) {
	case 2: return y * w + (w - 1 - x);
	case 3: return (h - 1 - y) * w + (w - 1 - x);
	case 4: return (h - 1 - y) * w + x;
	case 5: return x * w + y;
	case 6: return (h - 1 - x) * w + y;
	case 7: return (h - 1 - x) * w + (w - 1 - y);
	case 8: return x * w + (w - 1 - y);
	default: return y * w + x;
	}
}

static struct grey upright(struct arena *a, struct grey g, unsigned orientation)
{
	const size_t w = (size_t)g.w, h = (size_t)g.h;
	const bool turned = orientation >= 5;
	const size_t across = turned ? h : w, down = turned ? w : h;
	uint8_t *px;

	if (orientation == 1)
		return g;
	px = ARENA_ARRAY(a, uint8_t, w * h);
	for (size_t y = 0; y < down; y++)
		for (size_t x = 0; x < across; x++)
			px[y * across + x] = g.px[stored_at(orientation, x, y, w, h)];
	return (struct grey){(int)across, (int)down, px};
}

static PIX *decode(struct str file, const struct header *h)
{
	const l_uint8 *p = (const l_uint8 *)file.p;
	PIX *pix, *plain;

	if (h->kind == KIND_JPEG)
		pix = pixReadMemJpeg(p, file.n, 0, (l_int32)h->reduction, NULL, 0);
	else if (h->kind == KIND_PNG)
		pix = pixReadMemPng(p, file.n);
	else
		pix = pixReadMemTiff(p, file.n, 0);
	if (pix == NULL)
		return NULL;
	plain = pixRemoveColormap(pix, REMOVE_CMAP_BASED_ON_SRC);
	pixDestroy(&pix);
	if (plain == NULL || pixGetDepth(plain) == 32 || pixGetDepth(plain) == 8)
		return plain;
	pix = pixConvertTo8(plain, 0);
	pixDestroy(&plain);
	return pix;
}

enum picture_fault picture_decode(struct arena *a, struct str file, struct grey *out)
{
	struct header h;
	enum picture_fault f = header_read(file, &h);
	uint8_t *px;
	PIX *pix;

	if (f != PICTURE_FINE)
		return f;
	setMsgSeverity(L_SEVERITY_NONE);
	pix = decode(file, &h);
	if (pix == NULL)
		return PICTURE_DAMAGED;
	/* what the library made of it, not what the header said */
	out->w = pixGetWidth(pix);
	out->h = pixGetHeight(pix);
	if (out->w < GREY_SIDE_MIN || out->h < GREY_SIDE_MIN || out->w > GREY_SIDE_MAX ||
	    out->h > GREY_SIDE_MAX) {
		pixDestroy(&pix);
		return PICTURE_DAMAGED;
	}
	px = ARENA_ARRAY(a, uint8_t, grey_bytes(out));
	convert(pix, px);
	pixDestroy(&pix);
	out->px = px;
	/* Leptonica turns TIFF itself */
	*out = upright(a, *out, h.kind == KIND_TIFF ? 1 : h.orientation);
	return PICTURE_FINE;
}
