/*
 * The Rules as a pure function: facts in, verdict out (decide.md).  No clock, no
 * files, no database: the desk, the API, the loader and `mekenjai decide' all
 * call the same functions, so the same facts get the same verdict everywhere.
 *
 * Usual way:  rules_answer(pack, request, RULES_WHOLE, words, arena, &out, &verdict)
 * which is    rules_parse, rules_decide or rules_draft, verdict_write.
 */
#ifndef RULES_H
#define RULES_H

#include "pack.h"

enum effect { EFFECT_NOTE, EFFECT_NOT_REQUIRED, EFFECT_REVIEW, EFFECT_REFUSE, EFFECT__MAX };
const char *effect_word(enum effect e);

/* In the order of strength; open and invalid stand outside it. */
enum outcome {
	OUTCOME_GRANT,
	OUTCOME_NOT_REQUIRED,
	OUTCOME_REVIEW,
	OUTCOME_REFUSE,
	OUTCOME_OPEN, /* drafts alone */
	OUTCOME_INVALID,
	OUTCOME__MAX
};
const char *outcome_word(enum outcome o);

struct judge; /* facts and what follows from them; rules_impl.h */

/* One row of the rule table.  A code is one row for an act, but may be more for several. */
struct rule {
	const char *code;
	int point;
	unsigned acts; /* ACT_BIT */
	enum effect effect;
	bool gated; /* silent where the act is not required at all */
	bool (*fires)(const struct judge *j);
	/* where this holds the effect is `softened', not `effect'; NULL: never */
	bool (*softer)(const struct judge *j);
	enum effect softened;
	uint64_t reads;   /* F_BIT of every fact that the row looks at, its gate's aside */
	const char *when; /* English, for docs/rules.md */
};
extern const struct rule rules[];
extern const size_t rules_n;
#define RULES_MAX 96 /* rows of the table; checked where it stands */

/* The row of this code for this act; NULL if the act has none. */
const struct rule *rule_find(enum ruled_act act, struct str code);
/* Is it the code of any rule? */
bool rule_code_known(struct str code);
/* The key of its text in i18n/: "reason." and the code. */
struct str rule_text_key(struct arena *a, const struct rule *rule);
/* Every fact that the row looks at for this act, its gate's included. */
uint64_t rule_reads(const struct rule *rule, enum ruled_act act);

/* A reason: a row that spoke. */
struct finding {
	const struct rule *rule;
	enum effect effect;
	struct footing footing; /* borrowed from the pack */
};

/* Of a draft: what a point still needs before it can speak. */
struct opening {
	int point;
	uint64_t needs; /* F_BIT */
};

#define VERDICT_MAX 40
struct verdict {
	enum outcome outcome;
	struct finding found[VERDICT_MAX]; /* by point, then in the order of the table */
	size_t n;
	struct opening open[VERDICT_MAX]; /* drafts: by point, a point once */
	size_t open_n;
	bool draft;
	bool has_due, has_late, has_exempt, has_area, has_pack;
	day_t due;
	bool late;
	day_t exempt_until;  /* DAY_NONE: without limit (JSON null) */
	day_t granted_until; /* DAY_NONE: none; see verdict_granted_until */
	struct {
		bool total; /* tested was the total area: the useful one is not known */
		int64_t area, norm, per_person; /* hundredths */
		int64_t persons;
	} area;
	struct str pack; /* name, borrowed */
	bool in_force;
	const struct issues *errors; /* invalid, or what is malformed in a draft; may be NULL */
};

/* Judge well-formed facts (rules_parse with RULES_WHOLE said true). */
void rules_decide(const struct pack *pack, const struct facts *f, struct verdict *v);
/* Judge what is there (rules_parse with RULES_DRAFT; l its list, kept in v). */
void rules_draft(
    const struct pack *pack, const struct facts *f, const struct issues *l, struct verdict *v);

/* granted_until where the outcome lets it stand (grant, review), else DAY_NONE. */
day_t verdict_granted_until(const struct verdict *v);
bool verdict_has(const struct verdict *v, const char *code);
/*
 * Take out a review reason that somebody has cleared and combine the outcome
 * anew from the rest.  A reason with another effect stays, whatever its code.
 */
void verdict_drop(struct verdict *v, struct str code);

/* The verdict as one JSON object (decide.md section 1), appended; its errors in the
 * words of w (issue.h), here and below; id may be NULL. */
void verdict_write(
    struct buf *b, const struct verdict *v, const struct wording *w, const json_t *id);

/* Parse, judge and write; v is for callers that need more than the text. */
void rules_answer(const struct pack *pack, const json_t *request, enum rules_mode mode,
    const struct wording *w, struct arena *a, struct buf *out, struct verdict *v);
/* The same for a line that may be anything; false where it was not a JSON object at all. */
bool rules_answer_line(const struct pack *pack, struct str line, const struct wording *w,
    struct arena *a, struct buf *out);

/* The verdict `invalid' on what cannot even be read. */
void rules_write_invalid(struct buf *out, const struct issues *l, const struct wording *w);

/* The rule table, the pack's numbers and its assumptions as Markdown: docs/rules.md. */
void rules_print(struct buf *b, const struct pack *pack);

#endif
