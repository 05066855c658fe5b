/* France's identity card until 2021: two lines of 36 that are not after ICAO. */
#include "french.h"

#include <stdio.h>
#include <string.h>

static bool composite_right(const struct mrz_rows *lines)
{
	char joined[FRENCH_COVERED];

	memcpy(joined, lines->row[0], 36);
	memcpy(joined + 36, lines->row[1], FRENCH_COVERED - 36);
	return mrz_check_right(joined, sizeof(joined), *mrz_at(lines, french_composite));
}

/* Where TD2 would have them. */
static bool dates_of_td2(const struct mrz_rows *lines)
{
	const struct mrz_layout *l = mrz_layout(MRZ_TD2);
	const char *birth = mrz_at(lines, l->birth), *expiry = mrz_at(lines, l->expiry);

	return mrz_check_right(birth, 6, birth[6]) && mrz_check_right(expiry, 6, expiry[6]);
}

bool mrz_french(const struct mrz_rows *lines)
{
	if (memcmp(lines->row[0], "IDFRA", 5) != 0)
		return false;
	return composite_right(lines) || !dates_of_td2(lines);
}

static void issue_month(struct mrz_document *d)
{
	const char *s = mrz_at(&d->lines, french_issued);
	struct mrz_date month;
	char six[7];

	/* the cards were made from 1988 to 2021 */
	(void)snprintf(six, sizeof(six), "%.4s<<", s);
	if (mrz_date_read(six, &month) && month.year >= 0 && month.month > 0) {
		mrz_date_settle(&month, month.year + (month.year > 50 ? 1900 : 2000));
		memcpy(d->national.issued, month.text, sizeof(month.text));
	}
}

static void french_names(struct mrz_document *d)
{
	const char *surname = mrz_at(&d->lines, french_surname);
	const char *given = mrz_at(&d->lines, french_given);
	char none[MRZ_TEXT];

	mrz_judge_name(d, surname, french_surname.n);
	d->name_truncated = d->name_truncated || given[french_given.n - 1] != '<';
	/* given names are parted by two fillers there, so the whole field is one half */
	mrz_name_split(given, french_given.n, d->field[MRZ_F_GIVEN], none);
	if (none[0] != '\0')
		(void)snprintf(d->field[MRZ_F_GIVEN] + strlen(d->field[MRZ_F_GIVEN]),
		    MRZ_TEXT - strlen(d->field[MRZ_F_GIVEN]), " %s", none);
	if (memcmp(given, "<", 1) == 0)
		mrz_error_add(d, mrz_field_word(MRZ_F_GIVEN), MRZ_P_NAME);
}

void mrz_judge_french(struct mrz_document *d, day_t today)
{
	const char *serial = mrz_at(&d->lines, french_serial);
	const char *birth = mrz_at(&d->lines, french_birth);
	char sex = *mrz_at(&d->lines, french_sex);

	mrz_text(d->field[MRZ_F_CODE], d->lines.row[0], 2);
	mrz_text(d->field[MRZ_F_ISSUER], d->lines.row[0] + 2, 3);
	mrz_text(d->field[MRZ_F_NATIONALITY], d->lines.row[0] + 2, 3);
	mrz_text(d->field[MRZ_F_NUMBER], serial, french_serial.n);
	mrz_check_set(d, MRZ_C_NUMBER, mrz_check_right(serial, 12, serial[12]));
	mrz_check_set(d, MRZ_C_BIRTH, mrz_check_right(birth, 6, birth[6]));
	mrz_check_set(d, MRZ_C_COMPOSITE, composite_right(&d->lines));
	mrz_judge_date(d, birth, MRZ_F_BIRTH, today);
	d->field[MRZ_F_SEX][0] = sex;
	if (sex != 'M' && sex != 'F')
		mrz_error_add(d, mrz_field_word(MRZ_F_SEX), MRZ_P_SYMBOL);
	french_names(d);
	issue_month(d);
	mrz_text(d->national.office, mrz_at(&d->lines, french_department), 6);
}
