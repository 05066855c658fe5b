/* A header that is let through has sizes within bounds; every read stays inside the file. */
#include "header.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct header h;
	enum picture_fault f = header_read((struct str){(const char *)data, n}, &h);

	assert(f < PICTURE__MAX);
	if (f != PICTURE_FINE)
		return 0;
	assert(h.kind != KIND_NONE && h.w > 0 && h.h > 0);
	assert(h.orientation >= 1 && h.orientation <= 8 && h.channels >= 1 && h.channels <= 4);
	assert((uint64_t)(h.w / h.reduction) * (h.h / h.reduction) <= HEADER_PIXELS_MAX);
	return 0;
}
