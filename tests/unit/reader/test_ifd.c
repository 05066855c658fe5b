/* Directories in either order of bytes, and ones that lie. */
#include "bytes.h"
#include "files.h"
#include "t.h"

static uint32_t orientation(const struct buf *b)
{
	struct ifd d;

	return ifd_open(&d, (const uint8_t *)b->p, b->n) ? ifd_value(&d, 0x112, 1) : 99;
}

int main(void)
{
	static const char little[] = "II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0";
	struct buf b = {0};
	uint32_t wild = 0;

	buf_put(&b, little, sizeof(little) - 1);
	OK(orientation(&b) == 6);
	buf_clear(&b);
	put_exif(&b, 8);
	OK(orientation(&b) == 8);
	for (size_t n = 0; n < b.n;
	     n++) { /* cut anywhere: nothing, or the default, or what is there */
		struct buf cut = {0};

		buf_put(&cut, b.p, n);
		wild += orientation(&cut) != 99 && orientation(&cut) != 1 && orientation(&cut) != 8;
		buf_free(&cut);
	}
	OK(wild == 0);
	b.p[4] = (char)0xff; /* a directory beyond the end */
	OK(orientation(&b) == 99);
	b.p[4] = 0;
	b.p[8] = (char)0xff; /* of 65,000 entries */
	OK(orientation(&b) == 99);
	buf_free(&b);
	return t_done();
}
