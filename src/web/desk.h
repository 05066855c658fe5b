/*
 * The desk: what its pages share.  A page is a function that reads the register through
 * `v->db', fills a view (parts.h) and calls desk_plain or a page of pages/.  Everything
 * lives in the visit's arena.
 *
 * A function that looks something up for people never fails for want of it: a person
 * that cannot be read is shown by his id.
 */
#ifndef DESK_H
#define DESK_H

#include "gate.h"
#include "pages.gen.h"
#include "records.h"
#include "residence.h"
#include "workcase.h"

/* ---- the table of pages: src/serve takes it into the one route table ---- */
extern const struct route web_rows[];
extern const size_t web_rows_n;
/* For struct gate_config. */
void web_error_page(struct visit *v, int status, const char *why);
void web_purpose_page(struct visit *v);

/* Who may what at the desk. */
#define DESK_READERS \
	(ROLE_OFFICER | ROLE_SENIOR | ROLE_AUDITOR) /* everybody's record, with a purpose */
#define DESK_ACTORS    (ROLE_OFFICER | ROLE_SENIOR)
#define DESK_CASES     (ROLE_OFFICER | ROLE_SENIOR | ROLE_DUTY | ROLE_AUDITOR)
#define DESK_PRECINCTS (ROLE_INSPECTOR | ROLE_SENIOR | ROLE_AUDITOR)
#define DESK_JOURNAL   (ROLE_OFFICER | ROLE_SENIOR | ROLE_AUDITOR | ROLE_ADMIN)

/* ---- answering ---- */
struct ui *desk_ui(struct visit *v);
/* The body of an HTML answer with this status. */
struct buf *desk_body(struct visit *v, int status);
enum rc desk_plain(struct visit *v, int status, const struct plain_view *w);
/* Did the script ask for a part of the page alone? */
bool desk_fragment(const struct visit *v);
struct str desk_key(struct visit *v); /* a new idempotency key; or the form's own, shown again */
/* A field of the form, without blanks around it; or of the query where nothing was posted. */
struct str desk_get(const struct visit *v, const char *name);
bool desk_posted(const struct visit *v);

/* ---- texts ---- */
#define SAY(v, name) text((v)->lang, MSG_##name)
#define SAYF(v, name, ...)                                                               \
	text_fill((v)->a, (v)->lang, MSG_##name, (const struct text_arg[]){__VA_ARGS__}, \
	    ARRAY_LEN(((const struct text_arg[]){__VA_ARGS__})))
struct str word(const struct visit *v, const char *group, struct str value);
struct str label(const struct visit *v, const char *path); /* text_field */
struct str date_words(const struct visit *v, day_t d);
/* "02.03.2015 – 01.03.2016", of a half-open period; "from 02.03.2015" without an end. */
struct str period_words(const struct visit *v, day_t from, day_t until);
struct str int_words(const struct visit *v, int64_t n);

/* ---- names of things ---- */
struct str name_of_person(struct visit *v, struct str id);
struct str name_of_dwelling(struct visit *v, struct str id);
struct str name_of_unit(struct visit *v, struct str id);
struct str unit_words(
    const struct visit *v, const struct unit *u);              /* of one that is read already */
struct str name_of_holder(struct visit *v, struct str holder); /* a person, or "org:…" */
struct str address_of(const struct visit *v, const json_t *dwelling); /* with its district */
struct url url_of_person(const struct visit *v, struct str id);
struct url url_of_dwelling(const struct visit *v, struct str id);
struct url url_of_act(const struct visit *v, int64_t id);
struct url url_of_case(const struct visit *v, struct str id);
/* Note that this person's record is shown; what is a word of the group "seen". */
void saw(struct visit *v, struct str person, const char *what);

/*
 * What somebody types to mean a person: an IIN, an id of the register, or a document's
 * number that one person alone has.  RC_NOT_FOUND: nobody, or several.
 */
enum rc person_typed(struct visit *v, struct str text, struct person *out);

/* Records are read for an application; where no other purpose was said it is kept for the pages
 * that follow. */
void desk_application(struct visit *v);

/* May this user act on dwellings of that unit: his own, for a senior those below too? */
enum rc unit_is_mine(struct visit *v, struct str unit, bool *mine);

/* The same of a dwelling by its id; false where it cannot be read. */
bool dwelling_is_mine(struct visit *v, struct str id);

/* ---- verdicts and answers ---- */
/* Of one verdict; masked for who looks.  Changes nothing in `verdict'. */
struct verdict_view *verdict_of(struct visit *v, const json_t *verdict);
/* The errors of an `invalid' answer, under the names that the form's fields have. */
struct issues *issues_of(struct visit *v, const json_t *answer);
/* An object of facts, papers or a request as names and values. */
void summary_json(struct visit *v, struct summary_view *s, const json_t *o);
/* What stands in a reason's list of codes, as words. */
struct str reason_words(struct visit *v, const json_t *codes);

/* Perform what was asked, by this user. */
enum rc desk_act(struct visit *v, json_t *request, bool preview, struct act_answer *out);

#endif
