/* Whatever comes in: nothing that starts a tag or ends an attribute comes out, and the same text is read back. */
#include "html.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void same_again(struct str out, const uint8_t *data, size_t n)
{
	static const struct {
		const char *entity;
		char c;
	} known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&#34;", '"'}, {"&#39;", '\''}};
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		char c = '\0';
		size_t len = 1;

		if (at < out.n)
			c = out.p[at];

		for (size_t k = 0; at < out.n && c == '&' && k < ARRAY_LEN(known); k++)
			if (str_starts((struct str){out.p + at, out.n - at}, known[k].entity)) {
				c = known[k].c;
				len = strlen(known[k].entity);
				break;
			}
		if (at >= out.n || c != (char)data[i])
			abort();
		at += len;
	}
	if (at != out.n)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct str in = {(const char *)data, n};
	struct arena a = {0};
	struct buf b = {0};
	struct str path;

	OUT(&b, in);
	for (size_t i = 0; i < b.n; i++)
		if (strchr("<>\"'", b.p[i]) != NULL && b.p[i] != '\0')
			abort();
	same_again(buf_text(&b), data, n);
	path = url_path(&a, STR("x"), in, STR("")).s;
	for (size_t i = n > 0 ? 3 : 0; i < path.n; i++) /* after "/x/" */
		if (strchr("/?#&<>\"' \\", path.p[i]) != NULL && n > 0)
			abort();
	arena_free(&a);
	buf_free(&b);
	return 0;
}
