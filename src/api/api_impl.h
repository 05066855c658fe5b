/* What the files of the API share.  Not for others. */
#ifndef API_IMPL_H
#define API_IMPL_H

#include "api.h"
#include "query.h"
#include "records.h"
#include "workcase.h"

/* Who reads every person, with a purpose. */
#define READERS (ROLE_OFFICER | ROLE_SENIOR | ROLE_AUDITOR)

/* act.c */
enum rc api_act(struct visit *v);
enum rc api_act_preview(struct visit *v);
/* feed.c */
enum rc api_feed(struct visit *v);
enum rc api_act_get(struct visit *v);
/* person.c */
enum rc api_person_search(struct visit *v);
enum rc api_person(struct visit *v);
enum rc api_person_residences(struct visit *v);
/* dwelling.c */
enum rc api_dwelling_search(struct visit *v);
enum rc api_dwelling(struct visit *v);
enum rc api_dwelling_residents(struct visit *v);
/* case.c */
enum rc api_cases(struct visit *v);
enum rc api_case(struct visit *v);
/* A case without what point 17 hides from this role. */
json_t *case_json(const struct visit *v, const struct workcase *c);
/* scan.c */
enum rc api_scan_prepare(struct visit *v);
enum rc api_scan(struct visit *v);
enum rc api_scan_latest(struct visit *v);
/* system.c */
enum rc api_systems(struct visit *v);
enum rc api_healthz(struct visit *v);
enum rc api_session(struct visit *v);
enum rc api_openapi_json(struct visit *v);

/* ---- helpers (ask.c): false means that the reply is a problem already ---- */

/* Nothing in the query but what the row says, each once. */
bool ask_query(struct visit *v);
bool ask_int(
    struct visit *v, const char *name, int64_t low, int64_t high, int64_t otherwise, int64_t *out);
bool ask_id(struct str s, int64_t *out); /* digits alone */
/* on, or from and until; known_on. */
bool ask_period(struct visit *v, struct asked *out);
/* Nothing in the body but these, all of them texts; the list ends with NULL. */
bool ask_fields(struct visit *v, const char *const *names);
/* Text of the body without blanks around it; NFC. */
struct str ask_text(struct visit *v, const char *name);
/* 200 with the value of o as ETag, after `version' where it is not 0 ("17-3fa9…"); or 304. */
enum rc answer_tagged(struct visit *v, int64_t version, const json_t *o);
/* Does If-Match, where it is given, name this version?  412 where not. */
bool ask_match(struct visit *v, int64_t version);

#endif
