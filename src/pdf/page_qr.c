/* QR codes, drawn as squares. */
#include "page.h"

#include <math.h>
#include <qrencode.h>

#define QUIET 4 /* modules, by the standard */

struct qr {
	QRcode *code;
};

static void forget(void *code)
{
	QRcode_free(code);
}

struct qr *qr_make(struct arena *a, struct str text)
{
	struct qr *q = ARENA_NEW(a, struct qr);

	/* capitals and digits find their own denser mode; nothing is folded to them */
	q->code = QRcode_encodeString(arena_z(a, text), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (q->code == NULL)
		return NULL;
	arena_keep(a, forget, q->code);
	return q;
}

static int modules(const struct qr *q)
{
	return q->code->width + 2 * QUIET;
}

double qr_side(const struct qr *q, double side)
{
	return fmax(side, modules(q) * 0.4 * MM);
}

double qr_quiet(const struct qr *q, double side)
{
	return side * QUIET / modules(q);
}

/* The quiet zone is white even where something was drawn before. */
void page_qr(struct page *p, const struct qr *q, double x, double y, double side)
{
	double unit = side / modules(q);
	const unsigned char *at = q->code->data;

	cairo_set_source_rgb(p->cr, 1, 1, 1);
	cairo_rectangle(p->cr, x, y, side, side);
	cairo_fill(p->cr);
	/* one path, so that no seam shows between neighbours */
	for (int row = 0; row < q->code->width; row++, at += q->code->width)
		for (int from = 0, end; from < q->code->width; from = end + 1) {
			for (end = from; end < q->code->width && (at[end] & 1) != 0;)
				end++;
			if (end > from)
				cairo_rectangle(p->cr, x + (QUIET + from) * unit,
				    y + (QUIET + row) * unit, (end - from) * unit, unit);
		}
	cairo_set_source_rgb(p->cr, 0, 0, 0);
	cairo_fill(p->cr);
}
