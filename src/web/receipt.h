/* The receipt for a notice of guests. */
#ifndef RECEIPT_H
#define RECEIPT_H

#include "parts.h"

/* A receipt to print. */
struct receipt_view {
	struct str title, words, unit;
	const struct summary_view *facts;
	const struct table_view *rejected; /* NULL: every row was taken */
	struct url back;
};

#endif
