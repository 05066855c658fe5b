/* Forms about foreign nationals and certificates: what becomes of their fields. */
#include "request_impl.h"

static const struct path arrival[] = {
    COMMON,
    {"mrz", AS_TEXT},
    {"document.type", AS_TEXT},
    {"document.number", AS_UPPER},
    {"document.country", AS_UPPER},
    {"document.expires", AS_UNTIL},
    {"document.surname", AS_TEXT},
    {"document.given", AS_TEXT},
    {"document.patronymic", AS_TEXT},
    {"document.surname_latin", AS_UPPER},
    {"document.given_latin", AS_UPPER},
    {"document.birth_date", AS_DATE},
    {"document.sex", AS_TEXT},
    {"document.citizenship", AS_UPPER},
    {"document.iin", AS_DIGITS},
    {"person", AS_TEXT},
    {"new", AS_FLAG},
    {"note", AS_TEXT},
    {"dwelling", AS_TEXT},
    {"host", AS_TEXT},
    {"entry_date", AS_DATE},
    {"stay_until", AS_UNTIL},
    {"visa.required", AS_BOOL},
    {"visa.category", AS_TEXT},
    {"visa.number", AS_UPPER},
    {"visa.until", AS_UNTIL},
    {"purpose", AS_TEXT},
    {"card_mark", AS_FLAG},
    {"investor_confirmed", AS_FLAG},
    PAPER_OBJECT("papers.#."),
    {"guest", AS_TEXT},
};
static const struct path term[] = {
    COMMON,
    {"registration", AS_TEXT},
    {"requested_until", AS_UNTIL},
    {"ground", AS_TEXT},
    {"document.expires", AS_UNTIL},
    {"visa.required", AS_BOOL},
    {"visa.category", AS_TEXT},
    {"visa.number", AS_UPPER},
    {"visa.until", AS_UNTIL},
    PAPER_OBJECT("papers.#."),
    {"note", AS_TEXT},
};
static const struct path departure[] = {
    COMMON,
    {"registration", AS_TEXT},
    {"left_on", AS_DATE},
    PAPER_OBJECT("papers.#."),
    {"note", AS_TEXT},
};
static const struct path certificate[] = {
    COMMON,
    {"registration", AS_TEXT},
    {"reason", AS_TEXT},
    {"to", AS_TEXT},
};

static const struct path notice[] = {
    {"guests.#.surname", AS_TEXT},
    {"guests.#.given", AS_TEXT},
    {"guests.#.birth_date", AS_DATE},
    {"guests.#.sex", AS_TEXT},
    {"guests.#.citizenship", AS_UPPER},
    {"guests.#.document_number", AS_UPPER},
    {"guests.#.document_country", AS_UPPER},
    {"guests.#.document_type", AS_TEXT},
    {"guests.#.document_expires", AS_UNTIL},
    {"guests.#.mrz", AS_UPPER},
    {"guests.#.entry_date", AS_DATE},
    {"guests.#.stay_until", AS_UNTIL},
    {"guests.#.purpose", AS_TEXT},
    {"guests.#.visa_category", AS_TEXT},
    {"guests.#.visa_until", AS_UNTIL},
    {"guests.#.card_mark", AS_FLAG},
    {"guests.#.room", AS_TEXT},
};
static const struct path dismissal[] = {
    COMMON,
    {"note", AS_TEXT},
};

const struct path_table foreign_tables[] = {
    {"register_foreigner", arrival, ARRAY_LEN(arrival)},
    {"extend_stay", term, ARRAY_LEN(term)},
    {"shorten_stay", term, ARRAY_LEN(term)},
    {"depart", departure, ARRAY_LEN(departure)},
    {"issue_certificate", certificate, ARRAY_LEN(certificate)},
    {"notice", notice, ARRAY_LEN(notice)}, /* no act, but guests in a list */
    {"dismiss_guest", dismissal, ARRAY_LEN(dismissal)},
};
const size_t foreign_tables_n = ARRAY_LEN(foreign_tables);
