/* Looking up what a request refers to, with the issue where it fails. */
#include "task.h"

#include "utf8.h"

#include <string.h>

bool task_dwelling(struct task *t, struct dwelling *out, enum rc *rc)
{
	struct str id;

	*rc = RC_OK;
	*out = (struct dwelling){0};
	if (json_object_get(t->request, "dwelling") == NULL)
		task_bad(t, "dwelling", PROBLEM_MISSING, STR(""));
	if (!task_text(t, t->request, "dwelling", "dwelling", &id))
		return false;
	*rc = dwelling_on(t->db, t->a, id, t->date, out, t->e);
	if (*rc != RC_NOT_FOUND)
		return *rc == RC_OK;
	*rc = RC_OK;
	task_bad(t, "dwelling", PROBLEM_NO_SUCH, id);
	return false;
}

/* Those who are probably meant: listed for the person at the desk to choose from. */
static void offer_candidates(struct task *t, const char *field, const struct persons *p)
{
	json_t *list = json_array();
	struct buf ids = {0};

	for (size_t i = 0; i < p->n; i++) {
		json_t *o = json_object();

		json_put(o, "person", json_text(p->v[i].id));
		json_put(o, "surname", json_text(json_get_str(p->v[i].data, "surname")));
		json_put(o, "given", json_text(json_get_str(p->v[i].data, "given")));
		json_put(o, "birth_date", json_day(p->v[i].birth));
		(void)json_array_append_new(list, o);
		if (i > 0)
			buf_z(&ids, ", ");
		buf_str(&ids, p->v[i].id);
	}
	task_more(t, "candidates", list);
	task_bad_status(t, field, PROBLEM_LIKELY_KNOWN, arena_str(t->a, buf_text(&ids)), 409);
	buf_free(&ids);
}

/* Both say what it is, and not the same. */
static bool differ(const json_t *a, const json_t *b, const char *field)
{
	struct str x = json_get_str(a, field), y = json_get_str(b, field);

	return x.n > 0 && y.n > 0 && !str_eq(x, y);
}

/* By IIN, else by document; out->p.id stays empty where neither knows him. */
static enum rc match_surely(
    struct task *t, const json_t *data, const char *field, struct subject *out)
{
	struct person by_iin = {0}, by_document = {0};
	enum rc rc = person_by_iin(t->db, t->a, json_get_str(data, "iin"), &by_iin, t->e);

	if (rc == RC_OK || rc == RC_NOT_FOUND)
		rc = person_by_document(t->db, t->a, data, &by_document, t->e);
	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	out->p = by_iin.id.n > 0 ? by_iin : by_document;
	if (by_document.id.n > 0 &&
	    (!str_eq(out->p.id, by_document.id) || differ(data, by_document.data, "iin")))
		task_bad_status(t, field, PROBLEM_DOCUMENT_TAKEN, by_document.id, 409);
	return RC_OK;
}

/* `new': true overrules a likely match, with a note that says why. */
static bool insists(struct task *t)
{
	const json_t *v = json_object_get(t->request, "new");

	if (v == NULL || json_is_false(v))
		return false;
	if (!json_is_true(v))
		task_bad(t, "new", PROBLEM_NOT_BOOL, STR(""));
	else if (utf8_blank(json_get_str(t->request, "note")))
		task_bad(t, "note", PROBLEM_MISSING, STR(""));
	return true;
}

/* Who is described twice in a request, as person and as applicant, is one person. */
static struct str fresh_id(struct task *t, const json_t *data)
{
	struct str text = json_canonical(t->a, data);

	if (t->fresh == NULL)
		t->fresh = json_keep(t->a, json_object());
	if (json_object_get(t->fresh, text.p) == NULL)
		json_put(t->fresh, text.p, json_text(task_new_id(t, 'P')));
	return json_get_str(t->fresh, text.p);
}

/*
 * Somebody who may be there already: by IIN, by document, by name and birth date
 * (interface.md section 4).  The first two are used, the last is asked about.
 */
