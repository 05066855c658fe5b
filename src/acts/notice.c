/* A notice of guests: rows in, and the notice written. */
#include "notice.h"

#include "hash.h"
#include "ident.h"
#include "kind.h"
#include "once.h"
#include "records.h"
#include "users.h"
#include "utf8.h"

#include <sodium.h>
#include <string.h>

#define DAY_US ((int64_t)86400 * 1000000)

/* ---- rows ---- */

struct reading {
	struct arena *a;
	day_t today;
	struct notice_rows *out;
	struct issues *bad;
	struct issues *first; /* of the rows that were not taken: told where none was */
	json_t *seen;         /* documents of rows before */
	size_t rows;
};

static void start(struct reading *r, struct arena *a, struct str content)
{
	struct hash h = hash_of(content);

	*r->out = (struct notice_rows){
	    .rejected = json_keep(a, json_array()), .sha256 = hash_hex(a, hash_str(&h))};
	r->a = a;
	r->first = ARENA_NEW(a, struct issues);
	r->first->arena = a;
	r->seen = json_keep(a, json_object());
}

static void reject(struct reading *r, int64_t line, const struct issues *l)
{
	r->out->rejected_n++;
	for (const struct issue *i = l->first; i != NULL; i = i->next) {
		json_t *o = json_object();

		json_put(o, "line", json_integer(line));
		json_put(o, "field", json_text(i->field));
		json_put(o, "code", json_string(problem_code(i->problem)));
		json_put(o, "arg", json_text(i->arg));
		(void)json_array_append_new(r->out->rejected, o);
		issue_add(r->first,
		    arena_printf(r->a, "guests.%lld%s%.*s", (long long)line,
			i->field.n > 0 ? "." : "", STR_FMT(i->field)),
		    i->problem, i->arg);
	}
}

static void not_future(struct reading *r, const json_t *o, const char *field, struct issues *l)
{
	day_t d = json_get_day(o, field);

	if (d != DAY_NONE && d > r->today)
		issue_add(l, str_of(field), PROBLEM_FUTURE, STR(""));
}

/* One document comes once in a notice: the second row is a slip. */
static void not_twice(struct reading *r, const json_t *o, struct issues *l)
{
	const char *key = arena_z(
	    r->a, arena_printf(r->a, "%.*s %.*s", STR_FMT(json_get_str(o, "document_country")),
		      STR_FMT(json_get_str(o, "document_number"))));

	if (json_object_get(r->seen, key) != NULL)
		issue_add(l, STR("document_number"), PROBLEM_TWICE, STR(""));
	else
		json_put(r->seen, key, json_true());
}

/* `o' is what came of the row by itself; NULL with issues in l. */
static void row(struct reading *r, int64_t line, json_t *o, struct issues *l)
{
	struct notice_rows *out = r->out;

	json_keep(r->a, o);
	if (o != NULL) {
		not_future(r, o, "birth_date", l);
		not_future(r, o, "entry_date", l);
	}
	if (l->n == 0)
		not_twice(r, o, l);
	if (l->n > 0) {
		reject(r, line, l);
		return;
	}
	out->v = ARENA_GROW(r->a, out->v, out->n, &out->cap);
	out->v[out->n++] = (struct notice_row){line, o};
}

static bool too_many(struct reading *r)
{
	if (++r->rows <= NOTICE_GUESTS_MAX)
		return false;
	issue_add(
	    r->bad, STR("guests"), PROBLEM_TOO_MANY, arena_printf(r->a, "%d", NOTICE_GUESTS_MAX));
	return true;
}

/* Nothing of it could be taken: then there is no notice, and what is wrong is said at once. */
static void finish(struct reading *r)
{
	if (r->bad->n > 0 || r->out->n > 0)
		return;
	if (r->rows == 0)
		issue_add(r->bad, STR("guests"), PROBLEM_MISSING, STR(""));
	for (const struct issue *i = r->first->first; i != NULL; i = i->next)
		issue_add(r->bad, i->field, i->problem, i->arg);
}

/* The first columns that are wrong; a file that is no CSV would name hundreds. */
#define HEADS_TOLD 20

/* As it stands in the file, and no longer than names are. */
static struct str name_of_head(struct arena *a, struct str s)
{
	struct str rest = s;

	for (int i = 0; i < 60 && rest.n > 0; i++)
		(void)utf8_next(&rest);
	return arena_str(a, (struct str){s.p, s.n - rest.n});
}

