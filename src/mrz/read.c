/*
 * Typed lines: read strictly, and mended where a rule is broken and look-alikes explain
 * how.  What was typed stays as it is where nothing explains it: a document's print may be
 * wrong, and then it is the officer who decides (icao-facts section 11).
 */
#include "channel.h"
#include "name_letters.h"

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

/* No rule is broken, and yet a reader may have erred: somebody should look. */
static void note_look_alikes(struct mrz_document *d)
{
	const struct mrz_layout *l = mrz_layout(d->format);

	if (mrz_look_alike(d, MRZ_F_NUMBER))
		mrz_error_add(d, mrz_field_word(MRZ_F_NUMBER), MRZ_P_LOOK_ALIKE);
	if (mrz_look_alike(d, MRZ_F_OPTIONAL1))
		mrz_error_add(d, mrz_field_word(MRZ_F_OPTIONAL1), MRZ_P_OPTIONAL_UNSURE);
	if (mrz_look_alike(d, MRZ_F_OPTIONAL2))
		mrz_error_add(d, mrz_field_word(MRZ_F_OPTIONAL2), MRZ_P_OPTIONAL_UNSURE);
	if (l != NULL && !mrz_russian_internal(d->format, &d->lines) &&
	    mrz_name_doubtful(mrz_at(&d->lines, l->name), l->name.n))
		mrz_error_add(d, mrz_field_word(MRZ_F_SURNAME), MRZ_P_LOOK_ALIKE);
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

/* How many errors speak of symbols that a reader may have taken for others. */
static int mendable(const struct mrz_document *d)
{
	static const enum mrz_problem problems[] = {MRZ_P_CHECK, MRZ_P_CODE_UNKNOWN, MRZ_P_DOCUMENT,
	    MRZ_P_SYMBOL, MRZ_P_DATE, MRZ_P_NAME, MRZ_P_NAME_BLANK};
	int n = 0;

	for (size_t i = 0; i < d->error_n; i++)
		for (size_t k = 0; k < ARRAY_LEN(problems); k++)
			n += d->error[i].problem == problems[k];
	return n;
}

/* A cell in eight, and nats in all: more is no reading of these lines. */
#define MENDED_AT_MOST(d) ((size_t)((d)->rows * (d)->columns) / 8)
#define MENDED_COST       18.0

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool at_span(struct mrz_span s, const struct mrz_repair *r)
{
	return s.n > 0 && s.line == r->line && s.at == r->column;
}

/*
 * A check digit that is to become another one says nothing of the fields: as likely the
 * document was printed so, or a field is wrong in a way that nobody can tell.
 */
static bool other_check(const struct mrz_layout *l, const struct mrz_repair *r)
{
	return is_digit(r->from) && is_digit(r->to) &&
	       (at_span(l->number_check, r) || at_span(l->birth_check, r) ||
		   at_span(l->expiry_check, r) || at_span(l->optional1_check, r) ||
		   at_span(l->composite_check, r));
}

static bool explained(const struct mrz_document *d)
{
	const struct mrz_layout *l = mrz_layout(d->format);

	if (d->repaired_n == 0 || d->repaired_n > MENDED_AT_MOST(d) || d->cost > MENDED_COST)
		return false;
	for (size_t i = 0; i < d->repaired_n; i++) {
		const struct mrz_repair *r = &d->repaired[i];

		if (!mrz_confusable(r->from, r->to) || (l != NULL && other_check(l, r)))
			return false;
	}
	return true;
}

void mrz_read(const struct mrz_lines *in, day_t today, struct mrz_document *out)
{
	struct mrz_cells cells;
	struct mrz_document mended;

	mrz_parse(in, today, out);
	if (out->format == MRZ_UNKNOWN || mendable(out) == 0)
		return;
	mrz_channel(&out->raw, out->rows, out->columns, &cells);
	mrz_decode(&cells, today, &mended);
	if (!explained(&mended) || mendable(&mended) >= mendable(out))
		return;
	*out = mended;
	out->score = 0;
	out->accept = false;
	note_marks(out, in->marks);
	note_look_alikes(out);
	out->confidence = exp(-out->cost) * (out->ok ? 1 : 0);
}
