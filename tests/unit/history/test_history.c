/* history: the stays that follow from what was recorded, by cases and by properties. */
#include "history.h"

#include "read.h"
#include "t.h"

#define MANY 40
#define DAYS 60 /* the days of the random lists, from day 0 */

/* A list of events with what they point at. */
struct list {
	struct event ev[MANY];
	char reg[MANY][24];
	struct span voids[MANY];
	size_t n;
};

static struct event *list_add(struct list *l, enum event_what what, const char *reg)
{
	struct event *e = &l->ev[l->n];

	(void)snprintf(l->reg[l->n], sizeof(l->reg[0]), "%s", reg);
	*e = (struct event){
	    .what = what,
	    .act = (int64_t)l->n / 3,
	    .line = (int64_t)l->n % 3,
	    .registration = str_of(strcmp(reg, "-") == 0 ? "" : l->reg[l->n]),
	    .until = DAY_NONE,
	    .known = DAY_NONE,
	};
	l->n++;
	return e;
}

static void list_void(struct list *l, size_t i, day_t from, day_t until)
{
	l->voids[i] = (struct span){from, until};
	l->ev[i].voids = &l->voids[i];
	l->ev[i].n_voids = 1;
}

static const char *name_of(const struct stay *s)
{
	return s->opened->registration.n > 0 ? s->opened->registration.p : "-";
}

/* --- the cases of stays.txt --- */

static void read_event(struct list *l, struct words *w)
{
	const char *op = w->w[0], *from = w->w[w->n - 1];
	struct event *e;

	if (strcmp(op, "+") == 0) {
		e = list_add(l, EVENT_REGISTER, w->w[2]);
		e->kind = strcmp(w->w[1], "temporary") == 0 ? STAY_TEMPORARY
			  : strcmp(w->w[1], "foreign") == 0 ? STAY_FOREIGN
							    : STAY_PERMANENT;
		from = w->w[3];
		if (w->n > 4)
			e->until = day_of(w->w[4], false);
	} else if (strcmp(op, "-") == 0) {
		e = list_add(l, EVENT_REMOVE, w->w[1]);
	} else if (strcmp(op, "term") == 0 || strcmp(op, "shorten") == 0) {
		e = list_add(l, *op == 't' ? EVENT_TERM : EVENT_SHORTEN, w->w[1]);
		e->kind = STAY_FOREIGN;
		from = w->w[2];
		e->until = day_of(w->w[3], false);
	} else if (strcmp(op, "--") == 0) {
		e = list_add(l, EVENT_REMOVE_ALL, "-");
	} else {
		e = list_add(l, EVENT_ABROAD, w->w[1]);
	}
	e->from = day_of(from, false);
	e->from_last = day_of(from, true);
}

static bool stay_as(const struct list *l, const struct stay *s, struct words *w)
{
	const struct event *by =
	    strcmp(w->w[4], "-") == 0 ? NULL : &l->ev[strtol(w->w[4], NULL, 10) - 1];
	day_t from, from_last, until, until_last;

	days_of(w->w[2], &from, &from_last);
	days_of(w->w[3], &until, &until_last);
	return strcmp(name_of(s), w->w[1]) == 0 && s->from == from && s->from_last == from_last &&
	       s->until == until && s->until_last == until_last && s->closed == by &&
	       s->abroad == (s->opened->what == EVENT_ABROAD) &&
	       s->partly == (s->opened->from < s->opened->from_last);
}

static bool listed_as(const struct stay *s, size_t n, const struct words *w)
{
	size_t at = 3;

	for (size_t i = n; i-- > 0;) {
		if (!stay_listed(&s[i], day_of(w->w[1], false), day_of(w->w[2], false)))
			continue;
		if (at == w->n || strcmp(w->w[at++], name_of(&s[i])) != 0)
			return false;
	}
	return at == w->n;
}

static void cases(const char *path)
{
	FILE *f = fopen(path, "r");
	struct list l = {0};
	struct stay s[MANY];
	struct words w;
	size_t n = 0, seen = 0, n_cases = 0;

	OK(f != NULL);
	while (f != NULL && words_next(f, &w)) {
		const char *op = w.w[0];

		if (strcmp(op, "case") == 0 || strcmp(op, "ask") == 0)
			OK(seen == n); /* every stay of the answer before was expected */
		if (strcmp(op, "case") == 0) {
			l.n = n = seen = 0;
			n_cases++;
		} else if (strcmp(op, "void") == 0) {
			list_void(&l, l.n - 1, day_of(w.w[1], false),
			    w.n > 2 ? day_of(w.w[2], false) : DAY_NONE);
		} else if (strcmp(op, "known") == 0) {
			l.ev[l.n - 1].known = day_of(w.w[1], false);
		} else if (strcmp(op, "ask") == 0) {
			bool now = strcmp(w.w[1], "now") == 0;

			n = history_stays(l.ev, l.n, now ? KNOWN_NOW : day_of(w.w[1], false), s);
			seen = 0;
		} else if (strcmp(op, "=") == 0) {
			OK(seen < n && stay_as(&l, &s[seen], &w));
			seen++;
		} else if (strcmp(op, "list") == 0) {
			OK(listed_as(s, n, &w));
		} else {
			read_event(&l, &w);
		}
	}
	OK(seen == n && n_cases > 20);
	if (f != NULL)
		(void)fclose(f);
}

