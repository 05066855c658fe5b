/* What the shared parts of pages (pages/parts) are told. */
#ifndef PARTS_H
#define PARTS_H

#include "html.h"

/* One rule that spoke, in the words of decide.md section 1. */
struct reason_view {
	struct str effect, code, point;
	struct str source; /* empty: the Rules themselves */
};

/* A verdict or a draft's state, for {% include verdict(v) %}. */
struct verdict_view {
	struct str outcome; /* or "open" */
	const struct reason_view *reason;
	size_t n;
};

/* An area against its norm as a bar, in hundredths of a square metre a person. */
struct bar_view {
	int64_t value, norm;
	struct str value_text, norm_text; /* "11.25" */
};
/* Where `hundredths' lies on a bar 1000 wide, whose end is a quarter past the greater of the two. */
int bar_at(const struct bar_view *v, int64_t hundredths);

/* "refuse" -> "bad", "review" -> "warn", "note" -> "info", "grant" -> "ok": which sign stands at an effect or outcome. */
const char *sign_of(struct str effect);

#endif
