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

static void all_impossible(float score[2][10][10])
{
	for (int f = 0; f < 2; f++)
		for (int own = 0; own < 10; own++)
			for (int c = 0; c < 10; c++)
				score[f][own][c] = IMPOSSIBLE;
}

void table_start(struct table *t)
{
	t->n = 0;
	all_impossible(t->score);
	t->score[0][0][0] = 0;
}

/* Symbols that count the same modulo 10 differ in nothing but their probability. */
struct choices {
	float score[11]; /* 0-9: the best symbol of this value; 10: the filler */
	uint8_t symbol[11];
};

static void choose(struct choices *ch, const float *lp, int kinds)
{
	for (int v = 0; v <= 10; v++)
		ch->score[v] = IMPOSSIBLE;
	for (int s = kinds & DIGITS ? 0 : 10; s < (kinds & LETTERS ? MRZ_FILLER : 10); s++) {
		if (lp[s] <= ch->score[s % 10])
			continue;
		ch->score[s % 10] = lp[s];
		ch->symbol[s % 10] = (uint8_t)s;
	}
	if (kinds & FILLER) {
		ch->score[10] = lp[MRZ_FILLER];
		ch->symbol[10] = MRZ_FILLER;
	}
}

struct weights {
	int own, composite;
};

/* From one state by every choice. */
static void leave(struct table *t, float next[2][10][10], struct step here,
    const struct choices *ch, struct weights w, float after_filler)
{
	float so_far = t->score[here.filled][here.own][here.composite];

	for (int v = 0; v <= 10; v++) {
		bool filler = v == 10;
		int value = filler ? 0 : v;
		int own = (here.own + value * w.own) % 10;
		int composite = (here.composite + value * w.composite) % 10;
		float score = so_far + ch->score[v] - (here.filled && !filler ? after_filler : 0);

		if (score <= next[filler][own][composite])
			continue;
		next[filler][own][composite] = score;
		here.symbol = ch->symbol[v];
		t->from[t->n][filler][own][composite] = here;
	}
}

void table_extend(
    struct table *t, const float *lp, int own, int composite, int kinds, float after_filler)
{
	struct choices ch;
	float next[2][10][10];

	choose(&ch, lp, kinds);
	all_impossible(next);
	for (uint8_t f = 0; f < 2; f++)
		for (uint8_t o = 0; o < 10; o++)
			for (uint8_t c = 0; c < 10; c++)
				if (t->score[f][o][c] > IMPOSSIBLE / 2)
					leave(t, next, (struct step){0, f, o, c}, &ch,
					    (struct weights){own, composite}, after_filler);
	memcpy(t->score, next, sizeof(next));
	t->n++;
}

void table_back(const struct table *t, int n, int filled, int own, int composite, char *out)
{
	for (int k = n - 1; k >= 0; k--) {
		struct step s = t->from[k][filled][own][composite];

		out[k] = mrz_symbol_char(s.symbol);
		filled = s.filled;
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

bool part_better(const struct part *p, int residue, float score)
{
	return score > IMPOSSIBLE / 2 && score > p->score[residue];
}

void part_free(struct part *p, const struct run *r, int kinds, float after_filler)
{
	struct table t;

	table_start(&t);
	for (int k = 0; k < r->n; k++)
		table_extend(&t, r->lp[k], 0, r->composite[k], kinds, after_filler);
	part_start(p);
	for (int f = 0; f < 2; f++) {
		for (int c = 0; c < 10; c++) {
			if (!part_better(p, c, t.score[f][0][c]))
				continue;
			p->score[c] = t.score[f][0][c];
			table_back(&t, t.n, f, 0, c, p->text[c]);
		}
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
	for (int i = 0; i < 200; i++) {
		int f = i / 100, own = i / 10 % 10, c = i % 10;
		int residue = (c + own * r->composite[n]) % 10;
		float score = t.score[f][own][c] + r->lp[n][own];

		if (!part_better(p, residue, score))
			continue;
		p->score[residue] = score;
		table_back(&t, n, f, own, c, p->text[residue]);
		p->text[residue][n] = mrz_symbol_char(own);
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
