/*
 * What States put into their optional data (icao-facts section 10): personal numbers that
 * say the birth date and the sex once more, and with them the century; and the Russian
 * internal passport, whose print gives back the Cyrillic name exactly.
 */
#include "iin.h"
#include "mrz_impl.h"

#include <stdio.h>
#include <string.h>

/* What a personal number says. */
struct said {
	int year, month, day; /* year 0: no century in it, only yy */
	int yy;
	char sex; /* 'M', 'F' */
};

static bool all_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return true;
}

static int number(const char *s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++)
		v = v * 10 + (s[i] - '0');
	return v;
}

/* 1 and 2 stand for the 19th century, 3 and 4 for the 20th, 5 and 6 for the 21st. */
static bool century_of(char c, int *year)
{
	if (c < '1' || c > '6')
		return false;
	*year = 1800 + (c - '1') / 2 * 100;
	return true;
}

/* YYMMDD, century and sex, four digits, check digit. */
static bool read_iin(const char *s, struct said *out)
{
	int century;

	if (iin_fault((struct str){s, IIN_DIGITS}) != IIN_OK)
		return false;
	out->yy = number(s, 2);
	out->month = number(s + 2, 2);
	out->day = number(s + 4, 2);
	if (century_of(s[6], &century)) {
		out->year = century + out->yy;
		out->sex = (s[6] - '0') % 2 == 1 ? 'M' : 'F';
	}
	return true;
}

/* Uzbekistan: century and sex, DDMMYY, seven digits. */
static bool read_pinfl(const char *s, struct said *out)
{
	int century;

	if (!century_of(s[0], &century))
		return false;
	out->day = number(s + 1, 2);
	out->month = number(s + 3, 2);
	out->yy = number(s + 5, 2);
	out->year = century + out->yy;
	out->sex = (s[0] - '0') % 2 == 1 ? 'M' : 'F';
	return true;
}

/* Kyrgyzstan: sex (1 a woman, 2 a man), DDMMYYYY, five digits. */
static bool read_pin(const char *s, struct said *out)
{
	if (s[0] != '1' && s[0] != '2')
		return false;
	out->sex = s[0] == '1' ? 'F' : 'M';
	out->day = number(s + 1, 2);
	out->month = number(s + 3, 2);
	out->year = number(s + 5, 4);
	out->yy = out->year % 100;
	return true;
}

static const struct scheme {
	char issuer[4];
	size_t digits;
	bool (*read)(const char *s, struct said *out);
} schemes[] = {
    {"KAZ", IIN_DIGITS, read_iin}, {"UZB", 14, read_pinfl}, {"KGZ", 14, read_pin},
    {"TUR", 11, NULL}, /* says nothing of the person */
};

/* May the birth as the document has it, unknown parts aside, be what the number says? */
static bool same_birth(const struct mrz_date *born, const struct said *s)
{
	return (born->year <= 0 || born->year % 100 == s->yy) &&
	       (born->month == 0 || born->month == s->month) &&
	       (born->day == 0 || born->day == s->day);
}

static bool same_sex(const struct mrz_document *d, const struct said *s)
{
	char sex = d->field[MRZ_F_SEX][0];

	return s->sex == '\0' || (sex != 'M' && sex != 'F') || sex == s->sex;
}

static void compare(struct mrz_document *d, const struct said *s)
{
	struct mrz_date *born = &d->birth;

	if (born->text[0] == '\0')
		return;
	if (!same_birth(born, s) || !same_sex(d, s)) {
		mrz_error_add(d, mrz_field_word(MRZ_F_OPTIONAL1), MRZ_P_PERSONAL);
		return;
	}
	d->national.number_agrees = true;
	if (s->year > 0 && born->year > 0) {
		mrz_date_settle(born, s->year);
		born->century_sure = true;
	}
}

static void personal_number(struct mrz_document *d, const struct scheme *scheme)
{
	const char *s = d->field[MRZ_F_OPTIONAL1];
	struct said said = {.year = 0};

	s += strspn(s, " ");
	if (strlen(s) < scheme->digits || !all_digits(s, scheme->digits))
		return;
	memcpy(d->national.number, s, scheme->digits);
	if (scheme->read == NULL)
		return;
	if (scheme->read(s, &said))
		compare(d, &said);
	else
		mrz_error_add(d, mrz_field_word(MRZ_F_OPTIONAL1), MRZ_P_PERSONAL);
}

static const char *cyrillic(char symbol)
{
	static const struct {
		char symbol;
		const char *letter;
	} letters[] = {
#define MRZ_CYRILLIC(symbol, letter) {symbol, letter},
#include "cyrillic.def"
#undef MRZ_CYRILLIC
	};

	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (letters[i].symbol == symbol)
			return letters[i].letter;
	return NULL;
}

/* Letter by letter; empty where a symbol stands for no letter. */
static void restore(char *out, const char *name)
{
	size_t n = 0;

	for (; *name != '\0'; name++) {
		const char *letter = cyrillic(*name);

		if (letter == NULL) {
			out[0] = '\0';
			return;
		}
		memcpy(out + n, letter, strlen(letter));
		n += strlen(letter);
	}
	out[n] = '\0';
}

/* Optional data: the fourth digit of the series, the day of issue, the office. */
static void russian_internal(struct mrz_document *d)
{
	const char *number_ = d->field[MRZ_F_NUMBER], *more = d->field[MRZ_F_OPTIONAL1];
	struct mrz_date issued;

	restore(d->national.surname, d->field[MRZ_F_SURNAME]);
	restore(d->national.given_names, d->field[MRZ_F_GIVEN]);
	if (strlen(number_) != 9 || strlen(more) != 13 || !all_digits(number_, 9) ||
	    !all_digits(more, 13))
		return;
	(void)snprintf(d->national.full_number, sizeof(d->national.full_number), "%.3s%c%s",
	    number_, more[0], number_ + 3);
	(void)snprintf(
	    d->national.office, sizeof(d->national.office), "%.3s-%s", more + 7, more + 10);
	/* such passports have been issued since 1997 */
	if (!mrz_date_read(more + 1, &issued) || issued.day == 0)
		return;
	mrz_date_settle(&issued, issued.year + (issued.year >= 97 ? 1900 : 2000));
	memcpy(d->national.issued, issued.text, sizeof(issued.text));
}

int mrz_personal_digits(enum mrz_format f, const char issuer[3])
{
	if (f != MRZ_TD1 && f != MRZ_TD3)
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (schemes[i].read != NULL && memcmp(schemes[i].issuer, issuer, 3) == 0)
			return (int)schemes[i].digits;
	return 0;
}

void mrz_judge_national(struct mrz_document *d)
{
	if (mrz_russian_internal(d->format, &d->lines)) {
		russian_internal(d);
		return;
	}
	if (d->format != MRZ_TD1 && d->format != MRZ_TD3)
		return;
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (strcmp(schemes[i].issuer, d->field[MRZ_F_ISSUER]) == 0)
			personal_number(d, &schemes[i]);
}
