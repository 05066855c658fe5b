/* Rows and objects become canonical records. */
#include "kind.h"

#include "ident.h"
#include "kind_value.h"
#include "utf8.h"

#include <string.h>

const struct column *kind_column(const struct kind *k, struct str name)
{
	for (size_t i = 0; i < k->n; i++)
		if (str_is(name, k->column[i].name))
			return &k->column[i];
	return NULL;
}

bool kind_header(const struct kind *k, const struct csv_record *r, enum csv_others others,
    struct csv_header *h, struct issues *l)
{
	const char **names = ARENA_ARRAY(l->arena, const char *, k->n);
	size_t before = l->n;

	for (size_t i = 0; i < k->n; i++)
		names[i] = k->column[i].name;
	(void)csv_header_read(h, r, names, k->n, others, l);
	for (size_t i = 0; i < k->n; i++)
		if (k->column[i].needed != NEEDED_NO && h->at[i] < 0)
			issue_add(l, str_of(names[i]), PROBLEM_MISSING, STR(""));
	return l->n == before;
}

/* A record in the making. */
struct making {
	const struct kind *k;
	struct str at;
	unsigned flags;
	json_t *o;
	struct issues *errors, *warnings;
};

/* A wrong value of a lenient column is kept as it came, and warned of. */
static json_t *lenient(
    const struct making *m, const struct column *c, struct str at, struct str raw)
{
	struct column as_text = {.name = c->name, .form = COLUMN_TEXT, .max = 40};
	struct issues quiet = {.arena = m->errors->arena};
	json_t *v = kind_value(c, at, raw, &quiet);

	if (v != NULL || quiet.n == 0)
		return v;
	if (m->warnings != NULL)
		issue_add(m->warnings, at, quiet.first->problem, quiet.first->arg);
	return kind_value(&as_text, at, raw, m->errors);
}

static json_t *text_value(
    const struct making *m, const struct column *c, struct str at, struct str raw)
{
	return c->lenient ? lenient(m, c, at, raw) : kind_value(c, at, raw, m->errors);
}

/* Is there something wrong at `at', or inside it? */
static bool faulty(const struct issues *l, struct str at)
{
	for (const struct issue *i = l->first; i != NULL; i = i->next)
		if (at.n == 0 || (i->field.n >= at.n && memcmp(i->field.p, at.p, at.n) == 0 &&
				     (i->field.n == at.n || i->field.p[at.n] == '.')))
			return true;
	return false;
}

static void check_needed(const struct making *m)
{
	if ((m->flags & KIND_PARTIAL) && json_object_size(m->o) == 0 && !faulty(m->errors, m->at))
		issue_add(m->errors, m->at, PROBLEM_MISSING, STR(""));
	for (size_t i = 0; i < m->k->n; i++) {
		const struct column *c = &m->k->column[i];
		struct str at = kind_path(m->errors->arena, m->at, c->name);

		if (c->needed != NEEDED_YES || (c->form == COLUMN_ID && (m->flags & KIND_NO_ID)))
			continue;
		if (json_object_get(m->o, c->name) == NULL && !(m->flags & KIND_PARTIAL) &&
		    !faulty(m->errors, at))
			issue_add(m->errors, at, PROBLEM_MISSING, STR(""));
	}
}

/* What was made, if nothing was wrong with it. */
static json_t *finish(const struct making *m, size_t errors_before)
{
	check_needed(m);
	if (m->k->cross != NULL) {
		struct issues unheard = {.arena = m->errors->arena};

		m->k->cross(m->o, m->at, m->errors, m->warnings != NULL ? m->warnings : &unheard);
	}
	if (m->errors->n == errors_before)
		return m->o;
	json_decref(m->o);
	return NULL;
}

json_t *kind_from_record(const struct kind *k, const struct csv_header *h,
    const struct csv_record *r, struct issues *errors, struct issues *warnings)
{
	struct making m = {.k = k, .o = json_object(), .errors = errors, .warnings = warnings};
	size_t before = errors->n;

	if (r->n != h->n) {
		issue_add(
		    errors, STR(""), PROBLEM_ROW_FIELDS, arena_printf(errors->arena, "%zu", r->n));
		json_decref(m.o);
		return NULL;
	}
	for (size_t i = 0; i < k->n; i++) {
		const struct column *c = &k->column[i];
		json_t *v = text_value(&m, c, str_of(c->name), csv_field(h, r, i));

		json_put(m.o, c->name, v);
		if (c->form == COLUMN_ID && ident_made(json_get_str(m.o, c->name)))
			issue_add(errors, str_of(c->name), PROBLEM_MADE_ID, STR(""));
	}
	return finish(&m, before);
}

