/* What the parts of a certificate's page share: the sheet, its columns, words and rows. */
#ifndef CERTIFICATE_SHEET_H
#define CERTIFICATE_SHEET_H

#include "certificate_pdf.h"
#include "certificate_words.h"
#include "page.h"

#define LEFT        (20 * MM)
#define RIGHT       (A4_WIDTH - 20 * MM)
#define WIDTH       (RIGHT - LEFT)
#define LABELS      (60 * MM) /* where values begin, from LEFT */
#define LABEL_WIDTH (LABELS - 4 * MM)

struct sheet {
	struct arena *a;
	struct page *p;
	const struct certificate_facts *f;
	struct str qr;
	enum certificate_mark mark;
	struct err *e;
};

/* The texts that are not empty, with `between' between them. */
struct str sheet_joined(struct sheet *s, const struct str *v, size_t n, const char *between);
#define JOINED(s, between, ...)                              \
	sheet_joined((s), (const struct str[]){__VA_ARGS__}, \
	    sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str), (between))

struct str sheet_said(enum lang lang, enum msg m);
struct str sheet_shown(struct sheet *s, enum certificate_field f);
/* In three languages, "… / … / male", each once; empty where the field is. */
struct str sheet_words(struct sheet *s, enum certificate_field f);

/* One line, on two of half its height where it is very long; nothing for an empty value. */
enum rc sheet_put(
    struct sheet *s, double x, double y, double width, struct type t, struct str value) MUST_USE;
enum rc sheet_too_long(struct sheet *s, struct str value);

/* Does the label take two lines, Russian and English on one of them, or three? */
bool sheet_label_short(struct sheet *s, enum msg label, double k);
/* Kazakh above Russian and English; k scales. */
enum rc sheet_label(struct sheet *s, double y, double k, enum msg label) MUST_USE;

/* The rows of the facts, each a label and up to three values. */
#define ROW_VALUES 3
#define ROWS_MAX   16
struct row {
	enum msg label;
	struct str value[ROW_VALUES];
	bool strong;
	struct fit fit[ROW_VALUES];
	double height;
};
struct rows {
	struct row row[ROWS_MAX];
	size_t n;
};
void rows_of(struct sheet *s, struct rows *r);
/* How high they are at this scale. */
enum rc rows_measure(struct sheet *s, struct rows *r, double k, double *height) MUST_USE;
/* As measured last. */
enum rc rows_draw(struct sheet *s, const struct rows *r, double y, double k) MUST_USE;

#endif
