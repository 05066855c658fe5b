/* Texts by number, by key, filled, counted. */
#include "text.h"

#include "text_table.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_KEY = 160 };

static const struct msg_row *row(enum msg m)
{
	assert(m < MSG__MAX);
	return &msg_rows[m];
}

const char *text(enum lang lang, enum msg m)
{
	assert(lang < LANG__MAX && !row(m)->plural);
	return row(m)->text[lang];
}

struct str text_fill(
    struct arena *a, enum lang lang, enum msg m, const struct text_arg *args, size_t n_args)
{
	return str_fill(a, text(lang, m), args, n_args);
}

int text_plural_form(enum lang lang, int64_t n)
{
	int64_t ten;
	int64_t hundred;

	if (n < 0)
		n = n == INT64_MIN ? 0 : -n;
	ten = n % 10;
	hundred = n % 100;
	switch (lang) {
	case LANG_RU:
		if (ten == 1 && hundred != 11)
			return 0;
		return ten >= 2 && ten <= 4 && (hundred < 12 || hundred > 14) ? 1 : 2;
	case LANG_EN: return n == 1 ? 0 : 1;
	case LANG_KK:
	case LANG__MAX: break;
	}
	return 0;
}

struct str text_plural(struct arena *a, enum lang lang, enum msg m, int64_t n,
    const struct text_arg *args, size_t n_args)
{
	struct text_arg *all = ARENA_ARRAY(a, struct text_arg, n_args + 1);
	const char *z;

	assert(lang < LANG__MAX && row(m)->plural);
	z = row(m)->text[lang];
	for (int form = text_plural_form(lang, n); form > 0; form--)
		z += strlen(z) + 1;
	all[0] = (struct text_arg){"n", arena_printf(a, "%lld", (long long)n)};
	if (n_args > 0)
		memcpy(all + 1, args, n_args * sizeof(*args));
	return str_fill(a, z, all, n_args + 1);
}

static int by_key(const void *key, const void *r)
{
	return str_cmp(*(const struct str *)key, str_of(((const struct msg_row *)r)->key));
}

bool text_find(struct str key, enum msg *out)
{
	const struct msg_row *found =
	    bsearch(&key, msg_rows + 1, (size_t)MSG__MAX - 1, sizeof(msg_rows[0]), by_key);

	if (found == NULL)
		return false;
	*out = (enum msg)(found - msg_rows);
	return true;
}

/* The text whose key is FAMILY.NAME and the ending, or NULL. */
static const char *by_parts(enum lang lang, const char *family, struct str name, const char *ending)
{
	char key[MAX_KEY];
	enum msg m;
	int n;

	if (name.n == 0 || name.n >= sizeof(key))
		return NULL;
	n = snprintf(key, sizeof(key), "%s.%.*s%s", family, STR_FMT(name), ending);
	if (n < 0 || (size_t)n >= sizeof(key) || !text_find((struct str){key, (size_t)n}, &m))
		return NULL;
	return text(lang, m);
}

const char *text_word(enum lang lang, const char *group, struct str value)
{
	char family[64];
	char lower[MAX_KEY];

	if (value.n >= sizeof(lower) ||
	    snprintf(family, sizeof(family), "word.%s", group) >= (int)sizeof(family))
		return NULL;
	for (size_t i = 0; i < value.n; i++)
		lower[i] = ascii_lower(value.p[i]);
	return by_parts(lang, family, (struct str){lower, value.n}, "");
}

const char *text_reason(enum lang lang, struct str code)
{
	return by_parts(lang, "reason", code, "");
}

const char *text_reason_help(enum lang lang, struct str code)
{
	return by_parts(lang, "reason", code, ".help");
}

/* Without the numbers that items of a list have: "guests.0.room" is "guests.room". */
static struct str no_numbers(struct str path, char out[MAX_KEY])
{
	size_t n = 0;

	while (path.n > 0 && n + path.n < MAX_KEY) {
		const char *dot = memchr(path.p, '.', path.n);
		size_t part = dot == NULL ? path.n : (size_t)(dot - path.p) + 1;

		if (path.p[0] < '0' || path.p[0] > '9') {
			memcpy(out + n, path.p, part);
			n += part;
		}
		path = (struct str){path.p + part, path.n - part};
	}
	return (struct str){out, n};
}

const char *text_field(enum lang lang, struct str path)
{
	char z[MAX_KEY];

	path = no_numbers(path, z);
	while (path.n > 0) {
		const char *found = by_parts(lang, "field", path, "");
		const char *dot = memchr(path.p, '.', path.n);

		if (found != NULL)
			return found;
		if (dot == NULL)
			break;
		path = (struct str){dot + 1, (size_t)(path.p + path.n - dot - 1)};
	}
	return NULL;
}

struct str text_problem(struct arena *a, enum lang lang, const struct issue *i)
{
	static const enum msg msg_of[PROBLEM__MAX] = {
#define PROBLEM(name, code, english) [PROBLEM_##name] = MSG_PROBLEM_##name,
#include "problem.def"
#undef PROBLEM
	};
	const struct text_arg arg = {"arg", i->arg};

	return text_fill(a, lang, msg_of[i->problem], &arg, 1);
}

struct str text_issue(struct arena *a, enum lang lang, const struct issue *i)
{
	const char *label = text_field(lang, i->field);
	struct str problem = text_problem(a, lang, i);

	if (i->field.n == 0)
		return problem;
	if (label == NULL)
		return arena_printf(a, "%.*s: %.*s", STR_FMT(i->field), STR_FMT(problem));
	return arena_printf(a, "%s: %.*s", label, STR_FMT(problem));
}

static const struct {
	const char *code;
	enum msg name;
} languages[LANG__MAX] = {
    [LANG_RU] = {"ru", MSG_LANGUAGE_RU},
    [LANG_KK] = {"kk", MSG_LANGUAGE_KK},
    [LANG_EN] = {"en", MSG_LANGUAGE_EN},
};

enum lang lang_parse(struct str s, bool *ok)
{
	*ok = true;
	if (s.n == 2 || (s.n > 2 && (s.p[2] == '-' || s.p[2] == '_')))
		for (int l = 0; l < LANG__MAX; l++)
			if ((s.p[0] | 0x20) == languages[l].code[0] &&
			    (s.p[1] | 0x20) == languages[l].code[1])
				return (enum lang)l;
	*ok = false;
	return LANG_RU;
}

const char *lang_code(enum lang lang)
{
	assert(lang < LANG__MAX);
	return languages[lang].code;
}

const char *lang_name(enum lang lang)
{
	assert(lang < LANG__MAX);
	return text(lang, languages[lang].name);
}
