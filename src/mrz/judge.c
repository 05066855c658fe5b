/* What follows from a document's lines: fields, check digits, errors, verdicts. */
#include "mrz_impl.h"

#include <string.h>

void mrz_document_start(struct mrz_document *d, enum mrz_format f, const struct mrz_rows *lines)
{
	const struct mrz_layout *l = mrz_layout(f == MRZ_FRENCH ? MRZ_TD2 : f);

	memset(d, 0, sizeof(*d));
	d->format = f;
	d->rows = l == NULL ? 0 : l->rows;
	d->columns = l == NULL ? 0 : l->columns;
	d->raw = *lines;
	d->lines = *lines;
	d->birth.on = d->expiry.on = DAY_NONE;
	d->name_least = 1;
}

void mrz_error_add(struct mrz_document *d, const char *field, enum mrz_problem p)
{
	for (size_t i = 0; i < d->error_n; i++)
		if (d->error[i].problem == p && strcmp(d->error[i].field, field) == 0)
			return;
	if (d->error_n < MRZ_ERRORS_MAX)
		d->error[d->error_n++] = (struct mrz_error){field, p};
}

bool mrz_stopped(const struct mrz_document *d)
{
	for (size_t i = 0; i < d->error_n; i++)
		if (!mrz_problem_warns(d->error[i].problem))
			return true;
	return false;
}

void mrz_compare(struct mrz_document *d)
{
	d->repaired_n = 0;
	for (int r = 0; r < d->rows; r++) {
		for (int k = 0; k < d->columns; k++) {
			char from = d->raw.row[r][k], to = d->lines.row[r][k];

			if (from != to)
				d->repaired[d->repaired_n++] = (struct mrz_repair){r, k, from, to};
		}
	}
}

void mrz_text(char out[MRZ_TEXT], const char *s, int n)
{
	while (n > 0 && s[n - 1] == '<')
		n--;
	for (int i = 0; i < n; i++)
		out[i] = (char)(s[i] == '<' ? ' ' : s[i]);
	out[n] = '\0';
}

void mrz_optional(char out[MRZ_TEXT], const char *s, int n)
{
	while (n > 0 && *s == '<') {
		s++;
		n--;
	}
	mrz_text(out, s, n);
}

void mrz_check_set(struct mrz_document *d, enum mrz_check c, bool right)
{
	d->check[c] = right ? MRZ_RIGHT : MRZ_WRONG;
	if (!right)
		mrz_error_add(d, mrz_check_word(c), MRZ_P_CHECK);
}

bool mrz_check_right(const char *s, size_t n, char check)
{
	return check >= '0' && check <= '9' && mrz_check_digit(s, n) == check - '0';
}

static void judge_opening(struct mrz_document *d, const struct mrz_layout *l)
{
	const char *s = mrz_at(&d->lines, l->code);

	mrz_text(d->field[MRZ_F_CODE], s, l->code.n);
	switch (mrz_opening(d->format, s[0], s[1])) {
	case MRZ_OPENING_USUAL: break;
	case MRZ_OPENING_ODD:
		mrz_error_add(d, mrz_field_word(MRZ_F_CODE), MRZ_P_DOCUMENT_ODD);
		break;
	case MRZ_OPENING_WRONG: mrz_error_add(d, mrz_field_word(MRZ_F_CODE), MRZ_P_DOCUMENT); break;
	}
}

static void judge_code(struct mrz_document *d, struct mrz_span s, enum mrz_field f)
{
	static const enum mrz_problem problems[] = {
	    [MRZ_CODE_OLD] = MRZ_P_CODE_OLD,
	    [MRZ_CODE_UNKNOWN] = MRZ_P_CODE_UNKNOWN,
	    [MRZ_CODE_BLANK] = MRZ_P_CODE_BLANK,
	};
	enum mrz_code standing = mrz_code(mrz_at(&d->lines, s));

	mrz_text(d->field[f], mrz_at(&d->lines, s), s.n);
	if (standing != MRZ_CODE_KNOWN)
		mrz_error_add(d, mrz_field_word(f), problems[standing]);
}

