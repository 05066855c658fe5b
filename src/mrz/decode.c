/* Of all lines that satisfy the rules the likeliest: the formats one by one, the best wins. */
#include "decode_impl.h"
#include "form.h"

#include <math.h>
#include <string.h>

static void span_cells(const struct mrz_cells *c, struct mrz_span s, const float *out[RUN_MAX])
{
	for (int i = 0; i < s.n; i++)
		out[i] = c->lp[s.line][s.at + i];
}

static void put_run(struct mrz_rows *lines, const struct run *r, const char *text)
{
	for (int k = 0; k < r->n; k++)
		lines->row[r->line[k]][r->column[k]] = text[k];
}

/* Document code, States, sex, name. */
static float free_fields(
    const struct mrz_layout *l, const struct mrz_cells *c, struct mrz_rows *lines)
{
	const float *lp[RUN_MAX];
	float score;

	span_cells(c, l->code, lp);
	score = best_opening(l->format, lp, lines->row[l->code.line] + l->code.at);
	span_cells(c, l->issuer, lp);
	score += best_code(lp, COST_CODE_UNKNOWN, lines->row[l->issuer.line] + l->issuer.at);
	span_cells(c, l->nationality, lp);
	score +=
	    best_code(lp, COST_CODE_BLANK, lines->row[l->nationality.line] + l->nationality.at);
	score += best_sex(c->lp[l->sex.line][l->sex.at], lines->row[l->sex.line] + l->sex.at);
	span_cells(c, l->name, lp);
	return score + best_name(lp, l->name.n, mrz_russian_internal(l->format, lines),
			   lines->row[l->name.line] + l->name.at);
}

/* Number, birth, expiry and optional data, each group with its cells. */
struct groups {
	int n;
	struct run run[PARTS_MAX];
	struct part part[PARTS_MAX];
};

static struct run *group(
    struct groups *g, const struct mrz_cells *c, const struct mrz_layout *l, struct mrz_span s)
{
	struct run *r = &g->run[g->n++];

	r->n = 0;
	run_add(r, c, l, s);
	return r;
}

static void group_number(
    struct groups *g, const struct mrz_cells *c, const struct mrz_layout *l, bool belgian)
{
	struct run *r = group(g, c, l, l->number);
	struct part *p = &g->part[g->n - 1];

	run_add(r, c, l, l->number_check);
	if (!l->long_number) {
		part_checked(p, r, ANY, COST_AFTER_FILLER);
		return;
	}
	run_add(r, c, l, l->optional1);
	part_number(p, r, belgian);
}

static void group_dates(
    struct groups *g, const struct reading *reading, const struct mrz_layout *l, bool russian)
{
	struct run *r = group(g, reading->cells, l, l->birth);

	run_add(r, reading->cells, l, l->birth_check);
	part_date(&g->part[g->n - 1], r, DATE_BIRTH, reading->this_year);
	r = group(g, reading->cells, l, l->expiry);
	run_add(r, reading->cells, l, l->expiry_check);
	part_date(&g->part[g->n - 1], r, DATE_EXPIRY, reading->this_year);
	part_allow_blank(&g->part[g->n - 1], r, '<', russian ? 0 : COST_NO_EXPIRY);
	part_allow_blank(&g->part[g->n - 1], r, '0', russian ? 0 : COST_NO_EXPIRY);
}

static void group_optional(struct groups *g, const struct mrz_cells *c, const struct mrz_layout *l)
{
	struct run *r;

	if (l->optional1.n > 0 && !l->long_number) {
		r = group(g, c, l, l->optional1);
		run_add(r, c, l, l->optional1_check);
		if (l->optional1_check.n > 0) {
			part_checked(&g->part[g->n - 1], r, ANY, COST_AFTER_FILLER_2);
			part_allow_blank(&g->part[g->n - 1], r, '<', 0);
		} else {
			part_free(&g->part[g->n - 1], r, ANY, COST_AFTER_FILLER_2);
		}
	}
	if (l->optional2.n > 0) {
		r = group(g, c, l, l->optional2);
		part_free(&g->part[g->n - 1], r, ANY, COST_AFTER_FILLER_2);
	}
}

/* Symbols that the State's numbers do not have in their places become less likely. */
static void expect_form(
    const struct mrz_layout *l, const struct mrz_rows *lines, struct mrz_cells *c)
{
	bool visa = l->composite_check.n == 0; /* its number may be the passport's */
	const char *state = mrz_at(lines, visa ? l->nationality : l->issuer);
	char code = *mrz_at(lines, l->code);
	const struct number_form *f = number_form(state, (char)(visa ? 'P' : code));

	for (int k = 0; f != NULL && k < NUMBER_FORM; k++)
		for (int s = 0; s < MRZ_SYMBOLS; s++)
			if (!number_form_takes(f->form[k], s))
				c->lp[l->number.line][l->number.at + k][s] -= COST_FORM;
}

/* Where a State's optional data begin with a personal number, digits are expected there. */
static void expect_personal(
    const struct mrz_layout *l, const struct mrz_rows *lines, struct mrz_cells *c)
{
	int digits = mrz_personal_digits(l->format, mrz_at(lines, l->issuer));

	for (int k = 0; k < digits; k++)
		for (int s = 10; s < MRZ_FILLER; s++)
			c->lp[l->optional1.line][l->optional1.at + k][s] -= COST_PERSONAL;
}

