/*
 * A guest as a host reports him (interface.md section 9, POST /notices): a row of a hotel's file
 * or an object of its JSON.  What a register_foreigner needs of him and of his document, as the
 * host has read it; the officer who decides looks at the document himself.
 */
#include "kind.h"
#include "kind_value.h"

/* decide.md section 5 */
static const char *const types[] = {"ordinary", "diplomatic", "service", "other", NULL};
static const char *const visas[] = {"none", "diplomatic", "service", "investor", "tourist",
    "business", "private", "work", "study", "missionary", "transit", "other", NULL};
static const char *const purposes[] = {
    "work", "study", "tourism", "private", "business", "transit", "other", NULL};
static const char *const sexes[] = {"M", "F", "X", NULL};

static const struct column columns[] = {
    {"surname", COLUMN_NAME, NEEDED_YES, .max = 100},
    {"given", COLUMN_NAME, .max = 100}, /* some have one name alone */
    {"birth_date", COLUMN_DATE, NEEDED_YES},
    {"sex", COLUMN_WORD, NEEDED_YES, .words = sexes},
    {"citizenship", COLUMN_COUNTRY, NEEDED_YES},
    {"document_number", COLUMN_TEXT, NEEDED_YES, .max = 40},
    {"document_country", COLUMN_COUNTRY},
    {"document_type", COLUMN_WORD, .words = types},
    {"document_expires", COLUMN_DATE, NEEDED_YES},
    {"mrz", COLUMN_MRZ, .max = 200},
    {"entry_date", COLUMN_DATE, NEEDED_YES},
    {"stay_until", COLUMN_DATE, NEEDED_YES},
    {"purpose", COLUMN_WORD, .words = purposes},
    {"visa_category", COLUMN_WORD, .words = visas},
    {"visa_until", COLUMN_DATE},
    {"card_mark", COLUMN_YES},
    {"room", COLUMN_TEXT, .max = 20},
};

static void not_before(
    const json_t *o, struct str at, const char *field, const char *than, struct issues *l)
{
	day_t day = json_get_day(o, field), first = json_get_day(o, than);

	if (day != DAY_NONE && first != DAY_NONE && day < first)
		issue_add(
		    l, kind_path(l->arena, at, field), PROBLEM_TOO_EARLY, json_get_str(o, than));
}

static void cross(const json_t *o, struct str at, struct issues *errors, struct issues *warnings)
{
	struct str visa = json_get_str(o, "visa_category");
	bool until = json_object_get(o, "visa_until") != NULL;

	(void)warnings;
	if (str_is(json_get_str(o, "citizenship"), "KAZ"))
		issue_add(errors, kind_path(errors->arena, at, "citizenship"), PROBLEM_OWN_COUNTRY,
		    STR(""));
	not_before(o, at, "entry_date", "birth_date", errors);
	not_before(o, at, "stay_until", "entry_date", errors);
	if (visa.n > 0 && !str_is(visa, "none") && !until &&
	    !issue_at(errors, kind_path(errors->arena, at, "visa_until")))
		issue_add(
		    errors, kind_path(errors->arena, at, "visa_until"), PROBLEM_MISSING, STR(""));
	if (until && visa.n == 0 &&
	    !issue_at(errors, kind_path(errors->arena, at, "visa_category")))
		issue_add(errors, kind_path(errors->arena, at, "visa_until"), PROBLEM_NEEDS,
		    STR("visa_category"));
}

const struct kind kind_guest = {"guests", columns, ARRAY_LEN(columns), cross};
