/*
 * /guests: guests whom hosts reported and nobody has decided, whose five days end first
 * (point 11); /guests/{notice}/{line}: one of them, to be registered or dismissed.
 */
#include "guest.h"

#include "host.h"
#include "kind.h"
#include "pages.h"
#include "request.h"

#include <stdlib.h>

day_t guest_due(const struct visit *v, const struct guest *g)
{
	return g->entry +
	       (day_t)pack_value(v->env.pack, PARAM_FOREIGNER_DEADLINE_DAYS, v->env.today)->value;
}

void guest_due_cell(struct visit *v, const struct guest *g, struct cell_view *c)
{
	day_t due = guest_due(v, g);
	struct str words = date_words(v, due);

	*c = (struct cell_view){.text = words, .num = true};
	if (due < v->env.today)
		*c = (struct cell_view){
		    .text = SAYF(v, GUEST_OVERDUE, {"date", words}), .tag = "red"};
	else if (due == v->env.today)
		*c = (struct cell_view){
		    .text = SAYF(v, GUEST_LAST_DAY, {"date", words}), .tag = "yellow"};
}

/* ---- the queue ---- */

static int by_entry(const void *x, const void *y)
{
	const struct guest *a = x, *b = y;
	int order = (a->entry > b->entry) - (a->entry < b->entry);

	if (order == 0)
		order = str_cmp(a->notice, b->notice);
	return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

/* An officer's unit is his own; a senior has those below as well. */
static enum rc my_units(struct visit *v, struct units *out)
{
	struct units all;
	bool mine;
	enum rc rc = units_all(v->db, v->a, &all, &v->e);

	*out = (struct units){.v = all.v};
	for (size_t i = 0; rc == RC_OK && i < all.n; i++) {
		rc = unit_is_mine(v, all.v[i].id, &mine);
		if (rc == RC_OK && mine)
			out->v[out->n++] = all.v[i];
	}
	return rc;
}

enum rc guests_of_mine(
    struct visit *v, struct guest_place after, size_t limit, struct guests *out, bool *more)
{
	struct units units;
	size_t cap = 0;
	enum rc rc = my_units(v, &units);

	*out = (struct guests){0};
	for (size_t i = 0; rc == RC_OK && i < units.n; i++) {
		struct guests l;

		rc = guests_waiting(
		    v->db, v->a, units.v[i].id, after, (int64_t)limit + 1, &l, &v->e);
		for (size_t k = 0; rc == RC_OK && k < l.n; k++) {
			out->v = ARENA_GROW(v->a, out->v, out->n, &cap);
			out->v[out->n++] = l.v[k];
		}
	}
	if (out->n > 1)
		qsort(out->v, out->n, sizeof(*out->v), by_entry);
	*more = out->n > limit;
	if (*more)
		out->n = limit;
	return rc;
}

static void noted(struct visit *v, struct str what)
{
	if (v->purpose.n == 0)
		v->purpose = STR("notice");
	visit_access(v, STR(""), what, false);
}

struct table_view *guests_table(struct visit *v, const struct guests *l)
{
	static const enum msg heads[] = {MSG_COLUMN_GUEST, MSG_COLUMN_DUE, MSG_COLUMN_CITIZENSHIP,
	    MSG_COLUMN_DOCUMENT, MSG_COLUMN_HOST, MSG_COLUMN_ADDRESS, MSG_COLUMN_STAY,
	    MSG_NOTICE_RECEIVED};
	struct table_view *t = list_table(
	    v, "guests", SAY(v, GUEST_QUEUE), SAY(v, GUEST_QUEUE_NONE), heads, ARRAY_LEN(heads));
	struct str last = {0}, address = {0};

	if (l->n > 0)
		noted(v, STR("guest_list"));
	for (size_t i = 0; i < l->n; i++) {
		const struct guest *g = &l->v[i];
		struct cell_view *c = table_row(v->a, t);

		if (i == 0 || !str_eq(last, g->dwelling)) /* a hotel's come together */
			address = name_of_dwelling(v, g->dwelling);
		last = g->dwelling;
		c[0] = (struct cell_view){.text = guest_person(v, g),
		    .url = url_path(v->a, STR("guests"), g->notice, int_words(v, g->line))};
		guest_due_cell(v, g, &c[1]);
		c[2] =
		    (struct cell_view){.text = json_get_str(g->data, "citizenship"), .mono = true};
		c[3] = (struct cell_view){
		    .text = json_get_str(g->data, "document_number"), .mono = true};
		c[4].text = name_of_holder(v, g->host);
		c[5].text = address;
		c[6] = (struct cell_view){
		    .text = period_words(v, g->entry, json_get_day(g->data, "stay_until") + 1),
		    .num = true};
		c[7] = (struct cell_view){.text = time_people(v->a, g->received_us), .num = true};
	}
	return t;
}

static enum rc guests_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct guest_place after = {
	    (day_t)number_asked(v, "entry"), visit_query(v, "after"), number_asked(v, "line")};
	struct table_view *t;
	struct guests l;
	bool more;
	enum rc rc = guests_of_mine(v, after, LIST_PAGE, &l, &more);

	if (rc != RC_OK)
		return rc;
	t = guests_table(v, &l);
	if (more) {
		const struct guest *g = &l.v[l.n - 1];

		t->more = url_query(v->a,
		    url_query(v->a,
			url_query(v->a, URL_LIT("guests"), "entry", int_words(v, g->entry)),
			"after", g->notice),
		    "line", int_words(v, g->line));
	}
	w->title = str_of(SAY(v, GUEST_QUEUE));
	action_add(w, SAY(v, NOTICE_NEW), URL_LIT("reports/new"), NULL, "secondary");
	block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text = str_of(SAY(v, GUEST_DUE_HINT));
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	return desk_plain(v, 200, w);
}
const struct row guests_row = {.run = guests_run};

