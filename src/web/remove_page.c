/*
 * /remove: removal from registration (points 3, 10, 13): of one registration, or of a person
 * everywhere.  The same screen as registration: grounds and applicant on the left, the
 * papers in the middle, the verdict and the decision on the right.
 */
#include "lists.h"
#include "pages.h"
#include "register.h"
#include "request.h"

static const char *const grounds[] = {"own_application", "owner_application", "death",
    "declared_dead_or_missing", "court_decision", "emigration", "citizenship_loss", "convicted",
    "conscription", "temporary_expired"};
/* Without a registration everything ends: only what is true of the person as a whole. */
static const char *const everywhere[] = {"death", "declared_dead_or_missing", "court_decision",
    "emigration", "citizenship_loss", "convicted", "conscription"};
static const char *const capacities[] = {
    "self", "parent", "legal_representative", "attorney", "owner", "authority", "other"};
static const char *const co_owners[] = {"agree", "disagree"};

/* Whom and where it is about. */
struct about {
	struct residence stay; /* registration empty: everywhere */
	struct person person;
	struct holdings holders;
	bool found;
};

static enum rc read_about(struct screen *s, struct about *b)
{
	struct visit *v = s->v;
	struct str registration = screen_get(s, "registration"), id = screen_get(s, "person");
	enum rc rc = RC_OK;

	*b = (struct about){0};
	if (registration.n > 0) {
		rc = residence_read(v->db, v->a, registration, &b->stay, &v->e);
		id = b->stay.person;
	}
	if (rc == RC_OK && id.n > 0)
		rc = person_read(v->db, v->a, id, &b->person, &v->e);
	if (rc == RC_OK && b->stay.dwelling.n > 0)
		rc = holdings_of_dwelling(v->db, v->a, b->stay.dwelling, &b->holders, &v->e);
	b->found = rc == RC_OK && id.n > 0;
	return rc == RC_OK && !b->found ? fail(&v->e, RC_NOT_FOUND, "no registration is named")
					: rc;
}

static enum rc about_group(struct screen *s, const struct about *b)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->left, SAY(v, REMOVE_WHO));
	struct summary_view *facts = ARENA_NEW(v->a, struct summary_view);
	struct residences all;
	enum rc rc = residences_of_person(v->db, v->a, b->person.id, &all, &v->e);

	saw(v, b->person.id, "removal_case");
	g->facts = facts;
	summary_link(v->a, facts, str_of(SAY(v, COLUMN_PERSON)), person_name(v->a, b->person.data),
	    url_of_person(v, b->person.id));
	summary_add(v->a, facts, label(v, "birth_date"), date_words(v, b->person.birth));
	if (b->stay.registration.n > 0) {
		g->id = "f-registration";
		input_add(v->a, &g->in, INPUT_HIDDEN, "registration", b->stay.registration);
	} else {
		g->id = "f-person";
		g->note = str_of(SAY(v, REMOVE_ALL));
		input_add(v->a, &g->in, INPUT_HIDDEN, "person", b->person.id);
	}
	for (size_t i = 0; rc == RC_OK && i < all.n; i++)
		if (all.v[i].dwelling.n > 0 &&
		    (str_eq(all.v[i].registration, b->stay.registration) ||
			(b->stay.registration.n == 0 && residence_live(&all.v[i], v->env.today))))
			summary_link(v->a, facts,
			    word(v, "residence",
				all.v[i].kind == STAY_TEMPORARY ? STR("temporary")
								: STR("permanent")),
			    arena_printf(v->a, "%.*s, %.*s",
				STR_FMT(name_of_dwelling(v, all.v[i].dwelling)),
				STR_FMT(period_words(v, all.v[i].from, all.v[i].until))),
			    url_of_dwelling(v, all.v[i].dwelling));
	return rc;
}

