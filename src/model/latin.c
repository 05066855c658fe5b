/* Letter by letter. */
#include "latin.h"

#include "buf.h"
#include "utf8.h"

static const struct {
	struct str from, to;
} table[] = {
#define LATIN(from, to) {STR_INIT(from), STR_INIT(to)},
#include "latin_letters.def"
#undef LATIN
};

struct str latin_of(struct arena *a, struct str s)
{
	struct str rest = utf8_upper(a, s), before = rest, out;
	struct buf b = {0};

	for (; utf8_next(&rest) >= 0; before = rest) {
		struct str one = {before.p, before.n - rest.n};

		for (size_t i = 0; i < ARRAY_LEN(table); i++)
			if (str_eq(one, table[i].from)) {
				one = table[i].to;
				break;
			}
		buf_str(&b, one);
	}
	out = arena_str(a, buf_text(&b));
	buf_free(&b);
	return out;
}
