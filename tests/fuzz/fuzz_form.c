/*
 * What a form reads is UTF-8 without NUL and no longer than what was sent; written with
 * url_quote it reads back the same.
 */
#include "form.h"
#include "utf8.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct str s = {(const char *)data, n};
	struct form f, again;
	struct buf b = {0};
	size_t bytes = 0;

	if (form_read(&a, s, 50, &f, NULL) == RC_OK) {
		assert(f.n <= 50);
		for (size_t i = 0; i < f.n; i++) {
			assert(utf8_valid(f.p[i].name) && utf8_valid(f.p[i].value));
			assert(form_count(&f, f.p[i].name.p) >= 1);
			bytes += f.p[i].name.n + f.p[i].value.n;
			if (i > 0)
				buf_char(&b, '&');
			url_quote(&b, f.p[i].name);
			buf_char(&b, '=');
			url_quote(&b, f.p[i].value);
		}
		assert(bytes <= n);
		assert(form_read(&a, buf_text(&b), 50, &again, NULL) == RC_OK && again.n == f.n);
		for (size_t i = 0; i < f.n; i++)
			assert(str_eq(f.p[i].name, again.p[i].name) &&
			       str_eq(f.p[i].value, again.p[i].value));
	}
	buf_free(&b);
	arena_free(&a);
	return 0;
}
