/* Acts, cases and stays as tables. */
#include "lists.h"

#include "evidence.h"

#include <string.h>

struct table_view *list_table(struct visit *v, const char *id, const char *caption,
    const char *empty, const enum msg *heads, size_t n)
{
	struct table_view *t = ARENA_NEW(v->a, struct table_view);
	const char **head = ARENA_ARRAY(v->a, const char *, n);

	for (size_t i = 0; i < n; i++)
		head[i] = text(v->lang, heads[i]);
	*t = (struct table_view){
	    .id = id, .caption = caption, .empty = empty, .head = head, .n_head = n};
	return t;
}

struct cell_view act_cell(struct visit *v, int64_t id)
{
	if (id == 0)
		return (struct cell_view){0};
	return (struct cell_view){.text = SAYF(v, ACT_NUMBER, {"n", int_words(v, id)}),
	    .url = url_of_act(v, id),
	    .num = true};
}

void stay_state(struct visit *v, const struct residence *r, struct cell_view *c)
{
	const char *state = "ended";

	if (residence_live(r, v->env.today))
		state = "live";
	else if (r->closed_by != 0)
		state = "closed";
	c->text = word(v, "state", str_of(state));
	c->tag = residence_live(r, v->env.today) ? "green" : "grey";
}

const char *outcome_tag(struct str outcome)
{
	if (str_is(outcome, "grant"))
		return "green";
	if (str_is(outcome, "refuse") || str_is(outcome, "invalid"))
		return "red";
	return str_is(outcome, "review") ? "yellow" : "grey";
}

struct str act_words(const struct visit *v, struct str kind)
{
	return word(v, "act", kind);
}

bool decided_unseen(const struct visit *v, struct str kind, struct str officer)
{
	return str_is(kind, "resolve") && !role_sees_screening(v->env.who.role) &&
	       !str_eq(officer, v->env.who.name);
}

static void outcome_cell(struct visit *v, const struct act_line *x, struct cell_view *c)
{
	if (x->annulled_by != 0) {
		c->text = word(v, "state", STR("annulled"));
		c->tag = "red";
		return;
	}
	c->text = word(v, "outcome", x->outcome);
	c->tag = outcome_tag(x->outcome);
}

struct table_view *acts_table(struct visit *v, const struct act_lines *acts, enum acts_of of)
{
	static const enum msg heads[] = {MSG_COLUMN_ACT, MSG_COLUMN_DATE, MSG_COLUMN_WHAT,
	    MSG_COLUMN_OUTCOME, MSG_COLUMN_WHOM, MSG_COLUMN_UNIT, MSG_COLUMN_OFFICER,
	    MSG_COLUMN_RECORDED};
	static const enum msg of_person[] = {MSG_COLUMN_ACT, MSG_COLUMN_DATE, MSG_COLUMN_WHAT,
	    MSG_COLUMN_OUTCOME, MSG_COLUMN_ADDRESS, MSG_COLUMN_UNIT, MSG_COLUMN_OFFICER,
	    MSG_COLUMN_RECORDED};
	struct table_view *t = list_table(v, "acts", SAY(v, ACTS_TITLE), SAY(v, ACTS_NONE),
	    of == ACTS_OF_PERSON ? of_person : heads, ARRAY_LEN(heads));
	bool names = visit_may(v, DESK_CASES);

	for (size_t i = 0; i < acts->n; i++) {
		const struct act_line *x = &acts->v[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] = act_cell(v, x->id);
		c[1] = (struct cell_view){.text = date_words(v, x->day), .num = true};
		c[2].text = act_words(v, x->kind);
		outcome_cell(v, x, &c[3]);
		if (of == ACTS_OF_PERSON) {
			c[4] = (struct cell_view){.text = name_of_dwelling(v, x->dwelling),
			    .url = x->dwelling.n > 0 ? url_of_dwelling(v, x->dwelling)
						     : (struct url){0}};
		} else if (names && x->subject.n > 0) {
			c[4] = (struct cell_view){.text = name_of_person(v, x->subject),
			    .url = url_of_person(v, x->subject)};
			visit_access(v, x->subject, STR("act_list"), false);
		}
		if (!decided_unseen(v, x->kind, x->officer)) {
			c[5].text = name_of_unit(v, x->unit);
			c[6].text = x->officer;
		}
		c[7] = (struct cell_view){.text = time_people(v->a, x->recorded_us), .num = true};
	}
	return t;
}

