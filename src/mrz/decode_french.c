/* The old French card: one composite check digit over all 71 symbols before it. */
#include "decode_impl.h"
#include "french.h"

#include <string.h>

static struct run cells_of(const struct mrz_cells *c, struct mrz_span s)
{
	struct run r = {.n = s.n};

	for (int i = 0; i < s.n; i++) {
		r.lp[i] = c->lp[s.line][s.at + i];
		r.line[i] = s.line;
		r.column[i] = (int8_t)(s.at + i);
		r.composite[i] = (int8_t)mrz_weight(s.line * 36 + s.at + i);
	}
	return r;
}

static struct run with_check(const struct mrz_cells *c, struct mrz_span s)
{
	s.n++;
	return cells_of(c, s);
}

/* Five symbols that are always the same. */
static void opening(const struct mrz_cells *c, struct part *p, struct run *r)
{
	static const char word[] = "IDFRA";
	float score = 0;
	int sum = 0;

	*r = cells_of(c, (struct mrz_span){0, 0, 5});
	for (int i = 0; i < 5; i++) {
		score += r->lp[i][mrz_symbol(word[i])];
		sum += mrz_symbol(word[i]) * r->composite[i];
	}
	part_start(p);
	p->score[sum % 10] = score;
	memcpy(p->text[sum % 10], word, 5);
}

static void sex(struct part *p, const struct run *r)
{
	static const char letters[] = "MF";

	part_start(p);
	for (const char *l = letters; *l != '\0'; l++) {
		int residue = mrz_symbol(*l) * r->composite[0] % 10;
		float score = r->lp[0][mrz_symbol(*l)];

		if (!part_better(p, residue, score))
			continue;
		p->score[residue] = score;
		p->text[residue][0] = *l;
	}
}

float decode_french(const struct reading *reading, struct mrz_rows *lines)
{
	const struct mrz_cells *c = reading->cells;
	struct run r[PARTS_MAX];
	struct part p[PARTS_MAX];
	int chosen[PARTS_MAX], digit, n = 0;
	float score;

	opening(c, &p[0], &r[0]);
	n = 1;
	r[n] = cells_of(c, french_surname);
	part_free(&p[n], &r[n], LETTERS | FILLER, COST_AFTER_FILLER_2);
	n++;
	r[n] = cells_of(c, (struct mrz_span){0, 30, 6});
	part_free(&p[n], &r[n], ANY, COST_AFTER_FILLER);
	n++;
	r[n] = with_check(c, french_serial);
	part_checked(&p[n], &r[n], DIGITS | LETTERS, 0);
	n++;
	r[n] = cells_of(c, french_given);
	part_free(&p[n], &r[n], LETTERS | FILLER, COST_AFTER_FILLER_2);
	n++;
	r[n] = with_check(c, french_birth);
	part_date(&p[n], &r[n], DATE_BIRTH, reading->this_year);
	n++;
	r[n] = cells_of(c, french_sex);
	sex(&p[n], &r[n]);
	n++;
	score = parts_join(p, n, c->lp[1][french_composite.at], chosen, &digit);
	for (int i = 0; i < n; i++)
		for (int k = 0; k < r[i].n; k++)
			lines->row[r[i].line[k]][r[i].column[k]] = p[i].text[chosen[i]][k];
	lines->row[1][french_composite.at] = mrz_symbol_char(digit);
	return score;
}