static void judge_sex(struct mrz_document *d, char sex)
{
	const char *known = sex == '\0' ? NULL : strchr("MFX<", sex);

	d->field[MRZ_F_SEX][0] = (char)(sex == '<' ? 'X' : sex);
	if (known == NULL)
		mrz_error_add(d, mrz_field_word(MRZ_F_SEX), MRZ_P_SYMBOL);
}

static void date_field(
    struct mrz_document *d, struct mrz_span s, enum mrz_field f, enum mrz_check c, day_t today)
{
	const char *six = mrz_at(&d->lines, s);
	char check = six[s.n];

	/* no expiry at all: the Russian internal passport, and old cards for life */
	if (f == MRZ_F_EXPIRY && check == '<' && mrz_blank(six, s.n))
		mrz_check_set(d, c, true);
	else
		mrz_check_set(d, c, mrz_check_right(six, (size_t)s.n, check));
	mrz_judge_date(d, six, f, today);
}

static void judge_optional(struct mrz_document *d, const struct mrz_layout *l)
{
	struct mrz_span s = l->optional1, check = l->optional1_check;
	const char *text = mrz_at(&d->lines, s);

	if (!l->long_number)
		mrz_optional(d->field[MRZ_F_OPTIONAL1], text, s.n);
	if (l->optional2.n > 0)
		mrz_optional(
		    d->field[MRZ_F_OPTIONAL2], mrz_at(&d->lines, l->optional2), l->optional2.n);
	if (check.n == 0)
		return;
	if (text[s.n] == '<')
		mrz_check_set(d, MRZ_C_OPTIONAL, mrz_blank(text, s.n));
	else
		mrz_check_set(d, MRZ_C_OPTIONAL, mrz_check_right(text, (size_t)s.n, text[s.n]));
}

static void judge_composite(struct mrz_document *d, const struct mrz_layout *l)
{
	char joined[MRZ_ROWS * MRZ_COLUMNS];
	size_t n = 0;

	if (l->composite_check.n == 0)
		return;
	for (int i = 0; i < MRZ_COMPOSITE_PIECES; i++) {
		struct mrz_span s = l->composite[i];

		memcpy(joined + n, mrz_at(&d->lines, s), (size_t)s.n);
		n += (size_t)s.n;
	}
	mrz_check_set(
	    d, MRZ_C_COMPOSITE, mrz_check_right(joined, n, *mrz_at(&d->lines, l->composite_check)));
}

static void judge_layout(struct mrz_document *d, const struct mrz_layout *l, day_t today)
{
	judge_opening(d, l);
	judge_code(d, l->issuer, MRZ_F_ISSUER);
	mrz_judge_number(d, l);
	judge_code(d, l->nationality, MRZ_F_NATIONALITY);
	date_field(d, l->birth, MRZ_F_BIRTH, MRZ_C_BIRTH, today);
	judge_sex(d, *mrz_at(&d->lines, l->sex));
	date_field(d, l->expiry, MRZ_F_EXPIRY, MRZ_C_EXPIRY, today);
	judge_optional(d, l);
	judge_composite(d, l);
	mrz_judge_name(d, mrz_at(&d->lines, l->name), l->name.n);
}

void mrz_judge(struct mrz_document *d, day_t today)
{
	const struct mrz_layout *l = mrz_layout(d->format);

	if (l != NULL)
		judge_layout(d, l, today);
	else
		mrz_judge_french(d, today);
	mrz_judge_national(d);
	mrz_judge_dates(d, today);
	memcpy(d->field[MRZ_F_BIRTH], d->birth.text, sizeof(d->birth.text));
	memcpy(d->field[MRZ_F_EXPIRY], d->expiry.text, sizeof(d->expiry.text));
	d->ok = true;
	for (int c = 0; c < MRZ_C__MAX; c++)
		d->ok = d->ok && d->check[c] != MRZ_WRONG;
	mrz_judge_verdicts(d);
}
