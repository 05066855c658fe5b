/* The page of a certificate: head, title, rows, the term, and at the foot signature and QR code. */
#include "certificate_pdf.h"

#include "certificate_words.h"
#include "fonts.h"
#include "page.h"
#include "utf8.h"

#include <assert.h>
#include <math.h>

#define LEFT   (20 * MM)
#define RIGHT  (A4_WIDTH - 20 * MM)
#define WIDTH  (RIGHT - LEFT)
#define LABELS (58 * MM) /* where values begin, from LEFT */

/* Everything that drawing needs, passed along. */
struct sheet {
	struct arena *a;
	struct page *p;
	const struct certificate_facts *f;
	struct str qr;
	enum certificate_mark mark;
	struct err *e;
};

static const struct str none = {"", 0};

static struct str joined(struct sheet *s, const struct str *v, size_t n, const char *between)
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
#define JOINED(s, between, ...)                        \
	joined((s), (const struct str[]){__VA_ARGS__}, \
	    sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str), (between))

static struct str said(enum lang lang, enum msg m)
{
	return str_of(text(lang, m));
}

static struct str shown(struct sheet *s, enum certificate_field f)
{
	return certificate_shown(s->a, s->f, f);
}

/* "ер / мужской / male", each once */
static struct str words(struct sheet *s, enum certificate_field f)
{
	struct str kk = certificate_word(s->a, LANG_KK, s->f, f);
	struct str ru = certificate_word(s->a, LANG_RU, s->f, f);
	struct str en = certificate_word(s->a, LANG_EN, s->f, f);

	return JOINED(s, " / ", kk, str_eq(kk, ru) ? none : ru, str_eq(ru, en) ? none : en);
}

/* ---- what does not fit ---- */

static enum rc too_long(struct sheet *s, struct str value)
{
	return fail(s->e, RC_BAD_INPUT, "certificate: does not fit on the page: %.100s",
	    arena_z(s->a, value));
}

/* One value in a box of its own, its lines from the first baseline on. */
static enum rc put(struct sheet *s, double x, double y, double width, size_t lines, struct type t,
    struct str value)
{
	struct fit fit;

	if (value.n == 0)
		return RC_OK;
	if (!page_fit(s->p, t, value, width, lines, &fit))
		return too_long(s, value);
	for (size_t i = 0; i < fit.n; i++)
		page_text(s->p, x, y + (double)i * fit.type.size * 1.3, fit.type, fit.line[i]);
	return RC_OK;
}

/* ---- rows ---- */

#define ROW_VALUES 2
struct row {
	enum msg label;
	struct str value[ROW_VALUES];
	bool strong;
	struct fit fit[ROW_VALUES];
	double height;
};

#define ROWS_MAX 16
struct rows {
	struct row row[ROWS_MAX];
	size_t n;
};

/* A row without a value is left out. */
static void add(struct rows *r, enum msg label, struct str one, struct str two)
{
	if (one.n == 0) {
		one = two;
		two = none;
	}
	if (one.n > 0)
		r->row[r->n++] = (struct row){.label = label, .value = {one, two}};
}

static void rows_of(struct sheet *s, struct rows *r)
{
	const struct str *v = s->f->v;

	add(r, MSG_CERTIFICATE_NAME,
	    JOINED(s, " ", v[CERTIFICATE_SURNAME], v[CERTIFICATE_GIVEN], v[CERTIFICATE_PATRONYMIC]),
	    none);
	add(r, MSG_CERTIFICATE_LATIN,
	    JOINED(s, " ", v[CERTIFICATE_SURNAME_LATIN], v[CERTIFICATE_GIVEN_LATIN]), none);
	add(r, MSG_FIELD_BIRTH_DATE, shown(s, CERTIFICATE_BIRTH_DATE), none);
	add(r, MSG_FIELD_SEX, words(s, CERTIFICATE_SEX), none);
	add(r, MSG_FIELD_CITIZENSHIP, v[CERTIFICATE_CITIZENSHIP], none);
	add(r, MSG_FIELD_IIN, v[CERTIFICATE_IIN], none);
	add(r, MSG_CERTIFICATE_DOCUMENT,
	    JOINED(s, "   ", v[CERTIFICATE_DOCUMENT_COUNTRY], v[CERTIFICATE_DOCUMENT_NUMBER]),
	    v[CERTIFICATE_DOCUMENT_TYPE].n > 0 ? words(s, CERTIFICATE_DOCUMENT_TYPE) : none);
	add(r, MSG_FIELD_DOCUMENT_EXPIRES, shown(s, CERTIFICATE_DOCUMENT_EXPIRES), none);
	add(r, MSG_CERTIFICATE_ADDRESS, v[CERTIFICATE_ADDRESS_KK], v[CERTIFICATE_ADDRESS_RU]);
	add(r, MSG_CERTIFICATE_HOST, v[CERTIFICATE_HOST], none);
	add(r, MSG_FIELD_ENTRY_DATE, shown(s, CERTIFICATE_ENTRY_DATE), none);
	if (v[CERTIFICATE_RESIDENCE].n > 0)
		add(r, MSG_CERTIFICATE_RESIDENCE, words(s, CERTIFICATE_RESIDENCE), none);
	add(r, MSG_CERTIFICATE_REGISTRATION, v[CERTIFICATE_REGISTRATION], none);
	r->row[0].strong = true; /* the name, or the Latin where that is all */
}

