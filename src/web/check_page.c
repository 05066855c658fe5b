/*
 * The public page: does this certificate hold?  The QR code on the paper leads here, and who
 * has only the paper types its code.  It says valid, expired or annulled, and nothing else.
 */
#include "check_page.h"
#include "lists.h"
#include "pages.h"

#include "code.h"

static enum rc show(struct visit *v, int status, struct check_view *w, struct str typed)
{
	struct html_field *f;

	w->title = str_of(SAY(v, CHECK_TITLE));
	w->asked = time_people(v->a, v->env.now_us);
	w->form.head = (struct html_form_head){.action = URL_LIT("check"), .get = true};
	f = input_add(v->a, &w->form, INPUT_TEXT, "code", typed);
	f->label = SAY(v, CHECK_CODE);
	f->hint = SAY(v, CHECK_CODE_HINT);
	f->css = "app-w-full";
	f->mono = f->upper = true;
	f->max = 40;
	w->form.button[w->form.n_buttons++] = (struct button){.label = SAY(v, CHECK_DO)};
	page_check(desk_body(v, status), desk_ui(v), w);
	return RC_OK;
}

/* ---- the form ---- */

static enum rc form_run(struct visit *v)
{
	struct check_view *w = ARENA_NEW(v->a, struct check_view);
	struct issues *wrong = ARENA_NEW(v->a, struct issues);
	struct str typed = str_trim(form_get(&v->x->req.query, "code"));
	char code[CODE_TEXT];

	*w = (struct check_view){0};
	if (typed.n == 0)
		return show(v, 200, w, typed);
	if (code_parse(typed, code))
		return visit_see_other(v, arena_printf(v->a, "/check/%s", code));
	*wrong = (struct issues){.arena = v->a};
	issue_add(wrong, STR("code"), PROBLEM_CODE_FORM, STR(""));
	w->form.issues = wrong;
	return show(v, 400, w, typed);
}
const struct row check_form_row = {.run = form_run};

/* ---- the answer ---- */

struct saying {
	const char *sign, *css;
	enum msg word, what;
	int status;
};

static struct saying saying_of(const struct checked *c)
{
	static const struct saying found[] = {
	    [ISSUED_VALID] = {"ok", "grant", MSG_CHECK_VALID, MSG_CHECK_VALID_WHAT, 200},
	    [ISSUED_EXPIRED] = {"warn", "review", MSG_CHECK_EXPIRED, MSG_CHECK_EXPIRED_WHAT, 200},
	    [ISSUED_ANNULLED] = {"bad", "refuse", MSG_CHECK_ANNULLED, MSG_CHECK_ANNULLED_WHAT, 200},
	};
	static const struct saying others[] = {
	    [CHECKED_NONE] = {"bad", "refuse", MSG_CHECK_NONE, MSG_CHECK_NONE_WHAT, 404},
	    [CHECKED_FORM] = {"bad", "refuse", MSG_CHECK_NONE, MSG_CHECK_FORM_WHAT, 404},
	    [CHECKED_WAIT] = {"info", "not_required", MSG_CHECK_WAIT, MSG_CHECK_WAIT_WHAT, 429},
	};

	return c->end == CHECKED_FOUND ? found[c->state] : others[c->end];
}

static bool wants_json(const struct visit *v)
{
	static const char *const offers[] = {"text/html", "application/json"};

	return accept_best(request_header(&v->x->req, "Accept"), offers, ARRAY_LEN(offers)) == 1;
}

static enum rc answer_run(struct visit *v)
{
	struct check_view *w = ARENA_NEW(v->a, struct check_view);
	struct saying s;
	struct checked c;
	enum rc rc = visit_check(v, visit_param(v, "code"), &c);

	if (rc != RC_OK)
		return rc;
	if (wants_json(v)) {
		rc = visit_check_json(v, &c);
		reply_header(&v->x->reply, "Vary", STR("Accept"));
		return rc;
	}
	s = saying_of(&c);
	*w = (struct check_view){.sign = s.sign,
	    .css = s.css,
	    .word = text(v->lang, s.word),
	    .what = text(v->lang, s.what),
	    .code = arena_str(v->a, str_of(c.code))};
	rc = show(v, s.status, w, c.end == CHECKED_FORM ? visit_param(v, "code") : STR(""));
	visit_check_wait(v, &c);
	reply_header(&v->x->reply, "Vary", STR("Accept"));
	return rc;
}
const struct row check_row = {.run = answer_run};
