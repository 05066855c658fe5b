/* Tables over residues, and groups of cells joined by the composite check digit. */
#include "decode_impl.h"

#include <string.h>

void run_add(
    struct run *r, const struct mrz_cells *c, const struct mrz_layout *l, struct mrz_span s)
{
	for (int i = 0; i < s.n; i++, r->n++) {
		int column = s.at + i;

		r->lp[r->n] = c->lp[s.line][column];
		r->line[r->n] = s.line;
		r->column[r->n] = (int8_t)column;
		r->composite[r->n] = (int8_t)mrz_composite_weight(l, s.line, column);
	}
}

struct run run_tail(const struct run *r, int from)
{
	struct run t = {.n = r->n - from};

	for (int i = 0; i < t.n; i++) {
		t.lp[i] = r->lp[from + i];
		t.line[i] = r->line[from + i];
		t.column[i] = r->column[from + i];
		t.composite[i] = r->composite[from + i];
	}
	return t;
}

static void all_impossible(float score[K__MAX][10][10])
{
	for (int kind = 0; kind < K__MAX; kind++)
		for (int own = 0; own < 10; own++)
			for (int c = 0; c < 10; c++)
				score[kind][own][c] = IMPOSSIBLE;
}

void table_start(struct table *t)
{
	t->n = 0;
	all_impossible(t->score);
	t->score[K_START][0][0] = 0;
}

/*
 * What may stand in a cell, and by how much it moves the two residues.  Letters that count
 * the same modulo 10 differ in nothing but their probability, so the best of them stands
 * for all.
 */
struct choice {
	float score;
	uint8_t symbol, kind, own, composite;
};
#define CHOICES_MAX 21

struct choices {
	int n;
	struct choice v[CHOICES_MAX];
};

static void add_digits(struct choices *c, const float *lp)
{
	for (uint8_t s = 0; s < 10; s++)
		c->v[c->n++] = (struct choice){lp[s], s, K_DIGIT, s, s};
}

static void add_letters(struct choices *c, const float *lp)
{
	struct choice *letters = &c->v[c->n];

	for (uint8_t v = 0; v < 10; v++)
		letters[v] = (struct choice){IMPOSSIBLE, 0, K_LETTER, v, v};
	for (uint8_t s = 10; s < MRZ_FILLER; s++) {
		if (lp[s] <= letters[s % 10].score)
			continue;
		letters[s % 10].score = lp[s];
		letters[s % 10].symbol = s;
	}
	c->n += 10;
}

static void choose(struct choices *c, const float *lp, int kinds, int own, int composite)
{
	c->n = 0;
	if (kinds & DIGITS)
		add_digits(c, lp);
	if (kinds & LETTERS)
		add_letters(c, lp);
	if (kinds & FILLER)
		c->v[c->n++] = (struct choice){lp[MRZ_FILLER], MRZ_FILLER, K_FILLER, 0, 0};
	for (int i = 0; i < c->n; i++) {
		c->v[i].own = (uint8_t)(c->v[i].own * own % 10);
		c->v[i].composite = (uint8_t)(c->v[i].composite * composite % 10);
	}
}

static float passage(int before, int now, float after_filler)
{
	if (before == K_FILLER && now != K_FILLER)
		return after_filler;
	return before == K_DIGIT && now == K_LETTER ? COST_AFTER_DIGIT : 0;
}

static uint8_t sum_10(uint8_t a, uint8_t b)
{
	uint8_t sum = (uint8_t)(a + b);

	return (uint8_t)(sum < 10 ? sum : sum - 10);
}

/* From one state by every choice; passages: what each kind costs after this one. */
static void leave(struct table *t, float next[K__MAX][10][10], struct step here,
    const struct choices *c, const float passages[K__MAX])
{
	float so_far = t->score[here.kind][here.own][here.composite];

	for (int i = 0; i < c->n; i++) {
		const struct choice *ch = &c->v[i];
		float score = so_far + ch->score - passages[ch->kind];
		uint8_t own = sum_10(here.own, ch->own);
		uint8_t composite = sum_10(here.composite, ch->composite);

		if (score <= next[ch->kind][own][composite])
			continue;
		next[ch->kind][own][composite] = score;
		here.symbol = ch->symbol;
		t->from[t->n][ch->kind][own][composite] = here;
	}
}

/* The i-th state of a table. */
#define STATES (K__MAX * 100)
static struct step state(int i)
{
	return (struct step){0, (uint8_t)(i / 100), (uint8_t)(i / 10 % 10), (uint8_t)(i % 10)};
}

