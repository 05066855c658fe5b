/* The rows of a certificate: which there are, how high they are, drawing them. */
#include "certificate_sheet.h"

#include <assert.h>
#include <math.h>

static const struct str none = {"", 0};

static void add(struct rows *r, enum msg label, struct str value)
{
	if (value.n > 0)
		r->row[r->n++] = (struct row){.label = label, .value = {value}};
}

/* The same in other words, or in the next language: one more value of the last row. */
static void also(struct rows *r, struct str value)
{
	struct str *v = r->row[r->n - 1].value;
	size_t n = 0;

	while (v[n].n > 0)
		n++;
	assert(n < ROW_VALUES);
	v[n] = value;
}

/* What else is to be known of this paper. */
static struct str notes(struct sheet *s, enum lang lang)
{
	struct text_arg date[] = {{"date", sheet_shown(s, CERTIFICATE_REPEALED_ON)}};
	bool annulled = s->mark == CERTIFICATE_ANNULLED;
	bool rehearsal = s->f->v[CERTIFICATE_REHEARSAL].n > 0;

	return JOINED(s, " ", annulled ? sheet_said(lang, MSG_CERTIFICATE_ANNULLED_NOTE) : none,
	    rehearsal ? sheet_said(lang, MSG_CERTIFICATE_NO_FORCE) : none,
	    date[0].value.n > 0 ? text_fill(s->a, lang, MSG_CERTIFICATE_REPEALED, date, 1) : none);
}

void rows_of(struct sheet *s, struct rows *r)
{
	const struct str *v = s->f->v;

	add(r, MSG_CERTIFICATE_NAME,
	    JOINED(
		s, " ", v[CERTIFICATE_SURNAME], v[CERTIFICATE_GIVEN], v[CERTIFICATE_PATRONYMIC]));
	add(r, MSG_CERTIFICATE_LATIN,
	    JOINED(s, " ", v[CERTIFICATE_SURNAME_LATIN], v[CERTIFICATE_GIVEN_LATIN]));
	r->row[0].strong = true; /* the name, or the Latin where that is all */
	add(r, MSG_FIELD_BIRTH_DATE, sheet_shown(s, CERTIFICATE_BIRTH_DATE));
	add(r, MSG_FIELD_SEX, sheet_words(s, CERTIFICATE_SEX));
	add(r, MSG_FIELD_CITIZENSHIP, v[CERTIFICATE_CITIZENSHIP]);
	add(r, MSG_FIELD_IIN, v[CERTIFICATE_IIN]);
	add(r, MSG_CERTIFICATE_DOCUMENT, v[CERTIFICATE_DOCUMENT_NUMBER]);
	if (v[CERTIFICATE_DOCUMENT_NUMBER].n > 0)
		also(r, JOINED(s, " \u00b7 ", sheet_words(s, CERTIFICATE_DOCUMENT_TYPE),
			    v[CERTIFICATE_DOCUMENT_COUNTRY]));
	add(r, MSG_FIELD_DOCUMENT_EXPIRES, sheet_shown(s, CERTIFICATE_DOCUMENT_EXPIRES));
	add(r, MSG_CERTIFICATE_ADDRESS, v[CERTIFICATE_ADDRESS_KK]);
	also(r, v[CERTIFICATE_ADDRESS_RU]);
	add(r, MSG_CERTIFICATE_HOST, v[CERTIFICATE_HOST]);
	add(r, MSG_FIELD_ENTRY_DATE, sheet_shown(s, CERTIFICATE_ENTRY_DATE));
	add(r, MSG_CERTIFICATE_RESIDENCE, sheet_words(s, CERTIFICATE_RESIDENCE));
	add(r, MSG_CERTIFICATE_REGISTRATION, v[CERTIFICATE_REGISTRATION]);
	add(r, MSG_CERTIFICATE_NOTE, notes(s, LANG_KK));
	if (notes(s, LANG_RU).n > 0) {
		also(r, notes(s, LANG_RU));
		also(r, notes(s, LANG_EN));
	}
}

static struct type value_type(const struct row *row, size_t v, double k)
{
	if (row->strong)
		return (struct type){13 * k, true, INK_TEXT};
	if (row->label == MSG_CERTIFICATE_ADDRESS)
		return (struct type){10.5 * k, false, INK_TEXT};
	if (row->label == MSG_CERTIFICATE_NOTE)
		return (struct type){9 * k, false, INK_TEXT};
	return (struct type){(v == 0 ? 11.5 : 9.5) * k, false, v == 0 ? INK_TEXT : INK_QUIET};
}

#define VALUE_GAP 2.5 /* between values of a row */

enum rc rows_measure(struct sheet *s, struct rows *r, double k, double *height)
{
	*height = 0;
	for (size_t i = 0; i < r->n; i++) {
		struct row *row = &r->row[i];
		double labels = sheet_label_short(s, row->label, k) ? 22 : 31, lines = 0;

		for (size_t v = 0; v < ROW_VALUES && row->value[v].n > 0; v++) {
			if (!page_fit(s->p, value_type(row, v, k), row->value[v], WIDTH - LABELS,
				FIT_LINES, &row->fit[v]))
				return sheet_too_long(s, row->value[v]);
			lines += (double)row->fit[v].n * row->fit[v].type.size * 1.3 +
				 (v > 0 ? VALUE_GAP * k : 0);
		}
		row->height = fmax(lines, labels * k) + 8 * k;
		*height += row->height;
	}
	return RC_OK;
}

static void draw_values(struct sheet *s, const struct row *row, double y, double k)
{
	for (size_t v = 0; v < ROW_VALUES && row->value[v].n > 0; v++) {
		const struct fit *fit = &row->fit[v];

		y += v > 0 ? VALUE_GAP * k : 0;
		for (size_t n = 0; n < fit->n; n++) {
			y += fit->type.size * (n + v == 0 ? 0.95 : 1.3);
			page_text(s->p, LEFT + LABELS, y, fit->type, fit->line[n]);
		}
	}
}

enum rc rows_draw(struct sheet *s, const struct rows *r, double y, double k)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < r->n && rc == RC_OK; i++) {
		rc = sheet_label(s, y + 13.5 * k, k, r->row[i].label);
		draw_values(s, &r->row[i], y + 4.2 * k, k);
		y += r->row[i].height;
		page_line(s->p, LEFT, y, WIDTH, 0.5, INK_LINE);
	}
	return rc;
}