static enum rc newcomer(struct task *t, const json_t *v, const char *field, struct subject *out)
{
	struct issues l = {.arena = t->a};
	json_t *data = json_keep(t->a,
	    kind_from_json(kind_find(STR("persons")), str_of(field), v, KIND_NO_ID, &l, NULL));
	bool insist = insists(t);
	struct persons likely = {0};
	struct str id;
	enum rc rc;

	task_bad_all(t, &l);
	if (data == NULL)
		return RC_OK;
	rc = match_surely(t, data, field, out);
	if (rc != RC_OK || out->p.id.n > 0)
		return rc;
	id = fresh_id(t, data);
	if (!insist)
		rc = persons_by_name(t->db, t->a, json_get_str(data, "surname"),
		    json_get_str(data, "given"), json_get_day(data, "birth_date"), &likely, t->e);
	if (rc == RC_OK && likely.n > 0)
		offer_candidates(t, field, &likely);
	out->is_new = true;
	out->p = (struct person){id, data, json_get_day(data, "birth_date"), 0, 0};
	return rc;
}

bool task_person(
    struct task *t, const json_t *v, const char *field, struct subject *out, enum rc *rc)
{
	*rc = RC_OK;
	*out = (struct subject){0};
	if (v == NULL) {
		task_bad(t, field, PROBLEM_MISSING, STR(""));
	} else if (json_is_object(v)) {
		*rc = newcomer(t, v, field, out);
	} else if (!json_is_string(v)) {
		task_bad(t, field, PROBLEM_NOT_TEXT, STR(""));
	} else {
		*rc = person_read(t->db, t->a, str_of(json_string_value(v)), &out->p, t->e);
		if (*rc == RC_NOT_FOUND) {
			task_bad(t, field, PROBLEM_NO_SUCH, str_of(json_string_value(v)));
			*rc = RC_OK;
		}
	}
	return *rc == RC_OK && out->p.id.n > 0;
}

enum rc task_enter(struct task *t, struct subject *s)
{
	struct act act;
	json_t *effect;
	enum rc rc;

	if (t->entered == NULL)
		t->entered = json_keep(t->a, json_object());
	if (!s->is_new || json_object_get(t->entered, arena_z(t->a, s->p.id)) != NULL)
		return RC_OK;
	act = task_act(t, (struct str){0}, "grant");
	act.kind = STR("add_person");
	act.subject = s->p.id;
	effect = json_object();
	json_put(effect, "person", json_text(s->p.id));
	json_put(act.body, "effect", effect);
	json_put(act.text, "data", shared(s->p.data));
	rc = task_record(t, &act);
	json_put(t->entered, arena_z(t->a, s->p.id), json_true());
	return rc;
}

/* Who applies for himself is himself, and nobody represents himself. */
static void check_capacity(
    struct task *t, struct str capacity, struct str subject, struct str applicant)
{
	bool shared_one = t->own != NULL && json_object_get(t->own, "applicant") == NULL;

	if (shared_one || subject.n == 0 || applicant.n == 0)
		return;
	if (str_is(capacity, "self") && !str_eq(subject, applicant))
		task_bad(t, "applicant.person", PROBLEM_NOT_SELF, STR(""));
	if ((str_is(capacity, "parent") || str_is(capacity, "legal_representative") ||
		str_is(capacity, "attorney")) &&
	    str_eq(subject, applicant))
		task_bad(t, "applicant.person", PROBLEM_OWN_REPRESENTATIVE, STR(""));
}

/* Whose name is needed: everybody's but the person's own, an authority's, and a holder's. */
static bool needs_name(struct str capacity)
{
	return str_is(capacity, "parent") || str_is(capacity, "legal_representative") ||
	       str_is(capacity, "attorney") || str_is(capacity, "other");
}

enum rc task_applicant(struct task *t, struct str subject, json_t *facts, struct subject *out)
{
	const json_t *given = json_object_get(t->request, "applicant");
	struct str capacity = json_get_str(given, "capacity");
	const json_t *person;
	json_t *o;
	enum rc rc = RC_OK;

