/*
 * Records entered and put right at the desk: a person, a dwelling, who holds it.  Each is a
 * form of the fields of its act; what is wrong comes back beside the field.
 */
#include "lists.h"
#include "pages.h"
#include "register.h"
#include "request.h"

#include <string.h>

static const char *const categories[] = {"apartment", "house", "hotel", "dormitory", "rest_home",
    "sanatorium", "preventorium", "medical", "boarding_home", "pension", "dacha_cooperative",
    "nursing_home", "service", "dacha_other", "warehouse", "shop", "garage", "other"};
static const char *const funds[] = {"private", "state", "local_executive_rented"};
static const char *const holdings[] = {"owner", "tenant"};
static const char *const rights[] = {"incapable", "convicted", "restored"};
static const char *const districts[] = {"751110000", "751210000", "751310000", "751410000",
    "751510000", "751710000", "751810000", "751910000"};

/* One form page under way. */
struct record {
	struct screen s;
	struct group_view g; /* its inputs, in the order of the page */
	struct str title, caption;
	struct url action, back;
	struct str stale; /* who changed it meanwhile; empty: nobody */
};

static struct record begin(struct visit *v, const char *title, struct url action, struct url back)
{
	struct record r = {.s = {.v = v}, .title = str_of(title), .action = action, .back = back};

	if (v->purpose.n == 0)
		v->purpose = STR("application");
	r.s.f = request_compact(v->a, &v->form);
	return r;
}

static enum rc show(struct record *r, int status)
{
	struct visit *v = r->s.v;
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);

	*form = r->g.in;
	form->issues = r->s.bad;
	form->head = (struct html_form_head){
	    .action = r->action, .key = desk_key(v), .version = screen_get(&r->s, "version")};
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, RECORD_SAVE), .key = "ctrl+enter"};
	w->title = r->title;
	w->caption = r->caption;
	w->issues = r->s.bad;
	action_add(w, SAY(v, RECORD_BACK), r->back, NULL, "secondary");
	if (r->stale.n > 0)
		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text = r->stale;
	block_add(v->a, &w->top, BLOCK_FORM, NULL)->of.form = form;
	return desk_plain(v, status, w);
}

/* Perform it.  *done: it is recorded, and the reply is left to the caller. */
static enum rc perform(struct record *r, json_t *request, struct act_answer *answer, bool *done)
{
	enum rc rc = desk_act(r->s.v, request, false, answer);

	*done = rc == RC_OK && !str_is(json_get_str(answer->json, "outcome"), "invalid");
	if (rc == RC_OK && !*done)
		r->s.bad = issues_of(r->s.v, answer->json);
	return rc;
}

static void date_and_note(struct record *r)
{
	struct html_field *f = screen_input(&r->s, &r->g, INPUT_DATE, "date");

	r->g.in.v[r->g.in.n - 1].new_row = true;
	if (f->value.n == 0)
		f->value = date_words(r->s.v, r->s.v->env.today);
	f = screen_input(&r->s, &r->g, INPUT_TEXT, "note");
	f->optional = true;
}

static void paper(struct record *r)
{
	size_t first = r->g.in.n;

	screen_paper(&r->s, &r->g, "paper");
	r->g.in.v[first].legend = text_field(r->s.v->lang, STR("paper"));
}

/* ---- a new person ---- */

static void person_inputs(struct record *r)
{
	screen_person_fields(&r->s, &r->g.in, "set.");
	if (r->s.bad != NULL && issue_at(r->s.bad, STR("set"))) {
		(void)screen_input(&r->s, &r->g, INPUT_CHECKBOX, "new");
		r->g.in.v[r->g.in.n - 1].f.label = SAY(r->s.v, PERSON_IS_ANOTHER);
		r->g.in.v[r->g.in.n - 1].new_row = true;
	}
}

static enum rc person_new_run(struct visit *v)
{
	struct record r = begin(v, SAY(v, PERSON_NEW), URL_LIT("persons/new"), URL_LIT("search"));
	struct act_answer answer = {0};
	bool done = false;
	enum rc rc = RC_OK;

	if (desk_posted(v))
		rc = perform(
		    &r, request_of_form(v->a, "add_person", &r.s.f, v->env.today), &answer, &done);
	if (rc != RC_OK)
		return rc;
	if (done)
		return visit_see_other(v, url_of_person(v, json_get_str(answer.json, "person")).s);
	if (!desk_posted(v)) {
		screen_set(&r.s, "set.citizenship", STR("KAZ"));
		screen_set(&r.s, "set.status", STR("citizen"));
	}
	person_inputs(&r);
	date_and_note(&r);
	return show(&r, desk_posted(v) ? answer.status : 200);
}
const struct row person_new_row = {.run = person_new_run};

