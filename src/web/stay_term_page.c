/*
 * /stays/{id}/change: a stay is extended, shortened (point 19) or ended by departure; the
 * field `act' says which.  The verdict stands beside the form, as on every case screen.
 */
#include "stays.h"

#include "lists.h"
#include "pages.h"
#include "register.h"
#include "request.h"

static const char *const acts[] = {"extend_stay", "shorten_stay", "depart"};
static const char *const categories[] = {"none", "tourist", "business", "private", "work", "study",
    "missionary", "transit", "investor", "service", "diplomatic", "other"};

struct change {
	struct screen s;
	struct stay_row stay;
	struct str act;
};

static bool is(const struct change *c, const char *act)
{
	return str_is(c->act, act);
}

/* ---- cards ---- */

static void about_group(struct change *c)
{
	struct visit *v = c->s.v;
	struct group_view *g = group_add(v->a, &c->s.w->left, SAY(v, STAY_ABOUT));
	struct summary_view *o = ARENA_NEW(v->a, struct summary_view);
	const struct stay_row *s = &c->stay;
	const json_t *document = json_object_get(s->data, "document");

	saw(v, s->person, "stay");
	g->id = "f-registration";
	g->facts = o;
	summary_link(v->a, o, str_of(SAY(v, COLUMN_PERSON)), name_of_person(v, s->person),
	    url_of_person(v, s->person));
	summary_link(v->a, o, str_of(SAY(v, COLUMN_REGISTRATION)), s->registration,
	    url_of_stay(v, s->registration));
	summary_add(v->a, o, str_of(SAY(v, COLUMN_ADDRESS)), name_of_dwelling(v, s->dwelling));
	if (s->counts)
		summary_add(
		    v->a, o, str_of(SAY(v, COLUMN_PERIOD)), period_words(v, s->from, s->until));
	summary_add(v->a, o, label(v, "entry_date"), date_words(v, s->entry));
	summary_add(v->a, o, label(v, "document_expires"),
	    date_words(v, json_get_day(document, "expires")));
	input_add(v->a, &g->in, INPUT_HIDDEN, "act", c->act);
}

static void term_group(struct change *c)
{
	struct visit *v = c->s.v;
	struct group_view *g =
	    group_add(v->a, &c->s.w->right, text_word(v->lang, "stay_do", c->act));
	bool departs = is(c, "depart");
	struct html_field *f =
	    screen_input(&c->s, g, INPUT_DATE, departs ? "left_on" : "requested_until");

	if (departs && f->value.n == 0)
		f->value = date_words(v, v->env.today);
	if (!departs)
		f->latest = v->env.today + 60 * 365;
	f = screen_input(&c->s, g, INPUT_DATE, "date");
	if (f->value.n == 0)
		f->value = date_words(v, v->env.today);
	f = screen_input(&c->s, g, INPUT_AREA, departs ? "note" : "ground");
	f->css = "app-w-full";
	f->rows = 2;
	f->optional = departs;
	g->in.v[g->in.n - 1].new_row = true;
}

/* What may have changed since: an extension rests on it. */
static void document_group(struct change *c)
{
	struct visit *v = c->s.v;
	struct group_view *g = group_add(v->a, &c->s.w->left, SAY(v, STAY_CHANGED_SINCE));
	struct option *o = ARENA_ARRAY(v->a, struct option, 2);
	struct html_field *f = screen_input(&c->s, g, INPUT_DATE, "document.expires");

	f->latest = v->env.today + 60 * 365;
	o[0] = (struct option){STR("true"), str_of(SAY(v, FOREIGNER_VISA_YES))};
	o[1] = (struct option){STR("false"), str_of(SAY(v, FOREIGNER_VISA_NO))};
	f = screen_input(&c->s, g, INPUT_SELECT, "visa.required");
	f->options = o;
	f->n_options = 2;
	(void)screen_select(&c->s, g, "visa.category", "visa", categories, ARRAY_LEN(categories));
	g->in.v[g->in.n - 1].new_row = true;
	f = screen_input(&c->s, g, INPUT_DATE, "visa.until");
	f->latest = v->env.today + 60 * 365;
	f->optional = true;
}

static void papers_group(struct change *c)
{
	struct screen *s = &c->s;
	size_t n = screen_count(s, "papers");
	struct group_view *g =
	    group_add(s->v->a, &s->w->right, text_field(s->v->lang, STR("papers")));

	g->id = "f-papers";
	for (size_t i = 0; i <= n; i++)
		screen_paper(s, g, arena_printf(s->v->a, "papers.%zu", i).p);
}

/* ---- judging ---- */

static json_t *request_of(const struct change *c)
{
	json_t *o =
	    request_of_form(c->s.v->a, arena_z(c->s.v->a, c->act), &c->s.f, c->s.v->env.today);

	json_put(o, "registration", json_text(c->stay.registration));
	return o;
}

static enum rc judge(struct change *c)
{
	struct visit *v = c->s.v;
	struct act_answer answer;
	enum rc rc;

	if (!is(c, "depart") && screen_get(&c->s, "requested_until").n == 0) {
		c->s.w->nothing = SAY(v, STAY_NOTHING_YET);
		return RC_OK;
	}
	rc = desk_act(v, request_of(c), true, &answer);
	if (rc == RC_OK)
		screen_verdicts(&c->s, &answer);
	return rc;
}

/* ---- the whole ---- */

