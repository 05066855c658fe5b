/*
 * /precincts/{id}: who is registered in a precinct, as one walks through it, and a drawing
 * of its houses; the same as a CSV file.
 */
#include "inspector.h"
#include "lists.h"
#include "pages.h"
#include "precinct_view.h"

#include "csv.h"

#include <string.h>

/* One of the precincts of who asks; another's is RC_FORBIDDEN. */
static enum rc read_mine(struct visit *v, struct precinct *p)
{
	struct precincts mine;
	enum rc rc = precinct_read(v->db, v->a, visit_param(v, "id"), p, &v->e);

	if (rc == RC_OK)
		rc = precincts_mine(v, &mine);
	if (rc == RC_OK && precinct_in(&mine, p->id) == NULL)
		rc = fail(&v->e, RC_FORBIDDEN, "the precinct is not this user's");
	return rc;
}

static enum walk asked_walk(const struct visit *v)
{
	struct str s = visit_query(v, "only");

	for (int i = 1; i < WALK__MAX; i++)
		if (str_is(s, walk_words[i]))
			return (enum walk)i;
	return WALK_ALL;
}

/* ---- lines and houses ---- */

static struct str left_words(const struct visit *v, const struct precinct_stay *x)
{
	if (walker_over(v, x))
		return plural_words(v, MSG_PRECINCT_OVER, v->env.today - x->until + 1);
	return plural_words(v, MSG_PRECINCT_LEFT, x->until - v->env.today);
}

static const char *walk_tag(struct str state)
{
	if (str_is(state, "live"))
		return "green";
	return str_is(state, "waits") ? "yellow" : "red";
}

static struct walk_line line_of(struct visit *v, const struct precinct_stay *x)
{
	struct str state = walker_state(v, x);
	struct walk_line l = {
	    .id = arena_printf(v->a, "r-%.*s", STR_FMT(x->registration)),
	    .flat = json_get_str(x->dwelling_data, "flat"),
	    .name = person_name(v->a, x->person_data),
	    .who = who_words(v, x->person_data),
	    .period = period_words(v, x->from, x->until),
	    .left = left_words(v, x),
	    .soon = walker_soon(v, x),
	    .over = walker_over(v, x),
	    .host = host_words(v, x->host, x->host_data),
	    .officer = x->officer,
	    .state = word(v, "walk", state),
	    .tag = walk_tag(state),
	    .stay = url_of_stay_visit(v, x->registration),
	};

	if (x->visit != 0)
		l.visit = SAYF(v, VISIT_LAST, {"date", date_words(v, x->visit_day)},
		    {"result", word(v, "visit", x->visit_result)});
	saw_there(v, x->person, "precinct");
	return l;
}

static struct walk_line annulled_line(struct visit *v, const struct notice *x)
{
	struct walk_line l = {
	    .id = arena_printf(v->a, "r-%.*s", STR_FMT(x->registration)),
	    .flat = json_get_str(x->dwelling_data, "flat"),
	    .name = person_name(v->a, x->person_data),
	    .who = who_words(v, x->person_data),
	    .period = period_words(v, x->from, x->until),
	    .left = time_people(v->a, x->recorded_us),
	    .host = host_words(v, x->host, x->host_data),
	    .officer = x->officer,
	    .state = word(v, "walk", STR("annulled")),
	    .tag = "red",
	    .stay = url_of_stay_visit(v, x->registration),
	};

	saw_there(v, x->person, "precinct");
	return l;
}

/* A house gets the next line; a new one where street or house is another. */
struct building {
	struct visit *v;
	struct precinct_view *w;
	struct house_view *house;
	size_t n, cap, cap_lines;
};

static void add_line(struct building *b, const json_t *dwelling, struct walk_line l)
{
	struct visit *v = b->v;
	struct str street = json_get_str(dwelling, "street"), no = json_get_str(dwelling, "house");
	struct house_view *h = b->n > 0 ? &b->house[b->n - 1] : NULL;

	if (h == NULL || !str_eq(h->street, street) || !str_eq(h->house, no)) {
		b->house = ARENA_GROW(v->a, b->house, b->n, &b->cap);
		h = &b->house[b->n];
		*h = (struct house_view){
		    .id = arena_printf(v->a, "h-%zu", ++b->n), .street = street, .house = no};
		h->at = url_at(v->a, (struct url){0}, h->id);
		b->cap_lines = 0;
	}
	h->v = ARENA_GROW(v->a, h->v, h->n, &b->cap_lines);
	h->v[h->n++] = l;
	h->soon += l.soon;
	h->over += l.over;
}

