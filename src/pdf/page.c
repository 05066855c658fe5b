/* Text and lines on a page. */
#include "page.h"

#include "fonts.h"
#include "pdf_lang.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

/* ---- begin, end ---- */

static cairo_status_t take(void *out, const unsigned char *p, unsigned n)
{
	buf_put(out, p, n);
	return CAIRO_STATUS_SUCCESS;
}

static void describe(cairo_surface_t *s, const struct page_about *about)
{
	char date[DATE_TEXT], made[32];

	date_print(about->made, date);
	(void)snprintf(made, sizeof(made), "%sT00:00:00Z", date);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, about->title);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_SUBJECT, about->subject);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATOR, about->creator);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, made);
}

/* Nothing of a screen's: letters stand where the font says, whatever the resolution. */
static void unhinted(PangoContext *pango)
{
	cairo_font_options_t *o = cairo_font_options_create();

	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(pango, o);
	pango_cairo_context_set_resolution(pango, 72);
	pango_context_set_round_glyph_positions(pango, FALSE);
	pango_context_set_language(pango, pango_language_from_string("kk"));
	pango_context_set_base_dir(pango, PANGO_DIRECTION_LTR);
	cairo_font_options_destroy(o);
}

enum rc page_begin(struct page *p, const struct page_about *about, struct err *e)
{
	PangoFontMap *map;
	enum rc rc;

	*p = (struct page){0};
	fonts_lock();
	rc = fonts_map(&map, e);
	if (rc != RC_OK) {
		fonts_unlock();
		return rc;
	}
	p->pango = pango_font_map_create_context(map);
	unhinted(p->pango);
	p->surface = cairo_pdf_surface_create_for_stream(take, &p->made, A4_WIDTH, A4_HEIGHT);
	describe(p->surface, about);
	p->cr = cairo_create(p->surface);
	return RC_OK;
}

/* What cairo made; the page is gone. */
static enum rc finished(struct page *p, struct err *e)
{
	cairo_status_t status;

	cairo_show_page(p->cr);
	status = cairo_status(p->cr);
	cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(p->surface);
	cairo_surface_destroy(p->surface);
	g_object_unref(p->pango);
	fonts_unlock();
	if (status != CAIRO_STATUS_SUCCESS)
		return fail(e, RC_SYS, "cairo: %s", cairo_status_to_string(status));
	return RC_OK;
}

enum rc page_end(struct page *p, const struct page_about *about, struct buf *out, struct err *e)
{
	enum rc rc = finished(p, e);

	if (rc == RC_OK && out != NULL)
		rc = pdf_lang(&p->made, about->lang, e);
	if (rc == RC_OK && out != NULL)
		buf_str(out, buf_text(&p->made));
	buf_free(&p->made);
	return rc;
}

/* ---- text ---- */

void page_ink(struct page *p, enum ink ink)
{
	static const double rgb[][3] = {
	    [INK_TEXT] = {0.06, 0.08, 0.09},
	    [INK_QUIET] = {0.33, 0.37, 0.39},
	    [INK_ACCENT] = {0, 0.34, 0.39},
	    [INK_LINE] = {0.76, 0.80, 0.81},
	    [INK_TINT] = {0.925, 0.955, 0.96},
	    [INK_MARK] = {0.95, 0.86, 0.86},
	};

	cairo_set_source_rgb(p->cr, rgb[ink][0], rgb[ink][1], rgb[ink][2]);
}

/*
 * All text is laid out in letters of one size and scaled when it is drawn: unhinted, its
 * width grows with its size, and no more than two fonts are ever looked for and kept.
 */
#define LAID_SIZE 100

/* One line; the caller unrefs the layout. */
static PangoLayoutLine *laid(struct page *p, bool bold, struct str s, PangoLayout **out)
{
	PangoFontDescription *font = pango_font_description_from_string("Noto Sans");
	PangoAttrList *attrs = pango_attr_list_new();
	PangoLayout *layout = pango_layout_new(p->pango);

	pango_font_description_set_absolute_size(font, (double)LAID_SIZE * PANGO_SCALE);
	pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	/* no ligatures, no forms of one language alone: a letter is a letter */
	pango_attr_list_insert(
	    attrs, pango_attr_font_features_new("liga=0, clig=0, dlig=0, calt=0, locl=0"));
	pango_layout_set_attributes(layout, attrs);
	pango_layout_set_single_paragraph_mode(layout, TRUE);
	pango_layout_set_auto_dir(layout, FALSE);
	pango_layout_set_text(layout, s.n > 0 ? s.p : "", (int)s.n);
	pango_attr_list_unref(attrs);
	pango_font_description_free(font);
	*out = layout;
	return pango_layout_get_line_readonly(layout, 0);
}

