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

struct case_view {
	struct str title, caption;
	const struct issues *issues;
	struct html_form_head head;
	struct groups_view left, right;
	/* the rail */
	const char *nothing; /* what is said before anything can be judged */
	const struct verdict_view **verdict;
	size_t n_verdicts;
	const struct issues *wrong; /* of a draft: what is wrong with it so far */
	struct blocks below;        /* under the form: what an act would change */
	struct button button[4];
	size_t n_buttons;
};

#endif
