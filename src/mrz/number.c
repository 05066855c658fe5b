/*
 * Document numbers: short, long, and long as old Belgian cards count (icao-facts section
 * 3); and whether a number holds a symbol that its check digit cannot tell from another.
 */
#include "mrz_impl.h"

#include <string.h>

#define FIRST 9 /* symbols before the check digit's place */

/* A long number with its check digit; n: symbols in the rest, the check digit included. */
static void judge_long(struct mrz_document *d, const char *number, const char *rest, int n)
{
	char joined[MRZ_TEXT] = "", counted[MRZ_TEXT] = "";
	size_t more = (size_t)n - 1;
	char check = rest[n - 1];
	bool right;

	memcpy(joined, number, FIRST);
	memcpy(joined + FIRST, rest, more);
	memcpy(counted, joined, FIRST);
	counted[FIRST] = '<';
	memcpy(counted + FIRST + 1, rest, more);
	mrz_text(d->field[MRZ_F_NUMBER], joined, FIRST + n - 1);
	right = mrz_check_right(joined, FIRST + more, check);
	mrz_check_set(d, MRZ_C_NUMBER, right);
	if (!right && mrz_check_right(counted, FIRST + more + 1, check)) {
		d->old_belgian = true;
		mrz_error_add(d, mrz_field_word(MRZ_F_NUMBER), MRZ_P_OLD_BELGIAN);
	}
}

/* How many symbols of the rest belong to the number; 0: it is no long number. */
static int long_rest(const char *number, const char *rest, int n)
{
	int end = 0;

	if (memchr(number, '<', FIRST) != NULL || number[FIRST] != '<')
		return 0;
	while (end < n && rest[end] != '<')
		end++;
	return end >= 2 ? end : 0;
}

void mrz_judge_number(struct mrz_document *d, const struct mrz_layout *l)
{
	const char *number = mrz_at(&d->lines, l->number);
	const char *rest = mrz_at(&d->lines, l->optional1);
	int n = l->long_number ? long_rest(number, rest, l->optional1.n) : 0;

	if (n > 0) {
		judge_long(d, number, rest, n);
		if (n + 1 < l->optional1.n)
			mrz_text(d->field[MRZ_F_OPTIONAL1], rest + n + 1, l->optional1.n - n - 1);
		return;
	}
	mrz_text(d->field[MRZ_F_NUMBER], number, FIRST);
	mrz_check_set(d, MRZ_C_NUMBER, mrz_check_right(number, FIRST, number[FIRST]));
	if (l->long_number)
		mrz_text(d->field[MRZ_F_OPTIONAL1], rest, l->optional1.n);
}

/*
 * Letters that look like a digit of the same value modulo 10, so that no check digit tells
 * them apart, and what they look like.
 */
static const struct twin {
	char letter, digit;
} twins[] = {{'G', '6'}, {'S', '8'}, {'L', '1'}, {'U', '0'}};

static char twin_of(char c, bool *letter)
{
	for (size_t i = 0; i < ARRAY_LEN(twins); i++) {
		*letter = twins[i].letter == c;
		if (twins[i].letter == c)
			return twins[i].digit;
		if (twins[i].digit == c)
			return twins[i].letter;
	}
	return '\0';
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool alpha(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Numbers of some States always have one form: A a letter, 9 a digit, ? either. */
static const struct form {
	char issuer[4];
	char document; /* first letter of the document code */
	const char *form;
} forms[] = {
    {"KAZ", 'P', "A99999999"},
    {"KAZ", 'I', "999999999"},
    {"RUS", 'P', "999999999"},
    {"UZB", 'P', "AA9999999"},
    {"UZB", 'I', "AA9999999"},
    {"KGZ", 'I', "AA9999999"},
    {"GBR", 'P', "999999999"},
};

static const char *form_of(const struct mrz_document *d)
{
	for (size_t i = 0; i < ARRAY_LEN(forms); i++)
		if (strcmp(forms[i].issuer, d->field[MRZ_F_ISSUER]) == 0 &&
		    forms[i].document == d->field[MRZ_F_CODE][0])
			return forms[i].form;
	return NULL;
}

static bool fits(char c, char want)
{
	return want == 'A' ? alpha(c) : digit(c);
}

/* Does it have this form?  *twin: would it, if look-alikes were what they look like? */
static bool has_form(const char *number, const char *form, bool *twin)
{
	bool is = strlen(number) == strlen(form);

	*twin = is;
	for (size_t i = 0; *twin && form[i] != '\0'; i++) {
		bool letter, fit = fits(number[i], form[i]);

		is = is && fit;
		*twin = fit || fits(twin_of(number[i], &letter), form[i]);
	}
	return is && *twin;
}

/* A look-alike among symbols of the other kind: a letter behind a digit, a digit between letters. */
static bool out_of_place(const char *s)
{
	for (size_t i = 0; s[i] != '\0'; i++) {
		bool letter;

		if (s[i] == ' ' || (s[i] == 'K' && i > 0 && s[i - 1] == ' '))
			return true;
		if (twin_of(s[i], &letter) == '\0' || i == 0)
			continue;
		if (letter ? digit(s[i - 1]) : alpha(s[i - 1]) && alpha(s[i + 1]))
			return true;
	}
	return false;
}

bool mrz_look_alike(const struct mrz_document *d, enum mrz_field f)
{
	const char *form = f == MRZ_F_NUMBER ? form_of(d) : NULL;
	bool twin;

	if (form != NULL && has_form(d->field[f], form, &twin))
		return false;
	if (form != NULL && twin)
		return true;
	return out_of_place(d->field[f]);
}