/* ---- a person's data put right ---- */

/* The record's present values, dates as people write them. */
static void fill(struct screen *s, const json_t *data, const char *const *names)
{
	for (; *names != NULL; names++) {
		struct str value = json_get_str(data, *names);
		day_t d;

		if (date_parse(value, &d))
			value = date_words(s->v, d);
		screen_set(s, arena_printf(s->v->a, "set.%s", *names).p, value);
	}
}

static bool stale(struct record *r, int64_t now)
{
	if (number_of(screen_get(&r->s, "version")) == now)
		return false;
	r->s.bad = ARENA_NEW(r->s.v->a, struct issues);
	*r->s.bad = (struct issues){.arena = r->s.v->a};
	issue_add(r->s.bad, STR(""), PROBLEM_STALE, STR(""));
	screen_set(&r->s, "version", int_words(r->s.v, now));
	r->stale = stale_words(r->s.v, now);
	return true;
}

/* Beside what was typed: what the register has by now, where it is another. */
static void present_values(struct record *r, const json_t *now)
{
	struct visit *v = r->s.v;
	json_t *typed =
	    json_keep(v->a, request_of_form(v->a, "correct_person", &r->s.f, v->env.today));
	const json_t *set = json_object_get(typed, "set");

	for (size_t i = 0; i < r->g.in.n; i++) {
		struct html_field *f = &r->g.in.v[i].f;
		const char *name = f->name + 4;
		struct str is;

		if (strncmp(f->name, "set.", 4) != 0 ||
		    str_eq(json_get_str(set, name), json_get_str(now, name)))
			continue;
		is = person_field_words(v, now, name);
		f->hint = is.n > 0 ? arena_z(v->a, SAYF(v, STALE_NOW, {"value", is}))
				   : SAY(v, STALE_NOW_EMPTY);
	}
}

/* The whole record as it stands in the form, less what is as it was. */
static json_t *changed(
    struct record *r, const char *act, const json_t *now, const char *const *names)
{
	json_t *request = request_of_form(r->s.v->a, act, &r->s.f, r->s.v->env.today);
	json_t *set = json_object_get(request, "set");

	if (set == NULL) {
		set = json_object();
		json_put(request, "set", set);
	}
	request_changes(set, now, names);
	return request;
}

static enum rc person_correct_run(struct visit *v)
{
	struct url page = url_path(v->a, STR("persons"), visit_param(v, "id"), STR("correct"));
	struct record r =
	    begin(v, SAY(v, PERSON_CORRECT), page, url_of_person(v, visit_param(v, "id")));
	struct act_answer answer = {.status = 409};
	struct person p;
	json_t *request;
	bool done = false;
	enum rc rc = person_read(v->db, v->a, visit_param(v, "id"), &p, &v->e);

	if (rc != RC_OK)
		return rc;
	saw(v, p.id, "correction");
	r.caption = person_name(v->a, p.data);
	if (!desk_posted(v)) {
		fill(&r.s, p.data, person_fields);
		screen_set(&r.s, "version", int_words(v, p.last_act));
	} else if (!stale(&r, p.last_act)) {
		request = changed(&r, "correct_person", p.data, person_fields);
		json_put(request, "person", json_text(p.id));
		rc = perform(&r, request, &answer, &done);
	}
	if (rc != RC_OK)
		return rc;
	if (done)
		return visit_see_other(v, url_of_person(v, p.id).s);
	person_inputs(&r);
	if (r.stale.n > 0)
		present_values(&r, p.data);
	paper(&r);
	date_and_note(&r);
	return show(&r, desk_posted(v) ? answer.status : 200);
}
const struct row person_correct_row = {.run = person_correct_run};

/* ---- the right to vote ---- */

static enum rc vote_run(struct visit *v)
{
	struct url page = url_path(v->a, STR("persons"), visit_param(v, "id"), STR("vote"));
	struct record r =
	    begin(v, SAY(v, VOTE_CHANGE), page, url_of_person(v, visit_param(v, "id")));
	struct act_answer answer = {.status = 409};
	struct person p;
	struct str now;
	json_t *request;
	bool done = false;
	enum rc rc = person_read(v->db, v->a, visit_param(v, "id"), &p, &v->e);

