/*
 * Facts from JSON: one walk over the field table.  What the table does not say
 * (one field against another, terms, two conditional needs) is facts_check.c.
 */
#include "facts_impl.h"

#include "act_letters.h"
#include "country.h"
#include "pack.h"
#include "utf8.h"

#include <stddef.h>

const struct field fields[F__MAX] = {
#define FIELD(id, object_, prefix, name_, form_, member, words_, acts_, needed_) \
	[F_##id] = {.path = prefix name_,                                        \
	    .name = (name_),                                                     \
	    .acts = (acts_),                                                     \
	    .needed = (needed_),                                                 \
	    .offset = offsetof(struct facts, member),                            \
	    .object = IN_##object_,                                              \
	    .form = FORM_##form_,                                                \
	    .words = WORDS_##words_},
#include "fields.def"
#undef FIELD
};

const struct field objects[IN__MAX] = {
    [IN_ROOT] = {.path = "", .name = "", .acts = ALL, .needed = ALL},
    [IN_PERSON] = {.path = "person",
	.name = "person",
	.acts = P | T | D | F | E | S,
	.needed = P | T | D | F | E},
    [IN_APPLICANT] = {.path = "applicant",
	.name = "applicant",
	.acts = P | T | D,
	.needed = P | T | D},
    [IN_DWELLING] = {.path = "dwelling",
	.name = "dwelling",
	.acts = P | T | F,
	.needed = P | T | F},
    [IN_BASIS] = {.path = "basis", .name = "basis", .acts = P | T, .needed = P | T},
    [IN_RELEASE] = {.path = "release", .name = "release", .acts = P | T},
    [IN_TERM] = {.path = "term", .name = "term", .acts = T, .needed = T},
    [IN_DOCUMENT] = {.path = "document", .name = "document", .acts = F | E | S, .needed = F | E},
    [IN_VISA] = {.path = "visa", .name = "visa", .acts = F | E | S, .needed = F | E},
    [IN_TARGET] = {.path = "target", .name = "target", .acts = A, .needed = A},
    [IN_AUTHORITY] = {.path = "authority", .name = "authority", .acts = A, .needed = A},
    [IN_COURT_DECISION] = {.path = "court_decision", .name = "court_decision", .acts = A},
};

static struct str text_of(const json_t *v)
{
	return (struct str){json_string_value(v), json_string_length(v)};
}

static void *member(struct facts *f, const struct field *d)
{
	return (char *)f + d->offset;
}

static bool wrong(struct issues *l, const struct field *d, enum problem p, struct str arg)
{
	issue_add(l, str_of(d->path), p, arg);
	return false;
}

static struct str word_choice(struct arena *a, enum word_list list)
{
	struct str all = {"", 0};

	for (const char *const *w = words_of(list); *w != NULL; w++)
		all = arena_printf(a, "%.*s%s%s", STR_FMT(all), all.n > 0 ? ", " : "", *w);
	return all;
}

int64_t area_read(struct str s)
{
	int64_t v = 0;
	size_t i = 0;

	while (i < s.n && i < 8 && s.p[i] >= '0' && s.p[i] <= '9')
		v = v * 10 + (s.p[i++] - '0');
	if (i == 0 || i > 7)
		return -1;
	v *= 100;
	if (i == s.n)
		return v;
	if (s.p[i] != '.' || s.n - i < 2 || s.n - i > 3)
		return -1;
	for (int64_t unit = 10; ++i < s.n; unit /= 10) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return -1;
		v += unit * (s.p[i] - '0');
	}
	return v;
}

static bool read_integer(struct issues *l, const struct field *d, const json_t *v, int64_t *out)
{
	int64_t low = d->form == FORM_POSITIVE;

	if (!json_is_integer(v) || json_integer_value(v) < low || json_integer_value(v) > 1000000)
		return wrong(l, d, PROBLEM_NOT_INTEGER,
		    low == 1 ? STR("1 – 1,000,000") : STR("0 – 1,000,000"));
	*out = json_integer_value(v);
	return true;
}

