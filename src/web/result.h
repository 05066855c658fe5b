/* The sheets that an applicant takes home. */
#ifndef RESULT_H
#define RESULT_H

#include "parts.h"

struct sheet_view {
	struct str number, kind, outcome, received, recorded;
	struct str unit, officer, person, dwelling, applicant, superior;
	struct str number_of_case; /* where it waits */
	bool refused, waits;
	const struct verdict_view *verdict;
};
struct result_view {
	struct str title;
	struct str in;       /* the language of the sheets */
	const struct ui *ui; /* the same page in that language */
	struct sheet_view *sheet;
	size_t n;
	struct url self, next;
	const struct inputs_view *issue; /* of a stay without a certificate; NULL: none */
	struct url place;                /* of what came of it: a stay, a case; empty: none */
	struct str place_text;
};

#endif
