/*
 * What inspectors are told (point 18): an inspector's first page; /precincts, the
 * precincts with their inspectors; /notices, where a senior gives what nobody has to a
 * precinct.
 */
#include "inspector.h"
#include "lists.h"
#include "pages.h"

#include <string.h>

/* ---- words ---- */

struct str plural_words(const struct visit *v, enum msg m, int64_t n)
{
	return text_plural(v->a, v->lang, m, n, NULL, 0);
}

void saw_there(struct visit *v, struct str person, const char *what)
{
	if (v->purpose.n == 0)
		v->purpose = STR("precinct");
	saw(v, person, what);
}

struct str who_words(struct visit *v, const json_t *person)
{
	struct str document = document_masked(v->a, person);

	return arena_printf(v->a, "%.*s%s%.*s", STR_FMT(json_get_str(person, "citizenship")),
	    document.n > 0 ? " · " : "", STR_FMT(document));
}

struct str host_words(struct visit *v, struct str host, const json_t *person)
{
	if (person == NULL)
		return name_of_holder(v, host);
	saw_there(v, host, "host");
	return person_name(v->a, person);
}

struct str notice_words(struct visit *v, struct str what)
{
	return word(v, "notice", what);
}

const char *notice_tag(struct str what)
{
	static const char *const tags[][2] = {{"registered", "green"}, {"restored", "green"},
	    {"extended", "blue"}, {"changed", "blue"}, {"shortened", "yellow"},
	    {"annulled", "red"}};

	for (size_t i = 0; i < ARRAY_LEN(tags); i++)
		if (str_is(what, tags[i][0]))
			return tags[i][1];
	return "grey";
}

struct str precinct_words(const struct precinct *p)
{
	return json_get_str(p->data, "name");
}

struct url url_of_stay_visit(const struct visit *v, struct str registration)
{
	return url_path(v->a, STR("stays"), registration, STR("visit"));
}

struct url url_of_precinct(const struct visit *v, struct str id)
{
	return url_path(v->a, STR("precincts"), id, STR(""));
}

enum rc precincts_mine(struct visit *v, struct precincts *out)
{
	if (visit_may(v, ROLE_INSPECTOR))
		return precincts_of(v->db, v->a, v->user->name, v->user->precincts,
		    v->user->precincts_n, out, &v->e);
	if (visit_may(v, ROLE_SENIOR))
		return precincts_below(v->db, v->a, v->user->unit, out, &v->e);
	return precincts_all(v->db, v->a, out, &v->e);
}

/* ---- lines ---- */

static struct str place_words(struct visit *v, const struct notice *x)
{
	return arena_printf(v->a, "%lld.%lld", (long long)x->act, (long long)x->line);
}

static struct str state_of(struct visit *v, const struct notice *x)
{
	struct str what = notice_words(v, x->follow);

	if (x->followed_by == 0)
		return STR("");
	return notice_withdrawn(x) ? SAYF(v, INBOX_WITHDRAWN, {"what", what})
				   : SAYF(v, INBOX_FOLLOWED, {"what", what});
}

/* mine: of who has several precincts, to say which; NULL: it goes without saying. */
static struct notice_line line_of(
    struct visit *v, const struct notice *x, const struct precincts *mine)
{
	const struct precinct *p = mine != NULL ? precinct_in(mine, x->precinct) : NULL;
	struct str host = host_words(v, x->host, x->host_data);
	struct notice_line l = {
	    .value = place_words(v, x),
	    .what = notice_words(v, x->what),
	    .tag = notice_tag(x->what),
	    .name = person_name(v->a, x->person_data),
	    .who = who_words(v, x->person_data),
	    .address = dwelling_address(v->a, x->dwelling_data),
	    .host = p == NULL ? host
			      : arena_printf(
				    v->a, "%.*s · %.*s", STR_FMT(host), STR_FMT(precinct_words(p))),
	    .period = period_words(v, x->from, x->until),
	    .officer = arena_printf(
		v->a, "%.*s · %.*s", STR_FMT(x->officer), STR_FMT(name_of_unit(v, x->unit))),
	    .recorded = time_people(v->a, x->recorded_us),
	    .state = state_of(v, x),
	};

	if (x->until != DAY_NONE)
		l.days = plural_words(v, MSG_INBOX_DAYS, x->until - x->from);
	if (x->read_us != 0) {
		struct str when = time_people(v->a, x->read_us);

		l.receipt = SAYF(v, INBOX_READ, {"who", x->read_by}, {"when", when});
	}
	saw_there(v, x->person, "inbox");
	return l;
}

