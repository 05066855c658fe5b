/* The judge: facts, the pack's numbers for the day, and what follows from both. */
#ifndef RULES_IMPL_H
#define RULES_IMPL_H

#include "rules.h"

/*
 * In a draft some of it is made from facts that are not known.  No row looks at
 * such a part: its `reads' name the facts that the part is made from.
 */
struct judge {
	const struct facts *f;
	const struct pack *pack;
	bool gate; /* the act is not required at all: gated rows are silent */

	/* sections 3 and 4 */
	bool adult;       /* 18 on the day of application */
	bool for_himself; /* adult, or emancipated and at least 16 */
	bool norm_fund;   /* state housing, or rented by the local executive body */
	bool released, close_relative, holder_family; /* the waivers of points 8 and 9 */
	bool early_release;
	int64_t norm, persons;

	/* sections 5 and 6 */
	const struct exemption *exemption; /* the one that applies, or NULL */
	bool unproven;                     /* one would apply, were the card marked */
	day_t exempt_until;                /* DAY_NONE: without limit, or none applies */
	day_t deadline;                    /* the last day to register without an exemption */
	bool exempt;                       /* for the whole stay */
	bool refused_on_15;
	day_t cap;                           /* the latest day that papers and terms allow */
	const struct extension_limit *limit; /* the one that made the cap, or NULL */
	day_t granted_until;
};

void judge_start(struct judge *j, const struct pack *pack, const struct facts *f);
void judge_foreigner(struct judge *j);
void judge_extension(struct judge *j);
int64_t judge_value(const struct judge *j, enum parameter p);

/* Where a reason of this verdict rests. */
struct footing judge_footing(const struct judge *j, const struct rule *rule);

/* What parts of the judge are made from, for `reads'. */
#define READS_AGE         (F_BIT(DATE) | F_BIT(BIRTH_DATE))
#define READS_FOR_HIMSELF (READS_AGE | F_BIT(EMANCIPATED))
#define READS_RELEASE     (F_BIT(RELEASE_KIND) | F_BIT(FORMER_RESIDENT) | F_BIT(RELEASE_PLACE))
#define READS_WAIVER      (F_BIT(FUND) | READS_RELEASE | F_BIT(RELATION))
#define READS_PERSONS     (F_BIT(DATE) | F_BIT(REGISTERED) | F_BIT(NEWCOMERS))
#define READS_VISA        (F_BIT(VISA_REQUIRED) | F_BIT(VISA_CATEGORY) | F_BIT(VISA_UNTIL))
#define READS_EXEMPTION                                                               \
	(F_BIT(CITIZENSHIP) | F_BIT(CARD_MARK) | F_BIT(PURPOSE) | F_BIT(ENTRY_DATE) | \
	    F_BIT(DOCUMENT_TYPE) | READS_VISA | F_BIT(INVESTOR_CONFIRMED) | F_BIT(DATE))
#define READS_REFUSED_ON_15 \
	(F_BIT(WITHIN_CITY) | F_BIT(DOCUMENT_EXPIRES) | READS_VISA | F_BIT(DATE))
#define READS_CAP                                                                 \
	(F_BIT(DATE) | F_BIT(ENTRY_DATE) | F_BIT(DOCUMENT_EXPIRES) | READS_VISA | \
	    F_BIT(CITIZENSHIP))

/* Predicates, one file a section of decide.md. */
#define RULE_FIRES(name) bool name(const struct judge *j)
RULE_FIRES(outside_city);
RULE_FIRES(wanted_match);
RULE_FIRES(screening_not_done);
RULE_FIRES(not_internal_migrant);
RULE_FIRES(already_registered_here);
RULE_FIRES(closes_previous);
RULE_FIRES(within_threshold);
RULE_FIRES(term_over);
RULE_FIRES(term_too_early);
RULE_FIRES(premises_category);
RULE_FIRES(area_norm);
RULE_FIRES(area_unknown);
RULE_FIRES(total_area_below_norm);
RULE_FIRES(early_release);
RULE_FIRES(no_basis);
RULE_FIRES(basis_expired);
RULE_FIRES(basis_shorter_than_term);
RULE_FIRES(no_consent);
RULE_FIRES(waiver_released);
RULE_FIRES(waiver_close_relative);
RULE_FIRES(waiver_holder_family);
RULE_FIRES(minor_without_representative);

RULE_FIRES(not_registered_here);
RULE_FIRES(ground_not_documented);
RULE_FIRES(term_not_over);
RULE_FIRES(court_ban);
RULE_FIRES(minor_applies_alone);
RULE_FIRES(not_own_application);
RULE_FIRES(applicant_not_owner);
RULE_FIRES(ownership_not_proven);
RULE_FIRES(co_owner_disagrees);
RULE_FIRES(subject_holds_title);
RULE_FIRES(subject_is_minor);

RULE_FIRES(stay_within_deadline);
RULE_FIRES(late);
RULE_FIRES(document_expired);
RULE_FIRES(no_valid_visa);
RULE_FIRES(identity_not_established);
RULE_FIRES(stay_capped);
RULE_FIRES(no_term_left);
RULE_FIRES(exempt_1);
RULE_FIRES(exempt_2);
RULE_FIRES(exempt_3);
RULE_FIRES(exempt_4);
RULE_FIRES(exempt_5);
RULE_FIRES(exemption_ends);
RULE_FIRES(exemption_not_proven);

RULE_FIRES(not_live);
RULE_FIRES(registration_expired);
RULE_FIRES(no_ground);
RULE_FIRES(not_an_extension);
RULE_FIRES(nothing_to_extend);
RULE_FIRES(extension_capped);
RULE_FIRES(not_a_shortening);
RULE_FIRES(shortened_into_past);

RULE_FIRES(already_annulled);
RULE_FIRES(not_annullable);
RULE_FIRES(not_in_effect);
RULE_FIRES(later_act_depends);
RULE_FIRES(no_authority);
RULE_FIRES(no_court_decision);
RULE_FIRES(court_decision_date);
RULE_FIRES(no_violation);

#endif
