/* Dates with their check digits: every date there is, one by one. */
#include "decode_impl.h"

#include <string.h>

/* Six symbols. */
struct spelling {
	int8_t symbol[6];
	float cost;
};

static void two_digits(int8_t *at, int v)
{
	at[0] = (int8_t)(v / 10);
	at[1] = (int8_t)(v % 10);
}

static void unknown(int8_t *at, int8_t symbol)
{
	at[0] = at[1] = symbol;
}

static void offer_date(struct part *p, const struct run *r, const struct spelling *s)
{
	float score = -s->cost;
	int own = 0, composite = 0;

	for (int k = 0; k < 6; k++) {
		int value = mrz_value(s->symbol[k]);

		score += r->lp[k][s->symbol[k]];
		own += value * mrz_weight(k);
		composite += value * r->composite[k];
	}
	own %= 10;
	composite = (composite + own * r->composite[6]) % 10;
	score += r->lp[6][own];
	if (!part_better(p, composite, score))
		return;
	p->score[composite] = score;
	for (int k = 0; k < 6; k++)
		p->text[composite][k] = mrz_symbol_char(s->symbol[k]);
	p->text[composite][6] = mrz_symbol_char(own);
}

static void offer_years(struct part *p, const struct run *r, struct spelling s, bool leap_day)
{
	for (int y = 0; y < 100; y++) {
		if (leap_day && y % 4 != 0)
			continue;
		two_digits(s.symbol, y);
		offer_date(p, r, &s);
	}
}

static void offer_known(struct part *p, const struct run *r)
{
	static const int8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	struct spelling s = {.cost = 0};

	for (int m = 1; m <= 12; m++) {
		two_digits(s.symbol + 2, m);
		for (int d = 1; d <= days[m - 1]; d++) {
			two_digits(s.symbol + 4, d);
			offer_years(p, r, s, m == 2 && d == 29);
		}
	}
}

/* Unknown parts, written with this symbol: day; month and day; all. */
static void offer_unknown(struct part *p, const struct run *r, int8_t symbol, float cost)
{
	struct spelling s = {.cost = cost};

	unknown(s.symbol + 4, symbol);
	for (int m = 1; m <= 12; m++) {
		two_digits(s.symbol + 2, m);
		offer_years(p, r, s, false);
	}
	unknown(s.symbol + 2, symbol);
	offer_years(p, r, s, false);
	unknown(s.symbol, MRZ_FILLER);
	if (symbol == MRZ_FILLER)
		offer_date(p, r, &s);
}

void part_date(struct part *p, const struct run *r, enum date_kind kind)
{
	part_start(p);
	offer_known(p, r);
	if (kind != DATE_BIRTH)
		return;
	offer_unknown(p, r, MRZ_FILLER, COST_DATE_PART);
	offer_unknown(p, r, 0, COST_DATE_ZERO);
}
