/*
 * The rail of a foreign national's application: who the register takes him for, what is due
 * when, what exempts him, what limits the term; then the verdict, point by point.
 */
#include "foreigner.h"

#include "request.h"
#include "stay.h"

#include <string.h>

#define CHECKS_MAX     12
#define CANDIDATES_MAX 10

/* ---- the request ---- */

/* The form as the act wants it: the host in one field, the confirmation as a paper, and of a
 * document without a zone the Latin name as the name. */
json_t *foreigner_request(const struct foreigner *f)
{
	static const char *const names[][2] = {{"document.surname", "document.surname_latin"},
	    {"document.given", "document.given_latin"}};
	struct screen s = f->s;
	struct str host = screen_get(&s, "host");
	struct str organisation = screen_get(&s, "host.organisation");
	bool confirmed = str_is(screen_get(&s, "host.confirmed"), "true") ||
			 screen_get(&s, "papers.0.number").n > 0 ||
			 screen_get(&s, "papers.0.date").n > 0;

	s.f.p = ARENA_ARRAY(s.v->a, struct pair, f->s.f.n + 1); /* the screen keeps its own */
	memcpy(s.f.p, f->s.f.p, f->s.f.n * sizeof(*s.f.p));
	s.cap = f->s.f.n + 1;
	if (host.n == 0 && organisation.n > 0)
		screen_set(&s, "host", arena_printf(s.v->a, "org:%.*s", STR_FMT(organisation)));
	if (confirmed)
		screen_set(&s, "papers.0.kind", STR("host_confirmation"));
	for (size_t i = 0; i < ARRAY_LEN(names) && screen_get(&s, "mrz").n == 0; i++)
		if (screen_get(&s, names[i][0]).n == 0)
			screen_set(&s, names[i][0], screen_get(&s, names[i][1]));
	return request_of_form(s.v->a, "register_foreigner", &s.f, s.v->env.today);
}

/* Without a zone the Latin name is the one that is asked for. */
struct issues *foreigner_issues(struct visit *v, const json_t *answer)
{
	struct issues *l = issues_of(v, answer);

	for (struct issue *i = l->first; i != NULL; i = i->next) {
		if (str_is(i->field, "document.surname"))
			i->field = STR("document.surname_latin");
		else if (str_is(i->field, "document.given"))
			i->field = STR("document.given_latin");
		else if (str_is(i->field, "document"))
			i->field = STR("mrz");
		else if (str_is(i->field, "host") && form_get(&v->form, "host").n == 0)
			i->field = STR("find.host");
	}
	return l;
}

/* ---- checks ---- */

struct rail {
	struct foreigner *f;
	struct visit *v;
	const json_t *verdict, *identity;
	struct arrival_view *w;
};

static struct finding_view *check(struct rail *r, const char *sign, const char *title, struct str s)
{
	struct finding_view *c = &r->w->check[r->w->n_checks];

	if (r->w->n_checks < CHECKS_MAX)
		r->w->n_checks++;
	*c = (struct finding_view){.sign = sign, .title = title, .text = s};
	return c;
}

/* Where he is or was registered last, for telling two apart. */
static struct str last_stay(struct visit *v, struct str person)
{
	struct stay_rows s;
	struct err e = {0};

	if (stays_of_person(v->db, v->a, person, &s, &e) != RC_OK || s.n == 0)
		return STR("");
	return arena_printf(v->a, "%.*s, %.*s", STR_FMT(name_of_dwelling(v, s.v[0].dwelling)),
	    STR_FMT(period_words(v, s.v[0].from, s.v[0].until)));
}

static void candidate(struct rail *r, struct str id)
{
	struct visit *v = r->v;
	struct candidate_view *c = &r->w->candidate[r->w->n_candidates];
	struct person p;
	struct err e = {0};

	if (r->w->n_candidates == CANDIDATES_MAX || person_read(v->db, v->a, id, &p, &e) != RC_OK)
		return;
	saw(v, id, "likely_same");
	r->w->n_candidates++;
	*c = (struct candidate_view){.value = arena_printf(v->a, "is:%.*s", STR_FMT(id)),
	    .name = person_name(v->a, p.data),
	    .born = date_words(v, p.birth),
	    .document =
		arena_printf(v->a, "%.*s %.*s", STR_FMT(json_get_str(p.data, "document_country")),
		    STR_FMT(json_get_str(p.data, "document_number"))),
	    .lives = last_stay(v, id),
	    .url = url_of_person(v, id)};
}

