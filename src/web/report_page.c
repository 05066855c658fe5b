/*
 * /reports/new: guests reported by hand, one or several, or in a file; needs no script.  What
 * is typed is sent whole or not at all; of a file the good rows are taken.  An officer, who
 * has a host's notice on paper, says for whom and where.
 */
#include "host.h"
#include "kind.h"
#include "pages.h"
#include "request.h"

#define GUESTS_TYPED 20

static const char *const sexes[] = {"M", "F", "X"};
static const char *const documents[] = {"ordinary", "diplomatic", "service", "other"};
static const char *const purposes[] = {
    "tourism", "business", "work", "study", "private", "transit", "other"};
static const char *const visas[] = {"none", "tourist", "business", "private", "work", "study",
    "missionary", "transit", "diplomatic", "service", "investor", "other"};

/* ---- the form ---- */

/* Inputs of one guest, whose names begin with "guests.N.". */
struct guest_form {
	struct visit *v;
	struct inputs_view *in;
	const struct form *f;
	size_t i;
};

static struct html_field *put(struct guest_form *g, enum input kind, const char *field)
{
	const char *name = arena_printf(g->v->a, "guests.%zu.%s", g->i, field).p;
	struct html_field *f =
	    input_add(g->v->a, g->in, kind, name, str_trim(form_get(g->f, name)));

	f->latest = g->v->env.today;
	return f;
}

static void put_words(struct guest_form *g, const char *field, const char *group,
    const char *const *words, size_t n, bool optional)
{
	struct html_field *f = put(g, INPUT_SELECT, field);

	f->group = group;
	f->words = words;
	f->n_words = n;
	f->optional = optional;
}

static void new_row(struct guest_form *g)
{
	g->in->v[g->in->n - 1].new_row = true;
}

static void country(struct guest_form *g, const char *field, bool optional)
{
	struct html_field *f = put(g, INPUT_TEXT, field);

	f->css = "app-w-m";
	f->upper = f->mono = true;
	f->max = 3;
	f->optional = optional;
}

static void identity(struct guest_form *g)
{
	put(g, INPUT_TEXT, "surname");
	g->in->v[g->in->n - 1].legend =
	    SAYF(g->v, NOTICE_GUEST_N, {"n", int_words(g->v, (int64_t)g->i + 1)}).p;
	put(g, INPUT_TEXT, "given")->optional = true;
	put(g, INPUT_DATE, "birth_date")->css = "app-w-m";
	put_words(g, "sex", "sex", sexes, ARRAY_LEN(sexes), false);
	country(g, "citizenship", false);
}

static void papers(struct guest_form *g)
{
	struct html_field *f = put(g, INPUT_TEXT, "document_number");

	new_row(g);
	f->mono = f->upper = true;
	f->max = 40;
	put(g, INPUT_DATE, "document_expires")->latest = DAY_MAX;
	country(g, "document_country", true);
	put_words(g, "document_type", "travel_document", documents, ARRAY_LEN(documents), true);
}

static void days(struct guest_form *g)
{
	struct html_field *f;

	put(g, INPUT_DATE, "entry_date");
	new_row(g);
	put(g, INPUT_DATE, "stay_until")->latest = DAY_MAX;
	put_words(g, "purpose", "purpose", purposes, ARRAY_LEN(purposes), true);
	put_words(g, "visa_category", "visa", visas, ARRAY_LEN(visas), true);
	f = put(g, INPUT_DATE, "visa_until");
	f->latest = DAY_MAX;
	f->optional = true;
	f = put(g, INPUT_TEXT, "room");
	new_row(g);
	f->css = "app-w-s";
	f->max = 20;
	f->optional = true;
	f = put(g, INPUT_TEXT, "mrz");
	f->mono = f->upper = true;
	f->hint = SAY(g->v, NOTICE_MRZ_LINES);
	f->optional = true;
	(void)put(g, INPUT_CHECKBOX, "card_mark");
}

/* Guests 0, 1 …: at least one, and one more than was typed where it is asked for. */
static size_t guests_of(const struct form *f)
{
	size_t n = 1;

	for (size_t i = 0; i < f->n; i++)
		for (size_t k = n; k < GUESTS_TYPED; k++) {
			char prefix[24];

			(void)snprintf(prefix, sizeof(prefix), "guests.%zu.", k);
			if (str_starts(f->p[i].name, prefix) && k + 1 > n)
				n = k + 1;
		}
	return n;
}

/* For whom and where: an officer's alone. */
static void host_inputs(struct visit *v, struct inputs_view *form)
{
	struct html_field *f;

	if (visit_may(v, ROLE_HOST))
		return;
	f = input_add(v->a, form, INPUT_TEXT, "host", desk_get(v, "host"));
	f->hint = SAY(v, USER_HOLDER_HINT);
	(void)input_add(v->a, form, INPUT_TEXT, "dwelling", desk_get(v, "dwelling"));
}

