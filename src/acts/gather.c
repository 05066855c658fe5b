/* Looking up what a request refers to, with the issue where it fails. */
#include "task.h"

#include "key.h"
#include "kind.h"

#include <string.h>

bool task_dwelling(struct task *t, struct dwelling *out, enum rc *rc)
{
	struct str id;

	*rc = RC_OK;
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
	if (t->answer->json == NULL)
		t->answer->json = json_keep(t->a, json_object());
	json_put(t->answer->json, "candidates", list);
	task_bad_status(t, field, PROBLEM_LIKELY_KNOWN, arena_str(t->a, buf_text(&ids)), 409);
	buf_free(&ids);
}

/*
 * Somebody who may be there already: by IIN, by document, by name and birth date
 * (interface.md section 4).  The first two are used, the last is asked about.
 */
static enum rc match(struct task *t, const json_t *data, bool insist, const char *field, struct subject *out)
{
	struct persons likely = {0};
	struct person by_document;
	enum rc rc = person_by_iin(t->db, t->a, json_get_str(data, "iin"), &out->p, t->e);
	bool found = rc == RC_OK;

	if (rc != RC_OK && rc != RC_NOT_FOUND)
		return rc;
	rc = person_by_document(t->db, t->a, data, &by_document, t->e);
	if (rc == RC_OK && found && !str_eq(out->p.id, by_document.id)) {
		task_bad_status(t, field, PROBLEM_DOCUMENT_TAKEN, by_document.id, 409);
		return RC_OK;
	}
	if (rc == RC_OK && !found)
		out->p = by_document;
	if (found || rc == RC_OK || rc != RC_NOT_FOUND)
		return found ? RC_OK : rc;
	rc = persons_by_name(t->db, t->a, json_get_str(data, "surname"), json_get_str(data, "given"),
	    json_get_day(data, "birth_date"), &likely, t->e);
	if (rc == RC_OK && likely.n > 0 && !insist)
		offer_candidates(t, field, &likely);
	out->is_new = true;
	return rc;
}

/* `new': true overrules a likely match, with a note that says why. */
static bool insists(struct task *t, const json_t *around)
{
	const json_t *v = json_object_get(around, "new");

	if (v == NULL || json_is_false(v))
		return false;
	if (!json_is_true(v))
		task_bad(t, "new", PROBLEM_NOT_BOOL, STR(""));
	else if (str_trim(json_get_str(around, "note")).n == 0)
		task_bad(t, "note", PROBLEM_MISSING, STR(""));
	return true;
}

static bool newcomer(struct task *t, const json_t *v, const json_t *around, const char *field, struct subject *out,
    enum rc *rc)
{
	struct issues l = {.arena = t->a};
	json_t *data = json_keep(t->a, kind_from_json(kind_find(STR("persons")), str_of(field), v, KIND_NO_ID, &l, NULL));
	size_t before = t->bad->n;

	if (data == NULL) {
		task_bad_under(t, "", &l);
		return false;
	}
	*rc = match(t, data, insists(t, around), field, out);
	if (*rc != RC_OK || t->bad->n > before)
		return false;
	if (out->is_new)
		out->p = (struct person){task_new_id(t, 'P'), data, json_get_day(data, "birth_date"), 0, 0};
	return true;
}

bool task_person(struct task *t, const json_t *v, const json_t *around, const char *field, struct subject *out,
    enum rc *rc)
{
	*rc = RC_OK;
	*out = (struct subject){0};
	if (v == NULL) {
		task_bad(t, field, PROBLEM_MISSING, STR(""));
		return false;
	}
	if (json_is_object(v))
		return newcomer(t, v, around, field, out, rc);
	if (!json_is_string(v)) {
		task_bad(t, field, PROBLEM_NOT_TEXT, STR(""));
		return false;
	}
	*rc = person_read(t->db, t->a, str_of(json_string_value(v)), &out->p, t->e);
	if (*rc != RC_NOT_FOUND)
		return *rc == RC_OK;
	*rc = RC_OK;
	task_bad(t, field, PROBLEM_NO_SUCH, str_of(json_string_value(v)));
	return false;
}

enum rc task_enter(struct task *t, struct subject *s)
{
	struct act act = task_act(t, (struct str){0}, "grant");
	json_t *effect = json_object();
	enum rc rc;

	if (!s->is_new)
		return RC_OK;
	act.kind = STR("add_person");
	act.subject = s->p.id;
	json_put(effect, "person", json_text(s->p.id));
	json_put(act.body, "effect", effect);
	json_put(act.text, "data", json_incref(s->p.data));
	rc = task_record(t, &act);
	s->is_new = rc != RC_OK;
	return rc;
}

enum rc task_authority(struct task *t, struct str dwelling_unit)
{
	const struct actor *w = &t->env->who;
	bool within = true;
	enum rc rc = RC_OK;

	if (w->role == ROLE_SENIOR)
		rc = unit_within(t->db, t->a, dwelling_unit, w->unit, &within, t->e);
	else if (w->role != ROLE_OWNER)
		within = str_eq(dwelling_unit, w->unit);
	if (rc == RC_OK && !within)
		task_bad_status(t, "dwelling", PROBLEM_NOT_ALLOWED,
		    arena_printf(t->a, "the dwelling belongs to the unit %.*s", STR_FMT(dwelling_unit)), 403);
	return rc;
}

