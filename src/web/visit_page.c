/*
 * /stays/{id}/visit: a stay as its inspector meets it, and what he found there;
 * /visits/{act}: the desk's answer to it, whose list stands in the queue.
 */
#include "inspector.h"
#include "lists.h"
#include "pages.h"

static const char *const results[] = {"lives", "not_found", "left", "others"};

/* ---- the inspector ---- */

static enum rc meet(struct visit *v, struct str id, struct stay_met *s)
{
	struct precincts mine;
	enum rc rc = stay_meet(v->db, v->a, id, s, &v->e);

	if (rc == RC_OK)
		rc = precincts_mine(v, &mine);
	if (rc == RC_OK && precinct_in(&mine, s->precinct) == NULL &&
	    precinct_in(&mine, s->told) == NULL)
		rc = fail(&v->e, RC_FORBIDDEN, "the stay is in no precinct of this user's");
	return rc;
}

static struct summary_view *stay_summary(struct visit *v, const struct stay_met *s)
{
	struct summary_view *l = ARENA_NEW(v->a, struct summary_view);

	summary_add(v->a, l, label(v, "citizenship"), json_get_str(s->person_data, "citizenship"));
	summary_add(v->a, l, label(v, "document_number"), document_masked(v->a, s->person_data));
	summary_add(v->a, l, str_of(SAY(v, COLUMN_ADDRESS)), address_of(v, s->dwelling_data));
	summary_add(v->a, l, label(v, "host"), host_words(v, s->host, s->host_data));
	if (s->from != DAY_NONE)
		summary_add(
		    v->a, l, str_of(SAY(v, INBOX_TERM)), period_words(v, s->from, s->until));
	else
		summary_add(
		    v->a, l, str_of(SAY(v, COLUMN_STATE)), word(v, "walk", STR("annulled")));
	summary_add(v->a, l, str_of(SAY(v, COLUMN_OFFICER)), s->officer);
	summary_add(v->a, l, str_of(SAY(v, COLUMN_UNIT)),
	    name_of_unit(v, s->unit.n > 0 ? s->unit : s->dwelling_unit));
	return l;
}

static enum rc add_history(struct visit *v, struct str registration, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_FIELD_VISITED_ON, MSG_VISIT_RESULT,
	    MSG_VISIT_INSPECTOR, MSG_VISIT_NOTE, MSG_VISIT_ANSWER};
	struct table_view *t = list_table(
	    v, "visits", SAY(v, VISIT_BEFORE), SAY(v, VISIT_NONE), heads, ARRAY_LEN(heads));
	struct visits l;
	enum rc rc = visits_of_stay(v->db, v->a, registration, &l, &v->e);

	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = date_words(v, l.v[i].day), .num = true};
		c[1].text = word(v, "visit", l.v[i].result);
		c[2].text = l.v[i].inspector;
		c[3].text = l.v[i].note;
		if (l.v[i].answered_by != 0)
			c[4].text = arena_printf(v->a, "%.*s – %.*s", STR_FMT(l.v[i].answer),
			    STR_FMT(l.v[i].answered_who));
	}
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static struct inputs_view *visit_form(
    struct visit *v, struct str registration, const struct issues *bad)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	form->issues = bad;
	form->head = (struct html_form_head){
	    .action = url_of_stay_visit(v, registration), .key = desk_key(v)};
	f = input_add(v->a, form, INPUT_RADIOS, "result", desk_get(v, "result"));
	f->group = "visit";
	f->words = results;
	f->n_words = ARRAY_LEN(results);
	f->css = "app-w-full";
	f = input_add(v->a, form, INPUT_DATE, "visited_on", desk_get(v, "visited_on"));
	f->latest = v->env.today;
	if (!desk_posted(v))
		f->value = date_words(v, v->env.today);
	f = input_add(v->a, form, INPUT_AREA, "note", desk_get(v, "note"));
	f->label = SAY(v, VISIT_NOTE);
	f->hint = SAY(v, VISIT_NOTE_HINT);
	f->optional = true;
	f->css = "app-w-full";
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, RECORD_SAVE), .key = "ctrl+enter"};
	return form;
}

