/* Names. */
#include "name.h"

#include "buf.h"
#include "utf8.h"

struct str name_tidy(struct arena *a, struct str s)
{
	struct buf b = {0};
	struct str rest, before, out;
	bool blank = false;
	int32_t cp;

	rest = before = utf8_trim(utf8_nfc(a, s));
	for (; (cp = utf8_next(&rest)) >= 0; before = rest) {
		bool white = utf8_white(cp);

		if (white && !blank)
			buf_char(&b, ' ');
		else if (!white)
			buf_put(&b, before.p, before.n - rest.n);
		blank = white;
	}
	out = arena_str(a, buf_text(&b));
	buf_free(&b);
	return out;
}

static bool apostrophe(int32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2018 || cp == 0x2bc || cp == 0x2bb;
}

bool name_ok(struct str tidy)
{
	bool any = false, after_letter = false;
	int32_t cp;

	while ((cp = utf8_next(&tidy)) >= 0) {
		bool mark = utf8_mark(cp);
		bool letter = utf8_letter(cp) && !apostrophe(cp);

		if (mark && !after_letter)
			return false;
		if (!letter && !apostrophe(cp) && cp != ' ' && cp != '-' && cp != '.')
			return false;
		any = any || letter;
		after_letter = letter;
	}
	return any;
}

bool name_latin(struct str tidy)
{
	int32_t cp;

	while ((cp = utf8_next(&tidy)) >= 0) {
		bool latin = (cp < 0x250) || (cp >= 0x1e00 && cp <= 0x1eff) || apostrophe(cp) ||
			     utf8_mark(cp);

		if (!latin)
			return false;
	}
	return true;
}
