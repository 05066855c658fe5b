/* Identifiers. */
#include "ident.h"

#include <string.h>

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

bool ident_ok(struct str s)
{
	size_t digits = 0;

	if (s.n == 0 || s.n > IDENT_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!digit(c) && !lower(c) && !upper(c) && c != '.' && c != '_' && c != '-')
			return false;
		digits += digit(c);
	}
	return !(s.n == 12 && digits == 12);
}

bool ident_made(struct str s)
{
	if (s.n != IDENT_RANDOM + 2 || !(lower(s.p[0]) || upper(s.p[0])) || s.p[1] != '-')
		return false;
	for (size_t i = 2; i < s.n; i++)
		if (!digit(s.p[i]) && !lower(s.p[i]))
			return false;
	return true;
}

void ident_make(char kind, uint64_t random, char out[IDENT_MADE_TEXT])
{
	static const char signs[] = "0123456789abcdefghijklmnopqrstuvwxyz";

	out[0] = kind;
	out[1] = '-';
	for (size_t i = 0; i < IDENT_RANDOM; i++, random /= 36)
		out[i + 2] = signs[random % 36];
	out[IDENT_RANDOM + 2] = '\0';
}