static struct type label_type(double k, bool first)
{
	return (struct type){.size = (first ? 8.5 : 7.4) * k, .ink = first ? INK_TEXT : INK_QUIET};
}

/* How high the rows are at this scale. */
static enum rc measure(struct sheet *s, struct rows *r, double k, double *height)
{
	*height = 0;
	for (size_t i = 0; i < r->n; i++) {
		struct row *row = &r->row[i];
		double lines = 0;

		for (size_t v = 0; v < ROW_VALUES && row->value[v].n > 0; v++) {
			struct type t = {(row->strong ? 13
					     : v == 0 ? 11.5
						      : 10.5) *
					     k,
			    row->strong, v == 0 ? INK_TEXT : INK_QUIET};

			if (row->label == MSG_CERTIFICATE_ADDRESS)
				t.ink = INK_TEXT;
			if (!page_fit(
				s->p, t, row->value[v], WIDTH - LABELS, FIT_LINES, &row->fit[v]))
				return too_long(s, row->value[v]);
			lines += (double)row->fit[v].n * row->fit[v].type.size * 1.32;
		}
		row->height = fmax(lines, (8.5 + 7.4) * 1.25 * k) + 8.5 * k;
		*height += row->height;
	}
	return RC_OK;
}

/* "Туған күні" above "Дата рождения / Date of birth" */
static enum rc draw_label(struct sheet *s, double y, double width, double k, enum msg label)
{
	struct str under = JOINED(s, " / ", said(LANG_RU, label), said(LANG_EN, label));
	enum rc rc = put(s, LEFT, y, width, 1, label_type(k, true), said(LANG_KK, label));

	if (rc == RC_OK)
		rc = put(s, LEFT, y + 10.4 * k, width, 1, label_type(k, false), under);
	return rc;
}

static enum rc draw_rows(struct sheet *s, struct rows *r, double y, double k)
{
	for (size_t i = 0; i < r->n; i++) {
		struct row *row = &r->row[i];
		double at = y + 4.2 * k;
		enum rc rc = draw_label(s, y + 13.5 * k, LABELS - 4 * MM, k, row->label);

		if (rc != RC_OK)
			return rc;
		for (size_t v = 0; v < ROW_VALUES && row->value[v].n > 0; v++)
			for (size_t n = 0; n < row->fit[v].n; n++) {
				at += row->fit[v].type.size * (n + v == 0 ? 0.95 : 1.32);
				page_text(
				    s->p, LEFT + LABELS, at, row->fit[v].type, row->fit[v].line[n]);
			}
		y += row->height;
		page_line(s->p, LEFT, y, WIDTH, 0.5, INK_LINE);
	}
	return RC_OK;
}

/* ---- the parts of the page ---- */

static enum rc head(struct sheet *s)
{
	const struct str *v = s->f->v;
	struct type strong = {10.5, true, INK_TEXT}, plain = {9.5, false, INK_QUIET};
	struct type number = {12.5, true, INK_TEXT};
	bool kk = v[CERTIFICATE_UNIT_KK].n > 0;
	struct str series = JOINED(s, " ", STR("\u2116"), v[CERTIFICATE_NUMBER]);
	double wide = 108 * MM, y = 23 * MM;
	enum rc rc =
	    put(s, LEFT, y, wide, 1, strong, v[kk ? CERTIFICATE_UNIT_KK : CERTIFICATE_UNIT_RU]);

