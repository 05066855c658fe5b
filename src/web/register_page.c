/*
 * /register: an application for registration on one screen (points 3 to 10, 12): persons,
 * dwelling, basis, consents; the verdict beside it, point by point; the decision.
 *
 * The form knows all that was filled in; the server keeps nothing between requests but
 * drafts.  POST /register only shows it again (found persons and addresses, a person more or
 * less), POST /register/verdict gives the rail alone, POST /register/decide records.
 */
#include "draft.h"
#include "lists.h"
#include "pages.h"
#include "register.h"
#include "request.h"

#include <string.h>

/* ---- judging ---- */

/* Every person has the same applicant, in his own capacity. */
static void spread_applicant(const struct screen *s, json_t *request)
{
	struct str who = screen_get(s, "applicant.person");
	json_t *persons = json_object_get(request, "persons");

	for (size_t i = 0; i < json_array_size(persons); i++) {
		json_t *applicant = json_object_get(json_array_get(persons, i), "applicant");

		if (applicant != NULL && who.n > 0)
			json_put(applicant, "person", json_text(who));
	}
}

static json_t *request_of(const struct screen *s)
{
	json_t *o = request_of_form(s->v->a, register_act(s), &s->f, s->v->env.today);

	spread_applicant(s, o);
	if (!str_is(screen_get(s, "act"), "register_temporary"))
		(void)json_object_del(o, "term");
	return o;
}

static enum rc judge(struct screen *s)
{
	struct act_answer answer;
	enum rc rc;

	if (screen_count(s, "persons") == 0 || screen_get(s, "dwelling").n == 0) {
		s->w->nothing = SAY(s->v, REGISTER_NOTHING_YET);
		return RC_OK;
	}
	rc = desk_act(s->v, request_of(s), true, &answer);
	if (rc == RC_OK)
		screen_verdicts(s, &answer);
	return rc;
}

/* ---- the whole ---- */

static enum rc show(struct screen *s, int status)
{
	struct visit *v = s->v;
	struct holdings holders = {0};
	bool home = screen_get(s, "dwelling").n > 0;
	size_t n = screen_count(s, "persons");
	const struct ui *ui;
	enum rc rc = judge(s);

	s->w->title = str_of(SAY(v, REGISTER_TITLE));
	s->w->caption = name_of_unit(v, v->env.who.unit);
	s->w->issues = s->bad;
	s->w->head = (struct html_form_head){.action = URL_LIT("register"),
	    .key = desk_key(v),
	    .version = screen_get(s, "version"),
	    .live_url = URL_LIT("register/verdict"),
	    .live_into = "#verdict",
	    .live_on_input = false};
	for (size_t i = 0; rc == RC_OK && i < n; i++)
		rc = register_person_group(s, i);
	if (rc == RC_OK)
		rc = register_find_group(s);
	if (rc == RC_OK)
		rc = home ? register_home_group(s, &holders) : register_no_home_group(s);
	if (rc != RC_OK)
		return rc;
	register_kind_group(s);
	register_basis_group(s);
	if (home) {
		struct group_view *g =
		    group_add(v->a, &s->w->right, text_field(v->lang, STR("consents")));

		g->id = "f-consents";
		screen_consents(s, g, &holders, v->env.today);
	}
	register_papers_group(s);
	register_buttons(s);
	if (screen_get(s, "draft").n > 0)
		input_add(
		    v->a, &s->w->left.first->in, INPUT_HIDDEN, "draft", screen_get(s, "draft"));
	ui = desk_ui(v);
	page_case(desk_body(v, status), ui, s->w);
	return RC_OK;
}

static struct screen begin(struct visit *v)
{
	struct screen s = {.v = v, .w = ARENA_NEW(v->a, struct case_view)};

	if (v->purpose.n == 0)
		v->purpose = STR("application");
	s.f = request_compact(v->a, &v->form);
	return s;
}

/* What the button that was pressed asks for. */
static enum rc press(struct screen *s, struct str what)
{
	struct str rest = {0};
	const char *colon = memchr(what.p, ':', what.n);

	if (colon != NULL) {
		rest = (struct str){colon + 1, what.n - (size_t)(colon + 1 - what.p)};
		what.n = (size_t)(colon - what.p);
	}
	if (str_is(what, "pick"))
		return register_pick(s, rest);
	if (str_is(what, "new"))
		register_new(s);
	if (str_is(what, "drop") && rest.n > 0 && rest.n < 3)
		screen_drop(s, arena_printf(s->v->a, "persons.%.*s.", STR_FMT(rest)).p);
	if (str_is(what, "use") && rest.n > 2 &&
	    rest.p[1] == ':') { /* the n-th is somebody known */
		const char *name = arena_printf(s->v->a, "persons.%c.person", rest.p[0]).p;

		screen_drop(s, name);
		screen_set(s, name, (struct str){rest.p + 2, rest.n - 2});
	}
	if (str_is(what, "nohome"))
		screen_drop(s, "dwelling");
	if (str_is(what, "home")) {
		screen_set(s, "dwelling", rest);
		screen_drop(s, "find.street");
		screen_drop(s, "consents.");
	}
	return RC_OK;
}

