/*
 * Who takes a foreign national in: a holder of the dwelling is proposed; another person is
 * found by IIN, document or name; an organisation is named.  The confirmation is a paper.
 */
#include "foreigner.h"

#include <string.h>

#define FOUND_MAX 8

static bool another(const struct foreigner *f)
{
	return str_is(screen_get(&f->s, "host.other"), "true");
}

/* The first who holds the dwelling, unless somebody else was asked for. */
static void propose(struct foreigner *f)
{
	for (size_t i = 0; i < f->holders.n; i++)
		if (screen_get(&f->s, "host").n == 0 && !another(f) &&
		    holding_live(&f->holders.v[i], f->s.v->env.today)) {
			screen_set(&f->s, "host", f->holders.v[i].holder);
			screen_set(&f->s, "host.proposed", STR("true"));
		}
}

static const struct holding *holding_of(const struct foreigner *f, struct str host)
{
	for (size_t i = 0; i < f->holders.n; i++)
		if (str_eq(f->holders.v[i].holder, host) &&
		    holding_live(&f->holders.v[i], f->s.v->env.today))
			return &f->holders.v[i];
	return NULL;
}

static void show_host(struct foreigner *f, struct group_view *g, struct str host)
{
	struct visit *v = f->s.v;
	struct summary_view *facts = ARENA_NEW(v->a, struct summary_view);
	const struct holding *h = holding_of(f, host);
	bool organisation = str_starts(host, "org:");

	if (!organisation)
		saw(v, host, "host");
	summary_link(v->a, facts,
	    str_of(organisation ? SAY(v, HOST_ORGANISATION) : SAY(v, HOST_PERSON)),
	    name_of_holder(v, host), organisation ? (struct url){0} : url_of_person(v, host));
	if (h != NULL)
		summary_add(v->a, facts, str_of(SAY(v, COLUMN_KIND)), word(v, "holding", h->kind));
	g->facts = facts;
	if (str_is(screen_get(&f->s, "host.proposed"), "true"))
		g->note = str_of(SAY(v, HOST_PROPOSED));
	input_add(v->a, &g->in, INPUT_HIDDEN, "host", host);
	input_add(v->a, &g->in, INPUT_HIDDEN, "host.proposed", screen_get(&f->s, "host.proposed"));
	g->button[g->n_buttons++] = (struct button){
	    .label = SAY(v, HOST_ANOTHER), .name = "do", .value = "nohost", .kind = "secondary"};
}

/* ---- another one ---- */

static enum rc by_name(struct visit *v, struct str typed, struct persons *out)
{
	const char *blank = memchr(typed.p, ' ', typed.n);
	struct str surname = typed, given = STR("");

	if (blank != NULL) {
		surname.n = (size_t)(blank - typed.p);
		given = str_trim((struct str){blank, typed.n - surname.n});
	}
	return persons_by_name(v->db, v->a, surname, given, DAY_NONE, out, &v->e);
}

static enum rc found_choices(struct foreigner *f, struct group_view *g, struct str typed)
{
	struct visit *v = f->s.v;
	struct persons found = {0};
	struct person one;
	enum rc rc = person_typed(v, typed, &one);

	if (rc == RC_OK)
		found = (struct persons){&one, 1};
	else if (rc == RC_NOT_FOUND)
		rc = by_name(v, typed, &found);
	if (rc != RC_OK)
		return rc;
	g->choice = ARENA_ARRAY(v->a, struct choice_view, FOUND_MAX);
	for (size_t i = 0; i < found.n && i < FOUND_MAX; i++) {
		const struct person *p = &found.v[i];

		saw(v, p->id, "host");
		g->choice[g->n_choices++] =
		    (struct choice_view){arena_printf(v->a, "host:%.*s", STR_FMT(p->id)),
			person_name(v->a, p->data), date_words(v, p->birth)};
	}
	if (found.n == 0)
		g->note = str_of(SAY(v, HOST_NOBODY));
	return RC_OK;
}

static enum rc ask_host(struct foreigner *f, struct group_view *g)
{
	struct visit *v = f->s.v;
	struct str typed = screen_get(&f->s, "find.host");
	struct html_field *x = screen_input(&f->s, g, INPUT_TEXT, "find.host");

	x->label = SAY(v, HOST_FIND);
	x->hint = SAY(v, HOST_FIND_HINT);
	x = screen_input(&f->s, g, INPUT_TEXT, "host.organisation");
	x->label = SAY(v, HOST_ORGANISATION);
	x->hint = SAY(v, HOST_ORGANISATION_HINT);
	x->optional = true;
	x->max = 150;
	if (another(f))
		input_add(v->a, &g->in, INPUT_HIDDEN, "host.other", STR("true"));
	g->button[g->n_buttons++] = (struct button){
	    .label = SAY(v, SEARCH_DO), .name = "do", .value = "host", .kind = "secondary"};
	return typed.n > 0 ? found_choices(f, g, typed) : RC_OK;
}

/* ---- the card ---- */

static void confirmation(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct group_view *g = group_add(v->a, &f->s.w->right, SAY(v, HOST_PAPER));
	struct html_field *x = screen_input(&f->s, g, INPUT_CHECKBOX, "host.confirmed");

	x->label = SAY(v, HOST_CONFIRMED);
	x->css = "app-w-full";
	g->in.v[g->in.n - 1].new_row = true;
	x = screen_input(&f->s, g, INPUT_TEXT, "papers.0.number");
	x->label = text_field(v->lang, STR("paper.number"));
	x->optional = true;
	g->in.v[g->in.n - 1].new_row = true;
	x = screen_input(&f->s, g, INPUT_DATE, "papers.0.date");
	x->label = text_field(v->lang, STR("paper.date"));
	x->optional = true;
}

enum rc foreigner_host_group(struct foreigner *f)
{
	struct visit *v = f->s.v;
	struct group_view *g = group_add(v->a, &f->s.w->right, SAY(v, HOST_TITLE));
	enum rc rc = RC_OK;

	g->id = "f-host";
	propose(f);
	if (screen_get(&f->s, "host").n > 0)
		show_host(f, g, screen_get(&f->s, "host"));
	else
		rc = ask_host(f, g);
	if (rc == RC_OK)
		confirmation(f);
	return rc;
}

enum rc foreigner_host_press(struct foreigner *f, struct str what, struct str id)
{
	struct screen *s = &f->s;

	if (str_is(what, "nohost")) {
		screen_set(s, "host", STR(""));
		screen_set(s, "host.proposed", STR(""));
		screen_set(s, "host.other", STR("true"));
	}
	if (str_is(what, "host") && id.n > 0) {
		screen_set(s, "host", id);
		screen_set(s, "host.proposed", STR(""));
		screen_drop(s, "find.host");
	}
	return RC_OK;
}
