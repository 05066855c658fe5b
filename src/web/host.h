/* What the pages about hosts and their guests share: notices, guests. */
#ifndef WEB_HOST_H
#define WEB_HOST_H

#include "lists.h"
#include "notice.h"
#include "receipt.h"

#define HOST_DESK (ROLE_HOST | ROLE_OFFICER | ROLE_SENIOR)

/* A host's first page: the file, what he sent. */
enum rc host_home(struct visit *v);
/* The form that sends a file, with what was wrong with the last one (NULL: nothing). */
struct inputs_view *notice_file_form(struct visit *v, const struct issues *bad);
/* Notices with how many wait and how many are decided. */
enum rc reports_table(struct visit *v, const struct reports *l, struct table_view **out);
struct url url_of_notice(const struct visit *v, struct str id);
/* What a column of guests is called. */
struct str label_of_guest(struct visit *v, const char *field);
/* "BALTABAEV, A." as the host wrote it. */
struct str guest_person(struct visit *v, const struct guest *g);
void guest_state_cell(const struct visit *v, const struct guest *g, struct cell_view *c);
/* The last of the five days (point 11) of who entered on that day. */
day_t guest_due(const struct visit *v, const struct guest *g);
/* The due day as a cell, marked where it is today or past. */
void guest_due_cell(struct visit *v, const struct guest *g, struct cell_view *c);
/* The guests that wait for this user's units, at most `limit', after a place. */
enum rc guests_of_mine(
    struct visit *v, struct guest_place after, size_t limit, struct guests *out, bool *more);
struct table_view *guests_table(struct visit *v, const struct guests *l);

#endif
