/* What must hold of every act that was recorded. */
#ifndef TEST_FOLLOWS_H
#define TEST_FOLLOWS_H

#include "acts.h"
#include "evidence.h"
#include "rules.h"

#include <string.h>

/* Does what was recorded of an act follow from the facts that were recorded with it? */
static inline bool act_follows(struct arena *a, const struct pack *pack, const struct act *act)
{
	const json_t *facts = json_object_get(act->text, "facts");
	const json_t *verdict = json_object_get(act->text, "verdict");
	const json_t *cleared = json_object_get(act->text, "cleared");
	struct issues l = {.arena = a};
	struct buf b = {0};
	struct facts f;
	struct verdict v;
	bool same;

	if (facts == NULL || verdict == NULL)
		return facts == NULL && verdict == NULL;
	if (!rules_parse(pack, facts, RULES_WHOLE, &f, &l))
		return false;
	rules_decide(pack, &f, &v);
	for (size_t i = 0; i < json_array_size(cleared); i++)
		verdict_drop(&v, str_of(json_string_value(json_array_get(cleared, i))));
	verdict_write(&b, &v, NULL, NULL);
	same = json_equal(json_read_in(a, buf_text(&b), NULL), verdict) != 0;
	buf_free(&b);
	return same;
}

/* A code that only the duty unit may see, anywhere in what others are told. */
static inline bool tells_match(const json_t *v)
{
	struct arena a = {0};
	struct str s = json_canonical(&a, v);
	bool tells = strstr(arena_z(&a, s), "wanted-match") != NULL ||
		     strstr(arena_z(&a, s), "screening-not-done") != NULL;

	arena_free(&a);
	return tells;
}

#endif