static void ground_group(struct screen *s, const struct about *b)
{
	struct visit *v = s->v;
	bool all = b->stay.registration.n == 0;
	struct group_view *g = group_add(v->a, &s->w->left, text_field(v->lang, STR("ground")));
	struct html_field *f = screen_select(s, g, "ground", "ground", all ? everywhere : grounds,
	    all ? ARRAY_LEN(everywhere) : ARRAY_LEN(grounds));

	f->css = "app-w-full";
	f = screen_input(s, g, INPUT_DATE, "date");
	if (f->value.n == 0)
		f->value = date_words(v, v->env.today);
	(void)screen_input(s, g, INPUT_CHECKBOX, "court_ban");
	g->in.v[g->in.n - 1].new_row = true;
	(void)screen_input(s, g, INPUT_CHECKBOX, "emancipated");
}

/* The live holders, one of whom may apply. */
static void holder_input(struct screen *s, struct group_view *g, const struct about *b)
{
	struct visit *v = s->v;
	struct option *o = ARENA_ARRAY(v->a, struct option, b->holders.n + 1);
	struct html_field *f;
	size_t n = 0;

	for (size_t i = 0; i < b->holders.n; i++)
		if (holding_live(&b->holders.v[i], v->env.today))
			o[n++] = (struct option){b->holders.v[i].holder,
			    arena_printf(v->a, "%.*s (%.*s)",
				STR_FMT(name_of_holder(v, b->holders.v[i].holder)),
				STR_FMT(word(v, "holding", b->holders.v[i].kind)))};
	if (n == 0) {
		screen_applicant(s, g, "applicant.holder");
		(void)screen_input(s, g, INPUT_CHECKBOX, "applicant.ownership_proven");
		return;
	}
	f = screen_input(s, g, INPUT_SELECT, "applicant.holder");
	f->options = o;
	f->n_options = n;
	f->css = "app-w-full";
	f->optional = true;
}

static void applicant_group(struct screen *s, const struct about *b)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->left, text_field(v->lang, STR("applicant")));
	struct html_field *f;

	(void)screen_select(
	    s, g, "applicant.capacity", "capacity", capacities, ARRAY_LEN(capacities));
	screen_applicant(s, g, "applicant.person");
	g->in.v[g->in.n - 1].f.optional = true;
	if (b->stay.registration.n == 0)
		return;
	holder_input(s, g, b);
	g->in.v[g->in.n - 1].new_row = true;
	f = screen_select(
	    s, g, "applicant.co_owners", "co_owners", co_owners, ARRAY_LEN(co_owners));
	f->optional = true;
	g->in.v[g->in.n - 1].new_row = true;
}

/* The other holders' word, once it is known who of them applies. */
static void others_group(struct screen *s, const struct about *b)
{
	struct str holder = screen_get(s, "applicant.holder");
	struct holdings others = {.v = ARENA_ARRAY(s->v->a, struct holding, b->holders.n + 1)};
	struct str kind = {0};

	for (size_t i = 0; i < b->holders.n; i++)
		if (str_eq(b->holders.v[i].holder, holder) &&
		    holding_live(&b->holders.v[i], s->v->env.today))
			kind = b->holders.v[i].kind;
	for (size_t i = 0; i < b->holders.n; i++)
		if (!str_eq(b->holders.v[i].holder, holder) && str_eq(b->holders.v[i].kind, kind) &&
		    holding_live(&b->holders.v[i], s->v->env.today))
			others.v[others.n++] = b->holders.v[i];
	if (kind.n > 0 && others.n > 0)
		screen_consents(s, group_add(s->v->a, &s->w->right, SAY(s->v, REMOVE_OTHERS)),
		    &others, s->v->env.today);
}

static void papers_group(struct screen *s)
{
	size_t n = screen_count(s, "papers");
	struct group_view *g =
	    group_add(s->v->a, &s->w->right, text_field(s->v->lang, STR("papers")));

	g->id = "f-papers";
	g->note = str_of(SAY(s->v, REMOVE_PAPERS));
	for (size_t i = 0; i <= n; i++)
		screen_paper(s, g, arena_printf(s->v->a, "papers.%zu", i).p);
	(void)screen_input(s, g, INPUT_AREA, "note");
	g->in.v[g->in.n - 1].new_row = true;
	g->in.v[g->in.n - 1].f.optional = true;
	g->in.v[g->in.n - 1].f.css = "app-w-full";
	register_lang(s, g);
}

static enum rc judge(struct screen *s)
{
	struct act_answer answer;
	enum rc rc;