float decode_layout(const struct mrz_layout *l, const struct reading *r, struct mrz_rows *lines)
{
	struct groups g = {.n = 0};
	struct mrz_cells c = *r->cells;
	const float *check = NULL;
	int chosen[PARTS_MAX] = {0}, digit;
	float score = free_fields(l, &c, lines);
	struct mrz_span s = l->composite_check;

	expect_form(l, lines, &c);
	expect_personal(l, lines, &c);
	group_number(&g, &c, l, memcmp(mrz_at(lines, l->issuer), "BEL", 3) == 0);
	group_dates(&g, r, l, mrz_russian_internal(l->format, lines));
	group_optional(&g, &c, l);
	if (s.n > 0)
		check = c.lp[s.line][s.at];
	score += parts_join(g.part, g.n, check, chosen, &digit);
	for (int i = 0; i < g.n; i++)
		put_run(lines, &g.run[i], g.part[i].text[chosen[i]]);
	if (s.n > 0)
		lines->row[s.line][s.at] = mrz_symbol_char(digit);
	return score;
}

static char likeliest(const float *lp)
{
	int best = 0;

	for (int s = 1; s < MRZ_SYMBOLS; s++)
		if (lp[s] > lp[best])
			best = s;
	return mrz_symbol_char(best);
}

/* What is on the picture if no rule is asked. */
static void decode_raw(const struct mrz_cells *c, struct mrz_rows *lines)
{
	for (int r = 0; r < c->rows; r++)
		for (int k = 0; k < c->columns; k++)
			lines->row[r][k] = likeliest(c->lp[r][k]);
}

/* Cells may say "impossible" as minus infinity, or be no numbers; sums must stay numbers. */
static float tame(float v)
{
	if (v >= 0)
		return 0;
	return v > LEAST_LP ? v : LEAST_LP;
}

static void tame_cells(const struct mrz_cells *in, struct mrz_cells *out)
{
	out->rows = in->rows;
	out->columns = in->columns;
	for (int r = 0; r < in->rows; r++)
		for (int k = 0; k < in->columns; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				out->lp[r][k][s] = tame(in->lp[r][k][s]);
}

static float decode_as(enum mrz_format f, const struct reading *r, struct mrz_rows *lines)
{
	memset(lines, 0, sizeof(*lines));
	if (!mrz_shape_is(f, r->cells->rows, r->cells->columns))
		return IMPOSSIBLE;
	if (f == MRZ_FRENCH)
		return decode_french(r, lines);
	return decode_layout(mrz_layout(f), r, lines);
}

/* How much is given up against the likeliest symbols, and the weakest letter of the name. */
static void weigh(struct mrz_document *d, const struct mrz_cells *c)
{
	double cost = 0, least = 1;

	for (int r = 0; r < d->rows; r++) {
		for (int k = 0; k < d->columns; k++) {
			const float *lp = c->lp[r][k];
			double chosen = (double)lp[mrz_symbol(d->lines.row[r][k])];
			double p = exp(chosen);

			cost += (double)lp[mrz_symbol(d->raw.row[r][k])] - chosen;
			if (p < least && mrz_in_name(d->format, r, k))
				least = p;
		}
	}
	d->cost = cost;
	d->name_least = least;
}

/* The least probability of a symbol of the document number. */
static double number_least(const struct mrz_document *d, const struct mrz_cells *c)
{
	const struct mrz_layout *l = mrz_layout(d->format);
	double least = 1;

	for (int k = 0; l != NULL && k < l->number.n; k++) {
		const float *lp = c->lp[l->number.line][l->number.at + k];
		double p = exp((double)lp[mrz_symbol(mrz_at(&d->lines, l->number)[k])]);

		least = p < least ? p : least;
	}
	return least;
}

/* The one place that says when a picture may be taken without a person's look. */
enum { ACCEPT_CHECKED_CHANGES = 2 };     /* cells changed outside names, at most */
static const double accept_cost = 4;     /* nats */
static const double accept_name = 0.65;  /* every symbol of the name */
static const double accept_number = 0.9; /* of the number, where its check digit is blind */

static bool acceptable(const struct mrz_document *d, const struct mrz_cells *c)
{
	int changed = 0;

	for (size_t i = 0; i < d->repaired_n; i++)
		changed += !mrz_in_name(d->format, d->repaired[i].line, d->repaired[i].column);
	if (mrz_look_alike(d, MRZ_F_NUMBER) && number_least(d, c) < accept_number)
		return false;
	return d->ok && changed <= ACCEPT_CHECKED_CHANGES && d->cost < accept_cost &&
	       d->name_least > accept_name && !mrz_stopped(d);
}

static void finish(struct mrz_document *d, const struct mrz_cells *c, day_t today)
{
	mrz_compare(d);
	weigh(d, c);
	mrz_judge(d, today);
	d->confidence = exp(-d->cost) * d->name_least * (d->ok ? 1 : 0);
	d->accept = acceptable(d, c);
}

void mrz_decode(const struct mrz_cells *cells, day_t today, struct mrz_document *out)
{
	struct mrz_cells c;
	struct reading r = {.cells = &c};
	int month, day;
	struct mrz_rows raw = {{""}}, lines;
	float best = IMPOSSIBLE;

	mrz_document_start(out, MRZ_UNKNOWN, &raw);
	if (!mrz_shape(cells->rows, cells->columns)) {
		mrz_error_add(out, "lines", MRZ_P_FORMAT);
		return;
	}
	tame_cells(cells, &c);
	date_civil(today, &r.this_year, &month, &day);
	decode_raw(&c, &raw);
	for (enum mrz_format f = MRZ_TD1; f < MRZ_FORMAT__MAX; f++) {
		float score = decode_as(f, &r, &lines);

		if (score <= best)
			continue;
		best = score;
		mrz_document_start(out, f, &raw);
		out->score = (double)score;
		out->lines = lines;
	}
	finish(out, &c, today);
}
