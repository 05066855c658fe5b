/* JPEG (ITU T.81), PNG (ISO 15948) and TIFF 6.0, as far as their headers. */
#include "header.h"

#include "bytes.h"

#include <string.h>

#define SIDE_MIN     16       /* pixels: as src/scan/scale.h wants them */
#define SIDE_MAX     20000    /* pixels, as above, once decoded */
#define JPEG_WHOLE   16000000 /* pixels: a larger JPEG is decoded at half its size */
#define JPEG_MOST    50000000 /* pixels: a larger one is refused */
#define SCANS_MAX    64       /* of a progressive JPEG: each is work for the whole picture */
#define SEGMENTS_MAX 4096

#define TAG_ORIENTATION 0x112

static const struct {
	enum problem problem;
	int status;
} faults[PICTURE__MAX] = {
#define PICTURE_FAULT(name, problem, status) {PROBLEM_##problem, status},
#include "faults.def"
#undef PICTURE_FAULT
};

enum problem picture_fault_problem(enum picture_fault f)
{
	return faults[f].problem;
}

int picture_fault_status(enum picture_fault f)
{
	return faults[f].status;
}

enum picture_kind header_kind(struct str file)
{
	static const struct {
		enum picture_kind kind;
		struct str first;
	} kinds[] = {
	    {KIND_JPEG, STR_INIT("\xff\xd8\xff")},
	    {KIND_PNG, STR_INIT("\x89PNG\r\n\x1a\n")},
	    {KIND_TIFF, STR_INIT("II*\0")},
	    {KIND_TIFF, STR_INIT("MM\0*")},
	};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (file.n >= kinds[i].first.n &&
		    memcmp(file.p, kinds[i].first.p, kinds[i].first.n) == 0)
			return kinds[i].kind;
	return KIND_NONE;
}

static unsigned orientation_of(const uint8_t *p, size_t n)
{
	struct ifd d;
	uint32_t o = ifd_open(&d, p, n) ? ifd_value(&d, TAG_ORIENTATION, 1) : 1;

	return o >= 1 && o <= 8 ? o : 1;
}

/* ---- JPEG ---- */

static void exif_segment(const struct bytes *b, size_t at, size_t n, struct header *out)
{
	static const char name[] = "Exif\0"; /* and the NUL of the literal */

	if (n > sizeof(name) && at + n <= b->n && memcmp(b->p + at, name, sizeof(name)) == 0)
		out->orientation = orientation_of(b->p + at + sizeof(name), n - sizeof(name));
}

/* Start of frame: precision, height, width, components with their sampling factors. */
static enum picture_fault frame_segment(const struct bytes *b, size_t at, struct header *out)
{
	uint64_t samples = 0, across = 1, down = 1;

	out->bits = bytes_8(b, at);
	out->h = bytes_16(b, at + 1);
	out->w = bytes_16(b, at + 3);
	out->channels = bytes_8(b, at + 5);
	if (out->bits != 8 || (out->channels != 1 && out->channels != 3 && out->channels != 4))
		return PICTURE_UNSUPPORTED;
	for (unsigned i = 0; i < out->channels; i++) {
		const uint32_t factors = bytes_8(b, at + 7 + 3 * (size_t)i);
		const uint64_t x = factors >> 4, y = factors & 15;

		samples += x * y;
		across = x > across ? x : across;
		down = y > down ? y : down;
	}
	out->held = (uint64_t)out->w * out->h * samples / (across * down) * 2;
	return PICTURE_FINE;
}

/* Where the next marker is that stands for something: its code, and *at behind it. */
static unsigned next_marker(const struct bytes *b, size_t *at)
{
	while (*at + 1 < b->n) {
		const uint8_t *p = memchr(b->p + *at, 0xff, b->n - *at - 1);
		unsigned code;

		if (p == NULL)
			break;
		code = p[1];
		*at = (size_t)(p - b->p) + (code == 0xff ? 1 : 2);
		/* stuffing, fill bytes and restarts stand in the data of a scan */
		if (code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7))
			return code;
	}
	return 0;
}

static bool is_frame(unsigned code)
{
	return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
}

static enum picture_fault read_jpeg(struct str file, struct header *out)
{
	const struct bytes b = {(const uint8_t *)file.p, file.n, false};
	unsigned scans = 0, segments = 0, code;
	bool progressive = false;
	size_t at = 2;

	while ((code = next_marker(&b, &at)) != 0 && code != 0xd9) {
		const size_t n = bytes_16(&b, at);
		enum picture_fault f = PICTURE_FINE;

		if (n < 2 || n > b.n - at || ++segments > SEGMENTS_MAX)
			return PICTURE_DAMAGED;
		if (code == 0xe1)
			exif_segment(&b, at + 2, n - 2, out);
		else if (code > 0xc2 && is_frame(code))
			return PICTURE_UNSUPPORTED; /* lossless, arithmetic, hierarchical */
		else if (is_frame(code))
			f = out->w == 0 ? frame_segment(&b, at + 2, out) : PICTURE_DAMAGED;
		else if (code == 0xda && (out->w == 0 || ++scans > SCANS_MAX))
			return PICTURE_DAMAGED;
		if (f != PICTURE_FINE)
			return f;
		progressive = progressive || code == 0xc2;
		at += n;
	}
	if (!progressive && scans == 1)
		out->held = 0;
	return scans > 0 && code == 0xd9 ? PICTURE_FINE : PICTURE_DAMAGED;
}

