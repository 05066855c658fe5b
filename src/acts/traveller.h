/* What a machine readable zone says of a traveller, in the columns of the persons file. */
#ifndef TRAVELLER_H
#define TRAVELLER_H

#include "json.h"
#include "mrz.h"

/*
 * The columns that a document's lines give, put into o, which is an object: names, birth
 * date, sex, citizenship, the document's number, country and last day, and an IIN where a
 * Kazakh document bears one.  What the lines do not say whole is left out.  The kind of
 * document: ordinary, diplomatic, service or other.
 */
struct str traveller_of_zone(const struct mrz_document *d, json_t *o);

#endif