static void difference(struct rail *r, const json_t *x)
{
	struct arrival_view *w = r->w;
	struct str field = json_get_str(x, "field"), value[3];
	static const char *const sides[] = {"register", "document", "typed"};

	for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
		day_t d;

		value[i] = json_get_str(x, sides[i]);
		if (date_parse(value[i], &d))
			value[i] = date_words(r->v, d);
		else if (str_is(field, "sex"))
			value[i] = word(r->v, "sex", value[i]);
	}
	w->difference[w->n_differences++] =
	    (struct difference_view){.field = label(r->v, arena_z(r->v->a, field)),
		.in_register = value[0],
		.in_document = value[1],
		.typed = value[2]};
}

static void differences(struct rail *r)
{
	const json_t *known = json_object_get(r->identity, "differences");
	const json_t *typed = json_object_get(r->identity, "typed");
	size_t n = json_array_size(known) + json_array_size(typed);

	r->w->difference = ARENA_ARRAY(r->v->a, struct difference_view, n + 1);
	for (size_t i = 0; i < json_array_size(typed); i++)
		difference(r, json_array_get(typed, i));
	for (size_t i = 0; i < json_array_size(known); i++)
		difference(r, json_array_get(known, i));
	r->w->may_take = json_array_size(typed) > 0;
}

static void identity(struct rail *r)
{
	struct visit *v = r->v;
	struct str result = json_get_str(r->identity, "result");
	struct str person = json_get_str(r->identity, "person");
	const json_t *candidates = json_object_get(r->identity, "candidates");
	const char *sign = str_is(result, "matched") ? "ok"
			   : str_is(result, "new")   ? "info"
						     : "warn";
	struct finding_view *c;

	if (result.n == 0)
		return;
	c = check(r, sign, SAY(v, ARRIVAL_IDENTITY), word(v, "identification", result));
	if (person.n > 0) {
		saw(v, person, "registration_case");
		c->text = arena_printf(
		    v->a, "%.*s: %.*s", STR_FMT(c->text), STR_FMT(name_of_person(v, person)));
		c->url = url_of_person(v, person);
	}
	r->w->candidate = ARENA_ARRAY(v->a, struct candidate_view, CANDIDATES_MAX);
	for (size_t i = 0; i < json_array_size(candidates); i++)
		candidate(r, json_get_str(json_array_get(candidates, i), "person"));
	differences(r);
	if (str_is(screen_get(&r->f->s, "new"), "true"))
		r->w->chosen = str_of(SAY(v, ARRIVAL_CHOSEN_NEW));
	else if (screen_get(&r->f->s, "person").n > 0)
		r->w->chosen = name_of_person(v, screen_get(&r->f->s, "person"));
}

static void deadline(struct rail *r)
{
	struct visit *v = r->v;
	day_t due = json_get_day(r->verdict, "due");
	bool late = json_get_bool(r->verdict, "late");
	struct str on = date_words(v, due);

	if (due == DAY_NONE)
		return;
	if (!late)
		(void)check(r, "ok", SAY(v, ARRIVAL_DUE), SAYF(v, ARRIVAL_IN_TIME, {"day", on}));
	else
		(void)check(r, "warn", SAY(v, ARRIVAL_DUE),
		    text_plural(v->a, v->lang, MSG_ARRIVAL_LATE, v->env.today - due,
			(const struct text_arg[]){{"day", on}}, 1));
}

static bool exempted(const json_t *verdict)
{
	const json_t *reasons = json_object_get(verdict, "reasons");

	for (size_t i = 0; i < json_array_size(reasons); i++)
		if (str_starts(json_get_str(json_array_get(reasons, i), "code"), "exempt-21"))
			return true;
	return false;
}

