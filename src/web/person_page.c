/* /persons/{id}: a person's data, registrations, acts, cases, holdings, former names; who looked. */
#include "access.h"
#include "actlist.h"
#include "lists.h"
#include "pages.h"
#include "request.h"
#include "stays.h"

#include <string.h>

/* ---- data ---- */

static struct summary_view *data_of(struct visit *v, const struct person *p)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);

	for (size_t i = 0; person_fields[i] != NULL; i++) {
		summary_add(v->a, s, label(v, person_fields[i]),
		    person_field_words(v, p->data, person_fields[i]));
		if (s->n > 0 && (strcmp(person_fields[i], "iin") == 0 ||
				    strcmp(person_fields[i], "document_number") == 0))
			s->v[s->n - 1].mono = true;
	}
	if (json_get_str(p->data, "vote").n > 0)
		summary_add(v->a, s, str_of(SAY(v, PERSON_VOTE)),
		    word(v, "vote", json_get_str(p->data, "vote")));
	summary_add(v->a, s, str_of(SAY(v, RECORD_ID)), p->id);
	return s;
}

/* ---- registrations ---- */

static struct table_view *stays_table(struct visit *v, const struct residences *r, bool live)
{
	static const enum msg heads[] = {MSG_COLUMN_KIND, MSG_COLUMN_ADDRESS, MSG_COLUMN_PERIOD,
	    MSG_COLUMN_STATE, MSG_COLUMN_OPENED, MSG_COLUMN_CLOSED};
	static const enum msg live_heads[] = {MSG_COLUMN_KIND, MSG_COLUMN_ADDRESS,
	    MSG_COLUMN_PERIOD, MSG_COLUMN_STATE, MSG_COLUMN_OPENED, MSG_COLUMN_DO,
	    MSG_COLUMN_PAPER};
	struct table_view *t = list_table(v, live ? "live" : "stays",
	    live ? SAY(v, PERSON_LIVE) : SAY(v, PERSON_STAYS), SAY(v, PERSON_NO_STAYS),
	    live ? live_heads : heads, live ? ARRAY_LEN(live_heads) : ARRAY_LEN(heads));

	for (size_t i = 0; i < r->n; i++) {
		const struct residence *x = &r->v[i];
		struct cell_view *c;

		if (live && (!residence_live(x, v->env.today) || x->dwelling.n == 0))
			continue;
		c = table_row(v->a, t);
		c[0].text = word(v, "residence",
		    x->kind == STAY_TEMPORARY ? STR("temporary") : STR("permanent"));
		c[1] =
		    (struct cell_view){.text = x->dwelling.n > 0 ? name_of_dwelling(v, x->dwelling)
								 : str_of(SAY(v, STAY_ABROAD))};
		if (x->dwelling.n > 0)
			c[1].url = url_of_dwelling(v, x->dwelling);
		c[2] = (struct cell_view){.text = period_words(v, x->from, x->until), .num = true};
		stay_state(v, x, &c[3]);
		c[4] = act_cell(v, x->opened_by);
		c[5] = act_cell(v, x->closed_by);
		if (live && dwelling_is_mine(v, x->dwelling)) {
			c[6] = (struct cell_view){.text = str_of(SAY(v, CERTIFICATE_ADDRESS_DO)),
			    .url = url_of_issue(v, x->registration)};
			c[5] = (struct cell_view){.text = str_of(SAY(v, REMOVE_DO)),
			    .url = url_query(
				v->a, URL_LIT("remove"), "registration", x->registration)};
		}
	}
	return t;
}

static bool any_live(const struct visit *v, const struct residences *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (residence_live(&r->v[i], v->env.today) && r->v[i].dwelling.n > 0)
			return true;
	return false;
}

/* ---- holdings and former names ---- */

