/* Verdicts, errors and JSON of the register as people read them. */
#include "area.h"
#include "desk.h"

#include <string.h>

/* ---- verdicts ---- */

static struct reason_view *reasons_of(struct visit *v, const json_t *list, size_t *n)
{
	struct reason_view *out = ARENA_ARRAY(v->a, struct reason_view, json_array_size(list) + 1);

	*n = json_array_size(list);
	for (size_t i = 0; i < *n; i++) {
		const json_t *r = json_array_get(list, i);

		out[i] = (struct reason_view){json_get_str(r, "effect"), json_get_str(r, "code"),
		    json_get_str(r, "point"), json_get_str(r, "source")};
	}
	return out;
}

/* The labels of what a point still needs, each once. */
static struct str needs_of(struct visit *v, const json_t *paths)
{
	struct buf b = {0};
	struct str s;

	for (size_t i = 0; i < json_array_size(paths); i++) {
		struct str l = label(v, json_string_value(json_array_get(paths, i)));

		if (b.n > 0 && memmem(b.p, b.n, l.p, l.n) != NULL)
			continue;
		if (b.n > 0)
			buf_z(&b, ", ");
		buf_str(&b, l);
	}
	s = arena_str(v->a, buf_text(&b));
	buf_free(&b);
	return s;
}

static void openings_of(struct visit *v, const json_t *list, struct verdict_view *out)
{
	struct opening_view *o = ARENA_ARRAY(v->a, struct opening_view, json_array_size(list) + 1);

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *x = json_array_get(list, i);

		o[i] = (struct opening_view){
		    json_get_str(x, "point"), needs_of(v, json_object_get(x, "needs"))};
	}
	out->open = o;
	out->n_open = json_array_size(list);
}

static void area_of(struct visit *v, const json_t *o, struct verdict_view *out)
{
	struct area_view *area;

	if (!json_is_object(o))
		return;
	area = ARENA_NEW(v->a, struct area_view);
	*area = (struct area_view){
	    .tested = json_get_str(o, "tested"),
	    .area = json_get_str(o, "area"),
	    .persons = int_words(v, json_get_int(o, "persons", 0)),
	    .per_person = json_get_str(o, "per_person"),
	    .norm = json_get_str(o, "norm"),
	};
	out->area = area;
	out->bar = (struct bar_view){.value_text = area->per_person, .norm_text = area->norm};
	/* rounded down it may be 0.00, which area_parse takes for no area */
	if (!area_parse(area->per_person, &out->bar.value))
		out->bar.value = 0;
	if (!area_parse(area->norm, &out->bar.norm))
		out->bar.norm = 0;
}

struct verdict_view *verdict_of(struct visit *v, const json_t *verdict)
{
	json_t *mine = json_keep(v->a, json_deep_copy(verdict));
	struct verdict_view *out = ARENA_NEW(v->a, struct verdict_view);

	answer_mask(mine, v->env.who.role);
	out->outcome = json_get_str(mine, "outcome");
	out->reason = reasons_of(v, json_object_get(mine, "reasons"), &out->n);
	out->withheld = json_get_bool(mine, "withheld");
	openings_of(v, json_object_get(mine, "open"), out);
	area_of(v, json_object_get(mine, "area"), out);
	return out;
}

struct str reason_words(struct visit *v, const json_t *codes)
{
	struct buf b = {0};
	struct str s;
	bool sees = role_sees_screening(v->env.who.role), pending = false;

	for (size_t i = 0; i < json_array_size(codes); i++) {
		struct str code = str_of(json_string_value(json_array_get(codes, i)));
		const char *z;

		if (!sees && (str_is(code, "wanted-match") || str_is(code, "screening-not-done"))) {
			if (pending)
				continue;
			pending = true;
			code = STR("check-pending");
		}
		z = text_reason(v->lang, code);
		if (b.n > 0)
			buf_z(&b, "; ");
		buf_str(&b, z != NULL ? str_of(z) : code);
	}
	s = arena_str(v->a, buf_text(&b));
	buf_free(&b);
	return s;
}

/* ---- what is wrong ---- */

/* What a form has once for a whole application stands there without "persons.0.". */
static struct str form_path(struct arena *a, struct str path)
{
	static const char *const own[] = {"person", "holder_relation", "applicant.capacity",
	    "emancipated", "release", "new", "note"};
	/* an object that is missing as a whole is asked for at its first field */
	static const struct {
		const char *whole, *field;
	} first[] = {{"paper", "paper.kind"}, {"basis", "basis.kind"},
	    {"basis.paper", "basis.paper.kind"}, {"applicant", "applicant.capacity"},
	    {"term", "term.until"}, {"authority", "authority.kind"},
	    {"court_decision", "court_decision.number"}};
	const char *p;
	struct str rest;

