/*
 * /search: by IIN, by the number of a document, by name and birth date, by address.  The
 * search is a POST and its results are the answer, so that nothing personal stands in
 * an address; why one searches is asked once and goes into the record of access.
 */
#include "search.h"

#include "pages.h"
#include "stay.h"
#include "strip.h"
#include "utf8.h"

#include <string.h>

static const char *const purposes[] = {"application", "check", "request", "case", "audit"};

struct asked_for {
	struct str purpose, iin, number, surname, given, birth, street, house, flat;
};

static struct asked_for read_asked(struct visit *v)
{
	return (struct asked_for){
	    .purpose = desk_get(v, "purpose"),
	    .iin = desk_get(v, "iin"),
	    .number = strip_number(v, desk_get(v, "document_number")),
	    .surname = desk_get(v, "surname"),
	    .given = desk_get(v, "given"),
	    .birth = desk_get(v, "birth_date"),
	    .street = desk_get(v, "street"),
	    .house = desk_get(v, "house"),
	    .flat = desk_get(v, "flat"),
	};
}

struct html_field *purpose_input(struct visit *v, struct inputs_view *form, struct str value)
{
	struct html_field *f = input_add(v->a, form, INPUT_SELECT, "purpose", value);

	f->group = "why";
	f->words = purposes;
	f->n_words = ARRAY_LEN(purposes);
	f->label = SAY(v, SEARCH_PURPOSE);
	return f;
}

static void text_input(
    struct visit *v, struct inputs_view *form, const char *name, struct str value, const char *css)
{
	input_add(v->a, form, INPUT_TEXT, name, value)->css = css;
}

struct inputs_view *search_form(struct visit *v, const struct issues *bad)
{
	const struct asked_for q = read_asked(v);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	form->issues = bad;
	form->head = (struct html_form_head){.action = URL_LIT("search"), .search = true};
	(void)purpose_input(v, form, q.purpose.n > 0 ? q.purpose : v->purpose);
	f = input_add(v->a, form, INPUT_TEXT, "iin", q.iin);
	f->css = "app-w-m";
	f->key = "f2";
	f->mono = f->numeric = true;
	f = input_add(v->a, form, INPUT_TEXT, "document_number", q.number);
	f->css = "app-w-m";
	f->mono = true;
	f->key = "f9";
	text_input(v, form, "surname", q.surname, NULL);
	form->v[form->n - 1].new_row = true;
	text_input(v, form, "given", q.given, NULL);
	f = input_add(v->a, form, INPUT_DATE, "birth_date", q.birth);
	f->latest = v->env.today;
	f = input_add(v->a, form, INPUT_TEXT, "street", q.street);
	f->suggest_url = URL_LIT("search/addresses");
	f->suggest_with = "house flat";
	form->v[form->n - 1].new_row = true;
	text_input(v, form, "house", q.house, "app-w-s");
	text_input(v, form, "flat", q.flat, "app-w-s");
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, SEARCH_DO), .key = "ctrl+enter"};
	return form;
}

/* ---- tables of what was found ---- */

static struct str lives_at(struct visit *v, struct str person)
{
	struct residences r;
	struct stay_rows s;
	struct err e = {0};

	if (stays_of_person(v->db, v->a, person, &s, &e) == RC_OK)
		for (size_t i = 0; i < s.n; i++)
			if (stay_live(&s.v[i], v->env.today))
				return SAYF(v, SEARCH_STAYS,
				    {"address", name_of_dwelling(v, s.v[i].dwelling)},
				    {"until", date_words(v, s.v[i].until - 1)});
	if (residences_of_person(v->db, v->a, person, &r, &e) != RC_OK)
		return STR("");
	for (size_t i = 0; i < r.n; i++)
		if (r.v[i].kind == STAY_PERMANENT && r.v[i].dwelling.n > 0 &&
		    residence_live(&r.v[i], v->env.today))
			return name_of_dwelling(v, r.v[i].dwelling);
	return STR("");
}

struct table_view *persons_table(struct visit *v, const struct persons *found)
{
	struct table_view *t = ARENA_NEW(v->a, struct table_view);
	const char **head = ARENA_ARRAY(v->a, const char *, 5);

	head[0] = SAY(v, COLUMN_PERSON);
	head[1] = text_field(v->lang, STR("birth_date"));
	head[2] = text_field(v->lang, STR("iin"));
	head[3] = text_field(v->lang, STR("document_number"));
	head[4] = SAY(v, PERSON_LEGAL_ADDRESS);
	*t = (struct table_view){.id = "found-persons",
	    .caption = SAY(v, SEARCH_PERSONS),
	    .empty = SAY(v, SEARCH_NO_PERSON),
	    .head = head,
	    .n_head = 5};
	for (size_t i = 0; i < found->n; i++) {
		const struct person *p = &found->v[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){
		    .text = person_name(v->a, p->data), .url = url_of_person(v, p->id)};
		c[1] = (struct cell_view){.text = date_words(v, p->birth), .num = true};
		c[2] = (struct cell_view){.text = json_get_str(p->data, "iin"), .mono = true};
		c[3] = (struct cell_view){
		    .text = json_get_str(p->data, "document_number"), .mono = true};
		c[4] = (struct cell_view){.text = lives_at(v, p->id)};
	}
	return t;
}

