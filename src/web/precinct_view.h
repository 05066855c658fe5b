/* A precinct as one walks through it, and its drawing; for pages/precinct.html. */
#ifndef PRECINCT_VIEW_H
#define PRECINCT_VIEW_H

#include "inbox_view.h"

struct walk_line {
	struct str id; /* "r-S…" */
	struct str flat, name, who;
	struct str period, left; /* left: "3 days left", "5 days over" */
	bool soon, over;
	struct str host, officer;
	struct str state;
	const char *tag;
	struct str visit; /* the last one; empty: none */
	struct url stay;
};
struct house_view {
	struct str id; /* "h-3" */
	struct url at; /* "#h-3" */
	struct str street, house, many;
	struct str mark;      /* "2 over", "1 in 7 days"; empty: neither */
	size_t n, soon, over; /* people; whose term ends within a week; whose term is over */
	int shade;            /* 1 to 5 by n */
	struct walk_line *v;
};
struct street_view {
	struct str name;
	const struct house_view *house;
	size_t n;
};
struct precinct_view {
	struct str title, caption;
	struct url csv, back;
	struct filters_view filters;
	const struct street_view *street;
	size_t n_streets;
	const struct house_view *house; /* in walking order */
	size_t n_houses;
	const struct table_view *table; /* the drawing in numbers */
	struct str many, soon;          /* "12 people registered" */
	const char *empty;
};

#endif