static bool read_text(struct issues *l, const struct field *d, const json_t *v, struct str *out)
{
	if (!json_is_string(v))
		return wrong(l, d, PROBLEM_NOT_TEXT, STR(""));
	if (utf8_length(text_of(v)) > 1000)
		return wrong(l, d, PROBLEM_TOO_LONG, STR("1,000"));
	*out = text_of(v);
	return true;
}

static bool read_texts(struct issues *l, const struct field *d, const json_t *v, const json_t **out)
{
	struct str s;

	if (!json_is_array(v))
		return wrong(l, d, PROBLEM_NOT_LIST, STR(""));
	for (size_t i = 0; i < json_array_size(v); i++)
		if (!read_text(l, d, json_array_get(v, i), &s))
			return false;
	*out = v;
	return true;
}

static bool read_country(struct issues *l, const struct field *d, const json_t *v, struct str *out)
{
	if (!json_is_string(v) || !country_known(text_of(v)))
		return wrong(l, d, PROBLEM_COUNTRY, STR(""));
	if (str_is(text_of(v), "KAZ"))
		return wrong(l, d, PROBLEM_OWN_COUNTRY, STR(""));
	*out = country_normal(text_of(v));
	return true;
}

static bool read_word(struct issues *l, const struct field *d, const json_t *v, int *out)
{
	int w = json_is_string(v) ? word_find(d->words, text_of(v)) : -1;

	if (w < 0)
		return wrong(l, d, PROBLEM_WORD, word_choice(l->arena, d->words));
	*out = w;
	return true;
}

/* One value into its member; false and an issue where its form is wrong. */
static bool read_value(struct issues *l, const struct field *d, const json_t *v, struct facts *f)
{
	void *to = member(f, d);

	switch ((enum fact_form)d->form) {
	case FORM_DATE:
		if (!json_is_string(v) || !date_parse(text_of(v), to))
			return wrong(l, d, PROBLEM_NO_DATE, STR(""));
		return true;
	case FORM_BOOL:
		if (!json_is_boolean(v))
			return wrong(l, d, PROBLEM_NOT_BOOL, STR(""));
		*(bool *)to = json_is_true(v);
		return true;
	case FORM_AREA:
		*(int64_t *)to = json_is_string(v) ? area_read(text_of(v)) : -1;
		return *(int64_t *)to > 0 || wrong(l, d, PROBLEM_NO_DECIMAL, STR(""));
	case FORM_COUNT:
	case FORM_POSITIVE: return read_integer(l, d, v, to);
	case FORM_WORD: return read_word(l, d, v, to);
	case FORM_TEXT: return read_text(l, d, v, to);
	case FORM_TEXTS: return read_texts(l, d, v, to);
	case FORM_COUNTRY: return read_country(l, d, v, to);
	case FORM_OBJECT:
	case FORM_ANY: break;
	}
	return true;
}

/* The walk: the objects of this request and how many of their fields the table knew. */
struct walk {
	const json_t *at[IN__MAX];
	bool malformed[IN__MAX];
	size_t known[IN__MAX];
	enum rules_mode mode;
	unsigned bit; /* of the act */
	struct facts *f;
	struct issues *l;
};

static void walk_objects(struct walk *w)
{
	for (int i = IN_ROOT + 1; i < IN__MAX; i++) {
		const struct field *d = &objects[i];
		const json_t *v;

		if ((d->acts & w->bit) == 0)
			continue;
		v = json_object_get(w->at[IN_ROOT], d->name);
		w->known[IN_ROOT] += v != NULL;
		if (json_is_object(v)) {
			w->at[i] = v;
		} else if (v != NULL) {
			w->malformed[i] = true;
			(void)wrong(w->l, d, PROBLEM_NOT_OBJECT, STR(""));
		} else if (w->mode == RULES_WHOLE && (d->needed & w->bit) != 0) {
			(void)wrong(w->l, d, PROBLEM_MISSING, STR(""));
		}
	}
}

