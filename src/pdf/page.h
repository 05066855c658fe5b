/*
 * A page of PDF and what is put on it.  Lengths are points (1/72 inch), y grows downwards,
 * text stands on its baseline.  Ligatures are off and no line is ever broken but at
 * a blank, so that what is copied from the page is what was put on it.
 */
#ifndef PAGE_H
#define PAGE_H

#include "base.h"
#include "buf.h"
#include "date.h"

#include <pango/pangocairo.h>

#define MM        (72.0 / 25.4)
#define A4_WIDTH  (210 * MM)
#define A4_HEIGHT (297 * MM)

struct page {
	cairo_t *cr;
	cairo_surface_t *surface;
	PangoContext *pango;
	struct buf made;
};

/* What the reader's program shows of it. */
struct page_about {
	const char *title, *subject, *creator;
	const char *lang; /* "kk" */
	day_t made;
};

/* An A4 page; where RC_OK, the lock of fonts.h is held until page_end. */
enum rc page_begin(struct page *p, const struct page_about *about, struct err *e) MUST_USE;
/* The file, appended to out whole or not at all; out NULL: drop it. */
enum rc page_end(
    struct page *p, const struct page_about *about, struct buf *out, struct err *e) MUST_USE;

enum ink { INK_TEXT, INK_QUIET, INK_ACCENT, INK_LINE, INK_TINT, INK_MARK };
void page_ink(struct page *p, enum ink ink);

struct type {
	double size;
	bool bold;
	enum ink ink;
	bool heading; /* for screen readers: the page's title */
};

double page_width(struct page *p, struct type t, struct str s);
void page_text(struct page *p, double x, double y, struct type t, struct str s);
void page_text_right(struct page *p, double x, double y, struct type t, struct str s);
/* Big and slanting across the middle of the page: drawn, and no text. */
void page_mark(struct page *p, struct str s);

void page_line(struct page *p, double x, double y, double width, double thick, enum ink ink);
void page_box(struct page *p, double x, double y, double width, double height, enum ink ink);
void page_frame(struct page *p, double x, double y, double width, double height, enum ink ink);

/* A text made to fit a width: on one line if it can, smaller if it must. */
#define FIT_LINES 8
struct fit {
	struct type type;
	struct str line[FIT_LINES];
	size_t n;
};
/* At most `lines' of them; false where even the smallest letters would be too wide. */
bool page_fit(struct page *p, struct type t, struct str s, double width, size_t lines,
    struct fit *out) MUST_USE;

/* The QR code of a text (level M); NULL where the text is too long for one. */
struct qr;
struct qr *qr_make(struct arena *a, struct str text);
/* `side' with the white edge, or more where its squares would be smaller than 0.4 mm. */
double qr_side(const struct qr *q, double side);
double qr_quiet(const struct qr *q, double side); /* how wide the white edge is then */
void page_qr(struct page *p, const struct qr *q, double x, double y, double side);

#endif
