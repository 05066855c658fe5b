/* Points 11, 15, 16, 19 and 21: foreigners, decide.md sections 5 and 6. */
#include "rules_impl.h"
#include "utf8.h"

/* Does the row hold, the border mark on the card left aside? */
static bool row_holds(const struct exemption *x, const struct facts *f)
{
	if (x->citizenship.n > 0 && !states_have(&x->citizenship, f->person.citizenship))
		return false;
	if (x->purposes != 0 && (x->purposes & 1U << f->purpose) == 0)
		return false;
	if (x->documents != 0 && (x->documents & 1U << f->document.type) == 0)
		return false;
	if (x->visas != 0 && ((x->visas & 1U << f->visa.category) == 0 || f->visa.until < f->date))
		return false;
	if (x->entry_from != DAY_NONE && f->entry_date < x->entry_from)
		return false;
	return !(x->visa_free && f->visa.required) && !(x->investor && !f->investor_confirmed);
}

static bool longer(const struct exemption *x, const struct exemption *than)
{
	if (than == NULL)
		return true;
	return than->days >= 0 && (x->days < 0 || x->days > than->days);
}

/* The longest wins, no limit beats any; of equal ones the earlier row: the lower point. */
static void find_exemption(struct judge *j)
{
	const struct facts *f = j->f;

	for (size_t i = 0; i < j->pack->exemptions_n; i++) {
		const struct exemption *x = &j->pack->exemptions[i];

		if (!row_holds(x, f))
			continue;
		if (x->card_mark && !f->card_mark)
			j->unproven = true;
		else if (longer(x, j->exemption))
			j->exemption = x;
	}
	if (j->exemption == NULL)
		return;
	if (j->exemption->days >= 0)
		j->exempt_until = f->entry_date + j->exemption->days;
	j->exempt = j->exempt_until == DAY_NONE || f->stay_until <= j->exempt_until;
}

static day_t earlier(day_t a, day_t b)
{
	return a < b ? a : b;
}

void judge_foreigner(struct judge *j)
{
	const struct facts *f = j->f;

	if ((f->given & (F_BIT(ENTRY_DATE) | F_BIT(DATE))) != (F_BIT(ENTRY_DATE) | F_BIT(DATE)))
		return;
	find_exemption(j);
	j->deadline = f->entry_date + (day_t)judge_value(j, PARAM_FOREIGNER_DEADLINE_DAYS);
	j->gate = stay_within_deadline(j) || j->exempt;
	j->refused_on_15 = outside_city(j) || document_expired(j) || no_valid_visa(j);
	j->granted_until = earlier(f->stay_until, f->document.expires);
	if (!f->visa.required)
		j->granted_until = earlier(
		    j->granted_until, f->entry_date + (day_t)judge_value(j, PARAM_VISA_FREE_DAYS));
	else if (f->visa.category != VISA_NONE)
		j->granted_until = earlier(j->granted_until, f->visa.until);
}

/* The last day that a stay without a visa may be extended to. */
static day_t visa_free_until(struct judge *j)
{
	const struct facts *f = j->f;
	day_t until = f->entry_date + (day_t)(judge_value(j, PARAM_VISA_FREE_DAYS) +
					      judge_value(j, PARAM_VISA_FREE_EXTENSION_DAYS));

	for (size_t i = 0; i < j->pack->limits_n; i++) {
		const struct extension_limit *x = &j->pack->limits[i];

		if (f->date < x->from || !states_have(&x->citizenship, f->person.citizenship) ||
		    f->entry_date + x->days >= until)
			continue;
		until = f->entry_date + x->days;
		j->limit = x;
	}
	return until;
}

void judge_extension(struct judge *j)
{
	const struct facts *f = j->f;
	day_t stay;

	if ((f->given & (F_BIT(ENTRY_DATE) | F_BIT(DATE))) != (F_BIT(ENTRY_DATE) | F_BIT(DATE)))
		return;
	if (f->visa.required)
		stay = f->visa.category == VISA_NONE ? f->date : f->visa.until;
	else
		stay = visa_free_until(j);
	j->cap = earlier(f->document.expires, stay);
	if (f->document.expires < stay)
		j->limit = NULL;
	j->granted_until = earlier(f->requested_until, j->cap);
}

bool stay_within_deadline(const struct judge *j)
{
	return j->exemption == NULL && j->f->stay_until <= j->deadline;
}

bool late(const struct judge *j)
{
	if (j->exemption == NULL)
		return j->f->date > j->deadline;
	return j->exempt_until != DAY_NONE && j->f->date > j->exempt_until;
}

bool document_expired(const struct judge *j)
{
	return j->f->document.expires < j->f->date;
}

bool no_valid_visa(const struct judge *j)
{
	return j->f->visa.required &&
	       (j->f->visa.category == VISA_NONE || j->f->visa.until < j->f->date);
}

bool identity_not_established(const struct judge *j)
{
	return j->f->identification == IDENTIFICATION_AMBIGUOUS ||
	       j->f->identification == IDENTIFICATION_MISMATCH ||
	       j->f->identification == IDENTIFICATION_UNREAD;
}

bool stay_capped(const struct judge *j)
{
	return !j->refused_on_15 && j->granted_until < j->f->stay_until;
}

bool no_term_left(const struct judge *j)
{
	return !j->refused_on_15 && j->granted_until < j->f->date;
}

static bool exempt_by(const struct judge *j, int number)
{
	return j->exempt && j->exemption->number == number;
}

bool exempt_1(const struct judge *j)
{
	return exempt_by(j, 1);
}

bool exempt_2(const struct judge *j)
{
	return exempt_by(j, 2);
}

bool exempt_3(const struct judge *j)
{
	return exempt_by(j, 3);
}

bool exempt_4(const struct judge *j)
{
	return exempt_by(j, 4);
}

bool exempt_5(const struct judge *j)
{
	return exempt_by(j, 5);
}

bool exemption_ends(const struct judge *j)
{
	return j->exemption != NULL && !j->exempt;
}

bool exemption_not_proven(const struct judge *j)
{
	return j->exemption == NULL && j->unproven && j->f->stay_until > j->deadline;
}

bool not_live(const struct judge *j)
{
	return !j->f->live;
}

bool registration_expired(const struct judge *j)
{
	return j->f->date > j->f->current_until;
}

bool no_ground(const struct judge *j)
{
	return utf8_blank(j->f->stay_ground);
}

bool not_an_extension(const struct judge *j)
{
	return j->f->requested_until <= j->f->current_until;
}

bool nothing_to_extend(const struct judge *j)
{
	return j->f->requested_until > j->f->current_until && j->cap <= j->f->current_until;
}

bool extension_capped(const struct judge *j)
{
	return j->f->current_until < j->cap && j->cap < j->f->requested_until;
}

bool not_a_shortening(const struct judge *j)
{
	return j->f->requested_until >= j->f->current_until;
}

bool shortened_into_past(const struct judge *j)
{
	return j->f->requested_until < j->f->date;
}
