/* Foreign nationals' stays as tables: of a person, of a dwelling, and those that wait. */
#include "stays.h"

#include "lists.h"

#define DWELLING_STAYS 200

struct url url_of_stay(const struct visit *v, struct str registration)
{
	return url_path(v->a, STR("stays"), registration, STR(""));
}

struct url url_of_certificate(const struct visit *v, struct str id)
{
	return url_path(v->a, STR("certificates"), id, STR(""));
}

struct url url_of_pdf(const struct visit *v, struct str id)
{
	struct url at = url_path(v->a, STR("api"), STR("v1"), STR("certificates"));

	return (struct url){arena_printf(v->a, "%.*s/%.*s.pdf", STR_FMT(at.s), STR_FMT(id))};
}

struct url url_of_issue(const struct visit *v, struct str registration)
{
	return url_query(v->a, URL_LIT("certificates/new"), "registration", registration);
}

void standing_cell(struct visit *v, const struct stay_row *s, struct cell_view *c)
{
	struct str standing = str_of(stay_standing(s, v->env.today));

	*c = (struct cell_view){.text = word(v, "standing", standing), .tag = "grey"};
	if (str_is(standing, "completed"))
		c->tag = "green";
	else if (str_is(standing, "decided"))
		c->tag = "yellow";
	else if (str_is(standing, "annulled"))
		c->tag = "red";
}

void issued_cell(struct visit *v, const struct issued *c, struct cell_view *cell)
{
	static const char *const tags[] = {
	    [ISSUED_VALID] = "green", [ISSUED_EXPIRED] = "grey", [ISSUED_ANNULLED] = "red"};
	enum issued_state state;
	struct err e = {0};

	*cell = (struct cell_view){0};
	if (issued_state_on(v->db, c, v->env.today, &state, &e) == RC_OK)
		*cell =
		    (struct cell_view){.text = word(v, "issued", str_of(issued_state_word(state))),
			.tag = tags[state]};
}

static void who_and_where(
    struct visit *v, const struct stay_row *s, enum stays_of of, struct cell_view *c)
{
	if (of == STAYS_OF_PERSON) {
		*c = (struct cell_view){.text = name_of_dwelling(v, s->dwelling),
		    .url = url_of_dwelling(v, s->dwelling)};
		return;
	}
	saw(v, s->person, "residents");
	*c = (struct cell_view){
	    .text = name_of_person(v, s->person), .url = url_of_person(v, s->person)};
}

struct table_view *foreign_table(struct visit *v, const struct stay_rows *l, const char *id,
    const char *caption, enum stays_of of)
{
	const enum msg heads[] = {MSG_COLUMN_REGISTRATION,
	    of == STAYS_OF_PERSON ? MSG_COLUMN_ADDRESS : MSG_COLUMN_PERSON, MSG_COLUMN_PERIOD,
	    MSG_COLUMN_STATE, MSG_COLUMN_HOST};
	struct table_view *t = list_table(v, id, caption, "", heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < l->n; i++) {
		const struct stay_row *s = &l->v[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){
		    .text = s->registration, .url = url_of_stay(v, s->registration), .mono = true};
		who_and_where(v, s, of, &c[1]);
		if (s->counts)
			c[2] = (struct cell_view){
			    .text = period_words(v, s->from, s->until), .num = true};
		standing_cell(v, s, &c[3]);
		c[4].text = name_of_holder(v, s->host);
	}
	return t;
}

enum rc add_person_stays(struct visit *v, struct str person, struct plain_view *w)
{
	struct stay_rows l;
	enum rc rc = stays_of_person(v->db, v->a, person, &l, &v->e);

	if (rc == RC_OK && l.n > 0)
		block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table =
		    foreign_table(v, &l, "foreign", SAY(v, STAY_OF_PERSON), STAYS_OF_PERSON);
	return rc;
}

/* Those who are there now, and those who were. */
enum rc add_dwelling_stays(struct visit *v, struct str dwelling, struct plain_view *w)
{
	struct stay_rows all, now = {0}, before = {0};
	enum rc rc = stays_of_dwelling(v->db, v->a, dwelling, DWELLING_STAYS, &all, &v->e);

	if (rc != RC_OK || all.n == 0)
		return rc;
	now.v = ARENA_ARRAY(v->a, struct stay_row, all.n);
	before.v = ARENA_ARRAY(v->a, struct stay_row, all.n);
	for (size_t i = 0; i < all.n; i++)
		if (stay_live(&all.v[i], v->env.today))
			now.v[now.n++] = all.v[i];
		else
			before.v[before.n++] = all.v[i];
	if (now.n > 0)
		block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = foreign_table(
		    v, &now, "foreign-now", SAY(v, STAY_THERE_NOW), STAYS_OF_DWELLING);
	if (before.n > 0)
		block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = foreign_table(
		    v, &before, "foreign-before", SAY(v, STAY_THERE_BEFORE), STAYS_OF_DWELLING);
	return RC_OK;
}

/* ---- decided, and no certificate ---- */

static void waiting_row(struct visit *v, const struct stay_row *s, struct table_view *t)
{
	struct cell_view *c = table_row(v->a, t);

	saw(v, s->person, "case_list");
	c[0] = (struct cell_view){
	    .text = s->registration, .url = url_of_stay(v, s->registration), .mono = true};
	c[1].text = name_of_person(v, s->person);
	c[2].text = name_of_dwelling(v, s->dwelling);
	c[3] = (struct cell_view){.text = period_words(v, s->from, s->until), .num = true};
	c[4] = act_cell(v, s->decided_by);
	c[5].text = s->officer;
	c[6] = (struct cell_view){
	    .text = str_of(SAY(v, CERTIFICATE_ISSUE)), .url = url_of_issue(v, s->registration)};
}

enum rc add_waiting_stays(struct visit *v, struct blocks *out)
{
	static const enum msg heads[] = {MSG_COLUMN_REGISTRATION, MSG_COLUMN_PERSON,
	    MSG_COLUMN_ADDRESS, MSG_COLUMN_PERIOD, MSG_COLUMN_ACT, MSG_COLUMN_OFFICER,
	    MSG_COLUMN_DO};
	struct table_view *t =
	    list_table(v, "waiting", SAY(v, STAY_WAITING), "", heads, ARRAY_LEN(heads));
	struct units units;
	enum rc rc = units_all(v->db, v->a, &units, &v->e);

	for (size_t i = 0; rc == RC_OK && i < units.n; i++) {
		struct stay_rows l = {0};
		bool mine = false;

		rc = unit_is_mine(v, units.v[i].id, &mine);
		if (rc == RC_OK && mine)
			rc = stays_waiting(v->db, v->a,
			    &(struct stay_queue){
				.unit = units.v[i].id, .on = v->env.today, .limit = LIST_PAGE},
			    &l, &v->e);
		for (size_t k = 0; rc == RC_OK && k < l.n; k++)
			waiting_row(v, &l.v[k], t);
	}
	if (rc == RC_OK && t->n > 0)
		block_add(v->a, out, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}
