/*
 * /reports: what a host sent; /reports/{id}: one notice with the state of each guest;
 * /reports/{id}/receipt: that it was received, to print.  A host sees his own; the desk those of
 * its units.  Whatever a guest's case waits for, the words are the same (point 17).
 */
#include "host.h"
#include "pages.h"

#define HOME_NOTICES 10

struct url url_of_notice(const struct visit *v, struct str id)
{
	return url_path(v->a, STR("reports"), id, STR(""));
}

struct str guest_person(struct visit *v, const struct guest *g)
{
	struct str surname = json_get_str(g->data, "surname"),
		   given = json_get_str(g->data, "given");

	return given.n == 0 ? surname
			    : arena_printf(v->a, "%.*s %.*s", STR_FMT(surname), STR_FMT(given));
}

struct str label_of_guest(struct visit *v, const char *field)
{
	const char *z = text_field(v->lang, arena_printf(v->a, "guests.%s", field));

	return str_of(z != NULL ? z : field);
}

void guest_state_cell(const struct visit *v, const struct guest *g, struct cell_view *c)
{
	static const char *const colour[GUEST__MAX] = {
	    [GUEST_WAITING] = "yellow",
	    [GUEST_REGISTERED] = "green",
	    [GUEST_REVIEW] = "yellow",
	    [GUEST_REFUSED] = "red",
	    [GUEST_NOT_REQUIRED] = "blue",
	    [GUEST_DISMISSED] = "grey",
	};

	c->text = word(v, "guest_state", str_of(guest_state_word(g->state)));
	c->tag = colour[g->state];
}

/* ---- the list ---- */

enum rc reports_table(struct visit *v, const struct reports *l, struct table_view **out)
{
	static const enum msg heads[] = {MSG_COLUMN_NOTICE, MSG_NOTICE_RECEIVED, MSG_COLUMN_GUESTS,
	    MSG_COLUMN_WAITING, MSG_COLUMN_DECIDED, MSG_NOTICE_NOT_TAKEN};
	struct table_view *t = list_table(
	    v, "notices", SAY(v, NOTICE_LIST), SAY(v, NOTICE_NONE), heads, ARRAY_LEN(heads));
	enum rc rc = RC_OK;

	*out = t;
	for (size_t i = 0; rc == RC_OK && i < l->n; i++) {
		const struct report *n = &l->v[i];
		struct cell_view *c = table_row(v->a, t);
		struct rejected_row *row;
		size_t rejected = notice_rejected(v->a, n->rejected, &row), rows = 0;
		int64_t counts[GUEST__MAX], waits;

		for (size_t k = 0; k < rejected; k++)
			rows += k == 0 || row[k].line != row[k - 1].line;
		rc = notice_counts(v->db, n, counts, &v->e);
		waits = counts[GUEST_WAITING] + counts[GUEST_REVIEW];
		c[0] =
		    (struct cell_view){.text = n->id, .url = url_of_notice(v, n->id), .mono = true};
		c[1] = (struct cell_view){.text = time_people(v->a, n->received_us), .num = true};
		c[2] = (struct cell_view){.text = int_words(v, n->guests), .num = true};
		c[3] = (struct cell_view){.text = int_words(v, waits), .num = true};
		c[4] = (struct cell_view){.text = int_words(v, n->guests - waits), .num = true};
		c[5] = (struct cell_view){.text = int_words(v, (int64_t)rows), .num = true};
	}
	return rc;
}

static enum rc reports_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct table_view *t;
	struct reports l;
	bool more;
	enum rc rc = reports_own(
	    v->db, v->a, v->user->name, visit_query(v, "after"), LIST_PAGE + 1, &l, &v->e);

	if (rc != RC_OK)
		return rc;
	more = l.n > LIST_PAGE;
	l.n -= more;
	rc = reports_table(v, &l, &t);
	if (more)
		t->more = url_query(v->a, URL_LIT("reports"), "after", l.v[l.n - 1].id);
	w->title = str_of(SAY(v, NOTICE_LIST));
	action_add(w, SAY(v, NOTICE_NEW), URL_LIT("reports/new"), NULL, NULL);
	block_add(v->a, &w->top, BLOCK_TABLE, NULL)->of.table = t;
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row reports_row = {.run = reports_run};