	if (rc == RC_OK && kk)
		rc = put(s, LEFT, y + 14, wide, 1, plain, v[CERTIFICATE_UNIT_RU]);
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
	all = JOINED(s, " / ", said(LANG_KK, MSG_CERTIFICATE_COPY),
	    said(LANG_RU, MSG_CERTIFICATE_COPY), said(LANG_EN, MSG_CERTIFICATE_COPY));
	all = JOINED(s, " \u2116 ", utf8_upper(s->a, all), s->f->v[CERTIFICATE_COPY]);
	width = page_width(s->p, t, all) + 14;
	page_frame(s->p, RIGHT - width, y - 13.5, width, 19, INK_ACCENT);
	page_text(s->p, RIGHT - width + 7, y - 0.8, t, all);
}

static enum rc title(struct sheet *s)
{
	double y = 43 * MM;
	bool stay = str_is(s->f->v[CERTIFICATE_KIND], "stay");
	enum msg m = stay ? MSG_CERTIFICATE_TITLE_STAY : MSG_CERTIFICATE_TITLE_ADDRESS;
	enum rc rc;

	stamp(s, y - 17);
	rc = put(s, LEFT, y + 4, WIDTH, 1, (struct type){20, true, INK_TEXT}, said(LANG_KK, m));
	if (rc == RC_OK)
		rc = put(s, LEFT, y + 23, WIDTH, 1, (struct type){11.5, false, INK_TEXT},
		    said(LANG_RU, m));
	if (rc == RC_OK)
		rc = put(s, LEFT, y + 38, WIDTH, 1, (struct type){10, false, INK_QUIET},
		    said(LANG_EN, m));
	return rc;
}

#define TERM_HEIGHT 40.0
/* What everybody looks at first. */
static enum rc term(struct sheet *s, double y)
{
	bool until = s->f->v[CERTIFICATE_UNTIL].n > 0;
	struct str from = shown(s, CERTIFICATE_FROM);
	struct str both = until ? JOINED(s, " \u2013 ", from, shown(s, CERTIFICATE_UNTIL)) : from;

	page_box(s->p, LEFT - 2.5 * MM, y, WIDTH + 5 * MM, TERM_HEIGHT, INK_TINT);
	page_box(s->p, LEFT - 2.5 * MM, y, 1.2 * MM, TERM_HEIGHT, INK_ACCENT);
	page_text(s->p, LEFT + LABELS, y + 26.5, (struct type){18, true, INK_TEXT}, both);
	return draw_label(
	    s, y + 17.5, LABELS - 4 * MM, 1, until ? MSG_CERTIFICATE_TERM : MSG_CERTIFICATE_SINCE);
}

/* A label of three words on one line, what it labels beneath. */
static enum rc small(struct sheet *s, double x, double y, double width, enum msg label)
{
	return put(s, x, y, width, 1, (struct type){7.4, false, INK_QUIET},
	    JOINED(s, " / ", said(LANG_KK, label), said(LANG_RU, label), said(LANG_EN, label)));
}

static enum rc how_to_check(struct sheet *s, double y, double width)
{
	struct type t = {7.4, false, INK_QUIET};
	enum rc rc = RC_OK;

	for (enum lang l = 0; l < LANG__MAX && rc == RC_OK; l++)
		rc = put(s, LEFT, y + 10 * l, width, 1, t,
		    said((enum lang[]){LANG_KK, LANG_RU, LANG_EN}[l], MSG_CERTIFICATE_HOW));
	if (rc == RC_OK)
		rc = put(s, LEFT, y + 31.5, width, 1, (struct type){9, true, INK_TEXT},
		    JOINED(s, "", s->f->v[CERTIFICATE_CHECK], STR("/check")));
	return rc;
}

/* Who issued it and when; the code and how to check it; beside them the QR code. */
static enum rc foot(struct sheet *s, const struct qr *qr, double y, double side)
{
	double width = WIDTH - side - 6 * MM, half = (width - 6 * MM) / 2;
	double right = LEFT + half + 6 * MM;
	struct type value = {11.5, false, INK_TEXT};
	enum rc rc = small(s, LEFT, y + 8, half, MSG_CERTIFICATE_ISSUED_ON);

