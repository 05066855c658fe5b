/*
 * Names' keys in two steps: every letter to what it counts as, still in its own
 * alphabet; then Latin to Russian by longest match, doubled letters once.
 */
#include "key.h"

#include "buf.h"
#include "utf8.h"

#include <string.h>

struct rule {
	struct str from, to;
};

static const struct rule letters[] = {
#define LETTER(from, to) {STR_INIT(from), STR_INIT(to)},
#include "letters.def"
#undef LETTER
};

static const struct rule latin[] = {
#define LATIN(from, to) {STR_INIT(from), STR_INIT(to)},
#include "latin.def"
#undef LATIN
};

static bool ascii_digit(int32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* The letter is one of those that stand for themselves. */
static bool plain(int32_t cp)
{
	return ascii_digit(cp) || (cp >= 'a' && cp <= 'z') || (cp >= 0x430 && cp <= 0x44f);
}

static bool by_table(struct buf *b, struct str letter)
{
	for (size_t i = 0; i < ARRAY_LEN(letters); i++) {
		struct str from = letters[i].from;

		if (from.n == letter.n && memcmp(from.p, letter.p, from.n) == 0) {
			buf_str(b, letters[i].to);
			return true;
		}
	}
	return false;
}

/* A letter that no table has: without its marks it may be one that has. */
static void by_shape(struct arena *a, struct buf *b, struct str letter)
{
	struct str bare = utf8_bare(a, letter), rest = bare, before = bare;
	int32_t cp;

	for (; (cp = utf8_next(&rest)) >= 0; before = rest) {
		struct str one = {before.p, before.n - rest.n};

		if (utf8_letter(cp) && !utf8_mark(cp) && !by_table(b, one) &&
		    (cp >= 0x80 || plain(cp)))
			buf_str(b, one);
	}
}

static void to_letters(struct arena *a, struct buf *b, struct str s)
{
	struct str rest = utf8_fold(a, s), before = rest;
	int32_t cp;

	for (; (cp = utf8_next(&rest)) >= 0; before = rest) {
		struct str one = {before.p, before.n - rest.n};

		if (cp < 0x80) {
			if (plain(cp))
				buf_str(b, one);
		} else if (utf8_letter(cp) && !utf8_mark(cp) && !by_table(b, one)) {
			if (plain(cp))
				buf_str(b, one);
			else if (cp != 0x2bc && cp != 0x2bb) /* apostrophes that count as letters */
				by_shape(a, b, one);
		}
	}
}

/* A letter as it is, at least one byte. */
static struct str one_letter(struct str s)
{
	struct str rest = s;

	(void)utf8_next(&rest);
	return (struct str){s.p, s.n - rest.n};
}

/* Append letters of a key, a doubled one once. */
static void put_single(struct buf *out, struct str s)
{
	while (s.n > 0) {
		struct str one = one_letter(s);
		bool digit = ascii_digit(one.p[0]);

		if (digit || out->p == NULL || out->n < one.n ||
		    memcmp(out->p + out->n - one.n, one.p, one.n) != 0)
			buf_str(out, one);
		s = (struct str){s.p + one.n, s.n - one.n};
	}
}

struct str names_key(struct arena *a, struct str name)
{
	struct buf raw = {0}, out = {0};
	struct str s, key;

	to_letters(a, &raw, name);
	for (s = buf_text(&raw); s.n > 0;) {
		struct str from = one_letter(s), to = from;
		bool ascii = (unsigned char)s.p[0] < 0x80; /* as all of the table is */

		for (size_t i = 0; ascii && i < ARRAY_LEN(latin); i++)
			if (s.n >= latin[i].from.n &&
			    memcmp(s.p, latin[i].from.p, latin[i].from.n) == 0) {
				from = latin[i].from;
				to = latin[i].to;
				break;
			}
		put_single(&out, to);
		s = (struct str){s.p + from.n, s.n - from.n};
	}
	key = arena_str(a, buf_text(&out));
	buf_free(&raw);
	buf_free(&out);
	return key;
}

/* Letters of documents' numbers that look the same in both alphabets. */
static const struct rule looks[] = {
    {STR_INIT("А"), STR_INIT("A")},
    {STR_INIT("В"), STR_INIT("B")},
    {STR_INIT("Е"), STR_INIT("E")},
    {STR_INIT("К"), STR_INIT("K")},
    {STR_INIT("М"), STR_INIT("M")},
    {STR_INIT("Н"), STR_INIT("H")},
    {STR_INIT("О"), STR_INIT("O")},
    {STR_INIT("Р"), STR_INIT("P")},
    {STR_INIT("С"), STR_INIT("C")},
    {STR_INIT("Т"), STR_INIT("T")},
    {STR_INIT("У"), STR_INIT("Y")},
    {STR_INIT("Х"), STR_INIT("X")},
    {STR_INIT("І"), STR_INIT("I")},
};

struct str names_document_key(struct arena *a, struct str number)
{
	struct str rest = utf8_upper(a, number), before = rest, key;
	struct buf out = {0};
	int32_t cp;

	for (; (cp = utf8_next(&rest)) >= 0; before = rest) {
		struct str one = {before.p, before.n - rest.n};

		for (size_t i = 0; i < ARRAY_LEN(looks); i++)
			if (str_eq(one, looks[i].from))
				one = looks[i].to;
		if (ascii_digit(cp) || (utf8_letter(cp) && !utf8_mark(cp)))
			buf_str(&out, one);
	}
	key = arena_str(a, buf_text(&out));
	buf_free(&out);
	return key;
}
