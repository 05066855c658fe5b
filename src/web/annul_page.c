/*
 * /annul: annulment of one act (point 20).  Before anything is decided the page shows what
 * depends on the act and stands in the way, and what would be restored and ended.
 */
#include "evidence.h"
#include "lists.h"
#include "pages.h"
#include "register.h"
#include "request.h"

static const char *const authorities[] = {"unit", "superior", "court"};

static enum rc target_group(struct screen *s, const struct act *act)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->left, text_field(v->lang, STR("target")));
	struct summary_view *facts = ARENA_NEW(v->a, struct summary_view);

	g->id = "f-target";
	g->facts = facts;
	input_add(v->a, &g->in, INPUT_HIDDEN, "target", int_words(v, act->id));
	summary_link(v->a, facts, str_of(SAY(v, COLUMN_ACT)),
	    SAYF(v, ACT_NUMBER, {"n", int_words(v, act->id)}), url_of_act(v, act->id));
	summary_add(v->a, facts, str_of(SAY(v, COLUMN_WHAT)), act_words(v, act->kind));
	summary_add(v->a, facts, str_of(SAY(v, COLUMN_OUTCOME)), word(v, "outcome", act->outcome));
	summary_add(v->a, facts, label(v, "date"), date_words(v, act->day));
	summary_add(v->a, facts, label(v, "unit"), name_of_unit(v, act->unit));
	summary_add(v->a, facts, str_of(SAY(v, COLUMN_OFFICER)), act->officer);
	if (act->subject.n > 0) {
		saw(v, act->subject, "annulment");
		summary_link(v->a, facts, str_of(SAY(v, COLUMN_PERSON)),
		    name_of_person(v, act->subject), url_of_person(v, act->subject));
	}
	if (act->dwelling.n > 0)
		summary_link(v->a, facts, str_of(SAY(v, COLUMN_ADDRESS)),
		    name_of_dwelling(v, act->dwelling), url_of_dwelling(v, act->dwelling));
	return RC_OK;
}

static void authority_group(struct screen *s, const struct act *act)
{
	struct visit *v = s->v;
	struct group_view *g = group_add(v->a, &s->w->left, SAY(v, ANNUL_WHY));
	struct html_field *f =
	    screen_select(s, g, "authority.kind", "authority", authorities, ARRAY_LEN(authorities));

	f->css = "app-w-full";
	if (f->value.n == 0)
		f->value = str_eq(act->unit, v->env.who.unit) ? STR("unit") : STR("superior");
	f = screen_input(s, g, INPUT_AREA, "violation");
	f->css = "app-w-full";
	f = screen_input(s, g, INPUT_TEXT, "court_decision.number");
	f->optional = true;
	g->in.v[g->in.n - 1].new_row = true;
	f = screen_input(s, g, INPUT_DATE, "court_decision.date");
	f->optional = true;
	f = screen_input(s, g, INPUT_DATE, "date");
	g->in.v[g->in.n - 1].new_row = true;
	if (f->value.n == 0)
		f->value = date_words(v, v->env.today);
}

static void papers_group(struct screen *s)
{
	size_t n = screen_count(s, "papers");
	struct group_view *g =
	    group_add(s->v->a, &s->w->right, text_field(s->v->lang, STR("papers")));

	for (size_t i = 0; i <= n; i++)
		screen_paper(s, g, arena_printf(s->v->a, "papers.%zu", i).p);
}

/* ---- what it would change ---- */

static const struct table_view *blocks_table(struct visit *v, const json_t *list)
{
	static const enum msg heads[] = {
	    MSG_COLUMN_ACT, MSG_COLUMN_WHAT, MSG_COLUMN_DATE, MSG_COLUMN_UNIT};
	struct table_view *t = list_table(
	    v, "blocks", SAY(v, ANNUL_BLOCKS), SAY(v, ANNUL_NO_BLOCKS), heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *x = json_array_get(list, i);
		struct cell_view *c = table_row(v->a, t);

		c[0] = act_cell(v, json_get_int(x, "act", 0));
		c[1].text = act_words(v, json_get_str(x, "kind"));
		c[2] =
		    (struct cell_view){.text = date_words(v, json_get_day(x, "date")), .num = true};
		c[3].text = name_of_unit(v, json_get_str(x, "unit"));
	}
	return t;
}

static const struct table_view *stays_table(
    struct visit *v, const json_t *list, const char *id, const char *caption, const char *empty)
{
	static const enum msg heads[] = {
	    MSG_COLUMN_PERSON, MSG_COLUMN_ADDRESS, MSG_COLUMN_PERIOD, MSG_COLUMN_REMARK};
	struct table_view *t = list_table(v, id, caption, empty, heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *x = json_array_get(list, i);
		struct cell_view *c = table_row(v->a, t);

		saw(v, json_get_str(x, "person"), "annulment");
		c[0] = (struct cell_view){.text = name_of_person(v, json_get_str(x, "person")),
		    .url = url_of_person(v, json_get_str(x, "person"))};
		c[1].text = name_of_dwelling(v, json_get_str(x, "dwelling"));
		c[2] = (struct cell_view){
		    .text = period_words(v, json_get_day(x, "from"), json_get_day(x, "until")),
		    .num = true};
		if (json_get_bool(x, "exceeds_norm"))
			c[3] = (struct cell_view){
			    .text = str_of(SAY(v, ANNUL_EXCEEDS)), .tag = "yellow"};
	}
	return t;
}

