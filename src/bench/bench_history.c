/*
 * history: the stays of persons with a few moves, removals and annulled acts; no database.  Against
 * sorting the same events by day, which any answer has to begin with.
 */
#include "bench_impl.h"

#include "history.h"
#include "prng.h"

#include <stdlib.h>
#include <string.h>

#define PERSONS 2000
#define EVENTS  6
#define ROUNDS  20

static const struct span annulled = {17000, DAY_NONE};

static void make(struct arena *a, struct event ev[EVENTS], struct prng *p)
{
	day_t day = 12000 + (day_t)prng_below(p, 3000);

	for (int i = 0; i < EVENTS; i++) {
		bool removal = i > 0 && prng_chance(p, 1, 5);
		struct str before = i > 0 ? ev[i - 1].registration : STR("");

		day += (day_t)prng_below(p, 900) - 100;
		ev[i] = (struct event){
		    .what = removal ? EVENT_REMOVE : EVENT_REGISTER,
		    .kind = prng_chance(p, 1, 6) ? STAY_TEMPORARY : STAY_PERMANENT,
		    .act = i + 1,
		    .registration = removal ? before : arena_printf(a, "R%d", i),
		    .dwelling = arena_printf(a, "D%d", (int)prng_below(p, 100)),
		    .from = day,
		    .from_last = day,
		    .from_text = date_str(a, day),
		    .until = DAY_NONE,
		    .known = day,
		    .voids = &annulled,
		    .n_voids = prng_chance(p, 1, 10),
		};
	}
}

static int by_day(const void *x, const void *y)
{
	const struct event *a = x, *b = y;

	return a->from != b->from ? (a->from > b->from) - (a->from < b->from)
				  : (a->act > b->act) - (a->act < b->act);
}

enum rc bench_history(struct bench_run *r, struct err *e)
{
	struct bench_figure f = {.name = "history",
	    .units = "stays",
	    .what = "worked out of 6 events a person",
	    .raw = "the same events sorted by day"};
	struct arena a = {0};
	struct event(*ev)[EVENTS] = arena_alloc(&a, sizeof(*ev) * PERSONS, _Alignof(struct event));
	struct event copy[EVENTS];
	struct stay out[EVENTS];
	struct prng p;

	(void)e;
	prng_seed(&p, 4);
	for (int i = 0; i < PERSONS; i++)
		make(&a, ev[i], &p);
	for (int k = 0; k < ROUNDS; k++) {
		bench_go(&f.ours);
		for (int i = 0; i < PERSONS; i++)
			f.n += (int64_t)history_stays(ev[i], EVENTS, DAY_NONE, out);
		bench_stop(&f.ours);
		bench_go(&f.engine);
		for (int i = 0; i < PERSONS; i++) {
			memcpy(copy, ev[i], sizeof(copy));
			qsort(copy, EVENTS, sizeof(copy[0]), by_day);
		}
		bench_stop(&f.engine);
	}
	bench_report(r, &f);
	arena_free(&a);
	return RC_OK;
}