static void walk_field(struct walk *w, int id)
{
	const struct field *d = &fields[id];
	const json_t *object = w->at[d->object];
	const json_t *v = object != NULL ? json_object_get(object, d->name) : NULL;
	uint64_t bit = UINT64_C(1) << id;

	if (v != NULL) {
		w->known[d->object]++;
		if (read_value(w->l, d, v, w->f)) {
			w->f->given |= bit;
		} else {
			w->f->unknown |= bit;
			w->f->broken |= bit;
		}
		return;
	}
	if (w->malformed[d->object]) {
		w->f->unknown |= bit;
		w->f->broken |= bit;
		return;
	}
	if ((d->needed & w->bit) == 0 ||
	    (object == NULL && (objects[d->object].needed & w->bit) == 0))
		return;
	w->f->unknown |= bit;
	if (w->mode == RULES_WHOLE && object != NULL)
		(void)wrong(w->l, d, PROBLEM_MISSING, STR(""));
}

static bool has_field(struct str key, int object, unsigned bit)
{
	if (object == IN_ROOT && (str_is(key, "id") || str_is(key, "act")))
		return true;
	for (int i = IN_ROOT + 1; i < IN__MAX && object == IN_ROOT; i++)
		if ((objects[i].acts & bit) != 0 && str_is(key, objects[i].name))
			return true;
	for (int i = 0; i < F__MAX; i++)
		if (fields[i].object == object && (fields[i].acts & bit) != 0 &&
		    str_is(key, fields[i].name))
			return true;
	return false;
}

/* A misspelt field must not be silently ignored. */
static void walk_unknown(struct walk *w, int object)
{
	const char *key;
	json_t *v;

	if (w->at[object] == NULL || json_object_size(w->at[object]) == w->known[object])
		return;
	/* jansson's iterator wants a json_t that is not const, and does not change it */
	json_object_foreach(json_deconst(w->at[object]), key, v)
	{
		const char *prefix = objects[object].path;

		if (!has_field(str_of(key), object, w->bit))
			issue_add(w->l,
			    arena_printf(w->l->arena, "%s%s%s", prefix, *prefix ? "." : "", key),
			    PROBLEM_UNKNOWN_FIELD, STR(""));
	}
}

static void start(struct facts *f)
{
	*f = (struct facts){.newcomers = 1};
	f->date = f->basis.until = f->term_until = f->visa.until = DAY_NONE;
}

bool rules_parse(const struct pack *pack, const json_t *request, enum rules_mode mode,
    struct facts *f, struct issues *l)
{
	struct walk w = {.mode = mode, .f = f, .l = l};
	const json_t *act = json_object_get(request, "act");
	int which = json_is_string(act) ? word_find(WORDS_act, text_of(act)) : -1;

	start(f);
	w.at[IN_ROOT] = request;
	w.known[IN_ROOT] = (size_t)(act != NULL) + (json_object_get(request, "id") != NULL);
	if (which < 0) {
		issue_add(l, STR("act"), act == NULL ? PROBLEM_MISSING : PROBLEM_WORD,
		    word_choice(l->arena, WORDS_act));
		w.bit = ALL;
		walk_field(&w, F_DATE);
		return false;
	}
	f->act = (enum ruled_act)which;
	w.bit = ACT_BIT(f->act);
	walk_objects(&w);
	for (int id = 0; id < F__MAX; id++)
		if ((fields[id].acts & w.bit) != 0)
			walk_field(&w, id);
	for (int i = IN_ROOT; i < IN__MAX; i++)
		walk_unknown(&w, i);
	facts_check(pack, f, mode, l);
	return mode == RULES_DRAFT || l->n == 0;
}
