/* A document's data beside those of the persons whom it may belong to (point 16). */
#ifndef WEB_COMPARE_H
#define WEB_COMPARE_H

#include "desk.h"

/* Of an act register_foreigner whose identity was not established: a column for the document,
 * one for what was typed otherwise, one for each person; the fields that differ stand out. */
struct table_view *compare_table(struct visit *v, const json_t *about);
/* Who it is: radios for each person and a new one, and a box for somebody else
 * (`other_person', see compare_person). */
void compare_inputs(struct visit *v, const json_t *about, struct inputs_view *form);
/* What was chosen or typed, as it goes into the request. */
struct str compare_person(const struct visit *v);
/* The name in the document of a case that has no person yet. */
struct str compare_name(struct visit *v, const json_t *about);

#endif
