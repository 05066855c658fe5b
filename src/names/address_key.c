/* Addresses' keys: streets without their type words, houses without their dots. */
#include "buf.h"
#include "key.h"
#include "utf8.h"

#include <string.h>

static const struct {
	struct str word, key;
} street_words[] = {
#define STREET_WORD(word, key) {STR_INIT(word), STR_INIT(key)},
#include "street_words.def"
#undef STREET_WORD
};

/* A hyphen or an apostrophe holds a word together: "пр-т", "10-й". */
static bool in_word(int32_t cp)
{
	return utf8_letter(cp) || (cp >= '0' && cp <= '9') || cp == '-' || cp == '\'' ||
	       cp == 0x2019;
}

/* The next word of *s, empty at the end; `stopped' says that a full stop follows. */
static struct str next_word(struct str *s, bool *stopped)
{
	struct str rest = *s, from = *s, end;
	int32_t cp;

	while ((cp = utf8_next(&rest)) >= 0 && !in_word(cp))
		from = rest;
	end = from;
	for (rest = from; (cp = utf8_next(&rest)) >= 0 && in_word(cp);)
		end = rest;
	*stopped = cp == '.';
	*s = end;
	return (struct str){from.p, from.n - end.n};
}

static bool type_word(struct str key)
{
	for (size_t i = 0; i < ARRAY_LEN(street_words); i++)
		if (str_eq(key, street_words[i].key))
			return true;
	return false;
}

struct str names_street_key(struct arena *a, struct str street)
{
	struct buf out = {0}, all = {0};
	struct str word, key;
	bool stopped;

	while ((word = next_word(&street, &stopped)).n > 0) {
		key = names_key(a, word);
		buf_str(&all, key);
		if (!type_word(key) && !(stopped && utf8_length(word) == 1))
			buf_str(&out, key);
	}
	/* once more over the whole, so that words that meet fold as if they were one */
	key = names_key(a, buf_text(out.n > 0 ? &out : &all));
	buf_free(&out);
	buf_free(&all);
	return key;
}

/* Latin letters of houses as the Cyrillic ones that look the same. */
static struct str house_letter(struct str one)
{
	static const struct {
		const char *latin, *cyrillic;
	} looks[] = {{"a", "а"}, {"b", "в"}, {"c", "с"}, {"e", "е"}, {"h", "н"}, {"k", "к"},
	    {"m", "м"}, {"o", "о"}, {"p", "р"}, {"t", "т"}, {"x", "х"}, {"y", "у"}, {"ё", "е"},
	    {"ү", "у"}};

	for (size_t i = 0; i < ARRAY_LEN(looks); i++)
		if (str_is(one, looks[i].latin))
			return str_of(looks[i].cyrillic);
	return one;
}

/* Words in house numbers and what is kept of them. */
static struct str house_word(struct str w, bool at_start)
{
	static const struct {
		const char *word, *kept;
		bool at_start;
	} words[] = {{"дом", "", true}, {"д", "", true}, {"уй", "", true}, {"квартира", "", true},
	    {"кв", "", true}, {"пәтер", "", true}, {"корпус", "к", false}, {"корп", "к", false},
	    {"строение", "с", false}, {"стр", "с", false}};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_is(w, words[i].word) && (at_start || !words[i].at_start))
			return str_of(words[i].kept);
	return w;
}

/* One run of letters or of digits off the front of *s; false at the end. */
static bool run(struct str *s, struct buf *out, bool *digits)
{
	bool any = false;

	buf_clear(out);
	while (s->n > 0) {
		struct str rest = *s;
		int32_t cp = utf8_next(&rest);
		bool digit = cp >= '0' && cp <= '9';
		bool counts = digit || (utf8_letter(cp) && !utf8_mark(cp));

		if (any && (!counts || digit != *digits))
			break;
		if (counts)
			buf_str(out, house_letter((struct str){s->p, s->n - rest.n}));
		*digits = digit;
		any = any || counts;
		*s = rest;
	}
	return any;
}

struct str names_house_key(struct arena *a, struct str house)
{
	struct str s = utf8_fold(a, house), key;
	struct buf out = {0}, word = {0};
	bool digits = false, before = false;

	while (run(&s, &word, &digits)) {
		if (digits && before)
			buf_char(&out, '/');
		if (digits)
			buf_str(&out, buf_text(&word));
		else
			buf_str(&out, house_word(buf_text(&word), out.n == 0 && s.n > 0));
		before = digits;
	}
	key = arena_str(a, buf_text(&out));
	buf_free(&out);
	buf_free(&word);
	return key;
}
