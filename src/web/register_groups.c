/* The cards of the registration screen: persons, dwelling, kind, basis, papers. */
#include "register.h"

#include <string.h>

#define CANDIDATES_MAX 10
#define HOMES_MAX      12

static const char *const acts[] = {"register_permanent", "register_temporary"};
static const char *const relations[] = {"none", "self", "spouse", "parent", "child", "adopter",
    "adopted", "full_sibling", "half_sibling", "grandparent", "grandchild", "ward", "family_member",
    "in_law"};
static const char *const capacities[] = {
    "self", "parent", "legal_representative", "attorney", "other"};
static const char *const bases[] = {"ownership", "lease", "sublease", "use", "other", "none"};
static const char *const releases[] = {"served", "early"};
static const char *const places[] = {"former_household", "relatives", "provided", "other"};

const char *register_act(const struct screen *s)
{
	return str_is(screen_get(s, "act"), "register_temporary") ? "register_temporary"
								  : "register_permanent";
}

/* ---- persons ---- */

static void add_child_applicant(struct screen *s, size_t i, const struct person *p)
{
	const char *name = path_at(s, "persons", i, "applicant.capacity");
	bool adult = p == NULL || date_reached_age(p->birth, 18, s->v->env.today);

	screen_set(s, name, adult ? STR("self") : STR("parent"));
}

enum rc register_pick(struct screen *s, struct str id)
{
	size_t n = screen_count(s, "persons");
	struct person p;
	enum rc rc = person_read(s->v->db, s->v->a, id, &p, &s->v->e);

	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	screen_set(s, path_at(s, "persons", n, "person"), id);
	add_child_applicant(s, n, &p);
	screen_drop(s, "find.");
	return RC_OK;
}

void register_new(struct screen *s)
{
	static const char *const taken[] = {
	    "iin", "surname", "given", "birth_date", "document_number"};
	size_t n = screen_count(s, "persons");

	screen_set(s, path_at(s, "persons", n, "fresh"), STR("true"));
	for (size_t i = 0; i < ARRAY_LEN(taken); i++) {
		struct str value = screen_get(s, arena_printf(s->v->a, "find.%s", taken[i]).p);

		screen_set(s, arena_printf(s->v->a, "persons.%zu.person.%s", n, taken[i]).p, value);
	}
	screen_set(s, path_at(s, "persons", n, "person.citizenship"), STR("KAZ"));
	screen_set(s, path_at(s, "persons", n, "person.status"), STR("citizen"));
	add_child_applicant(s, n, NULL);
	screen_drop(s, "find.");
}

static enum rc find_persons(struct screen *s, struct persons *out)
{
	struct str iin = screen_get(s, "find.iin"), number = screen_get(s, "find.document_number");
	struct str surname = screen_get(s, "find.surname");
	struct visit *v = s->v;
	day_t born = DAY_NONE;
	struct person p;
	enum rc rc;

	*out = (struct persons){0};
	if (iin.n > 0) {
		rc = person_by_iin(v->db, v->a, iin, &p, &v->e);
		if (rc == RC_OK) {
			out->v = ARENA_NEW(v->a, struct person);
			out->v[out->n++] = p;
		}
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	}
	if (number.n > 0)
		return persons_by_number(v->db, v->a, number, out, &v->e);
	if (surname.n == 0)
		return RC_OK;
	if (!text_date_parse(screen_get(s, "find.birth_date"), v->env.today, &born))
		born = DAY_NONE;
	return persons_by_name(v->db, v->a, surname, screen_get(s, "find.given"), born, out, &v->e);
}

static bool asked_for_person(const struct screen *s)
{
	return screen_get(s, "find.iin").n + screen_get(s, "find.document_number").n +
		   screen_get(s, "find.surname").n >
	       0;
}

static void choice_add(struct screen *s, struct group_view *g, const char *do_what, struct str id,
    struct str text, struct str more)
{
	g->choice[g->n_choices++] = (struct choice_view){
	    arena_printf(s->v->a, "%s:%.*s", do_what, STR_FMT(id)), text, more};
}

