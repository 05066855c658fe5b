/*
 * What is wrong with values from outside: a list of fields, each with the
 * problem and what mends it.  The same list becomes `errors' of a verdict, of
 * problem+json, of a rejected CSV row and of a form.
 */
#ifndef ISSUE_H
#define ISSUE_H

#include "base.h"
#include "lang.h"

enum problem {
#define PROBLEM(name, code, text) PROBLEM_##name,
#include "problem.def"
#undef PROBLEM
	PROBLEM__MAX
};

const char *problem_code(enum problem p);
bool problem_find(struct str code, enum problem *out);
const char *problem_text(enum problem p); /* English, with {arg} */

struct issue {
	struct str field; /* path: "basis.until"; "" is the whole */
	enum problem problem;
	struct str arg; /* for {arg}; may be empty */
	struct issue *next;
};

/* A list in order of finding.  Start with {.arena = a}. */
struct issues {
	struct arena *arena;
	struct issue *first, *last;
	size_t n;
};
void issue_add(struct issues *l, struct str field, enum problem p, struct str arg);
bool issue_at(const struct issues *l, struct str field); /* is there one at this very field? */
/* English, {arg} filled in; for logs and err. */
struct str issue_english(struct arena *a, const struct issue *i);

/*
 * How problems are worded in an answer: whoever asks gives text_problem and a
 * language, so that what lies below the texts need not know them.  NULL: English.
 */
struct wording {
	struct str (*problem)(struct arena *a, enum lang lang, const struct issue *i);
	enum lang lang;
};
struct str issue_worded(struct arena *a, const struct wording *w, const struct issue *i);
/* Fill {arg} into any text. */
struct str issue_fill(struct arena *a, const char *text, struct str arg);

#endif