static struct inputs_view *typed_form(struct visit *v, const struct issues *bad, size_t n)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct guest_form g = {v, form, &v->form, 0};

	form->issues = bad;
	form->head = (struct html_form_head){.action = URL_LIT("reports/new"), .key = desk_key(v)};
	host_inputs(v, form);
	for (g.i = 0; g.i < n; g.i++) {
		identity(&g);
		papers(&g);
		days(&g);
	}
	form->button[form->n_buttons++] = (struct button){
	    .label = SAY(v, NOTICE_SEND), .name = "do", .value = "send", .key = "ctrl+enter"};
	if (n < GUESTS_TYPED)
		form->button[form->n_buttons++] = (struct button){.label = SAY(v, NOTICE_ANOTHER),
		    .name = "do",
		    .value = "more",
		    .kind = "secondary"};
	return form;
}

struct inputs_view *notice_file_form(struct visit *v, const struct issues *bad)
{
	struct inputs_view *form = ARENA_NEW(v->a, struct inputs_view);
	struct html_field *f;

	form->issues = bad;
	form->head = (struct html_form_head){.action = URL_LIT("reports/file"), .file = true};
	host_inputs(v, form);
	f = input_add(v->a, form, INPUT_FILE, "file", STR(""));
	f->hint = SAY(v, NOTICE_FILE_HINT);
	form->button[form->n_buttons++] = (struct button){.label = SAY(v, NOTICE_SEND_FILE)};
	return form;
}

/* ---- what a file may hold ---- */

static struct str content_of(struct visit *v, const struct column *c)
{
	struct str s = STR("");

	switch (c->form) {
	case COLUMN_DATE: return str_of(SAY(v, NOTICE_DATE));
	case COLUMN_COUNTRY: return str_of(SAY(v, NOTICE_COUNTRY));
	case COLUMN_MRZ: return str_of(SAY(v, NOTICE_MRZ_LINES));
	case COLUMN_YES: return str_of(SAY(v, NOTICE_YES_NO));
	case COLUMN_WORD: break;
	default: return str_of(SAY(v, NOTICE_ANY_TEXT));
	}
	for (size_t i = 0; c->words[i] != NULL; i++)
		s = arena_printf(v->a, "%.*s%s%s", STR_FMT(s), i > 0 ? ", " : "", c->words[i]);
	return s;
}

static struct table_view *columns_table(struct visit *v)
{
	static const enum msg heads[] = {
	    MSG_COLUMN_ID, MSG_COLUMN_FIELD, MSG_COLUMN_CONTENT, MSG_COLUMN_NEEDED};
	struct table_view *t =
	    list_table(v, "columns", SAY(v, NOTICE_COLUMNS), "", heads, ARRAY_LEN(heads));

	for (size_t i = 0; i < kind_guest.n; i++) {
		const struct column *k = &kind_guest.column[i];
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = str_of(k->name), .mono = true};
		c[1].text = label_of_guest(v, k->name);
		c[2].text = content_of(v, k);
		c[3].text = k->needed == NEEDED_YES ? str_of(SAY(v, NOTICE_YES)) : STR("");
	}
	return t;
}

static enum rc template_run(struct visit *v)
{
	struct reply *r = &v->x->reply;

	r->status = 200;
	r->type = STR("text/csv; charset=utf-8");
	reply_header(r, "Content-Disposition", STR("attachment; filename=\"guests.csv\""));
	for (size_t i = 0; i < kind_guest.n; i++)
		buf_printf(&r->body, "%s%s", i > 0 ? "," : "", kind_guest.column[i].name);
	buf_z(&r->body, "\r\n");
	return RC_OK;
}
const struct row notice_template_row = {.run = template_run};

/* Which of the two forms had something wrong. */
struct reported {
	const struct issues *typed, *file;
	size_t guests; /* in the form */
};

static enum rc show(struct visit *v, const struct reported *r, int status)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);

	w->title = str_of(SAY(v, NOTICE_NEW));
	w->issues = r->typed != NULL ? r->typed : r->file;
	action_add(w, SAY(v, NOTICE_LIST), URL_LIT("reports"), NULL, "secondary");
	action_add(w, SAY(v, NOTICE_TEMPLATE), URL_LIT("reports/template.csv"), NULL, "secondary");
	block_add(v->a, &w->top, BLOCK_FORM, SAY(v, NOTICE_BY_HAND))->of.form =
	    typed_form(v, r->typed, r->guests);
	block_add(v->a, &w->left, BLOCK_FORM, SAY(v, NOTICE_FILE))->of.form =
	    notice_file_form(v, r->file);
	block_add(v->a, &w->right, BLOCK_NOTICE, NULL)->of.text =
	    str_of(SAY(v, NOTICE_COLUMNS_HINT));
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = columns_table(v);
	return desk_plain(v, status, w);
}

