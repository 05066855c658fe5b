/*
 * /queue: applications that wait for somebody; /cases/{id}: one of them, with its facts,
 * its verdict and the form of the decision.  Who sees which: an officer those of the own unit, a
 * senior those below too, the duty unit its matches, the auditor all.
 */
#include "compare.h"
#include "evidence.h"
#include "inspector.h"
#include "lists.h"
#include "pages.h"
#include "queue.h"
#include "request.h"
#include "screened.h"
#include "stays.h"

/* How many open cases are read at once, of which some may be other units'. */
#define QUEUE_LOOK 200

enum rc case_is_mine(struct visit *v, const struct workcase *c, bool *mine)
{
	unsigned role = v->env.who.role;

	*mine = role == ROLE_AUDITOR || (role == ROLE_DUTY && (c->waits & WAITS_DUTY) != 0);
	if (role != ROLE_OFFICER && role != ROLE_SENIOR)
		return RC_OK;
	return unit_is_mine(v, c->unit, mine);
}

/* One stretch of the queue; *place: where the next one begins; *end: there is none. */
static enum rc look(struct visit *v, struct case_place *place, size_t limit, struct workcases *out,
    bool *more, bool *end)
{
	struct str unit = v->env.who.role == ROLE_OFFICER ? v->env.who.unit : STR("");
	struct workcases open;
	bool mine;
	enum rc rc = workcases_open(v->db, v->a, unit, *place, QUEUE_LOOK, &open, &v->e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; rc == RC_OK && i < open.n && !*more; i++) {
		*place = (struct case_place){open.v[i].opened_us, open.v[i].id};
		rc = case_is_mine(v, &open.v[i], &mine);
		if (rc == RC_OK && mine && out->n == limit)
			*more = true;
		else if (rc == RC_OK && mine)
			out->v[out->n++] = open.v[i];
	}
	*end = *more || open.n < QUEUE_LOOK;
	return rc;
}

enum rc cases_of_mine(
    struct visit *v, struct case_place after, size_t limit, struct workcases *out, bool *more)
{
	bool end = false;
	enum rc rc = RC_OK;

	*out = (struct workcases){.v = ARENA_ARRAY(v->a, struct workcase, limit + 1)};
	*more = false;
	while (rc == RC_OK && !end)
		rc = look(v, &after, limit, out, more, &end);
	return rc;
}

static struct str ids_words(struct visit *v, const json_t *ids)
{
	struct str s = STR("");

	for (size_t i = 0; i < json_array_size(ids); i++)
		s = arena_printf(v->a, "%.*s%s%s", STR_FMT(s), i > 0 ? ", " : "",
		    json_string_value(json_array_get(ids, i)));
	return s;
}

/* Whom the check of point 17 found: the duty unit's and the auditor's, removals among them. */
static enum rc add_matches(struct visit *v, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_ACT, MSG_COLUMN_WHEN, MSG_COLUMN_WHAT,
	    MSG_COLUMN_PERSON, MSG_COLUMN_ADDRESS, MSG_COLUMN_WANTED};
	int64_t at = number_asked(v, "match_at"), act = number_asked(v, "match");
	struct matches found;
	struct table_view *t;
	enum rc rc = matches_found(v->db, v->a, at > 0 ? at : INT64_MAX, act > 0 ? act : INT64_MAX,
	    LIST_PAGE + 1, &found, &v->e);

	if (rc != RC_OK)
		return rc;
	t = list_table(
	    v, "matches", SAY(v, MATCHES_TITLE), SAY(v, MATCHES_NONE), heads, ARRAY_LEN(heads));
	for (size_t i = 0; i < found.n && i < LIST_PAGE; i++) {
		const struct match *m = &found.v[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] = act_cell(v, m->act);
		c[1] = (struct cell_view){.text = time_people(v->a, m->recorded_us), .num = true};
		c[2].text = act_words(v, m->kind);
		c[3].text = name_of_person(v, m->person);
		c[4].text = m->dwelling.n > 0 ? name_of_dwelling(v, m->dwelling) : STR("");
		c[5] = (struct cell_view){.text = ids_words(v, m->wanted), .mono = true};
		visit_access(v, m->person, STR("match_list"), false);
	}
	if (found.n > LIST_PAGE)
		t->more = url_query(v->a,
		    url_query(v->a, URL_LIT("queue"), "match_at",
			int_words(v, found.v[LIST_PAGE - 1].recorded_us)),
		    "match", int_words(v, found.v[LIST_PAGE - 1].act));
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return RC_OK;
}

