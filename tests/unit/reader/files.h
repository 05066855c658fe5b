/* Picture files made by hand, byte by byte, and their parts. */
#ifndef FILES_H
#define FILES_H

#include "buf.h"

#include <string.h>

static inline void put_16(struct buf *b, unsigned v)
{
	buf_char(b, (char)(v >> 8 & 255));
	buf_char(b, (char)(v & 255));
}
static inline void put_32(struct buf *b, unsigned v)
{
	put_16(b, v >> 16);
	put_16(b, v & 0xffff);
}

/* A TIFF directory of n SHORT or LONG entries, big-endian; each {tag, type, value}. */
static inline void put_ifd(struct buf *b, const unsigned entry[][3], size_t n)
{
	buf_put(b, "MM\0*\0\0\0\10", 8);
	put_16(b, (unsigned)n);
	for (size_t i = 0; i < n; i++) {
		put_16(b, entry[i][0]);
		put_16(b, entry[i][1]);
		put_32(b, 1);
		put_32(b, entry[i][1] == 3 ? entry[i][2] << 16 : entry[i][2]);
	}
	put_32(b, 0);
}

/* EXIF data that says how a picture lies. */
static inline void put_exif(struct buf *b, unsigned orientation)
{
	const unsigned entry[][3] = {{0x100, 4, 7}, {0x112, 3, orientation}};

	put_ifd(b, entry, 2);
}

static inline void put_segment(struct buf *b, unsigned code, struct str content)
{
	buf_char(b, (char)0xff);
	buf_char(b, (char)code);
	put_16(b, (unsigned)content.n + 2);
	buf_str(b, content);
}

/* The frame of a JPEG: 8 bits, 4:2:0 where there are three components. */
static inline void put_frame(
    struct buf *b, unsigned code, unsigned w, unsigned h, unsigned channels)
{
	struct buf s = {0};

	buf_char(&s, 8);
	put_16(&s, h);
	put_16(&s, w);
	buf_char(&s, (char)channels);
	for (unsigned i = 0; i < channels; i++) {
		buf_char(&s, (char)(i + 1));
		buf_char(&s, channels > 1 && i == 0 ? 0x22 : 0x11);
		buf_char(&s, 0);
	}
	put_segment(b, code, buf_text(&s));
	buf_free(&s);
}

static inline void put_chunk(struct buf *b, const char *name, struct str content)
{
	unsigned crc = 0xffffffff;
	size_t from = b->n + 4;

	put_32(b, (unsigned)content.n);
	buf_z(b, name);
	buf_str(b, content);
	for (size_t i = from; i < b->n; i++) {
		crc ^= (unsigned char)b->p[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	put_32(b, ~crc);
}

static inline void put_png_head(
    struct buf *b, unsigned w, unsigned h, unsigned bits, unsigned colour)
{
	struct buf s = {0};

	buf_put(b, "\x89PNG\r\n\x1a\n", 8);
	put_32(&s, w);
	put_32(&s, h);
	buf_char(&s, (char)bits);
	buf_char(&s, (char)colour);
	buf_put(&s, "\0\0\0", 3);
	put_chunk(b, "IHDR", buf_text(&s));
	buf_free(&s);
}

#endif