	*out = (struct subject){0};
	if (!json_is_object(given)) {
		json_put(facts, "applicant", shared(given));
		return RC_OK;
	}
	o = json_copy(json_deconst(given));
	json_put(facts, "applicant", o);
	(void)json_object_del(o, "person");
	person = json_object_get(given, "person");
	if (t->again)
		return RC_OK;
	if (person != NULL && task_person(t, person, "applicant.person", out, &rc))
		check_capacity(t, capacity, subject, out->p.id);
	else if (person == NULL && needs_name(capacity) && !task_bare_claims(t))
		task_bad(t, "applicant.person", PROBLEM_MISSING, STR(""));
	return rc;
}

void task_claim(struct task *t, json_t **list, const char *field)
{
	if (*list == NULL)
		*list = json_keep(t->a, json_array());
	(void)json_array_append_new(*list, json_string(field));
}

enum rc task_authority(struct task *t, struct str dwelling_unit, const char *field)
{
	const struct actor *w = &t->env->who;
	bool within = true;
	enum rc rc = RC_OK;

	if (w->role == ROLE_SENIOR)
		rc = unit_within(t->db, t->a, dwelling_unit, w->unit, &within, t->e);
	else if (w->role != ROLE_OWNER)
		within = str_eq(dwelling_unit, w->unit);
	if (rc == RC_OK && !within)
		task_bad_status(t, field, PROBLEM_OTHER_UNIT, dwelling_unit, 403);
	return rc;
}

enum rc task_order(struct task *t, struct str person)
{
	int64_t later;
	bool found;
	enum rc rc = db_one_int(t->db, STMT_ACT_LATER_OF_PERSON,
	    DB_ARGS(DB_TEXT(person), DB_TEXT(t->kind), DB_INT(t->date)), &later, &found, t->e);

	if (rc == RC_OK && found)
		task_bad(
		    t, "date", PROBLEM_BEFORE_ACT, arena_printf(t->a, "%lld", (long long)later));
	return rc;
}

enum rc task_after(struct task *t, int64_t act)
{
	struct act before;
	enum rc rc = act_read(t->db, t->a, act, &before, t->e);

	if (rc == RC_OK && t->date < before.day)
		task_bad(t, "date", PROBLEM_BEFORE_ACT,
		    arena_printf(t->a, "%lld", (long long)before.id));
	return rc;
}

enum rc task_open_case(struct task *t, struct str person, struct str dwelling, const char *field)
{
	struct workcase c;
	enum rc rc = workcase_open_for(t->db, t->a, person, dwelling, &c, t->e);

	if (rc == RC_NOT_FOUND)
		return RC_OK;
	if (rc == RC_OK && !t->date_bad) {
		task_bad_status(t, field, PROBLEM_CASE_OPEN, c.id, 409);
		task_more(t, "case", json_text(c.id));
	}
	return rc;
}

#define LIST_MAX 50

bool task_list(struct task *t, const json_t *list, const struct kind *kind, const char *path)
{
	struct issues l = {.arena = t->a};

	if (!json_is_array(list)) {
		issue_add(&l, str_of(path), PROBLEM_NOT_LIST, STR(""));
	} else if (json_array_size(list) > LIST_MAX) {
		issue_add(&l, str_of(path), PROBLEM_TOO_MANY, STR("50"));
	} else {
		for (size_t i = 0; i < json_array_size(list); i++)
			json_decref(kind_from_json(kind, arena_printf(t->a, "%s.%zu", path, i),
			    json_array_get(list, i), 0, &l, NULL));
	}
	task_bad_all(t, &l);
	return l.n == 0;
}

bool task_papers(struct task *t, const json_t *around, const char *path, const json_t **out)
{
	const json_t *one = json_object_get(around, "paper");
	struct issues l = {.arena = t->a};

	*out = json_object_get(around, "papers");
	if (*out != NULL && !task_list(t, *out, &kind_paper, task_under(t, path, "papers"))) {
		*out = NULL;
		return false;
	}
	if (one == NULL)
		return true;
	json_decref(
	    kind_from_json(&kind_paper, str_of(task_under(t, path, "paper")), one, 0, &l, NULL));
	task_bad_all(t, &l);
	*out = l.n == 0 ? json_keep(t->a, json_pack("[O]", one)) : NULL;
	return l.n == 0;
}