	if (rc == RC_OK)
		rc = put(s, LEFT, y + 22, half, 1, value, shown(s, CERTIFICATE_ISSUED_ON));
	if (rc == RC_OK)
		rc = small(s, right, y + 8, half, MSG_CERTIFICATE_OFFICER);
	if (rc == RC_OK)
		rc = put(s, right, y + 22, half, 1, value, s->f->v[CERTIFICATE_ISSUED_BY]);
	page_line(s->p, right, y + 51, half, 0.6, INK_TEXT);
	if (rc == RC_OK)
		rc = small(s, right, y + 60, half, MSG_CERTIFICATE_SIGNATURE);
	if (rc == RC_OK)
		rc = small(s, LEFT, y + 60, half, MSG_CERTIFICATE_SEAL);
	if (rc == RC_OK)
		rc = small(s, LEFT, y + 82, width, MSG_CERTIFICATE_CODE);
	if (rc == RC_OK)
		rc = put(s, LEFT, y + 99, width, 1, (struct type){14, true, INK_TEXT},
		    shown(s, CERTIFICATE_CODE));
	if (rc == RC_OK)
		rc = how_to_check(s, y + 113, width);
	page_qr(s->p, qr, RIGHT - side, y, side);
	return rc;
}

/* The last lines: what the law and the register add. */
static enum rc small_print(struct sheet *s, double y)
{
	struct type t = {6.6, false, INK_QUIET};
	struct text_arg date[] = {{"date", shown(s, CERTIFICATE_REPEALED_ON)}};
	static const enum lang order[] = {LANG_KK, LANG_RU, LANG_EN};
	enum rc rc = RC_OK;

	for (size_t i = 0; i < ARRAY_LEN(order) && rc == RC_OK; i++) {
		struct str repealed = date[0].value.n > 0 ? text_fill(s->a, order[i],
								MSG_CERTIFICATE_REPEALED, date, 1)
							  : none;
		struct str rehearsal = s->f->v[CERTIFICATE_REHEARSAL].n > 0
					   ? said(order[i], MSG_CERTIFICATE_NO_FORCE)
					   : none;

		rc = put(s, LEFT, y + 9 * (double)i, WIDTH, 1, t,
		    JOINED(s, " ", said(order[i], MSG_CERTIFICATE_FORM), repealed, rehearsal));
	}
	return rc;
}

static void across(struct sheet *s)
{
	bool rehearsal = s->f->v[CERTIFICATE_REHEARSAL].n > 0;
	enum msg m =
	    s->mark == CERTIFICATE_ANNULLED ? MSG_CERTIFICATE_ANNULLED : MSG_CERTIFICATE_REHEARSAL;

	if (s->mark == CERTIFICATE_ANNULLED || rehearsal)
		page_mark(s->p,
		    utf8_upper(s->a, JOINED(s, " \u00b7 ", said(LANG_KK, m), said(LANG_RU, m))));
}

#define ROWS_TOP  (64 * MM)
#define FOOT_END  (272 * MM)
#define FOOT_SIDE (50 * MM)

static enum rc draw(struct sheet *s)
{
	struct qr *qr = qr_make(s->a, s->qr);
	struct rows rows = {0};
	double side, room, height = 0, k = 1.05;
	enum rc rc;

	if (qr == NULL)
		return fail(s->e, RC_BAD_INPUT, "certificate: too long for a QR code");
	side = qr_side(qr, FOOT_SIDE);
	room = FOOT_END - side - 6 * MM - TERM_HEIGHT - ROWS_TOP;
	rows_of(s, &rows);
	do {
		k -= 0.05;
		rc = measure(s, &rows, k, &height);
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
		rc = draw_rows(s, &rows, ROWS_TOP, k);
	if (rc == RC_OK)
		rc = term(s, ROWS_TOP + height + 4 * MM);
	if (rc == RC_OK)
		rc = foot(s, qr, FOOT_END - side, side);
	if (rc == RC_OK)
		rc = small_print(s, FOOT_END + 5 * MM);
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

	if (rc == RC_OK)
		rc = all_printable(f, e);
	if (rc != RC_OK)
		goto out;
	if (!date_parse(f->v[CERTIFICATE_ISSUED_ON], &about.made))
		assert(!"checked above");
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
