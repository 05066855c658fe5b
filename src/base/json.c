/* The one way in and the one way out for JSON. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH 32

/* jansson's own limit is 2048; ours is decide.md's. */
static bool too_deep(struct str s)
{
	size_t depth = 0;
	bool text = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (text) {
			if (c == '\\')
				i++;
			else if (c == '"')
				text = false;
		} else if (c == '"') {
			text = true;
		} else if (c == '{' || c == '[') {
			if (++depth > DEPTH)
				return true;
		} else if (c == '}' || c == ']') {
			depth -= depth > 0;
		}
	}
	return false;
}

json_t *json_read(struct str text, struct err *e)
{
	json_error_t why;
	json_t *v;

	if (too_deep(text)) {
		(void)fail(e, RC_BAD_INPUT, "JSON: nested deeper than %d", DEPTH);
		return NULL;
	}
	v = json_loadb(
	    text.n > 0 ? text.p : "", text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	if (v == NULL)
		(void)fail(e, RC_BAD_INPUT, "JSON: %s (line %d, column %d)", why.text, why.line,
		    why.column);
	return v;
}

static void forget(void *v)
{
	json_decref(v);
}

json_t *json_keep(struct arena *a, json_t *v)
{
	if (v != NULL)
		arena_keep(a, forget, v);
	return v;
}

json_t *json_read_in(struct arena *a, struct str text, struct err *e)
{
	return json_keep(a, json_read(text, e));
}

json_t *json_stored(struct arena *a, struct str text)
{
	json_t *v = json_read_in(a, text, NULL);

	return v != NULL ? v : json_keep(a, json_object());
}

static int collect(const char *p, size_t n, void *b)
{
	buf_put(b, p, n);
	return 0;
}

void json_write(struct buf *b, const json_t *v)
{
	if (json_dump_callback(v, collect, b, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY) != 0)
		abort();
}

struct str json_canonical(struct arena *a, const json_t *v)
{
	struct buf b = {0};
	struct str s;

	json_write(&b, v);
	s = arena_str(a, buf_text(&b));
	buf_free(&b);
	return s;
}

void json_put(json_t *o, const char *key, json_t *take)
{
	if (take != NULL && json_object_set_new(o, key, take) != 0)
		abort();
}

json_t *json_text(struct str s)
{
	json_t *v = json_stringn(s.n > 0 ? s.p : "", s.n);

	if (v == NULL) /* not UTF-8: the caller's bug */
		abort();
	return v;
}

json_t *json_day(day_t d)
{
	char z[DATE_TEXT];

	if (d == DAY_NONE)
		return json_null();
	date_print(d, z);
	return json_stringn(z, DATE_TEXT - 1);
}

struct str json_get_str(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return json_is_string(v) ? (struct str){json_string_value(v), json_string_length(v)}
				 : (struct str){"", 0};
}

day_t json_get_day(const json_t *o, const char *key)
{
	day_t d;

	return date_parse(json_get_str(o, key), &d) ? d : DAY_NONE;
}

bool json_get_bool(const json_t *o, const char *key)
{
	return json_is_true(json_object_get(o, key));
}

int64_t json_get_int(const json_t *o, const char *key, int64_t otherwise)
{
	const json_t *v = json_object_get(o, key);

	return json_is_integer(v) ? json_integer_value(v) : otherwise;
}
