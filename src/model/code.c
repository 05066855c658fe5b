/* Codes of certificates. */
#include "code.h"

#include "utf8.h"

#include <string.h>

static const char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void code_make(const unsigned char random[CODE_BYTES], char out[CODE_TEXT])
{
	unsigned bits = 0, held = 0;
	size_t n = 0;

	for (size_t i = 0; i < CODE_BYTES; i++) {
		bits = (bits << 8 | random[i]) & 0xffff;
		for (held += 8; held >= 5; held -= 5)
			out[n++] = signs[bits >> (held - 5) & 31];
	}
	out[n] = '\0';
}

void code_group(const char code[CODE_TEXT], char out[CODE_GROUPED])
{
	size_t n = 0;

	for (size_t i = 0; i < CODE_SIGNS; i++) {
		if (i > 0 && i % 4 == 0)
			out[n++] = '-';
		out[n++] = code[i];
	}
	out[n] = '\0';
}

/* What the sign was meant to be; 0 for none. */
static char meant(int32_t cp)
{
	/* Cyrillic capitals that look like a sign, and which one */
	static const uint16_t cyrillic[] = {0x410, 0x412, 0x415, 0x417, 0x41a, 0x41c, 0x41d, 0x41e,
	    0x420, 0x421, 0x422, 0x423, 0x425, 0x406};
	static const char latin[] = "ABE3KMH0PCTYX1";
	char c;

	for (size_t i = 0; i < ARRAY_LEN(cyrillic); i++)
		if (cp == cyrillic[i] || cp == cyrillic[i] + (cyrillic[i] == 0x406 ? 0x50 : 0x20))
			return latin[i];
	if (cp <= 0 || cp > 0x7f)
		return 0;
	c = ascii_upper((char)cp);
	if (c == 'O')
		return '0';
	if (c == 'I' || c == 'L')
		return '1';
	if (strchr(signs, c) == NULL)
		return 0;
	return c;
}

static bool between(int32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || utf8_white(cp);
}

bool code_parse(struct str s, char out[CODE_TEXT])
{
	size_t n = 0;

	if (s.n > 200 || !utf8_valid(s))
		return false;
	while (s.n > 0) {
		int32_t cp = utf8_next(&s);
		char c = meant(cp);

		if (c == 0 && !between(cp))
			return false;
		if (c != 0 && n == CODE_SIGNS)
			return false;
		if (c != 0)
			out[n++] = c;
	}
	out[n] = '\0';
	return n == CODE_SIGNS;
}
