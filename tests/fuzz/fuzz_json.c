/* What is read can be written, and reading and writing it again changes nothing. */
#include "json.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct err e = {0};
	json_t *v = json_read((struct str){(const char *)data, n}, &e);

	if (v == NULL) {
		assert(e.rc == RC_BAD_INPUT && e.msg[0] != '\0');
	} else {
		struct str once = json_canonical(&a, v);
		json_t *w = json_read(once, &e);

		assert(w != NULL && str_eq(json_canonical(&a, w), once));
		json_decref(w);
		json_decref(v);
	}
	arena_free(&a);
	return 0;
}
