/* Decoding: the three kinds, the eight ways to lie, colours, transparency; what is damaged. */
#include "picture.h"

#include "files.h"
#include "t.h"

#include <leptonica/allheaders.h>
#include <stdlib.h>

enum { W = 48, H = 32 };

/* The upright picture: corners 40 (top left), 100 (top right), 160 (bottom left), 220 (bottom right). */
static int upright(int x, int y)
{
	return 40 + (x >= W / 2 ? 60 : 0) + (y >= H / 2 ? 120 : 0);
}

/* The same as it is stored where the file says `orientation' (EXIF 2.3, section 4.6.4 A). */
static int stored(unsigned orientation, int x, int y)
{
	switch (orientation) {
	case 2: return upright(W - 1 - x, y);
	case 3: return upright(W - 1 - x, H - 1 - y);
	case 4: return upright(x, H - 1 - y);
	case 5: return upright(y, x);
	case 6: return upright(W - 1 - y, x);
	case 7: return upright(W - 1 - y, H - 1 - x);
	case 8: return upright(y, H - 1 - x);
	default: return upright(x, y);
	}
}

static PIX *make(unsigned orientation)
{
	const int w = orientation >= 5 ? H : W, h = orientation >= 5 ? W : H;
	PIX *p = pixCreate(w, h, 8);

	for (int y = 0; y < h; y++)
		for (int x = 0; x < w; x++)
			(void)pixSetPixel(p, x, y, (l_uint32)stored(orientation, x, y));
	return p;
}

static void encode(PIX *p, int format, struct buf *out)
{
	l_uint8 *bytes = NULL;
	size_t n = 0;

	(void)pixWriteMem(&bytes, &n, p, format);
	buf_put(out, bytes, n);
	lept_free(bytes);
}

/* JPEG: a segment behind the first two bytes; PNG: a chunk behind the first; TIFF: by hand. */
static void with_orientation(unsigned orientation, int format, struct buf *out)
{
	PIX *p = make(orientation);
	struct buf plain = {0}, exif = {0};

	encode(p, format, &plain);
	if (format == IFF_JFIF_JPEG) {
		buf_put(&exif, "Exif\0\0", 6);
		put_exif(&exif, orientation);
		buf_put(out, plain.p, 2);
		put_segment(out, 0xe1, buf_text(&exif));
		buf_put(out, plain.p + 2, plain.n - 2);
	} else if (format == IFF_PNG) {
		put_exif(&exif, orientation);
		buf_put(out, plain.p, 33);
		put_chunk(out, "eXIf", buf_text(&exif));
		buf_put(out, plain.p + 33, plain.n - 33);
	} else {
		const unsigned w = (unsigned)pixGetWidth(p), h = (unsigned)pixGetHeight(p);
		const unsigned entry[][3] = {{256, 3, w}, {257, 3, h}, {258, 3, 8}, {259, 3, 1},
		    {262, 3, 1}, {273, 4, 8 + 2 + 9 * 12 + 4}, {274, 3, orientation}, {278, 3, h},
		    {279, 4, w * h}};

		put_ifd(out, entry, ARRAY_LEN(entry));
		for (unsigned i = 0; i < w * h; i++)
			buf_char(out, (char)stored(orientation, (int)(i % w), (int)(i / w)));
	}
	pixDestroy(&p);
	buf_free(&plain);
	buf_free(&exif);
}

static void eight_ways(int format)
{
	for (unsigned o = 1; o <= 8; o++) {
		struct arena a = {0};
		struct buf file = {0};
		struct grey g = {0};
		int wrong = 0;

		with_orientation(o, format, &file);
		OK(picture_decode(&a, buf_text(&file), &g) == PICTURE_FINE && g.w == W && g.h == H);
		for (int y = 2; g.h == H && y < H; y += 9)
			for (int x = 3; x < W; x += 9)
				wrong += abs(g.px[y * W + x] - upright(x, y)) > 24;
		OK(wrong == 0);
		buf_free(&file);
		arena_free(&a);
	}
}

static int grey_of_colour(unsigned r, unsigned g, unsigned b, int alpha)
{
	struct arena a = {0};
	struct buf file = {0};
	struct grey out = {0};
	PIX *p = pixCreate(W, H, 32);
	int v = -1;

	for (int i = 0; i < W * H; i++)
		(void)pixSetPixel(p, i % W, i / W,
		    r << 24 | g << 16 | b << 8 | (l_uint32)(alpha < 0 ? 255 : alpha));
	if (alpha >= 0)
		(void)pixSetSpp(p, 4);
	encode(p, IFF_PNG, &file);
	if (picture_decode(&a, buf_text(&file), &out) == PICTURE_FINE)
		v = out.px[W + 1];
	pixDestroy(&p);
	buf_free(&file);
	arena_free(&a);
	return v;
}

static void damaged(void)
{
	struct arena a = {0};
	struct buf file = {0};
	struct grey g;

	with_orientation(1, IFF_PNG, &file);
	for (size_t i = 60; i + 12 < file.n; i++) /* the compressed pixels, spoilt */
		file.p[i] = (char)(file.p[i] ^ 0x55);
	OK(picture_decode(&a, buf_text(&file), &g) == PICTURE_DAMAGED);
	buf_clear(&file);
	with_orientation(1, IFF_TIFF, &file);
	file.n = 150; /* the strip lies beyond the end */
	OK(picture_decode(&a, buf_text(&file), &g) == PICTURE_DAMAGED);
	buf_clear(&file);
	buf_z(&file, "not a picture at all");
	OK(picture_decode(&a, buf_text(&file), &g) == PICTURE_NO_PICTURE);
	buf_free(&file);
	arena_free(&a);
}

int main(void)
{
	eight_ways(IFF_JFIF_JPEG);
	eight_ways(IFF_PNG);
	eight_ways(IFF_TIFF);
	OK(grey_of_colour(0, 0, 0, -1) == 0 && grey_of_colour(255, 255, 255, -1) == 255);
	OK(grey_of_colour(255, 60, 60, -1) > 160); /* red security print fades */
	OK(grey_of_colour(30, 30, 30, -1) == 30);  /* ink does not */
	OK(grey_of_colour(0, 0, 0, 0) == 255);     /* what is not there is paper */
	damaged();
	return t_done();
}
