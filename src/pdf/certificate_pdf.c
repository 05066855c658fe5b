/* The page of a certificate: head, title, rows, the term, and at the foot signature and QR code. */
#include "certificate_pdf.h"

#include "certificate_sheet.h"
#include "fonts.h"
#include "utf8.h"

#include <assert.h>

/* ---- the parts of the page ---- */

static enum rc head(struct sheet *s)
{
	const struct str *v = s->f->v;
	struct type strong = {10.5, true, INK_TEXT}, plain = {9.5, false, INK_QUIET};
	struct type number = {12.5, true, INK_TEXT};
	bool kk = v[CERTIFICATE_UNIT_KK].n > 0;
	struct str series = JOINED(s, " ", STR("\u2116"), v[CERTIFICATE_NUMBER]);
	double wide = 108 * MM, y = 19 * MM;
	enum rc rc =
	    sheet_put(s, LEFT, y, wide, strong, v[kk ? CERTIFICATE_UNIT_KK : CERTIFICATE_UNIT_RU]);

	if (rc == RC_OK && kk)
		rc = sheet_put(s, LEFT, y + 14, wide, plain, v[CERTIFICATE_UNIT_RU]);
	while (number.size > 6 && page_width(s->p, number, series) > WIDTH - wide - 4 * MM)
		number.size -= 0.5;
	page_text_right(s->p, RIGHT, y, number, series);
	page_line(s->p, LEFT, y + 23, WIDTH, 1.4, INK_ACCENT);
	return rc;
}

/* A stamp at the right: "ТЕЛНҰСҚА / ДУБЛИКАТ / DUPLICATE   № 1" */
static void stamp(struct sheet *s, double y)
{
	struct type t = {9, true, INK_ACCENT};
	struct str all;
	double width;

	if (s->f->v[CERTIFICATE_COPY].n == 0)
		return;
	all = JOINED(s, " / ", sheet_said(LANG_KK, MSG_CERTIFICATE_COPY),
	    sheet_said(LANG_RU, MSG_CERTIFICATE_COPY), sheet_said(LANG_EN, MSG_CERTIFICATE_COPY));
	all = JOINED(s, " \u2116 ", utf8_upper(s->a, all), s->f->v[CERTIFICATE_COPY]);
	width = page_width(s->p, t, all) + 14;
	page_frame(s->p, RIGHT - width, y - 13.5, width, 19, INK_ACCENT);
	page_text(s->p, RIGHT - width + 7, y - 0.8, t, all);
}

static enum rc title(struct sheet *s)
{
	double y = 39 * MM;
	bool stay = str_is(s->f->v[CERTIFICATE_KIND], "stay");
	enum msg m = stay ? MSG_CERTIFICATE_TITLE_STAY : MSG_CERTIFICATE_TITLE_ADDRESS;
	enum rc rc;

	stamp(s, y + 37); /* beside the English title, the shortest */
	rc = sheet_put(s, LEFT, y + 4, WIDTH, (struct type){20, true, INK_TEXT, .heading = true},
	    sheet_said(LANG_KK, m));
	if (rc == RC_OK)
		rc = sheet_put(s, LEFT, y + 23, WIDTH, (struct type){11.5, false, INK_TEXT},
		    sheet_said(LANG_RU, m));
	if (rc == RC_OK)
		rc = sheet_put(s, LEFT, y + 38, WIDTH, (struct type){10, false, INK_QUIET},
		    sheet_said(LANG_EN, m));
	return rc;
}

#define TERM_HEIGHT 40.0
/* What everybody looks at first. */
static enum rc term(struct sheet *s, double y)
{
	bool until = s->f->v[CERTIFICATE_UNTIL].n > 0;
	enum msg label = until ? MSG_CERTIFICATE_TERM : MSG_CERTIFICATE_SINCE;
	struct str both = JOINED(
	    s, " \u2013 ", sheet_shown(s, CERTIFICATE_FROM), sheet_shown(s, CERTIFICATE_UNTIL));
	enum rc rc;

