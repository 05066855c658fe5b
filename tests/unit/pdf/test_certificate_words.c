/* Labels and words: every field has a label of its own in every language. */
#include "made_certificate.h"

#include "certificate_words.h"
#include "t.h"

#include <string.h>

static void labels(void)
{
	int same = 0;

	for (enum certificate_field i = 0; i < CERTIFICATE__FIELDS; i++) {
		OK(certificate_label(i) != MSG_NONE);
		for (enum certificate_field k = 0; k < i; k++)
			same += certificate_label(i) == certificate_label(k);
	}
	OK(same == 0);
}

static void words(void)
{
	struct certificate_facts f = made_stay();
	struct arena a = {0};

	OK(str_is(certificate_word(&a, LANG_RU, &f, CERTIFICATE_SEX), "мужской"));
	OK(str_is(certificate_word(&a, LANG_KK, &f, CERTIFICATE_DOCUMENT_TYPE),
	    "шетелдік азаматтың паспорты"));
	OK(str_is(certificate_word(&a, LANG_EN, &f, CERTIFICATE_KIND),
	    "Certificate of registration of a foreign citizen"));
	OK(str_is(certificate_word(&a, LANG_EN, &f, CERTIFICATE_UNTIL), "01.08.2014"));
	OK(certificate_word(&a, LANG_EN, &f, CERTIFICATE_RESIDENCE).n == 0);
	OK(certificate_word(&a, LANG_EN, &f, CERTIFICATE_REHEARSAL).n == 0);
	f = made_address();
	OK(str_is(certificate_word(&a, LANG_RU, &f, CERTIFICATE_KIND), "Адресная справка"));
	OK(str_is(certificate_word(&a, LANG_KK, &f, CERTIFICATE_RESIDENCE), "тұрақты"));
	arena_free(&a);
}

int main(void)
{
	labels();
	words();
	return t_done();
}
