/*
 * What a foreign national's document says: the machine readable zone, and what was
 * typed beside it or instead of it.  Of what both have they must agree (point 16).
 */
#include "arrival.h"

#include "country.h"
#include "iin.h"
#include "key.h"
#include "traveller.h"

#include <string.h>

/* ---- the machine readable zone ---- */

static bool read_lines(struct task *t, const json_t *v, struct mrz_lines *out)
{
	struct str text = {json_string_value(v), json_string_length(v)};

	if (json_is_string(v))
		return mrz_normalise(text, out);
	if (!json_is_array(v) || json_array_size(v) > MRZ_ROWS) {
		task_bad(
		    t, "mrz", json_is_array(v) ? PROBLEM_TOO_MANY : PROBLEM_NOT_LIST, STR("3"));
		return false;
	}
	text = STR("");
	for (size_t i = 0; i < json_array_size(v); i++) {
		const json_t *line = json_array_get(v, i);

		if (!json_is_string(line)) {
			task_bad(t, "mrz", PROBLEM_NOT_TEXT, STR(""));
			return false;
		}
		text = arena_printf(t->a, "%.*s%s\n", STR_FMT(text), json_string_value(line));
	}
	return mrz_normalise(text, out);
}

static struct str travel_type(struct str code)
{
	if (str_is(code, "PD"))
		return STR("diplomatic");
	if (str_is(code, "PS") || str_is(code, "PO"))
		return STR("service");
	return str_starts(code, "P") ? STR("ordinary") : STR("other");
}

static void put_text(json_t *o, const char *key, struct str s)
{
	if (s.n > 0)
		json_put(o, key, json_text(s));
}

/* Where one of the two parts of a name is not there, the other is the name. */
static void put_names(const struct mrz_document *d, json_t *o)
{
	struct str surname = str_of(d->field[MRZ_F_SURNAME]);
	struct str given = str_of(d->field[MRZ_F_GIVEN]);
	bool exact = d->national.surname[0] != '\0';

	if (exact) { /* a Russian internal passport gives the Cyrillic back */
		put_text(o, "surname", str_of(d->national.surname));
		put_text(o, "given", str_of(d->national.given_names));
		return;
	}
	if (surname.n == 0) {
		surname = given;
		given = STR("");
	}
	put_text(o, "surname", surname);
	put_text(o, "given", given);
	put_text(o, "surname_latin", surname);
	put_text(o, "given_latin", given);
}

struct str traveller_of_zone(const struct mrz_document *d, json_t *o)
{
	struct str sex = str_of(d->field[MRZ_F_SEX]);
	struct str number = str_of(d->national.number);

	put_names(d, o);
	put_text(o, "document_number",
	    d->national.full_number[0] != '\0' ? str_of(d->national.full_number)
					       : str_of(d->field[MRZ_F_NUMBER]));
	put_text(o, "document_country", country_normal(str_of(d->field[MRZ_F_ISSUER])));
	put_text(o, "citizenship", country_normal(str_of(d->field[MRZ_F_NATIONALITY])));
	json_put(o, "sex", json_text(str_is(sex, "M") || str_is(sex, "F") ? sex : STR("X")));
	if (d->birth.on != DAY_NONE)
		json_put(o, "birth_date", json_day(d->birth.on));
	if (d->expiry.on != DAY_NONE)
		json_put(o, "document_expires", json_day(d->expiry.on));
	if (str_is(str_of(d->field[MRZ_F_ISSUER]), "KAZ") && iin_fault(number) == IIN_OK)
		json_put(o, "iin", json_text(number));
	return travel_type(str_of(d->field[MRZ_F_CODE]));
}

static void read_zone(struct task *t, struct arrival *a)
{
	const json_t *v = json_object_get(a->request, "mrz");
	struct mrz_document *d = ARENA_NEW(t->a, struct mrz_document);
	struct mrz_lines lines;
	size_t faults = t->bad->n;

	if (v == NULL)
		return;
	a->unread = true;
	if (!read_lines(t, v, &lines) || t->bad->n > faults)
		return;
	mrz_parse(&lines, t->date, d);
	if (d->format == MRZ_MRVA || d->format == MRZ_MRVB) {
		task_bad(t, "mrz", PROBLEM_VISA_ZONE, STR(""));
		return;
	}
	if (!d->ok)
		return;
	a->unread = false;
	a->type = traveller_of_zone(d, a->document);
}

/* ---- what was typed ---- */

