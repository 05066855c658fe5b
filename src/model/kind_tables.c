/*
 * The columns of every file (interface.md sections 3 and 7) and of the objects
 * that acts carry (section 4).  Lengths are ours: generous for what is true,
 * short enough that no row is a book.
 */
#include "area.h"
#include "iin.h"
#include "kind.h"
#include "kind_value.h"
#include "partdate.h"

#define WORDS(name, ...) static const char *const name[] = {__VA_ARGS__, NULL}

/* decide.md section 3 */
WORDS(categories, "house", "apartment", "hotel", "dormitory", "rest_home", "sanatorium",
    "preventorium", "medical", "boarding_home", "pension", "dacha_cooperative", "nursing_home",
    "service", "dacha_other", "warehouse", "shop", "garage", "other");
WORDS(funds, "state", "local_executive_rented", "private");
WORDS(statuses, "citizen", "permanent_resident", "stateless_resident", "foreigner");
/* interface.md section 3 */
WORDS(sexes, "M", "F", "X");
WORDS(documents, "id_card", "passport", "birth_certificate", "residence_permit",
    "stateless_certificate", "refugee_certificate", "foreign_passport", "other");
WORDS(travel_documents, "ordinary", "diplomatic", "service", "other"); /* decide.md section 5 */
WORDS(votes, "yes", "incapable", "convicted");
WORDS(holdings, "owner", "tenant");
WORDS(residences, "permanent", "temporary");
WORDS(vote_rights, "incapable", "convicted", "restored");

#define ID                                  \
	{                                   \
		"id", COLUMN_ID, NEEDED_YES \
	}
#define REF(n, req)                \
	{                          \
		n, COLUMN_REF, req \
	}
#define TEXT(n, req, longest)                         \
	{                                             \
		n, COLUMN_TEXT, req, .max = (longest) \
	}
#define NAME(n, req)                            \
	{                                       \
		n, COLUMN_NAME, req, .max = 100 \
	}
#define DATE(n, req)                \
	{                           \
		n, COLUMN_DATE, req \
	}
#define PART(n, req)                    \
	{                               \
		n, COLUMN_PARTDATE, req \
	}
#define WORD(n, req, list)                           \
	{                                            \
		n, COLUMN_WORD, req, .words = (list) \
	}
#define AREA(n)                           \
	{                                 \
		n, COLUMN_AREA, NEEDED_NO \
	}
#define PAPER                                                         \
	{                                                             \
		"paper", COLUMN_OBJECT, NEEDED_YES, .of = &kind_paper \
	}
#define SET(kind, how)                                                          \
	{                                                                       \
		"set", COLUMN_OBJECT, NEEDED_YES, .of = &(kind), .flags = (how) \
	}
#define KIND(n, columns, check)                       \
	{                                             \
		n, columns, ARRAY_LEN(columns), check \
	}
#define YES NEEDED_YES
#define NO  NEEDED_NO

static bool has(const json_t *o, const char *field)
{
	const json_t *v = json_object_get(o, field);

	return v != NULL && !json_is_null(v);
}

static void needs(
    const json_t *o, struct str at, const char *field, const char *other, struct issues *l)
{
	if (has(o, field) && !has(o, other) && !issue_at(l, kind_path(l->arena, at, other)))
		issue_add(l, kind_path(l->arena, at, field), PROBLEM_NEEDS, str_of(other));
}

static void dwelling_cross(
    const json_t *o, struct str at, struct issues *errors, struct issues *warnings)
{
	struct str useful = json_get_str(o, "useful_area");
	int64_t u, t;

	(void)warnings;
	if (area_parse(useful, &u) && area_parse(json_get_str(o, "total_area"), &t) && t < u)
		issue_add(
		    errors, kind_path(errors->arena, at, "total_area"), PROBLEM_TOO_SMALL, useful);
}

/* Form is hard; that an IIN's digits disagree is a warning (law/facts.md 8.1). */
static void iin_cross(const json_t *o, struct str at, struct issues *warnings)
{
	struct str iin = json_get_str(o, "iin");
	day_t born = json_get_day(o, "birth_date");

	if (iin_fault(iin) != IIN_OK)
		return;
	if (iin_without_century(iin))
		issue_add(
		    warnings, kind_path(warnings->arena, at, "iin"), PROBLEM_IIN_DIFFERS, STR(""));
	if (born != DAY_NONE && iin_differs_birth(iin, born))
		issue_add(warnings, kind_path(warnings->arena, at, "birth_date"),
		    PROBLEM_IIN_DIFFERS, STR(""));
	if (iin_differs_sex(iin, json_get_str(o, "sex")))
		issue_add(
		    warnings, kind_path(warnings->arena, at, "sex"), PROBLEM_IIN_DIFFERS, STR(""));
}

