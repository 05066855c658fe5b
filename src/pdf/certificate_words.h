/* What a certificate's fields and values are called, in the language of the reader. */
#ifndef CERTIFICATE_WORDS_H
#define CERTIFICATE_WORDS_H

#include "certificate.h"
#include "text.h"

/* "Date of birth" */
enum msg certificate_label(enum certificate_field f);
/* The value in words: the sex, the kind of document, of residence and of paper; others as
 * certificate_shown. */
struct str certificate_word(struct arena *a, enum lang lang, const struct certificate_facts *f,
    enum certificate_field field);

#endif
