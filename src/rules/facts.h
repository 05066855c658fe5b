/*
 * The facts of one application, typed: all that a decision may depend on
 * (decide.md sections 2 to 7).  Made by rules_parse from JSON and by nothing
 * else, so that every face of the house is checked by the same table
 * (fields.def).  Texts are borrowed from the JSON that was parsed.
 */
#ifndef FACTS_H
#define FACTS_H

#include "date.h"
#include "issue.h"
#include "json.h"

enum ruled_act {
	ACT_REGISTER_PERMANENT,
	ACT_REGISTER_TEMPORARY,
	ACT_DEREGISTER,
	ACT_REGISTER_FOREIGNER,
	ACT_EXTEND_STAY,
	ACT_SHORTEN_STAY,
	ACT_ANNUL,
	ACT__MAX,
};
#define ACT_BIT(a) (1U << (a))

/* The words of decide.md.  Where a field has a default, it is the word 0. */
enum {
	SCREENING_CLEAR,
	SCREENING_POSSIBLE,
	SCREENING_HIT,
	SCREENING_UNAVAILABLE,
	SCREENING_NOT_DONE
};
enum { STATUS_CITIZEN, STATUS_PERMANENT_RESIDENT, STATUS_STATELESS_RESIDENT, STATUS_FOREIGNER };
enum {
	CAPACITY_SELF,
	CAPACITY_PARENT,
	CAPACITY_LEGAL_REPRESENTATIVE,
	CAPACITY_ATTORNEY,
	CAPACITY_OTHER,
	CAPACITY_OWNER, /* the last two: deregister only */
	CAPACITY_AUTHORITY,
};
enum {
	CATEGORY_HOUSE,
	CATEGORY_APARTMENT,
	CATEGORY_HOTEL,
	CATEGORY_DORMITORY,
	CATEGORY_REST_HOME,
	CATEGORY_SANATORIUM,
	CATEGORY_PREVENTORIUM,
	CATEGORY_MEDICAL,
	CATEGORY_BOARDING_HOME,
	CATEGORY_PENSION,
	CATEGORY_DACHA_COOPERATIVE,
	CATEGORY_NURSING_HOME,
	CATEGORY_SERVICE,
	CATEGORY_DACHA_OTHER, /* from here on: not on the list of point 5 */
	CATEGORY_WAREHOUSE,
	CATEGORY_SHOP,
	CATEGORY_GARAGE,
	CATEGORY_OTHER,
};
enum { FUND_STATE, FUND_LOCAL_EXECUTIVE_RENTED, FUND_PRIVATE };
enum { BASIS_OWNERSHIP, BASIS_LEASE, BASIS_SUBLEASE, BASIS_USE, BASIS_OTHER, BASIS_NONE };
enum {
	RELATION_SELF,
	RELATION_SPOUSE,
	RELATION_PARENT,
	RELATION_CHILD,
	RELATION_ADOPTER,
	RELATION_ADOPTED,
	RELATION_FULL_SIBLING,
	RELATION_HALF_SIBLING,
	RELATION_GRANDPARENT,
	RELATION_GRANDCHILD,
	RELATION_WARD,
	RELATION_FAMILY_MEMBER,
	RELATION_IN_LAW,
	RELATION_NONE,
};
enum { RELEASE_SERVED, RELEASE_EARLY };
enum { PLACE_FORMER_HOUSEHOLD, PLACE_RELATIVES, PLACE_PROVIDED, PLACE_OTHER };
enum { CURRENT_NONE, CURRENT_HERE, CURRENT_ELSEWHERE };
enum {
	GROUND_OWN_APPLICATION,
	GROUND_OWNER_APPLICATION,
	GROUND_DEATH,
	GROUND_DECLARED_DEAD_OR_MISSING,
	GROUND_COURT_DECISION,
	GROUND_EMIGRATION,
	GROUND_CITIZENSHIP_LOSS,
	GROUND_CONVICTED,
	GROUND_CONSCRIPTION,
	GROUND_TEMPORARY_EXPIRED,
};
enum { CO_OWNERS_NONE, CO_OWNERS_AGREE, CO_OWNERS_DISAGREE };
enum { DOCUMENT_ORDINARY, DOCUMENT_DIPLOMATIC, DOCUMENT_SERVICE, DOCUMENT_OTHER };
enum {
	VISA_NONE,
	VISA_DIPLOMATIC,
	VISA_SERVICE,
	VISA_INVESTOR,
	VISA_TOURIST,
	VISA_BUSINESS,
	VISA_PRIVATE,
	VISA_WORK,
	VISA_STUDY,
	VISA_MISSIONARY,
	VISA_TRANSIT,
	VISA_OTHER,
};
enum {
	PURPOSE_WORK,
	PURPOSE_STUDY,
	PURPOSE_TOURISM,
	PURPOSE_PRIVATE,
	PURPOSE_BUSINESS,
	PURPOSE_TRANSIT,
	PURPOSE_OTHER
};
enum {
	IDENTIFICATION_MATCHED,
	IDENTIFICATION_NEW,
	IDENTIFICATION_AMBIGUOUS,
	IDENTIFICATION_MISMATCH,
	IDENTIFICATION_UNREAD
};
enum { TARGET_OTHER = ACT__MAX }; /* target.kind is an enum ruled_act or this */
enum { AUTHORITY_UNIT, AUTHORITY_SUPERIOR, AUTHORITY_COURT };