static enum rc queue_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct workcases cases;
	struct table_view *t;
	bool more;
	enum rc rc =
	    cases_of_mine(v, (struct case_place){number_asked(v, "at"), visit_query(v, "after")},
		LIST_PAGE, &cases, &more);

	if (rc != RC_OK)
		return rc;
	t = cases_table(v, &cases);
	t->empty = SAY(v, QUEUE_EMPTY);
	if (more) {
		const struct workcase *last = &cases.v[cases.n - 1];

		t->more = url_query(v->a,
		    url_query(v->a, URL_LIT("queue"), "at", int_words(v, last->opened_us)), "after",
		    last->id);
	}
	w->title = str_of(SAY(v, QUEUE_TITLE));
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	if (visit_may(v, DESK_ACTORS))
		rc = add_waiting_stays(v, &w->top);
	if (rc == RC_OK)
		rc = visit_may(v, ROLE_DUTY | ROLE_AUDITOR) ? add_matches(v, w) : RC_OK;
	if (rc == RC_OK && visit_may(v, DESK_ACTORS))
		rc = add_visits(v, w);
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row queue_row = {.run = queue_run};

/* ---- one case ---- */

static bool waits_for_identity(const struct workcase *c)
{
	return (c->waits & WAITS_OFFICER) != 0;
}

/* May this user decide anything here?  The act itself says it again, and for good. */
static bool may_decide(const struct visit *v, const struct workcase *c)
{
	unsigned role = v->env.who.role;

	if (role == ROLE_DUTY)
		return (c->waits & WAITS_DUTY) != 0;
	return role == ROLE_SENIOR || role == ROLE_OFFICER;
}

static struct inputs_view *decision_form(
    struct visit *v, const struct workcase *c, const struct act *act, const struct issues *bad)
{
	static const char *const all[] = {"grant", "refuse", "withdraw"};
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	form->issues = bad;
	form->head = (struct html_form_head){
	    .action = url_path(v->a, STR("cases"), c->id, STR("decide")), .key = desk_key(v)};
	f = input_add(v->a, form, INPUT_RADIOS, "decision", desk_get(v, "decision"));
	f->group = "decision";
	f->words = all;
	f->n_words = v->env.who.role == ROLE_DUTY ? 1 : ARRAY_LEN(all);
	if (waits_for_identity(c))
		compare_inputs(v, act->text, form);
	f = input_add(v->a, form, INPUT_AREA, "note", desk_get(v, "note"));
	f->css = "app-w-full";
	f->hint = SAY(v, CASE_NOTE_HINT);
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, CASE_DECIDE), .key = "ctrl+enter"};
	return form;
}

static struct summary_view *case_summary(
    struct visit *v, const struct workcase *c, const struct act *act)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);
	struct url person =
	    visit_may(v, DESK_READERS) ? url_of_person(v, c->person) : (struct url){0};
	struct url dwelling =
	    visit_may(v, DESK_READERS) ? url_of_dwelling(v, c->dwelling) : (struct url){0};

	summary_add(v->a, s, str_of(SAY(v, COLUMN_WHAT)), act_words(v, c->kind));
	if (c->person.n == 0) /* nobody has said yet who it is */
		summary_add(v->a, s, str_of(SAY(v, COLUMN_PERSON)), compare_name(v, act->text));
	else
		summary_link(
		    v->a, s, str_of(SAY(v, COLUMN_PERSON)), name_of_person(v, c->person), person);
	summary_link(
	    v->a, s, str_of(SAY(v, COLUMN_ADDRESS)), name_of_dwelling(v, c->dwelling), dwelling);
	summary_add(v->a, s, label(v, "date"), date_words(v, c->day));
	summary_add(v->a, s, str_of(SAY(v, CASE_SINCE)), time_people(v->a, c->opened_us));
	summary_add(v->a, s, label(v, "unit"), name_of_unit(v, c->unit));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_OFFICER)), act->officer);
	summary_link(v->a, s, str_of(SAY(v, CASE_APPLICATION)),
	    SAYF(v, ACT_NUMBER, {"n", int_words(v, act->id)}), url_of_act(v, act->id));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_STATE)), word(v, "case_state", c->state));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_REASONS)), reason_words(v, c->reasons));
	return s;
}