enum rc register_find_group(struct screen *s)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->left,
	    screen_count(s, "persons") == 0 ? SAY(v, REGISTER_WHO) : SAY(v, REGISTER_MORE_PERSONS));
	struct persons found;
	struct html_field *f;
	enum rc rc = find_persons(s, &found);

	f = screen_input(s, g, INPUT_TEXT, "find.iin");
	f->mono = f->numeric = true;
	f->css = "app-w-m";
	f->key = "f2";
	f = screen_input(s, g, INPUT_TEXT, "find.document_number");
	f->mono = true;
	f->css = "app-w-m";
	(void)screen_input(s, g, INPUT_TEXT, "find.surname");
	g->in.v[g->in.n - 1].new_row = true;
	(void)screen_input(s, g, INPUT_TEXT, "find.given");
	(void)screen_input(s, g, INPUT_DATE, "find.birth_date");
	g->button[g->n_buttons++] = (struct button){
	    .label = SAY(v, SEARCH_DO), .name = "do", .value = "find", .kind = "secondary"};
	if (rc != RC_OK || !asked_for_person(s))
		return rc;
	g->choice = ARENA_ARRAY(v->a, struct choice_view, CANDIDATES_MAX);
	for (size_t i = 0; i < found.n && i < CANDIDATES_MAX; i++) {
		saw(v, found.v[i].id, "case_search");
		choice_add(s, g, "pick", found.v[i].id, person_name(v->a, found.v[i].data),
		    arena_printf(v->a, "%.*s · %.*s", STR_FMT(date_words(v, found.v[i].birth)),
			STR_FMT(json_get_str(found.v[i].data, "iin"))));
	}
	if (found.n == 0)
		g->note = str_of(SAY(v, SEARCH_NO_PERSON));
	g->button[g->n_buttons++] = (struct button){
	    .label = SAY(v, PERSON_NEW), .name = "do", .value = "new", .kind = "secondary"};
	return rc;
}

static enum rc known_person(struct screen *s, struct group_view *g, struct str id)
{
	struct summary_view *facts = ARENA_NEW(s->v->a, struct summary_view);
	struct visit *v = s->v;
	struct residences r;
	struct person p;
	enum rc rc = person_read(v->db, v->a, id, &p, &v->e);

	if (rc == RC_NOT_FOUND)
		return RC_OK; /* the answer says so */
	if (rc == RC_OK)
		rc = residences_of_person(v->db, v->a, id, &r, &v->e);
	if (rc != RC_OK)
		return rc;
	saw(v, id, "registration_case");
	summary_link(v->a, facts, str_of(SAY(v, COLUMN_PERSON)), person_name(v->a, p.data),
	    url_of_person(v, id));
	summary_add(v->a, facts, label(v, "birth_date"), date_words(v, p.birth));
	summary_add(v->a, facts, label(v, "iin"), json_get_str(p.data, "iin"));
	summary_add(
	    v->a, facts, label(v, "status"), word(v, "status", json_get_str(p.data, "status")));
	for (size_t i = 0; i < r.n; i++)
		if (r.v[i].dwelling.n > 0 && residence_live(&r.v[i], v->env.today))
			summary_add(v->a, facts,
			    word(v, "residence",
				r.v[i].kind == STAY_TEMPORARY ? STR("temporary")
							      : STR("permanent")),
			    name_of_dwelling(v, r.v[i].dwelling));
	g->facts = facts;
	return RC_OK;
}

/* Of a released person (point 8): in the first card alone, folded into the rest of it. */
static void release_inputs(struct screen *s, struct group_view *g, size_t i)
{
	struct html_field *f = screen_select(s, g, path_at(s, "persons", i, "release.kind"),
	    "release", releases, ARRAY_LEN(releases));

	f->optional = true;
	g->in.v[g->in.n - 1].new_row = true;
	if (f->value.n == 0)
		return;
	(void)screen_select(
	    s, g, path_at(s, "persons", i, "release.place"), "place", places, ARRAY_LEN(places));
	(void)screen_input(
	    s, g, INPUT_CHECKBOX, path_at(s, "persons", i, "release.former_resident"));
}

/* Those whom the register takes for the same: the issue names their ids. */
static void likely_choices(struct screen *s, struct group_view *g, size_t i, const char *field)
{
	struct visit *v = s->v;
	struct str ids = {0};

	for (const struct issue *x = s->bad->first; x != NULL; x = x->next)
		if (str_is(x->field, field) && x->problem == PROBLEM_LIKELY_KNOWN)
			ids = x->arg;
	g->choice = ARENA_ARRAY(v->a, struct choice_view, CANDIDATES_MAX);
	while (ids.n > 0 && g->n_choices < CANDIDATES_MAX) {
		const char *comma = memchr(ids.p, ',', ids.n);
		struct str id =
		    str_trim((struct str){ids.p, comma == NULL ? ids.n : (size_t)(comma - ids.p)});
		struct person p;

		if (person_read(v->db, v->a, id, &p, NULL) == RC_OK) {
			saw(v, id, "likely_same");
			choice_add(s, g, "use", arena_printf(v->a, "%zu:%.*s", i, STR_FMT(id)),
			    person_name(v->a, p.data), date_words(v, p.birth));
		}
		ids = comma == NULL ? (struct str){0}
				    : (struct str){comma + 1, ids.n - (size_t)(comma + 1 - ids.p)};
	}
}

