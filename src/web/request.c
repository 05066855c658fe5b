/* Forms into requests: one table a kind of act. */
#include "request_impl.h"

#include "text.h"

#include <stdio.h>
#include <string.h>

#define PERSON_OBJECT(at)                                                                        \
	{at "iin", AS_DIGITS}, {at "surname", AS_TEXT}, {at "given", AS_TEXT},                   \
	    {at "patronymic", AS_TEXT}, {at "surname_latin", AS_UPPER},                          \
	    {at "given_latin", AS_UPPER}, {at "birth_date", AS_DATE}, {at "sex", AS_TEXT},       \
	    {at "citizenship", AS_UPPER}, {at "status", AS_TEXT}, {at "document_type", AS_TEXT}, \
	    {at "document_number", AS_UPPER}, {at "document_country", AS_UPPER},                 \
	    {at "document_expires", AS_UNTIL},                                                   \
	{                                                                                        \
		at "vote", AS_TEXT                                                               \
	}
#define CONSENTS                                                          \
	{"consents.#.holder", AS_TEXT}, {"consents.#.given_on", AS_DATE}, \
	{                                                                 \
		"consents.#.how", AS_TEXT                                 \
	}
static const struct path registration[] = {
    COMMON,
    {"dwelling", AS_TEXT},
    {"persons.#.person", AS_TEXT},
    PERSON_OBJECT("persons.#.person."),
    {"persons.#.holder_relation", AS_TEXT},
    {"persons.#.emancipated", AS_FLAG},
    {"persons.#.applicant.capacity", AS_TEXT},
    {"persons.#.new", AS_FLAG},
    {"persons.#.note", AS_TEXT},
    {"persons.#.release.kind", AS_TEXT},
    {"persons.#.release.former_resident", AS_FLAG},
    {"persons.#.release.place", AS_TEXT},
    {"all_or_none", AS_FLAG},
    {"basis.kind", AS_TEXT},
    {"basis.until", AS_UNTIL},
    {"basis.petition", AS_FLAG},
    PAPER_OBJECT("basis.paper."),
    CONSENTS,
    PAPER_OBJECT("papers.#."),
    {"term.from", AS_UNTIL},
    {"term.until", AS_UNTIL},
};
static const struct path removal[] = {
    COMMON,
    {"registration", AS_TEXT},
    {"person", AS_TEXT},
    {"ground", AS_TEXT},
    {"applicant.capacity", AS_TEXT},
    {"applicant.person", AS_TEXT},
    {"applicant.holder", AS_TEXT},
    {"applicant.ownership_proven", AS_FLAG},
    {"applicant.co_owners", AS_TEXT},
    {"court_ban", AS_FLAG},
    {"emancipated", AS_FLAG},
    {"note", AS_TEXT},
    CONSENTS,
    PAPER_OBJECT("papers.#."),
};
static const struct path annulment[] = {
    COMMON,
    {"target", AS_INT},
    {"authority.kind", AS_TEXT},
    {"violation", AS_TEXT},
    {"court_decision.number", AS_TEXT},
    {"court_decision.date", AS_DATE},
    PAPER_OBJECT("papers.#."),
};
static const struct path resolution[] = {
    COMMON,
    {"case", AS_TEXT},
    {"decision", AS_TEXT},
    {"note", AS_TEXT},
    {"person", AS_TEXT},
};
static const struct path add_person[] = {
    COMMON,
    PERSON_OBJECT("set."),
    {"new", AS_FLAG},
    {"note", AS_TEXT},
};
static const struct path correct_person[] = {
    COMMON,
    {"person", AS_TEXT},
    PERSON_OBJECT("set."),
    PAPER_OBJECT("paper."),
    {"note", AS_TEXT},
};
static const struct path vote[] = {
    COMMON,
    {"person", AS_TEXT},
    {"right", AS_TEXT},
    {"from", AS_DATE},
    PAPER_OBJECT("paper."),
    {"note", AS_TEXT},
};
static const struct path add_dwelling[] = {
    COMMON,
    {"set.rka", AS_TEXT},
    {"set.kato", AS_TEXT},
    {"set.street", AS_TEXT},
    {"set.house", AS_TEXT},
    {"set.flat", AS_TEXT},
    {"set.category", AS_TEXT},
    {"set.fund", AS_TEXT},
    {"set.useful_area", AS_AREA},
    {"set.total_area", AS_AREA},
    {"set.precinct", AS_TEXT},
    {"set.unit", AS_TEXT},
    {"note", AS_TEXT},
};
static const struct path change_dwelling[] = {
    COMMON,
    {"dwelling", AS_TEXT},
    {"set.category", AS_TEXT},
    {"set.fund", AS_TEXT},
    {"set.useful_area", AS_AREA},
    {"set.total_area", AS_AREA},
    {"set.precinct", AS_TEXT},
    {"from", AS_DATE},
    PAPER_OBJECT("paper."),
    {"note", AS_TEXT},
};
static const struct path record_holding[] = {
    COMMON,
    {"dwelling", AS_TEXT},
    {"holder", AS_TEXT},
    {"kind", AS_TEXT},
    {"share", AS_TEXT},
    {"from", AS_DATE},
    PAPER_OBJECT("paper."),
    {"note", AS_TEXT},
};
static const struct path end_holding[] = {
    COMMON,
    {"holding", AS_TEXT},
    {"until", AS_DATE},
    PAPER_OBJECT("paper."),
    {"note", AS_TEXT},
};