static struct table_view *dwellings_table(struct visit *v, const struct dwellings *found)
{
	struct table_view *t = ARENA_NEW(v->a, struct table_view);
	const char **head = ARENA_ARRAY(v->a, const char *, 4);

	head[0] = SAY(v, COLUMN_ADDRESS);
	head[1] = text_field(v->lang, STR("category"));
	head[2] = text_field(v->lang, STR("fund"));
	head[3] = text_field(v->lang, STR("useful_area"));
	*t = (struct table_view){.id = "found-dwellings",
	    .caption = SAY(v, SEARCH_DWELLINGS),
	    .empty = SAY(v, SEARCH_NO_DWELLING),
	    .head = head,
	    .n_head = 4};
	for (size_t i = 0; i < found->n; i++) {
		const json_t *d = found->v[i].data;
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){
		    .text = address_of(v, d), .url = url_of_dwelling(v, found->v[i].id)};
		c[1].text = word(v, "category", json_get_str(d, "category"));
		c[2].text = word(v, "fund", json_get_str(d, "fund"));
		c[3] = (struct cell_view){.text = json_get_str(d, "useful_area"), .num = true};
	}
	return t;
}

/* ---- searching ---- */

static enum rc one_person(enum rc rc, struct visit *v, const struct person *p, struct persons *out)
{
	if (rc == RC_OK) {
		out->v = ARENA_NEW(v->a, struct person);
		out->v[0] = *p;
		out->n = 1;
	}
	return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc find_persons(
    struct visit *v, const struct asked_for *q, struct issues *bad, struct persons *out)
{
	struct person p;
	day_t born = DAY_NONE;

	*out = (struct persons){0};
	if (q->iin.n > 0)
		return one_person(person_by_iin(v->db, v->a, q->iin, &p, &v->e), v, &p, out);
	if (q->number.n > 0)
		return persons_by_number(v->db, v->a, q->number, out, &v->e);
	if (q->birth.n > 0 && !text_date_parse(q->birth, v->env.today, &born)) {
		issue_add(bad, STR("birth_date"), PROBLEM_NO_DATE, STR(""));
		return RC_OK;
	}
	return persons_by_name(v->db, v->a, q->surname, q->given, born, out, &v->e);
}

/* A search by name is answered only once it stands in the record of access. */
static void note_persons(struct visit *v, const struct persons *found, bool by_name)
{
	const char *how = by_name ? "search_by_name" : "search_by_number";

	for (size_t i = 0; i < found->n; i++)
		visit_access(v, found->v[i].id, str_of(how), by_name);
	if (found->n == 0)
		visit_access(v, STR(""), str_of(how), by_name);
}

static enum rc search_persons(
    struct visit *v, const struct asked_for *q, struct issues *bad, struct plain_view *w)
{
	struct persons found;
	enum rc rc = find_persons(v, q, bad, &found);

	if (rc != RC_OK || bad->n > 0)
		return rc;
	note_persons(v, &found, q->iin.n == 0 && q->number.n == 0);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = persons_table(v, &found);
	if (visit_may(v, DESK_ACTORS))
		action_add(w, SAY(v, PERSON_NEW), URL_LIT("persons/new"), NULL,
		    found.n > 0 ? "secondary" : NULL);
	return RC_OK;
}

static enum rc search_dwellings(struct visit *v, const struct asked_for *q, struct plain_view *w)
{
	struct dwellings found;
	enum rc rc = dwellings_find(v->db, v->a, q->street, q->house, q->flat, &found, &v->e);

	if (rc != RC_OK)
		return rc;
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = dwellings_table(v, &found);
	if (visit_may(v, ROLE_SENIOR))
		action_add(w, SAY(v, DWELLING_NEW), URL_LIT("dwellings/new"), NULL,
		    found.n > 0 ? "secondary" : NULL);
	return RC_OK;
}

static bool known_purpose(struct str s)
{
	for (size_t i = 0; i < ARRAY_LEN(purposes); i++)
		if (str_is(s, purposes[i]))
			return true;
	return false;
}

static enum rc search_run(struct visit *v)
{
	const struct asked_for q = read_asked(v);
	struct issues *bad = ARENA_NEW(v->a, struct issues);
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	bool person = q.iin.n + q.number.n + q.surname.n > 0;
	enum rc rc = RC_OK;

