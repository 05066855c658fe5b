/*
 * Pictures for tests from outside:
 *   picture convert IN OUT      into the kind that OUT ends in: .png .tif .ppm .jpg
 *   picture blank W H OUT       a white one of one bit a pixel: few bytes, many pixels
 *   picture larger W H IN OUT   a JPEG whose frame says that it is of another size
 */
#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int format_of(const char *path)
{
	const char *end = strrchr(path, '.');

	if (end == NULL)
		return IFF_UNKNOWN;
	if (strcmp(end, ".png") == 0)
		return IFF_PNG;
	if (strcmp(end, ".tif") == 0)
		return IFF_TIFF_LZW;
	return strcmp(end, ".ppm") == 0 ? IFF_PNM : IFF_JFIF_JPEG;
}

static int convert(const char *in, const char *out)
{
	PIX *p = pixRead(in);

	return p == NULL || pixWrite(out, p, format_of(out)) != 0;
}

static int blank(long w, long h, const char *out)
{
	PIX *p = pixCreate((l_int32)w, (l_int32)h, 1);

	return p == NULL || pixWrite(out, p, IFF_PNG) != 0;
}

static int larger(unsigned w, unsigned h, const char *in, const char *out)
{
	size_t n = 0;
	l_uint8 *b = l_binaryRead(in, &n);

	for (size_t i = 2; b != NULL && i + 9 < n; i += 2 + (size_t)(b[i + 2] << 8 | b[i + 3]))
		if (b[i + 1] == 0xc0 || b[i + 1] == 0xc2) {
			b[i + 5] = (l_uint8)(h >> 8);
			b[i + 6] = (l_uint8)h;
			b[i + 7] = (l_uint8)(w >> 8);
			b[i + 8] = (l_uint8)w;
			return l_binaryWrite(out, "w", b, n);
		}
	return 1;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "convert") == 0)
		return convert(argv[2], argv[3]);
	if (argc == 5 && strcmp(argv[1], "blank") == 0)
		return blank(strtol(argv[2], NULL, 10), strtol(argv[3], NULL, 10), argv[4]);
	if (argc == 6 && strcmp(argv[1], "larger") == 0)
		return larger((unsigned)strtoul(argv[2], NULL, 10),
		    (unsigned)strtoul(argv[3], NULL, 10), argv[4], argv[5]);
	return 2;
}
