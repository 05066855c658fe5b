/* history: who lives in a dwelling, by cases and against a plain day-by-day model. */
#include "history.h"

#include "read.h"
#include "t.h"

#define MANY 24
#define DAYS 50

static bool ids_are(const struct str *ids, size_t n, char *want)
{
	char *at = NULL;
	size_t i = 0;

	if (strcmp(want, "-") == 0)
		return n == 0;
	for (char *w = strtok_r(want, ",", &at); w != NULL; w = strtok_r(NULL, ",", &at))
		if (i == n || !str_is(ids[i++], w))
			return false;
	return i == n;
}

static bool segment_as(const struct segment *s, struct words *w)
{
	return s->from == day_of(w->w[1], false) && s->until == day_of(w->w[2], false) &&
	       ids_are(s->residents, s->n_residents, w->w[3]) &&
	       ids_are(s->possible, s->n_possible, w->w[4]);
}

static void cases(const char *path)
{
	FILE *f = fopen(path, "r");
	struct arena a = {0};
	struct presence p[MANY];
	const struct segment *s = NULL;
	struct words w;
	size_t n = 0, n_s = 0, seen = 0, n_cases = 0;

	OK(f != NULL);
	while (f != NULL && words_next(f, &w)) {
		if (strcmp(w.w[0], "case") == 0) {
			OK(seen == n_s);
			n = n_s = seen = 0;
			n_cases++;
		} else if (strcmp(w.w[0], "p") == 0) {
			p[n].person = arena_str(&a, str_of(w.w[1]));
			days_of(w.w[2], &p[n].from, &p[n].from_last);
			days_of(w.w[3], &p[n].until, &p[n].until_last);
			p[n++].partly = w.n > 4;
		} else if (strcmp(w.w[0], "in") == 0) {
			OK(seen == n_s);
			s = history_segments(
			    &a, p, n, day_of(w.w[1], false), day_of(w.w[2], false), &n_s);
			seen = 0;
		} else {
			OK(strcmp(w.w[0], "=") == 0 && seen < n_s && segment_as(&s[seen], &w));
			seen++;
		}
	}
	OK(seen == n_s && n_cases > 8);
	if (f != NULL)
		(void)fclose(f);
	arena_free(&a);
}

/* Is the person there on the day: 2 for certain, 1 possibly, 0 not? */
static int there(const struct presence *p, day_t d)
{
	bool partly = p->partly || p->from < p->from_last;

	if (d < p->from || (p->until_last != DAY_NONE && d >= p->until_last))
		return 0;
	if (partly && d <= p->from_last)
		return 1;
	return p->until == DAY_NONE || d < p->until ? 2 : 1;
}

static const char *const NAMES[] = {"P1", "P10", "P2", "a", "b"}; /* sorted by bytes */

/* Do the segments say of this day what the presences say? */
static bool day_is_right(const struct presence *p, size_t n, day_t d, const struct segment *s)
{
	size_t residents = 0, possible = 0;

	for (size_t k = 0; k < ARRAY_LEN(NAMES); k++) {
		int best = 0;

		for (size_t i = 0; i < n; i++)
			if (str_is(p[i].person, NAMES[k]) && there(&p[i], d) > best)
				best = there(&p[i], d);
		if (best == 0)
			continue;
		if (s == NULL)
			return false;
		if (best == 2 &&
		    (residents == s->n_residents || !str_is(s->residents[residents++], NAMES[k])))
			return false;
		if (best == 1 &&
		    (possible == s->n_possible || !str_is(s->possible[possible++], NAMES[k])))
			return false;
	}
	return s == NULL || (residents == s->n_residents && possible == s->n_possible);
}

static bool same_people(const struct segment *a, const struct segment *b)
{
	bool same = a->n_residents == b->n_residents && a->n_possible == b->n_possible;

	for (size_t i = 0; same && i < a->n_residents; i++)
		same = str_eq(a->residents[i], b->residents[i]);
	for (size_t i = 0; same && i < a->n_possible; i++)
		same = str_eq(a->possible[i], b->possible[i]);
	return same;
}

static size_t random_presences(uint64_t *seed, struct presence *p, bool partly)
{
	size_t n = pick(seed, 12);

	for (size_t i = 0; i < n; i++) {
		day_t from = (day_t)pick(seed, DAYS), until = from + (day_t)pick(seed, 20);

		p[i] = (struct presence){
		    str_of(NAMES[pick(seed, ARRAY_LEN(NAMES))]), from, from, until, until, false};
		if (partly && pick(seed, 2) == 0)
			p[i].from_last += (day_t)pick(seed, 15);
		if (partly && pick(seed, 2) == 0)
			p[i].until_last += (day_t)pick(seed, 15);
		p[i].partly = partly && pick(seed, 8) == 0;
		if (pick(seed, 5) == 0)
			p[i].until = p[i].until_last = DAY_NONE;
	}
	return n;
}

static void against_day_by_day(bool partly)
{
	uint64_t seed = 50;
	size_t runs = 10000, good = 0, several = 0;

	for (size_t r = 0; r < runs; r++) {
		struct arena a = {0};
		struct presence p[MANY];
		size_t n = random_presences(&seed, p, partly), n_s, k = 0;
		day_t from = (day_t)pick(&seed, DAYS), until = from + (day_t)pick(&seed, DAYS);
		struct segment *s = history_segments(&a, p, n, from, until, &n_s);
		bool ok = true;

		for (day_t d = from; d < until; d++) {
			while (k < n_s && s[k].until <= d)
				k++;
			ok = ok && day_is_right(p, n, d, k < n_s && s[k].from <= d ? &s[k] : NULL);
		}
		for (size_t i = 0; i < n_s; i++) {
			ok = ok && s[i].from < s[i].until && from <= s[i].from &&
			     s[i].until <= until && s[i].n_residents + s[i].n_possible > 0;
			if (i > 0)
				ok = ok && s[i - 1].until <= s[i].from &&
				     (s[i - 1].until < s[i].from || !same_people(&s[i - 1], &s[i]));
		}
		good += ok;
		several += n_s > 2;
		arena_free(&a);
	}
	OK(good == runs);
	OK(several > runs / 4);
}

/* A hostel: 5,000 places, each taken by one person after another, 50,000 in all. */
static void hostel(void)
{
	enum { PLACES = 5000, TURNS = 10, TERM = 90 };
	struct arena a = {0};
	struct presence *p = ARENA_ARRAY(&a, struct presence, (size_t)PLACES * TURNS);
	struct segment *s;
	size_t n = 0, n_s;

	for (int place = 0; place < PLACES; place++)
		for (int turn = 0; turn < TURNS; turn++) {
			day_t from = place % TERM + turn * TERM;

			p[n++] = (struct presence){arena_printf(&a, "P%d-%d", place, turn), from,
			    from, from + TERM, from + TERM, false};
		}
	s = history_segments(&a, p, n, 0, TERM * (TURNS + 1), &n_s);
	OK(n_s == (size_t)TERM * (TURNS + 1) - 1);
	OK(n_s > TERM && s[TERM].from == TERM && s[TERM].n_residents == PLACES);
	s = history_segments(&a, p, n, 500, 501, &n_s);
	OK(n_s == 1 && s[0].n_residents == PLACES && s[0].n_possible == 0);
	arena_free(&a);
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	size_t n = 9;

	OK(argc == 2);
	if (argc == 2)
		cases(argv[1]);
	OK(history_segments(&a, NULL, 0, 0, 10, &n) == NULL && n == 0);
	against_day_by_day(false);
	against_day_by_day(true);
	hostel();
	return t_done();
}