static void person_cross(
    const json_t *o, struct str at, struct issues *errors, struct issues *warnings)
{
	struct str given = kind_path(errors->arena, at, "given");

	/* there are passports with one name alone (ICAO 9303 part 3, section 4.6) */
	if ((has(o, "status") || issue_at(errors, kind_path(errors->arena, at, "status"))) &&
	    !str_is(json_get_str(o, "status"), "foreigner") && !has(o, "given") &&
	    !issue_at(errors, given))
		issue_add(errors, given, PROBLEM_MISSING, STR(""));
	needs(o, at, "document_number", "document_type", errors);
	needs(o, at, "document_country", "document_number", errors);
	needs(o, at, "document_expires", "document_number", errors);
	iin_cross(o, at, warnings);
}

/* A part of a person alone: what it needs may stand in the register. */
static void person_change_cross(
    const json_t *o, struct str at, struct issues *errors, struct issues *warnings)
{
	(void)errors;
	iin_cross(o, at, warnings);
}

/* `until' is the first day that no longer counts: later than any day on which it may have begun first. */
static void period_cross(
    const json_t *o, struct str at, struct issues *errors, struct issues *warnings)
{
	struct partdate from, until;
	char z[DATE_TEXT];

	(void)warnings;
	if (!has(o, "until") || !partdate_parse(json_get_str(o, "from"), &from) ||
	    !partdate_parse(json_get_str(o, "until"), &until) || from.year == 0 ||
	    partdate_last(until) > partdate_first(from))
		return;
	date_print(partdate_first(from) + 1, z);
	issue_add(errors, kind_path(errors->arena, at, "until"), PROBLEM_TOO_EARLY, str_of(z));
}

static void residence_cross(
    const json_t *o, struct str at, struct issues *errors, struct issues *warnings)
{
	struct str dwelling = kind_path(errors->arena, at, "dwelling");
	bool abroad = json_get_bool(o, "abroad");
	bool unclear =
	    issue_at(errors, dwelling) || issue_at(errors, kind_path(errors->arena, at, "abroad"));

	if (abroad && has(o, "dwelling"))
		issue_add(errors, dwelling, PROBLEM_MUST_BE_EMPTY, STR("abroad"));
	if (!abroad && !has(o, "dwelling") && !unclear)
		issue_add(errors, dwelling, PROBLEM_MISSING, STR(""));
	period_cross(o, at, errors, warnings);
}

/* Something must be there to know the wanted person by. */
static void wanted_cross(
    const json_t *o, struct str at, struct issues *errors, struct issues *warnings)
{
	(void)warnings;
	if (!json_get_bool(o, "removed") && !has(o, "surname") && !has(o, "given") &&
	    !has(o, "iin") && !has(o, "doc_number"))
		issue_add(
		    errors, kind_path(errors->arena, at, "surname"), PROBLEM_MISSING, STR(""));
}

static const struct column unit_columns[] = {
    ID,
    REF("parent", NO),
    TEXT("name_ru", YES, 200),
    TEXT("name_kk", NO, 200),
    {"district", COLUMN_KATO},
};

static const struct column precinct_columns[] = {
    ID,
    REF("unit", YES),
    TEXT("name", YES, 200),
    TEXT("inspector", NO, 64),
};

static const struct column dwelling_columns[] = {
    ID,
    TEXT("rka", NO, 40),
    {"kato", COLUMN_KATO, YES},
    TEXT("street", YES, 200),
    TEXT("house", YES, 20),
    TEXT("flat", NO, 20),
    WORD("category", YES, categories),
    WORD("fund", YES, funds),
    AREA("useful_area"),
    AREA("total_area"),
    REF("precinct", NO),
    REF("unit", YES),
};

static const struct column dwelling_change_columns[] = {
    AREA("useful_area"),
    AREA("total_area"),
    WORD("category", YES, categories),
    WORD("fund", YES, funds),
    REF("precinct", NO),
};

static const struct column person_columns[] = {
    ID,
    {"iin", COLUMN_IIN},
    NAME("surname", YES),
    NAME("given", NEEDED_COLUMN),
    NAME("patronymic", NO),
    {"surname_latin", COLUMN_LATIN, .max = 100},
    {"given_latin", COLUMN_LATIN, .max = 100},
    DATE("birth_date", YES),
    WORD("sex", YES, sexes),
    {"citizenship", COLUMN_COUNTRY, YES},
    WORD("status", YES, statuses),
    WORD("document_type", NO, documents),
    TEXT("document_number", NO, 40),
    {"document_country", COLUMN_COUNTRY},
    DATE("document_expires", NO),
    WORD("vote", NO, votes),
};

static const struct column holding_columns[] = {
    REF("dwelling", YES),
    {"holder", COLUMN_HOLDER, YES, .max = 200},
    WORD("kind", YES, holdings),
    {"share", COLUMN_SHARE},
    DATE("from", YES),
    DATE("until", NO),
    TEXT("paper", YES, 300),
};

static const struct column residence_columns[] = {
    REF("person", YES),
    REF("dwelling", NEEDED_COLUMN),
    WORD("kind", YES, residences),
    PART("from", NEEDED_COLUMN),
    PART("until", NO),
    PART("recorded_on", NO),
    PART("wrong_since", NO),
    {"abroad", COLUMN_YES},
};

/*
 * Lists come from others and name people as they were found written: names are
 * texts here, and a wrong IIN or nationality is a warning.  A row that is left out
 * is a wanted person who is not seen.
 */