/* --- properties over random lists --- */

static void random_list(uint64_t *seed, struct list *l, bool partly)
{
	size_t n = pick(seed, 14);

	l->n = 0;
	for (size_t i = 0; i < n; i++) {
		static const enum event_what WHATS[] = {EVENT_REGISTER, EVENT_REGISTER,
		    EVENT_REGISTER, EVENT_REMOVE, EVENT_REMOVE, EVENT_REMOVE_ALL, EVENT_ABROAD};
		enum event_what what = WHATS[pick(seed, ARRAY_LEN(WHATS))];
		char reg[24];
		struct event *e;

		(void)snprintf(reg, sizeof(reg), "R%zu",
		    what == EVENT_REMOVE && i > 0 ? pick(seed, (uint32_t)i) : i);
		e = list_add(l, what, reg);
		e->kind = pick(seed, 3) == 0 ? STAY_TEMPORARY : STAY_PERMANENT;
		e->from = e->from_last = (day_t)pick(seed, DAYS);
		if (partly && pick(seed, 2) == 0)
			e->from_last += (day_t)pick(seed, 20);
		if (e->kind == STAY_TEMPORARY && what == EVENT_REGISTER)
			e->until = e->from + (day_t)pick(seed, 30);
		e->known = (day_t)i;
	}
}

static bool same_stays(const struct stay *a, size_t n_a, const struct stay *b, size_t n_b)
{
	bool same = n_a == n_b;

	for (size_t i = 0; same && i < n_a; i++)
		same = a[i].opened->act == b[i].opened->act &&
		       a[i].opened->line == b[i].opened->line &&
		       (a[i].closed == NULL) == (b[i].closed == NULL) &&
		       (a[i].closed == NULL || (a[i].closed->act == b[i].closed->act &&
						   a[i].closed->line == b[i].closed->line)) &&
		       a[i].from == b[i].from && a[i].from_last == b[i].from_last &&
		       a[i].until == b[i].until && a[i].until_last == b[i].until_last &&
		       a[i].partly == b[i].partly && a[i].abroad == b[i].abroad &&
		       a[i].listed_from == b[i].listed_from &&
		       a[i].listed_until == b[i].listed_until;
	return same;
}

/* Point 20: as if the act had never been made and all others had. */
static void annulment(void)
{
	uint64_t seed = 20;
	size_t as_without = 0, as_before = 0, restored = 0, runs = 20000;

	for (size_t r = 0; r < runs; r++) {
		struct list l, less;
		struct stay a[MANY], b[MANY];
		size_t n_a, n_b, k;

		do
			random_list(&seed, &l, r % 2 == 0);
		while (l.n == 0);
		k = pick(&seed, (uint32_t)l.n);
		less = l;
		less.n = 0;
		for (size_t i = 0; i < l.n; i++)
			if (i != k)
				less.ev[less.n++] = l.ev[i];

		n_b = history_stays(l.ev, l.n, KNOWN_NOW, b); /* never annulled */
		list_void(&l, k, 100, DAY_NONE);
		n_a = history_stays(l.ev, l.n, 99, a);
		as_before += same_stays(a, n_a, b, n_b);
		n_a = history_stays(l.ev, l.n, KNOWN_NOW, a);
		restored += !same_stays(a, n_a, b, n_b);
		n_b = history_stays(less.ev, less.n, KNOWN_NOW, b);
		as_without += same_stays(a, n_a, b, n_b);
		n_a = history_stays(l.ev, l.n, 100, a);
		as_without += same_stays(a, n_a, b, n_b);
	}
	OK(as_without == 2 * runs);
	OK(as_before == runs);
	OK(restored > runs / 4); /* the lists are such that it matters */
}

/* Every day of a lane written over by each event in turn: the meaning for whole dates. */
static void day_by_day(const struct list *l, int lives[STAY__MAX][DAYS])
{
	for (size_t k = 0; k < STAY__MAX; k++)
		for (size_t d = 0; d < DAYS; d++)
			lives[k][d] = -1;
	for (size_t i = 0; i < l->n; i++) {
		const struct event *e = &l->ev[i];
		bool opens = e->what == EVENT_REGISTER || e->what == EVENT_ABROAD;
		size_t lane = e->what == EVENT_ABROAD ? STAY_PERMANENT : e->kind;

		for (size_t k = 0; k < STAY__MAX; k++)
			for (day_t d = e->from; d < DAYS; d++) {
				int *at = &lives[k][d];

				if (opens && k == lane)
					*at = e->until == DAY_NONE || d < e->until ? (int)i : -1;
				else if (e->what == EVENT_REMOVE_ALL ||
					 (e->what == EVENT_REMOVE && *at >= 0 &&
					     str_eq(l->ev[*at].registration, e->registration)))
					*at = -1;
			}
	}
}