/* In letters of 1 point. */
static double unit_width(struct page *p, bool bold, struct str s)
{
	PangoLayout *layout;
	PangoRectangle box;

	pango_layout_line_get_extents(laid(p, bold, s, &layout), NULL, &box);
	g_object_unref(layout);
	return (double)box.width / PANGO_SCALE / LAID_SIZE;
}

double page_width(struct page *p, struct type t, struct str s)
{
	return unit_width(p, t.bold, s) * t.size;
}

/* From where the pen is. */
static void show(struct page *p, struct type t, struct str s, bool as_text)
{
	PangoLayout *layout;
	PangoLayoutLine *line = laid(p, t.bold, s, &layout);
	const char *tag = t.heading ? "H1" : "P";

	page_ink(p, t.ink);
	cairo_scale(p->cr, t.size / LAID_SIZE, t.size / LAID_SIZE);
	if (as_text) {
		cairo_tag_begin(p->cr, tag, NULL);
		pango_cairo_show_layout_line(p->cr, line);
		cairo_tag_end(p->cr, tag);
	} else {
		pango_cairo_layout_line_path(p->cr, line);
		cairo_fill(p->cr);
	}
	g_object_unref(layout);
}

void page_text(struct page *p, double x, double y, struct type t, struct str s)
{
	cairo_save(p->cr);
	cairo_translate(p->cr, x, y);
	cairo_move_to(p->cr, 0, 0);
	show(p, t, s, true);
	cairo_restore(p->cr);
}

void page_text_right(struct page *p, double x, double y, struct type t, struct str s)
{
	page_text(p, x - page_width(p, t, s), y, t, s);
}

void page_mark(struct page *p, struct str s)
{
	struct type t = {.bold = true, .ink = INK_MARK};

	t.size = fmin(72, 235 * MM / fmax(unit_width(p, true, s), 1));
	cairo_save(p->cr);
	cairo_translate(p->cr, A4_WIDTH / 2, A4_HEIGHT / 2);
	cairo_rotate(p->cr, -atan2(A4_HEIGHT, A4_WIDTH));
	cairo_translate(p->cr, -page_width(p, t, s) / 2, t.size / 3);
	cairo_move_to(p->cr, 0, 0);
	show(p, t, s, false);
	cairo_restore(p->cr);
}

/* ---- lines ---- */

void page_line(struct page *p, double x, double y, double width, double thick, enum ink ink)
{
	page_ink(p, ink);
	cairo_rectangle(p->cr, x, y, width, thick);
	cairo_fill(p->cr);
}

void page_box(struct page *p, double x, double y, double width, double height, enum ink ink)
{
	page_line(p, x, y, width, height, ink);
}

void page_frame(struct page *p, double x, double y, double width, double height, enum ink ink)
{
	page_ink(p, ink);
	cairo_set_line_width(p->cr, 0.8);
	cairo_rectangle(p->cr, x, y, width, height);
	cairo_stroke(p->cr);
}

/* ---- fitting ---- */

/* Fill lines word by word, `room' points wide in letters of 1 point; false where a word is too
 * wide or the lines run out. */
static bool broken(struct page *p, struct fit *f, struct str s, double room, size_t lines)
{
	f->n = 0;
	while (s.n > 0) {
		size_t good = 0;

		if (f->n == lines)
			return false;
		for (size_t end = 1; end <= s.n; end++) {
			if (end < s.n && s.p[end] != ' ')
				continue;
			if (unit_width(p, f->type.bold, (struct str){s.p, end}) > room)
				break;
			good = end;
		}
		if (good == 0)
			return false;
		f->line[f->n++] = (struct str){s.p, good};
		good += good < s.n; /* the blank goes with the break */
		s = (struct str){s.p + good, s.n - good};
	}
	return f->n > 0;
}

#define FIT_SMALLEST 14
bool page_fit(
    struct page *p, struct type t, struct str s, double width, size_t lines, struct fit *out)
{
	/* how small it may become on so many lines, in fortieths, before it takes another */
	static const int least[FIT_LINES] = {38, 38, 34, 32, 28, 24, 20, FIT_SMALLEST};

	double whole = unit_width(p, t.bold, s);

	for (size_t n = 1; n <= lines && n <= FIT_LINES; n++) {
		int end = n == lines ? FIT_SMALLEST : least[n - 1];

		for (int k = 40; k >= end; k--) {
			out->type = t;
			out->type.size = t.size * k / 40;
			if (whole <= width / out->type.size * (double)n &&
			    broken(p, out, s, width / out->type.size, n))
				return true;
		}
	}
	return false;
}
