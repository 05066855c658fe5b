/* Points 3, 10, 13 and 20: removal and annulment, decide.md sections 4 and 7. */
#include "rules_impl.h"
#include "utf8.h"

bool not_registered_here(const struct judge *j)
{
	return !j->f->registered_here;
}

bool ground_not_documented(const struct judge *j)
{
	return j->f->ground != GROUND_OWN_APPLICATION && j->f->ground != GROUND_OWNER_APPLICATION &&
	       j->f->ground != GROUND_TEMPORARY_EXPIRED && !j->f->document_shown;
}

bool term_not_over(const struct judge *j)
{
	return j->f->ground == GROUND_TEMPORARY_EXPIRED && j->f->date <= j->f->term_until;
}

bool court_ban(const struct judge *j)
{
	return j->f->court_ban;
}

bool minor_applies_alone(const struct judge *j)
{
	return j->f->ground == GROUND_OWN_APPLICATION && minor_without_representative(j);
}

bool not_own_application(const struct judge *j)
{
	return j->f->ground == GROUND_OWN_APPLICATION && j->for_himself &&
	       j->f->applicant.capacity != CAPACITY_SELF &&
	       j->f->applicant.capacity != CAPACITY_ATTORNEY &&
	       j->f->applicant.capacity != CAPACITY_LEGAL_REPRESENTATIVE;
}

static bool by_owner(const struct judge *j)
{
	return j->f->ground == GROUND_OWNER_APPLICATION;
}

bool applicant_not_owner(const struct judge *j)
{
	return by_owner(j) && j->f->applicant.capacity != CAPACITY_OWNER;
}

bool ownership_not_proven(const struct judge *j)
{
	return by_owner(j) && j->f->applicant.capacity == CAPACITY_OWNER &&
	       !j->f->applicant.ownership_proven;
}

bool co_owner_disagrees(const struct judge *j)
{
	return by_owner(j) && j->f->applicant.co_owners == CO_OWNERS_DISAGREE;
}

bool subject_holds_title(const struct judge *j)
{
	return by_owner(j) && j->f->person.holds_title;
}

bool subject_is_minor(const struct judge *j)
{
	return by_owner(j) && !j->adult;
}

bool already_annulled(const struct judge *j)
{
	return j->f->target.annulled;
}

bool not_annullable(const struct judge *j)
{
	return j->f->target.kind == TARGET_OTHER;
}

bool not_in_effect(const struct judge *j)
{
	return !j->f->target.in_effect;
}

bool later_act_depends(const struct judge *j)
{
	return j->f->target.dependents > 0;
}

static bool is_superior(const struct facts *f)
{
	for (size_t i = 0; i < json_array_size(f->authority.superiors); i++) {
		const json_t *s = json_array_get(f->authority.superiors, i);

		if (str_eq(f->authority.unit,
			(struct str){json_string_value(s), json_string_length(s)}))
			return true;
	}
	return false;
}

bool no_authority(const struct judge *j)
{
	switch (j->f->authority.kind) {
	case AUTHORITY_UNIT: return !str_eq(j->f->authority.unit, j->f->target.unit);
	case AUTHORITY_SUPERIOR: return !is_superior(j->f);
	default: return false;
	}
}

bool no_court_decision(const struct judge *j)
{
	return j->f->authority.kind == AUTHORITY_COURT &&
	       ((j->f->given & F_BIT(COURT_NUMBER)) == 0 ||
		   utf8_blank(j->f->court_decision.number));
}

bool court_decision_date(const struct judge *j)
{
	const struct facts *f = j->f;

	return f->authority.kind == AUTHORITY_COURT && (f->given & F_BIT(COURT_DATE)) != 0 &&
	       (f->court_decision.date > f->date || f->court_decision.date < f->target.date);
}

bool no_violation(const struct judge *j)
{
	return utf8_blank(j->f->violation);
}
