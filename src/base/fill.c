/* Filling of texts. */
#include "fill.h"

#include "buf.h"

#include <string.h>

static const struct text_arg *arg_of(
    const struct text_arg *args, size_t n, const char *name, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(args[i].name) == len && memcmp(args[i].name, name, len) == 0)
			return &args[i];
	return NULL;
}

struct str str_fill(struct arena *a, const char *z, const struct text_arg *args, size_t n)
{
	struct buf b = {0};
	struct str out;
	const char *end;

	for (; *z != '\0'; z = end + 1) {
		const char *open = strchr(z, '{');
		const struct text_arg *arg;

		end = open == NULL ? NULL : strchr(open, '}');
		if (end == NULL) {
			buf_z(&b, z);
			break;
		}
		arg = arg_of(args, n, open + 1, (size_t)(end - open - 1));
		buf_put(&b, z, (size_t)(open - z));
		if (arg != NULL)
			buf_str(&b, arg->value);
		else
			buf_put(&b, open, (size_t)(end - open + 1));
	}
	out = arena_str(a, buf_text(&b));
	buf_free(&b);
	return out;
}