static json_t *list_value(
    const struct making *m, const struct column *c, struct str at, const json_t *v)
{
	json_t *out;
	const json_t *item;
	size_t i;

	if (!json_is_array(v)) {
		issue_add(m->errors, at, PROBLEM_NOT_LIST, STR(""));
		return NULL;
	}
	if (json_array_size(v) > c->max) {
		issue_add(
		    m->errors, at, PROBLEM_TOO_MANY, arena_printf(m->errors->arena, "%u", c->max));
		return NULL;
	}
	out = json_array();
	json_array_foreach(v, i, item)
	{
		struct str path = arena_printf(m->errors->arena, "%.*s.%zu", STR_FMT(at), i);
		json_t *made = kind_from_json(c->of, path, item, c->flags, m->errors, m->warnings);

		if (made != NULL)
			(void)json_array_append_new(out, made);
	}
	return out;
}

/* A field of a change that says `nothing any more'. */
static json_t *clearing(const struct making *m, const struct column *c, struct str at)
{
	if (c->needed == NEEDED_YES) {
		issue_add(m->errors, at, PROBLEM_MISSING, STR(""));
		return NULL;
	}
	return json_null();
}

static json_t *json_value(
    const struct making *m, const struct column *c, struct str at, const json_t *v)
{
	struct str s = {"", 0};

	if (json_is_null(v) && (m->flags & KIND_PARTIAL))
		return clearing(m, c, at);
	if (c->form == COLUMN_OBJECT)
		return kind_from_json(c->of, at, v, c->flags, m->errors, m->warnings);
	if (c->form == COLUMN_LIST)
		return list_value(m, c, at, v);
	if (c->form == COLUMN_YES) {
		if (!json_is_boolean(v))
			issue_add(m->errors, at, PROBLEM_NOT_BOOL, STR(""));
		else if (json_is_true(v))
			return json_true();
		else if (m->flags & KIND_PARTIAL)
			return clearing(m, c, at);
		return NULL;
	}
	if (!json_is_string(v)) {
		issue_add(m->errors, at, PROBLEM_NOT_TEXT, STR(""));
		return NULL;
	}
	s = (struct str){json_string_value(v), json_string_length(v)};
	if (utf8_blank(s) && (m->flags & KIND_PARTIAL)) {
		issue_add(m->errors, at, PROBLEM_BLANK, STR(""));
		return NULL;
	}
	return text_value(m, c, at, s);
}

json_t *kind_from_json(const struct kind *k, struct str at, const json_t *v, unsigned flags,
    struct issues *errors, struct issues *warnings)
{
	struct making m = {k, at, flags, NULL, errors, warnings};
	size_t before = errors->n;
	const char *key;
	json_t *field;

	if (!json_is_object(v)) {
		issue_add(errors, at, PROBLEM_NOT_OBJECT, STR(""));
		return NULL;
	}
	m.o = json_object();
	json_object_foreach(json_deconst(v), key, field)
	{
		const struct column *c = kind_column(k, str_of(key));
		struct str path = kind_path(errors->arena, at, key);

		if (c != NULL && c->form == COLUMN_ID && (flags & KIND_NO_ID))
			c = NULL;
		if (c != NULL)
			json_put(m.o, key, json_value(&m, c, path, field));
		else if (!(flags & KIND_OTHERS))
			issue_add(errors, path, PROBLEM_UNKNOWN_FIELD, STR(""));
	}
	return finish(&m, before);
}

json_t *kind_changed(const json_t *o, const json_t *change)
{
	json_t *out = json_copy(json_deconst(o));
	const char *key;
	json_t *field;

	json_object_foreach(json_deconst(change), key, field)
	{
		if (json_is_null(field))
			(void)json_object_del(out, key);
		else
			(void)json_object_set(out, key, field);
	}
	return out;
}

size_t kind_differences(const struct kind *k, const json_t *a, const json_t *b, const char **names)
{
	size_t n = 0;

	for (size_t i = 0; i < k->n; i++) {
		const json_t *x = json_object_get(a, k->column[i].name);
		const json_t *y = json_object_get(b, k->column[i].name);

		if (x != y && (x == NULL || y == NULL || !json_equal(x, y)))
			names[n++] = k->column[i].name;
	}
	return n;
}

struct str kind_differences_text(
    struct arena *a, const struct kind *k, const json_t *x, const json_t *y)
{
	const char **names = ARENA_ARRAY(a, const char *, k->n);
	size_t n = kind_differences(k, x, y, names);
	struct str s = n > 0 ? str_of(names[0]) : STR("");

	for (size_t i = 1; i < n; i++)
		s = arena_printf(a, "%.*s, %s", STR_FMT(s), names[i]);
	return s;
}