static void show_changes(struct visit *v, const json_t *answer, struct blocks *out)
{
	block_add(v->a, out, BLOCK_TABLE, NULL)->of.table =
	    blocks_table(v, json_object_get(answer, "blocks"));
	block_add(v->a, out, BLOCK_TABLE, NULL)->of.table =
	    stays_table(v, json_object_get(answer, "restores"), "restores", SAY(v, ANNUL_RESTORES),
		SAY(v, ANNUL_RESTORES_NONE));
	block_add(v->a, out, BLOCK_TABLE, NULL)->of.table = stays_table(v,
	    json_object_get(answer, "ends"), "ends", SAY(v, ANNUL_ENDS), SAY(v, ANNUL_ENDS_NONE));
}

static enum rc judge(struct screen *s, int64_t target)
{
	struct visit *v = s->v;
	struct act_answer answer;
	json_t *changes;
	enum rc rc = annul_preview(v->db, v->a, &v->env, target, &changes, &v->e);

	if (rc != RC_OK)
		return rc;
	show_changes(v, changes, &s->w->below);
	if (screen_get(s, "authority.kind").n == 0) {
		s->w->nothing = SAY(v, ANNUL_NOTHING_YET);
		return RC_OK;
	}
	rc = desk_act(v, request_of_form(v->a, "annul", &s->f, v->env.today), true, &answer);
	if (rc == RC_OK)
		screen_verdicts(s, &answer);
	return rc;
}

static enum rc show(struct screen *s, int status)
{
	struct visit *v = s->v;
	struct case_view *w = s->w;
	int64_t target = number_of(screen_get(s, "target"));
	const struct ui *ui;
	struct act act;
	enum rc rc = act_read(v->db, v->a, target, &act, &v->e);

	if (rc == RC_OK)
		rc = judge(s, target);
	if (rc == RC_OK)
		rc = target_group(s, &act);
	if (rc != RC_OK)
		return rc;
	w->title = str_of(SAY(v, ANNUL_TITLE));
	w->caption = name_of_unit(v, v->env.who.unit);
	w->issues = s->bad;
	w->head = (struct html_form_head){.action = URL_LIT("annul"),
	    .key = desk_key(v),
	    .live_url = URL_LIT("annul/verdict"),
	    .live_into = "#verdict"};
	authority_group(s, &act);
	papers_group(s);
	w->button[w->n_buttons++] = (struct button){.label = SAY(v, ANNUL_DECIDE),
	    .name = "do",
	    .value = "decide",
	    .kind = "warning",
	    .key = "ctrl+enter",
	    .action = URL_LIT("annul/decide")};
	w->button[w->n_buttons++] = (struct button){
	    .label = SAY(v, REGISTER_CHECK), .name = "do", .value = "check", .kind = "secondary"};
	ui = desk_ui(v);
	page_case(desk_body(v, status), ui, w);
	return RC_OK;
}

static struct screen begin(struct visit *v)
{
	struct screen s = {.v = v, .w = ARENA_NEW(v->a, struct case_view)};

	if (v->purpose.n == 0)
		v->purpose = STR("case");
	s.f = request_compact(v->a, &v->form);
	if (!desk_posted(v))
		screen_set(&s, "target", visit_query(v, "act"));
	return s;
}

static enum rc annul_run(struct visit *v)
{
	struct screen s = begin(v);

	return show(&s, 200);
}
const struct row annul_row = {.run = annul_run};

static enum rc verdict_run(struct visit *v)
{
	struct screen s = begin(v);
	const struct ui *ui;
	enum rc rc = judge(&s, number_of(screen_get(&s, "target")));

	if (rc != RC_OK)
		return rc;
	ui = desk_ui(v);
	part_verdicts(desk_body(v, 200), ui, s.w);
	return RC_OK;
}
const struct row annul_verdict_row = {.run = verdict_run};

static enum rc decide_run(struct visit *v)
{
	struct screen s = begin(v);
	struct act_answer answer;
	enum rc rc =
	    desk_act(v, request_of_form(v->a, "annul", &s.f, v->env.today), false, &answer);

	if (rc != RC_OK)
		return rc;
	if (str_is(json_get_str(answer.json, "outcome"), "invalid")) {
		s.bad = issues_of(v, answer.json);
		return show(&s, answer.status);
	}
	return visit_see_other(v, url_of_act(v, json_get_int(answer.json, "act", 0)).s);
}
const struct row annul_decide_row = {.run = decide_run};
