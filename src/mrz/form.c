/* How States number their documents (forms.def). */
#include "form.h"

#include <string.h>

static const struct number_form forms[] = {
#define SURE                                   true
#define USUAL                                  false
#define MRZ_FORM(issuer, document, sure, form) {issuer, document, sure, form},
#include "forms.def"
#undef MRZ_FORM
#undef SURE
#undef USUAL
};

const struct number_form *number_form(const char issuer[3], char document)
{
	const struct number_form *any = NULL;

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		if (memcmp(forms[i].issuer, issuer, 3) != 0)
			continue;
		if (forms[i].document == document)
			return &forms[i];
		if (forms[i].document == '*')
			any = &forms[i];
	}
	return any;
}

bool number_form_takes(char form, int symbol)
{
	bool digit = symbol < 10, filler = symbol == MRZ_FILLER;

	switch (form) {
	case 'A': return !digit && !filler;
	case '9': return digit;
	case '<': return filler;
	case '?': return !filler;
	default: return true;
	}
}
