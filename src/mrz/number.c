/*
 * Document numbers: short, long, and long as old Belgian cards count (icao-facts section
 * 3); and whether a number holds a symbol that its check digit cannot tell from another.
 */
#include "form.h"

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
			mrz_optional(
			    d->field[MRZ_F_OPTIONAL1], rest + n + 1, l->optional1.n - n - 1);
		return;
	}
	mrz_text(d->field[MRZ_F_NUMBER], number, FIRST);
	mrz_check_set(d, MRZ_C_NUMBER, mrz_check_right(number, FIRST, number[FIRST]));
	if (l->long_number)
		mrz_optional(d->field[MRZ_F_OPTIONAL1], rest, l->optional1.n);
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

/* How a number stands to a form. */
enum fit {
	FITS,
	FITS_OPEN, /* it does, and a letter with a twin stands where a digit could */
	FITS_TWIN, /* it would, if look-alikes were what they look like */
	FITS_NOT,
};

static enum fit symbol_fit(char symbol, char form)
{
	bool letter;
	char twin = twin_of(symbol, &letter);

	if (number_form_takes(form, mrz_symbol(symbol)))
		return form == '?' && twin != '\0' && letter ? FITS_OPEN : FITS;
	return twin != '\0' && number_form_takes(form, mrz_symbol(twin)) ? FITS_TWIN : FITS_NOT;
}

/* The worst of its symbols. */
static enum fit form_fit(const char *nine, const char *form)
{
	enum fit worst = FITS;

	for (int i = 0; i < NUMBER_FORM; i++) {
		enum fit f = symbol_fit(nine[i], form[i]);

		worst = f > worst ? f : worst;
	}
	return worst;
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

/* Optional data have no order that is known: where both kinds stand, any look-alike may err. */
static bool mixed(const char *s)
{
	bool digits = false, letters = false, twins_too = false, letter;

	for (; *s != '\0'; s++) {
		digits = digits || digit(*s);
		letters = letters || alpha(*s);
		twins_too = twins_too || *s == ' ' || twin_of(*s, &letter) != '\0';
	}
	return digits && letters && twins_too;
}

static bool number_look_alike(const struct mrz_document *d, const struct mrz_layout *l)
{
	const struct number_form *form =
	    number_form(mrz_at(&d->lines, l->issuer), *mrz_at(&d->lines, l->code));
	enum fit fit = FITS_NOT;

	if (form != NULL)
		fit = form_fit(mrz_at(&d->lines, l->number), form->form);
	if (fit == FITS_OPEN || fit == FITS_TWIN)
		return true;
	if (fit == FITS && form->sure)
		return false;
	return out_of_place(d->field[MRZ_F_NUMBER]);
}

bool mrz_look_alike(const struct mrz_document *d, enum mrz_field f)
{
	const struct mrz_layout *l = mrz_layout(d->format);

	if (f == MRZ_F_NUMBER && l != NULL)
		return number_look_alike(d, l);
	if (f == MRZ_F_NUMBER)
		return out_of_place(d->field[f]);
	/* the letter that is read for a filler, alone */
	if (strcmp(d->field[f], "K") == 0)
		return true;
	return mixed(d->field[f]) || out_of_place(d->field[f]);
}
