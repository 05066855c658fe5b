/*
 * /dwellings/{id}: who lives there today and on a chosen day, who holds it, its area against
 * the norm, its history and the cases that are open.
 */
#include "actlist.h"
#include "area.h"
#include "lists.h"
#include "pages.h"
#include "stays.h"

/* ---- data and area ---- */

static struct summary_view *data_of(struct visit *v, const struct dwelling *d)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);
	const json_t *x = d->data;

	summary_add(v->a, s, str_of(SAY(v, COLUMN_ADDRESS)), address_of(v, x));
	summary_add(
	    v->a, s, label(v, "category"), word(v, "category", json_get_str(x, "category")));
	summary_add(v->a, s, label(v, "fund"), word(v, "fund", json_get_str(x, "fund")));
	summary_add(v->a, s, label(v, "useful_area"), json_get_str(x, "useful_area"));
	summary_add(v->a, s, label(v, "total_area"), json_get_str(x, "total_area"));
	summary_add(v->a, s, label(v, "unit"), name_of_unit(v, d->unit));
	summary_add(v->a, s, label(v, "precinct"), json_get_str(x, "precinct"));
	summary_add(v->a, s, label(v, "rka"), json_get_str(x, "rka"));
	summary_add(v->a, s, str_of(SAY(v, RECORD_ID)), d->id);
	return s;
}

static struct str area_words(struct visit *v, int64_t hundredths)
{
	char z[AREA_TEXT];

	area_print(hundredths, z);
	return arena_str(v->a, str_of(z));
}

/* The useful area, or where it is not known the total, over those who are registered. */
static void add_area(
    struct visit *v, const struct dwelling *d, const struct residences *now, struct plain_view *w)
{
	const struct pack_value *norm = pack_value(v->env.pack, PARAM_AREA_NORM, v->env.today);
	struct str useful = json_get_str(d->data, "useful_area");
	size_t n = residences_persons(now, NULL);
	struct bar_view *bar;
	int64_t area;
	struct block *x;

	if (!area_parse(useful.n > 0 ? useful : json_get_str(d->data, "total_area"), &area))
		return;
	x = block_add(v->a, &w->right, BLOCK_TEXT, SAY(v, AREA_TITLE));
	x->of.text = SAYF(v, DWELLING_AREA, {"area", area_words(v, area)},
	    {"persons", int_words(v, (int64_t)n)}, {"norm", area_words(v, norm->value)});
	if (n == 0)
		return;
	bar = ARENA_NEW(v->a, struct bar_view);
	*bar = (struct bar_view){area / (int64_t)n, norm->value, area_words(v, area / (int64_t)n),
	    area_words(v, norm->value)};
	block_add(v->a, &w->right, BLOCK_BAR, SAY(v, AREA_PER_PERSON))->of.bar = bar;
}

/* ---- who lives there ---- */

/* actions: of those who live there now, for whom may remove them. */
static struct table_view *residents_table(
    struct visit *v, const struct residences *r, const char *id, const char *caption, bool actions)
{
	static const enum msg heads[] = {MSG_COLUMN_PERSON, MSG_COLUMN_KIND, MSG_COLUMN_PERIOD,
	    MSG_COLUMN_STATE, MSG_COLUMN_OPENED, MSG_COLUMN_CLOSED};
	static const enum msg live_heads[] = {MSG_COLUMN_PERSON, MSG_COLUMN_KIND, MSG_COLUMN_PERIOD,
	    MSG_COLUMN_STATE, MSG_COLUMN_OPENED, MSG_COLUMN_DO};
	struct table_view *t = list_table(v, id, caption, SAY(v, DWELLING_NOBODY),
	    actions ? live_heads : heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < r->n; i++) {
		const struct residence *x = &r->v[i];
		struct cell_view *c = table_row(v->a, t);

		saw(v, x->person, "residents");
		c[0] = (struct cell_view){
		    .text = name_of_person(v, x->person), .url = url_of_person(v, x->person)};
		c[1].text = word(v, "residence",
		    x->kind == STAY_TEMPORARY ? STR("temporary") : STR("permanent"));
		c[2] = (struct cell_view){.text = period_words(v, x->from, x->until), .num = true};
		stay_state(v, x, &c[3]);
		c[4] = act_cell(v, x->opened_by);
		if (!actions)
			c[5] = act_cell(v, x->closed_by);
		else
			c[5] = (struct cell_view){.text = str_of(SAY(v, REMOVE_DO)),
			    .url = url_query(
				v->a, URL_LIT("remove"), "registration", x->registration)};
	}
	return t;
}

/* The form that asks for a day: a day is nothing personal, so it stands in the address. */
static struct inputs_view *day_form(
    struct visit *v, const struct dwelling *d, const struct issues *bad)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	form->issues = bad;
	form->head = (struct html_form_head){.action = url_of_dwelling(v, d->id), .get = true};
	f = input_add(v->a, form, INPUT_DATE, "on", visit_query(v, "on"));
	f->label = SAY(v, DWELLING_ON_DAY);
	f->latest = v->env.today;
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, DWELLING_SHOW_DAY), .kind = "secondary"};
	return form;
}

static enum rc add_day(
    struct visit *v, const struct dwelling *d, struct issues *bad, struct plain_view *w)
{
	struct str asked = visit_query(v, "on");
	struct residences then;
	day_t on = DAY_NONE;
	enum rc rc = RC_OK;

	if (asked.n > 0 && !text_date_parse(asked, v->env.today, &on)) {
		issue_add(bad, STR("on"), PROBLEM_NO_DATE, STR(""));
	} else if (asked.n > 0) {
		rc = residences_of_dwelling_on(v->db, v->a, d->id, on, &then, &v->e);
		if (rc == RC_OK)
			block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table =
			    residents_table(v, &then, "then",
				arena_z(v->a, SAYF(v, DWELLING_THEN, {"day", date_words(v, on)})),
				false);
	}
	block_add(v->a, &w->right, BLOCK_FORM, NULL)->of.form = day_form(v, d, bad);
	return rc;
}

