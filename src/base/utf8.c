/* Text: validity, normal form, folding.  The tables are utf8proc's. */
#include "utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Length of the sequence that starts at p, 0 if it is not well-formed (RFC 3629). */
static size_t sequence(const unsigned char *p, size_t left)
{
	size_t n;

	if (p[0] < 0x80)
		return p[0] != 0;
	n = p[0] >= 0xc2 && p[0] <= 0xdf   ? 2
	    : p[0] >= 0xe0 && p[0] <= 0xef ? 3
	    : p[0] >= 0xf0 && p[0] <= 0xf4 ? 4
					   : 0;
	if (n == 0 || n > left)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return n;
}

bool utf8_valid(struct str s)
{
	size_t i = 0;

	while (i < s.n) {
		size_t n = sequence((const unsigned char *)s.p + i, s.n - i);

		if (n == 0)
			return false;
		i += n;
	}
	return true;
}

int32_t utf8_next(struct str *s)
{
	utf8proc_int32_t cp;
	utf8proc_ssize_t n;

	if (s->n == 0)
		return -1;
	n = utf8proc_iterate((const utf8proc_uint8_t *)s->p, (utf8proc_ssize_t)s->n, &cp);
	if (n <= 0)
		return -1;
	s->p += n;
	s->n -= (size_t)n;
	return cp;
}

void utf8_put(char out[4], size_t *n, int32_t cp)
{
	*n = (size_t)utf8proc_encode_char(cp, (utf8proc_uint8_t *)out);
}

size_t utf8_length(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
	return n;
}

/* The property White_Space of Unicode 15, PropList.txt. */
bool utf8_white(int32_t cp)
{
	return (cp >= 0x9 && cp <= 0xd) || cp == 0x20 || cp == 0x85 || cp == 0xa0 || cp == 0x1680 ||
	       (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 || cp == 0x2029 || cp == 0x202f ||
	       cp == 0x205f || cp == 0x3000;
}

bool utf8_blank(struct str s)
{
	int32_t cp;

	while ((cp = utf8_next(&s)) >= 0)
		if (!utf8_white(cp))
			return false;
	return true;
}

bool utf8_letter(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
	       c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC;
}

bool utf8_mark(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);

	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC || c == UTF8PROC_CATEGORY_ME;
}

bool utf8_control(int32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) || cp == 0x2028 || cp == 0x2029 ||
	       cp == 0x200e || cp == 0x200f || cp == 0x61c || (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069) || cp == 0xfeff || (cp & 0xfffe) == 0xfffe ||
	       (cp >= 0xfdd0 && cp <= 0xfdef);
}

struct str utf8_trim(struct str s)
{
	struct str rest = s;
	size_t end = 0;
	int32_t cp;

	while ((cp = utf8_next(&rest)) >= 0 && utf8_white(cp))
		s = rest;
	rest = s;
	while ((cp = utf8_next(&rest)) >= 0)
		if (!utf8_white(cp))
			end = s.n - rest.n;
	s.n = end;
	return s;
}

static struct str map(struct arena *a, struct str s, utf8proc_option_t how)
{
	utf8proc_uint8_t *p = NULL;
	utf8proc_ssize_t n;
	struct str out;

	n = utf8proc_map((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &p, how);
	if (n < 0) /* s was not valid: the caller's bug, or no memory */
		abort();
	out = (struct str){arena_strn(a, (const char *)p, (size_t)n), (size_t)n};
	free(p);
	return out;
}

/*
 * Texts of Latin and Cyrillic letters alone are in NFC as they are: U+0000 to U+02FF
 * and U+0400 to U+053F but for the combining marks U+0483 to U+0489 have NFC_Quick_Check
 * Yes and combining class 0 (Unicode 15).  Nearly every text of a register is one.
 */
static bool nfc_already(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c < 0x80)
			continue;
		if ((c > 0xcb && c < 0xd0) || c > 0xd4)
			return false;
		if (c == 0xd2 && (unsigned char)s.p[i + 1] < 0x8a)
			return false;
		i++; /* two bytes each; s is valid */
	}
	return true;
}

struct str utf8_nfc(struct arena *a, struct str s)
{
	if (nfc_already(s))
		return arena_str(a, s);
	return map(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

struct str utf8_fold(struct arena *a, struct str s)
{
	if (s.n == 0)
		return arena_str(a, s);
	return map(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
}

struct str utf8_bare(struct arena *a, struct str s)
{
	if (s.n == 0)
		return arena_str(a, s);
	return map(
	    a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
}

struct str utf8_upper(struct arena *a, struct str s)
{
	struct str rest = utf8_nfc(a, s), out;
	char *p =
	    arena_alloc(a, rest.n * 2 + 1, 1); /* ı is two bytes, its capital one; ɐ two, three */
	size_t n = 0, len;
	int32_t cp;

	while ((cp = utf8_next(&rest)) >= 0) {
		utf8_put(p + n, &len, utf8proc_toupper(cp));
		n += len;
	}
	out = (struct str){p, n};
	return utf8_nfc(a, out);
}
