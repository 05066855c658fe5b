/* The API's rows of the route table. */
#include "api_impl.h"
#include "notice.h"

#define JSON_MAX     ((size_t)1024 * 1024) /* of a body: a line of `mekenjai act' may be as long */
#define WRITERS      (ROLES_DESK | ROLE_INSPECTOR)
#define REPORTERS    (ROLE_HOST | ROLE_OFFICER | ROLE_SENIOR)
#define ISSUERS      (ROLE_OFFICER | ROLE_SENIOR)
#define PICTURES_MAX ((size_t)12 << 20)
#define V1           "/api/v1"

/* file-scope compound literals live for ever */
#define OWN(...) (&(const struct api_row){__VA_ARGS__})
#define GET(path_, who_, flags_, own_, about_)                                                   \
	{                                                                                        \
		.method = METHOD_GET, .path = (path_), .who = (who_),                            \
		.flags = ROUTE_API | (flags_), .run = gate_row, .own = (own_), .about = (about_) \
	}
#define POST(path_, who_, flags_, own_, about_)                                           \
	{                                                                                 \
		.method = METHOD_POST, .path = (path_), .who = (who_),                    \
		.flags = ROUTE_API | (flags_), .takes = TAKES_JSON, .max_body = JSON_MAX, \
		.run = gate_row, .own = (own_), .about = (about_)                         \
	}

#define PICTURES(path_, who_, own_, about_)                                                    \
	{                                                                                      \
		.method = METHOD_POST, .path = (path_), .who = (who_),                         \
		.flags = ROUTE_API | ROUTE_SLOW | ROUTE_PICTURES,                              \
		.takes = TAKES_MULTIPART | TAKES_BYTES | TAKES_JSON, .max_body = PICTURES_MAX, \
		.run = gate_row, .own = (own_), .about = (about_)                              \
	}

