/*
 * /journal: acts, newest first, with filters that stand in the address (units, kinds, days,
 * ids: nothing personal); /acts/{n}: one act whole.
 */
#include "evidence.h"
#include "journal.h"
#include "lists.h"
#include "pages.h"

#include <string.h>

static const char *const kinds[] = {"register_permanent", "register_temporary", "deregister",
    "annul", "resolve", "add_person", "correct_person", "vote", "add_dwelling", "change_dwelling",
    "record_holding", "end_holding", "dismiss_guest"};

/* ---- filters ---- */

static day_t day_asked(const struct visit *v, const char *name, struct issues *bad)
{
	struct str s = visit_query(v, name);
	day_t d = DAY_NONE;

	if (s.n > 0 && !text_date_parse(s, v->env.today, &d)) {
		issue_add(bad, str_of(name), PROBLEM_NO_DATE, STR(""));
		return DAY_NONE;
	}
	return d;
}

static struct act_filter read_filter(const struct visit *v, struct issues *bad)
{
	struct act_filter f = {
	    .officer = str_trim(visit_query(v, "officer")),
	    .unit = str_trim(visit_query(v, "unit")),
	    .kind = str_trim(visit_query(v, "kind")),
	    .from = day_asked(v, "from", bad),
	    .until = day_asked(v, "until", bad),
	    .before = number_asked(v, "before"),
	    .limit = LIST_PAGE + 1,
	};

	if (visit_may(v, DESK_READERS)) {
		f.subject = str_trim(visit_query(v, "person"));
		f.dwelling = str_trim(visit_query(v, "dwelling"));
	}
	return f;
}

static enum rc filter_form(struct visit *v, const struct issues *bad, struct inputs_view *form)
{
	struct html_field *f;
	enum rc rc;

	form->issues = bad;
	form->head = (struct html_form_head){.action = URL_LIT("journal"), .get = true};
	f = input_add(v->a, form, INPUT_SELECT, "kind", visit_query(v, "kind"));
	f->label = SAY(v, COLUMN_WHAT);
	f->group = "act";
	f->words = kinds;
	f->n_words = ARRAY_LEN(kinds);
	f->any = true;
	rc = units_input(v, form, visit_query(v, "unit"), &f);
	if (rc != RC_OK)
		return rc;
	f->any = true;
	f = input_add(v->a, form, INPUT_TEXT, "officer", visit_query(v, "officer"));
	f->label = SAY(v, COLUMN_OFFICER);
	f = input_add(v->a, form, INPUT_DATE, "from", visit_query(v, "from"));
	f->latest = v->env.today;
	f = input_add(v->a, form, INPUT_DATE, "until", visit_query(v, "until"));
	f->latest = v->env.today;
	if (visit_may(v, DESK_READERS)) {
		f = input_add(v->a, form, INPUT_TEXT, "person", visit_query(v, "person"));
		f->label = SAY(v, JOURNAL_PERSON);
		f = input_add(v->a, form, INPUT_TEXT, "dwelling", visit_query(v, "dwelling"));
		f->label = SAY(v, JOURNAL_DWELLING);
	}
	form->button[form->n_buttons++] =
	    (struct button){.label = SAY(v, JOURNAL_SHOW), .kind = "secondary"};
	return rc;
}

static struct url next_page(struct visit *v, int64_t last)
{
	static const char *const kept[] = {
	    "kind", "unit", "officer", "from", "until", "person", "dwelling"};
	struct url u = URL_LIT("journal");

	for (size_t i = 0; i < ARRAY_LEN(kept); i++)
		if (visit_query(v, kept[i]).n > 0)
			u = url_query(v->a, u, kept[i], visit_query(v, kept[i]));
	return url_query(v->a, u, "before", int_words(v, last));
}

static enum rc journal_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct issues *bad = ARENA_NEW(v->a, struct issues);
	struct act_filter f;
	struct act_lines acts = {0};
	struct table_view *t;
	enum rc rc;

	*bad = (struct issues){.arena = v->a};
	f = read_filter(v, bad);
	rc = filter_form(v, bad, form);
	if (rc == RC_OK && bad->n == 0)
		rc = actlist(v->db, v->a, &f, &acts, &v->e);
	if (rc != RC_OK)
		return rc;
	w->title = str_of(SAY(v, JOURNAL_TITLE));
	w->issues = bad;
	block_add(v->a, &w->top, BLOCK_FORM, NULL)->of.form = form;
	if (acts.n > LIST_PAGE) {
		acts.n = LIST_PAGE;
		t = acts_table(v, &acts, ACTS_OF_ALL);
		t->more = next_page(v, acts.v[acts.n - 1].id);
	} else {
		t = acts_table(v, &acts, ACTS_OF_ALL);
	}
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return desk_plain(v, bad->n > 0 ? 400 : 200, w);
}
const struct row journal_list_row = {.run = journal_run};

/* ---- one act ---- */

static bool sees_text(const struct visit *v)
{
	return visit_may(v, DESK_CASES);
}

