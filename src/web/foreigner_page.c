/*
 * /foreigners/new: a foreign national's application on one screen (points 11, 15 to 19,
 * 21): the machine readable zone above; person and document, stay, address and host below;
 * beside them what the register and the rules say of it so far, and the decision.
 *
 * As in /register the form knows all that was filled in, and the server keeps nothing
 * between requests but drafts.
 */
#include "foreigner.h"

#include "draft.h"
#include "intake.h"
#include "lists.h"
#include "pages.h"
#include "request.h"

#include <string.h>

/* ---- the whole ---- */

static enum rc home_of(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct str id = screen_get(&f->s, "dwelling");
	enum rc rc;

	if (id.n == 0)
		return RC_OK;
	rc = dwelling_read(v->db, v->a, id, &f->home, &v->e);
	if (rc != RC_NOT_FOUND)
		return rc;
	screen_set(&f->s, "dwelling", STR(""));
	return RC_OK;
}

/* What is to be filled in next: the script puts the cursor there. */
static const char *next_field(const struct foreigner *f)
{
	if (!f->zone->given && screen_get(&f->s, "document.number").n == 0)
		return "f-mrz";
	if (f->home.id.n == 0)
		return "f-find-street";
	return NULL;
}

static enum rc cards(struct foreigner *f)
{
	enum rc rc;

	foreigner_person_group(f);
	foreigner_document_group(f);
	foreigner_visa_group(f);
	rc = f->home.id.n > 0 ? register_home_group(&f->s, &f->holders)
			      : register_no_home_group(&f->s);
	if (rc == RC_OK)
		rc = foreigner_host_group(f);
	if (rc != RC_OK)
		return rc;
	foreigner_stay_group(f);
	foreigner_buttons(f);
	return RC_OK;
}

enum rc foreigner_show(struct foreigner *f, int status, struct str refused)
{
	struct visit *v = f->s.v;
	struct case_view *w = f->s.w;
	const struct ui *ui;
	enum rc rc = home_of(f);

	f->zone = strip_of(&f->s);
	foreigner_defaults(f);
	w->title = str_of(SAY(v, FOREIGNER_TITLE));
	w->caption = name_of_unit(v, v->env.who.unit);
	if (screen_get(&f->s, "guest").n > 0)
		w->caption = SAYF(v, FOREIGNER_GUEST, {"guest", screen_get(&f->s, "guest")});
	w->issues = f->s.bad;
	w->head = (struct html_form_head){.action = URL_LIT("foreigners/new"),
	    .key = desk_key(v),
	    .version = screen_get(&f->s, "version"),
	    .live_url = URL_LIT("foreigners/new/verdict"),
	    .live_into = "#verdict"};
	w->zone = strip_view(&f->s, f->zone);
	w->zone->refused = refused;
	w->zone->next = next_field(f);
	w->zone->folder = intake_watches(visit_intake(v));
	w->zone->scanner = intake_has_scanner(visit_intake(v));
	if (rc == RC_OK)
		rc = cards(f);
	if (rc == RC_OK) /* after the cards: they propose what is likely */
		rc = foreigner_judge(f);
	if (rc != RC_OK)
		return rc;
	if (screen_get(&f->s, "draft").n > 0)
		input_add(
		    v->a, &w->left.first->in, INPUT_HIDDEN, "draft", screen_get(&f->s, "draft"));
	if (screen_get(&f->s, "guest").n > 0)
		input_add(
		    v->a, &w->left.first->in, INPUT_HIDDEN, "guest", screen_get(&f->s, "guest"));
	ui = desk_ui(v);
	page_case(desk_body(v, status), ui, w);
	return RC_OK;
}

struct foreigner foreigner_begin(struct visit *v)
{
	struct foreigner f = {.s = {.v = v, .w = ARENA_NEW(v->a, struct case_view)}};

	if (v->purpose.n == 0)
		v->purpose = STR("application");
	f.s.f = request_compact(v->a, &v->form);
	return f;
}

/* ---- POST: what the button that was pressed asks for ---- */

static void press_home(struct screen *s, struct str id)
{
	screen_set(s, "dwelling", id);
	screen_drop(s, "find.street");
	if (str_is(screen_get(s, "host.proposed"), "true"))
		screen_set(s, "host", STR(""));
}

static void press_person(struct screen *s, struct str id)
{
	screen_set(s, "person", id);
	screen_set(s, "new", id.n == 0 ? STR("true") : STR(""));
}