static int shade_of(size_t n)
{
	static const size_t from[] = {2, 4, 8, 16};
	int shade = 1;

	for (size_t i = 0; i < ARRAY_LEN(from); i++)
		shade += n >= from[i];
	return shade;
}

static void finish_houses(struct building *b)
{
	struct visit *v = b->v;

	for (size_t i = 0; i < b->n; i++) {
		struct house_view *h = &b->house[i];

		h->shade = shade_of(h->n);
		h->many = plural_words(v, MSG_PRECINCT_PEOPLE, (int64_t)h->n);
		if (h->over > 0)
			h->mark =
			    SAYF(v, PRECINCT_TILE_OVER, {"n", int_words(v, (int64_t)h->over)});
		else if (h->soon > 0)
			h->mark =
			    SAYF(v, PRECINCT_TILE_SOON, {"n", int_words(v, (int64_t)h->soon)});
	}
	b->w->house = b->house;
	b->w->n_houses = b->n;
}

static void add_streets(struct visit *v, struct precinct_view *w)
{
	struct street_view *s = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < w->n_houses; i++) {
		if (n == 0 || !str_eq(s[n - 1].name, w->house[i].street)) {
			s = ARENA_GROW(v->a, s, n, &cap);
			s[n++] = (struct street_view){w->house[i].street, &w->house[i], 0};
		}
		s[n - 1].n++;
	}
	w->street = s;
	w->n_streets = n;
}

static void add_table(struct visit *v, struct precinct_view *w)
{
	static const enum msg heads[] = {
	    MSG_PRECINCT_HOUSE, MSG_PRECINCT_REGISTERED, MSG_PRECINCT_SOON, MSG_PRECINCT_EXPIRED};
	struct table_view *t =
	    list_table(v, "houses", SAY(v, PRECINCT_HOUSES), "", heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < w->n_houses; i++) {
		const struct house_view *h = &w->house[i];
		const size_t numbers[] = {h->n, h->soon, h->over};
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){
		    .text = arena_printf(v->a, "%.*s, %.*s", STR_FMT(h->street), STR_FMT(h->house)),
		    .url = h->at};
		for (size_t k = 0; k < ARRAY_LEN(numbers); k++)
			c[k + 1] = (struct cell_view){
			    .text = int_words(v, (int64_t)numbers[k]), .num = true};
	}
	w->table = t;
}

/* ---- the page ---- */

static void add_filters(struct visit *v, struct precinct_view *w, struct url page,
    const struct walkers *l, enum walk now)
{
	static const enum msg texts[WALK__MAX] = {MSG_PRECINCT_ALL, MSG_PRECINCT_NEW,
	    MSG_PRECINCT_IN_WEEK, MSG_PRECINCT_EXPIRED, MSG_PRECINCT_ANNULLED};
	struct filter_view *f = ARENA_ARRAY(v->a, struct filter_view, WALK__MAX);

	for (size_t i = 0; i < WALK__MAX; i++)
		f[i] = (struct filter_view){
		    arena_printf(v->a, "%s (%zu)", text(v->lang, texts[i]), l->count[i]),
		    i == 0 ? page : url_query(v->a, page, "only", str_of(walk_words[i])),
		    i == (size_t)now};
	w->filters = (struct filters_view){SAY(v, INBOX_FILTER), f, WALK__MAX};
}

static enum rc precinct_run(struct visit *v)
{
	struct precinct_view *w = ARENA_NEW(v->a, struct precinct_view);
	struct building b = {.v = v, .w = w};
	enum walk which = asked_walk(v);
	struct walkers l;
	struct precinct p;
	struct url page;
	enum rc rc = read_mine(v, &p);

