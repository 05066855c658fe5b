/* Signing in and out, help, the rules, and what is said when something did not work. */
#include "lists.h"
#include "pages.h"
#include "rules.h"
#include "search.h"

/* ---- signing in ---- */

/* wait_s < 0: nothing was tried yet; 0: it was wrong; above: so long to wait. */
static enum rc show_login(struct visit *v, int64_t wait_s, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;
	struct str next = desk_get(v, "next");

	w->title = str_of(SAY(v, LOGIN_TITLE));
	form->head = (struct html_form_head){.action = URL_LIT("login")};
	f = input_add(v->a, form, INPUT_TEXT, "user", form_get(&v->form, "user"));
	f->label = text_field(v->lang, STR("login"));
	f->autocomplete = "username";
	f->css = "app-w-full";
	f = input_add(v->a, form, INPUT_PASSWORD, "password", STR(""));
	f->autocomplete = "current-password";
	f->css = "app-w-full";
	if (is_own_path(next))
		input_add(v->a, form, INPUT_HIDDEN, "next", next);
	form->button[form->n_buttons++] = (struct button){.label = SAY(v, LOGIN_DO)};
	if (wait_s == 0)
		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text = str_of(SAY(v, LOGIN_WRONG));
	if (wait_s > 0)
		block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text =
		    text_plural(v->a, v->lang, MSG_LOGIN_WAIT, (wait_s + 59) / 60, NULL, 0);
	block_add(v->a, &w->left, BLOCK_FORM, NULL)->of.form = form;
	return desk_plain(v, status, w);
}

static enum rc login_run(struct visit *v)
{
	if (v->user != NULL)
		return visit_see_other(v, STR("/"));
	return show_login(v, -1, 200);
}
const struct row login_row = {.run = login_run};

static enum rc sign_in_run(struct visit *v)
{
	struct str next = desk_get(v, "next");
	struct sign_in *s;
	enum rc rc = sign_in_finish(v, &s);

	if (rc != RC_OK)
		return rc;
	if (s->end == SIGN_IN_DONE)
		return visit_see_other(v, is_own_path(next) ? next : STR("/"));
	v->keep = true; /* the attempt counts */
	if (s->end == SIGN_IN_WAIT)
		return show_login(v, s->wait_s > 0 ? s->wait_s : 1, 429);
	return show_login(v, 0, 401);
}
const struct row sign_in_row = {
    .run = sign_in_run, .begin = sign_in_begin, .prepare = sign_in_prepare};

static enum rc logout_run(struct visit *v)
{
	enum rc rc = sign_out(v);

	return rc == RC_OK ? visit_see_other(v, STR("/login")) : rc;
}
const struct row logout_row = {.run = logout_run};

/* The script asks for more time: the answer is the seconds that are left. */
static enum rc stay_run(struct visit *v)
{
	const struct ui *ui = desk_ui(v);
	struct reply *r = &v->x->reply;

	r->status = 200;
	r->type = STR("text/plain; charset=utf-8");
	buf_int(&r->body, ui->session_left_s);
	return RC_OK;
}
const struct row stay_row = {.run = stay_run};

/* ---- help ---- */

static const struct {
	const char *keys;
	enum msg what;
} keys[] = {
    {"F1", MSG_MENU_HELP},
    {"F2", MSG_MENU_SEARCH},
    {"F4", MSG_MENU_REGISTER},
    {"F7", MSG_MENU_QUEUE},
    {"F8", MSG_RESULT_PRINT},
    {"F9", MSG_ZONE_TITLE},
    {"Ctrl+Enter", MSG_HELP_DECIDE},
    {"Ctrl+S", MSG_REGISTER_SAVE},
    {"Up, Down", MSG_HELP_ROWS},
};

static enum rc help_run(struct visit *v)
{
	static const enum msg heads[] = {MSG_HELP_KEY, MSG_HELP_DOES};
	static const enum msg texts[] = {
	    MSG_HELP_DATES, MSG_HELP_DRAFT, MSG_HELP_CHECKS, MSG_HELP_MISTAKES};
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct table_view *t =
	    list_table(v, "keys", SAY(v, HELP_KEYS), "", heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = str_of(keys[i].keys), .mono = true};
		c[1].text = str_of(text(v->lang, keys[i].what));
	}
	w->title = str_of(SAY(v, MENU_HELP));
	block_add(v->a, &w->left, BLOCK_TABLE, NULL)->of.table = t;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		block_add(v->a, &w->right, BLOCK_TEXT, NULL)->of.text =
		    str_of(text(v->lang, texts[i]));
	return desk_plain(v, 200, w);
}
const struct row help_row = {.run = help_run};

/* ---- the rules ---- */

static void add_rules(struct visit *v, struct plain_view *w, enum ruled_act act, const char *name)
{
	static const enum msg heads[] = {MSG_COLUMN_POINT, MSG_COLUMN_RULE, MSG_COLUMN_EFFECT};
	struct table_view *t = list_table(
	    v, name, text_word(v->lang, "act", str_of(name)), "", heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < rules_n; i++) {
		struct str code = str_of(rules[i].code);
		const char *z = text_reason(v->lang, code);
		struct cell_view *c;

		if ((rules[i].acts & ACT_BIT(act)) == 0)
			continue;
		c = table_row(v->a, t);
		c[0] = (struct cell_view){.text = int_words(v, rules[i].point), .num = true};
		c[1].text = z != NULL ? str_of(z) : code;
		c[2].text = word(v, "effect", str_of(effect_word(rules[i].effect)));
	}
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
}

