/* A page with every part in it: what the tests of pages look at, and what a person looks at (look.c). */
#ifndef SAMPLE_H
#define SAMPLE_H

#include "form_html.h"
#include "parts.h"

struct sample_view {
	struct str title, name;
	struct url link;
	const struct issues *issues;
	struct verdict_view verdict;
	struct bar_view bar;
	struct str key;
};

/* Fills ui and view; `probe' stands in every text that comes from outside. */
void sample_fill(
    struct arena *a, enum lang lang, struct str probe, struct ui *ui, struct sample_view *v);

/* The whole page as text, with `outside' in every such place. */
char *sample_page(struct arena *a, enum lang lang, const char *outside);

/* Made of sample.html. */
void page_sample(struct buf *b, const struct ui *ui, const struct sample_view *v);

#endif