enum rc host_home(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct table_view *t;
	struct reports l;
	bool more;
	enum rc rc = reports_own(v->db, v->a, v->user->name, STR(""), HOME_NOTICES + 1, &l, &v->e);

	if (rc != RC_OK)
		return rc;
	more = l.n > HOME_NOTICES;
	l.n -= more;
	rc = reports_table(v, &l, &t);
	if (more)
		t->more = URL_LIT("reports");
	w->title = name_of_holder(v, v->user->holder);
	w->caption = date_words(v, v->env.today);
	action_add(w, SAY(v, NOTICE_BY_HAND), URL_LIT("reports/new"), "f4", NULL);
	block_add(v->a, &w->left, BLOCK_FORM, SAY(v, NOTICE_FILE))->of.form =
	    notice_file_form(v, NULL);
	block_add(v->a, &w->right, BLOCK_NOTICE, NULL)->of.text = str_of(SAY(v, NOTICE_HOME));
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}

/* ---- one notice ---- */

static enum rc find(struct visit *v, struct report *n)
{
	struct str id = visit_param(v, "id");
	bool mine = false;
	enum rc rc;

	if (visit_may(v, ROLE_HOST))
		return report_read_own(v->db, v->a, id, v->user->name, n, &v->e);
	rc = report_read(v->db, v->a, id, n, &v->e);
	if (rc == RC_OK)
		rc = unit_is_mine(v, n->unit, &mine);
	return rc == RC_OK && !mine ? RC_NOT_FOUND : rc;
}

/* A host reads his own dwelling alone. */
static struct str address_of_notice(struct visit *v, const struct report *n)
{
	struct host_dwelling d;
	struct err e = {0};

	if (!visit_may(v, ROLE_HOST))
		return name_of_dwelling(v, n->dwelling);
	if (host_dwelling(v->db, v->a, v->user->name, &d, &e) == RC_OK && str_eq(d.id, n->dwelling))
		return address_of(v, d.data);
	return n->dwelling;
}

static struct summary_view *facts_of(struct visit *v, const struct report *n)
{
	struct summary_view *s = ARENA_NEW(v->a, struct summary_view);

	summary_add(v->a, s, str_of(SAY(v, NOTICE_NUMBER)), n->id);
	s->v[s->n - 1].mono = true;
	summary_add(v->a, s, str_of(SAY(v, NOTICE_RECEIVED)), time_people(v->a, n->received_us));
	summary_add(v->a, s, label(v, "host"), name_of_holder(v, n->host));
	summary_add(v->a, s, str_of(SAY(v, COLUMN_ADDRESS)), address_of_notice(v, n));
	summary_add(v->a, s, str_of(SAY(v, NOTICE_UNIT)), name_of_unit(v, n->unit));
	summary_add(v->a, s, str_of(SAY(v, NOTICE_TAKEN)), int_words(v, n->guests));
	summary_add(v->a, s, str_of(SAY(v, NOTICE_HASH)), n->sha256);
	s->v[s->n - 1].mono = true;
	return s;
}

/* NULL: every row was taken. */
static struct table_view *rejected_of(struct visit *v, const struct report *n)
{
	static const enum msg heads[] = {MSG_COLUMN_LINE, MSG_COLUMN_FIELD, MSG_COLUMN_ERROR};
	struct table_view *t =
	    list_table(v, "rejected", SAY(v, NOTICE_REJECTED), "", heads, ARRAY_LEN(heads));
	struct rejected_row *row;
	size_t rows = notice_rejected(v->a, n->rejected, &row);

	for (size_t i = 0; i < rows; i++) {
		struct cell_view *c = table_row(v->a, t);

		c[0] = (struct cell_view){.text = int_words(v, row[i].line), .num = true};
		if (row[i].issue.field.n > 0)
			c[1].text = label_of_guest(v, arena_z(v->a, row[i].issue.field));
		c[2].text = text_problem(v->a, v->lang, &row[i].issue);
	}
	return rows > 0 ? t : NULL;
}

/* Why he was refused, in the words of the rules; or what the officer noted. */
static struct str why(struct visit *v, const struct guest *g)
{
	struct str s = g->note;

	for (size_t i = 0; i < json_array_size(g->reasons); i++) {
		const json_t *r = json_array_get(g->reasons, i);
		const char *words = text_reason(v->lang, json_get_str(r, "code"));
		struct str one = SAYF(v, NOTICE_REASON, {"point", json_get_str(r, "point")},
		    {"text", words != NULL ? str_of(words) : json_get_str(r, "code")});

		s = s.n == 0 ? one : arena_printf(v->a, "%.*s; %.*s", STR_FMT(s), STR_FMT(one));
	}
	return s;
}