/* Every list of words, in the order of its enum; ends with NULL. */
enum word_list {
	WORDS_none,
	WORDS_act,
	WORDS_screening,
	WORDS_status,
	WORDS_capacity,
	WORDS_remover, /* capacity in deregister: two words more */
	WORDS_category,
	WORDS_fund,
	WORDS_basis,
	WORDS_relation,
	WORDS_release,
	WORDS_place,
	WORDS_current,
	WORDS_ground,
	WORDS_co_owners,
	WORDS_document,
	WORDS_visa,
	WORDS_purpose,
	WORDS_identification,
	WORDS_target,
	WORDS_authority,
	WORDS__MAX
};
const char *const *words_of(enum word_list list);
int word_find(enum word_list list, struct str s); /* -1: not one of them */

/* What a value may look like (decide.md section 9). */
enum fact_form {
	FORM_OBJECT,
	FORM_ANY,
	FORM_DATE,
	FORM_BOOL,
	FORM_WORD,
	FORM_COUNT,    /* integer 0 to 1,000,000 */
	FORM_POSITIVE, /* integer 1 to 1,000,000 */
	FORM_AREA,     /* decimal string above zero, in hundredths of a square metre */
	FORM_TEXT,     /* at most 1,000 characters */
	FORM_TEXTS,    /* a list of such */
	FORM_COUNTRY,
};

enum field_id {
#define FIELD(id, object, prefix, name, form, member, words, acts, needed) F_##id,
#include "fields.def"
#undef FIELD
	F__MAX
};
_Static_assert(F__MAX <= 64, "a set of fields is one 64-bit word");
#define F_BIT(id) (UINT64_C(1) << F_##id)

enum field_object {
	IN_ROOT,
	IN_PERSON,
	IN_APPLICANT,
	IN_DWELLING,
	IN_BASIS,
	IN_RELEASE,
	IN_TERM,
	IN_DOCUMENT,
	IN_VISA,
	IN_TARGET,
	IN_AUTHORITY,
	IN_COURT_DECISION,
	IN__MAX
};

/* A row of the field table, for those who print or translate it. */
struct field {
	const char *path; /* "basis.until" */
	const char *name; /* "until" */
	unsigned acts, needed;
	uint16_t offset; /* into struct facts */
	unsigned char object, form, words;
};
extern const struct field fields[F__MAX]; /* leaves, by enum field_id */
extern const struct field objects[IN__MAX];

struct facts {
	enum ruled_act act;
	uint64_t given;   /* F_BIT of every field that is there and well-formed */
	uint64_t unknown; /* drafts: needed and not there, or malformed */
	uint64_t broken;  /* drafts: of these, the malformed */
	day_t date;
	int screening;
	struct {
		day_t birth_date;
		int status;
		bool emancipated, holds_title;
		struct str citizenship; /* "D" has become "DEU" */
	} person;
	struct {
		int capacity, co_owners;
		bool ownership_proven;
	} applicant;
	struct {
		int category, fund;
		bool within_city;
		int64_t useful_area, total_area; /* hundredths; 0: not known */
		int64_t registered;
	} dwelling;
	int64_t newcomers;
	struct {
		int kind;
		day_t until; /* DAY_NONE: no end */
		bool consent, petition;
	} basis;
	int holder_relation;
	struct {
		int kind, place;
		bool former_resident;
	} release; /* look at F_BIT(RELEASE_KIND) first */
	int current;
	struct {
		day_t from, until;
	} term;
	int ground; /* deregister */
	bool registered_here, document_shown, court_ban;
	day_t term_until;
	day_t entry_date, stay_until;
	struct {
		int type;
		day_t expires;
	} document;
	struct {
		int category;
		bool required;
		day_t until; /* DAY_NONE: not given */
	} visa;
	int purpose, identification;
	bool investor_confirmed, card_mark;
	day_t current_until, requested_until;
	struct str stay_ground; /* extend, shorten */
	bool live;
	struct {
		int kind;
		struct str unit;
		day_t date;
		bool in_effect, annulled;
		int64_t dependents;
	} target;
	struct {
		int kind;
		struct str unit;
		const json_t *superiors; /* a list of texts, or NULL */
	} authority;
	struct {
		struct str number;
		day_t date;
	} court_decision; /* look at F_BIT(COURT_NUMBER) first */
	struct str violation;
};

struct pack;
enum rules_mode { RULES_WHOLE, RULES_DRAFT };

/*
 * Read a request of decide.md into f.  WHOLE: false if anything is wrong, every
 * faulty field in l, and f must not be used.  DRAFT: false only where `act'
 * itself is unknown; what is malformed is in l, what is not known in f->unknown.
 * The pack says how long the terms are that must not run out of the calendar.
 */
bool rules_parse(const struct pack *pack, const json_t *request, enum rules_mode mode,
    struct facts *f, struct issues *l) MUST_USE;

#endif
