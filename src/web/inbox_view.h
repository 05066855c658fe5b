/* What inspectors are told, as lines; for pages/inbox.html. */
#ifndef INBOX_VIEW_H
#define INBOX_VIEW_H

#include "parts.h"

/* A link of a row of which one is where we are. */
struct filter_view {
	struct str text;
	struct url url;
	bool here;
};
struct filters_view {
	const char *label;
	const struct filter_view *v;
	size_t n;
};

struct notice_line {
	struct str value; /* of its box: "1044.0" */
	struct str what;
	const char *tag;
	struct str name, who; /* who: citizenship and document */
	struct str address, host;
	struct str period, days;
	struct str officer, recorded;
	struct str state;   /* what followed; empty: it tells how it is */
	struct str receipt; /* who took note, and when; empty: nobody did */
	bool pick;          /* it can be chosen */
	struct url stay;    /* its page; empty: none */
};
struct notice_section {
	const char *title;
	struct notice_line *v;
	size_t n;
};

struct precinct_card {
	struct str name, unit;
	struct str here, unread; /* "12 registered", "3 unread" */
	bool bare;               /* nobody has it */
	struct url url;
};

struct inbox_view {
	struct str title, caption;
	const struct issues *issues;
	const struct precinct_card *card;
	size_t n_cards;
	struct filters_view filters;
	struct html_form_head head;
	struct notice_section section[2];
	size_t n_sections;
	const char *empty;            /* said where no section has a line */
	const struct html_field *one; /* a select before the buttons; NULL: none */
	struct button button[2];
	size_t n_buttons;
	struct url more;
};

#endif
