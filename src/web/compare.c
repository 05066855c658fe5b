/* A document's data beside those of the persons whom it may belong to. */
#include "compare.h"

#include "key.h"
#include "lists.h"
#include "stay.h"

#include <string.h>

#define PERSONS_MAX 10

struct compared {
	struct person v[PERSONS_MAX];
	size_t n;
};

static void add(struct visit *v, struct compared *c, struct str id)
{
	struct err e = {0};

	if (id.n == 0 || c->n == PERSONS_MAX)
		return;
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->v[i].id, id))
			return;
	if (person_read(v->db, v->a, id, &c->v[c->n], &e) == RC_OK) {
		saw(v, id, "likely_same");
		c->n++;
	}
}

static void persons_of(struct visit *v, const json_t *about, struct compared *c)
{
	const json_t *identity = json_object_get(about, "identity");
	const json_t *list = json_object_get(identity, "candidates");

	*c = (struct compared){0};
	add(v, c, json_get_str(identity, "person"));
	for (size_t i = 0; i < json_array_size(list); i++)
		add(v, c, json_get_str(json_array_get(list, i), "person"));
}

struct str compare_name(struct visit *v, const json_t *about)
{
	return person_name(v->a, json_object_get(about, "document"));
}

/* ---- the table ---- */

static struct str typed_otherwise(const json_t *about, const char *field)
{
	const json_t *list = json_object_get(json_object_get(about, "identity"), "typed");

	for (size_t i = 0; i < json_array_size(list); i++)
		if (str_is(json_get_str(json_array_get(list, i), "field"), field))
			return json_get_str(json_array_get(list, i), "typed");
	return STR("");
}

static struct str shown(struct visit *v, const char *field, struct str value)
{
	day_t d;

	if (strcmp(field, "sex") == 0 && value.n > 0)
		return word(v, "sex", value);
	return date_parse(value, &d) ? date_words(v, d) : value;
}

/* Do two values say the same, whatever their letters? */
static bool same(struct visit *v, const char *field, struct str x, struct str y)
{
	if (x.n == 0 || y.n == 0)
		return true;
	if (strstr(field, "surname") != NULL || strstr(field, "given") != NULL)
		return str_eq(names_key(v->a, x), names_key(v->a, y));
	if (strcmp(field, "document_number") == 0)
		return str_eq(names_document_key(v->a, x), names_document_key(v->a, y));
	return str_eq(x, y);
}

static void put(
    struct visit *v, struct cell_view *c, const char *field, struct str value, struct str document)
{
	struct str words = shown(v, field, value);

	*c = (struct cell_view){.text = words};
	if (!same(v, field, value, document))
		*c = (struct cell_view){.text = words, .tag = "yellow"};
}

static struct str last_stay(struct visit *v, struct str person)
{
	struct stay_rows s;
	struct err e = {0};

	if (stays_of_person(v->db, v->a, person, &s, &e) != RC_OK || s.n == 0)
		return STR("");
	if (!s.v[0].counts)
		return name_of_dwelling(v, s.v[0].dwelling);
	return arena_printf(v->a, "%.*s, %.*s", STR_FMT(name_of_dwelling(v, s.v[0].dwelling)),
	    STR_FMT(period_words(v, s.v[0].from, s.v[0].until)));
}

/* A head for the field, the document, what was typed, and each person. */
static struct table_view *headed(struct visit *v, const struct compared *c, size_t typed)
{
	struct table_view *t = ARENA_NEW(v->a, struct table_view);
	const char **head = ARENA_ARRAY(v->a, const char *, 3 + PERSONS_MAX);
	size_t n = 0;