static void add_assumptions(struct visit *v, struct plain_view *w)
{
	static const enum msg heads[] = {
	    MSG_COLUMN_POINT, MSG_RULES_ASSUMPTION, MSG_RULES_SOURCE, MSG_RULES_CONFIDENCE};
	struct table_view *t =
	    list_table(v, "assumptions", SAY(v, RULES_ASSUMPTIONS), "", heads, ARRAY_LEN(heads));
	const struct pack *p = v->env.pack;

	for (size_t i = 0; i < p->assumptions_n; i++) {
		const struct assumption *x = &p->assumptions[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = int_words(v, x->point), .num = true};
		c[1].text = x->text[v->lang];
		c[2].text = x->footing.source;
		c[3].text = word(v, "confidence", str_of(confidence_word(x->footing.confidence)));
	}
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
}

static struct str parameter_text(struct visit *v, enum parameter p, int64_t value)
{
	struct buf b = {0};
	struct str s;

	if (p != PARAM_AREA_NORM)
		return int_words(v, value);
	area_write(&b, value);
	s = arena_str(v->a, buf_text(&b));
	buf_free(&b);
	return s;
}

static void add_parameters(struct visit *v, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_RULES_PARAMETER, MSG_RULES_VALUE, MSG_RULES_SINCE,
	    MSG_RULES_SOURCE, MSG_RULES_CONFIDENCE};
	struct table_view *t =
	    list_table(v, "parameters", SAY(v, RULES_PARAMETERS), "", heads, ARRAY_LEN(heads));
	const struct pack *p = v->env.pack;

	for (int i = 0; i < PARAM__MAX; i++)
		for (size_t k = 0; k < p->parameters[i].n; k++) {
			const struct pack_value *x = &p->parameters[i].value[k];
			struct cell_view *c = table_row(v->a, t);

			c[0].text = word(v, "parameter", str_of(parameter_name((enum parameter)i)));
			c[1] = (struct cell_view){
			    .text = parameter_text(v, (enum parameter)i, x->value), .num = true};
			c[2] = (struct cell_view){.text = date_words(v, x->from), .num = true};
			c[3].text = x->footing.source;
			c[4].text =
			    word(v, "confidence", str_of(confidence_word(x->footing.confidence)));
		}
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
}

static enum rc rules_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);
	const struct pack *p = v->env.pack;

	w->title = str_of(SAY(v, RULES_TITLE));
	w->caption = p->title[v->lang];
	summary_add(v->a, s, str_of(SAY(v, RULES_PACK)), p->name);
	summary_add(v->a, s, str_of(SAY(v, RULES_SOURCE)), p->source);
	summary_add(v->a, s, str_of(SAY(v, RULES_FORCE)),
	    p->until == DAY_NONE
		? date_words(v, p->from)
		: arena_printf(v->a, "%.*s – %.*s", STR_FMT(date_words(v, p->from)),
		      STR_FMT(date_words(v, p->until))));
	block_add(v->a, &w->top, BLOCK_SUMMARY, NULL)->of.summary = s;
	add_parameters(v, w);
	add_assumptions(v, w);
	add_rules(v, w, ACT_REGISTER_PERMANENT, "register_permanent");
	add_rules(v, w, ACT_REGISTER_TEMPORARY, "register_temporary");
	add_rules(v, w, ACT_DEREGISTER, "deregister");
	add_rules(v, w, ACT_REGISTER_FOREIGNER, "register_foreigner");
	add_rules(v, w, ACT_EXTEND_STAY, "extend_stay");
	add_rules(v, w, ACT_SHORTEN_STAY, "shorten_stay");
	add_rules(v, w, ACT_ANNUL, "annul");
	return desk_plain(v, 200, w);
}
const struct row rules_row = {.run = rules_run};

/* ---- what did not work ---- */

void web_error_page(struct visit *v, int status, const char *why)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	enum msg what = MSG_ERROR_OURS;

	(void)why; /* English, for the log: people get what they can do */
	if (status == 401) {
		struct url to = URL_LIT("login");

		if (v->x->req.method == METHOD_GET && v->x->req.path.n > 1)
			to = url_query(v->a, to, "next", v->x->req.path);
		if (desk_fragment(v)) {
			desk_body(v, 401);
			return;
		}
		(void)visit_see_other(v, to.s);
		return;
	}
	if (status == 403)
		what = MSG_ERROR_FORBIDDEN;
	else if (status == 404)
		what = MSG_ERROR_NOT_FOUND;
	else if (status == 409)
		what = MSG_ERROR_CONFLICT;
	else if (status == 503 || status == 429)
		what = MSG_ERROR_BUSY;
	else if (status < 500)
		what = MSG_ERROR_REQUEST;
	w->title = str_of(visit_status_text(v, status));
	w->caption = int_words(v, status);
	block_add(v->a, &w->top, BLOCK_NOTICE, NULL)->of.text = str_of(text(v->lang, what));
	block_add(v->a, &w->top, BLOCK_TEXT, NULL)->of.text =
	    SAYF(v, ERROR_ID, {"id", v->x->req.id});
	action_add(w, SAY(v, ERROR_HOME), URL_LIT(""), NULL, "secondary");
	(void)desk_plain(v, status, w);
}
