/*
 * What can be said of each field.  A check digit that holds says something of the symbols
 * it covers, and of nothing else; where the composite fails, no field is sure.
 */
#include "mrz_impl.h"

#include <string.h>

/* The check digit that covers a field alone or first. */
static enum mrz_state check_of(const struct mrz_document *d, enum mrz_field f)
{
	switch (f) {
	case MRZ_F_NUMBER: return d->check[MRZ_C_NUMBER];
	case MRZ_F_BIRTH: return d->check[MRZ_C_BIRTH];
	case MRZ_F_EXPIRY: return d->check[MRZ_C_EXPIRY];
	case MRZ_F_OPTIONAL1:
		return d->check[MRZ_C_OPTIONAL] != MRZ_ABSENT ? d->check[MRZ_C_OPTIONAL]
							      : d->check[MRZ_C_COMPOSITE];
	case MRZ_F_OPTIONAL2: return d->check[MRZ_C_COMPOSITE];
	case MRZ_F_CODE:
	case MRZ_F_ISSUER:
	case MRZ_F_SEX:
	case MRZ_F_NATIONALITY:
	case MRZ_F_SURNAME:
	case MRZ_F_GIVEN:
	case MRZ_F__MAX: break;
	}
	return MRZ_ABSENT;
}

static bool in_span(struct mrz_span s, const struct mrz_repair *r)
{
	return s.n > 0 && r->line == s.line && r->column >= s.at && r->column < s.at + s.n;
}

/* The field's cells, and its check digit's where this stands behind it. */
static bool touches(const struct mrz_layout *l, enum mrz_field f, const struct mrz_repair *r)
{
	switch (f) {
	case MRZ_F_CODE: return in_span(l->code, r);
	case MRZ_F_ISSUER: return in_span(l->issuer, r);
	case MRZ_F_NUMBER: return in_span(l->number, r) || in_span(l->number_check, r);
	case MRZ_F_OPTIONAL1: return in_span(l->optional1, r) || in_span(l->optional1_check, r);
	case MRZ_F_OPTIONAL2: return in_span(l->optional2, r);
	case MRZ_F_BIRTH: return in_span(l->birth, r) || in_span(l->birth_check, r);
	case MRZ_F_SEX: return in_span(l->sex, r);
	case MRZ_F_EXPIRY: return in_span(l->expiry, r) || in_span(l->expiry_check, r);
	case MRZ_F_NATIONALITY: return in_span(l->nationality, r);
	case MRZ_F_SURNAME:
	case MRZ_F_GIVEN: return in_span(l->name, r);
	case MRZ_F__MAX: break;
	}
	return false;
}

static bool was_repaired(const struct mrz_document *d, enum mrz_field f)
{
	const struct mrz_layout *l = mrz_layout(d->format);
	bool number = f == MRZ_F_NUMBER && l != NULL && l->long_number;

	for (size_t i = 0; i < d->repaired_n; i++) {
		if (l == NULL || touches(l, f, &d->repaired[i]))
			return true;
		/* a long number lies in the optional data too */
		if (number && in_span(l->optional1, &d->repaired[i]) &&
		    *mrz_at(&d->lines, l->number_check) == '<')
			return true;
	}
	return false;
}

static bool has_failed(const struct mrz_document *d, enum mrz_field f)
{
	for (size_t i = 0; i < d->error_n; i++)
		if (strcmp(d->error[i].field, mrz_field_word(f)) == 0 &&
		    !mrz_problem_warns(d->error[i].problem))
			return true;
	return false;
}

static enum mrz_verdict verdict_of(const struct mrz_document *d, enum mrz_field f)
{
	enum mrz_state check = check_of(d, f);

	if (check == MRZ_WRONG || has_failed(d, f))
		return MRZ_FAILED;
	if (was_repaired(d, f))
		return MRZ_REPAIRED;
	if (check != MRZ_RIGHT || d->check[MRZ_C_COMPOSITE] == MRZ_WRONG || mrz_look_alike(d, f))
		return MRZ_UNCHECKED;
	/* digits hold, and yet the century may be another */
	if (f == MRZ_F_BIRTH && !d->birth.century_sure)
		return MRZ_UNCHECKED;
	return d->field[f][0] == '\0' ? MRZ_UNCHECKED : MRZ_OK;
}

void mrz_judge_verdicts(struct mrz_document *d)
{
	for (enum mrz_field f = 0; f < MRZ_F__MAX; f++)
		d->verdict[f] = verdict_of(d, f);
}
