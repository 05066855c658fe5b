/*
 * Whatever is typed: the document is whole, `ok' is never true where a check digit of its
 * lines contradicts, nor `accept' where anything was repaired, and the answer is JSON.
 * Where the bytes fill cells, what is decoded always holds.
 */
#include "json.h"
#include "mrz.h"
#include "mrz_rules.h"
#include "utf8.h"

#include <assert.h>
#include <string.h>

#define TODAY ((day_t)20000) /* 2024-10-04 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void sound(const struct mrz_document *d)
{
	const char *rows[MRZ_ROWS] = {d->lines.row[0], d->lines.row[1], d->lines.row[2]};

	assert(!d->accept || d->ok);
	assert(
	    !d->ok || (d->format != MRZ_UNKNOWN && rules_hold(mrz_format_word(d->format), rows)));
	for (int i = 0; i < d->rows && i < MRZ_ROWS; i++)
		assert(strlen(rows[i]) == (size_t)d->columns);
}

static void is_json(const struct mrz_document *d)
{
	struct buf b = {0};
	json_t *v;

	buf_char(&b, '{');
	mrz_write(&b, d);
	buf_char(&b, '}');
	v = json_read(buf_text(&b), NULL);
	assert(json_is_object(v));
	json_decref(v);
	buf_free(&b);
}

static void typed(struct str text)
{
	struct mrz_lines in;
	struct mrz_document d;

	(void)mrz_normalise(text, &in);
	mrz_parse(&in, TODAY, &d);
	assert(d.repaired_n == 0);
	sound(&d);
	is_json(&d);
	mrz_read(&in, TODAY, &d);
	assert(!d.accept || d.repaired_n == 0);
	sound(&d);
	is_json(&d);
}

/* Bytes as log probabilities, again and again until the cells are full. */
static void seen(const uint8_t *data, size_t n)
{
	static const int shapes[][2] = {{3, 30}, {2, 36}, {2, 44}};
	static struct mrz_cells c;
	struct mrz_document d;
	size_t at = 0;

	c.rows = shapes[data[0] % 3][0];
	c.columns = shapes[data[0] % 3][1];
	for (int r = 0; r < c.rows; r++)
		for (int k = 0; k < c.columns; k++)
			for (int s = 0; s < MRZ_SYMBOLS; s++)
				c.lp[r][k][s] = -(float)data[at++ % n] / 8;
	mrz_decode(&c, TODAY, &d);
	assert(d.ok || d.old_belgian);
	sound(&d);
	is_json(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = {(const char *)data, n};

	if (n > 0)
		seen(data, n);
	if (utf8_valid(text))
		typed(text);
	return 0;
}