static enum rc add_guests(struct visit *v, const struct report *n, struct plain_view *w)
{
	static const enum msg heads[] = {MSG_COLUMN_LINE, MSG_COLUMN_GUEST, MSG_COLUMN_DOCUMENT,
	    MSG_COLUMN_ROOM, MSG_COLUMN_STAY, MSG_COLUMN_STATE, MSG_COLUMN_SINCE, MSG_NOTICE_WHY};
	struct table_view *t =
	    list_table(v, "guests", SAY(v, NOTICE_STATES), "", heads, ARRAY_LEN(heads));
	struct guests l;
	enum rc rc = notice_guests(v->db, v->a, n, &l, &v->e);

	for (size_t i = 0; rc == RC_OK && i < l.n; i++) {
		const struct guest *g = &l.v[i];
		struct cell_view *c = table_row(v->a, t);
		day_t until = json_get_day(g->data, "stay_until");

		c[0] = (struct cell_view){.text = int_words(v, g->line), .num = true};
		c[1].text = guest_person(v, g);
		if (visit_may(v, DESK_ACTORS))
			c[1].url = url_path(v->a, STR("guests"), g->notice, int_words(v, g->line));
		c[2] = (struct cell_view){
		    .text = json_get_str(g->data, "document_number"), .mono = true};
		c[3].text = json_get_str(g->data, "room");
		c[4] =
		    (struct cell_view){.text = period_words(v, g->entry, until + 1), .num = true};
		guest_state_cell(v, g, &c[5]);
		c[6] = (struct cell_view){.text = time_people(v->a, g->changed_us), .num = true};
		c[7].text = why(v, g);
	}
	block_add(v->a, &w->below, BLOCK_TABLE, NULL)->of.table = t;
	return rc;
}

static void note(struct visit *v, const struct report *n)
{
	if (v->purpose.n == 0)
		v->purpose = STR("notice");
	visit_access(v, STR(""), arena_printf(v->a, "notice %.*s", STR_FMT(n->id)), false);
}

static enum rc notice_run(struct visit *v)
{
	struct plain_view *w = ARENA_NEW(v->a, struct plain_view);
	struct table_view *rejected;
	struct report n;
	enum rc rc = find(v, &n);

	if (rc != RC_OK)
		return rc;
	note(v, &n);
	w->title = SAYF(v, NOTICE_TITLE, {"id", n.id});
	action_add(w, SAY(v, NOTICE_RECEIPT), url_path(v->a, STR("reports"), n.id, STR("receipt")),
	    NULL, NULL);
	action_add(w, SAY(v, NOTICE_NEW), URL_LIT("reports/new"), NULL, "secondary");
	block_add(v->a, &w->left, BLOCK_SUMMARY, NULL)->of.summary = facts_of(v, &n);
	block_add(v->a, &w->right, BLOCK_NOTICE, NULL)->of.text = str_of(SAY(v, NOTICE_ABOUT));
	rejected = rejected_of(v, &n);
	if (rejected != NULL) {
		block_add(v->a, &w->right, BLOCK_NOTICE, NULL)->of.text =
		    str_of(SAY(v, NOTICE_REJECTED_HINT));
		block_add(v->a, &w->right, BLOCK_TABLE, NULL)->of.table = rejected;
	}
	rc = add_guests(v, &n, w);
	return rc == RC_OK ? desk_plain(v, 200, w) : rc;
}
const struct row notice_row = {.run = notice_run};

static enum rc receipt_run(struct visit *v)
{
	struct receipt_view *w = ARENA_NEW(v->a, struct receipt_view);
	const struct ui *ui;
	struct report n;
	enum rc rc = find(v, &n);

	if (rc != RC_OK)
		return rc;
	note(v, &n);
	ui = desk_ui(v);
	*w = (struct receipt_view){.title = SAYF(v, NOTICE_RECEIPT_OF, {"id", n.id}),
	    .words = str_of(SAY(v, NOTICE_RECEIPT_WORDS)),
	    .unit = name_of_unit(v, n.unit),
	    .facts = facts_of(v, &n),
	    .rejected = rejected_of(v, &n),
	    .back = url_of_notice(v, n.id)};
	page_receipt(desk_body(v, 200), ui, w);
	return RC_OK;
}
const struct row receipt_row = {.run = receipt_run};
