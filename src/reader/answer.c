/*
 * The child's words: "MKS1", fault, found, rows, columns, clear (16 bits, thousandths), then
 * a log-probability of each symbol of each cell (16 bits, thousandths); all without sign, each standing for
 * a value not above zero; the high byte first.
 */
#include "answer.h"

#include "bytes.h"

#include <math.h>
#include <string.h>

#define MARK  "MKS1"
#define HEAD  10
#define SCALE 1000

static void put_16(struct buf *out, double v)
{
	const double scaled = -v * SCALE;
	const unsigned n = scaled > 0 ? scaled < 65535 ? (unsigned)(scaled + .5) : 65535 : 0;

	buf_char(out, (char)(n >> 8));
	buf_char(out, (char)(n & 255));
}

void answer_print(struct buf *out, const struct answer *a)
{
	const struct mrz_cells *c = &a->zone.cells;

	buf_z(out, MARK);
	buf_char(out, (char)a->fault);
	buf_char(out, a->found ? 1 : 0);
	buf_char(out, (char)(a->found ? c->rows : 0));
	buf_char(out, (char)(a->found ? c->columns : 0));
	put_16(out, a->found ? a->zone.clear : 0);
	if (!a->found)
		return;
	for (int r = 0; r < c->rows; r++)
		for (int k = 0; k < c->columns; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				put_16(out, (double)c->lp[r][k][s]);
}

static bool is_shape(int rows, int columns)
{
	return rows == 3 ? columns == 30 : rows == 2 && (columns == 36 || columns == 44);
}

static void take_cells(const struct bytes *b, struct mrz_cells *c)
{
	size_t at = HEAD;

	for (int r = 0; r < c->rows; r++)
		for (int k = 0; k < c->columns; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++, at += 2)
				c->lp[r][k][s] = (float)bytes_16(b, at) / -SCALE;
}

enum rc answer_parse(struct str bytes, struct answer *out, struct err *e)
{
	const struct bytes b = {(const uint8_t *)bytes.p, bytes.n, false};
	struct mrz_cells *c = &out->zone.cells;
	size_t cells;

	memset(out, 0, sizeof(*out));
	if (bytes.n < HEAD || memcmp(bytes.p, MARK, 4) != 0 || bytes_8(&b, 4) >= PICTURE__MAX ||
	    bytes_8(&b, 5) > 1)
		return fail(e, RC_BAD_INPUT, "the reader's answer is none");
	out->fault = (enum picture_fault)bytes_8(&b, 4);
	out->found = bytes_8(&b, 5) == 1;
	c->rows = (int)bytes_8(&b, 6);
	c->columns = (int)bytes_8(&b, 7);
	out->zone.clear = (double)bytes_16(&b, 8) / -SCALE;
	if (!out->found) {
		if (bytes.n != HEAD || c->rows != 0 || c->columns != 0 || out->zone.clear < 0)
			return fail(e, RC_BAD_INPUT, "the reader's answer is longer than nothing");
		return RC_OK;
	}
	if (out->fault != PICTURE_FINE || !is_shape(c->rows, c->columns))
		return fail(e, RC_BAD_INPUT, "the reader's answer contradicts itself");
	cells = (size_t)c->rows * (size_t)c->columns;
	if (bytes.n != HEAD + cells * MRZ_SYMBOLS * 2)
		return fail(e, RC_BAD_INPUT, "the reader's answer has another length than it says");
	take_cells(&b, c);
	return RC_OK;
}

static void write_nothing(struct buf *out, const struct answer *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (a[i].fault != PICTURE_FINE) {
			mrz_write_nothing(
			    out, "picture", problem_code(picture_fault_problem(a[i].fault)));
			return;
		}
	mrz_write_nothing(out, "picture", mrz_problem_word(MRZ_P_NOTHING));
}

bool answer_document(const struct answer *a, size_t n, day_t today, struct mrz_document *out)
{
	struct ballot v[VOTE_MAX];
	struct mrz_cells cells;
	size_t found = 0;

	for (size_t i = 0; i < n && found < VOTE_MAX; i++)
		if (a[i].found)
			v[found++] = a[i].zone;
	if (found == 0)
		return false;
	(void)vote(v, found, &cells);
	mrz_decode(&cells, today, out);
	return out->format != MRZ_UNKNOWN;
}

void answer_write(struct buf *out, const struct answer *a, size_t n, day_t today)
{
	struct mrz_document d;

	if (answer_document(a, n, today, &d))
		mrz_write(out, &d);
	else
		write_nothing(out, a, n);
}
