/*
 * The conditions between fields of decide.md sections 2 to 7 and 9.  Where two
 * fields contradict each other, the one in whose row the condition stands is
 * faulty.  A condition is looked at only where both values are well-formed.
 */
#include "facts_impl.h"
#include "pack.h"

/* Take a value back: it is there, but it cannot be used. */
static void spoil(
    struct facts *f, enum field_id id, enum problem p, struct str arg, struct issues *l)
{
	issue_add(l, str_of(fields[id].path), p, arg);
	f->given &= ~(UINT64_C(1) << id);
	f->unknown |= UINT64_C(1) << id;
	f->broken |= UINT64_C(1) << id;
}

static bool both(const struct facts *f, uint64_t bits)
{
	return (f->given & bits) == bits;
}

static void missing(struct facts *f, enum field_id id, enum rules_mode mode, struct issues *l)
{
	uint64_t bit = UINT64_C(1) << id;

	if (((f->given | f->unknown) & bit) != 0)
		return;
	f->unknown |= bit;
	if (mode == RULES_WHOLE)
		issue_add(l, str_of(fields[id].path), PROBLEM_MISSING, STR(""));
}

static void check_needs(struct facts *f, enum rules_mode mode, struct issues *l)
{
	bool arrival = f->act == ACT_REGISTER_FOREIGNER || f->act == ACT_EXTEND_STAY;

	if (arrival && both(f, F_BIT(VISA_CATEGORY)) && f->visa.category != VISA_NONE)
		missing(f, F_VISA_UNTIL, mode, l);
	if (f->act == ACT_DEREGISTER && both(f, F_BIT(GROUND)) &&
	    f->ground == GROUND_TEMPORARY_EXPIRED)
		missing(f, F_TERM_UNTIL, mode, l);
}

static void check_order(struct facts *f, struct issues *l)
{
	struct arena *a = l->arena;

	if (both(f, F_BIT(DATE) | F_BIT(BIRTH_DATE)) && f->person.birth_date > f->date)
		spoil(f, F_BIRTH_DATE, PROBLEM_TOO_LATE, date_str(a, f->date), l);
	if (both(f, F_BIT(DATE) | F_BIT(TARGET_DATE)) && f->target.date > f->date)
		spoil(f, F_TARGET_DATE, PROBLEM_TOO_LATE, date_str(a, f->date), l);
	if (both(f, F_BIT(TERM_FROM) | F_BIT(TERM_END)) && f->term.until < f->term.from)
		spoil(f, F_TERM_END, PROBLEM_TOO_EARLY, date_str(a, f->term.from), l);
	if (both(f, F_BIT(ENTRY_DATE) | F_BIT(STAY_UNTIL)) && f->stay_until < f->entry_date)
		spoil(f, F_STAY_UNTIL, PROBLEM_TOO_EARLY, date_str(a, f->entry_date), l);
	if (both(f, F_BIT(DATE) | F_BIT(ENTRY_DATE)) && f->entry_date > f->date)
		spoil(f, F_ENTRY_DATE, PROBLEM_TOO_LATE, date_str(a, f->date), l);
	if (both(f, F_BIT(USEFUL_AREA) | F_BIT(TOTAL_AREA)) &&
	    f->dwelling.total_area < f->dwelling.useful_area)
		spoil(f, F_TOTAL_AREA, PROBLEM_TOO_SMALL, STR("dwelling.useful_area"), l);
}

/* A term that would end after the calendar does, whether the case uses it or not. */
static void check_terms(const struct pack *pack, struct facts *f, struct issues *l)
{
	const struct pack_longest *n = &pack->longest;
	int from_entry = f->act == ACT_REGISTER_FOREIGNER ? n->registered_days : n->extended_days;

	if (both(f, F_BIT(TERM_FROM)) &&
	    date_add_months(f->term.from, n->threshold_months) > DAY_MAX)
		spoil(f, F_TERM_FROM, PROBLEM_TERM_OVERFLOW, STR(""), l);
	if (f->act == ACT_REGISTER_TEMPORARY && both(f, F_BIT(DATE)) &&
	    f->date + n->lead_days > DAY_MAX)
		spoil(f, F_DATE, PROBLEM_TERM_OVERFLOW, STR(""), l);
	if (both(f, F_BIT(ENTRY_DATE)) && f->entry_date + from_entry > DAY_MAX)
		spoil(f, F_ENTRY_DATE, PROBLEM_TERM_OVERFLOW, STR(""), l);
}

void facts_check(const struct pack *pack, struct facts *f, enum rules_mode mode, struct issues *l)
{
	check_needs(f, mode, l);
	check_order(f, l);
	check_terms(pack, f, l);
}
