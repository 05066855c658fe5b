/* What the public page of a certificate's code is told. */
#ifndef CHECK_PAGE_H
#define CHECK_PAGE_H

#include "parts.h"

struct check_view {
	struct str title;
	const char *sign; /* of the part `sign'; NULL: nothing was asked yet */
	const char *css;  /* of app-outcome */
	const char *word; /* "Valid" */
	const char *what; /* in a sentence what that means */
	struct str code;  /* as it is printed; may be empty */
	struct str asked; /* when, in Almaty */
	struct inputs_view form;
};

#endif
