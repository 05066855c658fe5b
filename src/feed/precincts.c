/* What precincts were told on a day, as files. */
#include "feed.h"

#include "csv.h"
#include "inbox.h"
#include "records.h"
#include "stay.h"

#include <stdlib.h>

#define DAY_US (INT64_C(86400) * 1000000)

static const struct str columns[] = {STR_INIT("seq"), STR_INIT("event"), STR_INIT("position"),
    STR_INIT("act"), STR_INIT("registration"), STR_INIT("surname"), STR_INIT("given"),
    STR_INIT("patronymic"), STR_INIT("citizenship"), STR_INIT("document"), STR_INIT("address"),
    STR_INIT("host"), STR_INIT("from"), STR_INIT("until"), STR_INIT("officer"), STR_INIT("unit"),
    STR_INIT("recorded_at")};

/* ---- as of an act, whatever came later ---- */

static enum rc person_then(
    struct db *db, struct arena *a, struct str id, int64_t act, json_t **out, struct err *e)
{
	struct person_state *s;
	size_t n;
	enum rc rc = person_states(db, a, id, &s, &n, e);

	*out = NULL;
	for (size_t i = 0; rc == RC_OK && i < n && s[i].act <= act; i++)
		*out = s[i].data;
	return rc;
}

static enum rc address_then(
    struct db *db, struct arena *a, const struct told_item *x, struct str *out, struct err *e)
{
	struct dwelling_state *s;
	size_t n, kept = 0;
	enum rc rc = dwelling_states(db, a, x->dwelling, &s, &n, e);

	if (rc != RC_OK)
		return rc;
	for (size_t i = 0; i < n; i++)
		if (s[i].act <= x->by)
			s[kept++] = s[i];
	*out = dwelling_address(a, dwelling_at(a, s, kept, date_in_almaty(x->recorded_us)));
	return RC_OK;
}

static enum rc host_then(
    struct db *db, struct arena *a, const struct told_item *x, struct str *out, struct err *e)
{
	struct stay_row s;
	json_t *data;
	enum rc rc = stay_read(db, a, x->registration, &s, e);

	*out = STR("");
	if (rc != RC_OK)
		return rc == RC_NOT_FOUND ? RC_OK : rc;
	*out = s.host;
	if (str_starts(s.host, "org:")) {
		*out = (struct str){s.host.p + 4, s.host.n - 4};
		return RC_OK;
	}
	rc = person_then(db, a, s.host, x->by, &data, e);
	if (rc == RC_OK && data != NULL)
		*out = person_name(a, data);
	return rc;
}

/* ---- rows and files ---- */

static struct str number(struct arena *a, int64_t n)
{
	return arena_printf(a, "%lld", (long long)n);
}

static enum rc put_row(struct db *db, struct feed *f, const struct told_item *x, size_t seq,
    struct buf *b, struct err *e)
{
	struct arena *a = f->a;
	struct str address = {0}, host = {0};
	json_t *person = NULL;
	enum rc rc = person_then(db, a, x->person, x->by, &person, e);

	if (rc == RC_OK)
		rc = address_then(db, a, x, &address, e);
	if (rc == RC_OK)
		rc = host_then(db, a, x, &host, e);
	if (rc != RC_OK)
		return rc;
	csv_write(b,
	    (const struct str[]){
		number(a, (int64_t)seq),
		x->assigned ? STR("assigned") : x->what,
		number(a, x->position),
		number(a, x->act),
		x->registration,
		json_get_str(person, "surname"),
		json_get_str(person, "given"),
		json_get_str(person, "patronymic"),
		json_get_str(person, "citizenship"),
		document_masked(a, person),
		address,
		host,
		date_str(a, x->from),
		date_str(a, x->until),
		x->officer,
		x->unit,
		time_str(a, x->recorded_us),
	    },
	    ARRAY_LEN(columns));
	feed_covers(f, x->position);
	return RC_OK;
}

static int by_receiver(const void *p, const void *q)
{
	const struct told_item *x = p, *y = q;
	bool none = x->precinct.n == 0, none_y = y->precinct.n == 0;
	int order = none != none_y
			? (none ? 1 : -1)
			: str_cmp(none ? x->unit : x->precinct, none ? y->unit : y->precinct);

	if (order != 0)
		return order;
	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

static bool same_receiver(const struct told_item *x, const struct told_item *y)
{
	return str_eq(x->precinct, y->precinct) && (x->precinct.n > 0 || str_eq(x->unit, y->unit));
}

/* The file of the first receiver of l; *used: its items. */
static enum rc put_file(
    struct db *db, struct feed *f, const struct told *l, size_t *used, struct err *e)
{
	const struct told_item *first = &l->v[0];
	const char *kind = first->precinct.n > 0 ? "precinct" : "unit";
	struct str id = first->precinct.n > 0 ? first->precinct : first->unit;
	json_t *more = json_keep(f->a, json_object());
	struct buf b = {0};
	enum rc rc = RC_OK;

	csv_write(&b, columns, ARRAY_LEN(columns));
	for (*used = 0; rc == RC_OK && *used < l->n && same_receiver(first, &l->v[*used]);
	     (*used)++)
		rc = put_row(db, f, &l->v[*used], *used + 1, &b, e);
	json_put(more, kind, json_text(id));
	if (rc == RC_OK)
		rc = feed_file(f,
		    arena_printf(f->a, "%s-%.*s-%.*s.csv", kind, STR_FMT(id),
			STR_FMT(date_str(f->a, f->day))),
		    buf_text(&b), *used, more, e);
	buf_free(&b);
	return rc;
}

/* By the civil day in Almaty, whose beginning in UTC has changed: a day more on both sides is read. */
static enum rc told_on(struct db *db, struct feed *f, struct told *l, struct err *e)
{
	int64_t noon = (int64_t)f->day * DAY_US;
	size_t kept = 0;
	enum rc rc = told_between(db, f->a, noon - DAY_US, noon + 2 * DAY_US, l, e);

	for (size_t i = 0; rc == RC_OK && i < l->n; i++)
		if (date_in_almaty(l->v[i].recorded_us) == f->day)
			l->v[kept++] = l->v[i];
	l->n = kept;
	return rc;
}

enum rc feed_precincts(struct db *db, struct feed *f, struct err *e)
{
	struct told l;
	size_t used = 0;
	enum rc rc = told_on(db, f, &l, e);

	if (rc == RC_OK && l.n > 1)
		qsort(l.v, l.n, sizeof(*l.v), by_receiver);
	while (rc == RC_OK && l.n > 0) {
		rc = put_file(db, f, &l, &used, e);
		l = (struct told){l.v + used, l.n - used};
	}
	return rc;
}