static enum rc show_visit(
    struct visit *v, struct str id, const struct stay_met *s, const struct issues *bad, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct str precinct = s->told.n > 0 ? s->told : s->precinct;

	w->title = person_name(v->a, s->person_data);
	w->caption = str_of(SAY(v, VISIT_TITLE));
	w->issues = bad;
	action_add(w, SAY(v, VISIT_PRECINCT),
	    url_at(v->a, url_of_precinct(v, precinct), arena_printf(v->a, "r-%.*s", STR_FMT(id))),
	    NULL, "secondary");
	block_add(v->a, &w->left, BLOCK_SUMMARY, NULL)->of.summary = stay_summary(v, s);
	if (visit_may(v, ROLE_INSPECTOR))
		block_add(v->a, &w->right, BLOCK_FORM, SAY(v, VISIT_RECORD))->of.form =
		    visit_form(v, id, bad);
	saw_there(v, s->person, "visit");
	return add_history(v, id, w) == RC_OK ? desk_plain(v, status, w) : v->e.rc;
}

static enum rc stay_visit_run(struct visit *v)
{
	struct str id = visit_param(v, "id");
	struct stay_met s;
	enum rc rc = meet(v, id, &s);

	return rc == RC_OK ? show_visit(v, id, &s, NULL, 200) : rc;
}
const struct row stay_visit_row = {.run = stay_visit_run};

static enum rc stay_visit_record_run(struct visit *v)
{
	struct str id = visit_param(v, "id"), day = desk_get(v, "visited_on");
	struct act_answer answer;
	struct stay_met s;
	json_t *request;
	day_t on;
	enum rc rc = meet(v, id, &s);

	if (rc != RC_OK)
		return rc;
	request = json_pack("{s:s}", "act", "visit");
	json_put(request, "registration", json_text(id));
	json_put(request, "key", json_text(desk_key(v)));
	if (desk_get(v, "result").n > 0)
		json_put(request, "result", json_text(desk_get(v, "result")));
	if (desk_get(v, "note").n > 0)
		json_put(request, "note", json_text(desk_get(v, "note")));
	if (day.n > 0)
		json_put(request, "visited_on",
		    text_date_parse(day, v->env.today, &on) ? json_day(on) : json_text(day));
	rc = desk_act(v, request, false, &answer);
	if (rc != RC_OK)
		return rc;
	if (!str_is(json_get_str(answer.json, "outcome"), "invalid"))
		return visit_see_other(v, url_of_stay_visit(v, id).s);
	return show_visit(v, id, &s, issues_of(v, answer.json), answer.status);
}
const struct row stay_visit_record_row = {.run = stay_visit_record_run};

/* ---- the desk ---- */

static struct url url_of_visit(const struct visit *v, int64_t act)
{
	return url_path(v->a, STR("visits"), int_words(v, act), STR(""));
}

enum rc add_visits(struct visit *v, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_ACT, MSG_FIELD_VISITED_ON, MSG_VISIT_RESULT,
	    MSG_COLUMN_PERSON, MSG_COLUMN_ADDRESS, MSG_VISIT_INSPECTOR, MSG_VISIT_NOTE};
	struct table_view *t = list_table(
	    v, "visits", SAY(v, VISITS_TITLE), SAY(v, VISITS_NONE), heads, ARRAY_LEN(heads));
	struct str own = v->env.who.unit, *below = &own;
	size_t n = 1;
	struct visits l = {0};
	enum rc rc = RC_OK;

	if (visit_may(v, ROLE_SENIOR))
		rc = units_below(v->db, v->a, own, &below, &n, &v->e);
	if (rc == RC_OK)
		rc = visits_unanswered(v->db, v->a, below, n, LIST_PAGE, &l, &v->e);
	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0] = act_cell(v, l.v[i].act);
		c[0].url = url_of_visit(v, l.v[i].act);
		c[1] = (struct cell_view){.text = date_words(v, l.v[i].day), .num = true};
		c[2] = (struct cell_view){.text = word(v, "visit", l.v[i].result),
		    .tag = str_is(l.v[i].result, "lives") ? "green" : "yellow"};
		c[3] = (struct cell_view){.text = name_of_person(v, l.v[i].person),
		    .url = url_of_person(v, l.v[i].person)};
		c[4].text = name_of_dwelling(v, l.v[i].dwelling);
		c[5].text = l.v[i].inspector;
		c[6].text = l.v[i].note;
		visit_access(v, l.v[i].person, STR("visit_list"), false);
	}
	if (rc == RC_OK)
		block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static enum rc read_visit(struct visit *v, struct visited *x)
{
	bool mine = false;
	enum rc rc = visit_read(v->db, v->a, number_of(visit_param(v, "act")), x, &v->e);

	if (rc == RC_OK)
		rc = unit_is_mine(v, x->unit, &mine);
	return rc == RC_OK && !mine ? fail(&v->e, RC_FORBIDDEN, "the visit is another unit's") : rc;
}