	if (rc == RC_OK)
		rc = walkers_of(v, p.id, which, &l);
	if (rc != RC_OK)
		return rc;
	page = url_of_precinct(v, p.id);
	for (size_t i = 0; i < l.n; i++)
		add_line(&b, l.v[i]->dwelling_data, line_of(v, l.v[i]));
	for (size_t i = 0; which == WALK_ANNULLED && i < l.annulled.n; i++)
		add_line(&b, l.annulled.v[i].dwelling_data, annulled_line(v, &l.annulled.v[i]));
	finish_houses(&b);
	add_streets(v, w);
	add_table(v, w);
	add_filters(v, w, page, &l, which);
	w->title = precinct_words(&p);
	w->caption = arena_printf(v->a, "%.*s · %.*s", STR_FMT(name_of_unit(v, p.unit)),
	    STR_FMT(date_words(v, v->env.today)));
	w->empty = SAY(v, PRECINCT_EMPTY);
	w->many = plural_words(
	    v, MSG_PRECINCT_SHOWN, (int64_t)(l.n + (which == WALK_ANNULLED ? l.annulled.n : 0)));
	if (l.count[WALK_SOON] > 0 && which == WALK_ALL)
		w->soon = plural_words(v, MSG_PRECINCT_ENDING, (int64_t)l.count[WALK_SOON]);
	w->csv = url_path(v->a, STR("precincts"), p.id, STR("list.csv"));
	w->back = visit_may(v, ROLE_INSPECTOR) ? URL_LIT("") : URL_LIT("precincts");
	page_precinct(desk_body(v, 200), desk_ui(v), w);
	return RC_OK;
}
const struct row precinct_row = {.run = precinct_run};

/* ---- the file ---- */

/* What a spreadsheet would take for a formula is a text. */
static struct str cell(struct arena *a, struct str s)
{
	return s.n > 0 && s.p[0] != '\0' && strchr("=+-@\t\r", s.p[0]) != NULL
		   ? arena_printf(a, "'%.*s", STR_FMT(s))
		   : s;
}

static void csv_line(struct visit *v, struct buf *b, const struct precinct_stay *x)
{
	struct str field[] = {
	    json_get_str(x->dwelling_data, "street"),
	    json_get_str(x->dwelling_data, "house"),
	    json_get_str(x->dwelling_data, "flat"),
	    person_name(v->a, x->person_data),
	    json_get_str(x->person_data, "citizenship"),
	    document_masked(v->a, x->person_data),
	    date_str(v->a, x->from),
	    date_str(v->a, x->until),
	    int_words(v, x->until - v->env.today),
	    host_words(v, x->host, x->host_data),
	    walker_state(v, x),
	    x->officer,
	    x->registration,
	    x->visit != 0 ? date_str(v->a, x->visit_day) : STR(""),
	    x->visit_result,
	};

	for (size_t i = 0; i < ARRAY_LEN(field); i++)
		if (i != 8)
			field[i] = cell(v->a, field[i]);
	csv_write(b, field, ARRAY_LEN(field));
	visit_access(v, x->person, STR("precinct_file"), true);
}

static enum rc precinct_csv_run(struct visit *v)
{
	static const struct str head[] = {STR_INIT("street"), STR_INIT("house"), STR_INIT("flat"),
	    STR_INIT("name"), STR_INIT("citizenship"), STR_INIT("document"), STR_INIT("from"),
	    STR_INIT("until"), STR_INIT("days_left"), STR_INIT("host"), STR_INIT("state"),
	    STR_INIT("officer"), STR_INIT("registration"), STR_INIT("visited_on"),
	    STR_INIT("visit")};
	struct reply *r = &v->x->reply;
	struct walkers l;
	struct precinct p;
	enum rc rc = read_mine(v, &p);

	if (rc == RC_OK)
		rc = walkers_of(v, p.id, WALK_ALL, &l);
	if (rc != RC_OK)
		return rc;
	if (v->purpose.n == 0)
		v->purpose = STR("precinct");
	r->type = STR("text/csv; charset=utf-8");
	reply_header(r, "Content-Disposition",
	    arena_printf(v->a, "attachment; filename=\"precinct-%.*s-%.*s.csv\"", STR_FMT(p.id),
		STR_FMT(date_str(v->a, v->env.today))));
	buf_z(&r->body, "\xef\xbb\xbf"); /* a spreadsheet would take it for another encoding */
	csv_write(&r->body, head, ARRAY_LEN(head));
	for (size_t i = 0; i < l.n; i++)
		csv_line(v, &r->body, l.v[i]);
	return RC_OK;
}
const struct row precinct_csv_row = {.run = precinct_csv_run};
