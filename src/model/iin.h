/*
 * The individual identification number (ЖСН, ИИН): 12 digits, the last a check
 * digit.  Form and check digit are hard; that the digits of birth date and sex
 * disagree with the person is a warning and no more, since decree 853 of 26 August
 * 2013 unbound the number from them (law/facts.md 8.1).  For the same reason
 * nothing is ever derived from it.
 */
#ifndef IIN_H
#define IIN_H

#include "base.h"
#include "date.h"

#define IIN_DIGITS 12

/* The check digit of eleven digits, 0 to 9; -1 where such a number is never issued. */
int iin_check_digit(const char digits[11]);

enum iin_fault { IIN_OK, IIN_FORM, IIN_CHECK };
enum iin_fault iin_fault(struct str s);

/* What the digits of an IIN that is in order say of a birth date and a sex
 * ("M", "F"; of any other nothing is said). */
bool iin_differs_birth(struct str iin, day_t birth);
bool iin_differs_sex(struct str iin, struct str sex);
/* The seventh digit names a century and a sex, 1 to 6; other digits name none. */
bool iin_without_century(struct str iin);

#endif
