/* Numbers out of a stranger's bytes: 0 beyond the end. */
#ifndef BYTES_H
#define BYTES_H

#include "base.h"

struct bytes {
	const uint8_t *p;
	size_t n;
	bool little; /* the least significant byte first */
};

static inline uint32_t bytes_8(const struct bytes *b, size_t at)
{
	return at < b->n ? b->p[at] : 0;
}
static inline uint32_t bytes_16(const struct bytes *b, size_t at)
{
	const uint32_t first = bytes_8(b, at), second = bytes_8(b, at + 1);

	return b->little ? second << 8 | first : first << 8 | second;
}
static inline uint32_t bytes_32(const struct bytes *b, size_t at)
{
	const uint32_t first = bytes_16(b, at), second = bytes_16(b, at + 2);

	return b->little ? second << 16 | first : first << 16 | second;
}

/* The directory of a TIFF file, which EXIF data is too. */
struct ifd {
	struct bytes b;
	size_t at; /* of the first entry */
	unsigned entries;
};
/* p begins with II or MM.  false: it is no TIFF structure. */
bool ifd_open(struct ifd *d, const uint8_t *p, size_t n) MUST_USE;
/* The first value of an entry of type SHORT or LONG; otherwise where there is none. */
uint32_t ifd_value(const struct ifd *d, unsigned tag, uint32_t otherwise);

#endif
