/* Text that is valid stays valid: taken apart and put together, normalised, folded, each of them once. */
#include "utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void by_code_points(struct str s)
{
	struct str rest = s;
	size_t at = 0, count = 0;
	int32_t cp;

	while ((cp = utf8_next(&rest)) >= 0) {
		char out[4];
		size_t size = 0;

		utf8_put(out, &size, cp);
		assert(size <= s.n - at && memcmp(out, s.p + at, size) == 0);
		at += size;
		count++;
	}
	assert(at == s.n && count == utf8_length(s));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct str s = {(const char *)data, n};

	if (utf8_valid(s)) {
		struct str nfc = utf8_nfc(&a, s), key = utf8_fold(&a, s);

		by_code_points(s);
		assert(utf8_valid(nfc) && str_eq(utf8_nfc(&a, nfc), nfc));
		assert(utf8_valid(key) && str_eq(utf8_fold(&a, nfc), key));
	}
	arena_free(&a);
	return 0;
}