static const struct column wanted_columns[] = {
    ID,
    TEXT("surname", NEEDED_COLUMN, 200),
    TEXT("given", NO, 200),
    TEXT("patronymic", NO, 200),
    WORD("sex", NO, sexes),
    PART("birth_date", NO),
    {"nationality", COLUMN_COUNTRY, .lenient = true},
    {"iin", COLUMN_IIN, .lenient = true},
    TEXT("doc_number", NO, 40),
    TEXT("aliases", NO, 2000),
    {"removed", COLUMN_YES},
};

static const struct kind units = KIND("units", unit_columns, NULL);
static const struct kind precincts = KIND("precincts", precinct_columns, NULL);
static const struct kind dwellings = KIND("dwellings", dwelling_columns, dwelling_cross);
static const struct kind persons = KIND("persons", person_columns, person_cross);
static const struct kind holding_kind = KIND("holdings", holding_columns, period_cross);
static const struct kind residence_kind = KIND("residences", residence_columns, residence_cross);
static const struct kind wanted = KIND("wanted", wanted_columns, wanted_cross);

static const struct kind *const files[] = {
    &units,
    &precincts,
    &dwellings,
    &persons,
    &holding_kind,
    &residence_kind,
    &wanted,
};

const struct kind *const *kind_all(size_t *n)
{
	*n = ARRAY_LEN(files);
	return files;
}

const struct kind *kind_find(struct str name)
{
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		if (str_is(name, files[i]->name))
			return files[i];
	return NULL;
}

static const struct column paper_columns[] = {
    TEXT("kind", YES, 100),
    TEXT("number", NO, 100),
    DATE("date", NO),
    TEXT("issuer", NO, 300),
};
const struct kind kind_paper = KIND("paper", paper_columns, NULL);

/* `how' is a word of the desk's (in_person, notarised …), or what the caller writes. */
static const struct column consent_columns[] = {
    {"holder", COLUMN_HOLDER, YES, .max = 200},
    DATE("given_on", YES),
    TEXT("how", NO, 100),
};
const struct kind kind_consent = KIND("consent", consent_columns, NULL);

/* A travel document and its holder, as typed; what a machine readable zone has too may be left
 * out beside one. */
static const struct column document_columns[] = {
    WORD("type", NO, travel_documents),
    TEXT("number", NO, 40),
    {"country", COLUMN_COUNTRY},
    DATE("expires", NO),
    NAME("surname", NO),
    NAME("given", NO),
    NAME("patronymic", NO),
    {"surname_latin", COLUMN_LATIN, .max = 100},
    {"given_latin", COLUMN_LATIN, .max = 100},
    DATE("birth_date", NO),
    WORD("sex", NO, sexes),
    {"citizenship", COLUMN_COUNTRY},
    {"iin", COLUMN_IIN},
};
const struct kind kind_document = KIND("document", document_columns, NULL);

static const struct kind person_change = KIND("person_change", person_columns, person_change_cross);
static const struct kind dwelling_change =
    KIND("dwelling_change", dwelling_change_columns, dwelling_cross);

static const struct column add_person_columns[] = {SET(persons, KIND_NO_ID)};
static const struct column correct_person_columns[] = {
    REF("person", YES),
    SET(person_change, KIND_NO_ID | KIND_PARTIAL),
    PAPER,
};
static const struct column add_dwelling_columns[] = {SET(dwellings, KIND_NO_ID)};
/* without `from' a change counts from the day of its application */
static const struct column change_dwelling_columns[] = {
    REF("dwelling", YES),
    SET(dwelling_change, KIND_PARTIAL),
    DATE("from", NO),
    PAPER,
};
static const struct column record_holding_columns[] = {
    REF("dwelling", YES),
    {"holder", COLUMN_HOLDER, YES, .max = 200},
    WORD("kind", YES, holdings),
    {"share", COLUMN_SHARE},
    DATE("from", YES),
    PAPER,
};
static const struct column end_holding_columns[] = {
    REF("holding", YES),
    DATE("until", YES),
    PAPER,
};
static const struct column vote_columns[] = {
    REF("person", YES),
    WORD("right", YES, vote_rights),
    DATE("from", YES),
    PAPER,
};
static const struct column depart_columns[] = {
    REF("registration", YES),
    DATE("left_on", YES),
};

static const struct kind acts[] = {
    KIND("add_person", add_person_columns, NULL),
    KIND("correct_person", correct_person_columns, NULL),
    KIND("add_dwelling", add_dwelling_columns, NULL),
    KIND("change_dwelling", change_dwelling_columns, NULL),
    KIND("record_holding", record_holding_columns, NULL),
    KIND("end_holding", end_holding_columns, NULL),
    KIND("vote", vote_columns, NULL),
    KIND("depart", depart_columns, NULL),
};

const struct kind *kind_of_act(struct str act)
{
	for (size_t i = 0; i < ARRAY_LEN(acts); i++)
		if (str_is(act, acts[i].name))
			return &acts[i];
	return NULL;
}