	page_box(s->p, LEFT - 2.5 * MM, y, WIDTH + 5 * MM, TERM_HEIGHT, INK_TINT);
	page_box(s->p, LEFT - 2.5 * MM, y, 1.2 * MM, TERM_HEIGHT, INK_ACCENT);
	rc = sheet_label(s, y + (sheet_label_short(s, label, 1) ? 18 : 13.5), 1, label);
	page_text(s->p, LEFT + LABELS, y + 26.5, (struct type){18, true, INK_TEXT}, both);
	return rc;
}

/* A label of three words on one line, what it labels beneath. */
static enum rc small(struct sheet *s, double x, double y, double width, enum msg label)
{
	return sheet_put(s, x, y, width, (struct type){7.4, false, INK_QUIET},
	    JOINED(s, " / ", sheet_said(LANG_KK, label), sheet_said(LANG_RU, label),
		sheet_said(LANG_EN, label)));
}

static enum rc how_to_check(struct sheet *s, double y, double width)
{
	struct type t = {7.4, false, INK_QUIET};
	enum rc rc = RC_OK;

	for (enum lang l = 0; l < LANG__MAX && rc == RC_OK; l++)
		rc = sheet_put(s, LEFT, y + 10 * l, width, t,
		    sheet_said((enum lang[]){LANG_KK, LANG_RU, LANG_EN}[l], MSG_CERTIFICATE_HOW));
	if (rc == RC_OK)
		rc = sheet_put(s, LEFT, y + 31.5, width, (struct type){9, true, INK_TEXT},
		    JOINED(s, "", s->f->v[CERTIFICATE_CHECK], STR("/check")));
	return rc;
}

/* Who issued it and when; the code and how to check it; beside them the QR code. */
static enum rc foot(struct sheet *s, const struct qr *qr, double y, double side)
{
	double width = WIDTH - side - 6 * MM, half = (width - 6 * MM) / 2;
	double right = LEFT + half + 6 * MM;
	struct type value = {11.5, false, INK_TEXT};
	enum rc rc = small(s, LEFT, y + 6, half, MSG_CERTIFICATE_ISSUED_ON);

	if (rc == RC_OK)
		rc = sheet_put(s, LEFT, y + 19, half, value, sheet_shown(s, CERTIFICATE_ISSUED_ON));
	if (rc == RC_OK)
		rc = small(s, right, y + 6, half, MSG_CERTIFICATE_OFFICER);
	if (rc == RC_OK)
		rc = sheet_put(s, right, y + 19, half, value, s->f->v[CERTIFICATE_ISSUED_BY]);
	page_line(s->p, right, y + 45, half, 0.6, INK_TEXT);
	if (rc == RC_OK)
		rc = small(s, right, y + 54, half, MSG_CERTIFICATE_SIGNATURE);
	if (rc == RC_OK)
		rc = small(s, LEFT, y + 54, half, MSG_CERTIFICATE_SEAL);
	if (rc == RC_OK)
		rc = small(s, LEFT, y + 76, width, MSG_CERTIFICATE_CODE);
	if (rc == RC_OK)
		rc = sheet_put(s, LEFT, y + 92, width, (struct type){14, true, INK_TEXT},
		    sheet_shown(s, CERTIFICATE_CODE));
	if (rc == RC_OK)
		rc = how_to_check(s, y + 106, width);
	page_qr(s->p, qr, RIGHT - side + qr_quiet(qr, side), y - qr_quiet(qr, side), side);
	return rc;
}

/* The last lines: what kind of form this is. */
static enum rc small_print(struct sheet *s, double y)
{
	static const enum lang order[] = {LANG_KK, LANG_RU, LANG_EN};
	enum rc rc = RC_OK;

	for (size_t i = 0; i < ARRAY_LEN(order) && rc == RC_OK; i++)
		rc = sheet_put(s, LEFT, y + 9 * (double)i, WIDTH,
		    (struct type){6.6, false, INK_QUIET},
		    sheet_said(order[i], MSG_CERTIFICATE_FORM));
	return rc;
}

static void across(struct sheet *s)
{
	bool rehearsal = s->f->v[CERTIFICATE_REHEARSAL].n > 0;
	enum msg m =
	    s->mark == CERTIFICATE_ANNULLED ? MSG_CERTIFICATE_ANNULLED : MSG_CERTIFICATE_REHEARSAL;

	if (s->mark == CERTIFICATE_ANNULLED || rehearsal)
		page_mark(s->p, utf8_upper(s->a, JOINED(s, " \u00b7 ", sheet_said(LANG_KK, m),
						     sheet_said(LANG_RU, m))));
}

