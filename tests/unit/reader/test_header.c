/* What may be decoded, by kind and size, and what is refused before it is. */
#include "header.h"

#include "files.h"
#include "t.h"

static struct buf b;
static struct header h;

static enum picture_fault fault(void)
{
	return header_read(buf_text(&b), &h);
}

static enum picture_fault jpeg(unsigned frame, unsigned w, unsigned side_h, unsigned orientation)
{
	struct buf exif = {0};

	buf_clear(&b);
	buf_put(&b, "\xff\xd8", 2);
	buf_put(&exif, "Exif\0\0", 6);
	put_exif(&exif, orientation);
	put_segment(&b, 0xe1, buf_text(&exif));
	put_frame(&b, frame, w, side_h, 3);
	put_segment(&b, 0xda, STR("\3\1\0\2\0\3\0\0\77\0"));
	buf_put(&b, "\1\2\xff\0\3\xff\xd0\4\xff\xd9", 10);
	buf_free(&exif);
	return fault();
}

static enum picture_fault png(unsigned w, unsigned side_h, unsigned bits, unsigned colour)
{
	struct buf exif = {0};

	buf_clear(&b);
	put_exif(&exif, 3);
	put_png_head(&b, w, side_h, bits, colour);
	put_chunk(&b, "eXIf", buf_text(&exif));
	put_chunk(&b, "IDAT", STR("x"));
	put_chunk(&b, "IEND", STR(""));
	buf_free(&exif);
	return fault();
}

static enum picture_fault tiff(unsigned w, unsigned side_h, unsigned channels, unsigned compression)
{
	const unsigned entry[][3] = {{256, 4, w}, {257, 3, side_h}, {258, 3, 8},
	    {259, 3, compression}, {0x112, 3, 5}, {277, 3, channels}};

	buf_clear(&b);
	put_ifd(&b, entry, ARRAY_LEN(entry));
	return fault();
}

static void kinds(void)
{
	OK(jpeg(0xc0, 1200, 800, 6) == PICTURE_FINE && h.kind == KIND_JPEG);
	OK(h.w == 1200 && h.h == 800 && h.channels == 3 && h.orientation == 6 && h.reduction == 1);
	OK(png(1200, 800, 8, 2) == PICTURE_FINE && h.kind == KIND_PNG);
	OK(h.w == 1200 && h.h == 800 && h.channels == 3 && h.orientation == 3);
	OK(tiff(1200, 800, 3, 5) == PICTURE_FINE && h.kind == KIND_TIFF);
	OK(h.w == 1200 && h.h == 800 && h.channels == 3 && h.orientation == 5);
	OK(jpeg(0xc0, 100, 100, 9) == PICTURE_FINE && h.orientation == 1);
	buf_clear(&b);
	OK(fault() == PICTURE_NO_PICTURE);
	buf_z(&b, "GIF89a, and more of it");
	OK(fault() == PICTURE_NO_PICTURE);
	buf_clear(&b);
	buf_z(&b, "RIFF....WEBPVP8 ");
	OK(fault() == PICTURE_NO_PICTURE);
}

static void sizes(void)
{
	OK(jpeg(0xc0, 10000, 10000, 1) == PICTURE_TOO_LARGE); /* a hundred megapixels */
	OK(png(10000, 10000, 8, 0) == PICTURE_TOO_LARGE);
	OK(tiff(10000, 10000, 1, 1) == PICTURE_TOO_LARGE);
	OK(png(60000, 60000, 1, 0) == PICTURE_TOO_LARGE);
	OK(png(0xffffffff, 0xffffffff, 1, 0) == PICTURE_TOO_LARGE);
	OK(png(5000, 5000, 8, 0) == PICTURE_FINE);
	OK(png(5001, 5000, 8, 0) == PICTURE_TOO_LARGE);
	OK(png(5000, 5000, 16, 6) == PICTURE_TOO_LARGE);                   /* by its bytes */
	OK(jpeg(0xc0, 8000, 6000, 1) == PICTURE_FINE && h.reduction == 2); /* 48 MP of a phone */
	OK(jpeg(0xc2, 8000, 6000, 1) ==
	    PICTURE_TOO_LARGE); /* held as a whole until its last scan */
	OK(jpeg(0xc2, 4000, 3000, 1) == PICTURE_FINE);
	OK(png(15, 400, 8, 0) == PICTURE_TOO_SMALL);
	OK(png(0, 400, 8, 0) == PICTURE_DAMAGED);
	OK(jpeg(0xc0, 0, 400, 1) == PICTURE_DAMAGED);
}

static void forms(void)
{
	struct str whole;
	int fine = 0;

	OK(jpeg(0xc3, 100, 100, 1) == PICTURE_UNSUPPORTED); /* lossless */
	OK(jpeg(0xc9, 100, 100, 1) == PICTURE_UNSUPPORTED); /* arithmetic */
	OK(tiff(100, 100, 1, 34712) == PICTURE_UNSUPPORTED);
	OK(tiff(100, 100, 9, 1) == PICTURE_UNSUPPORTED);
	OK(png(100, 100, 7, 0) == PICTURE_DAMAGED);
	OK(png(100, 100, 8, 5) == PICTURE_DAMAGED);
	/* cut short anywhere */
	(void)jpeg(0xc0, 1200, 800, 6);
	whole = buf_text(&b);
	for (size_t n = 0; n < whole.n; n++)
		fine += header_read((struct str){whole.p, n}, &h) == PICTURE_FINE;
	OK(fine == 0);
	(void)png(1200, 800, 8, 2);
	whole = buf_text(&b);
	for (size_t n = 0; n + 12 < whole.n; n++)
		fine += header_read((struct str){whole.p, n}, &h) == PICTURE_FINE;
	OK(fine == 0);
	/* two frames; scans without end */
	(void)jpeg(0xc0, 100, 100, 1);
	b.n -= 2;
	put_frame(&b, 0xc0, 5000, 5000, 3);
	buf_put(&b, "\xff\xd9", 2);
	OK(fault() == PICTURE_DAMAGED);
	(void)jpeg(0xc2, 4000, 3000, 1);
	b.n -= 2;
	for (int i = 0; i < 100; i++)
		put_segment(&b, 0xda, STR("\1\1\0\0\0\0"));
	buf_put(&b, "\xff\xd9", 2);
	OK(fault() == PICTURE_DAMAGED);
}

int main(void)
{
	kinds();
	sizes();
	forms();
	for (int f = 1; f < PICTURE__MAX; f++)
		OK(picture_fault_status((enum picture_fault)f) >= 400 &&
		    problem_code(picture_fault_problem((enum picture_fault)f))[0] != '\0');
	buf_free(&b);
	return t_done();
}
