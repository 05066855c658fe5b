/* What the files of the API share.  Not for others. */
#ifndef API_IMPL_H
#define API_IMPL_H

#include "api.h"
#include "query.h"
#include "records.h"
#include "stay.h"
#include "workcase.h"

/* Who reads every person, with a purpose. */
#define READERS (ROLE_OFFICER | ROLE_SENIOR | ROLE_AUDITOR)

/* act.c */
enum rc api_act(struct visit *v);
enum rc api_act_preview(struct visit *v);
/* What an act answered, in the clothes of the API. */
enum rc api_answer(struct visit *v, const struct act_answer *answer);
/* The request with the header Idempotency-Key as its `key'. */
bool api_key(struct visit *v, json_t **request);
/* feed.c */
enum rc api_feed(struct visit *v);
enum rc api_act_get(struct visit *v);
/* Does an act of this kind say which check was pending (point 17)?  Who did it, and where, is
 * for the duty unit and the auditor then. */
bool api_tells_of_screening(struct str kind);
/* person.c */
enum rc api_person_search(struct visit *v);
enum rc api_person(struct visit *v);
enum rc api_person_residences(struct visit *v);
/* The duty unit sees the persons of the cases that wait for it, and nobody else. */
enum rc api_duty_may(struct visit *v, struct str person, bool *may);
/* stay.c */
enum rc api_stays(struct visit *v);
enum rc api_stay(struct visit *v);
/* All stays of a person, newest first, as `stays' of o. */
enum rc api_add_stays(struct visit *v, struct str person, json_t *o);
/* What changed a stay last: the version of its ETag. */
enum rc api_stay_version(struct visit *v, struct str registration, int64_t *version);
/* certificate.c */
enum rc api_stay_certificate(struct visit *v);
enum rc api_person_certificate(struct visit *v);
enum rc api_certificate_pdf(struct visit *v);
enum rc api_check(struct visit *v);
/* Those of a registration, newest first. */
enum rc api_certificates(struct visit *v, struct str registration, json_t **out);
/* dwelling.c */
enum rc api_dwelling_search(struct visit *v);
enum rc api_dwelling(struct visit *v);
enum rc api_dwelling_residents(struct visit *v);
/* case.c */
enum rc api_cases(struct visit *v);
enum rc api_case(struct visit *v);
/* A case without what point 17 hides from this role. */
json_t *case_json(const struct visit *v, const struct workcase *c);
/* inbox.c */
enum rc api_inbox(struct visit *v);
enum rc api_precinct_stays(struct visit *v);
/* notice.c */
enum rc api_notice_prepare(struct visit *v);
enum rc api_notice_post(struct visit *v);
enum rc api_notices(struct visit *v);
enum rc api_notice(struct visit *v);
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
/* A day of the query; DAY_NONE where it is not there. */
bool ask_day(struct visit *v, const char *name, day_t *out);
/* Nothing in the body but these, all of them texts; the list ends with NULL. */
bool ask_fields(struct visit *v, const char *const *names);
/* The header Idempotency-Key; empty where there is none. */
bool ask_key(struct visit *v, struct str *key);
/* Text of the body without blanks around it; NFC. */
struct str ask_text(struct visit *v, const char *name);
/* 200 with the value of o as ETag, after `version' where it is not 0 ("17-3fa9…"); or 304. */
enum rc answer_tagged(struct visit *v, int64_t version, const json_t *o);
/* Does If-Match, where it is given, name this version?  412 where not. */
bool ask_match(struct visit *v, int64_t version);

#endif