	if (rc != RC_OK)
		return rc;
	saw(v, p.id, "correction");
	r.caption = person_name(v->a, p.data);
	if (!desk_posted(v)) {
		screen_set(&r.s, "version", int_words(v, p.last_act));
	} else if (!stale(&r, p.last_act)) {
		request = request_of_form(v->a, "vote", &r.s.f, v->env.today);
		json_put(request, "person", json_text(p.id));
		rc = perform(&r, request, &answer, &done);
	}
	if (rc != RC_OK)
		return rc;
	if (done)
		return visit_see_other(v, url_of_person(v, p.id).s);
	now = json_get_str(p.data, "vote");
	(void)screen_select(&r.s, &r.g, "right", "vote", rights, ARRAY_LEN(rights));
	r.g.in.v[0].f.hint = arena_z(
	    v->a, SAYF(v, VOTE_NOW, {"vote", word(v, "vote", now.n > 0 ? now : STR("yes"))}));
	(void)screen_input(&r.s, &r.g, INPUT_DATE, "from");
	paper(&r);
	date_and_note(&r);
	return show(&r, desk_posted(v) ? answer.status : 200);
}
const struct row vote_row = {.run = vote_run};

/* ---- dwellings ---- */

static void what_it_is(struct record *r)
{
	(void)screen_select(
	    &r->s, &r->g, "set.category", "category", categories, ARRAY_LEN(categories));
	r->g.in.v[r->g.in.n - 1].new_row = true;
	(void)screen_select(&r->s, &r->g, "set.fund", "fund", funds, ARRAY_LEN(funds));
	(void)screen_input(&r->s, &r->g, INPUT_TEXT, "set.useful_area");
	r->g.in.v[r->g.in.n - 1].new_row = true;
	r->g.in.v[r->g.in.n - 1].f.optional = true;
	(void)screen_input(&r->s, &r->g, INPUT_TEXT, "set.total_area");
	r->g.in.v[r->g.in.n - 1].f.optional = true;
	(void)screen_input(&r->s, &r->g, INPUT_TEXT, "set.precinct");
	r->g.in.v[r->g.in.n - 1].f.optional = true;
}

static void dwelling_inputs(struct record *r)
{
	(void)screen_select(&r->s, &r->g, "set.kato", "district", districts, ARRAY_LEN(districts));
	(void)screen_input(&r->s, &r->g, INPUT_TEXT, "set.street");
	r->g.in.v[r->g.in.n - 1].new_row = true;
	screen_input(&r->s, &r->g, INPUT_TEXT, "set.house")->css = "app-w-s";
	screen_input(&r->s, &r->g, INPUT_TEXT, "set.flat")->css = "app-w-s";
	r->g.in.v[r->g.in.n - 1].f.optional = true;
	what_it_is(r);
	(void)screen_input(&r->s, &r->g, INPUT_TEXT, "set.rka");
	r->g.in.v[r->g.in.n - 1].f.optional = true;
	r->g.in.v[r->g.in.n - 1].new_row = true;
	if (screen_get(&r->s, "set.unit").n == 0)
		screen_set(&r->s, "set.unit", r->s.v->env.who.unit);
	(void)screen_input(&r->s, &r->g, INPUT_TEXT, "set.unit");
}

static enum rc dwelling_new_run(struct visit *v)
{
	struct record r =
	    begin(v, SAY(v, DWELLING_NEW), URL_LIT("dwellings/new"), URL_LIT("search"));
	struct act_answer answer = {0};
	bool done = false;
	enum rc rc = RC_OK;

	if (desk_posted(v))
		rc = perform(&r, request_of_form(v->a, "add_dwelling", &r.s.f, v->env.today),
		    &answer, &done);
	if (rc != RC_OK)
		return rc;
	if (done)
		return visit_see_other(
		    v, url_of_dwelling(v, json_get_str(answer.json, "dwelling")).s);
	dwelling_inputs(&r);
	date_and_note(&r);
	return show(&r, desk_posted(v) ? answer.status : 200);
}
const struct row dwelling_new_row = {.run = dwelling_new_run};

