/*
 * Point 16: who the holder of a document is.  Known surely by the document or the
 * IIN; by name and birth date, in any script, only likely: then an officer chooses.
 */
#include "arrival.h"

#include "key.h"

#include <string.h>

struct str identity_document(struct arena *a, const json_t *document)
{
	struct str number = names_document_key(a, json_get_str(document, "document_number"));
	struct str country = json_get_str(document, "document_country");

	if (number.n == 0)
		return STR("");
	return arena_printf(a, "%.*s/%.*s", STR_FMT(country), STR_FMT(number));
}

/* One may be the beginning of the other: names are cut off in documents. */
static bool names_meet(struct arena *a, struct str x, struct str y)
{
	struct str kx = names_key(a, x), ky = names_key(a, y);
	struct str shorter = kx.n < ky.n ? kx : ky, longer = kx.n < ky.n ? ky : kx;

	return shorter.n == 0 || memcmp(longer.p, shorter.p, shorter.n) == 0;
}

static bool same_name(
    struct arena *a, const json_t *p, const json_t *d, const char *name, const char *latin)
{
	struct str mine[] = {json_get_str(p, name), json_get_str(p, latin)};
	struct str theirs[] = {json_get_str(d, name), json_get_str(d, latin)};

	for (size_t i = 0; i < ARRAY_LEN(mine); i++)
		for (size_t k = 0; k < ARRAY_LEN(theirs); k++)
			if ((mine[i].n > 0 || i == 0) && (theirs[k].n > 0 || k == 0) &&
			    names_meet(a, mine[i], theirs[k]))
				return true;
	return false;
}

static void note_difference(
    struct arena *a, json_t **list, const char *field, const json_t *person, const json_t *document)
{
	json_t *o = json_pack("{s:s}", "field", field);

	if (*list == NULL)
		*list = json_keep(a, json_array());
	json_put(o, "register", json_text(json_get_str(person, field)));
	json_put(o, "document", json_text(json_get_str(document, field)));
	(void)json_array_append_new(*list, o);
}

/* Both say it, and not the same. */
static bool contradict(const json_t *p, const json_t *d, const char *field, const char *unsaid)
{
	struct str x = json_get_str(p, field), y = json_get_str(d, field);

	return x.n > 0 && y.n > 0 && !str_is(x, unsaid) && !str_is(y, unsaid) && !str_eq(x, y);
}

json_t *identity_differences(struct arena *a, const json_t *person, const json_t *document)
{
	json_t *list = NULL;

	if (!same_name(a, person, document, "surname", "surname_latin"))
		note_difference(a, &list, "surname", person, document);
	if (!same_name(a, person, document, "given", "given_latin"))
		note_difference(a, &list, "given", person, document);
	if (contradict(person, document, "birth_date", ""))
		note_difference(a, &list, "birth_date", person, document);
	if (contradict(person, document, "sex", "X"))
		note_difference(a, &list, "sex", person, document);
	if (contradict(person, document, "iin", ""))
		note_difference(a, &list, "iin", person, document);
	return list;
}

/* ---- looking up ---- */

static void result(struct arrival *a, const char *word)
{
	json_put(a->identity, "result", json_string(word));
}

/* It is this one, unless what the register has of him speaks against it. */
static void take(struct task *t, struct arrival *a, const struct person *p, const char *by)
{
	json_t *differences = identity_differences(t->a, p->data, a->document);

	a->who = (struct subject){.p = *p};
	json_put(a->identity, "person", json_text(p->id));
	json_put(a->identity, "by", json_string(by));
	json_put(a->identity, "differences", shared(differences));
	result(a, differences != NULL ? "mismatch" : "matched");
}

static void candidate(struct arrival *a, const struct person *p)
{
	json_t *list = json_object_get(a->identity, "candidates");
	json_t *o;

	if (list == NULL) {
		list = json_array();
		json_put(a->identity, "candidates", list);
	}
	for (size_t i = 0; i < json_array_size(list); i++)
		if (str_eq(json_get_str(json_array_get(list, i), "person"), p->id))
			return;
	o = json_object();
	json_put(o, "person", json_text(p->id));
	json_put(o, "surname", json_text(json_get_str(p->data, "surname")));
	json_put(o, "given", json_text(json_get_str(p->data, "given")));
	json_put(o, "birth_date", json_day(p->birth));
	(void)json_array_append_new(list, o);
}

/* An officer said that the document is not this person's. */
static enum rc said_distinct(struct task *t, const struct arrival *a, struct str person, bool *out)
{
	struct str document = identity_document(t->a, a->document);
	bool rising = str_cmp(person, document) < 0;
	int64_t act;

	return db_one_int(t->db, STMT_DISTINCT_PERSON_THERE,
	    DB_ARGS(DB_TEXT(rising ? person : document), DB_TEXT(rising ? document : person)), &act,
	    out, t->e);
}

/* Those of the same name, in either spelling, and birth date. */
static enum rc by_name(struct task *t, struct arrival *a)
{
	static const char *const spelling[][2] = {
	    {"surname", "given"}, {"surname_latin", "given_latin"}};
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < ARRAY_LEN(spelling); i++) {
		struct str surname = json_get_str(a->document, spelling[i][0]);
		struct persons p;

		if (surname.n == 0)
			continue;
		rc =
		    persons_by_name(t->db, t->a, surname, json_get_str(a->document, spelling[i][1]),
			json_get_day(a->document, "birth_date"), &p, t->e);
		for (size_t k = 0; rc == RC_OK && k < p.n; k++) {
			bool distinct;

			rc = said_distinct(t, a, p.v[k].id, &distinct);
			if (rc == RC_OK && !distinct)
				candidate(a, &p.v[k]);
		}
	}
	return rc;
}