	if (screen_get(s, "ground").n == 0) {
		s->w->nothing = SAY(s->v, REMOVE_NOTHING_YET);
		return RC_OK;
	}
	rc = desk_act(
	    s->v, request_of_form(s->v->a, "deregister", &s->f, s->v->env.today), true, &answer);
	if (rc == RC_OK)
		screen_verdicts(s, &answer);
	return rc;
}

static enum rc show(struct screen *s, const struct about *b, int status)
{
	struct visit *v = s->v;
	struct case_view *w = s->w;
	const struct ui *ui;
	enum rc rc = judge(s);

	if (rc == RC_OK)
		rc = about_group(s, b);
	if (rc != RC_OK)
		return rc;
	w->title = str_of(SAY(v, REMOVE_TITLE));
	w->caption = name_of_unit(v, v->env.who.unit);
	w->issues = s->bad;
	w->head = (struct html_form_head){.action = URL_LIT("remove"),
	    .key = desk_key(v),
	    .live_url = URL_LIT("remove/verdict"),
	    .live_into = "#verdict"};
	ground_group(s, b);
	applicant_group(s, b);
	others_group(s, b);
	papers_group(s);
	w->button[w->n_buttons++] = (struct button){.label = SAY(v, REMOVE_DECIDE),
	    .name = "do",
	    .value = "decide",
	    .key = "ctrl+enter",
	    .action = URL_LIT("remove/decide")};
	w->button[w->n_buttons++] = (struct button){
	    .label = SAY(v, REGISTER_CHECK), .name = "do", .value = "check", .kind = "secondary"};
	ui = desk_ui(v);
	page_case(desk_body(v, status), ui, w);
	return RC_OK;
}

static enum rc begin(struct visit *v, struct screen *s)
{
	enum rc rc;

	*s = (struct screen){.v = v, .w = ARENA_NEW(v->a, struct case_view)};
	if (v->purpose.n == 0)
		v->purpose = STR("application");
	s->f = request_compact(v->a, &v->form);
	if (!desk_posted(v)) {
		if (visit_query(v, "registration").n > 0)
			screen_set(s, "registration", visit_query(v, "registration"));
		else if (visit_query(v, "person").n > 0)
			screen_set(s, "person", visit_query(v, "person"));
	}
	rc = screen_resolve(s, "applicant.person");
	return rc == RC_OK ? screen_resolve(s, "applicant.holder") : rc;
}

static enum rc remove_run(struct visit *v)
{
	struct screen s;
	struct about b;
	enum rc rc = begin(v, &s);

	if (rc == RC_OK)
		rc = read_about(&s, &b);
	return rc == RC_OK ? show(&s, &b, 200) : rc;
}
const struct row remove_row = {.run = remove_run};

static enum rc verdict_run(struct visit *v)
{
	struct screen s;
	const struct ui *ui;
	enum rc rc = begin(v, &s);

	if (rc == RC_OK)
		rc = judge(&s);
	if (rc != RC_OK)
		return rc;
	ui = desk_ui(v);
	part_verdicts(desk_body(v, 200), ui, s.w);
	return RC_OK;
}
const struct row remove_verdict_row = {.run = verdict_run};

static enum rc decide_run(struct visit *v)
{
	struct act_answer answer;
	struct screen s;
	struct about b;
	struct url to;
	enum rc rc = begin(v, &s);

	if (rc == RC_OK)
		rc = desk_act(
		    v, request_of_form(v->a, "deregister", &s.f, v->env.today), false, &answer);
	if (rc != RC_OK)
		return rc;
	if (str_is(json_get_str(answer.json, "outcome"), "invalid")) {
		s.bad = issues_of(v, answer.json);
		rc = read_about(&s, &b);
		return rc == RC_OK ? show(&s, &b, answer.status) : rc;
	}
	to = url_path(v->a, STR("results"), acts_text(v, answer.json), STR(""));
	if (screen_get(&s, "in").n > 0)
		to = url_query(v->a, to, "in", screen_get(&s, "in"));
	return visit_see_other(v, to.s);
}
const struct row remove_decide_row = {.run = decide_run};
