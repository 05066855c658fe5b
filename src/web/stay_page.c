/*
 * /stays/{id}: one registration of a foreign national: who, where, until when, how it stands;
 * every version of it (point 19), those that were annulled too; its certificates; visits.
 */
#include "stays.h"

#include "evidence.h"
#include "inbox.h"
#include "lists.h"
#include "pages.h"

static struct summary_view *about(struct visit *v, const struct stay_row *s)
{
	struct summary_view *o = ARENA_NEW(v->a, struct summary_view);
	const json_t *document = json_object_get(s->data, "document");
	struct cell_view standing;

	standing_cell(v, s, &standing);
	summary_link(v->a, o, str_of(SAY(v, COLUMN_PERSON)), name_of_person(v, s->person),
	    url_of_person(v, s->person));
	summary_add(v->a, o, str_of(SAY(v, COLUMN_STATE)), standing.text);
	if (s->counts)
		summary_add(
		    v->a, o, str_of(SAY(v, COLUMN_PERIOD)), period_words(v, s->from, s->until));
	summary_link(v->a, o, str_of(SAY(v, COLUMN_ADDRESS)), name_of_dwelling(v, s->dwelling),
	    url_of_dwelling(v, s->dwelling));
	summary_add(v->a, o, label(v, "host"), name_of_holder(v, s->host));
	summary_add(v->a, o, label(v, "citizenship"), json_get_str(s->data, "citizenship"));
	summary_add(v->a, o, str_of(SAY(v, COLUMN_DOCUMENT)),
	    arena_printf(v->a, "%.*s %.*s", STR_FMT(json_get_str(document, "country")),
		STR_FMT(json_get_str(document, "number"))));
	o->v[o->n - 1].mono = true;
	summary_add(v->a, o, label(v, "document_expires"),
	    date_words(v, json_get_day(document, "expires")));
	return o;
}

static struct summary_view *terms(struct visit *v, const struct stay_row *s)
{
	struct summary_view *o = ARENA_NEW(v->a, struct summary_view);
	const json_t *visa = json_object_get(s->data, "visa");

	summary_add(v->a, o, label(v, "entry_date"), date_words(v, s->entry));
	summary_add(
	    v->a, o, label(v, "stay_until"), date_words(v, json_get_day(s->data, "stay_until")));
	summary_add(v->a, o, str_of(SAY(v, FOREIGNER_PURPOSE)),
	    word(v, "purpose", json_get_str(s->data, "purpose")));
	summary_add(v->a, o, label(v, "visa.required"),
	    str_of(json_get_bool(visa, "required") ? SAY(v, VALUE_YES) : SAY(v, VALUE_NO)));
	summary_add(
	    v->a, o, label(v, "visa.category"), word(v, "visa", json_get_str(visa, "category")));
	summary_add(v->a, o, label(v, "visa.number"), json_get_str(visa, "number"));
	summary_add(v->a, o, label(v, "visa.until"), date_words(v, json_get_day(visa, "until")));
	if (json_get_bool(s->data, "card_mark"))
		summary_add(v->a, o, label(v, "card_mark"), str_of(SAY(v, VALUE_YES)));
	summary_add(v->a, o, label(v, "unit"), name_of_unit(v, s->unit));
	summary_add(v->a, o, str_of(SAY(v, RECORD_ID)), s->registration);
	o->v[o->n - 1].mono = true;
	return o;
}

/* ---- versions ---- */

static void version_row(struct visit *v, const struct stay_version *x, struct table_view *t)
{
	struct cell_view *c = table_row(v->a, t);
	bool gone = x->annulled_by != 0;

	c[0] = act_cell(v, x->act);
	c[1] = (struct cell_view){.text = act_words(v, x->kind), .gone = gone};
	if (x->from != DAY_NONE && x->until != DAY_NONE)
		c[2] = (struct cell_view){
		    .text = period_words(v, x->from, x->until), .num = true, .gone = gone};
	else if (x->from != DAY_NONE)
		c[2] =
		    (struct cell_view){.text = date_words(v, x->from), .num = true, .gone = gone};
	if (!decided_unseen(v, x->kind, x->officer)) {
		c[3].text = x->officer;
		c[4].text = name_of_unit(v, x->unit);
	}
	c[5] = (struct cell_view){.text = time_people(v->a, x->recorded_us), .num = true};
	if (gone)
		c[6] = (struct cell_view){
		    .text = SAYF(v, STAY_ANNULLED_BY, {"act", int_words(v, x->annulled_by)}),
		    .url = url_of_act(v, x->annulled_by)};
}

static enum rc add_versions(struct visit *v, const struct stay_row *s, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_ACT, MSG_COLUMN_WHAT, MSG_COLUMN_PERIOD,
	    MSG_COLUMN_OFFICER, MSG_COLUMN_UNIT, MSG_COLUMN_RECORDED, MSG_COLUMN_REMARK};
	struct table_view *t =
	    list_table(v, "versions", SAY(v, STAY_VERSIONS), "", heads, ARRAY_LEN(heads));
	struct stay_version *list;
	size_t n;
	enum rc rc = stay_versions(v->db, v->a, s->registration, &list, &n, &v->e);

	for (size_t i = 0; rc == RC_OK && i < n; i++)
		version_row(v, &list[i], t);
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

/* ---- certificates and visits ---- */