	head[n++] = SAY(v, COMPARE_FIELD);
	head[n++] = SAY(v, COMPARE_DOCUMENT);
	if (typed)
		head[n++] = SAY(v, COMPARE_TYPED);
	for (size_t i = 0; i < c->n; i++)
		head[n++] = arena_z(v->a, SAYF(v, COMPARE_PERSON, {"id", c->v[i].id}));
	*t = (struct table_view){.id = "compared",
	    .caption = SAY(v, COMPARE_TITLE),
	    .empty = "",
	    .head = head,
	    .n_head = n};
	return t;
}

static void add_links(struct visit *v, const struct compared *c, size_t typed, struct table_view *t)
{
	struct cell_view *row = table_row(v->a, t) + 2 + typed;
	struct cell_view *lives;

	row[-(2 + (ptrdiff_t)typed)].text = str_of(SAY(v, COMPARE_RECORD));
	for (size_t i = 0; i < c->n; i++)
		row[i] = (struct cell_view){.text = person_name(v->a, c->v[i].data),
		    .url = visit_may(v, DESK_READERS) ? url_of_person(v, c->v[i].id)
						      : (struct url){0}};
	lives = table_row(v->a, t);
	lives[0].text = str_of(SAY(v, COMPARE_LAST_STAY));
	for (size_t i = 0; i < c->n; i++)
		lives[2 + typed + i].text = last_stay(v, c->v[i].id);
}

struct table_view *compare_table(struct visit *v, const json_t *about)
{
	static const char *const shown_fields[] = {"surname_latin", "given_latin", "surname",
	    "given", "birth_date", "sex", "citizenship", "iin", "document_country",
	    "document_number", "document_expires"};
	const json_t *document = json_object_get(about, "document");
	size_t typed =
	    json_array_size(json_object_get(json_object_get(about, "identity"), "typed")) > 0;
	struct table_view *t;
	struct compared c;

	persons_of(v, about, &c);
	t = headed(v, &c, typed);
	for (size_t i = 0; i < ARRAY_LEN(shown_fields); i++) {
		struct str mine = json_get_str(document, shown_fields[i]);
		struct cell_view *row = table_row(v->a, t);

		row[0].text = label(v, shown_fields[i]);
		row[1].text = shown(v, shown_fields[i], mine);
		if (typed)
			put(v, &row[2], shown_fields[i], typed_otherwise(about, shown_fields[i]),
			    mine);
		for (size_t k = 0; k < c.n; k++)
			put(v, &row[2 + typed + k], shown_fields[i],
			    json_get_str(c.v[k].data, shown_fields[i]), mine);
	}
	if (c.n > 0)
		add_links(v, &c, typed, t);
	return t;
}

/* ---- choosing ---- */

void compare_inputs(struct visit *v, const json_t *about, struct inputs_view *form)
{
	struct option *o = ARENA_ARRAY(v->a, struct option, PERSONS_MAX + 1);
	struct html_field *f = input_add(v->a, form, INPUT_RADIOS, "person", desk_get(v, "person"));
	struct compared c;
	size_t n = 0;

	persons_of(v, about, &c);
	for (size_t i = 0; i < c.n; i++)
		o[n++] = (struct option){
		    c.v[i].id, SAYF(v, COMPARE_IS, {"name", person_name(v->a, c.v[i].data)},
				   {"born", date_words(v, c.v[i].birth)})};
	o[n++] = (struct option){
	    STR("new"), str_of(c.n > 0 ? SAY(v, ARRIVAL_NOBODY) : SAY(v, COMPARE_NEW))};
	f->label = SAY(v, COMPARE_WHO);
	f->options = o;
	f->n_options = n;
	f->css = "app-w-full";
	f = input_add(v->a, form, INPUT_TEXT, "other_person", desk_get(v, "other_person"));
	f->label = SAY(v, COMPARE_OTHER);
	f->hint = SAY(v, TYPE_PERSON);
	f->optional = true;
	f->css = "app-w-full";
}

struct str compare_person(const struct visit *v)
{
	struct str other = desk_get(v, "other_person");

	return other.n > 0 ? other : desk_get(v, "person");
}