static enum rc dwelling_change_run(struct visit *v)
{
	struct url page = url_path(v->a, STR("dwellings"), visit_param(v, "id"), STR("change"));
	struct record r =
	    begin(v, SAY(v, DWELLING_CHANGE), page, url_of_dwelling(v, visit_param(v, "id")));
	struct act_answer answer = {.status = 409};
	struct dwelling d;
	json_t *request;
	bool done = false;
	enum rc rc = dwelling_read(v->db, v->a, visit_param(v, "id"), &d, &v->e);

	if (rc != RC_OK)
		return rc;
	r.caption = address_of(v, d.data);
	if (!desk_posted(v)) {
		fill(&r.s, d.data, dwelling_fields);
		screen_set(&r.s, "version", int_words(v, d.last_act));
	} else if (!stale(&r, d.last_act)) {
		request = changed(&r, "change_dwelling", d.data, dwelling_fields);
		json_put(request, "dwelling", json_text(d.id));
		rc = perform(&r, request, &answer, &done);
	}
	if (rc != RC_OK)
		return rc;
	if (done)
		return visit_see_other(v, url_of_dwelling(v, d.id).s);
	what_it_is(&r);
	(void)screen_input(&r.s, &r.g, INPUT_DATE, "from");
	r.g.in.v[r.g.in.n - 1].new_row = true;
	r.g.in.v[r.g.in.n - 1].f.optional = true;
	paper(&r);
	date_and_note(&r);
	return show(&r, desk_posted(v) ? answer.status : 200);
}
const struct row dwelling_change_row = {.run = dwelling_change_run};

/* ---- holdings ---- */

static enum rc holding_new_run(struct visit *v)
{
	struct url page = url_path(v->a, STR("dwellings"), visit_param(v, "id"), STR("holding"));
	struct record r =
	    begin(v, SAY(v, HOLDING_NEW), page, url_of_dwelling(v, visit_param(v, "id")));
	struct act_answer answer = {0};
	json_t *request;
	bool done = false;
	enum rc rc = screen_resolve(&r.s, "holder");

	r.caption = name_of_dwelling(v, visit_param(v, "id"));
	if (rc == RC_OK && desk_posted(v)) {
		request = request_of_form(v->a, "record_holding", &r.s.f, v->env.today);
		json_put(request, "dwelling", json_text(visit_param(v, "id")));
		rc = perform(&r, request, &answer, &done);
	}
	if (rc != RC_OK)
		return rc;
	if (done)
		return visit_see_other(v, url_of_dwelling(v, visit_param(v, "id")).s);
	screen_applicant(&r.s, &r.g, "holder");
	if (screen_get(&r.s, "holder").n == 0)
		r.g.in.v[0].f.hint = SAY(v, HOLDING_WHO);
	(void)screen_select(&r.s, &r.g, "kind", "holding", holdings, ARRAY_LEN(holdings));
	screen_input(&r.s, &r.g, INPUT_TEXT, "share")->optional = true;
	(void)screen_input(&r.s, &r.g, INPUT_DATE, "from");
	paper(&r);
	date_and_note(&r);
	return show(&r, desk_posted(v) ? answer.status : 200);
}
const struct row holding_new_row = {.run = holding_new_run};

static enum rc holding_end_run(struct visit *v)
{
	struct url page = url_path(v->a, STR("holdings"), visit_param(v, "id"), STR("end"));
	struct record r = begin(v, SAY(v, HOLDING_END), page, URL_LIT(""));
	struct act_answer answer = {0};
	struct holding h;
	json_t *request;
	bool done = false;
	enum rc rc = holding_read(v->db, v->a, visit_param(v, "id"), &h, &v->e);

	if (rc != RC_OK)
		return rc;
	r.back = url_of_dwelling(v, h.dwelling);
	r.caption = arena_printf(v->a, "%.*s, %.*s", STR_FMT(name_of_dwelling(v, h.dwelling)),
	    STR_FMT(name_of_holder(v, h.holder)));
	if (desk_posted(v)) {
		request = request_of_form(v->a, "end_holding", &r.s.f, v->env.today);
		json_put(request, "holding", json_text(h.id));
		rc = perform(&r, request, &answer, &done);
	}
	if (rc != RC_OK)
		return rc;
	if (done)
		return visit_see_other(v, r.back.s);
	(void)screen_input(&r.s, &r.g, INPUT_DATE, "until");
	r.g.in.v[0].f.hint = SAY(v, HOLDING_UNTIL_HINT);
	paper(&r);
	date_and_note(&r);
	return show(&r, desk_posted(v) ? answer.status : 200);
}
const struct row holding_end_row = {.run = holding_end_run};
