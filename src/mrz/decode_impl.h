/*
 * The parts of the decoder.  A document falls into groups of cells that share nothing but
 * the composite check digit.  For each group the best text is worked out for each of the
 * ten residues that it may add to the composite sum; then the groups are joined over these
 * residues.  Inside a group with a check digit of its own, a table over (own residue,
 * composite residue) does the same from cell to cell.  So the answer is the likeliest of
 * all lines that satisfy the rules, and no search is cut short.
 */
#ifndef DECODE_IMPL_H
#define DECODE_IMPL_H

#include "mrz_impl.h"

#define IMPOSSIBLE (-1e9F)
#define LEAST_LP   (-60.0F) /* of a single cell */
#define RUN_MAX    40

/* How likely departures from the usual are thought to be: nats taken off a score. */
enum {
	COST_AFTER_FILLER = 4,   /* a symbol behind a filler inside a number */
	COST_AFTER_FILLER_2 = 2, /* the same in optional data */
	COST_AFTER_DIGIT = 2,    /* a letter behind a digit */
	COST_PERSONAL = 3,       /* a letter in a personal number of digits */
	COST_FORM = 2,           /* a symbol that the State's numbers do not have there */
	COST_LONG_NUMBER = 2,
	COST_OLD_BELGIAN = 3,
	COST_DATE_PART = 5,  /* an unknown day or month */
	COST_DATE_ZERO = 7,  /* the same, written with zeros */
	COST_FAR_EXPIRY = 3, /* longer ago, or longer to go, than documents live */
	COST_NO_EXPIRY = 10, /* fillers alone, not on a Russian internal passport */
	COST_SEX_X = 6,
	COST_CODE_OLD = 4,
	COST_CODE_BLANK = 4,
	COST_CODE_UNKNOWN = 9,
	COST_OPENING_ODD = 3,
	COST_NO_SURNAME = 3,
};

/* Cells in the order of a check digit's weights, with their weights in the composite. */
struct run {
	int n;
	const float *lp[RUN_MAX];
	int8_t line[RUN_MAX], column[RUN_MAX], composite[RUN_MAX];
};
void run_add(
    struct run *r, const struct mrz_cells *c, const struct mrz_layout *l, struct mrz_span s);
/* The cells from `from' on. */
struct run run_tail(const struct run *r, int from);

/* Which symbols a cell may hold. */
enum { DIGITS = 1, LETTERS = 2, FILLER = 4, ANY = 7 };

/* What the symbol before was. */
enum kind { K_START, K_DIGIT, K_LETTER, K_FILLER, K__MAX };

/* Tables over [kind of the symbol before][own residue][composite residue]. */
struct table {
	int n;
	float score[K__MAX][10][10];
	struct step {
		uint8_t symbol, kind, own, composite;
	} from[RUN_MAX][K__MAX][10][10];
};
void table_start(struct table *t);
/* One more cell: own is its weight in the group's check digit or 0. */
void table_extend(
    struct table *t, const float *lp, int own, int composite, int kinds, float after_filler);
/* The first n symbols of the best way to this state. */
void table_back(const struct table *t, int n, int kind, int own, int composite, char *out);

/* Of one group: the best text for each residue that it adds to the composite. */
struct part {
	float score[10];
	char text[10][RUN_MAX + 1];
};
void part_start(struct part *p);
static inline bool part_better(const struct part *p, int residue, float score)
{
	return score > IMPOSSIBLE / 2 && score > p->score[residue];
}
/* Cells without a check digit of their own. */
void part_free(struct part *p, const struct run *r, int kinds, float after_filler);
/* The last cell is the check digit of those before it. */
void part_checked(struct part *p, const struct run *r, int kinds, float after_filler);
/* Allow fillers alone, with this symbol for a check digit. */
void part_allow_blank(struct part *p, const struct run *r, char check, float cost);
/* A date of six cells and its check digit. */
enum date_kind { DATE_BIRTH, DATE_EXPIRY };
void part_date(struct part *p, const struct run *r, enum date_kind kind, int this_year);
/* Number, check digit and the cells behind it, where a long number goes on. */
void part_number(struct part *p, const struct run *r, bool belgian);

/*
 * Join parts over the residues; check: the composite's cell, NULL where there is none.
 * chosen[i] is the residue of part i, *digit the composite check digit.
 */
#define PARTS_MAX 8
float parts_join(
    const struct part *p, int n, const float *check, int chosen[PARTS_MAX], int *digit);

/* What has no check digit.  Each gives its score and writes its symbols. */
float best_name(const float *const *lp, int n, bool digits, char *out);
float best_code(const float *const *lp, float blank_cost, char *out);
float best_opening(enum mrz_format f, const float *const *lp, char *out);
float best_sex(const float *lp, char *out);

/* A whole reading under one format: its score; IMPOSSIBLE where the shape does not fit. */
struct reading {
	const struct mrz_cells *cells;
	int this_year;
};
float decode_layout(const struct mrz_layout *l, const struct reading *r, struct mrz_rows *lines);
float decode_french(const struct reading *r, struct mrz_rows *lines);

#endif