#define ROWS_TOP  (58 * MM)
#define FOOT_END  (271 * MM)
#define FOOT_SIDE (50 * MM)

static enum rc draw(struct sheet *s)
{
	struct qr *qr = qr_make(s->a, s->qr);
	struct rows rows = {0};
	double side, room, height = 0, k = 1.02;
	enum rc rc;

	if (qr == NULL)
		return fail(s->e, RC_BAD_INPUT, "certificate: too long for a QR code");
	side = qr_side(qr, FOOT_SIDE);
	room = FOOT_END - side - 9 * MM - TERM_HEIGHT - ROWS_TOP;
	rows_of(s, &rows);
	do {
		k -= 0.02;
		rc = rows_measure(s, &rows, k, &height);
	} while (rc == RC_OK && height > room && k > 0.5);
	if (rc == RC_OK && height > room)
		rc = fail(s->e, RC_BAD_INPUT, "certificate: more than fits on the page");
	if (rc != RC_OK)
		return rc;
	across(s);
	rc = head(s);
	if (rc == RC_OK)
		rc = title(s);
	if (rc == RC_OK)
		rc = rows_draw(s, &rows, ROWS_TOP, k);
	if (rc == RC_OK)
		rc = term(s, ROWS_TOP + height + 3 * MM);
	if (rc == RC_OK)
		rc = foot(s, qr, FOOT_END - side, side);
	if (rc == RC_OK)
		rc = small_print(s, FOOT_END + 8 * MM);
	return rc;
}

/* ---- letters ---- */

/* After fonts_map. */
static bool has_letters(struct str s)
{
	while (s.n > 0)
		if (!fonts_have(utf8_next(&s)))
			return false;
	return true;
}

enum rc certificate_printable(struct str s, bool *yes, struct err *e)
{
	PangoFontMap *map;
	enum rc rc;

	fonts_lock();
	rc = fonts_map(&map, e);
	*yes = rc == RC_OK && utf8_valid(s) && has_letters(s);
	fonts_unlock();
	return rc;
}

static enum rc all_printable(const struct certificate_facts *f, struct err *e)
{
	bool yes = true;
	enum rc rc = RC_OK;

	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS && rc == RC_OK; i++) {
		rc = certificate_printable(f->v[i], &yes, e);
		if (rc == RC_OK && !yes)
			rc = fail(e, RC_BAD_INPUT, "certificate: %s has a letter of no font here",
			    certificate_key(i));
	}
	return rc;
}

/* ---- the file ---- */

enum rc certificate_pdf(const struct certificate_facts *f,
    const unsigned char signature[CERTIFICATE_SIGNATURE], enum certificate_mark mark,
    struct buf *out, struct err *e)
{
	struct arena a = {0};
	struct page page;
	struct sheet s = {.a = &a, .p = &page, .f = f, .mark = mark, .e = e};
	struct page_about about = {.creator = "Mekenjai", .lang = "kk"};
	enum rc rc = certificate_check_facts(f, e), end;
	bool dated;

	if (rc == RC_OK)
		rc = all_printable(f, e);
	if (rc != RC_OK)
		goto out;
	dated = date_parse(f->v[CERTIFICATE_ISSUED_ON], &about.made);
	assert(dated);
	s.qr = certificate_qr(&a, f, signature);
	about.title =
	    arena_z(&a, JOINED(&s, " \u2116 ", certificate_word(&a, LANG_KK, f, CERTIFICATE_KIND),
			    f->v[CERTIFICATE_NUMBER]));
	about.subject =
	    arena_z(&a, JOINED(&s, " / ", certificate_word(&a, LANG_RU, f, CERTIFICATE_KIND),
			    certificate_word(&a, LANG_EN, f, CERTIFICATE_KIND)));
	rc = page_begin(&page, &about, e);
	if (rc != RC_OK)
		goto out;
	rc = draw(&s);
	end = page_end(&page, &about, rc == RC_OK ? out : NULL, e);
	rc = rc != RC_OK ? rc : end;
out:
	arena_free(&a);
	return rc;
}