static void forget_choice(struct screen *s)
{
	screen_set(s, "person", STR(""));
	screen_set(s, "new", STR(""));
}

static enum rc press(struct foreigner *f, struct str what)
{
	struct screen *s = &f->s;
	const char *colon = memchr(what.p, ':', what.n);
	struct str rest = {0};

	if (colon != NULL) {
		rest = (struct str){colon + 1, what.n - (size_t)(colon + 1 - what.p)};
		what.n = (size_t)(colon - what.p);
	}
	if (str_is(what, "mrz") || strip_unread(s))
		strip_read(s);
	if (str_is(what, "take"))
		strip_take(s);
	else if (str_is(what, "home") || str_is(what, "nohome"))
		press_home(s, rest);
	else if (str_is(what, "is") || str_is(what, "isnew"))
		press_person(s, rest);
	else if (str_is(what, "nobody"))
		forget_choice(s);
	else
		return foreigner_host_press(f, what, rest);
	return RC_OK;
}

static enum rc foreigner_run(struct visit *v)
{
	struct foreigner f = foreigner_begin(v);
	enum rc rc = desk_posted(v) ? press(&f, desk_get(v, "do")) : foreigner_from_query(&f.s);

	return rc == RC_OK ? foreigner_show(&f, 200, STR("")) : rc;
}
const struct row foreigner_row = {.run = foreigner_run};

static enum rc verdict_run(struct visit *v)
{
	struct foreigner f = foreigner_begin(v);
	const struct ui *ui;
	enum rc rc = foreigner_judge(&f);

	if (rc != RC_OK)
		return rc;
	ui = desk_ui(v);
	part_verdicts(desk_body(v, 200), ui, f.s.w);
	return RC_OK;
}
const struct row foreigner_verdict_row = {.run = verdict_run};

/* ---- deciding, and keeping for later ---- */

static enum rc decide_run(struct visit *v)
{
	struct act_answer answer;
	struct foreigner f;
	struct str draft;
	enum rc rc;

	desk_application(v);
	f = foreigner_begin(v);
	draft = screen_get(&f.s, "draft");
	rc = desk_act(v, foreigner_request(&f), false, &answer);
	if (rc != RC_OK)
		return rc;
	if (str_is(json_get_str(answer.json, "outcome"), "invalid")) {
		f.s.bad = foreigner_issues(v, answer.json);
		return foreigner_show(&f, answer.status, STR(""));
	}
	if (draft.n > 0)
		rc = draft_delete(v->db, v->env.who.name, draft, &v->e);
	if (rc != RC_OK)
		return rc;
	return visit_see_other(
	    v, url_path(v->a, STR("results"), acts_text(v, answer.json), STR("")).s);
}
const struct row foreigner_decide_row = {.run = decide_run};

static bool kept_in_draft(struct str name)
{
	static const char *const never[] = {"csrf", "key", "do", "picture"};

	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		if (str_is(name, never[i]))
			return false;
	return true;
}

static enum rc draft_run(struct visit *v)
{
	struct foreigner f = foreigner_begin(v);
	struct screen *s = &f.s;
	struct draft d = {.id = screen_get(s, "draft"),
	    .owner = v->env.who.name,
	    .kind = STR("register_foreigner"),
	    .body = json_keep(v->a, json_object())};
	enum rc rc;

	d.version = d.id.n > 0 ? number_of(screen_get(s, "version")) : 0;
	for (size_t i = 0; i < s->f.n; i++)
		if (kept_in_draft(s->f.p[i].name))
			json_put(d.body, arena_z(v->a, s->f.p[i].name), json_text(s->f.p[i].value));
	rc = draft_put(v->db, v->a, &d, v->env.now_us, &v->e);
	if (rc == RC_OK)
		return visit_see_other(
		    v, url_query(v->a, URL_LIT("foreigners/new"), "draft", d.id).s);
	if (rc != RC_CONFLICT && rc != RC_BAD_INPUT)
		return rc;
	v->e = (struct err){0};
	s->bad = ARENA_NEW(v->a, struct issues);
	*s->bad = (struct issues){.arena = v->a};
	issue_add(
	    s->bad, STR(""), rc == RC_CONFLICT ? PROBLEM_STALE : PROBLEM_TOO_MANY, STR("200"));
	return foreigner_show(&f, 409, STR(""));
}
const struct row foreigner_draft_row = {.run = draft_run};