static enum rc add_holdings(struct visit *v, const struct person *p, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_KIND, MSG_COLUMN_ADDRESS, MSG_COLUMN_SHARE,
	    MSG_COLUMN_PERIOD, MSG_COLUMN_OPENED};
	struct table_view *t = list_table(v, "holdings", SAY(v, PERSON_HOLDINGS),
	    SAY(v, PERSON_NO_HOLDINGS), heads, ARRAY_LEN(heads));
	struct holdings h;
	enum rc rc = holdings_of_holder(v->db, v->a, p->id, &h, &v->e);

	for (size_t i = 0; rc == RC_OK && i < h.n; i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0].text = word(v, "holding", h.v[i].kind);
		c[1] = (struct cell_view){.text = name_of_dwelling(v, h.v[i].dwelling),
		    .url = url_of_dwelling(v, h.v[i].dwelling)};
		c[2] = (struct cell_view){.text = h.v[i].share, .num = true};
		c[3] = (struct cell_view){
		    .text = period_words(v, h.v[i].from, h.v[i].until), .num = true};
		c[4] = act_cell(v, h.v[i].opened_by);
	}
	block_add(v->a, &w->right, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static bool same_state(const json_t *x, const json_t *y)
{
	static const char *const shown[] = {
	    "surname", "given", "patronymic", "document_number", "birth_date"};

	for (size_t i = 0; i < ARRAY_LEN(shown); i++)
		if (!str_eq(json_get_str(x, shown[i]), json_get_str(y, shown[i])))
			return false;
	return true;
}

/* Former names, documents and birth dates: each state that is not the present one. */
static enum rc add_former(struct visit *v, const struct person *p, struct plain_view *w)
{
	static const enum msg heads[] = {
	    MSG_COLUMN_PERSON, MSG_COLUMN_DOCUMENT, MSG_COLUMN_KNOWN, MSG_COLUMN_ACT};
	struct table_view *t =
	    list_table(v, "former", SAY(v, PERSON_FORMER), "", heads, ARRAY_LEN(heads));
	struct person_state *s;
	size_t n;
	enum rc rc = person_states(v->db, v->a, p->id, &s, &n, &v->e);

	for (size_t i = 0; rc == RC_OK && i < n; i++) {
		struct cell_view *c;

		if (same_state(s[i].data, p->data) ||
		    (i > 0 && same_state(s[i].data, s[i - 1].data)))
			continue;
		c = table_row(v->a, t);
		c[0].text = person_name(v->a, s[i].data);
		c[1] = (struct cell_view){
		    .text = json_get_str(s[i].data, "document_number"), .mono = true};
		c[2] = (struct cell_view){.text = date_words(v, s[i].known), .num = true};
		c[3] = act_cell(v, s[i].act);
	}
	if (t->n > 0)
		block_add(v->a, &w->right, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static enum rc add_cases(struct visit *v, const struct person *p, struct plain_view *w)
{
	struct workcases cases;
	struct workcases open = {0};
	enum rc rc = workcases_of_person(v->db, v->a, p->id, &cases, &v->e);

	if (rc != RC_OK)
		return rc;
	open.v = ARENA_ARRAY(v->a, struct workcase, cases.n + 1);
	for (size_t i = 0; i < cases.n; i++)
		if (workcase_open(&cases.v[i]))
			open.v[open.n++] = cases.v[i];
	if (open.n > 0)
		block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = cases_table(v, &open);
	return RC_OK;
}

static void add_actions(struct visit *v, const struct person *p, bool live, struct plain_view *w)
{
	if (visit_may(v, DESK_ACTORS)) {
		bool foreign = str_is(json_get_str(p->data, "status"), "foreigner");

		action_add(w, SAY(v, REGISTER_DO),
		    url_query(v->a, foreign ? URL_LIT("foreigners/new") : URL_LIT("register"),
			"person", p->id),
		    "f4", NULL);
		action_add(w, SAY(v, PERSON_CORRECT),
		    url_path(v->a, STR("persons"), p->id, STR("correct")), NULL, "secondary");
		if (live)
			action_add(w, SAY(v, REMOVE_EVERYWHERE),
			    url_query(v->a, URL_LIT("remove"), "person", p->id), NULL, "secondary");
	}
	if (visit_may(v, ROLE_SENIOR))
		action_add(w, SAY(v, VOTE_CHANGE),
		    url_path(v->a, STR("persons"), p->id, STR("vote")), NULL, "secondary");
	if (visit_may(v, ROLE_AUDITOR))
		action_add(w, SAY(v, VIEWS_TITLE),
		    url_path(v->a, STR("persons"), p->id, STR("views")), NULL, "secondary");
}

static enum rc person_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct act_filter filter = {.from = DAY_NONE, .until = DAY_NONE, .limit = 100};
	struct residences stays;
	struct act_lines acts;
	struct person p;
	enum rc rc = person_read(v->db, v->a, visit_param(v, "id"), &p, &v->e);

	if (rc != RC_OK)
		return rc;
	saw(v, p.id, "person");
	filter.subject = p.id;
	rc = residences_of_person(v->db, v->a, p.id, &stays, &v->e);
	if (rc == RC_OK)
		rc = actlist(v->db, v->a, &filter, &acts, &v->e);
	if (rc != RC_OK)
		return rc;
	w->title = person_name(v->a, p.data);
	w->caption = date_words(v, p.birth);
	add_actions(v, &p, any_live(v, &stays), w);
	rc = add_cases(v, &p, w);
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = stays_table(v, &stays, true);
	if (rc == RC_OK)
		rc = add_person_stays(v, p.id, w);
	block_add(v->a, &w->left, BLOCK_SUMMARY, SAY(v, PERSON_DATA))->of.summary = data_of(v, &p);
	if (rc == RC_OK)
		rc = add_holdings(v, &p, w);
	if (rc == RC_OK)
		rc = add_former(v, &p, w);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = stays_table(v, &stays, false);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table =
	    acts_table(v, &acts, ACTS_OF_PERSON);
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row person_row = {.run = person_run};

/* ---- who looked ---- */

static struct table_view *views_table(struct visit *v, const struct access_rows *r)
{
	static const enum msg heads[] = {MSG_COLUMN_WHEN, MSG_COLUMN_READER, MSG_COLUMN_PURPOSE,
	    MSG_COLUMN_WHAT, MSG_COLUMN_ROUTE};
	struct table_view *t = list_table(
	    v, "views", SAY(v, VIEWS_TITLE), SAY(v, VIEWS_NONE), heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < r->n; i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = time_people(v->a, r->v[i].at_us), .num = true};
		c[1].text = r->v[i].reader;
		c[2].text = word(v, "why", r->v[i].purpose);
		c[3].text = word(v, "seen", r->v[i].detail);
		c[4] = (struct cell_view){.text = r->v[i].route, .mono = true};
	}
	return t;
}

static enum rc views_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct access_row before = {0};
	struct access_filter which = {0};
	struct access_rows rows;
	struct table_view *t;
	struct person p;
	enum rc rc = person_read(v->db, v->a, visit_param(v, "id"), &p, &v->e);
	bool more = false;

	if (rc != RC_OK)
		return rc;
	before.at_us = number_asked(v, "at");
	before.id = number_asked(v, "row");
	which.person = p.id;
	which.before = before.id != 0 ? &before : NULL;
	rc = access_read(v->db, v->a, &which, LIST_PAGE + 1, &rows, &v->e);
	if (rc != RC_OK)
		return rc;
	more = rows.n > LIST_PAGE;
	if (more)
		rows.n = LIST_PAGE;
	saw(v, p.id, "who_looked");
	w->title = str_of(SAY(v, VIEWS_TITLE));
	w->caption = person_name(v->a, p.data);
	action_add(w, SAY(v, BACK_TO_PERSON), url_of_person(v, p.id), NULL, "secondary");
	t = views_table(v, &rows);
	if (more) {
		const struct access_row *last = &rows.v[rows.n - 1];

		t->more = url_query(v->a,
		    url_query(v->a, url_path(v->a, STR("persons"), p.id, STR("views")), "at",
			int_words(v, last->at_us)),
		    "row", int_words(v, last->id));
	}
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	return desk_plain(v, 200, w);
}
const struct row views_row = {.run = views_run};
