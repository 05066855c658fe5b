/* / : the desk: what waits, what was begun, what was done today, and the search; of an inspector what
 * he is told. */
#include "draft.h"
#include "host.h"
#include "inspector.h"
#include "lists.h"
#include "pages.h"
#include "queue.h"
#include "search.h"
#include "stays.h"

#define HOME_CASES  10
#define HOME_COUNT  500
#define HOME_ACTS   20
#define HOME_DRAFTS 10
#define HOME_GUESTS 5

static enum rc add_cases(struct visit *v, struct plain_view *w)
{
	struct workcases cases;
	struct table_view *t;
	struct block *x;
	bool more;
	enum rc rc = cases_of_mine(v, (struct case_place){0}, HOME_COUNT, &cases, &more);

	if (rc != RC_OK)
		return rc;
	x = block_add(v->a, &w->top, BLOCK_NOTICE, NULL);
	x->of.text = cases.n == 0
			 ? str_of(SAY(v, QUEUE_EMPTY))
			 : text_plural(v->a, v->lang, MSG_HOME_WAITING, (int64_t)cases.n, NULL, 0);
	if (cases.n == 0)
		return RC_OK;
	if (cases.n > HOME_CASES)
		cases.n = HOME_CASES;
	t = cases_table(v, &cases);
	t->more = URL_LIT("queue");
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return RC_OK;
}

static enum rc add_drafts(struct visit *v, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_WHAT, MSG_COLUMN_WHEN};
	struct table_view *t = list_table(
	    v, "drafts", SAY(v, HOME_DRAFTS), SAY(v, HOME_NO_DRAFTS), heads, ARRAY_LEN(heads));
	struct drafts d;
	enum rc rc = drafts_of(v->db, v->a, v->env.who.name, HOME_DRAFTS, &d, &v->e);

	for (size_t i = 0; rc == RC_OK && i < d.n; i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = act_words(v, d.v[i].kind),
		    .url = url_query(v->a,
			str_is(d.v[i].kind, "register_foreigner") ? URL_LIT("foreigners/new")
								  : URL_LIT("register"),
			"draft", d.v[i].id)};
		c[1] =
		    (struct cell_view){.text = time_people(v->a, d.v[i].changed_us), .num = true};
	}
	block_add(v->a, &w->right, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

/* What this user did today, by the day of application: the newest acts of his are looked at. */
static enum rc add_today(struct visit *v, struct plain_view *w)
{
	struct act_filter filter = {.officer = v->env.who.name,
	    .from = v->env.today,
	    .until = v->env.today,
	    .limit = HOME_ACTS};
	struct act_lines acts;
	struct table_view *t;
	enum rc rc = actlist(v->db, v->a, &filter, &acts, &v->e);

	if (rc != RC_OK)
		return rc;
	t = acts_table(v, &acts, ACTS_OF_ALL);
	t->caption = SAY(v, HOME_TODAY);
	t->empty = SAY(v, HOME_NOTHING_TODAY);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return RC_OK;
}

/* Whom hosts reported, the most urgent. */
static enum rc add_guests(struct visit *v, struct plain_view *w)
{
	struct guests l;
	struct table_view *t;
	bool more;
	enum rc rc = guests_of_mine(v, (struct guest_place){0}, HOME_GUESTS, &l, &more);

	if (rc != RC_OK || l.n == 0)
		return rc;
	t = guests_table(v, &l);
	if (more)
		t->more = URL_LIT("guests");
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return RC_OK;
}

static enum rc home_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	enum rc rc = RC_OK;

	if (visit_may(v, ROLE_INSPECTOR))
		return inbox_home(v);
	if (visit_may(v, ROLE_HOST))
		return host_home(v);
	w->title = str_of(SAY(v, HOME_TITLE));
	w->caption = date_words(v, v->env.today);
	if (visit_may(v, DESK_ACTORS)) {
		action_add(w, SAY(v, REGISTER_DO), URL_LIT("register"), NULL, NULL);
		action_add(w, SAY(v, FOREIGNER_DO), URL_LIT("foreigners/new"), NULL, NULL);
	}
	if (visit_may(v, DESK_CASES))
		rc = add_cases(v, w);
	if (rc == RC_OK && visit_may(v, DESK_ACTORS))
		rc = add_guests(v, w);
	if (visit_may(v, DESK_READERS))
		block_add(v->a, &w->left, BLOCK_FORM, SAY(v, SEARCH_TITLE))->of.form =
		    search_form(v, NULL);
	if (rc == RC_OK && visit_may(v, DESK_ACTORS))
		rc = add_drafts(v, w);
	if (rc == RC_OK && visit_may(v, DESK_ACTORS))
		rc = add_waiting_stays(v, &w->below);
	if (rc == RC_OK && visit_may(v, ROLE_OFFICER | ROLE_SENIOR | ROLE_DUTY | ROLE_ADMIN))
		rc = add_today(v, w);
	if (w->top.first == NULL && w->left.first == NULL && w->below.first == NULL)
		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text =
		    str_of(SAY(v, HOME_NOTHING));
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row home_row = {.run = home_run};