static bool header(struct reading *r, struct csv *csv, struct csv_header *h)
{
	struct issues l = {.arena = r->a};
	struct csv_record head;
	struct err e = {0};
	size_t told = 0;

	switch (csv_next(csv, &head, &e)) {
	case CSV_RECORD: break;
	case CSV_BAD: issue_add(r->bad, STR("guests"), head.problem, head.arg); return false;
	default: issue_add(r->bad, STR("guests"), PROBLEM_MISSING, STR("")); return false;
	}
	if (kind_header(&kind_guest, &head, CSV_OTHERS_REFUSED, h, &l))
		return true;
	for (const struct issue *i = l.first; i != NULL && told < HEADS_TOLD; i = i->next, told++)
		issue_add(r->bad, name_of_head(r->a, i->field), i->problem, i->arg);
	return false;
}

void notice_read_csv(
    struct arena *a, struct str content, day_t today, struct notice_rows *out, struct issues *bad)
{
	struct reading r = {.today = today, .out = out, .bad = bad};
	struct csv *csv = csv_from_text(content);
	struct csv_header h;
	struct csv_record rec;
	struct err e = {0};
	enum csv_step s = CSV_END;

	start(&r, a, content);
	if (header(&r, csv, &h))
		s = csv_next(csv, &rec, &e);
	for (; s == CSV_RECORD || s == CSV_BAD; s = csv_next(csv, &rec, &e)) {
		struct issues l = {.arena = a};
		json_t *o = NULL;

		if (too_many(&r))
			break;
		if (s == CSV_BAD)
			issue_add(&l, STR(""), rec.problem, rec.arg);
		else
			o = kind_from_record(&kind_guest, &h, &rec, &l, NULL);
		row(&r, (int64_t)rec.line, o, &l);
	}
	csv_free(csv);
	finish(&r);
}

/* The lines of a zone, given as a list, in one text. */
static const json_t *with_lines(struct reading *r, const json_t *guest)
{
	const json_t *lines = json_object_get(guest, "mrz");
	struct buf b = {0};
	json_t *out;

	if (!json_is_array(lines))
		return guest;
	for (size_t i = 0; i < json_array_size(lines); i++) {
		const json_t *line = json_array_get(lines, i);

		if (!json_is_string(line)) {
			buf_free(&b);
			return guest; /* a list of something else is said to be no text */
		}
		if (i > 0)
			buf_char(&b, '|');
		buf_str(&b, (struct str){json_string_value(line), json_string_length(line)});
	}
	out = json_keep(r->a, json_copy(json_deconst(guest)));
	json_put(out, "mrz", json_text(buf_text(&b)));
	buf_free(&b);
	return out;
}

void notice_read_json(struct arena *a, const json_t *guests, struct str content, day_t today,
    struct notice_rows *out, struct issues *bad)
{
	struct reading r = {.today = today, .out = out, .bad = bad};

	start(&r, a, content);
	if (guests != NULL && !json_is_array(guests))
		issue_add(bad, STR("guests"), PROBLEM_NOT_LIST, STR(""));
	for (size_t i = 0; i < json_array_size(guests); i++) {
		struct issues l = {.arena = a};
		const json_t *guest = with_lines(&r, json_array_get(guests, i));

		if (too_many(&r))
			break;
		row(&r, (int64_t)i + 1, kind_from_json(&kind_guest, STR(""), guest, 0, &l, NULL),
		    &l);
	}
	finish(&r);
}

size_t notice_rejected(struct arena *a, const json_t *rejected, struct rejected_row **out)
{
	size_t n = json_array_size(rejected), k = 0;

	*out = ARENA_ARRAY(a, struct rejected_row, n + 1);
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(rejected, i);
		struct rejected_row *x = &(*out)[k];

		*x = (struct rejected_row){.line = json_get_int(o, "line", 0)};
		x->issue.field = json_get_str(o, "field");
		x->issue.arg = json_get_str(o, "arg");
		k += problem_find(json_get_str(o, "code"), &x->issue.problem);
	}
	return k;
}

/* ---- writing ---- */

struct taking {
	struct db *db;
	struct arena *a;
	const struct act_env *env;
	const struct notice_sender *from;
	struct notice_taken *out;
	struct issues *l;
	struct err *e;
};

static void wrong(struct taking *t, int status, const char *field, enum problem p, struct str arg)
{
	issue_add(t->l, str_of(field), p, arg);
	t->out->status = status;
}

/* A host reports what his account is bound to, whatever else he says. */
static enum rc own_house(struct taking *t)
{
	const struct notice_sender *f = t->from;
	struct report *n = &t->out->notice;
	struct host_dwelling d;
	enum rc rc;

	n->host = f->holder;
	n->dwelling = f->house;
	if (f->dwelling.n > 0 && !str_eq(f->dwelling, f->house))
		wrong(t, 403, "dwelling", PROBLEM_NOT_ALLOWED, f->dwelling);
	if (f->host.n > 0 && !str_eq(f->host, f->holder))
		wrong(t, 403, "host", PROBLEM_NOT_ALLOWED, f->host);
	rc = host_dwelling(t->db, t->a, n->account, &d, t->e);
	n->unit = d.unit;
	return rc;
}

