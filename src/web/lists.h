/* Tables that several pages show: acts, cases, stays. */
#ifndef LISTS_H
#define LISTS_H

#include "actlist.h"
#include "desk.h"

#define LIST_PAGE 50

/* An empty table with the texts of its head. */
struct table_view *list_table(struct visit *v, const char *id, const char *caption,
    const char *empty, const enum msg *heads, size_t n);
/* "№ 1044" with its link; empty for 0. */
struct cell_view act_cell(struct visit *v, int64_t id);
/* live, ended, closed: as a tag. */
void stay_state(struct visit *v, const struct residence *r, struct cell_view *c);
/* Which columns stand out because the page is about them already. */
enum acts_of { ACTS_OF_PERSON, ACTS_OF_DWELLING, ACTS_OF_ALL };
struct table_view *acts_table(struct visit *v, const struct act_lines *acts, enum acts_of of);
struct table_view *cases_table(struct visit *v, const struct workcases *cases);
/* A select of all units, named `unit'; *out is it, until the next input is added. */
enum rc units_input(
    struct visit *v, struct inputs_view *form, struct str value, struct html_field **out);
/* The colour of an outcome's tag. */
const char *outcome_tag(struct str outcome);
struct str act_words(const struct visit *v, struct str kind);
/*
 * Who decided a case, and what he noted, would say whether it was the duty unit: point 17 is
 * its own and the auditor's.  True: this act is shown to this user without either.
 */
bool decided_unseen(const struct visit *v, struct str kind, struct str officer);
/* Of a form that was shown before this act: who changed the record meanwhile, and when. */
struct str stale_words(struct visit *v, int64_t act);
/* A value of the persons file as people read it; empty where there is none. */
struct str person_field_words(struct visit *v, const json_t *data, const char *name);
/* A whole number of the query; 0 where there is none or it is no number. */
int64_t number_asked(const struct visit *v, const char *name);
int64_t number_of(struct str s); /* the same of a text */

#endif
