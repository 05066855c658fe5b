/* The case screen: what is filled in on the left and in the middle, the checks and the decision on the right. */
#ifndef CASE_VIEW_H
#define CASE_VIEW_H

#include "parts.h"

/* Something to choose: a button of the form that sends do=VALUE. */
struct choice_view {
	struct str value, text, more;
};

/* A card of the form. */
struct group_view {
	const char *id, *legend;
	const struct summary_view *facts;
	struct str note;
	struct choice_view *choice;
	size_t n_choices;
	struct inputs_view in; /* its head and buttons are not used */
	struct button button[3];
	size_t n_buttons;
	struct group_view *next;
};
struct groups_view {
	struct group_view *first, *last;
};
struct group_view *group_add(struct arena *a, struct groups_view *l, const char *legend);

/* A machine readable zone: its box, and what was made of it. */
struct zone_piece {
	struct str text;
	bool changed; /* in reading: marked */
};
struct zone_line {
	struct zone_piece *piece;
	size_t n;
};
struct zone_kept {
	const char *name;
	struct str value;
};
struct zone_view {
	struct html_field box;
	bool given;         /* something stands in the box */
	bool known;         /* and has the shape of a document */
	bool ok;            /* every check digit is right */
	bool sure;          /* and there is nothing to look at but what has no check digit */
	struct str format;  /* "TD3" */
	struct str refused; /* why a picture gave nothing; empty: it was not refused */
	struct zone_line *line;
	size_t n_lines;
	struct str *said; /* what was changed, then what is wrong or to be known */
	size_t n_said, n_changes;
	struct zone_kept *kept; /* hidden fields */
	size_t n_kept;
	bool folder, scanner; /* what the server's machine has */
	const char *next;     /* id of the field that is to be filled next */
};

/* A line of the rail: one of the automatic checks. */
struct finding_view {
	const char *sign; /* ok, info, warn, bad */
	const char *title;
	struct str text;
	struct url url; /* of the text; empty: no link */
};
/* Somebody who may be the holder of the document. */
struct candidate_view {
	struct str value; /* of the button do=: "is:P4" */
	struct str name, born, document, lives;
	struct url url;
};
/* A field in which the register, the document and what was typed differ; empty: not said. */
struct difference_view {
	struct str field, in_register, in_document, typed;
};
struct arrival_view {
	struct finding_view *check;
	size_t n_checks;
	struct candidate_view *candidate;
	size_t n_candidates;
	struct difference_view *difference;
	size_t n_differences;
	bool may_take;     /* a button takes the document's data over what was typed */
	struct str chosen; /* who was said to be the holder; empty: nobody */
};

struct case_view {
	struct str title, caption;
	const struct issues *issues;
	struct html_form_head head;
	struct zone_view *zone; /* above all; NULL: none */
	struct groups_view left, right;
	/* the rail */
	const char *nothing; /* what is said before anything can be judged */
	const struct verdict_view **verdict;
	size_t n_verdicts;
	const struct arrival_view *arrival; /* before the verdict; NULL: none */
	const struct issues *wrong;         /* of a draft: what is wrong with it so far */
	struct blocks below;                /* under the form: what an act would change */
	struct button button[4];
	size_t n_buttons;
};

#endif