static const struct path_table tables[] = {
    {"register_permanent", registration, ARRAY_LEN(registration)},
    {"register_temporary", registration, ARRAY_LEN(registration)},
    {"deregister", removal, ARRAY_LEN(removal)},
    {"annul", annulment, ARRAY_LEN(annulment)},
    {"resolve", resolution, ARRAY_LEN(resolution)},
    {"add_person", add_person, ARRAY_LEN(add_person)},
    {"correct_person", correct_person, ARRAY_LEN(correct_person)},
    {"vote", vote, ARRAY_LEN(vote)},
    {"add_dwelling", add_dwelling, ARRAY_LEN(add_dwelling)},
    {"change_dwelling", change_dwelling, ARRAY_LEN(change_dwelling)},
    {"record_holding", record_holding, ARRAY_LEN(record_holding)},
    {"end_holding", end_holding, ARRAY_LEN(end_holding)},
};

const char *const person_fields[] = {"iin", "surname", "given", "patronymic", "surname_latin",
    "given_latin", "birth_date", "sex", "citizenship", "status", "document_type", "document_number",
    "document_country", "document_expires", NULL};
const char *const dwelling_fields[] = {
    "useful_area", "total_area", "category", "fund", "precinct", NULL};

/* ---- lists ---- */

#define ITEMS_MAX 60

struct list {
	const char *name;
	/* A field of an item: is the item there for its sake? */
	bool (*counts)(struct str field, struct str value);
};

/* New persons come with a country and a status already chosen: these alone are nobody. */
static bool person_counts(struct str field, struct str value)
{
	static const char *const given[] = {"person.iin", "person.surname", "person.given",
	    "person.birth_date", "person.document_number", "person"};

	for (size_t i = 0; i < ARRAY_LEN(given); i++)
		if (str_is(field, given[i]))
			return value.n > 0;
	return str_is(field, "fresh"); /* just begun: the fields are still to be filled */
}

static bool paper_counts(struct str field, struct str value)
{
	(void)field;
	return value.n > 0;
}

static bool consent_counts(struct str field, struct str value)
{
	return str_is(field, "given") && str_is(value, "true");
}

static const struct list lists[] = {{"persons.", person_counts}, {"papers.", paper_counts},
    {"consents.", consent_counts}, {"guests.", paper_counts}};

/* "persons.12.x": the list, the number, and "x".  NULL: no item of a list. */
static const struct list *item_of(struct str name, size_t *number, struct str *field)
{
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		size_t at = strlen(lists[i].name), n = 0;

		if (!str_starts(name, lists[i].name))
			continue;
		while (at < name.n && name.p[at] >= '0' && name.p[at] <= '9' && n <= ITEMS_MAX)
			n = n * 10 + (size_t)(name.p[at++] - '0');
		if (n > ITEMS_MAX || at >= name.n || name.p[at] != '.')
			return NULL;
		*number = n;
		*field = (struct str){name.p + at + 1, name.n - at - 1};
		return &lists[i];
	}
	return NULL;
}

struct form request_compact(struct arena *a, const struct form *f)
{
	bool there[ARRAY_LEN(lists)][ITEMS_MAX + 1] = {{false}};
	size_t new_number[ARRAY_LEN(lists)][ITEMS_MAX + 1] = {{0}};
	struct form out = {.p = ARENA_ARRAY(a, struct pair, f->n + 1)};
	const struct list *l;
	struct str field;
	size_t n;

	for (size_t i = 0; i < f->n; i++) {
		l = item_of(f->p[i].name, &n, &field);
		if (l != NULL && l->counts(field, str_trim(f->p[i].value)))
			there[l - lists][n] = true;
	}
	for (size_t k = 0; k < ARRAY_LEN(lists); k++)
		for (size_t i = 0, next = 0; i <= ITEMS_MAX; i++)
			new_number[k][i] = there[k][i] ? next++ : 0;
	for (size_t i = 0; i < f->n; i++) {
		struct pair p = f->p[i];

		l = item_of(p.name, &n, &field);
		if (l != NULL && !there[l - lists][n])
			continue;
		if (l != NULL)
			p.name = arena_printf(
			    a, "%s%zu.%.*s", l->name, new_number[l - lists][n], STR_FMT(field));
		out.p[out.n++] = p;
	}
	return out;
}

/* ---- values ---- */

static bool matches(struct str name, const char *pattern)
{
	size_t i = 0;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '#') {
			if (i >= name.n || name.p[i] < '0' || name.p[i] > '9')
				return false;
			while (i < name.n && name.p[i] >= '0' && name.p[i] <= '9')
				i++;
		} else if (i >= name.n || name.p[i++] != *pattern) {
			return false;
		}
	}
	return i == name.n;
}

