/*
 * What holds after any acts at random, by whoever is allowed: nobody lives twice in
 * one lane of time, the register counts in a dwelling whom it answers for it, each
 * recorded verdict follows from its recorded facts, and an entry never tells of a match.
 */
#include "stay.h"
#include "town.h"

#include "follows.h"
#include "query.h"
#include "residence.h"

#define ACTS 160

static struct act last_act(struct town *t, int64_t after, size_t *n)
{
	struct act act[50] = {{0}};
	struct err e = {0};
	size_t bad = 0;

	must(act_page(t->db, &t->own, after, act, ARRAY_LEN(act), n, &e), &e);
	for (size_t i = 0; i < *n; i++) {
		bad += !act_follows(&t->own, t->env.pack, &act[i]);
		bad += tells_match(act[i].body);
		bad += str_is(act[i].outcome, "invalid");
	}
	OK(bad == 0);
	return *n > 0 ? act[*n - 1] : (struct act){0};
}

static bool before(const struct residence *x, const struct residence *y)
{
	return x->until != DAY_NONE && x->until <= y->from;
}

/* Rows of a person: within a kind one ends before the other begins. */
static void no_overlap(struct town *t, struct str person)
{
	struct residences r;
	struct err e = {0};
	size_t bad = 0;

	must(residences_of_person(t->db, &t->own, person, &r, &e), &e);
	for (size_t i = 0; i < r.n; i++)
		for (size_t k = i + 1; k < r.n; k++)
			bad += r.v[i].kind == r.v[k].kind && !before(&r.v[i], &r.v[k]) &&
			       !before(&r.v[k], &r.v[i]);
	OK(bad == 0);
}

/* Nobody is registered as a foreign national at two places on one day. */
static void one_stay(struct town *t, struct str person)
{
	struct stay_rows s;
	struct err e = {0};
	size_t bad = 0;

	must(stays_of_person(t->db, &t->own, person, &s, &e), &e);
	for (size_t i = 0; i < s.n; i++)
		for (size_t k = i + 1; k < s.n; k++)
			bad += s.v[i].counts && s.v[k].counts && s.v[i].from < s.v[k].until &&
			       s.v[k].from < s.v[i].until;
	OK(bad == 0);
}

static size_t persons_among(const struct residences *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		bool before = false;

		for (size_t k = 0; k < i && !before; k++)
			before = str_eq(r->v[k].person, r->v[i].person);
		n += !before;
	}
	return n;
}

static void counts_agree(struct town *t, struct str dwelling, day_t on)
{
	struct asked q = {on, on + 1, DAY_NONE};
	struct residences r;
	struct err e = {0};
	json_t *answer;
	size_t said;

	must(residences_of_dwelling_on(t->db, &t->own, dwelling, on, &r, &e), &e);
	must(query_residents(t->db, &t->own, dwelling, &q, &answer, &e), &e);
	said = json_array_size(
	    json_object_get(json_array_get(json_object_get(answer, "segments"), 0), "residents"));
	if (said != persons_among(&r))
		note(json_canonical(&t->own, answer).p);
	OK(said == persons_among(&r));
}

/* Somebody else at each act: what he may not do is invalid, and so not recorded. */
static void take_turns(struct town *t)
{
	static const struct actor who[] = {{.name = STR_INIT("test"), .role = ROLE_OWNER},
	    {.name = STR_INIT("test"), .role = ROLE_OWNER},
	    {.name = STR_INIT("o"), .unit = STR_INIT("auezov"), .role = ROLE_OFFICER},
	    {.name = STR_INIT("s"), .unit = STR_INIT("almaty"), .role = ROLE_SENIOR},
	    {.name = STR_INIT("d"), .role = ROLE_DUTY}};

	t->env.who = who[prng_below(&t->r, ARRAY_LEN(who))];
}

int main(int argc, char **argv)
{
	struct db *db = must_open(argv[argc - 1], ROLE_OWNER);
	struct act act = {0};
	struct town t;
	size_t n;

	(void)argc;
	town_start(&t, db, 20150302);
	do
		act = last_act(&t, act.id, &n);
	while (n == 50);
	for (int i = 0; i < ACTS; i++) {
		size_t invalid = t.invalid, asked = t.asked;
		struct act next;

		take_turns(&t);
		town_live(&t, 1);
		next = last_act(&t, act.id, &n);
		OK(t.asked == asked || (t.invalid > invalid) == (n == 0));
		if (n > 0)
			act = next;
	}
	for (int i = 1; i <= t.persons; i++)
		no_overlap(&t, arena_printf(&t.own, "P%d", i));
	for (size_t i = 0; i < t.n_registrations; i++) {
		struct stay_row s;
		struct err e = {0};

		if (stay_read(db, &t.own, t.registration[i], &s, &e) == RC_OK)
			one_stay(&t, s.person);
	}
	for (int i = 1; i <= TOWN_DWELLINGS; i++)
		for (day_t on = t.env.today - 400; on < t.env.today + 200; on += 37)
			counts_agree(&t, arena_printf(&t.own, "D%d", i), on);
	(void)printf("# %zu asked, %zu granted, %zu refused, %zu waiting, %zu invalid\n", t.asked,
	    t.granted, t.refused, t.reviews, t.invalid);
	OK(t.granted > 10 && t.refused > 5 && t.invalid > 5);
	town_end(&t);
	db_close(db);
	return t_done();
}
