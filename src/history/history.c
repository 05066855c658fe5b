/*
 * From the events of one person to the stays that follow from them.
 *
 * Each kind of stay is a lane: a stack of registrations whose starts rise.  An event
 * is looked at once, in the order of recording; what a new start leaves no room for
 * falls off the stack.  Only when all events are in are the days worked out, from the
 * newest stay down, because a partly unknown start is narrowed from both sides.
 */
#include "history.h"

#include <assert.h>
#include <stdlib.h>

/* Where a stay ends whatever comes after it: its own end or a removal. */
struct end {
	day_t day, last;        /* as in struct stay: until, until_last; DAY_NONE: no such end */
	const struct event *by; /* NULL: its own end */
};

struct row {
	const struct event *e;
	day_t said;  /* first day that the start may be, as it was said */
	day_t from;  /* the same, after what lies before it */
	day_t last;  /* last day that the start may be */
	bool partly; /* the start is partly unknown */
	struct end end;
};

struct lane {
	struct row *rows;
	size_t n;
};

const char *stay_kind_word(enum stay_kind k)
{
	static const char *const words[STAY__MAX] = {"permanent", "temporary", "foreign"};

	return words[k];
}

bool event_counts(const struct event *e, day_t known_on)
{
	if (known_on != KNOWN_NOW && e->known > known_on)
		return false;
	for (size_t i = 0; i < e->n_voids; i++) {
		const struct span *v = &e->voids[i];

		if (known_on == KNOWN_NOW) {
			if (v->until == DAY_NONE)
				return false;
		} else if (v->from <= known_on && (v->until == DAY_NONE || known_on < v->until)) {
			return false;
		}
	}
	return true;
}

static day_t day_min(day_t a, day_t b)
{
	return a < b ? a : b;
}

static day_t day_max(day_t a, day_t b)
{
	return a > b ? a : b;
}

static day_t first_day(const struct event *e)
{
	return day_max(e->from, DAY_MIN); /* DAY_NONE lies below DAY_MIN */
}

static day_t last_day(const struct event *e)
{
	if (e->from == DAY_NONE && e->from_last == DAY_NONE)
		return DAY_MAX;
	return day_max(day_min(e->from_last, DAY_MAX), first_day(e));
}

