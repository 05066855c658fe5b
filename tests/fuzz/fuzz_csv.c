/*
 * CSV: whatever comes in, the reader ends, keeps its limits, and gives the same
 * however the bytes arrive; and what it accepts is the same again when written
 * and read once more.
 */
#include "csv.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

struct drip {
	struct str left;
	size_t at_once;
};

static long drip(void *from, char *p, size_t n, struct err *e)
{
	struct drip *d = from;
	size_t got = d->left.n < d->at_once ? d->left.n : d->at_once;

	(void)e;
	if (got > n)
		got = n;
	if (got > 0)
		memcpy(p, d->left.p, got);
	d->left.p += got;
	d->left.n -= got;
	return (long)got;
}

/* All records that are good, written; every step is noted in `steps'. */
static void pass(struct csv *c, struct buf *out, struct buf *steps)
{
	struct csv_record r;
	struct err e = {0};
	enum csv_step step;
	uint64_t line = 0;

	while ((step = csv_next(c, &r, &e)) != CSV_END) {
		if (step == CSV_FAILED || r.line <= line)
			abort();
		line = r.line;
		buf_printf(steps, "%llu %d\n", (unsigned long long)line, (int)step);
		if (step == CSV_BAD)
			continue;
		if (r.n == 0 || r.n > CSV_FIELDS_MAX)
			abort();
		for (size_t i = 0; i < r.n; i++)
			if (r.field[i].n > CSV_FIELD_MAX || !utf8_valid(r.field[i]))
				abort();
		csv_write(out, r.field, r.n);
	}
	csv_free(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str in = {(const char *)data, n};
	struct drip d = {in, n > 0 ? 1U + data[0] % 7U : 1U};
	struct buf first = {0}, second = {0}, third = {0}, steps = {0}, steps2 = {0}, unused = {0};

	pass(csv_from_text(in), &first, &steps);
	pass(csv_new(drip, &d), &second, &steps2);
	pass(csv_from_text(buf_text(&first)), &third, &unused);
	if (!str_eq(buf_text(&first), buf_text(&second)) ||
	    !str_eq(buf_text(&steps), buf_text(&steps2)) ||
	    !str_eq(buf_text(&first), buf_text(&third)))
		abort();
	buf_free(&first);
	buf_free(&second);
	buf_free(&third);
	buf_free(&steps);
	buf_free(&steps2);
	buf_free(&unused);
	return 0;
}