static void add_section(struct visit *v, struct inbox_view *w, const char *title,
    const struct notices *l, const struct precincts *mine)
{
	struct notice_section *s = &w->section[w->n_sections];

	if (l->n == 0)
		return;
	*s = (struct notice_section){title, ARENA_ARRAY(v->a, struct notice_line, l->n), l->n};
	for (size_t i = 0; i < l->n; i++) {
		s->v[i] = line_of(v, &l->v[i], mine);
		s->v[i].pick = l->v[i].read_us == 0;
		if (visit_may(v, ROLE_INSPECTOR))
			s->v[i].stay = url_of_stay_visit(v, l->v[i].registration);
	}
	w->n_sections++;
}

/* ---- precincts as cards ---- */

static enum rc add_cards(
    struct visit *v, struct inbox_view *w, const struct precincts *l, bool units)
{
	struct precinct_card *c = ARENA_ARRAY(v->a, struct precinct_card, l->n + 1);
	enum rc rc = RC_OK;

	for (size_t i = 0; rc == RC_OK && i < l->n; i++) {
		const struct precincts one = {&l->v[i], 1};
		int64_t here = 0, unread = 0;

		rc = precinct_count(v->db, l->v[i].id, v->env.today, &here, &v->e);
		if (rc == RC_OK)
			rc = notices_unread(v->db, &one, &unread, &v->e);
		c[i] = (struct precinct_card){
		    .name = precinct_words(&l->v[i]),
		    .unit = units ? name_of_unit(v, l->v[i].unit) : STR(""),
		    .here = plural_words(v, MSG_PRECINCT_HERE, here),
		    .bare = !l->v[i].covered,
		    .url = url_of_precinct(v, l->v[i].id),
		};
		if (unread > 0)
			c[i].unread = plural_words(v, MSG_INBOX_UNREAD, unread);
	}
	w->card = c;
	w->n_cards = l->n;
	return rc;
}

static enum rc precincts_run(struct visit *v)
{
	struct inbox_view *w = ARENA_NEW(v->a, struct inbox_view);
	struct precincts mine;
	enum rc rc = precincts_mine(v, &mine);

	if (rc == RC_OK)
		rc = add_cards(v, w, &mine, !visit_may(v, ROLE_INSPECTOR));
	if (rc != RC_OK)
		return rc;
	w->title = str_of(SAY(v, MENU_PRECINCTS));
	w->caption = date_words(v, v->env.today);
	w->empty = mine.n == 0 ? SAY(v, PRECINCTS_NONE) : NULL;
	page_inbox(desk_body(v, 200), desk_ui(v), w);
	return RC_OK;
}
const struct row precincts_row = {.run = precincts_run};

/* ---- the inspector's first page ---- */

static const char *const shows[] = {"", "current", "followed", "unread"};

/* Of the query: which items; 0: the unread ones first, then the others. */
static enum notice_state asked_state(const struct visit *v)
{
	struct str s = visit_query(v, "show");

	for (size_t i = 1; i < ARRAY_LEN(shows); i++)
		if (str_is(s, shows[i]))
			return (enum notice_state)i;
	return NOTICES_ALL;
}

static void add_filters(struct visit *v, struct inbox_view *w, enum notice_state now)
{
	static const enum msg texts[] = {
	    MSG_INBOX_ALL, MSG_INBOX_CURRENT, MSG_INBOX_GONE, MSG_INBOX_NEW};
	struct filter_view *f = ARENA_ARRAY(v->a, struct filter_view, ARRAY_LEN(texts));

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		f[i] = (struct filter_view){str_of(text(v->lang, texts[i])),
		    i == 0 ? URL_LIT("") : url_query(v->a, URL_LIT(""), "show", str_of(shows[i])),
		    i == (size_t)now};
	w->filters = (struct filters_view){SAY(v, INBOX_FILTER), f, ARRAY_LEN(texts)};
}

static struct notice_page asked_page(const struct visit *v, enum notice_state state)
{
	struct notice_page page = {.state = state, .limit = LIST_PAGE};
	struct str s = visit_query(v, "before");
	const char *dot = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;
	size_t n = dot != NULL ? (size_t)(dot - s.p) : 0;

	if (n > 0) {
		page.act = number_of((struct str){s.p, n});
		page.line = number_of((struct str){dot + 1, s.n - n - 1});
	}
	return page;
}

