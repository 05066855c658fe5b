/*
 * Document numbers of TD1 and TD2: nine symbols and a check digit, or, with a filler in
 * the check digit's place, a longer number that goes on in the optional data and ends with
 * its check digit and a filler (icao-facts section 3).
 */
#include "decode_impl.h"

#include <string.h>

#define FIRST   9  /* symbols before the check digit's place */
#define REST_AT 10 /* where the optional data begins */

/* The best text so far for each residue of the whole group. */
static void offer_standard(struct part *p, const struct run *r)
{
	struct run number = *r, rest = run_tail(r, REST_AT);
	struct part a, b;

	number.n = REST_AT;
	part_checked(&a, &number, ANY, COST_AFTER_FILLER);
	part_free(&b, &rest, ANY, COST_AFTER_FILLER_2);
	for (int i = 0; i < 100; i++) {
		int x = i / 10, y = i % 10, residue = (x + y) % 10;
		float score = a.score[x] + b.score[y];

		if (!part_better(p, residue, score))
			continue;
		p->score[residue] = score;
		memcpy(p->text[residue], a.text[x], REST_AT);
		memcpy(p->text[residue] + REST_AT, b.text[y], (size_t)rest.n);
	}
}

/* The number's last symbol is a digit or a letter. */
#define LAST_KINDS 2
static const enum kind last_kinds[LAST_KINDS] = {K_DIGIT, K_LETTER};

/* One length: the number ends after `more' symbols of the rest. */
static void offer_length(
    struct part *p, const struct run *r, const struct table *t, int more, float cost)
{
	int check = REST_AT + more, end = check + 1;
	struct run tail = run_tail(r, end < r->n ? end + 1 : r->n);
	float filler = end < r->n ? r->lp[end][MRZ_FILLER] : 0;
	struct part rest;

	part_free(&rest, &tail, ANY, COST_AFTER_FILLER_2);
	for (int i = 0; i < LAST_KINDS * 1000; i++) {
		enum kind kind = last_kinds[i / 1000];
		int own = i / 100 % 10, c = i / 10 % 10, y = i % 10;
		int residue = (c + own * r->composite[check] + y) % 10;
		float number = t->score[kind][own][c] + r->lp[check][own] + filler;
		float score = number + rest.score[y] - cost;
		char *text = p->text[residue];

		if (!part_better(p, residue, score))
			continue;
		p->score[residue] = score;
		table_back(t, t->n, (int)kind, own, c, text);
		text[check] = mrz_symbol_char(own);
		if (end < r->n)
			text[end] = '<';
		memcpy(text + end + 1, rest.text[y], (size_t)tail.n);
	}
}

/* shift: 1 where the filler is counted as a symbol, as old Belgian cards do. */
static void offer_long(struct part *p, const struct run *r, int shift, float cost)
{
	struct table t;

	table_start(&t);
	for (int k = 0; k < FIRST; k++)
		table_extend(&t, r->lp[k], mrz_weight(k), r->composite[k], DIGITS | LETTERS, 0);
	table_extend(&t, r->lp[FIRST], 0, 0, FILLER, 0);
	for (int k = REST_AT; k + 1 < r->n; k++) {
		/* nothing is counted twice: the filler's state is left by the first symbol */
		table_extend(
		    &t, r->lp[k], mrz_weight(k - 1 + shift), r->composite[k], DIGITS | LETTERS, 0);
		offer_length(p, r, &t, k - REST_AT + 1, cost);
	}
}

void part_number(struct part *p, const struct run *r, bool belgian)
{
	part_start(p);
	offer_standard(p, r);
	offer_long(p, r, 0, COST_LONG_NUMBER);
	if (belgian)
		offer_long(p, r, 1, COST_LONG_NUMBER + COST_OLD_BELGIAN);
}