/* The others of one application, which are decided with it or not at all. */
static enum rc add_family(struct visit *v, const struct workcase *c, struct plain_view *w)
{
	struct workcases family, shown = {0};
	struct table_view *t;
	bool mine;
	enum rc rc = workcases_of_family(v->db, v->a, c->family, &family, &v->e);

	if (rc != RC_OK)
		return rc;
	shown.v = ARENA_ARRAY(v->a, struct workcase, family.n + 1);
	for (size_t i = 0; rc == RC_OK && i < family.n; i++) {
		rc = case_is_mine(v, &family.v[i], &mine);
		if (rc == RC_OK && mine && !str_eq(family.v[i].id, c->id))
			shown.v[shown.n++] = family.v[i];
	}
	if (shown.n == 0)
		return rc;
	t = cases_table(v, &shown);
	t->caption = SAY(v, CASE_FAMILY);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static enum rc show_case(
    struct visit *v, const struct workcase *c, const struct issues *bad, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct summary_view *facts = ARENA_NEW(v->a, struct summary_view);
	struct act act;
	enum rc rc = act_read(v->db, v->a, c->act, &act, &v->e);

	if (rc != RC_OK)
		return rc;
	if (c->person.n > 0)
		saw(v, c->person, "case");
	if (json_object_get(act.text, "identity") != NULL && waits_for_identity(c))
		block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = compare_table(v, act.text);
	w->title = SAYF(v, CASE_TITLE, {"id", c->id});
	w->caption = act_words(v, c->kind);
	w->issues = bad;
	block_add(v->a, &w->left, BLOCK_SUMMARY, SAY(v, CASE_ABOUT))->of.summary =
	    case_summary(v, c, &act);
	if (workcase_open(c) && may_decide(v, c))
		block_add(v->a, &w->left, BLOCK_FORM, SAY(v, CASE_DECISION))->of.form =
		    decision_form(v, c, &act, bad);
	block_add(v->a, &w->right, BLOCK_VERDICT, SAY(v, ACT_VERDICT))->of.verdict =
	    verdict_of(v, json_object_get(act.text, "verdict"));
	summary_json(v, facts, json_object_get(act.text, "facts"));
	block_add(v->a, &w->right, BLOCK_SUMMARY, SAY(v, ACT_FACTS))->of.summary = facts;
	rc = add_family(v, c, w);
	return rc == RC_OK ? desk_plain(v, status, w) : rc;
}

static enum rc case_read(struct visit *v, struct workcase *c)
{
	bool mine = false;
	enum rc rc = workcase_read(v->db, v->a, visit_param(v, "id"), c, &v->e);

	if (rc == RC_OK)
		rc = case_is_mine(v, c, &mine);
	return rc == RC_OK && !mine ? fail(&v->e, RC_FORBIDDEN, "the case is another unit's") : rc;
}

static enum rc case_run(struct visit *v)
{
	struct workcase c;
	enum rc rc = case_read(v, &c);

	return rc == RC_OK ? show_case(v, &c, NULL, 200) : rc;
}
const struct row case_row = {.run = case_run};

/* `person' may be typed as an IIN or the number of a document; "new" stays as it is. */
static enum rc resolve_person(struct visit *v, json_t *request)
{
	struct str typed = compare_person(v);
	struct person p;
	enum rc rc;

	if (typed.n > 0)
		json_put(request, "person", json_text(typed));
	if (typed.n == 0 || str_is(typed, "new"))
		return RC_OK;
	rc = person_typed(v, typed, &p);
	if (rc == RC_OK)
		json_put(request, "person", json_text(p.id));
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc case_decide_run(struct visit *v)
{
	struct act_answer answer;
	struct workcase c;
	json_t *request;
	enum rc rc = case_read(v, &c);

	if (rc != RC_OK)
		return rc;
	request = json_keep(v->a, request_of_form(v->a, "resolve", &v->form, v->env.today));
	json_put(request, "case", json_text(c.id));
	rc = resolve_person(v, request);
	if (rc == RC_OK)
		rc = desk_act(v, json_incref(request), false, &answer);
	if (rc != RC_OK)
		return rc;
	if (!str_is(json_get_str(answer.json, "outcome"), "invalid"))
		return visit_see_other(v, url_of_case(v, c.id).s);
	return show_case(v, &c, issues_of(v, answer.json), answer.status);
}
const struct row case_decide_row = {.run = case_decide_run};