	for (size_t i = 0; i < ARRAY_LEN(first); i++)
		if (str_is(path, first[i].whole))
			return str_of(first[i].field);
	if (str_starts(path, "basis.paper.0."))
		return arena_printf(a, "basis.paper.%.*s", (int)(path.n - 14), path.p + 14);
	if (!str_starts(path, "persons."))
		return path;
	p = memchr(path.p + 8, '.', path.n - 8);
	if (p == NULL)
		return path;
	rest = (struct str){p + 1, path.n - (size_t)(p + 1 - path.p)};
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (str_starts(rest, own[i]))
			return path;
	return rest;
}

struct issues *issues_of(struct visit *v, const json_t *answer)
{
	struct issues *l = ARENA_NEW(v->a, struct issues);
	const json_t *errors = json_object_get(answer, "errors");

	*l = (struct issues){.arena = v->a};
	for (size_t i = 0; i < json_array_size(errors); i++) {
		const json_t *x = json_array_get(errors, i);
		struct str field = form_path(v->a, json_get_str(x, "field"));
		struct str arg = json_get_str(x, "arg");
		enum problem p = PROBLEM_MISSING;
		day_t d;

		if (!problem_find(json_get_str(x, "code"), &p) || issue_at(l, field))
			continue;
		if (date_parse(arg, &d))
			arg = text_date(v->a, d);
		issue_add(l, field, p, arg);
	}
	return l;
}

/* ---- JSON as names and values ---- */

/* Whose words a field's values are: the last name, and where that is not enough its path. */
static const struct {
	const char *path, *group;
} groups[] = {
    {"basis.kind", "basis"},
    {"release.kind", "release"},
    {"authority.kind", "authority"},
    {"target.kind", "act"},
    {"visa.category", "visa"},
    {"document.type", "passport"},
    {"identification", "identification"},
    {"purpose", "purpose"},
    {"category", "category"},
    {"fund", "fund"},
    {"status", "status"},
    {"capacity", "capacity"},
    {"co_owners", "co_owners"},
    {"holder_relation", "relation"},
    {"place", "place"},
    {"current", "current"},
    {"ground", "ground"},
    {"sex", "sex"},
    {"document_type", "document"},
    {"vote", "vote"},
    {"right", "vote"},
    {"act", "act"},
    {"kato", "district"},
    {"screening", "screening"},
    {"how", "consent_how"},
    {"decision", "decision"},
};

static const char *group_of(struct str path)
{
	for (size_t i = 0; i < ARRAY_LEN(groups); i++) {
		size_t n = strlen(groups[i].path);

		if (path.n >= n && memcmp(path.p + path.n - n, groups[i].path, n) == 0 &&
		    (path.n == n || path.p[path.n - n - 1] == '.'))
			return groups[i].group;
	}
	return NULL;
}

static bool ends_with(struct str path, const char *name)
{
	size_t n = strlen(name);

	return path.n >= n && memcmp(path.p + path.n - n, name, n) == 0 &&
	       (path.n == n || path.p[path.n - n - 1] == '.');
}

static struct str value_words(struct visit *v, struct str path, const json_t *x)
{
	const char *group = group_of(path);
	struct str s;
	day_t d;

	if (json_is_boolean(x))
		return str_of(json_is_true(x) ? SAY(v, VALUE_YES) : SAY(v, VALUE_NO));
	if (json_is_integer(x))
		return int_words(v, json_integer_value(x));
	if (!json_is_string(x))
		return STR("");
	s = str_of(json_string_value(x));
	if (date_parse(s, &d))
		return text_date(v->a, d);
	if (group != NULL && text_word(v->lang, group, s) != NULL)
		return word(v, group, s);
	if (ends_with(path, "holder"))
		return name_of_holder(v, s);
	if (ends_with(path, "person"))
		return name_of_person(v, s);
	if (ends_with(path, "dwelling"))
		return name_of_dwelling(v, s);
	return ends_with(path, "unit") ? name_of_unit(v, s) : s;
}

/* Not for people: keys of the machine, and what the page says elsewhere. */
static bool hidden(struct visit *v, struct str path)
{
	static const char *const never[] = {"key", "id", "act"};

	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		if (str_is(path, never[i]))
			return true;
	return ends_with(path, "screening") && !role_sees_screening(v->env.who.role);
}

static void flatten(
    struct visit *v, struct summary_view *s, struct str path, const json_t *x, int depth)
{
	const char *key;
	json_t *child;

	if (depth > 6 || hidden(v, path))
		return;
	if (json_is_array(x)) {
		for (size_t i = 0; i < json_array_size(x); i++)
			flatten(v, s, path, json_array_get(x, i), depth + 1);
		return;
	}
	if (!json_is_object(x)) {
		summary_add(v->a, s, label(v, arena_z(v->a, path)), value_words(v, path, x));
		return;
	}
	json_object_foreach(json_deconst(x), key, child)
	{
		struct str at = str_of(key);

		if (path.n > 0)
			at = arena_printf(v->a, "%.*s.%s", STR_FMT(path), key);
		flatten(v, s, at, child, depth + 1);
	}
}

void summary_json(struct visit *v, struct summary_view *s, const json_t *o)
{
	if (o != NULL)
		flatten(v, s, STR(""), o, 0);
}