static void exemption(struct rail *r)
{
	struct visit *v = r->v;
	const json_t *until = json_object_get(r->verdict, "exempt_until");

	if (until == NULL) {
		if (json_object_get(r->verdict, "due") != NULL)
			(void)check(
			    r, "ok", SAY(v, ARRIVAL_EXEMPTION), str_of(SAY(v, ARRIVAL_NOT_EXEMPT)));
		return;
	}
	if (json_is_null(until))
		(void)check(r, "info", SAY(v, ARRIVAL_EXEMPTION), str_of(SAY(v, ARRIVAL_EXEMPT)));
	else
		(void)check(r, "info", SAY(v, ARRIVAL_EXEMPTION),
		    SAYF(v, ARRIVAL_EXEMPT_UNTIL,
			{"day", date_words(v, json_get_day(r->verdict, "exempt_until"))}));
}

static day_t form_day(const struct rail *r, const char *name)
{
	day_t d, latest = r->v->env.today + 60 * 365;

	return text_date_parse(screen_get(&r->f->s, name), latest, &d) ? d : DAY_NONE;
}

/* What ends the term, where it ends before the day that was asked for. */
static enum msg cap_of(const struct rail *r, day_t until)
{
	if (until == form_day(r, "stay_until"))
		return MSG_ARRIVAL_TERM_ASKED;
	if (until == form_day(r, "document.expires"))
		return MSG_ARRIVAL_TERM_DOCUMENT;
	if (until == form_day(r, "visa.until"))
		return MSG_ARRIVAL_TERM_VISA;
	return MSG_ARRIVAL_TERM_VISA_FREE;
}

static void term(struct rail *r)
{
	struct visit *v = r->v;
	day_t until = json_get_day(r->verdict, "granted_until");
	enum msg cap;

	if (until == DAY_NONE || exempted(r->verdict))
		return;
	cap = cap_of(r, until);
	(void)check(r, cap == MSG_ARRIVAL_TERM_ASKED ? "ok" : "warn", SAY(v, ARRIVAL_TERM),
	    text_fill(
		v->a, v->lang, cap, (const struct text_arg[]){{"day", date_words(v, until)}}, 1));
}

static void notes(struct rail *r)
{
	struct visit *v = r->v;
	const json_t *list = json_object_get(r->verdict, "notes");
	const json_t *claimed = json_object_get(r->verdict, "claimed");

	for (size_t i = 0; i < json_array_size(list); i++)
		(void)check(r, "info", SAY(v, ARRIVAL_NOTE),
		    word(v, "arrival_note", json_get_str(json_array_get(list, i), "code")));
	for (size_t i = 0; i < json_array_size(claimed); i++)
		if (str_is(str_of(json_string_value(json_array_get(claimed, i))), "host"))
			(void)check(
			    r, "info", SAY(v, HOST_TITLE), str_of(SAY(v, ARRIVAL_HOST_CLAIMED)));
	(void)check(r, "info", SAY(v, ARRIVAL_SCREENING), str_of(SAY(v, ARRIVAL_SCREENING_AFTER)));
}

/* ---- the whole ---- */

enum rc foreigner_judge(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct case_view *w = f->s.w;
	struct act_answer answer;
	struct rail r = {.f = f, .v = v, .w = ARENA_NEW(v->a, struct arrival_view)};
	struct verdict_view *verdict;
	enum rc rc;

	if (screen_get(&f->s, "mrz").n + screen_get(&f->s, "document.number").n == 0) {
		w->nothing = SAY(v, FOREIGNER_NOTHING_YET);
		return RC_OK;
	}
	rc = desk_act(v, foreigner_request(f), true, &answer);
	if (rc != RC_OK)
		return rc;
	r.verdict = answer.json;
	r.identity = json_object_get(answer.json, "identity");
	r.w->check = ARENA_ARRAY(v->a, struct finding_view, CHECKS_MAX + 1);
	identity(&r);
	deadline(&r);
	exemption(&r);
	term(&r);
	notes(&r);
	w->arrival = r.w;
	if (str_is(json_get_str(answer.json, "outcome"), "invalid")) {
		w->wrong = foreigner_issues(v, answer.json);
		return RC_OK;
	}
	verdict = verdict_of(v, answer.json);
	w->verdict = ARENA_ARRAY(v->a, const struct verdict_view *, 1);
	w->verdict[w->n_verdicts++] = verdict;
	w->wrong = foreigner_issues(v, answer.json);
	return RC_OK;
}