	*bad = (struct issues){.arena = v->a};
	*w = (struct plain_view){.title = str_of(SAY(v, SEARCH_TITLE)), .issues = bad};
	if (desk_posted(v)) {
		if (!known_purpose(q.purpose))
			issue_add(bad, STR("purpose"), PROBLEM_MISSING, STR(""));
		if (!person && q.street.n == 0)
			issue_add(bad, STR("iin"), PROBLEM_MISSING, STR(""));
		if (bad->n == 0) {
			v->purpose = q.purpose;
			visit_keep_purpose(v, q.purpose);
		}
		if (bad->n == 0 && person)
			rc = search_persons(v, &q, bad, w);
		if (rc == RC_OK && bad->n == 0 && q.street.n > 0)
			rc = search_dwellings(v, &q, w);
	}
	if (rc != RC_OK)
		return rc;
	block_add(v->a, &w->top, BLOCK_FORM, NULL)->of.form = search_form(v, bad);
	return desk_plain(v, bad->n > 0 ? 400 : 200, w);
}
const struct row search_row = {.run = search_run};

/* ---- addresses as one types: a list for the script ---- */

#define SUGGESTED_MAX 8

static enum rc suggested(
    struct visit *v, struct str street, struct str house, struct str flat, struct dwellings *out)
{
	*out = (struct dwellings){0};
	if (utf8_length(street) < 3) /* a form is UTF-8, or it is refused */
		return RC_OK;
	return dwellings_find(v->db, v->a, street, house, flat, out, &v->e);
}

static struct str less_a_word(struct str s)
{
	while (s.n > 0 && s.p[s.n - 1] != ' ')
		s.n--;
	return str_trim(s);
}

/* The registration form's fields have names of their own, and there an address is a choice. */
static enum rc suggest_run(struct visit *v)
{
	bool form = form_get(&v->form, "find.street").n > 0;
	struct str street = desk_get(v, form ? "find.street" : "street");
	struct suggest_item item[SUGGESTED_MAX] = {0};
	struct suggest_view list = {.v = item};
	struct dwellings found = {0};
	const struct ui *ui;
	struct str house;
	enum rc rc;

	house = desk_get(v, form ? "find.house" : "house");
	rc = suggested(v, street, house, desk_get(v, form ? "find.flat" : "flat"), &found);
	/* "8-й мик": the last word may be half of one that says street or district */
	if (rc == RC_OK && found.n == 0 && house.n == 0)
		rc = suggested(v, less_a_word(street), house, STR(""), &found);
	if (rc != RC_OK)
		return rc;
	for (; list.n < found.n && list.n < SUGGESTED_MAX; list.n++) {
		const struct dwelling *d = &found.v[list.n];
		struct suggest_item *x = &item[list.n];

		x->text = address_of(v, d->data);
		x->more = word(v, "fund", json_get_str(d->data, "fund"));
		if (form)
			x->value = arena_printf(v->a, "home:%.*s", STR_FMT(d->id));
		else
			x->url = url_of_dwelling(v, d->id);
	}
	if (found.n > list.n)
		list.note = SAY(v, SEARCH_NARROWER);
	ui = desk_ui(v);
	part_suggest(desk_body(v, 200), ui, &list);
	return RC_OK;
}
const struct row suggest_row = {.run = suggest_run};

/* ---- the purpose, where a page wants one and none is known ---- */

void web_purpose_page(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);

	form->head = (struct html_form_head){.action = URL_LIT("purpose")};
	(void)purpose_input(v, form, STR(""));
	(void)input_add(
	    v->a, form, INPUT_HIDDEN, "next", desk_posted(v) ? STR("/") : v->x->req.path);
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, PURPOSE_GO), .key = "ctrl+enter"};
	*w = (struct plain_view){.title = str_of(SAY(v, PURPOSE_TITLE))};
	block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text = str_of(SAY(v, PURPOSE_WHY));
	block_add(v->a, &w->top, BLOCK_FORM, NULL)->of.form = form;
	(void)desk_plain(v, 428, w);
}

/* A path of ours: "//host" would be another's. */
bool is_own_path(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || s.p[i] == '\\' || (unsigned char)s.p[i] >= 127)
			return false;
	return s.n > 0 && s.p[0] == '/' && (s.n == 1 || s.p[1] != '/');
}

static enum rc purpose_run(struct visit *v)
{
	struct str next = desk_get(v, "next");

	if (!known_purpose(desk_get(v, "purpose"))) {
		web_purpose_page(v);
		return RC_OK;
	}
	visit_keep_purpose(v, desk_get(v, "purpose"));
	return visit_see_other(v, is_own_path(next) ? next : STR("/"));
}
const struct row purpose_row = {.run = purpose_run};