static enum rc show_answer(
    struct visit *v, const struct visited *x, const struct issues *bad, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	w->title = word(v, "visit", x->result);
	w->caption = str_of(SAY(v, VISIT_TITLE));
	w->issues = bad;
	action_add(w, SAY(v, RECORD_BACK), URL_LIT("queue"), NULL, "secondary");
	summary_link(v->a, s, str_of(SAY(v, COLUMN_PERSON)), name_of_person(v, x->person),
	    url_of_person(v, x->person));
	summary_link(v->a, s, str_of(SAY(v, COLUMN_ADDRESS)), name_of_dwelling(v, x->dwelling),
	    url_of_dwelling(v, x->dwelling));
	summary_add(v->a, s, label(v, "visited_on"), date_words(v, x->day));
	summary_add(v->a, s, str_of(SAY(v, VISIT_INSPECTOR)), x->inspector);
	summary_add(v->a, s, str_of(SAY(v, VISIT_NOTE)), x->note);
	summary_add(v->a, s, str_of(SAY(v, COLUMN_OFFICER)), x->officer);
	if (x->answered_by != 0)
		summary_add(v->a, s, str_of(SAY(v, VISIT_ANSWER)),
		    arena_printf(
			v->a, "%.*s – %.*s", STR_FMT(x->answer), STR_FMT(x->answered_who)));
	block_add(v->a, &w->left, BLOCK_SUMMARY, NULL)->of.summary = s;
	if (x->answered_by == 0) {
		form->issues = bad;
		form->head =
		    (struct html_form_head){.action = url_of_visit(v, x->act), .key = desk_key(v)};
		f = input_add(v->a, form, INPUT_AREA, "note", desk_get(v, "note"));
		f->label = SAY(v, VISIT_ANSWER);
		f->hint = SAY(v, VISIT_ANSWER_HINT);
		f->css = "app-w-full";
		form->button[form->n_buttons++] =
		    (struct button){.label = SAY(v, RECORD_SAVE), .key = "ctrl+enter"};
		block_add(v->a, &w->right, BLOCK_FORM, SAY(v, VISIT_ANSWER))->of.form = form;
	}
	if (v->purpose.n == 0)
		v->purpose = STR("case");
	saw(v, x->person, "visit");
	return desk_plain(v, status, w);
}

static enum rc visit_run(struct visit *v)
{
	struct visited x;
	enum rc rc = read_visit(v, &x);

	return rc == RC_OK ? show_answer(v, &x, NULL, 200) : rc;
}
const struct row visit_row = {.run = visit_run};

static enum rc visit_answer_run(struct visit *v)
{
	struct act_answer answer;
	struct visited x;
	json_t *request;
	enum rc rc = read_visit(v, &x);

	if (rc != RC_OK)
		return rc;
	request = json_pack("{s:s,s:I}", "act", "answer_visit", "visit", (json_int_t)x.act);
	json_put(request, "key", json_text(desk_key(v)));
	if (desk_get(v, "note").n > 0)
		json_put(request, "note", json_text(desk_get(v, "note")));
	rc = desk_act(v, request, false, &answer);
	if (rc != RC_OK)
		return rc;
	if (!str_is(json_get_str(answer.json, "outcome"), "invalid"))
		return visit_see_other(v, STR("/queue"));
	return show_answer(v, &x, issues_of(v, answer.json), answer.status);
}
const struct row visit_answer_row = {.run = visit_answer_run};
