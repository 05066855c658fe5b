/* Who of a precinct is shown under which filter. */
#include "inspector.h"

#define OVER_DAYS  90 /* so long a term that ran out, or an annulment, is shown */
#define SOON_DAYS  7
#define US_OF_DAYS (INT64_C(86400) * 1000000)

const char *const walk_words[WALK__MAX] = {"all", "new", "soon", "over", "annulled"};

bool walker_over(const struct visit *v, const struct precinct_stay *x)
{
	return x->until <= v->env.today;
}

bool walker_soon(const struct visit *v, const struct precinct_stay *x)
{
	return !walker_over(v, x) && x->until - v->env.today <= SOON_DAYS;
}

/* Nobody was there since the stay was given its days. */
static bool is_new(const struct precinct_stay *x)
{
	return x->visit < x->decided_by;
}

struct str walker_state(const struct visit *v, const struct precinct_stay *x)
{
	if (walker_over(v, x))
		return STR("over");
	return x->completed_by != 0 ? STR("live") : STR("waits");
}

static bool under(const struct visit *v, const struct precinct_stay *x, enum walk which)
{
	switch (which) {
	case WALK_NEW: return is_new(x);
	case WALK_SOON: return walker_soon(v, x);
	case WALK_OVER: return walker_over(v, x);
	case WALK_ALL: return true;
	default: return false;
	}
}

enum rc walkers_of(struct visit *v, struct str precinct, enum walk which, struct walkers *out)
{
	day_t today = v->env.today;
	struct precinct_stays all;
	enum rc rc = precinct_stays(v->db, v->a, precinct, today - OVER_DAYS, today, &all, &v->e);

	*out = (struct walkers){0};
	if (rc == RC_OK)
		rc = precinct_annulled(v->db, v->a, precinct,
		    v->env.now_us - OVER_DAYS * US_OF_DAYS, &out->annulled, &v->e);
	if (rc != RC_OK)
		return rc;
	out->v = ARENA_ARRAY(v->a, const struct precinct_stay *, all.n + 1);
	for (size_t i = 0; i < all.n; i++) {
		const struct precinct_stay *x = &all.v[i];

		/* who has left, or was registered anew, is not looked for here */
		if (walker_over(v, x) && (x->closed_by != 0 || x->again))
			continue;
		for (int w = 0; w < WALK__MAX; w++)
			out->count[w] += under(v, x, (enum walk)w);
		if (under(v, x, which))
			out->v[out->n++] = x;
	}
	out->count[WALK_ANNULLED] = out->annulled.n;
	return RC_OK;
}
