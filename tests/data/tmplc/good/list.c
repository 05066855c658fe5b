/* Made by tools/tmplc.c. */
#include "pages.gen.h"

#pragma GCC diagnostic ignored "-Wunused-parameter"

void page_list(struct buf *b, const struct ui *ui, const struct list_view *v)
{
	(void)ui;
#line 1 "list.html"
	layout_main_begin(b, ui, v->title, false);
	PUT("<h1 class=\"a");
#line 2 "list.html"
	if (v->n > 3) {
	PUT(" b");
#line 2 "list.html"
	} else {
	PUT(" c");
#line 2 "list.html"
	}
	PUT("\">");
#line 2 "list.html"
	OUT(b,  T(LIST_TITLE) );
	PUT("</h1>\n");
#line 6 "list.html"
	if (v->n == 0) {
	PUT("<p>\"none\" \\ here</p>\n");
#line 8 "list.html"
	} else if (v->n == 1) {
	PUT("<p>one</p>\n");
#line 10 "list.html"
	} else {
#line 11 "list.html"
	for (size_t i = 0; i < v->n; i++) {
#line 12 "list.html"
	const struct row *r = &v->row[i];
#line 13 "list.html"
	part_row(b, ui, r, i);
	PUT("<a href=\"");
#line 14 "list.html"
	OUT_URL(b,  r->link );
	PUT("#x\" title='");
#line 14 "list.html"
	OUT(b,  r->name );
	PUT("'>");
#line 14 "list.html"
	OUT(b,  r->name );
	PUT("</a><input type=\"checkbox\"");
#line 14 "list.html"
	if (r->on) {
	PUT(" checked");
#line 14 "list.html"
	}
	PUT(" value=\"");
#line 14 "list.html"
	OUT(b,  r->n );
	PUT("\"/><br>\n");
#line 15 "list.html"
	}
#line 16 "list.html"
	}
#line 17 "list.html"
	part_foot(b, ui);
#line 1 "list.html"
	layout_main_end(b, ui, v->title, false);
}