static json_t *date_value(struct arena *a, struct str s, day_t latest)
{
	day_t d;

	return json_text(text_date_parse(s, latest, &d) ? date_str(a, d) : s);
}

/* Each byte through `keep', or left out where it gives 0.  ASCII alone is touched. */
static struct str each(struct arena *a, struct str s, char (*keep)(char))
{
	char *p = arena_strn(a, s.p, s.n);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = keep(p[i]);

		if (c != '\0')
			p[n++] = c;
	}
	return (struct str){p, n};
}

static char no_blank(char c)
{
	if (c == ' ')
		return '\0';
	return c;
}

static char point(char c)
{
	if (c == ',')
		return '.';
	return no_blank(c);
}

static json_t *int_value(struct str s)
{
	int64_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || n > INT64_MAX / 100)
			return json_text(s);
		n = n * 10 + (s.p[i] - '0');
	}
	return json_integer(n);
}

static json_t *value_of(struct arena *a, enum take take, struct str s, day_t today)
{
	switch (take) {
	case AS_DATE: return date_value(a, s, today);
	case AS_UNTIL: return date_value(a, s, today + 60 * 365);
	case AS_FLAG: return str_is(s, "true") ? json_true() : json_text(s);
	case AS_BOOL: return str_is(s, "false") ? json_false() : value_of(a, AS_FLAG, s, today);
	case AS_INT: return int_value(s);
	case AS_AREA: return json_text(each(a, s, point));
	case AS_DIGITS: return json_text(each(a, s, no_blank));
	case AS_UPPER: return json_text(each(a, s, ascii_upper));
	case AS_TEXT: break;
	}
	return json_text(s);
}

/* ---- putting it there ---- */

/* The element of a list, made where it is the next one; NULL beyond that. */
static json_t *element(json_t *list, struct str number)
{
	size_t n = 0;

	for (size_t i = 0; i < number.n; i++)
		n = n * 10 + (size_t)(number.p[i] - '0');
	if (n > json_array_size(list) || n > ITEMS_MAX)
		return NULL;
	if (n == json_array_size(list))
		(void)json_array_append_new(list, json_object());
	return json_array_get(list, n);
}

static bool is_number(struct str s)
{
	return s.n > 0 && s.n < 4 && s.p[0] >= '0' && s.p[0] <= '9';
}

/* The child of that name, an object, or a list where a number follows. */
static json_t *child(struct arena *a, json_t *o, struct str name, bool is_list)
{
	json_t *x;

	if (json_is_array(o))
		return element(o, name);
	x = json_object_get(o, arena_z(a, name));
	if (x != NULL)
		return json_is_object(x) || json_is_array(x) ? x : NULL;
	x = is_list ? json_array() : json_object();
	json_put(o, arena_z(a, name), x);
	return x;
}

static void put_at(struct arena *a, json_t *o, struct str path, json_t *take)
{
	const char *dot;

	while (o != NULL && (dot = memchr(path.p, '.', path.n)) != NULL) {
		struct str head = {path.p, (size_t)(dot - path.p)};
		struct str rest = {dot + 1, path.n - head.n - 1};
		const char *next = memchr(rest.p, '.', rest.n);

		o = child(a, o, head,
		    is_number(
			(struct str){rest.p, next == NULL ? rest.n : (size_t)(next - rest.p)}));
		path = rest;
	}
	/* what is there already stays: the first field of a name counts */
	if (json_is_object(o) && json_object_get(o, arena_z(a, path)) == NULL)
		json_put(o, arena_z(a, path), take);
	else
		json_decref(take);
}

static const struct path_table *table_in(const struct path_table *t, size_t n, const char *act)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(t[i].act, act) == 0)
			return &t[i];
	return NULL;
}

json_t *request_of_form(struct arena *a, const char *act, const struct form *f, day_t today)
{
	const struct path_table *t = table_in(tables, ARRAY_LEN(tables), act);
	const struct form compact = request_compact(a, f);
	json_t *o;

	if (t == NULL)
		t = table_in(foreign_tables, foreign_tables_n, act);
	if (t == NULL)
		return NULL;
	o = json_object();
	json_put(o, "act", json_string(act));
	for (size_t i = 0; i < compact.n; i++) {
		struct str value = str_trim(compact.p[i].value);

		for (size_t k = 0; value.n > 0 && k < t->n; k++)
			if (matches(compact.p[i].name, t->path[k].name)) {
				put_at(a, o, compact.p[i].name,
				    value_of(a, t->path[k].take, value, today));
				break;
			}
	}
	return o;
}

void request_changes(json_t *set, const json_t *now, const char *const *names)
{
	for (; *names != NULL; names++) {
		const json_t *is = json_object_get(set, *names);
		const json_t *was = json_object_get(now, *names);

		if (is == NULL && was != NULL)
			json_put(set, *names, json_null());
		else if (is != NULL && was != NULL &&
			 json_equal(json_deconst(is), json_deconst(was)))
			(void)json_object_del(set, *names);
	}
}
