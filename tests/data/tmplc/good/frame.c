/* Made by tools/tmplc.c. */
#include "pages.gen.h"

#pragma GCC diagnostic ignored "-Wunused-parameter"

void layout_frame_begin(struct buf *b, const struct ui *ui, struct str title)
{
	(void)ui;
	PUT("<!DOCTYPE html>\n"
	    "<title>");
#line 3 "frame.html"
	OUT(b,  title );
	PUT("</title>\n"
	    "<script type=\"module\" src=\"");
#line 4 "frame.html"
	OUT_URL(b,  asset_url("app.js") );
	PUT("\"></script>\n"
	    "<form data-live-url=\"");
#line 5 "frame.html"
	OUT_URL(b,  ui->home );
	PUT("\" data-note=\"");
#line 5 "frame.html"
	OUT(b,  title );
	PUT("\">\n");
#line 6 "frame.html"
}

void layout_frame_end(struct buf *b, const struct ui *ui, struct str title)
{
	(void)ui;
	PUT("</form>\n");
}
