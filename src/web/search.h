/* What the search shares with the desk's first page and the case screen. */
#ifndef SEARCH_H
#define SEARCH_H

#include "desk.h"

struct inputs_view *search_form(struct visit *v, const struct issues *bad);
struct html_field *purpose_input(struct visit *v, struct inputs_view *form, struct str value);
struct table_view *persons_table(struct visit *v, const struct persons *found);
bool is_own_path(struct str s);

#endif
