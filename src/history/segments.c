/*
 * Who lives in a dwelling over a period, as stretches of days on which the same
 * people do: one sweep over the days on which anything changes.
 *
 * Each presence puts in at most four changes; between them the two lists are kept
 * sorted, so a hostel costs as much as its answer is long, not people times days.
 */
#include "history.h"

#include <stdlib.h>
#include <string.h>

#define FOREVER INT32_MAX

enum state { AWAY, POSSIBLE, CERTAIN, STATE__MAX };

/* On `day' the person's presences of a state become `by' more. */
struct change {
	day_t day;
	uint32_t who;
	enum state state;
	int by;
};

struct person {
	struct str id;
	uint32_t live[STATE__MAX]; /* presences of a state, as of the day the sweep is at */
	enum state shown;
};

/* Sorted indexes of persons, and the list of their ids that the answer shares. */
struct list {
	uint32_t *who;
	size_t n;
	const struct str *ids; /* valid while not stale */
	bool stale;
};

struct sweep {
	struct arena *a;
	struct person *persons;
	size_t n_persons;
	struct change *changes;
	size_t n_changes;
	struct list lists[STATE__MAX]; /* POSSIBLE and CERTAIN */
	struct segment *out;
	size_t n_out;
};

static int by_id(const void *a, const void *b)
{
	return str_cmp(((const struct person *)a)->id, ((const struct person *)b)->id);
}

static int by_day(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

static void sweep_persons(struct sweep *s, const struct presence *p, size_t n)
{
	s->persons = xcalloc(n, sizeof(*s->persons));
	for (size_t i = 0; i < n; i++)
		s->persons[i].id = p[i].person;
	qsort(s->persons, n, sizeof(*s->persons), by_id);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !str_eq(s->persons[i].id, s->persons[s->n_persons - 1].id))
			s->persons[s->n_persons++].id = s->persons[i].id;
}

static void sweep_add(struct sweep *s, uint32_t who, enum state state, day_t from, day_t until)
{
	if (from >= until)
		return;
	s->changes[s->n_changes++] = (struct change){from, who, state, 1};
	s->changes[s->n_changes++] = (struct change){until, who, state, -1};
}

static day_t clip(day_t d, day_t from, day_t until)
{
	return d < from ? from : d > until ? until : d;
}

static void sweep_changes(
    struct sweep *s, const struct presence *p, size_t n, day_t from, day_t until)
{
	s->changes = xcalloc(n * 4, sizeof(*s->changes));
	for (size_t i = 0; i < n; i++) {
		struct person key = {.id = p[i].person};
		const struct person *found =
		    bsearch(&key, s->persons, s->n_persons, sizeof(*s->persons), by_id);
		uint32_t who = (uint32_t)(found - s->persons);
		bool partly = p[i].partly || p[i].from < p[i].from_last;
		day_t sure = partly ? p[i].from_last + 1 : p[i].from;
		day_t end = p[i].until == DAY_NONE ? FOREVER : p[i].until;
		day_t end_last = p[i].until_last == DAY_NONE ? FOREVER : p[i].until_last;

		if (end > end_last)
			end = end_last;
		sweep_add(
		    s, who, POSSIBLE, clip(p[i].from, from, until), clip(end_last, from, until));
		sweep_add(s, who, CERTAIN, clip(sure, from, until), clip(end, from, until));
	}
	if (s->n_changes > 0)
		qsort(s->changes, s->n_changes, sizeof(*s->changes), by_day);
}

/* Where `who' stands in the list, or would. */
static size_t list_find(const struct list *l, uint32_t who)
{
	size_t lo = 0, hi = l->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (l->who[mid] < who)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void list_put(struct list *l, uint32_t who)
{
	size_t i = list_find(l, who);

	memmove(&l->who[i + 1], &l->who[i], (l->n - i) * sizeof(*l->who));
	l->who[i] = who;
	l->n++;
	l->stale = true;
}

static void list_take(struct list *l, uint32_t who)
{
	size_t i = list_find(l, who);

	l->n--;
	memmove(&l->who[i], &l->who[i + 1], (l->n - i) * sizeof(*l->who));
	l->stale = true;
}

/* The ids of a list; a list that has not changed is shared with the segment before. */
static const struct str *list_ids(struct sweep *s, struct list *l)
{
	if (l->stale) {
		struct str *ids = ARENA_ARRAY(s->a, struct str, l->n);

		for (size_t i = 0; i < l->n; i++)
			ids[i] = s->persons[l->who[i]].id;
		l->ids = ids;
		l->stale = false;
	}
	return l->ids;
}

/* Show a person as he is now; says whether that is news. */
static bool show(struct sweep *s, uint32_t who)
{
	struct person *p = &s->persons[who];
	enum state now = p->live[CERTAIN] > 0 ? CERTAIN : p->live[POSSIBLE] > 0 ? POSSIBLE : AWAY;

	if (now == p->shown)
		return false;
	if (p->shown != AWAY)
		list_take(&s->lists[p->shown], who);
	if (now != AWAY)
		list_put(&s->lists[now], who);
	p->shown = now;
	return true;
}

static void segment_open(struct sweep *s, day_t day)
{
	struct list *sure = &s->lists[CERTAIN], *possible = &s->lists[POSSIBLE];

	if (sure->n + possible->n == 0)
		return;
	s->out[s->n_out++] = (struct segment){
	    .from = day,
	    .until = DAY_NONE,
	    .residents = list_ids(s, sure),
	    .n_residents = sure->n,
	    .possible = list_ids(s, possible),
	    .n_possible = possible->n,
	};
}

static void sweep_run(struct sweep *s)
{
	bool open = false;

	for (size_t i = 0, next; i < s->n_changes; i = next) {
		day_t day = s->changes[i].day;
		bool news = false;

		for (next = i; next < s->n_changes && s->changes[next].day == day; next++) {
			const struct change *c = &s->changes[next];

			/* A fall may be read before the rise of its day: it wraps and comes back. */
			s->persons[c->who].live[c->state] += (uint32_t)c->by;
		}
		for (size_t k = i; k < next; k++)
			if (show(s, s->changes[k].who))
				news = true;
		if (!news)
			continue;
		if (open)
			s->out[s->n_out - 1].until = day;
		size_t before = s->n_out;
		segment_open(s, day);
		open = s->n_out > before;
	}
}

struct segment *history_segments(
    struct arena *a, const struct presence *p, size_t n, day_t from, day_t until, size_t *n_out)
{
	struct sweep s = {.a = a};
	struct segment *out;

	*n_out = 0;
	if (until == DAY_NONE)
		until = FOREVER;
	if (n == 0 || from >= until)
		return NULL;
	sweep_persons(&s, p, n);
	sweep_changes(&s, p, n, from, until);
	for (enum state k = POSSIBLE; k < STATE__MAX; k++)
		s.lists[k].who = xcalloc(s.n_persons, sizeof(*s.lists[k].who));
	s.out = xcalloc(s.n_changes + 1, sizeof(*s.out)); /* at most one a change */
	sweep_run(&s);
	if (s.n_out > 0 && s.out[s.n_out - 1].until == FOREVER)
		s.out[s.n_out - 1].until = DAY_NONE;

	out = ARENA_ARRAY(a, struct segment, s.n_out);
	if (s.n_out > 0)
		memcpy(out, s.out, s.n_out * sizeof(*out));
	*n_out = s.n_out;
	for (enum state k = POSSIBLE; k < STATE__MAX; k++)
		free(s.lists[k].who);
	free(s.out);
	free(s.changes);
	free(s.persons);
	return out;
}