static enum rc from_query(struct screen *s)
{
	struct visit *v = s->v;
	struct draft d;
	const char *name;
	json_t *value;
	enum rc rc = RC_OK;

	if (visit_query(v, "draft").n > 0) {
		rc = draft_get(v->db, v->a, v->env.who.name, visit_query(v, "draft"), &d, &v->e);
		if (rc != RC_OK)
			return rc;
		json_object_foreach(d.body, name, value)
		    screen_set(s, name, str_of(json_string_value(value)));
		screen_set(s, "draft", d.id);
		screen_set(s, "version", int_words(v, d.version));
		return RC_OK;
	}
	if (visit_query(v, "dwelling").n > 0)
		screen_set(s, "dwelling", visit_query(v, "dwelling"));
	if (visit_query(v, "person").n > 0)
		rc = register_pick(s, visit_query(v, "person"));
	return rc;
}

static enum rc register_run(struct visit *v)
{
	struct screen s = begin(v);
	enum rc rc = desk_posted(v) ? press(&s, desk_get(v, "do")) : from_query(&s);

	if (rc == RC_OK && screen_get(&s, "applicant.person").n > 0)
		rc = screen_resolve(&s, "applicant.person");
	return rc == RC_OK ? show(&s, 200) : rc;
}
const struct row register_row = {.run = register_run};

static enum rc verdict_run(struct visit *v)
{
	struct screen s = begin(v);
	enum rc rc = screen_resolve(&s, "applicant.person");
	const struct ui *ui;

	if (rc == RC_OK)
		rc = judge(&s);
	if (rc != RC_OK)
		return rc;
	ui = desk_ui(v);
	part_verdicts(desk_body(v, 200), ui, s.w);
	return RC_OK;
}
const struct row register_verdict_row = {.run = verdict_run};

/* ---- deciding ---- */

/* "12-13": the acts of the answer, for the address of the result. */
struct str acts_text(struct visit *v, const json_t *answer)
{
	const json_t *list = json_object_get(answer, "verdicts");
	struct str out = int_words(v, json_get_int(answer, "act", 0));

	for (size_t i = 0; i < json_array_size(list); i++) {
		struct str one = int_words(v, json_get_int(json_array_get(list, i), "act", 0));

		out = i == 0 ? one : arena_printf(v->a, "%.*s-%.*s", STR_FMT(out), STR_FMT(one));
	}
	return out;
}

static enum rc forget_draft(struct screen *s)
{
	struct str id = screen_get(s, "draft");

	return id.n == 0 ? RC_OK : draft_delete(s->v->db, s->v->env.who.name, id, &s->v->e);
}

static enum rc decide_run(struct visit *v)
{
	struct screen s = begin(v);
	struct act_answer answer;
	struct url to;
	enum rc rc = screen_resolve(&s, "applicant.person");

	if (rc == RC_OK)
		rc = desk_act(v, request_of(&s), false, &answer);
	if (rc != RC_OK)
		return rc;
	if (str_is(json_get_str(answer.json, "outcome"), "invalid")) {
		s.bad = issues_of(v, answer.json);
		return show(&s, answer.status);
	}
	rc = forget_draft(&s);
	to = url_path(v->a, STR("results"), acts_text(v, answer.json), STR(""));
	if (screen_get(&s, "in").n > 0)
		to = url_query(v->a, to, "in", screen_get(&s, "in"));
	return rc == RC_OK ? visit_see_other(v, to.s) : rc;
}
const struct row register_decide_row = {.run = decide_run};

static enum rc draft_run(struct visit *v)
{
	struct screen s = begin(v);
	struct draft d = {.id = screen_get(&s, "draft"),
	    .owner = v->env.who.name,
	    .kind = str_of(register_act(&s))};
	enum rc rc;

	d.version = screen_get(&s, "draft").n > 0 ? number_of(screen_get(&s, "version")) : 0;
	d.body = json_keep(v->a, json_object());
	for (size_t i = 0; i < s.f.n; i++)
		if (!str_is(s.f.p[i].name, "csrf") && !str_is(s.f.p[i].name, "key") &&
		    !str_is(s.f.p[i].name, "do"))
			json_put(d.body, arena_z(v->a, s.f.p[i].name), json_text(s.f.p[i].value));
	rc = draft_put(v->db, v->a, &d, v->env.now_us, &v->e);
	if (rc == RC_CONFLICT || rc == RC_BAD_INPUT) {
		v->e = (struct err){0};
		s.bad = ARENA_NEW(v->a, struct issues);
		*s.bad = (struct issues){.arena = v->a};
		issue_add(s.bad, STR(""), rc == RC_CONFLICT ? PROBLEM_STALE : PROBLEM_TOO_MANY,
		    STR("200"));
		return show(&s, 409);
	}
	if (rc != RC_OK)
		return rc;
	return visit_see_other(v, url_query(v->a, URL_LIT("register"), "draft", d.id).s);
}
const struct row register_draft_row = {.run = draft_run};