const struct route api_rows[] = {
    POST(V1 "/sessions", ANYONE, ROUTE_PUBLIC | ROUTE_WRITES | ROUTE_SLOW,
	OWN({.run = api_session,
		.begin = sign_in_begin,
		.prepare = sign_in_prepare,
		.in = "SignIn",
		.out = "Session"},
	    .answers = "201"),
	"Sign in as at the desk: the answer sets the session's cookie"),
    POST(V1 "/acts", WRITERS, ROUTE_WRITES,
	OWN({.run = api_act, .in = "Act", .out = "Answer"}, .answers = "201 202 200 422"),
	"Make a legal act: the verdict, and what was recorded"),
    POST(V1 "/acts/preview", WRITERS, 0,
	OWN({.run = api_act_preview, .in = "Act", .out = "Answer"}),
	"Judge a draft of an act and record nothing"),
    GET(V1 "/acts", ROLES_PEOPLE, ROUTE_WAITS,
	OWN({.run = api_feed, .out = "Feed"}, .query = "after=integer,limit=integer,wait=integer"),
	"The event feed: every sealed act in order of its position, without gaps"),
    GET(V1 "/acts/{id}", ROLES_PEOPLE, 0, OWN({.run = api_act_get, .out = "Entry"}),
	"One act; with a purpose, its request, facts and verdict"),
    POST(V1 "/persons/search", READERS, ROUTE_PURPOSE,
	OWN({.run = api_person_search, .in = "PersonSearch", .out = "Persons"}),
	"Find persons by IIN, by document number, or by names"),
    GET(V1 "/persons/{id}", READERS | ROLE_DUTY, ROUTE_PURPOSE,
	OWN({.run = api_person, .out = "Person"}),
	"One person with live registrations, stays and open cases"),
    GET(V1 "/persons/{id}/residences", READERS, ROUTE_PURPOSE,
	OWN({.run = api_person_residences, .out = "Residences"},
	    .query = "on=date,from=date,until=date,known_on=date"),
	"Where a person lives and lived"),
    POST(V1 "/dwellings/search", READERS | ROLE_DUTY, 0,
	OWN({.run = api_dwelling_search, .in = "DwellingSearch", .out = "Dwellings"}),
	"Find dwellings by address; without a house the street may be a beginning"),
    GET(V1 "/dwellings/{id}", READERS | ROLE_DUTY, 0, OWN({.run = api_dwelling, .out = "Dwelling"}),
	"One dwelling; with a purpose, its holders"),
    GET(V1 "/dwellings/{id}/residents", READERS, ROUTE_PURPOSE,
	OWN({.run = api_dwelling_residents, .out = "Residents"},
	    .query = "on=date,from=date,until=date,known_on=date"),
	"Who lives and lived in a dwelling"),
    GET(V1 "/stays", READERS, ROUTE_PURPOSE,
	OWN({.run = api_stays, .out = "Stays"},
	    .query = "dwelling,on=date,all=boolean,after,limit=integer"),
	"Foreign nationals registered in a dwelling on a day (today); all=true: all that ever "
	"were"),
    GET(V1 "/stays/{id}", READERS | ROLE_DUTY, ROUTE_PURPOSE, OWN({.run = api_stay, .out = "Stay"}),
	"One registration of a foreign national with its versions and certificates"),
    POST(V1 "/stays/{id}/certificates", ISSUERS, ROUTE_WRITES,
	OWN({.run = api_stay_certificate, .in = "CertificateRequest", .out = "CertificateIssued"},
	    .answers = "201"),
	"Issue the certificate of registration, or a reprint of it with its reason: an act"),
    POST(V1 "/persons/{id}/certificates", ISSUERS, ROUTE_WRITES,
	OWN({.run = api_person_certificate,
		.in = "AddressCertificateRequest",
		.out = "CertificateIssued"},
	    .answers = "201"),
	"Issue the address certificate of a person's live registration: an act"),
    GET(V1 "/certificates/{id}.pdf", READERS, ROUTE_POOL,
	OWN({.run = api_certificate_pdf}, .media = "application/pdf"),
	"A certificate as PDF, the same bytes each time; a Purpose is needed with a token"),
    GET(V1 "/check/{code}", ANYONE, ROUTE_PUBLIC, OWN({.run = api_check, .out = "Checked"}),
	"Is this certificate valid, expired or annulled: nothing else is told"),
    GET(V1 "/cases", READERS | ROLE_DUTY, 0,
	OWN({.run = api_cases, .out = "Cases"}, .query = "unit,after,limit=integer"),
	"Open cases, oldest first; without a unit, those of one's own"),
    GET(V1 "/cases/{id}", READERS | ROLE_DUTY, 0, OWN({.run = api_case, .out = "Case"}),
	"One case"),
    GET(V1 "/inbox", ROLE_INSPECTOR | ROLE_SENIOR | ROLE_AUDITOR, ROUTE_WAITS,
	OWN({.run = api_inbox, .out = "Inbox"},
	    .query = "precinct,state,after,limit=integer,wait=integer"),
	"What inspectors are told of foreign nationals' stays, newest first"),
    GET(V1 "/precincts/{id}/stays", ROLE_INSPECTOR | ROLE_SENIOR | ROLE_AUDITOR, 0,
	OWN({.run = api_precinct_stays, .out = "PrecinctStays"},
	    .query = "on=date,after,limit=integer"),
	"Foreign nationals registered in a precinct on a day, in walking order"),
    {.method = METHOD_POST,
	.path = V1 "/notices",
	.who = REPORTERS,
	.flags = ROUTE_API | ROUTE_WRITES | ROUTE_SLOW,
	.takes = TAKES_JSON | TAKES_BYTES,
	.max_body = NOTICE_BYTES_MAX,
	.run = gate_row,
	.own = OWN({.run = api_notice_post,
		       .prepare = api_notice_prepare,
		       .in = "HostNotice",
		       .out = "Receipt"},
	    .query = "host,dwelling", .answers = "201"),
	.about = "Report guests, as JSON or as CSV with a header row: a receipt at once"},
    GET(V1 "/notices", REPORTERS, 0,
	OWN({.run = api_notices, .out = "Notices"}, .query = "after,limit=integer"),
	"What one sent oneself, newest first, with how many guests are in which state"),
    GET(V1 "/notices/{id}", REPORTERS | ROLE_AUDITOR, 0,
	OWN({.run = api_notice, .out = "Reported"}),
	"A notice with the state of each guest, for who sent it and for the unit"),
    PICTURES(V1 "/scans", ROLE_OFFICER | ROLE_SENIOR,
	OWN({.run = api_scan, .prepare = api_scan_prepare, .in = "Scanner", .out = "Scan"}),
	"Read a document in pictures of it (frames of one document, or one picture), or from the "
	"server's scanner; nothing is kept"),
    GET(V1 "/scans/latest", ROLE_OFFICER | ROLE_SENIOR, 0,
	OWN({.run = api_scan_latest, .out = "Scan"}),
	"What the full-page reader's newest document says; whoever asks first has it"),
    GET(V1 "/systems", ROLES_PEOPLE, 0, OWN({.run = api_systems, .out = "Systems"}),
	"The systems that the register is made of, and how they are"),
    GET(V1 "/healthz", ANYONE, ROUTE_PUBLIC | ROUTE_PLAIN,
	OWN({.run = api_healthz, .out = "Health"}), "200 only where an act could be recorded now"),
    GET(V1 "/openapi.json", ANYONE, ROUTE_PUBLIC | ROUTE_PLAIN, OWN({.run = api_openapi_json}),
	"This description"),
};
const size_t api_rows_n = ARRAY_LEN(api_rows);