/* ---- holders, cases, acts ---- */

static enum rc add_holders(
    struct visit *v, const struct dwelling *d, bool may, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_HOLDER, MSG_COLUMN_KIND, MSG_COLUMN_SHARE,
	    MSG_COLUMN_PERIOD, MSG_COLUMN_OPENED, MSG_COLUMN_CLOSED};
	static const enum msg with_do[] = {MSG_COLUMN_HOLDER, MSG_COLUMN_KIND, MSG_COLUMN_SHARE,
	    MSG_COLUMN_PERIOD, MSG_COLUMN_OPENED, MSG_COLUMN_CLOSED, MSG_COLUMN_DO};
	struct table_view *t =
	    list_table(v, "holders", SAY(v, DWELLING_HOLDERS), SAY(v, DWELLING_NO_HOLDERS),
		may ? with_do : heads, may ? ARRAY_LEN(with_do) : ARRAY_LEN(heads));
	struct holdings h;
	enum rc rc = holdings_of_dwelling(v->db, v->a, d->id, &h, &v->e);

	for (size_t i = 0; rc == RC_OK && i < h.n; i++) {
		const struct holding *x = &h.v[i];
		struct cell_view *c = table_row(v->a, t);
		bool organisation = str_starts(x->holder, "org:");

		c[0] = (struct cell_view){.text = name_of_holder(v, x->holder),
		    .url = organisation ? (struct url){0} : url_of_person(v, x->holder)};
		if (!organisation)
			saw(v, x->holder, "holders");
		c[1].text = word(v, "holding", x->kind);
		c[2] = (struct cell_view){.text = x->share, .num = true};
		c[3] = (struct cell_view){.text = period_words(v, x->from, x->until), .num = true};
		c[4] = act_cell(v, x->opened_by);
		c[5] = act_cell(v, x->closed_by);
		if (may && holding_live(x, v->env.today))
			c[6] = (struct cell_view){.text = str_of(SAY(v, HOLDING_END)),
			    .url = url_path(v->a, STR("holdings"), x->id, STR("end"))};
	}
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static enum rc add_history(struct visit *v, const struct dwelling *d, struct plain_view *w)
{
	struct act_filter filter = {
	    .dwelling = d->id, .from = DAY_NONE, .until = DAY_NONE, .limit = 100};
	struct workcases cases;
	struct residences all;
	struct act_lines acts;
	enum rc rc = workcases_of_dwelling(v->db, v->a, d->id, &cases, &v->e);

	if (rc == RC_OK)
		rc = residences_of_dwelling(v->db, v->a, d->id, 200, &all, &v->e);
	if (rc == RC_OK)
		rc = actlist(v->db, v->a, &filter, &acts, &v->e);
	if (rc != RC_OK)
		return rc;
	if (cases.n > 0)
		block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = cases_table(v, &cases);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table =
	    residents_table(v, &all, "stays", SAY(v, DWELLING_STAYS), false);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table =
	    acts_table(v, &acts, ACTS_OF_DWELLING);
	return RC_OK;
}

static void add_actions(struct visit *v, const struct dwelling *d, bool mine, struct plain_view *w)
{
	if (mine && visit_may(v, DESK_ACTORS))
		action_add(w, SAY(v, REGISTER_HERE),
		    url_query(v->a, URL_LIT("register"), "dwelling", d->id), "f4", NULL);
	if (mine && visit_may(v, DESK_ACTORS))
		action_add(w, SAY(v, FOREIGNER_HERE),
		    url_query(v->a, URL_LIT("foreigners/new"), "dwelling", d->id), NULL,
		    "secondary");
	if (mine && visit_may(v, ROLE_SENIOR)) {
		action_add(w, SAY(v, HOLDING_NEW),
		    url_path(v->a, STR("dwellings"), d->id, STR("holding")), NULL, "secondary");
		action_add(w, SAY(v, DWELLING_CHANGE),
		    url_path(v->a, STR("dwellings"), d->id, STR("change")), NULL, "secondary");
	}
}

static enum rc dwelling_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct issues *bad = ARENA_NEW(v->a, struct issues);
	struct residences now;
	struct dwelling d;
	bool mine = false;
	enum rc rc = dwelling_read(v->db, v->a, visit_param(v, "id"), &d, &v->e);

	if (rc == RC_OK)
		rc = residences_of_dwelling_on(v->db, v->a, d.id, v->env.today, &now, &v->e);
	if (rc == RC_OK)
		rc = unit_is_mine(v, d.unit, &mine);
	if (rc != RC_OK)
		return rc;
	*bad = (struct issues){.arena = v->a};
	w->issues = bad;
	w->title = dwelling_address(v->a, d.data);
	w->caption = word(v, "district", json_get_str(d.data, "kato"));
	add_actions(v, &d, mine, w);
	block_add(v->a, &w->left, BLOCK_SUMMARY, SAY(v, DWELLING_DATA))->of.summary =
	    data_of(v, &d);
	add_area(v, &d, &now, w);
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = residents_table(
	    v, &now, "now", SAY(v, DWELLING_NOW), mine && visit_may(v, DESK_ACTORS));
	rc = add_dwelling_stays(v, d.id, w);
	if (rc == RC_OK)
		rc = add_day(v, &d, bad, w);
	if (rc == RC_OK)
		rc = add_holders(v, &d, mine && visit_may(v, ROLE_SENIOR), w);
	if (rc == RC_OK)
		rc = add_history(v, &d, w);
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row dwelling_row = {.run = dwelling_run};