static void issued_row(struct visit *v, const struct issued *x, struct table_view *t)
{
	struct cell_view *c = table_row(v->a, t);
	struct act act = {0};
	struct err e = {0};

	c[0] = (struct cell_view){.text = SAYF(v, ACT_NUMBER, {"n", int_words(v, x->act)}),
	    .url = url_of_certificate(v, x->id),
	    .num = true};
	issued_cell(v, x, &c[1]);
	if (x->until != DAY_NONE)
		c[2] = (struct cell_view){.text = date_words(v, x->until), .num = true};
	c[3].text = x->reprint > 0 ? SAYF(v, CERTIFICATE_REPRINT_N, {"n", int_words(v, x->reprint)})
				   : STR("");
	if (act_read(v->db, v->a, x->act, &act, &e) == RC_OK) {
		c[4].text = act.officer;
		c[5] = (struct cell_view){.text = time_people(v->a, act.recorded_us), .num = true};
	}
	c[6] = (struct cell_view){
	    .text = str_of(SAY(v, CERTIFICATE_OPEN)), .url = url_of_pdf(v, x->id), .aside = true};
}

static enum rc add_certificates(struct visit *v, const struct stay_row *s, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_NUMBER, MSG_COLUMN_STATE, MSG_CERTIFICATE_UNTIL,
	    MSG_COLUMN_REMARK, MSG_COLUMN_OFFICER, MSG_COLUMN_RECORDED, MSG_COLUMN_DO};
	struct table_view *t = list_table(v, "certificates", SAY(v, CERTIFICATE_ALL),
	    SAY(v, CERTIFICATE_NONE), heads, ARRAY_LEN(heads));
	struct issued_list l;
	enum rc rc = issued_of(v->db, v->a, s->registration, &l, &v->e);

	for (size_t i = 0; rc == RC_OK && i < l.n; i++)
		issued_row(v, &l.v[i], t);
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static enum rc add_stay_visits(struct visit *v, const struct stay_row *s, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_WHEN, MSG_VISIT_INSPECTOR, MSG_VISIT_RESULT,
	    MSG_VISIT_NOTE, MSG_VISIT_ANSWER};
	struct table_view *t =
	    list_table(v, "visits", SAY(v, VISIT_BEFORE), "", heads, ARRAY_LEN(heads));
	struct visits l;
	enum rc rc = visits_of_stay(v->db, v->a, s->registration, &l, &v->e);

	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		const struct visited *x = &l.v[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = date_words(v, x->day), .num = true};
		c[1].text = x->inspector;
		c[2].text = word(v, "visit", x->result);
		c[3].text = x->note;
		c[4].text = x->answer;
		if (x->answered_by == 0 && visit_may(v, DESK_ACTORS))
			c[4] = (struct cell_view){.text = str_of(SAY(v, STAY_ANSWER_VISIT)),
			    .url = url_path(v->a, STR("visits"), int_words(v, x->act), STR(""))};
	}
	if (t->n > 0)
		block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

/* ---- what may be done ---- */

static void add_actions(struct visit *v, const struct stay_row *s, struct plain_view *w)
{
	struct url change = url_path(v->a, STR("stays"), s->registration, STR("change"));
	bool live = stay_live(s, v->env.today), mine = dwelling_is_mine(v, s->dwelling);
	static const char *const acts[] = {"extend_stay", "shorten_stay", "depart"};

	if (mine && live)
		action_add(w,
		    s->completed_by == 0 ? SAY(v, CERTIFICATE_ISSUE) : SAY(v, CERTIFICATE_REPRINT),
		    url_of_issue(v, s->registration), NULL,
		    s->completed_by == 0 ? NULL : "secondary");
	for (size_t i = 0; mine && live && i < ARRAY_LEN(acts); i++)
		action_add(w, text_word(v->lang, "stay_do", str_of(acts[i])),
		    url_query(v->a, change, "act", str_of(acts[i])), NULL, "secondary");
	if (visit_may(v, ROLE_SENIOR) && s->counts)
		action_add(w, SAY(v, STAY_ANNUL),
		    url_query(v->a, URL_LIT("annul"), "act", int_words(v, s->decided_by)), NULL,
		    "warning");
}

static enum rc stay_run_page(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct stay_row s;
	enum rc rc = stay_read(v->db, v->a, visit_param(v, "id"), &s, &v->e);

	if (rc != RC_OK)
		return rc;
	saw(v, s.person, "stay");
	w->title = name_of_person(v, s.person);
	w->caption = str_of(SAY(v, STAY_TITLE));
	add_actions(v, &s, w);
	if (s.completed_by == 0 && stay_live(&s, v->env.today))
		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text =
		    str_of(SAY(v, STAY_NOT_COMPLETE));
	block_add(v->a, &w->left, BLOCK_SUMMARY, SAY(v, STAY_ABOUT))->of.summary = about(v, &s);
	block_add(v->a, &w->right, BLOCK_SUMMARY, SAY(v, FOREIGNER_STAY))->of.summary =
	    terms(v, &s);
	rc = add_certificates(v, &s, w);
	if (rc == RC_OK)
		rc = add_versions(v, &s, w);
	if (rc == RC_OK)
		rc = add_stay_visits(v, &s, w);
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row stay_page_row = {.run = stay_run_page};
