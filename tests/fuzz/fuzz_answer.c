/* Whatever the child says: cells of a format's shape, or nothing; and a document of these that is honest. */
#include "answer.h"

#include <assert.h>
#include <math.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str bytes = {(const char *)data, n};
	struct err e = {0};
	struct answer a;
	struct buf b = {0};

	if (answer_parse(bytes, &a, &e) != RC_OK) {
		assert(e.msg[0] != '\0');
		return 0;
	}
	assert(a.fault < PICTURE__MAX && (!a.found || a.fault == PICTURE_FINE));
	for (int r = 0; a.found && r < a.zone.cells.rows; r++)
		for (int k = 0; k < a.zone.cells.columns; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				assert(isfinite(a.zone.cells.lp[r][k][s]));
	answer_write(&b, &a, 1, 20779);
	assert(b.n > 0 && memchr(b.p, '\0', b.n) == NULL);
	buf_clear(&b);
	answer_print(&b, &a);
	assert(b.n == n && memcmp(b.p, data, n) == 0); /* one form for each answer */
	buf_free(&b);
	return 0;
}
