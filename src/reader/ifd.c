/* Directories of TIFF files and of EXIF data (TIFF 6.0, section 2). */
#include "bytes.h"

#define ENTRY       12 /* bytes: tag, type, count, value */
#define ENTRIES_MAX 512
#define TYPE_SHORT  3
#define TYPE_LONG   4

bool ifd_open(struct ifd *d, const uint8_t *p, size_t n)
{
	*d = (struct ifd){.b = {p, n, n > 1 && p[0] == 'I'}};
	if (n < 8 || p[0] != p[1] || (p[0] != 'I' && p[0] != 'M') || bytes_16(&d->b, 2) != 42)
		return false;
	d->at = bytes_32(&d->b, 4);
	if (d->at > n - 2)
		return false;
	d->entries = bytes_16(&d->b, d->at);
	d->at += 2;
	return d->entries <= ENTRIES_MAX;
}

uint32_t ifd_value(const struct ifd *d, unsigned tag, uint32_t otherwise)
{
	for (unsigned i = 0; i < d->entries; i++) {
		const size_t at = d->at + (size_t)i * ENTRY;
		const uint32_t type = bytes_16(&d->b, at + 2), count = bytes_32(&d->b, at + 4);
		const size_t size = type == TYPE_SHORT ? 2 : 4;
		size_t value = at + 8;

		if (bytes_16(&d->b, at) != tag)
			continue;
		if ((type != TYPE_SHORT && type != TYPE_LONG) || count == 0)
			return otherwise;
		/* more than four bytes stand elsewhere */
		if (count > 4 / size)
			value = bytes_32(&d->b, value);
		if (value > d->b.n || d->b.n - value < size)
			return otherwise;
		return type == TYPE_SHORT ? bytes_16(&d->b, value) : bytes_32(&d->b, value);
	}
	return otherwise;
}