struct table_view *cases_table(struct visit *v, const struct workcases *cases)
{
	static const enum msg heads[] = {MSG_COLUMN_CASE, MSG_COLUMN_DATE, MSG_COLUMN_WHAT,
	    MSG_COLUMN_PERSON, MSG_COLUMN_ADDRESS, MSG_COLUMN_REASONS, MSG_COLUMN_UNIT};
	struct table_view *t =
	    list_table(v, "cases", SAY(v, CASES_OPEN), SAY(v, CASES_NONE), heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < cases->n; i++) {
		const struct workcase *x = &cases->v[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] =
		    (struct cell_view){.text = x->id, .url = url_of_case(v, x->id), .mono = true};
		c[1] = (struct cell_view){.text = date_words(v, x->day), .num = true};
		c[2].text = act_words(v, x->kind);
		c[3].text = name_of_person(v, x->person);
		if (x->person.n > 0 &&
		    visit_may(v, DESK_READERS)) /* a foreigner may be unknown yet */
			c[3].url = url_of_person(v, x->person);
		c[4].text = name_of_dwelling(v, x->dwelling);
		c[5].text = reason_words(v, x->reasons);
		c[6].text = name_of_unit(v, x->unit);
		if (x->person.n > 0)
			visit_access(v, x->person, STR("case_list"), false);
		else
			c[3].text = str_of(SAY(v, CASE_NOBODY_YET));
	}
	return t;
}

enum rc units_input(
    struct visit *v, struct inputs_view *form, struct str value, struct html_field **out)
{
	struct html_field *f = input_add(v->a, form, INPUT_SELECT, "unit", value);
	struct units units;
	struct option *o;
	enum rc rc = units_all(v->db, v->a, &units, &v->e);

	*out = f;
	if (rc != RC_OK)
		return rc;
	o = ARENA_ARRAY(v->a, struct option, units.n + 1);
	for (size_t i = 0; i < units.n; i++)
		o[i] = (struct option){units.v[i].id, unit_words(v, &units.v[i])};
	f->options = o;
	f->n_options = units.n;
	return RC_OK;
}

struct str stale_words(struct visit *v, int64_t act)
{
	struct act x;
	struct err e = {0};
	struct str when, what;

	if (act_read(v->db, v->a, act, &x, &e) != RC_OK)
		return STR("");
	when = time_people(v->a, x.recorded_us);
	what = act_words(v, x.kind);
	if (decided_unseen(v, x.kind, x.officer))
		return SAYF(v, STALE_WHEN, {"when", when});
	return SAYF(v, STALE_BY, {"who", x.officer}, {"when", when}, {"what", what});
}

struct str person_field_words(struct visit *v, const json_t *data, const char *name)
{
	struct str s = json_get_str(data, name);
	day_t d;

	if (strcmp(name, "sex") == 0 || strcmp(name, "status") == 0)
		return word(v, name, s);
	if (strcmp(name, "document_type") == 0)
		return word(v, "document", s);
	return date_parse(s, &d) ? date_words(v, d) : s;
}

int64_t number_of(struct str s)
{
	int64_t n = 0;

	if (s.n == 0 || s.n > 18)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return 0;
		n = n * 10 + (s.p[i] - '0');
	}
	return n;
}

int64_t number_asked(const struct visit *v, const char *name)
{
	return number_of(visit_query(v, name));
}
