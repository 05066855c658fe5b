/* Whatever comes in: parts lie inside the body, in order, and have names. */
#include "multipart.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str body = {(const char *)data, n};
	const char *from = body.p;
	struct arena a = {0};
	struct err e = {0};
	struct form f;

	if (multipart_read(&a, STR("multipart/form-data; boundary=b"), body, 20, &f, &e) == RC_OK)
		for (size_t i = 0; i < f.n; i++) {
			assert(f.p[i].name.n > 0 && f.p[i].name.p > from);
			from = f.p[i].value.p + f.p[i].value.n;
			assert(from <= body.p + body.n);
		}
	else
		assert(e.msg[0] != '\0');
	arena_free(&a);
	return 0;
}