/* ---- one guest ---- */

static struct str shown_value(struct visit *v, const json_t *data, const char *name)
{
	static const char *const groups[][2] = {{"sex", "sex"}, {"purpose", "purpose"},
	    {"visa_category", "visa"}, {"document_type", "travel_document"}};
	struct str s = json_get_str(data, name);
	day_t d;

	if (json_is_true(json_object_get(data, name)))
		return str_of(SAY(v, NOTICE_YES));
	for (size_t i = 0; i < ARRAY_LEN(groups); i++)
		if (str_is(str_of(name), groups[i][0]))
			return word(v, groups[i][1], s);
	return date_parse(s, &d) ? date_words(v, d) : s;
}

static struct summary_view *data_of(struct visit *v, const struct guest *g)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);

	for (size_t i = 0; i < kind_guest.n; i++) {
		const char *name = kind_guest.column[i].name;
		size_t before = s->n;

		summary_add(v->a, s, label_of_guest(v, name), shown_value(v, g->data, name));
		if (s->n > before)
			s->v[before].mono =
			    str_is(str_of(name), "document_number") || str_is(str_of(name), "mrz");
	}
	return s;
}

static struct summary_view *about(struct visit *v, const struct guest *g)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);
	struct cell_view c;

	guest_state_cell(v, g, &c);
	summary_add(v->a, s, str_of(SAY(v, COLUMN_STATE)), c.text);
	guest_due_cell(v, g, &c);
	summary_add(v->a, s, str_of(SAY(v, COLUMN_DUE)), c.text);
	summary_add(v->a, s, label(v, "host"), name_of_holder(v, g->host));
	summary_link(v->a, s, str_of(SAY(v, COLUMN_ADDRESS)), name_of_dwelling(v, g->dwelling),
	    url_of_dwelling(v, g->dwelling));
	summary_link(
	    v->a, s, str_of(SAY(v, COLUMN_NOTICE)), g->notice, url_of_notice(v, g->notice));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_LINE)), int_words(v, g->line));
	summary_add(v->a, s, str_of(SAY(v, NOTICE_RECEIVED)), time_people(v->a, g->received_us));
	if (g->act != 0)
		summary_link(v->a, s, str_of(SAY(v, COLUMN_ACT)),
		    SAYF(v, ACT_NUMBER, {"n", int_words(v, g->act)}), url_of_act(v, g->act));
	summary_add(v->a, s, label(v, "note"), g->note);
	return s;
}

static struct inputs_view *dismiss_form(
    struct visit *v, const struct guest *g, const struct issues *bad)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	form->issues = bad;
	form->head = (struct html_form_head){
	    .action = url_path(v->a, STR("guests"), g->notice, int_words(v, g->line)),
	    .key = desk_key(v)};
	f = input_add(v->a, form, INPUT_AREA, "note", desk_get(v, "note"));
	f->css = "app-w-full";
	f->hint = SAY(v, GUEST_DISMISS_HINT);
	f->rows = 2;
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, GUEST_DISMISS), .kind = "warning"};
	return form;
}

static enum rc show_guest(
    struct visit *v, const struct guest *g, const struct issues *bad, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct str name = guest_name(v->a, g->notice, g->line);

	noted(v, arena_printf(v->a, "guest %.*s", STR_FMT(name)));
	w->title = guest_person(v, g);
	w->caption = str_of(SAY(v, GUEST_CAPTION));
	w->issues = bad;
	if (g->state == GUEST_WAITING)
		action_add(w, SAY(v, GUEST_REGISTER),
		    url_query(v->a, URL_LIT("foreigners/new"), "guest", name), NULL, NULL);
	action_add(w, SAY(v, GUEST_BACK), URL_LIT("guests"), NULL, "secondary");
	block_add(v->a, &w->left, BLOCK_SUMMARY, SAY(v, GUEST_DATA))->of.summary = data_of(v, g);
	block_add(v->a, &w->right, BLOCK_SUMMARY, NULL)->of.summary = about(v, g);
	if (g->state == GUEST_WAITING)
		block_add(v->a, &w->right, BLOCK_FORM, SAY(v, GUEST_DISMISS_TITLE))->of.form =
		    dismiss_form(v, g, bad);
	return desk_plain(v, status, w);
}

static enum rc find(struct visit *v, struct guest *g)
{
	bool mine = false;
	enum rc rc = guest_read(
	    v->db, v->a, visit_param(v, "notice"), number_of(visit_param(v, "line")), g, &v->e);

	if (rc == RC_OK)
		rc = unit_is_mine(v, g->unit, &mine);
	return rc == RC_OK && !mine ? RC_NOT_FOUND : rc;
}

static enum rc guest_run(struct visit *v)
{
	struct guest g;
	enum rc rc = find(v, &g);

	return rc == RC_OK ? show_guest(v, &g, NULL, 200) : rc;
}
const struct row guest_row = {.run = guest_run};

static enum rc guest_dismiss_run(struct visit *v)
{
	struct act_answer answer;
	struct guest g;
	json_t *request;
	enum rc rc = find(v, &g);

	if (rc != RC_OK)
		return rc;
	request = request_of_form(v->a, "dismiss_guest", &v->form, v->env.today);
	json_put(request, "guest", json_text(guest_name(v->a, g.notice, g.line)));
	rc = desk_act(v, request, false, &answer);
	if (rc != RC_OK)
		return rc;
	if (!str_is(json_get_str(answer.json, "outcome"), "invalid"))
		return visit_see_other(v, STR("/guests"));
	return show_guest(v, &g, issues_of(v, answer.json), answer.status);
}
const struct row guest_dismiss_row = {.run = guest_dismiss_run};
