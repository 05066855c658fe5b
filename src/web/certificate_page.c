/*
 * /certificates/new: the certificate of a stay (point 16) or a resident's address
 * certificate is issued, which is an act; another one of the same decision needs its reason.
 * /certificates/{id}: one that was issued, to be opened and printed.
 */
#include "evidence.h"
#include "lists.h"
#include "pages.h"
#include "request.h"
#include "stays.h"

/* ---- issuing ---- */

struct inputs_view *issue_form(struct visit *v, struct str registration)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);

	form->head =
	    (struct html_form_head){.action = URL_LIT("certificates/new"), .key = desk_key(v)};
	(void)input_add(v->a, form, INPUT_HIDDEN, "registration", registration);
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, CERTIFICATE_ISSUE), .key = "ctrl+enter"};
	return form;
}

/* Whose it is: of a stay or of a residence. */
static enum rc whose(struct visit *v, struct str registration, struct str *person, struct url *back)
{
	struct stay_row s;
	struct residence r;
	enum rc rc = stay_read(v->db, v->a, registration, &s, &v->e);

	if (rc == RC_OK) {
		*person = s.person;
		*back = url_of_stay(v, registration);
	}
	if (rc != RC_NOT_FOUND)
		return rc;
	rc = residence_read(v->db, v->a, registration, &r, &v->e);
	if (rc == RC_OK) {
		*person = r.person;
		*back = url_of_person(v, r.person);
	}
	return rc;
}

/* Is there one of this registration already, so that a reason is asked for? */
static enum rc any_before(struct visit *v, struct str registration, bool *any)
{
	struct issued_list l;
	enum rc rc = issued_of(v->db, v->a, registration, &l, &v->e);

	*any = rc == RC_OK && l.n > 0;
	return rc;
}

static enum rc show_form(struct visit *v, const struct issues *bad, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct str registration = desk_get(v, "registration"), person = {0};
	struct url back = {0};
	struct html_field *f;
	bool before = false;
	enum rc rc = whose(v, registration, &person, &back);

	if (rc == RC_OK)
		rc = any_before(v, registration, &before);
	if (rc != RC_OK)
		return rc;
	saw(v, person, "certificate");
	w->title = str_of(before ? SAY(v, CERTIFICATE_REPRINT) : SAY(v, CERTIFICATE_ISSUE));
	w->caption = name_of_person(v, person);
	w->issues = form->issues = bad;
	form->head =
	    (struct html_form_head){.action = URL_LIT("certificates/new"), .key = desk_key(v)};
	(void)input_add(v->a, form, INPUT_HIDDEN, "registration", registration);
	f = input_add(v->a, form, INPUT_TEXT, "to", desk_get(v, "to"));
	f->hint = SAY(v, CERTIFICATE_TO_HINT);
	f->optional = true;
	f->css = "app-w-full";
	if (before) {
		f = input_add(v->a, form, INPUT_TEXT, "reason", desk_get(v, "reason"));
		f->hint = SAY(v, CERTIFICATE_REASON_HINT);
		f->css = "app-w-full";
	}
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, CERTIFICATE_ISSUE), .key = "ctrl+enter"};
	action_add(w, SAY(v, RECORD_BACK), back, NULL, "secondary");
	block_add(v->a, &w->top, BLOCK_FORM, NULL)->of.form = form;
	return desk_plain(v, status, w);
}

static enum rc form_run(struct visit *v)
{
	if (v->purpose.n == 0)
		v->purpose = STR("application");
	return show_form(v, NULL, 200);
}
const struct row certificate_new_row = {.run = form_run};

static enum rc issue_run(struct visit *v)
{
	struct act_answer answer;
	enum rc rc;

	desk_application(v);
	rc = desk_act(
	    v, request_of_form(v->a, "issue_certificate", &v->form, v->env.today), false, &answer);
	if (rc != RC_OK)
		return rc;
	if (str_is(json_get_str(answer.json, "outcome"), "invalid"))
		return show_form(v, issues_of(v, answer.json), answer.status);
	return visit_see_other(
	    v, url_of_certificate(v, json_get_str(answer.json, "certificate")).s);
}
const struct row certificate_issue_row = {.run = issue_run};

/* ---- one that was issued ---- */

static struct summary_view *about(struct visit *v, const struct issued *c, const struct act *act)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);
	const json_t *request = json_object_get(act->text, "request");
	struct cell_view state;
	bool stay = str_is(c->kind, "stay");

	issued_cell(v, c, &state);
	summary_add(v->a, s, str_of(SAY(v, CERTIFICATE_NUMBER)), int_words(v, c->act));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_STATE)), state.text);
	summary_link(v->a, s, str_of(SAY(v, COLUMN_PERSON)), name_of_person(v, c->person),
	    url_of_person(v, c->person));
	summary_link(v->a, s, str_of(SAY(v, COLUMN_REGISTRATION)), c->registration,
	    stay ? url_of_stay(v, c->registration) : (struct url){0});
	summary_add(v->a, s, str_of(SAY(v, CERTIFICATE_UNTIL)), date_words(v, c->until));
	summary_add(
	    v->a, s, str_of(SAY(v, CERTIFICATE_ISSUED_ON)), time_people(v->a, act->recorded_us));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_OFFICER)), act->officer);
	summary_add(v->a, s, label(v, "to"), json_get_str(request, "to"));
	if (c->reprint > 0)
		summary_add(v->a, s, str_of(SAY(v, CERTIFICATE_COPY)), int_words(v, c->reprint));
	summary_add(v->a, s, label(v, "reason"), json_get_str(request, "reason"));
	summary_link(v->a, s, str_of(SAY(v, CERTIFICATE_CODE)), c->code,
	    url_path(v->a, STR("check"), c->code, STR("")));
	s->v[s->n - 1].mono = true;
	return s;
}

static enum rc certificate_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct issued c;
	struct act act;
	bool stay;
	enum rc rc = issued_read(v->db, v->a, visit_param(v, "id"), &c, &v->e);

	if (rc == RC_OK)
		rc = act_read(v->db, v->a, c.act, &act, &v->e);
	if (rc != RC_OK)
		return rc;
	if (v->purpose.n == 0 && visit_may(v, DESK_ACTORS))
		v->purpose = STR("application");
	saw(v, c.person, "certificate");
	stay = str_is(c.kind, "stay");
	w->title =
	    str_of(stay ? SAY(v, CERTIFICATE_TITLE_STAY) : SAY(v, CERTIFICATE_TITLE_ADDRESS));
	w->caption = name_of_person(v, c.person);
	action_add(w, SAY(v, CERTIFICATE_OPEN), url_of_pdf(v, c.id), "f8", NULL);
	w->action[w->n_actions - 1].aside = true;
	action_add(w, stay ? SAY(v, CERTIFICATE_TO_STAY) : SAY(v, BACK_TO_PERSON),
	    stay ? url_of_stay(v, c.registration) : url_of_person(v, c.person), NULL, "secondary");
	if (visit_may(v, DESK_ACTORS))
		action_add(w, SAY(v, CERTIFICATE_REPRINT), url_of_issue(v, c.registration), NULL,
		    "secondary");
	block_add(v->a, &w->top, BLOCK_SUMMARY, NULL)->of.summary = about(v, &c, &act);
	return desk_plain(v, 200, w);
}
const struct row certificate_row = {.run = certificate_run};
