/* Stays of foreign nationals and their certificates at the desk: what several pages show. */
#ifndef WEB_STAYS_H
#define WEB_STAYS_H

#include "desk.h"
#include "stay.h"

struct url url_of_stay(const struct visit *v, struct str registration);
struct url url_of_certificate(const struct visit *v, struct str id);
struct url url_of_pdf(const struct visit *v, struct str id);
/* Where its issue is asked for, with who it is for. */
struct url url_of_issue(const struct visit *v, struct str registration);

/* decided, completed …: a tag. */
void standing_cell(struct visit *v, const struct stay_row *s, struct cell_view *c);
/* valid, expired, annulled. */
void issued_cell(struct visit *v, const struct issued *c, struct cell_view *cell);

/* With the person, or of a person's page with the address. */
enum stays_of { STAYS_OF_PERSON, STAYS_OF_DWELLING };
struct table_view *foreign_table(struct visit *v, const struct stay_rows *l, const char *id,
    const char *caption, enum stays_of of);
/* What a person's or a dwelling's page says of foreign nationals' stays; nothing where none is. */
enum rc add_person_stays(struct visit *v, struct str person, struct plain_view *w);
enum rc add_dwelling_stays(struct visit *v, struct str dwelling, struct plain_view *w);
/* Decided without a certificate (point 16), of this user's units; nothing where none is. */
enum rc add_waiting_stays(struct visit *v, struct blocks *out);

/* A form with one button that issues the certificate of a stay at once. */
struct inputs_view *issue_form(struct visit *v, struct str registration);

#endif