static void add_more(
    struct visit *v, struct inbox_view *w, struct url page, const struct notices *l)
{
	if (l->more)
		w->more = url_query(v->a, page, "before", place_words(v, &l->v[l->n - 1]));
}

/* What was read: the items of a page without those that stand above it already. */
static void only_read(struct notices *l)
{
	size_t kept = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].read_us != 0)
			l->v[kept++] = l->v[i];
	l->n = kept;
}

static enum rc add_items(struct visit *v, struct inbox_view *w, const struct precincts *mine)
{
	enum notice_state state = asked_state(v);
	struct notice_page page = asked_page(v, state);
	const struct precincts *said = mine->n > 1 ? mine : NULL;
	bool first = state == NOTICES_ALL && page.act == 0;
	struct url here = url_query(v->a, URL_LIT(""), "show", str_of(shows[state]));
	struct notices l = {0}, rest = {0};
	enum rc rc = RC_OK;

	if (first)
		rc = notices_of(v->db, v->a, mine, &page, &rest, &v->e);
	if (first)
		page.state = NOTICES_UNREAD;
	if (rc == RC_OK)
		rc = notices_of(v->db, v->a, mine, &page, &l, &v->e);
	if (rc != RC_OK)
		return rc;
	add_section(v, w, first ? SAY(v, INBOX_NEW) : NULL, &l, said);
	if (!first) {
		add_more(v, w, here, &l);
		return RC_OK;
	}
	add_more(v, w, here, &rest);
	add_more(v, w, url_query(v->a, URL_LIT(""), "show", STR("unread")), &l);
	only_read(&rest);
	add_section(v, w, SAY(v, INBOX_OLD), &rest, said);
	return RC_OK;
}

static bool has_unread(const struct inbox_view *w)
{
	for (size_t s = 0; s < w->n_sections; s++)
		for (size_t i = 0; i < w->section[s].n; i++)
			if (w->section[s].v[i].pick)
				return true;
	return false;
}

static enum rc show_inbox(struct visit *v, const struct issues *bad, int status)
{
	struct inbox_view *w = ARENA_NEW(v->a, struct inbox_view);
	struct precincts mine;
	enum rc rc = precincts_mine(v, &mine);

	w->title = str_of(SAY(v, INBOX_TITLE));
	w->caption = date_words(v, v->env.today);
	w->issues = bad;
	w->empty = mine.n == 0 ? SAY(v, PRECINCTS_NONE) : SAY(v, INBOX_EMPTY);
	w->head = (struct html_form_head){.action = URL_LIT("inbox"), .key = desk_key(v)};
	add_filters(v, w, asked_state(v));
	if (rc == RC_OK)
		rc = add_cards(v, w, &mine, false);
	if (rc == RC_OK)
		rc = add_items(v, w, &mine);
	if (rc != RC_OK)
		return rc;
	if (has_unread(w)) {
		w->button[w->n_buttons++] =
		    (struct button){.label = SAY(v, INBOX_TAKE), .name = "do", .value = "item"};
		w->button[w->n_buttons++] = (struct button){.label = SAY(v, INBOX_TAKE_ALL),
		    .name = "do",
		    .value = "shown",
		    .kind = "secondary"};
	}
	page_inbox(desk_body(v, status), desk_ui(v), w);
	return RC_OK;
}

enum rc inbox_home(struct visit *v)
{
	return show_inbox(v, NULL, 200);
}

/* "1044.0" of a form as {act, line}; NULL: malformed. */
static json_t *item_of(struct str s)
{
	const char *dot = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;
	size_t n = dot != NULL ? (size_t)(dot - s.p) : 0;

	if (n == 0)
		return NULL;
	return json_pack("{s:I,s:I}", "act", (json_int_t)number_of((struct str){s.p, n}), "line",
	    (json_int_t)number_of((struct str){dot + 1, s.n - n - 1}));
}

/* Those that were chosen, or all that were shown. */
static json_t *chosen(const struct visit *v, const char *name)
{
	json_t *list = json_array();
	struct str s;

	for (size_t i = 0; form_nth(&v->form, name, i, &s); i++) {
		json_t *o = item_of(s);

		if (o != NULL)
			(void)json_array_append_new(list, o);
	}
	return list;
}

static struct issues *nothing_chosen(struct visit *v)
{
	struct issues *l = ARENA_NEW(v->a, struct issues);

	*l = (struct issues){.arena = v->a};
	issue_add(l, STR("items"), PROBLEM_MISSING, STR(""));
	return l;
}

