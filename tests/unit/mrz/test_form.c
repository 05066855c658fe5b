/* mrz: the forms of numbers. */
#include "form.h"
#include "t.h"

static bool is(const char *issuer, char document, const char *form)
{
	const struct number_form *f = number_form(issuer, document);

	return form == NULL ? f == NULL : f != NULL && strcmp(f->form, form) == 0;
}

int main(void)
{
	OK(is("KAZ", 'P', "A99999999") && is("KAZ", 'I', "999999999"));
	OK(is("KAZ", 'A', "A99999999")); /* the row of all others */
	OK(is("UTO", 'P', NULL) && is("D<<", 'P', NULL));
	OK(number_form("UZB", 'P')->sure && !number_form("UZB", 'A')->sure);
	OK(number_form_takes('A', mrz_symbol('G')) && !number_form_takes('A', mrz_symbol('6')));
	OK(!number_form_takes('A', MRZ_FILLER) && !number_form_takes('9', MRZ_FILLER));
	OK(number_form_takes('9', 0) && !number_form_takes('9', mrz_symbol('O')));
	OK(number_form_takes('?', 0) && number_form_takes('?', 10) &&
	    !number_form_takes('?', MRZ_FILLER));
	OK(number_form_takes('<', MRZ_FILLER) && !number_form_takes('<', 0));
	OK(number_form_takes('*', MRZ_FILLER) && number_form_takes('*', 20));
	return t_done();
}
