/*
 * Names: split at the first double filler, judged by the grammar (icao-facts section 8).
 * A hyphen and a space cannot be told apart when reading back: both are spaces here.
 */
#include "mrz_impl.h"

#include <string.h>

/* Runs of fillers become one space; none at the ends. */
static void words(char *out, const char *s, int n)
{
	int m = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] != '<')
			out[m++] = s[i];
		else if (m > 0 && out[m - 1] != ' ')
			out[m++] = ' ';
	}
	while (m > 0 && out[m - 1] == ' ')
		m--;
	out[m] = '\0';
}

/* Where the double filler stands; n where there is none. */
static int division(const char *s, int n)
{
	for (int i = 0; i + 1 < n; i++)
		if (s[i] == '<' && s[i + 1] == '<')
			return i;
	return n;
}

static int last_letter(const char *s, int n)
{
	while (n > 0 && s[n - 1] == '<')
		n--;
	return n;
}

/* Letters from `at' to `end', single fillers inside. */
static bool half(const char *s, int at, int end)
{
	if (at >= end || s[at] == '<' || s[end - 1] == '<')
		return false;
	return division(s + at, end - at) == end - at;
}

static bool well_formed(const char *s, int n)
{
	int end = last_letter(s, n), at = division(s, end);

	if (at < end && at > 0 && !half(s, 0, at))
		return false;
	return at < end ? half(s, at + 2, end) : half(s, 0, end);
}

static bool has_digit(const char *s, int n)
{
	for (int i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

void mrz_name_split(const char *s, int n, char surname[MRZ_TEXT], char given[MRZ_TEXT])
{
	int end = last_letter(s, n), at = division(s, end);

	/* a lone filler in front is no division, and what follows is the surname */
	words(surname, s, at);
	words(given, s + at, end - at);
}

void mrz_judge_name(struct mrz_document *d, const char *s, int n)
{
	const char *surname = mrz_field_word(MRZ_F_SURNAME);

	mrz_name_split(s, n, d->field[MRZ_F_SURNAME], d->field[MRZ_F_GIVEN]);
	d->name_truncated = s[n - 1] != '<';
	if (mrz_blank(s, n)) {
		mrz_error_add(d, surname, MRZ_P_NAME_BLANK);
		return;
	}
	if (has_digit(s, n) && !mrz_russian_internal(d->format, &d->lines))
		mrz_error_add(d, surname, MRZ_P_SYMBOL);
	if (!well_formed(s, n))
		mrz_error_add(d, surname, MRZ_P_NAME);
	else if (s[0] == '<')
		mrz_error_add(d, surname, MRZ_P_NO_SURNAME);
	if (d->name_truncated)
		mrz_error_add(d, surname, MRZ_P_TRUNCATED);
}

bool mrz_in_name(enum mrz_format f, int line, int column)
{
	const struct mrz_layout *l = mrz_layout(f);

	if (l != NULL)
		return line == l->name.line && column >= l->name.at;
	return f == MRZ_FRENCH && ((line == 0 && column >= 5 && column < 30) ||
				      (line == 1 && column >= 13 && column < 27));
}