enum rc register_person_group(struct screen *s, size_t i)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->left,
	    arena_z(v->a, SAYF(v, REGISTER_PERSON_N, {"n", int_words(v, (int64_t)i + 1)})));
	struct str id = screen_at(s, "persons", i, "person");
	const char *person = path_at(s, "persons", i, "person");
	enum rc rc = RC_OK;

	g->id = arena_printf(v->a, "f-persons-%zu-person", i).p;
	if (id.n > 0) {
		input_add(v->a, &g->in, INPUT_HIDDEN, person, id);
		rc = known_person(s, g, id);
	} else {
		input_add(
		    v->a, &g->in, INPUT_HIDDEN, path_at(s, "persons", i, "fresh"), STR("true"));
		screen_person_fields(s, &g->in, arena_printf(v->a, "%s.", person).p);
	}
	(void)screen_select(s, g, path_at(s, "persons", i, "holder_relation"), "relation",
	    relations, ARRAY_LEN(relations));
	g->in.v[g->in.n - 1].new_row = true;
	(void)screen_select(s, g, path_at(s, "persons", i, "applicant.capacity"), "capacity",
	    capacities, ARRAY_LEN(capacities));
	(void)screen_input(s, g, INPUT_CHECKBOX, path_at(s, "persons", i, "emancipated"));
	g->in.v[g->in.n - 1].new_row = true;
	release_inputs(s, g, i);
	if (id.n == 0 && s->bad != NULL && issue_at(s->bad, str_of(person))) {
		likely_choices(s, g, i, person);
		(void)screen_input(s, g, INPUT_CHECKBOX, path_at(s, "persons", i, "new"));
		g->in.v[g->in.n - 1].f.label = SAY(v, PERSON_IS_ANOTHER);
		(void)screen_input(s, g, INPUT_TEXT, path_at(s, "persons", i, "note"));
	}
	g->button[g->n_buttons++] = (struct button){.label = SAY(v, REGISTER_DROP),
	    .name = "do",
	    .value = arena_printf(v->a, "drop:%zu", i).p,
	    .kind = "secondary"};
	return rc;
}

/* ---- the dwelling ---- */

static enum rc home_choices(struct screen *s, struct group_view *g)
{
	struct visit *v = s->v;
	struct dwellings found = {0};
	struct str street = screen_get(s, "find.street");
	enum rc rc = RC_OK;

	if (street.n == 0)
		return RC_OK;
	rc = dwellings_find(v->db, v->a, street, screen_get(s, "find.house"),
	    screen_get(s, "find.flat"), &found, &v->e);
	g->choice = ARENA_ARRAY(v->a, struct choice_view, HOMES_MAX);
	for (size_t i = 0; i < found.n && i < HOMES_MAX; i++)
		choice_add(s, g, "home", found.v[i].id, address_of(v, found.v[i].data),
		    word(v, "fund", json_get_str(found.v[i].data, "fund")));
	if (found.n == 0)
		g->note = str_of(visit_may(v, ROLE_SENIOR) ? SAY(v, SEARCH_NO_DWELLING)
							   : SAY(v, DWELLING_ASK_SENIOR));
	else if (found.n > HOMES_MAX)
		g->note = str_of(SAY(v, SEARCH_NARROWER));
	return rc;
}

enum rc register_no_home_group(struct screen *s)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->right, text_field(v->lang, STR("dwelling")));
	struct html_field *f;

	g->id = "f-dwelling";
	f = screen_input(s, g, INPUT_TEXT, "find.street");
	f->suggest_url = URL_LIT("search/addresses");
	f->suggest_with = "find.house find.flat";
	screen_input(s, g, INPUT_TEXT, "find.house")->css = "app-w-s";
	screen_input(s, g, INPUT_TEXT, "find.flat")->css = "app-w-s";
	g->button[g->n_buttons++] = (struct button){
	    .label = SAY(v, SEARCH_ADDRESS), .name = "do", .value = "street", .kind = "secondary"};
	return home_choices(s, g);
}

enum rc register_home_group(struct screen *s, struct holdings *holders)
{
	struct visit *v = s->v;
	struct str id = screen_get(s, "dwelling");
	struct summary_view *facts = ARENA_NEW(v->a, struct summary_view);
	struct group_view *g;
	struct residences r;
	struct dwelling d;
	enum rc rc = dwelling_read(v->db, v->a, id, &d, &v->e);

