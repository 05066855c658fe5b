/* Dates with their check digits: every date there is, one by one. */
#include "decode_impl.h"

#include <string.h>

/* Two symbols of a date: what they cost and by how much they move the residues. */
struct pair {
	float score;
	int own, composite;
	char text[2];
};

static struct pair spell(const struct run *r, int at, int first, int second)
{
	struct pair p = {.score = r->lp[at][first] + r->lp[at + 1][second]};
	int a = mrz_value(first), b = mrz_value(second);

	p.own = a * mrz_weight(at) + b * mrz_weight(at + 1);
	p.composite = a * r->composite[at] + b * r->composite[at + 1];
	p.text[0] = mrz_symbol_char(first);
	p.text[1] = mrz_symbol_char(second);
	return p;
}

static struct pair number(const struct run *r, int at, int v)
{
	return spell(r, at, v / 10, v % 10);
}

/* What is offered: a birth has no window; of an expiry's years this one is the present. */
struct dates {
	struct part *part;
	const struct run *run;
	enum date_kind kind;
	int this_year;
	struct pair year[100];
};

/* Documents live ten years, some fifteen, and are shown long after. */
static bool far_off(const struct dates *d, int yy)
{
	int ahead = ((yy - d->this_year) % 100 + 100 + 50) % 100 - 50;

	return d->kind == DATE_EXPIRY && (ahead > 15 || ahead < -25);
}

static void spell_years(struct dates *d)
{
	for (int y = 0; y < 100; y++) {
		d->year[y] = number(d->run, 0, y);
		d->year[y].score -= far_off(d, y) ? COST_FAR_EXPIRY : 0;
	}
}

/* rest: month and day together, four symbols. */
struct rest {
	struct pair month, day;
	float cost;
};

static void offer(struct dates *d, const struct pair *year, const struct rest *rest)
{
	const struct run *r = d->run;
	struct part *p = d->part;
	int own = (year->own + rest->month.own + rest->day.own) % 10;
	int composite = year->composite + rest->month.composite + rest->day.composite;
	int residue = (composite + own * r->composite[6]) % 10;
	float score =
	    year->score + rest->month.score + rest->day.score + r->lp[6][own] - rest->cost;
	char *text = p->text[residue];

	if (!part_better(p, residue, score))
		return;
	p->score[residue] = score;
	memcpy(text, year->text, 2);
	memcpy(text + 2, rest->month.text, 2);
	memcpy(text + 4, rest->day.text, 2);
	text[6] = mrz_symbol_char(own);
}

static void offer_years(struct dates *d, const struct rest *rest, bool leap_day)
{
	for (int y = 0; y < 100; y += leap_day ? 4 : 1)
		offer(d, &d->year[y], rest);
}

/*
 * Of the days of a year that move both residues alike, the likeliest is as good as any:
 * with 29 February left out they all exist in every year.
 */
struct best_days {
	struct rest v[10][10];
	bool has[10][10];
};

static void keep_best(struct best_days *b, const struct rest *rest)
{
	int own = (rest->month.own + rest->day.own) % 10;
	int composite = (rest->month.composite + rest->day.composite) % 10;
	struct rest *old = &b->v[own][composite];

	if (b->has[own][composite] &&
	    old->month.score + old->day.score >= rest->month.score + rest->day.score)
		return;
	b->has[own][composite] = true;
	*old = *rest;
}

static void offer_known(struct dates *d)
{
	static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	struct best_days best = {.has = {{false}}};
	struct rest rest = {.cost = 0};

	for (int m = 1; m <= 12; m++) {
		rest.month = number(d->run, 2, m);
		for (int day = 1; day <= days[m - 1]; day++) {
			rest.day = number(d->run, 4, day);
			keep_best(&best, &rest);
		}
	}
	for (int i = 0; i < 100; i++)
		if (best.has[i / 10][i % 10])
			offer_years(d, &best.v[i / 10][i % 10], false);
	rest.month = number(d->run, 2, 2);
	rest.day = number(d->run, 4, 29);
	offer_years(d, &rest, true);
}

/* Unknown parts, written with this symbol: day; month and day; all. */
static void offer_unknown(struct dates *d, int symbol, float cost)
{
	struct rest rest = {.cost = cost, .day = spell(d->run, 4, symbol, symbol)};
	struct pair no_year = spell(d->run, 0, MRZ_FILLER, MRZ_FILLER);

	for (int m = 1; m <= 12; m++) {
		rest.month = number(d->run, 2, m);
		offer_years(d, &rest, false);
	}
	rest.month = spell(d->run, 2, symbol, symbol);
	offer_years(d, &rest, false);
	if (symbol == MRZ_FILLER)
		offer(d, &no_year, &rest);
}

void part_date(struct part *p, const struct run *r, enum date_kind kind, int this_year)
{
	struct dates d = {.part = p, .run = r, .kind = kind, .this_year = this_year};

	part_start(p);
	spell_years(&d);
	offer_known(&d);
	if (kind != DATE_BIRTH)
		return;
	offer_unknown(&d, MRZ_FILLER, COST_DATE_PART);
	offer_unknown(&d, 0, COST_DATE_ZERO);
}