static void against_day_by_day(void)
{
	uint64_t seed = 5;
	size_t good = 0, days = 0, runs = 20000;

	for (size_t r = 0; r < runs; r++) {
		struct list l;
		struct stay s[MANY];
		int want[STAY__MAX][DAYS], got[STAY__MAX][DAYS];
		bool ok = true;
		size_t n;

		random_list(&seed, &l, false);
		day_by_day(&l, want);
		n = history_stays(l.ev, l.n, KNOWN_NOW, s);
		memset(got, -1, sizeof(got));
		for (size_t i = 0; i < n; i++) {
			size_t lane = s[i].abroad ? STAY_PERMANENT : s[i].opened->kind;
			day_t until = s[i].until == DAY_NONE ? DAYS : s[i].until;

			ok = ok && (s[i].until == DAY_NONE || s[i].from < s[i].until) &&
			     s[i].from == s[i].from_last && s[i].until == s[i].until_last &&
			     s[i].listed_from == s[i].from && s[i].listed_until == s[i].until;
			for (day_t d = s[i].from; d < until && d < DAYS; d++, days++) {
				ok = ok && got[lane][d] == -1; /* stays of a lane do not overlap */
				got[lane][d] = (int)(s[i].opened - l.ev);
			}
		}
		good += ok && memcmp(want, got, sizeof(want)) == 0;
	}
	OK(good == runs);
	OK(days > runs * 10);
}

/* The order of the array does not matter; partly unknown starts keep their order. */
static void shuffled(void)
{
	uint64_t seed = 7;
	size_t same = 0, sound = 0, stays = 0, runs = 20000;

	for (size_t r = 0; r < runs; r++) {
		struct list l;
		struct stay a[MANY], b[MANY];
		const struct stay *last[STAY__MAX] = {NULL};
		size_t n_a, n_b;

		random_list(&seed, &l, true);
		n_a = history_stays(l.ev, l.n, KNOWN_NOW, a);
		for (size_t i = 0; i < n_a; i++) {
			size_t lane = a[i].abroad ? STAY_PERMANENT : a[i].opened->kind;
			const struct stay *p = last[lane];

			stays++;
			sound += a[i].from <= a[i].from_last && a[i].until <= a[i].until_last &&
				 (p == NULL || (p->from <= a[i].from && p->until != DAY_NONE &&
						   p->until <= a[i].from &&
						   p->until_last <= a[i].from_last + 1));
			last[lane] = &a[i];
		}
		/* The stays point into the list: shuffle a copy. */
		struct list mixed = l;
		for (size_t i = mixed.n; i > 1; i--) {
			size_t j = pick(&seed, (uint32_t)i);
			struct event e = mixed.ev[i - 1];

			mixed.ev[i - 1] = mixed.ev[j];
			mixed.ev[j] = e;
		}
		n_b = history_stays(mixed.ev, mixed.n, KNOWN_NOW, b);
		same += same_stays(a, n_a, b, n_b);
	}
	OK(same == runs);
	OK(sound == stays && stays > runs);
}

static void edges(void)
{
	struct list l = {0};
	struct stay s[MANY];
	struct event *e;

	OK(history_stays(NULL, 0, KNOWN_NOW, s) == 0);
	e = list_add(&l, EVENT_REGISTER, "R");
	e->from = e->from_last = DAY_NONE;
	OK(history_stays(l.ev, 1, KNOWN_NOW, s) == 1);
	OK(s[0].from == DAY_MIN && s[0].from_last == DAY_MAX && s[0].partly);
	OK(s[0].until == DAY_NONE && s[0].until_last == DAY_NONE && s[0].closed == NULL);
	OK(stay_listed(&s[0], DAY_NONE, DAY_NONE) && stay_listed(&s[0], DAY_MAX, DAY_NONE));
	OK(!stay_listed(&s[0], DAY_NONE, DAY_MIN) && !stay_listed(&s[0], 5, 5));

	e->from = e->from_last = DAY_MAX;
	OK(history_stays(l.ev, 1, KNOWN_NOW, s) == 1 && s[0].from == DAY_MAX && !s[0].partly);

	e->known = 10;
	OK(!event_counts(e, 9) && event_counts(e, 10) && event_counts(e, KNOWN_NOW));
	struct span two[] = {{12, 15}, {20, DAY_NONE}};
	e->voids = two;
	e->n_voids = 2;
	OK(event_counts(e, 11) && !event_counts(e, 12) && !event_counts(e, 14));
	OK(event_counts(e, 15) && event_counts(e, 19) && !event_counts(e, 20));
	OK(!event_counts(e, KNOWN_NOW));
	e->n_voids = 1;
	OK(event_counts(e, KNOWN_NOW));
}

int main(int argc, char **argv)
{
	OK(argc == 2);
	if (argc == 2)
		cases(argv[1]);
	annulment();
	against_day_by_day();
	shuffled();
	edges();
	return t_done();
}
