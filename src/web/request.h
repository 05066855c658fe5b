/*
 * From a form of the desk to the JSON request of interface.md section 4.  A field's name
 * is its path in the request ("persons.0.person.birth_date"); a table for each act says
 * which paths there are and what becomes of their texts.  What is not in the table is not
 * taken; what is malformed goes through as it was typed, so that the answer names it.
 */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include "date.h"
#include "form.h"
#include "json.h"

/*
 * The same form with the lists (persons, papers, consents) numbered 0, 1, 2 … without those
 * that were left blank or, of consents, not ticked: so an error's path is a field's name
 * again.  Names and values are borrowed or in the arena.
 */
struct form request_compact(struct arena *a, const struct form *f);

/*
 * The request of this act ("register_permanent" …), owned by the caller.  `today' is for
 * two-digit years.  NULL for an act that has no table.
 */
json_t *request_of_form(
    struct arena *a, const char *act, const struct form *f, day_t today) MUST_USE;

/*
 * Of a whole record in `set', keep what differs from `now'; a field of `names' that was there
 * and is blank now becomes null.  `names' ends with NULL.
 */
void request_changes(json_t *set, const json_t *now, const char *const *names);

/* The fields of the persons file and of dwellings that forms have. */
extern const char *const person_fields[], *const dwelling_fields[];

#endif