	if (rc == RC_NOT_FOUND)
		return register_no_home_group(s);
	if (rc == RC_OK)
		rc = residences_of_dwelling_on(v->db, v->a, id, v->env.today, &r, &v->e);
	if (rc == RC_OK)
		rc = holdings_of_dwelling(v->db, v->a, id, holders, &v->e);
	if (rc != RC_OK)
		return rc;
	g = group_add(v->a, &s->w->right, text_field(v->lang, STR("dwelling")));
	g->id = "f-dwelling";
	g->facts = facts;
	input_add(v->a, &g->in, INPUT_HIDDEN, "dwelling", id);
	summary_link(v->a, facts, str_of(SAY(v, COLUMN_ADDRESS)), address_of(v, d.data),
	    url_of_dwelling(v, id));
	summary_add(v->a, facts, label(v, "category"),
	    word(v, "category", json_get_str(d.data, "category")));
	summary_add(v->a, facts, label(v, "fund"), word(v, "fund", json_get_str(d.data, "fund")));
	summary_add(v->a, facts, label(v, "useful_area"), json_get_str(d.data, "useful_area"));
	summary_add(v->a, facts, label(v, "total_area"), json_get_str(d.data, "total_area"));
	summary_add(v->a, facts, label(v, "registered"),
	    int_words(v, (int64_t)residences_persons(&r, NULL)));
	summary_add(v->a, facts, label(v, "unit"), name_of_unit(v, d.unit));
	g->button[g->n_buttons++] = (struct button){.label = SAY(v, REGISTER_OTHER_HOME),
	    .name = "do",
	    .value = "nohome",
	    .kind = "secondary"};
	return RC_OK;
}

/* ---- kind, basis, consents ---- */

void register_kind_group(struct screen *s)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->right, SAY(v, REGISTER_KIND));
	struct html_field *f = screen_input(s, g, INPUT_RADIOS, "act");

	f->group = "act";
	f->words = acts;
	f->n_words = ARRAY_LEN(acts);
	f->value = str_of(register_act(s));
	f->css = "app-w-full";
	f = screen_input(s, g, INPUT_DATE, "term.from");
	f->latest = v->env.today + 365;
	f->hint = SAY(v, REGISTER_TERM_HINT);
	f->optional = true;
	g->in.v[g->in.n - 1].new_row = true;
	f = screen_input(s, g, INPUT_DATE, "term.until");
	f->latest = v->env.today + 60 * 365;
	f->optional = true;
	f = screen_input(s, g, INPUT_DATE, "date");
	if (f->value.n == 0)
		f->value = date_words(v, v->env.today);
	screen_applicant(s, g, "applicant.person");
	g->in.v[g->in.n - 1].new_row = true;
	if (screen_count(s, "persons") > 1) {
		(void)screen_input(s, g, INPUT_CHECKBOX, "all_or_none");
		g->in.v[g->in.n - 1].f.label = SAY(v, REGISTER_ALL_OR_NONE);
		g->in.v[g->in.n - 1].new_row = true;
	}
}

void register_basis_group(struct screen *s)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->right, text_field(v->lang, STR("basis")));
	struct html_field *f;

	(void)screen_select(s, g, "basis.kind", "basis", bases, ARRAY_LEN(bases));
	f = screen_input(s, g, INPUT_DATE, "basis.until");
	f->latest = v->env.today + 60 * 365;
	f->optional = true;
	screen_paper(s, g, "basis.paper");
	(void)screen_input(s, g, INPUT_CHECKBOX, "basis.petition");
	g->in.v[g->in.n - 1].new_row = true;
	g->in.v[g->in.n - 1].f.css = "app-w-full";
}

void register_papers_group(struct screen *s)
{
	size_t n = screen_count(s, "papers");
	struct group_view *g =
	    group_add(s->v->a, &s->w->left, text_field(s->v->lang, STR("papers")));

	g->id = "f-papers";
	for (size_t i = 0; i <= n; i++) /* those there are, and one more */
		screen_paper(s, g, arena_printf(s->v->a, "papers.%zu", i).p);
	register_lang(s, g);
}

void register_lang(struct screen *s, struct group_view *g)
{
	static const char *const langs[] = {"kk", "ru", "en"};
	struct html_field *f = screen_select(s, g, "in", "lang", langs, ARRAY_LEN(langs));

	f->label = SAY(s->v, REGISTER_LANG_OF);
	g->in.v[g->in.n - 1].new_row = true;
	if (f->value.n == 0)
		f->value = str_of(lang_code(s->v->lang));
}

void register_buttons(struct screen *s)
{
	struct visit *v = s->v;

	s->w->button[s->w->n_buttons++] = (struct button){.label = SAY(v, REGISTER_DECIDE),
	    .name = "do",
	    .value = "decide",
	    .key = "ctrl+enter",
	    .action = URL_LIT("register/decide")};
	s->w->button[s->w->n_buttons++] = (struct button){
	    .label = SAY(v, REGISTER_CHECK), .name = "do", .value = "check", .kind = "secondary"};
	s->w->button[s->w->n_buttons++] = (struct button){.label = SAY(v, REGISTER_SAVE),
	    .name = "do",
	    .value = "save",
	    .kind = "secondary",
	    .key = "ctrl+s",
	    .action = URL_LIT("register/draft")};
}
