/*
 * Every word that a person sees, in Russian, Kazakh and English.  The texts
 * stand in i18n/ (see i18n/README.md) and are compiled in; a text that is missing in
 * one language does not build.  Nothing here has state: the language is an argument.
 */
#ifndef TEXT_H
#define TEXT_H

#include "base.h"
#include "date.h"
#include "fill.h"
#include "issue.h"
#include "lang.h"
#include "msg.gen.h"

/* The text as it is, never NULL; "" for MSG_NONE.  m must not be a plural. */
const char *text(enum lang lang, enum msg m) __attribute__((returns_nonnull));
/* The text with its {placeholders} filled; one without an argument stays as it is. */
struct str text_fill(
    struct arena *a, enum lang lang, enum msg m, const struct text_arg *args, size_t n_args);
/* The form that n wants, {n} filled with it, and the other placeholders with args. */
struct str text_plural(struct arena *a, enum lang lang, enum msg m, int64_t n,
    const struct text_arg *args, size_t n_args);
/* Which form n wants: Russian 0 to 2, Kazakh 0, English 0 to 1 (as i18n's Plural-Forms say). */
int text_plural_form(enum lang lang, int64_t n);

/* The text of a key ("word.fund.state"); false where there is none. */
bool text_find(struct str key, enum msg *out) MUST_USE;

/*
 * Words of the field: text_word(lang, "fund", STR("private")).  The value is the
 * word that decide.md and interface.md use (in either case).  NULL where the
 * group has no such value: then the value comes from outside and was not checked.
 */
const char *text_word(enum lang lang, const char *group, struct str value);

/* What a reason of a verdict is called, and what it means and what mends it.  NULL for
 * a code without texts (a test of the rules holds that there is none). */
const char *text_reason(enum lang lang, struct str code);
const char *text_reason_help(enum lang lang, struct str code);

/*
 * The label of a field by its path: of "persons.0.person.birth_date" the longest
 * tail that has a label ("field.birth_date"); numbers of items are left out, so that
 * "guests.0.room" may have one ("field.guests.room").  NULL where none has.
 */
const char *text_field(enum lang lang, struct str path);

/* What is wrong with a value: "must not be before 02.03.2015". */
struct str text_problem(struct arena *a, enum lang lang, const struct issue *i);
/* The same with the field before it: "Date of birth: must not be before …". */
struct str text_issue(struct arena *a, enum lang lang, const struct issue *i);

/* "ru", "kk" or "en", in either case; a longer tag counts by its beginning ("kk-KZ"). */
enum lang lang_parse(struct str s, bool *ok);
const char *lang_code(enum lang lang); /* "ru" */
const char *lang_name(enum lang lang); /* in the language itself */

/* Dates as people write them: "02.03.2015"; "" for DAY_NONE. */
struct str text_date(struct arena *a, day_t d);
/*
 * What people type for a date: 02.03.2015, 2.3.15, 020315, 02032015, 2015-03-02, also
 * with / - or a blank for the full stop.  A two-digit year is the last such year
 * that gives no day after `latest'.
 */
bool text_date_parse(struct str s, day_t latest, day_t *out) MUST_USE;

#endif