static enum rc notice_new_run(struct visit *v)
{
	return show(v, &(struct reported){.guests = 1}, 200);
}
const struct row notice_new_row = {.run = notice_new_run};

/* ---- sending ---- */

static enum rc take(
    struct visit *v, const struct notice_rows *rows, struct issues *bad, struct notice_taken *taken)
{
	struct notice_sender from = {.holder = v->user->holder,
	    .house = v->user->dwelling,
	    .host = desk_get(v, "host"),
	    .dwelling = desk_get(v, "dwelling"),
	    .key = form_get(&v->form, "key"),
	    .rows = rows};

	return notice_take(v->db, v->a, &v->env, &from, taken, bad, &v->e);
}

/* Rows count from 1, the form's guests from 0; nothing of a form is taken by halves. */
static void rows_to_fields(struct visit *v, const struct notice_rows *rows, struct issues *bad)
{
	struct rejected_row *row;
	size_t n = notice_rejected(v->a, rows->rejected, &row);

	if (n > 0) /* what is wrong with the whole says the same once more */
		*bad = (struct issues){.arena = v->a};
	for (size_t i = 0; i < n; i++)
		issue_add(bad,
		    arena_printf(v->a, "guests.%lld.%.*s", (long long)row[i].line - 1,
			STR_FMT(row[i].issue.field)),
		    row[i].issue.problem, row[i].issue.arg);
	for (struct issue *i = bad->first; i != NULL; i = i->next)
		if (str_is(i->field, "guests")) /* where somebody could begin */
			i->field = STR("guests.0.surname");
}

static enum rc notice_form_run(struct visit *v)
{
	struct issues *bad = ARENA_NEW(v->a, struct issues);
	struct reported r = {.typed = bad};
	const json_t *guests;
	struct notice_rows rows;
	struct notice_taken taken = {.status = 400};
	enum rc rc;

	*bad = (struct issues){.arena = v->a};
	if (str_is(form_get(&v->form, "do"), "more")) {
		r.guests = guests_of(&v->form) + 1;
		r.typed = NULL;
		return show(v, &r, 200);
	}
	v->form = request_compact(v->a, &v->form);
	r.guests = guests_of(&v->form);
	guests = json_object_get(
	    json_keep(v->a, request_of_form(v->a, "notice", &v->form, v->env.today)), "guests");
	notice_read_json(v->a, guests, guests != NULL ? json_canonical(v->a, guests) : STR(""),
	    v->env.today, &rows, bad);
	rows_to_fields(v, &rows, bad);
	rc = bad->n == 0 ? take(v, &rows, bad, &taken) : RC_OK;
	if (rc != RC_OK)
		return rc;
	if (bad->n > 0)
		return show(v, &r, taken.status);
	return visit_see_other(v, url_of_notice(v, taken.notice.id).s);
}
const struct row notice_form_row = {.run = notice_form_run};

/* A file, looked at in the pool. */
struct sent_file {
	struct notice_rows rows;
	struct issues bad;
};

static enum rc notice_file_prepare(struct visit *v)
{
	struct sent_file *f = ARENA_NEW(v->a, struct sent_file);
	struct str content = form_get(&v->form, "file");

	v->own = f;
	f->bad.arena = v->a;
	if (content.n > NOTICE_BYTES_MAX)
		issue_add(&f->bad, STR("file"), PROBLEM_TOO_LONG,
		    arena_printf(v->a, "%zu", NOTICE_BYTES_MAX));
	else
		notice_read_csv(v->a, content, v->env.today, &f->rows, &f->bad);
	return RC_OK;
}

static enum rc notice_file_run(struct visit *v)
{
	const struct sent_file *f = v->own;
	struct issues *bad = ARENA_NEW(v->a, struct issues);
	struct reported r = {.file = bad, .guests = 1};
	struct notice_taken taken = {.status = 400};
	enum rc rc = RC_OK;

	*bad = (struct issues){.arena = v->a};
	for (const struct issue *i = f->bad.first; i != NULL; i = i->next)
		issue_add(
		    bad, str_is(i->field, "guests") ? STR("file") : i->field, i->problem, i->arg);
	if (bad->n == 0)
		rc = take(v, &f->rows, bad, &taken);
	if (rc != RC_OK)
		return rc;
	if (bad->n > 0)
		return show(v, &r, taken.status);
	return visit_see_other(v, url_of_notice(v, taken.notice.id).s);
}
const struct row notice_file_row = {.run = notice_file_run, .prepare = notice_file_prepare};
