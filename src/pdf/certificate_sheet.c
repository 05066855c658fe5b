/* The columns and words of a certificate's page. */
#include "certificate_sheet.h"

static const struct str none = {"", 0};

struct str sheet_joined(struct sheet *s, const struct str *v, size_t n, const char *between)
{
	struct buf b = {0};
	struct str out;

	for (size_t i = 0; i < n; i++) {
		if (v[i].n > 0 && b.n > 0)
			buf_z(&b, between);
		buf_str(&b, v[i]);
	}
	out = arena_str(s->a, buf_text(&b));
	buf_free(&b);
	return out;
}

struct str sheet_said(enum lang lang, enum msg m)
{
	return str_of(text(lang, m));
}

struct str sheet_shown(struct sheet *s, enum certificate_field f)
{
	return certificate_shown(s->a, s->f, f);
}

struct str sheet_words(struct sheet *s, enum certificate_field f)
{
	struct str kk = certificate_word(s->a, LANG_KK, s->f, f); /* empty where the field is */
	struct str ru = certificate_word(s->a, LANG_RU, s->f, f);
	struct str en = certificate_word(s->a, LANG_EN, s->f, f);

	return JOINED(s, " / ", kk, str_eq(kk, ru) ? none : ru, str_eq(ru, en) ? none : en);
}

enum rc sheet_too_long(struct sheet *s, struct str value)
{
	return fail(s->e, RC_BAD_INPUT, "certificate: does not fit on the page: %.100s",
	    arena_z(s->a, value));
}

enum rc sheet_put(
    struct sheet *s, double x, double y, double width, struct type t, struct str value)
{
	struct fit fit;

	if (value.n == 0)
		return RC_OK;
	if (!page_fit(s->p, t, value, width, 1, &fit)) {
		t.size /= 2;
		if (!page_fit(s->p, t, value, width, 2, &fit))
			return sheet_too_long(s, value);
	}
	for (size_t i = 0; i < fit.n; i++)
		page_text(s->p, x, y - (double)(fit.n - 1 - i) * fit.type.size * 1.1, fit.type,
		    fit.line[i]);
	return RC_OK;
}

static struct type label_type(double k, bool first)
{
	return (struct type){.size = (first ? 8.6 : 7.2) * k, .ink = first ? INK_TEXT : INK_QUIET};
}

/* Russian and English on one line if they fit in letters of the usual size. */
bool sheet_label_short(struct sheet *s, enum msg label, double k)
{
	return page_width(s->p, label_type(k, false),
		   JOINED(s, " / ", sheet_said(LANG_RU, label), sheet_said(LANG_EN, label))) <=
	       LABEL_WIDTH;
}

/* Kazakh above Russian and English. */
enum rc sheet_label(struct sheet *s, double y, double k, enum msg label)
{
	struct type first = label_type(k, true), other = label_type(k, false);
	struct str ru = sheet_said(LANG_RU, label), en = sheet_said(LANG_EN, label);
	enum rc rc = sheet_put(s, LEFT, y, LABEL_WIDTH, first, sheet_said(LANG_KK, label));

	if (rc == RC_OK && sheet_label_short(s, label, k))
		return sheet_put(
		    s, LEFT, y + 10.2 * k, LABEL_WIDTH, other, JOINED(s, " / ", ru, en));
	if (rc == RC_OK)
		rc = sheet_put(s, LEFT, y + 10.2 * k, LABEL_WIDTH, other, ru);
	if (rc == RC_OK)
		rc = sheet_put(s, LEFT, y + 19.2 * k, LABEL_WIDTH, other, en);
	return rc;
}