static int by_recording(const void *a, const void *b)
{
	const struct event *x = *(const struct event *const *)a;
	const struct event *y = *(const struct event *const *)b;

	if (x->act != y->act)
		return x->act < y->act ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

/* Days that must lie between two starts: only two partly unknown ones may be of one day. */
static day_t gap(const struct row *before, const struct row *after)
{
	return before->partly && after->partly ? 0 : 1;
}

static void lane_register(struct lane *l, const struct event *e)
{
	struct row r = {
	    .e = e,
	    .said = first_day(e),
	    .from = first_day(e),
	    .last = last_day(e),
	    .end = {.day = e->until, .last = e->until},
	};

	r.partly = r.from < r.last;
	while (l->n > 0) {
		const struct row *top = &l->rows[l->n - 1];

		if (r.last >= top->from + gap(top, &r)) {
			r.from = day_max(r.from, top->from + gap(top, &r));
			break;
		}
		if (top->partly && r.partly) {
			r.from = r.last = top->from;
			break;
		}
		l->n--;
	}
	l->rows[l->n++] = r;
}

static void row_remove(struct row *r, const struct event *e)
{
	day_t day = first_day(e), last = last_day(e);

	if (r->end.day != DAY_NONE && r->end.day <= day)
		return;
	if (r->end.day != DAY_NONE)
		last = day_min(last, r->end.last - 1);
	r->end = (struct end){.day = day, .last = last > day ? last + 1 : day, .by = e};
}

/* End the stays of a registration, or every stay for EVENT_REMOVE_ALL. */
static void lane_remove(struct lane *l, const struct event *e)
{
	for (size_t i = 0; i < l->n; i++) {
		struct row *r = &l->rows[i];

		if (e->what == EVENT_REMOVE_ALL ||
		    (e->registration.n > 0 && str_eq(r->e->registration, e->registration)))
			row_remove(r, e);
	}
}

/* Another own end for the stay of a registration; what a removal ended stays ended. */
static void lane_term(struct lane *l, const struct event *e)
{
	for (size_t i = 0; i < l->n; i++) {
		struct row *r = &l->rows[i];

		if (r->end.by != NULL || !str_eq(r->e->registration, e->registration))
			continue;
		if (e->what == EVENT_TERM || r->end.day == DAY_NONE || e->until < r->end.day)
			r->end = (struct end){.day = e->until, .last = e->until};
	}
}

static void take(struct lane lanes[STAY__MAX], const struct event *e)
{
	switch (e->what) {
	case EVENT_REGISTER:
		assert(e->kind < STAY__MAX);
		lane_register(&lanes[e->kind], e);
		break;
	case EVENT_ABROAD: lane_register(&lanes[STAY_PERMANENT], e); break;
	case EVENT_REMOVE:
	case EVENT_REMOVE_ALL:
		for (size_t k = 0; k < STAY__MAX; k++)
			lane_remove(&lanes[k], e);
		break;
	case EVENT_TERM:
	case EVENT_SHORTEN: lane_term(&lanes[e->kind], e); break;
	}
}

/* Does the stay's own end or removal come before, or count before, the next start? */
static bool ends_first(const struct row *r, const struct row *next)
{
	if (r->end.day == DAY_NONE || next == NULL)
		return r->end.day != DAY_NONE;
	if (r->end.day != next->from)
		return r->end.day < next->from;
	return r->end.by == NULL || by_recording(&r->end.by, &next->e) < 0;
}

/*
 * The stay of a row, given the rows beside it (NULL: none).  Narrows r->last, which
 * the row before it is then narrowed by.
 */
static struct stay row_stay(const struct row *prev, struct row *r, const struct row *next)
{
	struct stay s = {
	    .opened = r->e,
	    .abroad = r->e->what == EVENT_ABROAD,
	    .partly = r->partly,
	    .from = r->from,
	    .until = DAY_NONE,
	    .until_last = DAY_NONE,
	    .listed_from = prev == NULL ? r->said : day_max(r->said, prev->said + 1),
	    .listed_until = DAY_NONE,
	};

	if (next != NULL) {
		s.closed = next->e;
		s.until = next->from;
		s.until_last = next->partly ? next->last + 1 : next->from;
		s.listed_until = day_max(next->said, s.listed_from + 1);
		r->last = day_min(r->last, next->last - gap(r, next));
	}
	if (r->end.day != DAY_NONE) {
		if (ends_first(r, next)) {
			s.closed = r->end.by;
			s.until = r->end.day;
		}
		s.until_last = next == NULL ? r->end.last : day_min(s.until_last, r->end.last);
		s.listed_until = next == NULL ? r->end.day : day_min(s.listed_until, r->end.day);
		if (r->end.last > r->from) /* else it is empty, and says nothing of its start */
			r->last = day_min(r->last, r->end.last - 1);
	}
	s.from_last = r->last;
	return s;
}

static bool stay_empty(const struct stay *s)
{
	return s->until_last != DAY_NONE && s->until_last <= s->from;
}

/* The stays of a lane, oldest first.  `out' has room for l->n. */
static size_t lane_stays(const struct lane *l, struct stay *out)
{
	size_t n = 0;

	for (size_t i = l->n; i-- > 0;)
		out[i] = row_stay(i > 0 ? &l->rows[i - 1] : NULL, &l->rows[i],
		    i + 1 < l->n ? &l->rows[i + 1] : NULL);
	for (size_t i = 0; i < l->n; i++)
		if (!stay_empty(&out[i]))
			out[n++] = out[i];
	return n;
}

/* Each lane rises already: merge them, of one day's in the order of the kinds. */
static size_t merge(struct stay *const lane[STAY__MAX], const size_t n[STAY__MAX], struct stay *out)
{
	size_t at[STAY__MAX] = {0}, total = 0, k = 0;

	while (k < STAY__MAX) {
		k = STAY__MAX;
		for (size_t i = 0; i < STAY__MAX; i++)
			if (at[i] < n[i] &&
			    (k == STAY__MAX || lane[i][at[i]].from < lane[k][at[k]].from))
				k = i;
		if (k < STAY__MAX)
			out[total++] = lane[k][at[k]++];
	}
	return total;
}

size_t history_stays(const struct event *ev, size_t n, day_t known_on, struct stay *out)
{
	struct lane lanes[STAY__MAX];
	struct stay *stays[STAY__MAX];
	size_t n_stays[STAY__MAX], counting = 0;
	const struct event **order;

	if (n == 0)
		return 0;
	order = xcalloc(n, sizeof(const struct event *));
	for (size_t i = 0; i < n; i++)
		if (event_counts(&ev[i], known_on))
			order[counting++] = &ev[i];
	qsort(order, counting, sizeof(const struct event *), by_recording);

	for (size_t k = 0; k < STAY__MAX; k++)
		lanes[k] = (struct lane){.rows = xcalloc(n, sizeof(*lanes[k].rows))};
	for (size_t i = 0; i < counting; i++)
		take(lanes, order[i]);
	for (size_t k = 0; k < STAY__MAX; k++) {
		stays[k] = xcalloc(n, sizeof(*stays[k]));
		n_stays[k] = lane_stays(&lanes[k], stays[k]);
		free(lanes[k].rows);
	}
	n = merge(stays, n_stays, out);
	for (size_t k = 0; k < STAY__MAX; k++)
		free(stays[k]);
	free(order);
	return n;
}

bool stay_listed(const struct stay *s, day_t from, day_t until)
{
	if (until != DAY_NONE && (s->listed_from >= until || from >= until))
		return false;
	return s->listed_until == DAY_NONE ||
	       (from < s->listed_until && s->listed_from < s->listed_until);
}