void table_extend(
    struct table *t, const float *lp, int own, int composite, int kinds, float after_filler)
{
	struct choices c;
	float next[K__MAX][10][10], passages[K__MAX][K__MAX];

	choose(&c, lp, kinds, own, composite);
	for (int before = 0; before < K__MAX; before++)
		for (int now = 0; now < K__MAX; now++)
			passages[before][now] = passage(before, now, after_filler);
	all_impossible(next);
	for (int i = 0; i < STATES; i++) {
		struct step here = state(i);

		if (t->score[here.kind][here.own][here.composite] > IMPOSSIBLE / 2)
			leave(t, next, here, &c, passages[here.kind]);
	}
	memcpy(t->score, next, sizeof(next));
	t->n++;
}

void table_back(const struct table *t, int n, int kind, int own, int composite, char *out)
{
	for (int k = n - 1; k >= 0; k--) {
		struct step s = t->from[k][kind][own][composite];

		out[k] = mrz_symbol_char(s.symbol);
		kind = s.kind;
		own = s.own;
		composite = s.composite;
	}
}

void part_start(struct part *p)
{
	memset(p, 0, sizeof(*p));
	for (int i = 0; i < 10; i++)
		p->score[i] = IMPOSSIBLE;
}

void part_free(struct part *p, const struct run *r, int kinds, float after_filler)
{
	struct table t;

	table_start(&t);
	for (int k = 0; k < r->n; k++)
		table_extend(&t, r->lp[k], 0, r->composite[k], kinds, after_filler);
	part_start(p);
	for (int i = 0; i < STATES; i++) {
		struct step s = state(i);
		float score = t.score[s.kind][s.own][s.composite];

		if (!part_better(p, s.composite, score))
			continue;
		p->score[s.composite] = score;
		table_back(&t, t.n, s.kind, s.own, s.composite, p->text[s.composite]);
	}
}

void part_checked(struct part *p, const struct run *r, int kinds, float after_filler)
{
	int n = r->n - 1;
	struct table t;

	table_start(&t);
	for (int k = 0; k < n; k++)
		table_extend(&t, r->lp[k], mrz_weight(k), r->composite[k], kinds, after_filler);
	part_start(p);
	for (int i = 0; i < STATES; i++) {
		struct step s = state(i);
		int residue = (s.composite + s.own * r->composite[n]) % 10;
		float score = t.score[s.kind][s.own][s.composite] + r->lp[n][s.own];

		if (!part_better(p, residue, score))
			continue;
		p->score[residue] = score;
		table_back(&t, n, s.kind, s.own, s.composite, p->text[residue]);
		p->text[residue][n] = mrz_symbol_char(s.own);
	}
}

void part_allow_blank(struct part *p, const struct run *r, char check, float cost)
{
	int n = r->n - 1;
	float score = r->lp[n][mrz_symbol(check)] - cost;

	for (int k = 0; k < n; k++)
		score += r->lp[k][MRZ_FILLER];
	if (!part_better(p, 0, score))
		return;
	p->score[0] = score;
	memset(p->text[0], '<', (size_t)n);
	p->text[0][n] = check;
}

/* One more part: the best sums for each residue, and by which residue of it. */
static void join_one(float sum[10], const struct part *p, int by[10])
{
	float next[10];

	for (int i = 0; i < 10; i++)
		next[i] = IMPOSSIBLE;
	for (int i = 0; i < 100; i++) {
		int before = i / 10, own = i % 10, residue = (before + own) % 10;
		float score = sum[before] + p->score[own];

		if (score > next[residue]) {
			next[residue] = score;
			by[residue] = own;
		}
	}
	memcpy(sum, next, sizeof(next));
}

float parts_join(const struct part *p, int n, const float *check, int chosen[PARTS_MAX], int *digit)
{
	float sum[10], best = IMPOSSIBLE;
	int by[PARTS_MAX][10] = {{0}};
	int residue = 0;

	for (int i = 0; i < 10; i++)
		sum[i] = i == 0 ? 0 : IMPOSSIBLE;
	for (int i = 0; i < n; i++)
		join_one(sum, &p[i], by[i]);
	for (int i = 0; i < 10; i++) {
		float score = sum[i] + (check == NULL ? 0 : check[i]);

		if (score > best) {
			best = score;
			residue = i;
		}
	}
	*digit = residue;
	for (int i = n - 1; i >= 0; i--) {
		chosen[i] = by[i][residue];
		residue = (residue - chosen[i] + 10) % 10;
	}
	return best;
}