enum rc task_order(struct task *t, struct str person, const char *prefix)
{
	int64_t later;
	bool found;
	enum rc rc = db_one_int(t->db, STMT_ACT_LATER_OF_PERSON,
	    DB_ARGS(DB_TEXT(person), DB_TEXT(t->kind), DB_INT(t->date)), &later, &found, t->e);

	(void)prefix;
	if (rc == RC_OK && found)
		task_bad_status(t, "date", PROBLEM_BEFORE_ACT, arena_printf(t->a, "%lld", (long long)later), 409);
	return rc;
}

#define PAPERS_MAX 50

/* A list whose elements follow one table of src/model. */
static bool check_list(struct task *t, const json_t *list, const struct kind *kind, const char *path)
{
	size_t before = t->bad->n;

	if (!json_is_array(list))
		task_bad(t, path, PROBLEM_NOT_LIST, STR(""));
	else if (json_array_size(list) > PAPERS_MAX)
		task_bad(t, path, PROBLEM_TOO_MANY, STR("50"));
	for (size_t i = 0; t->bad->n == before && i < json_array_size(list); i++) {
		struct issues l = {.arena = t->a};
		json_t *v = kind_from_json(kind, arena_printf(t->a, "%s.%zu", path, i), json_array_get(list, i), 0, &l, NULL);

		json_decref(v);
		task_bad_under(t, "", &l);
	}
	return t->bad->n == before;
}

static const char *under(struct task *t, const char *prefix, const char *name)
{
	return prefix[0] == '\0' ? name : arena_z(t->a, arena_printf(t->a, "%s.%s", prefix, name));
}

bool task_papers(struct task *t, const json_t *around, const char *prefix, const json_t **out)
{
	const json_t *one = json_object_get(around, "paper");

	*out = json_object_get(around, "papers");
	if (*out != NULL && !check_list(t, *out, &kind_paper, under(t, prefix, "papers")))
		return false;
	if (one == NULL)
		return true;
	*out = json_keep(t->a, json_pack("[O]", one));
	return check_list(t, *out, &kind_paper, under(t, prefix, "paper"));
}

bool fund_is_public(const json_t *dwelling)
{
	struct str fund = json_get_str(dwelling, "fund");

	return str_is(fund, "state") || str_is(fund, "local_executive_rented");
}

enum rc task_holders(struct task *t, const struct dwelling *d, struct holders *out)
{
	enum rc rc = holdings_of_dwelling(t->db, t->a, d->id, &out->all, t->e);
	const char *wanted = fund_is_public(d->data) ? "tenant" : "owner";
	size_t live = 0;

	if (rc != RC_OK)
		return rc;
	out->v = ARENA_ARRAY(t->a, const struct holding *, out->all.n + 1);
	for (size_t i = 0; i < out->all.n; i++)
		live += holding_live(&out->all.v[i], t->date);
	out->known = live;
	out->n = 0;
	for (size_t i = 0; i < out->all.n; i++)
		if (holding_live(&out->all.v[i], t->date) && str_is(out->all.v[i].kind, wanted))
			out->v[out->n++] = &out->all.v[i];
	for (size_t i = 0; out->n == 0 && live > 0 && i < out->all.n; i++)
		if (holding_live(&out->all.v[i], t->date)) /* no tenant is known: the owner's word, and the other way */
			out->v[out->n++] = &out->all.v[i];
	return RC_OK;
}

static bool has_consented(const json_t *consents, struct str holder)
{
	for (size_t i = 0; i < json_array_size(consents); i++)
		if (str_eq(json_get_str(json_array_get(consents, i), "holder"), holder))
			return true;
	return false;
}

/* A consent is of a holder of this very dwelling, and not given after the application. */
static void check_consent(struct task *t, const struct holders *h, const json_t *c, const char *path)
{
	struct str holder = json_get_str(c, "holder");
	bool known = h->known == 0;

	for (size_t i = 0; i < h->all.n && !known; i++)
		known = str_eq(h->all.v[i].holder, holder) && holding_live(&h->all.v[i], t->date);
	if (!known)
		task_bad(t, under(t, path, "holder"), PROBLEM_CONTRADICTS, STR("not a holder of this dwelling on that day"));
	if (json_get_day(c, "given_on") > t->date)
		task_bad(t, under(t, path, "given_on"), PROBLEM_TOO_LATE, date_str(t->a, t->date));
}

bool consents_cover(struct task *t, const struct holders *h, struct str except, const json_t *consents,
    const char *prefix)
{
	const char *path = under(t, prefix, "consents");

	if (consents != NULL && !check_list(t, consents, &kind_consent, path))
		return false;
	for (size_t i = 0; i < json_array_size(consents); i++)
		check_consent(t, h, json_array_get(consents, i), arena_z(t->a, arena_printf(t->a, "%s.%zu", path, i)));
	if (h->n == 0)
		return json_array_size(consents) > 0;
	for (size_t i = 0; i < h->n; i++)
		if (!str_eq(h->v[i]->holder, except) && !has_consented(consents, h->v[i]->holder))
			return false;
	return true;
}
