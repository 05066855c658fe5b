/*
 * /results/{acts}: what the applicant is given on paper.  For a granted or waiting
 * application a receipt with its day; for a refusal the decision with its reasons, their
 * points, and where to appeal.  One sheet an act, in the language of the applicant (?in=).
 */
#include "result.h"

#include "evidence.h"
#include "lists.h"
#include "pages.h"
#include "stays.h"

#include <string.h>

#define SHEETS_MAX 50

static enum lang language_of(const struct visit *v)
{
	bool ok = false;
	enum lang l = lang_parse(visit_query(v, "in"), &ok);

	return ok ? l : v->lang;
}

/* The superior of the unit that decided: to whom an appeal goes first. */
static struct str superior_of(struct visit *v, struct str unit)
{
	json_t *up = NULL;
	struct err e = {0};

	if (unit.n == 0 || unit_superiors(v->db, v->a, unit, &up, &e) != RC_OK ||
	    json_array_size(up) == 0)
		return STR("");
	return name_of_unit(v, str_of(json_string_value(json_array_get(up, 0))));
}

static struct str applicant_of(struct visit *v, const struct act *act)
{
	const json_t *applicant =
	    json_object_get(json_object_get(act->text, "request"), "applicant");
	struct str who = json_get_str(applicant, "person"),
		   holder = json_get_str(applicant, "holder");

	if (who.n > 0)
		return name_of_person(v, who);
	return holder.n > 0 ? name_of_holder(v, holder) : name_of_person(v, act->subject);
}

/* Of a refusal what refuses; and nobody is told on paper that point 17 is being looked at. */
static json_t *told(struct visit *v, const struct act *act)
{
	json_t *verdict = json_keep(v->a, json_deep_copy(json_object_get(act->text, "verdict")));
	json_t *reasons = json_object_get(verdict, "reasons");
	bool refused = str_is(act->outcome, "refuse");

	for (size_t i = json_array_size(reasons); i > 0; i--) {
		const json_t *r = json_array_get(reasons, i - 1);

		if (str_is(json_get_str(r, "point"), "17") ||
		    (refused && !str_is(json_get_str(r, "effect"), "refuse")))
			(void)json_array_remove(reasons, i - 1);
	}
	return verdict;
}

static bool printed(struct str kind)
{
	static const char *const kinds[] = {"register_permanent", "register_temporary",
	    "deregister", "register_foreigner", "extend_stay", "shorten_stay"};

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (str_is(kind, kinds[i]))
			return true;
	return false;
}

/* Of a foreign national: his stay, which is complete with a certificate (point 16), or his case. */
static enum rc next_step(struct visit *v, int64_t id, struct result_view *w)
{
	struct stay_row s;
	struct workcase c;
	struct act act;
	enum rc rc = act_read(v->db, v->a, id, &act, &v->e);
	struct str registration;

	if (rc != RC_OK || !str_is(act.kind, "register_foreigner"))
		return rc;
	w->next = URL_LIT("foreigners/new");
	registration = json_get_str(
	    json_object_get(json_object_get(act.body, "effect"), "stay"), "registration");
	if (registration.n > 0) {
		w->place = url_of_stay(v, registration);
		w->place_text = SAYF(v, RESULT_STAY, {"id", registration});
		rc = stay_read(v->db, v->a, registration, &s, &v->e);
		if (rc == RC_OK && s.completed_by == 0 && stay_live(&s, v->env.today))
			w->issue = issue_form(v, registration);
		return rc;
	}
	if (!str_is(act.outcome, "review"))
		return RC_OK;
	rc = workcase_by_act(v->db, v->a, id, &c, &v->e);
	if (rc == RC_OK) {
		w->place = url_of_case(v, c.id);
		w->place_text = SAYF(v, RESULT_CASE, {"id", c.id});
	}
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc sheet_of(struct visit *v, int64_t id, struct sheet_view *out)
{
	struct workcase c;
	struct act act;
	enum rc rc = act_read(v->db, v->a, id, &act, &v->e);

	if (rc != RC_OK)
		return rc;
	if (!printed(act.kind))
		return fail(&v->e, RC_NOT_FOUND, "nothing is printed for this act");
	saw(v, act.subject, "receipt");
	*out = (struct sheet_view){
	    .number = int_words(v, act.id),
	    .kind = act_words(v, act.kind),
	    .outcome = act.outcome,
	    .refused = str_is(act.outcome, "refuse"),
	    .waits = str_is(act.outcome, "review"),
	    .received = date_words(v, act.day),
	    .recorded = time_people(v->a, act.recorded_us),
	    .unit = name_of_unit(v, act.unit),
	    .officer = act.officer,
	    .person = name_of_person(v, act.subject),
	    .dwelling = name_of_dwelling(v, act.dwelling),
	    .applicant = applicant_of(v, &act),
	    .superior = superior_of(v, act.unit),
	};
	out->verdict = verdict_of(v, told(v, &act));
	if (!out->waits)
		return RC_OK;
	rc = workcase_by_act(v->db, v->a, act.id, &c, &v->e);
	if (rc == RC_OK)
		out->number_of_case = c.id;
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc result_run(struct visit *v)
{
	struct result_view *w = ARENA_NEW(v->a, struct result_view);
	struct str acts = visit_param(v, "acts");
	enum lang page = v->lang;
	enum rc rc = RC_OK;
	const struct ui *ui;
	struct ui *sheet_ui;

	if (v->purpose.n == 0)
		v->purpose = STR("application");
	w->sheet = ARENA_ARRAY(v->a, struct sheet_view, SHEETS_MAX);
	w->title = str_of(SAY(v, RESULT_TITLE));
	w->in = str_of(lang_code(language_of(v)));
	v->lang = language_of(v);
	while (rc == RC_OK && acts.n > 0 && w->n < SHEETS_MAX) {
		const char *dash = memchr(acts.p, '-', acts.n);
		struct str one = {acts.p, dash == NULL ? acts.n : (size_t)(dash - acts.p)};

		rc = sheet_of(v, number_of(one), &w->sheet[w->n]);
		w->n += rc == RC_OK;
		acts = dash == NULL ? (struct str){0} : (struct str){dash + 1, acts.n - one.n - 1};
	}
	sheet_ui = desk_ui(v);
	v->lang = page;
	w->next = URL_LIT("register");
	if (rc == RC_OK && w->n == 1)
		rc = next_step(v, number_of(w->sheet[0].number), w);
	if (rc != RC_OK)
		return rc;
	w->ui = sheet_ui;
	w->self = url_path(v->a, STR("results"), visit_param(v, "acts"), STR(""));
	ui = desk_ui(v);
	page_result(desk_body(v, 200), ui, w);
	return RC_OK;
}
const struct row result_row = {.run = result_run};