static struct summary_view *act_summary(struct visit *v, const struct act *act, int64_t annulled_by)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);

	summary_add(v->a, s, str_of(SAY(v, COLUMN_WHAT)), act_words(v, act->kind));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_OUTCOME)), word(v, "outcome", act->outcome));
	summary_add(v->a, s, label(v, "date"), date_words(v, act->day));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_RECORDED)), time_people(v->a, act->recorded_us));
	if (!decided_unseen(v, act->kind, act->officer)) {
		summary_add(v->a, s, label(v, "unit"), name_of_unit(v, act->unit));
		summary_add(v->a, s, str_of(SAY(v, COLUMN_OFFICER)), act->officer);
	}
	if (sees_text(v) && act->subject.n > 0)
		summary_link(v->a, s, str_of(SAY(v, COLUMN_PERSON)),
		    name_of_person(v, act->subject), url_of_person(v, act->subject));
	if (sees_text(v) && act->dwelling.n > 0)
		summary_link(v->a, s, str_of(SAY(v, COLUMN_ADDRESS)),
		    name_of_dwelling(v, act->dwelling), url_of_dwelling(v, act->dwelling));
	if (act->target != 0)
		summary_link(v->a, s, str_of(SAY(v, ACT_TARGET)),
		    SAYF(v, ACT_NUMBER, {"n", int_words(v, act->target)}),
		    url_of_act(v, act->target));
	if (annulled_by != 0)
		summary_link(v->a, s, str_of(SAY(v, ACT_ANNULLED_BY)),
		    SAYF(v, ACT_NUMBER, {"n", int_words(v, annulled_by)}),
		    url_of_act(v, annulled_by));
	summary_add(v->a, s, str_of(SAY(v, ACT_POSITION)),
	    act->position != 0 ? int_words(v, act->position) : str_of(SAY(v, ACT_NOT_SEALED)));
	summary_add(v->a, s, str_of(SAY(v, ACT_PACK)), json_get_str(act->body, "pack"));
	s->v[s->n - 1].mono = true;
	return s;
}

static void add_hash(struct visit *v, const struct act *act, struct summary_view *s)
{
	struct hash h = journal_leaf(json_canonical(v->a, act->body));

	summary_add(v->a, s, str_of(SAY(v, ACT_HASH)), hash_hex(v->a, hash_str(&h)));
	s->v[s->n - 1].mono = true;
}

/* What was decided in a case, and why: beside the texts that other acts have. */
static void add_decision(struct visit *v, const struct act *act, struct plain_view *w)
{
	static const char *const names[] = {"decision", "note"};
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		summary_add(v->a, s, label(v, names[i]),
		    word(v, names[i], json_get_str(act->text, names[i])));
	if (s->n > 0)
		block_add(v->a, &w->right, BLOCK_SUMMARY, SAY(v, CASE_DECISION))->of.summary = s;
}

static void add_text(struct visit *v, const struct act *act, struct plain_view *w)
{
	static const struct {
		const char *key;
		enum msg title;
	} parts[] = {
	    {"facts", MSG_ACT_FACTS}, {"data", MSG_ACT_DATA}, {"request", MSG_ACT_REQUEST}};

	if (act->text == NULL && json_object_get(act->body, "text") == NULL)
		return; /* a load: its rows are beside it */
	if (act->text == NULL) {
		block_add(v->a, &w->right, BLOCK_NOTICE, NULL)->of.text =
		    str_of(SAY(v, ACT_ERASED));
		return;
	}
	add_decision(v, act, w);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct summary_view *s = ARENA_NEW(v->a, struct summary_view);

		summary_json(v, s, json_object_get(act->text, parts[i].key));
		if (s->n > 0)
			block_add(v->a, &w->right, BLOCK_SUMMARY, text(v->lang, parts[i].title))
			    ->of.summary = s;
	}
}

/* The full verdict is in the text; without it the entry's own, which hides what is checked. */
static const json_t *verdict_shown(const struct act *act)
{
	const json_t *full = json_object_get(act->text, "verdict");

	return full != NULL ? full : json_object_get(act->body, "verdict");
}

static bool printable(const struct act *act)
{
	return str_is(act->kind, "register_permanent") || str_is(act->kind, "register_temporary") ||
	       str_is(act->kind, "deregister");
}

static enum rc act_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct summary_view *s;
	struct act act;
	bool annulled = false;
	int64_t by = 0;
	enum rc rc = act_read(v->db, v->a, number_of(visit_param(v, "n")), &act, &v->e);

	if (rc == RC_OK)
		rc = act_annulled(v->db, act.id, &annulled, &by, &v->e);
	if (rc != RC_OK)
		return rc;
	if (!annulled)
		by = 0;
	if (sees_text(v) && act.subject.n > 0)
		saw(v, act.subject, "act");
	w->title = SAYF(v, ACT_TITLE, {"n", int_words(v, act.id)});
	w->caption = act_words(v, act.kind);
	s = act_summary(v, &act, by);
	add_hash(v, &act, s);
	block_add(v->a, &w->left, BLOCK_SUMMARY, SAY(v, ACT_ABOUT))->of.summary = s;
	if (verdict_shown(&act) != NULL)
		block_add(v->a, &w->left, BLOCK_VERDICT, SAY(v, ACT_VERDICT))->of.verdict =
		    verdict_of(v, verdict_shown(&act));
	if (sees_text(v) && !decided_unseen(v, act.kind, act.officer))
		add_text(v, &act, w);
	else
		block_add(v->a, &w->right, BLOCK_NOTICE, NULL)->of.text =
		    str_of(SAY(v, ACT_NO_TEXT));
	if (printable(&act) && visit_may(v, DESK_ACTORS))
		action_add(w, SAY(v, RESULT_PRINT),
		    url_path(v->a, STR("results"), int_words(v, act.id), STR("")), NULL,
		    "secondary");
	if (visit_may(v, ROLE_SENIOR) && (printable(&act) || str_is(act.kind, "annul")) && by == 0)
		action_add(w, SAY(v, ANNUL_DO),
		    url_query(v->a, URL_LIT("annul"), "act", int_words(v, act.id)), NULL,
		    "warning");
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row act_row = {.run = act_run};
