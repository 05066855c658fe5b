/* How States number their documents: what the decoder expects, and what needs no second look. */
#ifndef FORM_H
#define FORM_H

#include "mrz_impl.h"

struct number_form {
	char issuer[4];
	char document; /* first letter of the document code; '*': of all others */
	bool sure;     /* every such document has it */
	const char *form;
};
#define NUMBER_FORM 9 /* symbols of a form */

/* NULL where nothing is known; issuer is padded with fillers. */
const struct number_form *number_form(const char issuer[3], char document);
bool number_form_takes(char form, int symbol);

#endif