static enum rc inbox_run(struct visit *v)
{
	bool all = str_is(form_get(&v->form, "do"), "shown");
	json_t *items = chosen(v, all ? "shown" : "item");
	struct act_answer answer;
	json_t *request;
	enum rc rc;

	if (json_array_size(items) == 0) {
		json_decref(items);
		return show_inbox(v, nothing_chosen(v), 400);
	}
	request = json_pack("{s:s,s:o}", "act", "read_notices", "items", items);
	json_put(request, "key", json_text(desk_key(v)));
	rc = desk_act(v, request, false, &answer);
	if (rc != RC_OK)
		return rc;
	if (!str_is(json_get_str(answer.json, "outcome"), "invalid"))
		return visit_see_other(v, STR("/"));
	return show_inbox(v, issues_of(v, answer.json), answer.status);
}
const struct row inbox_row = {.run = inbox_run};

/* ---- what nobody has ---- */

static enum rc precinct_input(struct visit *v, struct inbox_view *w)
{
	struct html_field *f = ARENA_NEW(v->a, struct html_field);
	struct precincts all;
	struct option *o;
	enum rc rc = precincts_below(v->db, v->a, v->user->unit, &all, &v->e);

	if (rc != RC_OK)
		return rc;
	o = ARENA_ARRAY(v->a, struct option, all.n + 1);
	*f =
	    (struct html_field){.name = "precinct", .value = desk_get(v, "precinct"), .options = o};
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].covered)
			o[f->n_options++] = (struct option){all.v[i].id,
			    arena_printf(v->a, "%.*s · %.*s", STR_FMT(precinct_words(&all.v[i])),
				STR_FMT(name_of_unit(v, all.v[i].unit)))};
	if (f->n_options == 0)
		return RC_OK;
	w->one = f;
	w->button[w->n_buttons++] =
	    (struct button){.label = SAY(v, NOTICES_GIVE), .key = "ctrl+enter"};
	return RC_OK;
}

static enum rc show_notices(struct visit *v, const struct issues *bad, int status)
{
	struct inbox_view *w = ARENA_NEW(v->a, struct inbox_view);
	struct notice_page page = asked_page(v, NOTICES_CURRENT);
	struct notices l;
	enum rc rc = notices_unassigned(v->db, v->a, v->user->unit, &page, &l, &v->e);

	w->title = str_of(SAY(v, NOTICES_TITLE));
	w->caption = name_of_unit(v, v->user->unit);
	w->issues = bad;
	w->empty = SAY(v, NOTICES_NONE);
	w->head = (struct html_form_head){.action = URL_LIT("notices"), .key = desk_key(v)};
	if (rc == RC_OK)
		rc = precinct_input(v, w);
	if (rc != RC_OK)
		return rc;
	add_section(v, w, w->one != NULL ? NULL : SAY(v, NOTICES_NO_INSPECTOR), &l, NULL);
	for (size_t i = 0; w->n_sections > 0 && i < l.n; i++)
		w->section[0].v[i].pick = true;
	add_more(v, w, URL_LIT("notices"), &l);
	page_inbox(desk_body(v, status), desk_ui(v), w);
	return RC_OK;
}

static enum rc notices_run(struct visit *v)
{
	return show_notices(v, NULL, 200);
}
const struct row notices_row = {.run = notices_run};

/* Each item is an act of its own; one that fails undoes all. */
static enum rc notices_give_run(struct visit *v)
{
	json_t *items = json_keep(v->a, chosen(v, "item"));
	struct str key = desk_key(v);
	enum rc rc = RC_OK;

	if (json_array_size(items) == 0)
		return show_notices(v, nothing_chosen(v), 400);
	for (size_t i = 0; rc == RC_OK && i < json_array_size(items); i++) {
		json_t *request = json_pack(
		    "{s:s,s:O}", "act", "assign_notice", "item", json_array_get(items, i));
		struct str precinct = desk_get(v, "precinct");
		struct act_answer answer;

		if (precinct.n > 0)
			json_put(request, "precinct", json_text(precinct));
		json_put(
		    request, "key", json_text(arena_printf(v->a, "%.*s.%zu", STR_FMT(key), i)));
		rc = desk_act(v, request, false, &answer);
		if (rc == RC_OK && str_is(json_get_str(answer.json, "outcome"), "invalid"))
			return show_notices(v, issues_of(v, answer.json), answer.status);
	}
	return rc == RC_OK ? visit_see_other(v, STR("/notices")) : rc;
}
const struct row notices_give_row = {.run = notices_give_run};