/* ---- PNG ---- */

static enum picture_fault read_png(struct str file, struct header *out)
{
	static const unsigned channels[] = {1, 0, 3, 1, 2, 0, 4};
	const struct bytes b = {(const uint8_t *)file.p, file.n, false};
	size_t at = 8;
	unsigned colour = bytes_8(&b, 25);

	if (b.n < 33 || bytes_32(&b, at) != 13 || memcmp(b.p + 12, "IHDR", 4) != 0)
		return PICTURE_DAMAGED;
	out->w = bytes_32(&b, 16);
	out->h = bytes_32(&b, 20);
	out->bits = bytes_8(&b, 24);
	out->channels = colour < ARRAY_LEN(channels) ? channels[colour] : 0;
	if (out->channels == 0 || (out->bits & (out->bits - 1)) != 0 || out->bits > 16)
		return PICTURE_DAMAGED;
	for (unsigned chunk = 0; b.n - at >= 12 && chunk < SEGMENTS_MAX; chunk++) {
		const size_t n = bytes_32(&b, at);

		if (n > b.n - at - 12)
			return PICTURE_DAMAGED;
		if (memcmp(b.p + at + 4, "eXIf", 4) == 0)
			out->orientation = orientation_of(b.p + at + 8, n);
		if (memcmp(b.p + at + 4, "IEND", 4) == 0)
			return PICTURE_FINE;
		at += n + 12;
	}
	return PICTURE_DAMAGED;
}

/* ---- TIFF ---- */

static enum picture_fault read_tiff(struct str file, struct header *out)
{
	/* none, CCITT 1D, G3, G4, LZW, JPEG, deflate, PackBits, old deflate */
	static const uint32_t compressions[] = {1, 2, 3, 4, 5, 7, 8, 32773, 32946};
	struct ifd d;
	uint32_t compression;

	if (!ifd_open(&d, (const uint8_t *)file.p, file.n))
		return PICTURE_DAMAGED;
	out->w = ifd_value(&d, 256, 0);
	out->h = ifd_value(&d, 257, 0);
	out->bits = ifd_value(&d, 258, 1);
	out->channels = ifd_value(&d, 277, 1);
	out->orientation = orientation_of((const uint8_t *)file.p, file.n);
	compression = ifd_value(&d, 259, 1);
	if (out->channels < 1 || out->channels > 4 ||
	    (out->bits != 1 && out->bits != 2 && out->bits != 4 && out->bits != 8 &&
		out->bits != 16))
		return PICTURE_UNSUPPORTED;
	for (size_t i = 0; i < ARRAY_LEN(compressions); i++)
		if (compression == compressions[i])
			return PICTURE_FINE;
	return PICTURE_UNSUPPORTED;
}

/* ---- all ---- */

/* What decoding takes beside the file, at most: the library's picture and what it makes of it. */
static uint64_t memory(const struct header *h)
{
	const uint64_t pixels = (uint64_t)h->w * h->h, r = h->reduction;
	const uint64_t picture = h->channels == 1 && h->bits <= 8 ? 1 : 4;
	const uint64_t raw = (uint64_t)h->channels * h->bits;

	switch (h->kind) {
	case KIND_JPEG: return h->held + pixels * picture / (r * r);
	case KIND_PNG: /* libpng's rows, then the picture */
		return pixels * raw / 8 + pixels * picture;
	default: /* libtiff's raster, then the picture */ return pixels * (raw > 8 ? 8 : 2);
	}
}

static enum picture_fault measure(struct header *h)
{
	const uint64_t pixels = (uint64_t)h->w * h->h;

	h->reduction = h->kind == KIND_JPEG && pixels > JPEG_WHOLE ? 2 : 1;
	if (h->w == 0 || h->h == 0)
		return PICTURE_DAMAGED;
	if (pixels > (h->kind == KIND_JPEG ? JPEG_MOST : HEADER_PIXELS_MAX) ||
	    h->w / h->reduction > SIDE_MAX || h->h / h->reduction > SIDE_MAX ||
	    memory(h) > HEADER_MEMORY_MAX)
		return PICTURE_TOO_LARGE;
	if (h->w / h->reduction < SIDE_MIN || h->h / h->reduction < SIDE_MIN)
		return PICTURE_TOO_SMALL;
	return PICTURE_FINE;
}

enum picture_fault header_read(struct str file, struct header *out)
{
	enum picture_fault f = PICTURE_NO_PICTURE;

	*out = (struct header){.kind = header_kind(file), .orientation = 1, .reduction = 1};
	if (out->kind == KIND_JPEG)
		f = read_jpeg(file, out);
	else if (out->kind == KIND_PNG)
		f = read_png(file, out);
	else if (out->kind == KIND_TIFF)
		f = read_tiff(file, out);
	/* too large is said before what else is wrong */
	if (out->w > 0 && out->h > 0 && (uint64_t)out->w * out->h > JPEG_MOST)
		return PICTURE_TOO_LARGE;
	return f != PICTURE_FINE ? f : measure(out);
}