/* An officer has it on paper: from whom, and for which dwelling of his unit. */
static enum rc from_paper(struct taking *t)
{
	struct report *n = &t->out->notice;
	size_t before = t->l->n;
	struct dwelling d;
	bool within = true;
	enum rc rc = users_check_host(
	    t->db, &(struct host_of){t->from->host, t->from->dwelling, "host"}, t->l, t->e);

	if (t->l->n > before)
		t->out->status = 400;
	if (rc != RC_OK || t->l->n > before)
		return rc;
	n->host = t->from->host;
	n->dwelling = t->from->dwelling;
	rc = dwelling_read(t->db, t->a, n->dwelling, &d, t->e);
	n->unit = d.unit;
	if (rc == RC_OK && t->env->who.role == ROLE_SENIOR)
		rc = unit_within(t->db, t->a, d.unit, t->env->who.unit, &within, t->e);
	else
		within = str_eq(d.unit, t->env->who.unit);
	if (rc == RC_OK && !within)
		wrong(t, 403, "dwelling", PROBLEM_OTHER_UNIT, d.unit);
	return rc;
}

static enum rc check_key(struct taking *t, struct str *request, bool *known)
{
	const struct report *n = &t->out->notice;
	struct hash h = hash_of(arena_printf(t->a, "notice %.*s %.*s %.*s", STR_FMT(n->sha256),
	    STR_FMT(n->dwelling), STR_FMT(n->host)));
	struct once_answer before = {
	    .owner = n->account, .key = t->from->key, .now_us = t->env->now_us};
	enum rc rc;

	*request = hash_hex(t->a, hash_str(&h));
	rc = once_find(t->db, t->a, &before, known, t->e);
	if (rc == RC_OK && *known && !str_eq(before.request, *request))
		wrong(t, 409, "key", PROBLEM_KEY_USED, STR(""));
	return rc;
}

static enum rc write_down(struct taking *t)
{
	struct report *n = &t->out->notice;
	char id[IDENT_MADE_TEXT];
	uint64_t r;
	enum rc rc;

	randombytes_buf(&r, sizeof(r));
	ident_make('N', r, id);
	n->id = arena_str(t->a, str_of(id));
	n->received_us = t->env->now_us;
	n->guests = (int64_t)t->from->rows->n;
	n->rejected = t->from->rows->rejected;
	rc = notice_put(t->db, n, t->e);
	for (size_t i = 0; rc == RC_OK && i < t->from->rows->n; i++)
		rc = notice_put_guest(
		    t->db, n, t->from->rows->v[i].line, t->from->rows->v[i].data, t->e);
	return rc;
}

static enum rc not_too_often(struct taking *t)
{
	int64_t n;
	enum rc rc =
	    notices_since(t->db, t->out->notice.account, t->env->now_us - DAY_US, &n, t->e);

	if (rc == RC_OK && n >= NOTICES_A_DAY)
		wrong(t, 429, "guests", PROBLEM_TOO_MANY, arena_printf(t->a, "%d", NOTICES_A_DAY));
	return rc;
}

static enum rc take(struct taking *t)
{
	struct report *n = &t->out->notice;
	struct report same;
	struct str request = STR("");
	bool known = false;
	enum rc rc = RC_OK;

	if (t->from->key.n > 0)
		rc = check_key(t, &request, &known);
	if (rc != RC_OK || t->l->n > 0)
		return rc;
	rc = notice_same(t->db, t->a, n, &same, t->e);
	if (rc == RC_OK) {
		*n = same;
	} else if (rc == RC_NOT_FOUND) {
		rc = not_too_often(t);
		if (rc == RC_OK && t->l->n == 0)
			rc = write_down(t);
	}
	if (rc == RC_OK && t->l->n == 0 && t->from->key.n > 0 && !known)
		rc = once_keep(t->db,
		    &(struct once_answer){n->account, t->from->key, request, 201,
			json_keep(t->a, json_pack("{s:o}", "notice", json_text(n->id))),
			t->env->now_us},
		    t->e);
	return rc;
}

enum rc notice_take(struct db *db, struct arena *a, const struct act_env *env,
    const struct notice_sender *from, struct notice_taken *out, struct issues *l, struct err *e)
{
	struct taking t = {db, a, env, from, out, l, e};
	enum rc rc;

	*out = (struct notice_taken){
	    .notice = {.account = env->who.name, .sha256 = from->rows->sha256}, .status = 201};
	rc = env->who.role == ROLE_HOST ? own_house(&t) : from_paper(&t);
	return rc == RC_OK && l->n == 0 ? take(&t) : rc;
}
