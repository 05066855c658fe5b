/* Points 1 to 12 and 17 for internal migrants: decide.md sections 2 and 3. */
#include "rules_impl.h"

#define ONE_OF(word, set) (((1U << (unsigned)(word)) & (set)) != 0)

bool outside_city(const struct judge *j)
{
	return !j->f->dwelling.within_city;
}

bool wanted_match(const struct judge *j)
{
	return j->f->screening == SCREENING_POSSIBLE || j->f->screening == SCREENING_HIT;
}

bool screening_not_done(const struct judge *j)
{
	return j->f->screening == SCREENING_UNAVAILABLE || j->f->screening == SCREENING_NOT_DONE;
}

bool not_internal_migrant(const struct judge *j)
{
	return j->f->person.status == STATUS_FOREIGNER;
}

bool already_registered_here(const struct judge *j)
{
	return j->f->current == CURRENT_HERE;
}

bool closes_previous(const struct judge *j)
{
	return j->f->current == CURRENT_ELSEWHERE;
}

bool within_threshold(const struct judge *j)
{
	int months = (int)judge_value(j, PARAM_TEMPORARY_THRESHOLD_MONTHS);

	return j->f->term.until <= date_add_months(j->f->term.from, months);
}

bool term_over(const struct judge *j)
{
	return j->f->term.until < j->f->date;
}

bool term_too_early(const struct judge *j)
{
	return j->f->term.from > j->f->date + judge_value(j, PARAM_TEMPORARY_LEAD_DAYS);
}

bool premises_category(const struct judge *j)
{
	return j->f->dwelling.category >= CATEGORY_DACHA_OTHER;
}

/* Does the norm bind at all: the fund is one of the two, and nobody waives it. */
static bool norm_binds(const struct judge *j)
{
	return j->norm_fund && !j->released && !j->close_relative && !j->holder_family;
}

bool area_norm(const struct judge *j)
{
	return norm_binds(j) && j->f->dwelling.useful_area != 0 &&
	       j->f->dwelling.useful_area < j->norm * j->persons;
}

bool total_area_below_norm(const struct judge *j)
{
	return norm_binds(j) && j->f->dwelling.useful_area == 0 && j->f->dwelling.total_area != 0 &&
	       j->f->dwelling.total_area < j->norm * j->persons;
}

bool area_unknown(const struct judge *j)
{
	bool refused = total_area_below_norm(j) && !j->early_release;

	return norm_binds(j) && j->f->dwelling.useful_area == 0 && !refused;
}

bool early_release(const struct judge *j)
{
	return j->early_release;
}

bool no_basis(const struct judge *j)
{
	return j->f->basis.kind == BASIS_NONE;
}

bool basis_expired(const struct judge *j)
{
	return j->f->basis.until != DAY_NONE && j->f->basis.until < j->f->date;
}

bool basis_shorter_than_term(const struct judge *j)
{
	return j->f->basis.until != DAY_NONE && j->f->basis.until >= j->f->date &&
	       j->f->basis.until < j->f->term.until;
}

bool no_consent(const struct judge *j)
{
	const struct facts *f = j->f;
	const unsigned institution = 1U << CATEGORY_HOTEL | 1U << CATEGORY_DORMITORY |
				     1U << CATEGORY_REST_HOME | 1U << CATEGORY_SANATORIUM |
				     1U << CATEGORY_PREVENTORIUM | 1U << CATEGORY_MEDICAL |
				     1U << CATEGORY_BOARDING_HOME | 1U << CATEGORY_PENSION |
				     1U << CATEGORY_NURSING_HOME | 1U << CATEGORY_SERVICE;
	const unsigned child = 1U << RELATION_CHILD | 1U << RELATION_ADOPTED;

	if (f->basis.consent || f->holder_relation == RELATION_SELF)
		return false;
	if (f->basis.petition && ONE_OF(f->dwelling.category, institution))
		return false;
	return !(!j->adult && ONE_OF(f->holder_relation, child) && j->norm_fund);
}

bool waiver_released(const struct judge *j)
{
	return j->released;
}

bool waiver_close_relative(const struct judge *j)
{
	return j->close_relative;
}

bool waiver_holder_family(const struct judge *j)
{
	return j->holder_family;
}

bool minor_without_representative(const struct judge *j)
{
	return !j->for_himself && j->f->applicant.capacity != CAPACITY_PARENT &&
	       j->f->applicant.capacity != CAPACITY_LEGAL_REPRESENTATIVE;
}

static void judge_release(struct judge *j)
{
	const struct facts *f = j->f;
	bool counts = (f->given & F_BIT(RELEASE_KIND)) != 0 && f->release.former_resident &&
		      f->release.place != PLACE_OTHER;

	j->released = j->norm_fund && counts && f->release.kind == RELEASE_SERVED;
	j->early_release = counts && f->release.kind == RELEASE_EARLY;
}

static void judge_relation(struct judge *j)
{
	const unsigned close = 1U << RELATION_PARENT | 1U << RELATION_CHILD |
			       1U << RELATION_ADOPTER | 1U << RELATION_ADOPTED |
			       1U << RELATION_FULL_SIBLING | 1U << RELATION_HALF_SIBLING |
			       1U << RELATION_GRANDPARENT | 1U << RELATION_GRANDCHILD;
	const unsigned family = 1U << RELATION_SELF | 1U << RELATION_SPOUSE | 1U << RELATION_WARD |
				1U << RELATION_FAMILY_MEMBER;

	j->close_relative = j->norm_fund && ONE_OF(j->f->holder_relation, close);
	j->holder_family = j->norm_fund && ONE_OF(j->f->holder_relation, family);
}

static void judge_age(struct judge *j)
{
	const struct facts *f = j->f;

	if ((f->given & READS_AGE) != READS_AGE)
		return;
	j->adult = date_reached_age(f->person.birth_date, 18, f->date);
	j->for_himself = j->adult || (f->person.emancipated &&
					 date_reached_age(f->person.birth_date, 16, f->date));
}

void judge_start(struct judge *j, const struct pack *pack, const struct facts *f)
{
	*j = (struct judge){.f = f, .pack = pack};
	j->exempt_until = j->deadline = j->cap = j->granted_until = DAY_NONE;
	judge_age(j);
	switch (f->act) {
	case ACT_REGISTER_PERMANENT:
	case ACT_REGISTER_TEMPORARY:
		j->norm = judge_value(j, PARAM_AREA_NORM);
		j->persons = f->dwelling.registered + f->newcomers;
		j->norm_fund = (f->given & F_BIT(FUND)) != 0 && f->dwelling.fund != FUND_PRIVATE;
		judge_release(j);
		judge_relation(j);
		if (f->act == ACT_REGISTER_TEMPORARY && (f->given & F_BIT(TERM_FROM)) != 0) {
			j->gate = within_threshold(j);
			j->granted_until = f->term.until;
		}
		break;
	case ACT_REGISTER_FOREIGNER: judge_foreigner(j); break;
	case ACT_EXTEND_STAY: judge_extension(j); break;
	case ACT_SHORTEN_STAY: j->granted_until = f->requested_until; break;
	case ACT_DEREGISTER:
	case ACT_ANNUL:
	case ACT__MAX: break;
	}
}