static struct url url_of(const struct change *c, const char *what)
{
	struct visit *v = c->s.v;
	struct url at = url_path(v->a, STR("stays"), c->stay.registration, STR("change"));

	return what[0] == '\0' ? at
			       : (struct url){arena_printf(v->a, "%.*s/%s", STR_FMT(at.s), what)};
}

static enum rc show(struct change *c, int status)
{
	struct visit *v = c->s.v;
	struct case_view *w = c->s.w;
	const struct ui *ui;
	enum rc rc = judge(c);

	if (rc != RC_OK)
		return rc;
	w->title = act_words(v, c->act);
	w->caption = name_of_unit(v, v->env.who.unit);
	w->issues = c->s.bad;
	w->head = (struct html_form_head){.action = url_of(c, ""),
	    .key = desk_key(v),
	    .version = screen_get(&c->s, "version"),
	    .live_url = url_of(c, "verdict"),
	    .live_into = "#verdict"};
	about_group(c);
	if (is(c, "extend_stay"))
		document_group(c);
	term_group(c);
	papers_group(c);
	w->button[w->n_buttons++] = (struct button){.label = SAY(v, STAY_DECIDE),
	    .name = "do",
	    .value = "decide",
	    .key = "ctrl+enter",
	    .action = url_of(c, "decide")};
	w->button[w->n_buttons++] = (struct button){
	    .label = SAY(v, REGISTER_CHECK), .name = "do", .value = "check", .kind = "secondary"};
	ui = desk_ui(v);
	page_case(desk_body(v, status), ui, w);
	return RC_OK;
}

/* What the stay says now, where the form begins. */
static void begin_with(struct change *c)
{
	const json_t *document = json_object_get(c->stay.data, "document");
	const json_t *visa = json_object_get(c->stay.data, "visa");
	struct visit *v = c->s.v;

	screen_set(&c->s, "version", int_words(v, c->stay.decided_by));
	screen_set(&c->s, "document.expires", date_words(v, json_get_day(document, "expires")));
	screen_set(
	    &c->s, "visa.required", json_get_bool(visa, "required") ? STR("true") : STR("false"));
	screen_set(&c->s, "visa.category", json_get_str(visa, "category"));
	screen_set(&c->s, "visa.until", date_words(v, json_get_day(visa, "until")));
}

static enum rc begin(struct visit *v, struct change *c)
{
	enum rc rc;

	*c = (struct change){.s = {.v = v, .w = ARENA_NEW(v->a, struct case_view)}};
	if (v->purpose.n == 0)
		v->purpose = STR("application");
	c->s.f = request_compact(v->a, &v->form);
	c->act = desk_get(v, "act");
	rc = stay_read(v->db, v->a, visit_param(v, "id"), &c->stay, &v->e);
	for (size_t i = 0; i < ARRAY_LEN(acts); i++)
		if (str_is(c->act, acts[i]))
			return rc;
	return rc == RC_OK ? fail(&v->e, RC_NOT_FOUND, "no such change of a stay") : rc;
}

static enum rc change_run(struct visit *v)
{
	struct change c;
	enum rc rc = begin(v, &c);

	if (rc == RC_OK && !desk_posted(v))
		begin_with(&c);
	return rc == RC_OK ? show(&c, 200) : rc;
}
const struct row stay_change_row = {.run = change_run};

static enum rc verdict_run(struct visit *v)
{
	struct change c;
	const struct ui *ui;
	enum rc rc = begin(v, &c);

	if (rc == RC_OK)
		rc = judge(&c);
	if (rc != RC_OK)
		return rc;
	ui = desk_ui(v);
	part_verdicts(desk_body(v, 200), ui, c.s.w);
	return RC_OK;
}
const struct row stay_change_verdict_row = {.run = verdict_run};

/* Somebody else has given it other days since the form was shown. */
static bool stale(struct change *c)
{
	struct issues *l;

	if (number_of(screen_get(&c->s, "version")) == c->stay.decided_by)
		return false;
	l = ARENA_NEW(c->s.v->a, struct issues);
	*l = (struct issues){.arena = c->s.v->a};
	issue_add(l, STR(""), PROBLEM_STALE, STR(""));
	c->s.bad = l;
	c->s.w->nothing = arena_z(c->s.v->a, stale_words(c->s.v, c->stay.decided_by));
	screen_set(&c->s, "version", int_words(c->s.v, c->stay.decided_by));
	return true;
}

/* A refusal is a paper to take home; all else is seen on the stay's page. */
static enum rc decide_run(struct visit *v)
{
	struct act_answer answer;
	struct change c;
	enum rc rc;

	desk_application(v);
	rc = begin(v, &c);
	if (rc != RC_OK)
		return rc;
	if (stale(&c))
		return show(&c, 409);
	rc = desk_act(v, request_of(&c), false, &answer);
	if (rc != RC_OK)
		return rc;
	if (str_is(json_get_str(answer.json, "outcome"), "invalid")) {
		c.s.bad = issues_of(v, answer.json);
		return show(&c, answer.status);
	}
	if (str_is(json_get_str(answer.json, "outcome"), "refuse"))
		return visit_see_other(
		    v, url_path(v->a, STR("results"), acts_text(v, answer.json), STR("")).s);
	return visit_see_other(v, url_of_stay(v, c.stay.registration).s);
}
const struct row stay_change_decide_row = {.run = decide_run};