/* By the document, else by the IIN; several whom one number names are candidates. */
static enum rc surely(struct task *t, struct arrival *a)
{
	struct str iin = json_get_str(a->document, "iin");
	struct persons p;
	struct person by_iin;
	enum rc rc = persons_by_passport(t->db, t->a, json_get_str(a->document, "document_number"),
	    json_get_str(a->document, "document_country"), &p, t->e);

	if (rc != RC_OK)
		return rc;
	if (p.n == 1) {
		take(t, a, &p.v[0], "document");
		return RC_OK;
	}
	for (size_t i = 0; i < p.n; i++)
		candidate(a, &p.v[i]);
	if (p.n > 0)
		return RC_OK;
	rc = person_by_iin(t->db, t->a, iin, &by_iin, t->e);
	if (rc == RC_OK)
		take(t, a, &by_iin, "iin");
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc identity_free(struct task *t, const json_t *document, struct str holder, const char *field)
{
	struct person p;
	enum rc rc = person_by_document(t->db, t->a, document, &p, t->e);

	if (rc == RC_OK && !str_eq(p.id, holder))
		task_bad_status(t, field, PROBLEM_DOCUMENT_TAKEN, p.id, 409);
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* A document that does not hold, or was typed otherwise than read, says nothing for sure. */
static void doubt(struct arrival *a)
{
	if (a->unread || a->typed_otherwise != NULL)
		result(a, a->unread ? "unread" : "mismatch");
	json_put(a->identity, "typed", shared(a->typed_otherwise));
}

/* The officer says who it is. */
static enum rc chosen(struct task *t, struct arrival *a, struct str id)
{
	struct person p;
	enum rc rc;

	if (t->named != NULL && t->named->is_new) {
		a->who = *t->named;
		result(a, "new");
		return RC_OK;
	}
	rc = person_read(t->db, t->a, id, &p, t->e);
	if (rc == RC_NOT_FOUND) {
		task_bad(t, "person", PROBLEM_NO_SUCH, id);
		return RC_OK;
	}
	if (rc == RC_OK)
		rc = identity_free(t, a->document, id, "person");
	if (rc == RC_OK)
		take(t, a, &p, "officer");
	doubt(a);
	if (rc == RC_OK && t->again) /* whoever cleared the case has looked at what differs */
		result(a, "matched");
	return rc;
}

/* `new': true, with a note that says why. */
static bool says_new(struct task *t, const struct arrival *a)
{
	const json_t *v = json_object_get(a->request, "new");

	if (v != NULL && !json_is_boolean(v))
		task_bad(t, "new", PROBLEM_NOT_BOOL, STR(""));
	return json_is_true(v);
}

static void newcomer(struct task *t, struct arrival *a)
{
	result(a, "new");
	a->who = (struct subject){.is_new = true,
	    .p = {.id = task_new_id(t, 'P'),
		.data = a->document,
		.birth = json_get_day(a->document, "birth_date")}};
}

enum rc arrival_identify(struct task *t, struct arrival *a)
{
	const json_t *person = json_object_get(a->request, "person");
	bool insist = says_new(t, a);
	size_t likely;
	enum rc rc;

	a->identity = json_keep(t->a, json_object());
	if (json_is_string(person))
		return chosen(t, a, str_of(json_string_value(person)));
	if (person != NULL && !json_is_object(person)) {
		task_bad(t, "person", PROBLEM_NOT_TEXT, STR(""));
		return RC_OK;
	}
	rc = surely(t, a);
	if (rc == RC_OK && a->who.p.id.n == 0 && json_object_get(a->identity, "candidates") == NULL)
		rc = by_name(t, a);
	if (rc != RC_OK)
		return rc;
	likely = json_array_size(json_object_get(a->identity, "candidates"));
	if (a->who.p.id.n > 0 && insist)
		task_bad_status(t, "new", PROBLEM_DOCUMENT_TAKEN, a->who.p.id, 409);
	else if (a->who.p.id.n == 0 && likely > 0 && !insist)
		result(a, "ambiguous");
	else if (a->who.p.id.n == 0)
		newcomer(t, a);
	if (insist && likely > 0 && str_trim(json_get_str(a->request, "note")).n == 0)
		task_bad(t, "note", PROBLEM_MISSING, STR(""));
	doubt(a);
	return RC_OK;
}

void identity_distinct(const struct task *t, const json_t *identity, const json_t *document,
    struct str holder, struct act *act)
{
	const json_t *candidates = json_object_get(identity, "candidates");
	struct str passport = identity_document(t->a, document);
	json_t *list = json_array();

	for (size_t i = 0; i < json_array_size(candidates); i++) {
		struct str other = json_get_str(json_array_get(candidates, i), "person");

		if (str_eq(other, holder))
			continue;
		(void)json_array_append_new(list, json_pack("{s:s,s:s}", "a", arena_z(t->a, other),
						      "b", arena_z(t->a, passport)));
		if (holder.n > 0)
			(void)json_array_append_new(
			    list, json_pack("{s:s,s:s}", "a", arena_z(t->a, other), "b",
				      arena_z(t->a, holder)));
	}
	if (json_array_size(list) > 0) {
		json_put(json_object_get(act->body, "effect"), "distinct",
		    json_integer((json_int_t)json_array_size(list)));
		json_put(act->text, "distinct", json_incref(list));
	}
	json_decref(list);
}