static const struct {
	const char *typed, *column;
} columns[] = {
    {"surname", "surname"},
    {"given", "given"},
    {"patronymic", "patronymic"},
    {"surname_latin", "surname_latin"},
    {"given_latin", "given_latin"},
    {"birth_date", "birth_date"},
    {"sex", "sex"},
    {"citizenship", "citizenship"},
    {"iin", "iin"},
    {"number", "document_number"},
    {"country", "document_country"},
    {"expires", "document_expires"},
};

static bool is_name(const char *column)
{
	static const char *const names[] = {"surname", "given", "surname_latin", "given_latin"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(column, names[i]) == 0)
			return true;
	return false;
}

/* A name in another script, and a number with its blanks, say the same. */
static bool agree(struct arena *a, const char *column, struct str x, struct str y)
{
	if (is_name(column))
		return str_eq(names_key(a, x), names_key(a, y));
	if (strcmp(column, "document_number") == 0)
		return str_eq(names_document_key(a, x), names_document_key(a, y));
	return str_eq(x, y) || (strcmp(column, "sex") == 0 && str_is(x, "X"));
}

static void lay_over(struct task *t, struct arrival *a, const char *column, const json_t *v)
{
	struct str typed = {json_string_value(v), json_string_length(v)};
	struct str read = json_get_str(a->document, column);
	json_t *o;

	if (v == NULL)
		return;
	if (read.n > 0 && !agree(t->a, column, read, typed)) {
		if (a->typed_otherwise == NULL)
			a->typed_otherwise = json_keep(t->a, json_array());
		o = json_pack("{s:s}", "field", column);
		json_put(o, "document", json_text(read));
		json_put(o, "typed", json_text(typed));
		(void)json_array_append_new(a->typed_otherwise, o);
		return;
	}
	/* the document's own spelling stays: typed letters add another script or what it lacks */
	if (read.n == 0 || strcmp(column, "surname") == 0 || strcmp(column, "given") == 0)
		json_put(a->document, column, shared(v));
}

static json_t *checked(
    struct task *t, const struct kind *kind, const char *path, const json_t *v, unsigned flags)
{
	struct issues l = {.arena = t->a};
	json_t *o = json_keep(t->a, kind_from_json(kind, str_of(path), v, flags, &l, NULL));

	task_bad_all(t, &l);
	return o;
}

static void read_typed(struct task *t, struct arrival *a)
{
	const json_t *document = json_object_get(a->request, "document");
	const json_t *person = json_object_get(a->request, "person");
	const json_t *v;

	if (json_is_object(person) &&
	    (v = checked(t, kind_find(STR("persons")), "person", person, KIND_NO_ID)) != NULL)
		for (size_t i = 0; i < ARRAY_LEN(columns); i++)
			lay_over(t, a, columns[i].column, json_object_get(v, columns[i].column));
	if (document == NULL || (v = checked(t, &kind_document, "document", document, 0)) == NULL)
		return;
	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		lay_over(t, a, columns[i].column, json_object_get(v, columns[i].typed));
	if (json_object_get(v, "type") != NULL)
		a->type = json_get_str(v, "type");
}

/* Who is not known yet must be whole, named as it was asked for. */
static void check_whole(struct task *t, struct arrival *a)
{
	static const char *const needed[] = {
	    "surname", "birth_date", "citizenship", "document_number", "document_expires"};

	for (size_t i = 0; i < ARRAY_LEN(needed); i++)
		for (size_t k = 0; k < ARRAY_LEN(columns); k++)
			if (strcmp(columns[k].column, needed[i]) == 0 &&
			    json_object_get(a->document, needed[i]) == NULL)
				task_bad(t, task_under(t, "document", columns[k].typed),
				    PROBLEM_MISSING, STR(""));
}

void arrival_document(struct task *t, struct arrival *a)
{
	size_t faults = t->bad->n;
	struct str country;
	bool typed;

	a->document = json_keep(t->a, json_object());
	a->type = STR("");
	read_zone(t, a);
	read_typed(t, a);
	typed = json_object_get(a->request, "document") != NULL ||
		json_is_object(json_object_get(a->request, "person"));
	if (!typed && json_object_get(a->request, "mrz") == NULL)
		task_bad(t, "document", PROBLEM_MISSING, STR(""));
	else if (!typed && a->unread)
		task_bad(t, "mrz", PROBLEM_ZONE_UNREAD, STR(""));
	else if (t->bad->n == faults)
		check_whole(t, a);
	country = json_get_str(a->document, "citizenship");
	if (json_object_get(a->document, "document_country") == NULL && country.n > 0)
		json_put(a->document, "document_country", json_text(country));
	if (json_object_get(a->document, "sex") == NULL)
		json_put(a->document, "sex", json_text(STR("X")));
	json_put(a->document, "status", json_text(STR("foreigner")));
	json_put(a->document, "document_type", json_text(STR("foreign_passport")));
}
