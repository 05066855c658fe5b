/*
 * A rule pack (decide.md section 8): the numbers, lists and assumptions that the
 * rules are judged with, each with its source and how surely it is known.  The
 * rules themselves are code; a pack cannot add one.  Its form is what
 * `mekenjai rules --pack' prints; docs/rules.md shows its content.
 */
#ifndef PACK_H
#define PACK_H

#include "facts.h"
#include "hash.h"
#include "lang.h"

enum confidence { CONFIDENCE_TEXT, CONFIDENCE_AGENCY, CONFIDENCE_PROXY, CONFIDENCE__MAX };
const char *confidence_word(enum confidence c);

/* What a reason rests on.  source empty: the Rules themselves. */
struct footing {
	struct str source;
	enum confidence confidence;
};

enum parameter {
	PARAM_AREA_NORM, /* hundredths of a square metre a person */
	PARAM_TEMPORARY_THRESHOLD_MONTHS,
	PARAM_TEMPORARY_LEAD_DAYS,
	PARAM_FOREIGNER_DEADLINE_DAYS,
	PARAM_VISA_FREE_DAYS,
	PARAM_VISA_FREE_EXTENSION_DAYS,
	PARAM__MAX
};
const char *parameter_name(enum parameter p);

struct pack_value {
	day_t from;
	int64_t value;
	struct footing footing;
};

/* The codes of a list of states; n 0 stands for every state. */
struct states {
	struct str *code;
	size_t n;
};
bool states_have(const struct states *s, struct str code);

/*
 * One row of the exemption table: all conditions that it gives must hold.  Rows
 * stand in the order of their points; of equally long ones the first counts.
 */
struct exemption {
	int number; /* 1 to 5: point 21 subpoint */
	struct states citizenship;
	bool card_mark;     /* the migration card must bear the border mark */
	bool visa_free;     /* no visa may be required */
	bool investor;      /* investor status must be confirmed */
	unsigned purposes;  /* 1 << PURPOSE_...; 0: any */
	unsigned documents; /* 1 << DOCUMENT_...; 0: any */
	unsigned visas;     /* 1 << VISA_..., valid on the day of application; 0: any or none */
	day_t entry_from;   /* entered on this day or later; DAY_NONE: whenever */
	int days;           /* counted from the day after entry; -1: without limit */
	struct footing footing;
};

/* Citizens whose visa-free stay ends earlier than the parameters say when it is extended. */
struct extension_limit {
	struct states citizenship;
	day_t from; /* for applications from this day on */
	int days;   /* from entry */
	struct footing footing;
};

/* Whose ordinary passports enter without a visa: what the desk proposes for visa.required.  No
 * rule reads it. */
struct visa_free {
	struct states citizenship;
	day_t from, until; /* entered on these days, both included; until DAY_NONE: to this day */
	int days;          /* as long as the source says; -1: it does not say */
	struct footing footing;
};

struct assumption {
	int point;
	struct str text[LANG__MAX];
	struct footing footing;
	struct str *codes; /* the reasons that carry the footing */
	size_t codes_n;
};

/* The longest terms that any value of the pack can ask for: see facts_check.c. */
struct pack_longest {
	int threshold_months, lead_days, registered_days, extended_days;
};

struct pack {
	struct arena arena;
	struct str text;  /* as it was read: what `rules --pack' prints */
	struct hash hash; /* SHA-256 of the canonical JSON */
	struct str name, title[LANG__MAX], source;
	day_t from, until; /* in force, both included */
	struct footing in_force;
	struct {
		struct pack_value *value; /* ascending by from */
		size_t n;
	} parameters[PARAM__MAX];
	struct exemption *exemptions;
	size_t exemptions_n;
	struct extension_limit *limits;
	size_t limits_n;
	struct visa_free *visa_free; /* may be left out of a pack */
	size_t visa_free_n;
	struct assumption *assumptions;
	size_t assumptions_n;
	struct pack_longest longest;
	struct footing *by_rule; /* one for each row of the rule table */
};

/*
 * Read a pack; `file' is what errors call it.  NULL and e ("FILE:LINE: PATH:
 * reason") where it is not a whole one.  The caller frees it.
 */
struct pack *pack_load(struct str text, const char *file, struct err *e) MUST_USE;
struct pack *pack_builtin(void); /* almaty-260 */
void pack_free(struct pack *pack);

/* The value with the latest `from' not after day; before the first, the first. */
const struct pack_value *pack_value(const struct pack *pack, enum parameter p, day_t day);
bool pack_in_force(const struct pack *pack, day_t day);
/* The row by which a citizen who enters on that day needs no visa; NULL: there is none. */
const struct visa_free *pack_visa_free(
    const struct pack *pack, struct str citizenship, day_t entry);

/* [0-9]{1,7}(\.[0-9]{1,2})?, in hundredths; -1 is not one. */
int64_t area_read(struct str s);
/* 1500 as "15.00", appended. */
void area_write(struct buf *b, int64_t hundredths);

#endif
