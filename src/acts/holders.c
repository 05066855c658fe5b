/* Who holds a dwelling, and whose written consent there is (point 7). */
#include "task.h"

bool fund_is_public(const json_t *dwelling)
{
	struct str fund = json_get_str(dwelling, "fund");

	return str_is(fund, "state") || str_is(fund, "local_executive_rented");
}

/* The live holdings of a kind, or of any. */
static void take(const struct task *t, struct holders *h, const char *kind)
{
	for (size_t i = 0; i < h->all.n; i++)
		if (holding_live(&h->all.v[i], t->date) &&
		    (kind == NULL || str_is(h->all.v[i].kind, kind)))
			h->v[h->n++] = &h->all.v[i];
}

enum rc task_holders(struct task *t, const struct dwelling *d, struct holders *out)
{
	enum rc rc = holdings_of_dwelling(t->db, t->a, d->id, &out->all, t->e);

	if (rc != RC_OK)
		return rc;
	out->v = ARENA_ARRAY(t->a, const struct holding *, out->all.n + 1);
	out->n = out->known = 0;
	for (size_t i = 0; i < out->all.n; i++)
		out->known += holding_live(&out->all.v[i], t->date);
	take(t, out, fund_is_public(d->data) ? "tenant" : "owner");
	if (out->n == 0) /* no tenant is known: the owner's word, and the other way */
		take(t, out, NULL);
	return RC_OK;
}

const struct holding *holders_of(const struct task *t, const struct holders *h, struct str holder)
{
	for (size_t i = 0; holder.n > 0 && i < h->all.n; i++)
		if (str_eq(h->all.v[i].holder, holder) && holding_live(&h->all.v[i], t->date))
			return &h->all.v[i];
	return NULL;
}

static bool has_consented(const json_t *consents, struct str holder)
{
	for (size_t i = 0; i < json_array_size(consents); i++)
		if (str_eq(json_get_str(json_array_get(consents, i), "holder"), holder))
			return true;
	return false;
}

/* A consent is of a holder of this very dwelling, and not given after the application. */
static void check_consent(
    struct task *t, const struct holders *h, const json_t *c, const char *path)
{
	if (h->known > 0 && holders_of(t, h, json_get_str(c, "holder")) == NULL)
		task_contradicts(t, task_under(t, path, "holder"), PROBLEM_NOT_HOLDER);
	if (json_get_day(c, "given_on") > t->date)
		task_bad(
		    t, task_under(t, path, "given_on"), PROBLEM_TOO_LATE, date_str(t->a, t->date));
}

bool consents_cover(
    struct task *t, const struct holders *h, struct str except, const json_t *consents)
{
	if (consents != NULL && !task_list(t, consents, &kind_consent, "consents"))
		return false;
	for (size_t i = 0; i < json_array_size(consents); i++)
		check_consent(
		    t, h, json_array_get(consents, i), arena_printf(t->a, "consents.%zu", i).p);
	if (h->n == 0)
		return json_array_size(consents) > 0;
	for (size_t i = 0; i < h->n; i++)
		if (!str_eq(h->v[i]->holder, except) && !has_consented(consents, h->v[i]->holder))
			return false;
	return true;
}
