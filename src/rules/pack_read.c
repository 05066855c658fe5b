/* The small strict readers that pack.c is made of. */
#include "pack_read.h"

#include "country.h"
#include "facts_impl.h"
#include "utf8.h"

#include <string.h>

static const char *skip_blank(const char *p, const char *end)
{
	while (p < end &&
	       (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r' || *p == ',' || *p == ':'))
		p++;
	return p;
}

static const char *skip_text(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		p += *p == '\\';
	return p < end ? p + 1 : end;
}

/* Behind one JSON value; the text has been read by jansson, so it is well-formed. */
static const char *skip_value(const char *p, const char *end)
{
	int depth = 0;

	do {
		p = skip_blank(p, end);
		if (p >= end)
			return end;
		if (*p == '"') {
			p = skip_text(p, end);
		} else if (*p == '{' || *p == '[') {
			depth++;
			p++;
		} else if (*p == '}' || *p == ']') {
			depth--;
			p++;
		} else {
			while (p < end && strchr(" \n\t\r,:{}[]\"", *p) == NULL)
				p++;
		}
	} while (depth > 0);
	return p;
}

/* The value of one step inside the object or list at p; NULL if it is not there. */
static const char *step_into(const char *p, const char *end, struct str step)
{
	bool list = *p == '[';

	if (*p != '{' && *p != '[')
		return NULL;
	p = skip_blank(p + 1, end);
	for (size_t i = 0; p < end && *p != '}' && *p != ']'; i++) {
		char number[24];
		struct str key;

		if (list) {
			(void)snprintf(number, sizeof(number), "%zu", i);
			key = str_of(number);
		} else {
			const char *from = p + 1;

			p = skip_text(p, end);
			key = (struct str){from, (size_t)(p - from) - 1};
			p = skip_blank(p, end);
		}
		if (str_eq(key, step))
			return p;
		p = skip_blank(skip_value(p, end), end);
	}
	return NULL;
}

int json_line_of(struct str text, struct str path)
{
	const char *end = text.p + text.n;
	const char *at = skip_blank(text.p, end);
	int line = 1;

	while (path.n > 0 && at < end) {
		const char *dot = memchr(path.p, '.', path.n);
		size_t n = dot != NULL ? (size_t)(dot - path.p) : path.n;
		const char *next = step_into(at, end, (struct str){path.p, n});

		if (next == NULL)
			break;
		at = next;
		n += dot != NULL;
		path = (struct str){path.p + n, path.n - n};
	}
	for (const char *p = text.p; p < at; p++)
		line += *p == '\n';
	return line;
}

static struct str path_to(const struct pack_reader *r, const char *name)
{
	return arena_printf(
	    r->a, "%.*s%s%s", STR_FMT(r->path), r->path.n > 0 && *name ? "." : "", name);
}

bool pack_wrong(struct pack_reader *r, const char *name, const char *why)
{
	struct str path = path_to(r, name);

	(void)fail(r->e, RC_BAD_INPUT, "%s:%d: %.*s: %s", r->file, json_line_of(r->text, path),
	    STR_FMT(path), why);
	return false;
}

struct pack_reader pack_inside(
    const struct pack_reader *r, const char *name, size_t index, bool list)
{
	struct pack_reader in = *r;

	in.path = path_to(r, name);
	if (list)
		in.path = arena_printf(r->a, "%.*s.%zu", STR_FMT(in.path), index);
	return in;
}

/* Is key among the names?  *n: how many of them must be there. */
static bool named(const char *names, struct str key, bool *optional)
{
	while (*names != '\0') {
		size_t n = strcspn(names, " ");
		size_t bare = names[n - 1] == '?' ? n - 1 : n;

		*optional = bare < n;
		if (str_eq(key, (struct str){names, bare}))
			return true;
		names += n;
		names += *names == ' ';
	}
	return false;
}

bool pack_keys(struct pack_reader *r, const json_t *o, const char *names)
{
	const char *key;
	json_t *v;
	bool optional;

	if (!json_is_object(o))
		return pack_wrong(r, "", "must be an object");
	json_object_foreach(
	    json_deconst(o), key, v) if (!named(names, str_of(key), &optional)) return pack_wrong(r,
	    key, "is not a field here");
	for (const char *p = names; *p != '\0';) {
		size_t n = strcspn(p, " ");
		const char *name = arena_strn(r->a, p, n);

		if (p[n - 1] != '?' && json_object_get(o, name) == NULL)
			return pack_wrong(r, name, "is needed");
		p += n;
		p += *p == ' ';
	}
	return true;
}

bool pack_text(struct pack_reader *r, const json_t *o, const char *name, struct str *out)
{
	struct str s = json_get_str(o, name);

	if (!json_is_string(json_object_get(o, name)) || utf8_blank(s))
		return pack_wrong(r, name, "must be a text that is not blank");
	*out = arena_str(r->a, s);
	return true;
}

bool pack_texts(struct pack_reader *r, const json_t *o, const char *name, struct str *out)
{
	const json_t *v = json_object_get(o, name);
	struct pack_reader in = pack_inside(r, name, 0, false);

	return pack_keys(&in, v, "ru kk en") && pack_text(&in, v, "ru", &out[LANG_RU]) &&
	       pack_text(&in, v, "kk", &out[LANG_KK]) && pack_text(&in, v, "en", &out[LANG_EN]);
}

bool pack_day(struct pack_reader *r, const json_t *o, const char *name, day_t *out)
{
	*out = json_get_day(o, name);
	return *out != DAY_NONE || pack_wrong(r, name, "must be an existing date YYYY-MM-DD");
}

bool pack_footing(struct pack_reader *r, const json_t *o, struct footing *out)
{
	struct str word = json_get_str(o, "confidence");

	if (!json_is_null(json_object_get(o, "source")) && !pack_text(r, o, "source", &out->source))
		return false;
	for (int c = 0; c < CONFIDENCE__MAX; c++) {
		out->confidence = (enum confidence)c;
		if (str_is(word, confidence_word(out->confidence)))
			return true;
	}
	return pack_wrong(r, "confidence", "must be one of: text, agency, proxy");
}

bool pack_number(struct pack_reader *r, const json_t *o, const char *name, int high, int64_t *out)
{
	*out = json_get_int(o, name, -1);
	if (*out < 0 || *out > high)
		return pack_wrong(r, name,
		    high > 1000 ? "must be a whole number, 0 to 3650"
				: "must be a whole number, 0 to 120");
	return true;
}

bool pack_list(struct pack_reader *r, const json_t *o, const char *name, size_t *n)
{
	const json_t *v = json_object_get(o, name);

	*n = json_array_size(v);
	return *n > 0 || pack_wrong(r, name, "must be a list that is not empty");
}

bool pack_states(struct pack_reader *r, const json_t *o, const char *name, struct states *out)
{
	const json_t *v = json_object_get(o, name);

	if (!pack_list(r, o, name, &out->n))
		return false;
	out->code = ARENA_ARRAY(r->a, struct str, out->n);
	for (size_t i = 0; i < out->n; i++) {
		const json_t *s = json_array_get(v, i);
		struct str code = {json_string_value(s), json_string_length(s)};

		if (!json_is_string(s) || !country_known(code))
			return pack_wrong(r, name, "must name states by their three-letter codes");
		out->code[i] = arena_str(r->a, country_normal(code));
	}
	return true;
}

bool pack_words(
    struct pack_reader *r, const json_t *o, const char *name, enum word_list list, unsigned *out)
{
	const json_t *v = json_object_get(o, name);
	size_t n;

	if (!pack_list(r, o, name, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const json_t *s = json_array_get(v, i);
		struct str word = {json_string_value(s), json_string_length(s)};
		int w = json_is_string(s) ? word_find(list, word) : -1;

		if (w < 0)
			return pack_wrong(r, name, "has a word that this field does not know");
		*out |= 1U << w;
	}
	return true;
}
