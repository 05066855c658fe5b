/* A date or time that parses prints as it was written, and lies where dates may lie. */
#include "date.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct str s = {(const char *)data, n};
	day_t d;
	int64_t us;

	if (date_parse(s, &d)) {
		assert(d >= DAY_MIN && d <= DAY_MAX);
		assert(str_eq(date_str(&a, d), s));
	}
	if (time_parse(s, &us)) {
		int64_t again;

		assert(time_parse(time_str(&a, us), &again) && again == us);
	}
	arena_free(&a);
	return 0;
}
