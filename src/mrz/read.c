/*
 * Typed lines: read strictly, and mended where a rule is broken and look-alikes explain
 * how.  What was typed stays as it is where nothing explains it: a document's print may be
 * wrong, and then it is the officer who decides (icao-facts section 11).
 */
#include "channel.h"

#include <math.h>
#include <string.h>

enum mrz_format mrz_format_of(int rows, int columns, const struct mrz_rows *lines)
{
	bool visa = lines->row[0][0] == 'V';

	if (mrz_shape_is(MRZ_TD1, rows, columns))
		return MRZ_TD1;
	if (mrz_shape_is(MRZ_TD3, rows, columns))
		return visa ? MRZ_MRVA : MRZ_TD3;
	if (!mrz_shape_is(MRZ_TD2, rows, columns))
		return MRZ_UNKNOWN;
	if (visa)
		return MRZ_MRVB;
	return mrz_french(lines) ? MRZ_FRENCH : MRZ_TD2;
}

static int columns_of(const struct mrz_lines *in)
{
	return in->n > 0 ? (int)strlen(in->text.row[0]) : 0;
}

/* Every line as long as the first, and of the 37 symbols? */
static bool readable(const struct mrz_lines *in)
{
	for (int i = 0; i < in->n; i++) {
		const char *row = in->text.row[i];

		if ((int)strlen(row) != columns_of(in))
			return false;
		for (const char *c = row; *c != '\0'; c++)
			if (mrz_symbol(*c) < 0)
				return false;
	}
	return (in->marks & MRZ_MARK_SHAPE) == 0;
}

static void note_marks(struct mrz_document *d, unsigned marks)
{
	if (marks & (MRZ_MARK_FOLDED | MRZ_MARK_SYMBOLS))
		mrz_error_add(d, "lines", MRZ_P_CHARSET);
	if (marks & MRZ_MARK_COMPLETED)
		mrz_error_add(d, "lines", MRZ_P_COMPLETED);
}

static void note_look_alikes(struct mrz_document *d)
{
	static const enum mrz_field fields[] = {MRZ_F_NUMBER, MRZ_F_OPTIONAL1, MRZ_F_OPTIONAL2};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++)
		if (mrz_look_alike(d, fields[i]))
			mrz_error_add(d, mrz_field_word(fields[i]), MRZ_P_LOOK_ALIKE);
}

void mrz_parse(const struct mrz_lines *in, day_t today, struct mrz_document *out)
{
	enum mrz_format f = MRZ_UNKNOWN;

	if (readable(in))
		f = mrz_format_of(in->n, columns_of(in), &in->text);
	mrz_document_start(out, f, &in->text);
	note_marks(out, in->marks);
	if (f == MRZ_UNKNOWN) {
		memset(&out->lines, 0, sizeof(out->lines));
		mrz_error_add(out, "lines", MRZ_P_FORMAT);
		return;
	}
	mrz_judge(out, today);
	note_look_alikes(out);
	out->confidence = out->ok ? 1 : 0;
	out->accept = out->ok && !mrz_stopped(out);
}

/* Does an error speak of symbols that a reader may have taken for others? */
static bool worth_mending(const struct mrz_document *d)
{
	static const enum mrz_problem mendable[] = {MRZ_P_CHECK, MRZ_P_CODE_UNKNOWN, MRZ_P_DOCUMENT,
	    MRZ_P_SYMBOL, MRZ_P_DATE, MRZ_P_NAME, MRZ_P_NAME_BLANK};

	for (size_t i = 0; i < d->error_n; i++)
		for (size_t k = 0; k < ARRAY_LEN(mendable); k++)
			if (d->error[i].problem == mendable[k])
				return true;
	return false;
}

/* A cell in eight: more is no reading of these lines. */
#define MENDED_AT_MOST(d) ((size_t)((d)->rows * (d)->columns) / 8)

static bool explained(const struct mrz_document *d)
{
	if (d->repaired_n == 0 || d->repaired_n > MENDED_AT_MOST(d))
		return false;
	for (size_t i = 0; i < d->repaired_n; i++)
		if (!mrz_confusable(d->repaired[i].from, d->repaired[i].to))
			return false;
	return true;
}

void mrz_read(const struct mrz_lines *in, day_t today, struct mrz_document *out)
{
	struct mrz_cells cells;
	struct mrz_document mended;

	mrz_parse(in, today, out);
	if (out->format == MRZ_UNKNOWN || !worth_mending(out))
		return;
	mrz_channel(&out->raw, out->rows, out->columns, &cells);
	mrz_decode(&cells, today, &mended);
	if (!explained(&mended))
		return;
	*out = mended;
	out->score = 0;
	out->accept = false;
	note_marks(out, in->marks);
	note_look_alikes(out);
	out->confidence = exp(-out->cost) * (out->ok ? 1 : 0);
}
